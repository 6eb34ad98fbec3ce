import { describe, expect, it } from 'vitest';
import { fileOf, fixture, zipOf } from '../../fixtures/readers/make.js';
import { parseCsv, readCsvRows } from './csv.js';
import { decodeText } from './encoding.js';
import { readFile } from './read.js';
import { readWorkbook } from './xlsx.js';
import { cellFormats, showNumber } from './xlsx-format.js';
import { showFormatted } from './xlsx-number.js';
import { parseXml } from './xml.js';

const gb = Buffer.from('d0f2bac52cb2c4c1cfc3fbb3c60d0a312cb9abcabe', 'hex');

describe('text and CSV', () => {
  it('knows the encodings', () => {
    expect(decodeText(Buffer.from('\ufeff法治'))).toEqual({ text: '法治', encoding: 'utf-8' });
    expect(decodeText(gb)).toEqual({ text: '序号,材料名称\r\n1,公示', encoding: 'gb18030' });
    expect(decodeText(Buffer.from('\ufeff法', 'utf16le'))).toEqual({ text: '法', encoding: 'utf-16le' });
    expect(decodeText(Buffer.from('feff6cd5', 'hex'))).toEqual({ text: '法', encoding: 'utf-16be' });
    expect(decodeText(Buffer.from('00ff10fe88', 'hex'))).toBeNull();
    expect(decodeText(Buffer.from('e9e8e7e6e4', 'hex'))).toBeNull();
  });

  it('reads comma, tab and semicolon, quotes and line breaks in cells', async () => {
    expect(parseCsv('a,"b,1\n2",c\n\n1,2')).toEqual([['a', 'b,1\n2', 'c'], [''], ['1', '2']]);
    expect(parseCsv('a\tb,c\n1\t2')).toEqual([
      ['a', 'b,c'],
      ['1', '2'],
    ]);
    expect(parseCsv('a;b\n1;"x;y"')).toEqual([
      ['a', 'b'],
      ['1', 'x;y'],
    ]);
    expect(parseCsv('5" 管,b')).toEqual([['5" 管', 'b']]);
    expect(await readCsvRows(fileOf('a.csv', gb))).toEqual([
      ['序号', '材料名称'],
      ['1', '公示'],
    ]);
  });

  it('text under another extension is not that', async () => {
    const read = (extension: string) =>
      readFile({ path: 'x', absolute: fileOf('x', '文字'), role: 'evidence', signature: 'text', extension });
    expect(await read('txt')).toEqual({ kind: 'text', path: 'x', text: '文字', encoding: 'utf-8' });
    expect(await read('csv')).toMatchObject({ kind: 'sheet', format: 'csv', sheets: [{ rows: [['文字']] }] });
    expect(await read('pdf')).toMatchObject({ kind: 'unreadable', reason: 'not-the-format' });
  });
});

const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const P = 'http://schemas.openxmlformats.org/package/2006/relationships';
const X = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

function xlsxOf(sheet: string, strings = '', styles = ''): string {
  return fileOf(
    'a.xlsx',
    zipOf({
      '_rels/.rels': `<Relationships xmlns="${P}"><Relationship Id="a" Type="${R}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      'xl/workbook.xml': `<x:workbook xmlns:x="${X}" xmlns:r="${R}"><x:sheets><x:sheet name="表" sheetId="1" r:id="s"/></x:sheets></x:workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${P}"><Relationship Id="s" Type="${R}/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>`,
      'xl/worksheets/sheet1.xml': `<x:worksheet xmlns:x="${X}">${sheet}</x:worksheet>`,
      'xl/sharedStrings.xml': `<sst xmlns="${X}">${strings}</sst>`,
      'xl/styles.xml': `<styleSheet xmlns="${X}">${styles}</styleSheet>`,
    }),
  );
}

const rowsOf = async (absolute: string) =>
  (await readWorkbook(absolute)).sheets.map((s) => [...s.rows].map(([row, cells]) => [row, ...cells]));

describe('XLSX', () => {
  it('reads what openpyxl wrote: dates, percentages, rich text, booleans, far cells', async () => {
    const [first, second] = (await readWorkbook(fixture('openpyxl.xlsx'))).sheets;
    expect(first?.name).toBe('证明材料目录');
    expect(first?.rows.get(5)?.get(5)).toBe('2024-03-01');
    expect(first?.rows.get(11)?.get(5)).toBe('95.6%');
    expect(first?.rows.get(11)?.get(2)).toBe('富文本');
    expect(first?.links.get('6,6')).toBe('https://www.example.gov.cn/zwgk/');
    expect(second?.rows.get(2)?.get(2)).toBe('TRUE');
    expect(second?.rows.get(3)?.get(3)).toBe('2024-03-01 09:30');
    expect(second?.rows.get(1_048_576)?.get(16_384)).toBe('远');
  });

  it('reads prefixed names, strings of each kind, cells without references, and no phonetic guide', async () => {
    const sheet =
      '<x:dimension ref="A1:XFD1048576"/><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is><x:t>内</x:t></x:is></x:c>' +
      '<x:c t="str"><x:f>A1</x:f><x:v>果</x:v></x:c><x:c t="e"><x:v>#REF!</x:v></x:c><x:c><x:v>0.30000000000000004</x:v></x:c></x:row><x:row r="4"><x:c r="C4"><x:v>7</x:v></x:c></x:row></x:sheetData>';
    const strings = '<si><r><t>串</t></r><r><t>一_x000D_</t></r><rPh><t>chuan</t></rPh></si>';
    expect(await rowsOf(xlsxOf(sheet, strings))).toEqual([
      [
        [1, [1, '串一\r'], [2, '内'], [3, '果'], [4, '#REF!'], [5, '0.3']],
        [4, [3, '7']],
      ],
    ]);
  });

  it('knows the dates that Excel has built in for Chinese', () => {
    const formats = cellFormats(
      parseXml(
        Buffer.from(
          `<styleSheet xmlns="${X}"><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="177" formatCode="0.00_);[Red]\\(0.00\\)"/><numFmt numFmtId="178" formatCode="[$-804]aaaa yyyy/m/d h:mm"/></numFmts><cellXfs><xf numFmtId="31"/><xf numFmtId="57"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="178"/><xf numFmtId="10"/><xf numFmtId="0"/><xf numFmtId="20"/></cellXfs></styleSheet>`,
        ),
        's',
      ),
    );
    expect(formats).toEqual([
      'date',
      'date',
      'date',
      'general',
      'datetime',
      { percent: 2 },
      'general',
      'time',
    ]);
    expect(showNumber(45352, 'date', false)).toBe('2024-03-01');
    expect(showNumber(43890, 'date', true)).toBe('2024-03-01');
    expect(showNumber(1, 'date', false)).toBe('1900-01-01');
    expect(showNumber(61, 'date', false)).toBe('1900-03-01');
    expect(showNumber(45352.5, 'datetime', false)).toBe('2024-03-01 12:00');
    expect(showNumber(0.375, 'time', false)).toBe('09:00');
    expect(showNumber(-5, 'date', false)).toBe('-5');
    expect(showNumber(0.9567, { percent: 1 }, false)).toBe('95.7%');
  });

  it('does not hang on one long string in every cell, nor on merged columns', async () => {
    const cells = '<x:row>'.concat('<x:c t="s"><x:v>0</x:v></x:c>'.repeat(3000), '</x:row>');
    const bomb = xlsxOf(`<x:sheetData>${cells}</x:sheetData>`, `<si><t>${'x'.repeat(900_000)}</t></si>`);
    const read = (absolute: string) =>
      readFile({ path: 'x', absolute, role: 'evidence', signature: 'xlsx', extension: 'xlsx' });
    expect(await read(bomb)).toMatchObject({ kind: 'unreadable', reason: 'too-large' });
    const merged = xlsxOf(
      '<x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v>头</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:XFD1048576"/></x:mergeCells>',
    );
    expect(await read(merged)).toMatchObject({ kind: 'sheet', sheets: [{ name: '表' }] });
  });

  const evidence = async (absolute: string) => {
    const d = await readFile({
      path: 'x',
      absolute,
      role: 'evidence',
      signature: 'xlsx',
      extension: 'xlsx',
    });
    if (d.kind !== 'sheet') throw new Error(JSON.stringify(d));
    return d.sheets;
  };
  const row = (r: number, cells: Record<string, string | number>, look = ''): string =>
    `<x:row r="${r}"${look}>${Object.entries(cells)
      .map(([c, v]) => `<x:c r="${c}${r}" t="${typeof v === 'number' ? 'n' : 'str'}"><x:v>${v}</x:v></x:c>`)
      .join('')}</x:row>`;

  it('leaves out what is hidden or empty in evidence, but for a catalogue’s rows', async () => {
    const file = xlsxOf(
      '<x:cols><x:col min="3" max="3" width="9" hidden="1"/></x:cols><x:sheetData>' +
        row(1, { A: '序号', B: '材料名称', C: '密' }) +
        row(2, { A: '1', B: '甲', C: '藏' }) +
        row(3, { A: '2', B: '乙' }, ' hidden="1"') +
        row(9, { A: '3', E: '戊' }) +
        row(1_048_576, { XFD: '远' }) +
        '</x:sheetData>',
    );
    expect(await evidence(file)).toEqual([
      {
        name: '表',
        rows: [
          ['序号', '材料名称', '', ''],
          ['1', '甲', '', ''],
          ['3', '', '戊', ''],
          ['', '', '', '远'],
        ],
        rowNumbers: [1, 2, 9, 1_048_576],
      },
    ]);
    const c = await readFile({
      path: 'x',
      absolute: file,
      role: 'catalogue',
      signature: 'xlsx',
      extension: 'xlsx',
    });
    expect(c.kind === 'catalogue' && c.entries.map((e) => e.title).slice(0, 2)).toEqual(['甲', '乙']);
  });

  it('keeps merged areas in what is left of rows and columns', async () => {
    const merge = (...refs: string[]) =>
      `<x:mergeCells>${refs.map((ref) => `<x:mergeCell ref="${ref}"/>`).join('')}</x:mergeCells>`;
    const sheet =
      '<x:cols><x:col min="1" max="1" hidden="true"/></x:cols><x:sheetData>' +
      row(2, { A: '标题' }) +
      row(4, { B: '部门', C: '数', F: '注' }) +
      row(5, { B: '公安局', C: '1', F: '无' }) +
      `</x:sheetData>${merge('A2:F2', 'C4:E4', 'F4:F5', 'H1:XFD9', 'B5:B5')}`;
    expect(await evidence(xlsxOf(sheet))).toEqual([
      {
        name: '表',
        rows: [
          ['标题', '', ''],
          ['部门', '数', '注'],
          // What Excel covers is not shown.
          ['公安局', '1', ''],
        ],
        spans: [
          { row: 0, column: 0, rowSpan: 1, colSpan: 3 },
          { row: 1, column: 2, rowSpan: 2, colSpan: 1 },
        ],
        rowNumbers: [2, 4, 5],
      },
    ]);
  });

  it('prints numbers of evidence in their formats, of a catalogue in full', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="176" formatCode="#,##0.00_ "/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="31"/></cellXfs>';
    const cells =
      '<x:sheetData><x:row><x:c s="1"><x:v>1234567.891</x:v></x:c><x:c s="2"><x:v>45352</x:v></x:c></x:row></x:sheetData>';
    const file = xlsxOf(cells, '', styles);
    expect((await evidence(file))[0]?.rows).toEqual([['1,234,567.89', '2024年3月1日']]);
    expect(await rowsOf(file)).toEqual([[[1, [1, '1234567.891'], [2, '2024-03-01']]]]);
  });

  it.each<[number, string, string]>([
    [1234.5, '#,##0.00', '1,234.50'],
    [1234567, '#,##0', '1,234,567'],
    [-1234.5, '#,##0.00', '-1,234.50'],
    [1.005, '0.00', '1.01'],
    [0.5, '0%', '50%'],
    [0.12345, '0.00%', '12.35%'],
    [0.5, '#.##', '.5'],
    [12, '0.##', '12.'],
    [7, '000', '007'],
    [1234.5, '"¥"#,##0.00', '¥1,234.50'],
    [1234.5, '[$¥-804]#,##0.00', '¥1,234.50'],
    [-1234.5, '¥#,##0.00;[Red]¥-#,##0.00', '¥-1,234.50'],
    [-5, '0.00_);[Red]\\(0.00\\)', '(5.00)'],
    [0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', '-'],
    [1234.5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', '1,234.50'],
    [12345, '0.0,"千"', '12.3千'],
    [36, '0"件"', '36件'],
    [3, '"第"0"名"', '第3名'],
    [12345678901, '000\\-0000\\-0000', '123-4567-8901'],
    [12345, '0.00E+00', '1.23E+04'],
    [5, '[>=10]"多";[<10]"少"', '少'],
    [45352, 'yyyy/m/d', '2024/3/1'],
    [45352, 'yyyy-mm-dd;@', '2024-03-01'],
    [45352, '[$-804]yyyy"年"m"月"d"日" aaaa', '2024年3月1日 星期五'],
    [45352.5, 'yyyy/m/d h:mm', '2024/3/1 12:00'],
    [45352.75, 'm"月"d"日" 上午/下午h"时"mm"分"', '3月1日 下午6时00分'],
    [1.5, '[h]:mm', '36:00'],
    [0.000_810_185_2, 'mm:ss', '01:10'],
    [45352, 'd-mmm-yy', '1-Mar-24'],
    [1 / 3, 'General', '0.333333333'],
    [0.1 + 0.2, 'General', '0.3'],
    [110_101_199_001_011, 'General', '110101199001011'],
    [0.25, '# ?/?', '0.25'],
    [12, '@', '12'],
    [-3, 'yyyy/m/d', '-3'],
  ])('%d in %j is %j', (value, code, shown) => expect(showFormatted(value, code, false)).toBe(shown));

  it('says what is wrong with a workbook that is none', async () => {
    const read = (bytes: Uint8Array) =>
      readFile({
        path: 'x',
        absolute: fileOf('a.xlsx', bytes),
        role: 'catalogue',
        signature: 'xlsx',
        extension: 'xlsx',
      });
    expect(await read(zipOf({ 'a.txt': '' }))).toMatchObject({ reason: 'not-the-format' });
    expect(await read(zipOf({ 'xl/worksheets/sheet1.xml': '' }))).toMatchObject({ reason: 'damaged' });
    expect(await read(Buffer.from('PK\x03\x04 cut'))).toMatchObject({ reason: 'damaged' });
  });
});
