/** Templates as an office leaves them after working on them in Word and Excel. */
import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { fillDocx } from './docx.js';
import { TemplateError } from './markers.js';
import { paragraphsOf, partText, template } from './testing.js';
import { fillXlsx } from './xlsx.js';

const NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A document with this body, in the package of the real template. */
function docx(body: string): Uint8Array {
  const parts = unzipSync(template('statement.docx'));
  parts['word/document.xml'] = strToU8(`<w:document ${NS}><w:body>${body}<w:sectPr/></w:body></w:document>`);
  return zipSync(parts);
}

const p = (...runs: string[]) =>
  `<w:p>${runs.map((text) => `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`).join('')}</w:p>`;

const errorOf = (run: () => unknown): TemplateError => {
  try {
    run();
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
  throw new Error('no error');
};

describe('fillDocx', () => {
  it('fills a marker that Word has broken over runs, in the look of its first', () => {
    const file = fillDocx(docx(p('前{', '{ti', 'tle}', '}后{{title}}')), { title: '题目' }, 'x.docx');
    expect(paragraphsOf(file)).toEqual(['前题目后题目']);
    expect(partText(file, 'word/document.xml').match(/<w:b\/>/g)).toHaveLength(4);
  });

  it('repeats and drops what stands between two marks, also within each other', () => {
    const body = [
      p('{{#a}}'),
      p('{{no}}{{title}}'),
      p('{{#b}}'),
      p('{{no}}.{{x}}'),
      p('{{/b}}'),
      p('{{/a}}'),
      p('{{#none}}'),
      p('不见'),
      p('{{/none}}'),
      p('末'),
    ].join('');
    const values = {
      title: '题',
      none: [],
      a: [
        { no: 1, b: [{ x: '甲' }, { x: '乙' }] },
        { no: 2, b: [] },
      ],
    };
    expect(paragraphsOf(fillDocx(docx(body), values, 'x.docx'))).toEqual([
      '1题',
      '1.甲',
      '1.乙',
      '2题',
      '末',
    ]);
  });

  it('drops characters that XML forbids and escapes the rest', () => {
    const file = fillDocx(docx(p('{{title}}')), { title: 'a\u0000\u000bb<&>"\r\nc' }, 'x.docx');
    expect(paragraphsOf(file)).toEqual(['ab<&>" c']);
  });

  it('names the template and the marker that it does not know', () => {
    const error = errorOf(() => fillDocx(docx(p('{{titel}}')), { title: '题' }, 'statement.docx'));
    expect(error.zh).toBe('模板 statement.docx：不认识或用错了的标记“{{titel}}”。此处可用：title');
    expect(error.kind).toBe('input');
  });

  it.each([
    ['never closed', p('{{#a}}') + p('x')],
    ['never opened', p('x') + p('{{/a}}')],
    ['within a line', p('x {{#a}} y')],
  ])('refuses a section that is %s', (_, body) => {
    expect(errorOf(() => fillDocx(docx(body), { title: '题', a: [{}] }, 'x.docx')).zh).toContain('不成对');
  });

  it.each([
    ['no zip', new Uint8Array([1, 2, 3])],
    ['a zip of something else', zipSync({ 'a.txt': strToU8('x') })],
    ['a workbook', template('catalogue.xlsx')],
  ])('says what to do with %s', (_, bytes) => {
    const error = errorOf(() => fillDocx(bytes, {}, 'statement.docx'));
    expect(error.zh).toMatch(/^模板 statement\.docx 无法使用（.+）。请用Word或Excel另存为/);
  });

  it('keeps every other part byte for byte', () => {
    const before = unzipSync(template('statement.docx'));
    const file = fillDocx(docx(p('{{title}}')), { title: '题' }, 'x.docx');
    const after = unzipSync(file);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(strFromU8(after['word/styles.xml'] ?? new Uint8Array())).toBe(
      strFromU8(before['word/styles.xml'] ?? new Uint8Array()),
    );
  });
});

describe('fillXlsx', () => {
  async function book(rows: (string | number)[][], merge?: string): Promise<Uint8Array> {
    const made = new ExcelJS.Workbook();
    const sheet = made.addWorksheet('一');
    for (const row of rows) sheet.addRow(row);
    if (merge) sheet.mergeCells(merge);
    return new Uint8Array(await made.xlsx.writeBuffer());
  }

  async function cells(bytes: Uint8Array): Promise<string[][]> {
    const opened = new ExcelJS.Workbook();
    await opened.xlsx.load(Buffer.from(bytes) as never);
    const rows: string[][] = [];
    opened.worksheets[0]?.eachRow((row) => rows.push([1, 2].map((i) => row.getCell(i).text)));
    return rows;
  }

  it('repeats a row and moves what is below, merged cells too', async () => {
    const source = await book(
      [
        ['{{title}}', 1],
        ['{{#a}}{{x}}', '{{y}}{{/a}}'],
        ['末行', ''],
      ],
      'A3:B3',
    );
    const values = {
      title: '题',
      a: [
        { x: 1, y: '甲' },
        { x: 2, y: '乙' },
        { x: 3, y: '丙' },
      ],
    };
    const file = fillXlsx(source, values, 'x.xlsx');
    expect(await cells(file)).toEqual([
      ['题', '1'],
      ['1', '甲'],
      ['2', '乙'],
      ['3', '丙'],
      ['末行', '末行'],
    ]);
    expect(partText(file, 'xl/worksheets/sheet1.xml')).toContain('ref="A5:B5"');
  });

  it('drops the row of an empty list', async () => {
    const source = await book([['上'], ['{{#a}}{{x}}{{/a}}'], ['下']]);
    const rows = await cells(fillXlsx(source, { a: [] }, 'x.xlsx'));
    expect(rows.map(([first]) => first)).toEqual(['上', '下']);
  });

  it('reads a marker out of rich text', async () => {
    const made = new ExcelJS.Workbook();
    made.addWorksheet('一').getCell('A1').value = {
      richText: [{ text: '{{ti' }, { text: 'tle}}', font: { bold: true } }],
    };
    const source = new Uint8Array(await made.xlsx.writeBuffer());
    expect((await cells(fillXlsx(source, { title: '题' }, 'x.xlsx')))[0]?.[0]).toBe('题');
  });

  it('names the template and the marker that it does not know', async () => {
    const source = await book([['{{nobody}}']]);
    const error = errorOf(() => fillXlsx(source, { title: '题' }, 'catalogue.xlsx'));
    expect(error.en).toContain('catalogue.xlsx');
    expect(error.en).toContain('{{nobody}}');
  });
});
