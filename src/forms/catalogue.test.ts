import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { catalogueForm } from './catalogue.js';
import { pack, partText, template, unit } from './testing.js';

async function open(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(bytes) as never);
  return book;
}

const make = (of = unit()) => catalogueForm(template('catalogue.xlsx'), pack([of]), of, '行政审批局');

describe('catalogueForm', () => {
  it('has title, unit and head row, and nothing below', async () => {
    const sheet = (await open(make())).worksheets[0];
    expect(sheet?.name).toBe('证明材料目录');
    expect(sheet?.getCell('A1').text).toBe('证明材料目录');
    expect(sheet?.getCell('A2').text).toBe('申报单元：17 优化公共服务　　　　填报单位：行政审批局');
    const head = Array.from({ length: 10 }, (_, i) => sheet?.getRow(3).getCell(i + 1).text);
    expect(head).toEqual([
      '序号',
      '材料名称',
      '文号',
      '责任者',
      '日期',
      '网址',
      '页数',
      '密级',
      '提交方式',
      '备注',
    ]);
    expect(sheet?.actualRowCount).toBe(3);
  });

  it('keeps the head in view and on every printed page, and offers the states', async () => {
    const sheet = (await open(make())).worksheets[0];
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 });
    expect(sheet?.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToWidth: 1 });
    expect(sheet?.pageSetup.printTitlesRow).toBe('1:3');
    expect(sheet?.getCell('I4').dataValidation).toMatchObject({
      type: 'list',
      formulae: ['"电子,网址,实地核查,纸质（涉密）,上级文件,无"'],
    });
    expect(sheet?.getCell('I203').dataValidation?.type).toBe('list');
  });

  it('says on the second sheet what the list asks for, word for word, each line in a row', async () => {
    const sheet = (await open(make())).worksheets[1];
    expect(sheet?.name).toBe('填写说明');
    const rows: [string, string][] = [];
    sheet?.eachRow((row) => rows.push([row.getCell(1).text, row.getCell(2).text]));
    const at = rows.findIndex(([label]) => label === '注意事项（原文）');
    expect(rows.slice(at, at + 3)).toEqual([
      ['注意事项（原文）', '注意：'],
      ['', '1.需提供情况说明、证明材料目录及印证材料。'],
      ['', '2.“<清单>”与网址 & 截图。'],
    ]);
    const told = Object.fromEntries(rows);
    expect(told.申报单元).toBe('17 优化公共服务');
    expect(told.情况说明).toBe(
      '题目：关于优化公共服务的情况说明；一般不超过500字，最多不超过1000字；行政审批局提供',
    );
    expect(told.数量要求).toBe('典型案例：至少1个（份），最多3个（份）。依据：注意第2条');
    expect(told.指标数据).toBe('网上可办率不低于90%。依据：三级指标第17项');
    // What comes after the repeated rows is still there, in its order.
    expect(rows.at(-1)?.[0]).toBe('核对');
    const numbers: number[] = [];
    sheet?.eachRow((_, no) => numbers.push(no));
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  });

  it('leaves no marker anywhere', () => {
    const file = make();
    for (const part of ['xl/sharedStrings.xml', 'xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml']) {
      expect(partText(file, part)).not.toMatch(/\{\{|\}\}/);
    }
  });

  it('makes a long line high enough to be read', async () => {
    const sheet = (await open(make(unit({ materials: '材'.repeat(200) })))).worksheets[1];
    let height = 0;
    sheet?.eachRow((row) => {
      if (row.getCell(2).text.startsWith('材材')) height = row.height;
    });
    // 92 digits hold 40 characters of 12 pt: five or six lines of 18 pt.
    expect(height).toBeGreaterThanOrEqual(5 * 18);
    expect(height).toBeLessThanOrEqual(7 * 18);
  });

  it('tells a department that only helps', async () => {
    const bytes = catalogueForm(template('catalogue.xlsx'), pack(), unit(), '司法局');
    const rows: string[] = [];
    (await open(bytes)).worksheets[1]?.eachRow((row) =>
      rows.push(`${row.getCell(1).text}：${row.getCell(2).text}`),
    );
    expect(rows).toContain('本单位承担：不是本单元的牵头单位，配合提供印证材料。');
    expect(rows.find((row) => row.startsWith('情况说明'))).toMatch(/本单位不需提供$/);
  });
});
