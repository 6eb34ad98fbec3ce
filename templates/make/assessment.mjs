/** The Excel template of 自评表: a row per standard, the grades as a list to choose from. */
import ExcelJS from 'exceljs';
import { repack } from './package.mjs';

const FANGSONG = '仿宋_GB2312';
const LINE = { style: 'thin', color: { argb: 'FF000000' } };
const BOX = { top: LINE, left: LINE, bottom: LINE, right: LINE };
const HEAD = 3;
/** Rows that the list of grades reaches; a list has at most some hundred standards. */
const LAST = HEAD + 600;

/** Heading, width in characters, alignment, what stands in the row of a standard. */
const COLUMNS = [
  ['部分', 18, 'left', '{{#standards}}{{part}}'],
  ['编号', 10, 'center', '{{number}}'],
  ['标准', 52, 'left', '{{text}}'],
  ['{{grade}}', 13, 'center', ''],
  ['{{grounds}}', 40, 'left', ''],
  ['{{evidence}}', 30, 'left', '{{/standards}}'],
];

const HINTS = {
  '{{grade}}': '从下拉列表中选择，每项标准一个等次。',
  '{{grounds}}': '写明做了什么、到了什么程度；没有达标的，写明差距、原因和整改措施。',
  '{{evidence}}': '写明材料名称；已放入该项文件夹的，可以只写序号。',
};

export async function assessment() {
  const book = new ExcelJS.Workbook();
  book.created = new Date(0);
  book.modified = new Date(0);
  fill(
    book.addWorksheet('自评表', {
      views: [{ state: 'frozen', ySplit: HEAD, showGridLines: true }],
      pageSetup: {
        paperSize: 9,
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        horizontalCentered: true,
        printTitlesRow: `1:${HEAD}`,
        margins: { left: 0.6, right: 0.6, top: 0.75, bottom: 0.75, header: 0.3, footer: 0.4 },
      },
      headerFooter: { oddFooter: '&C— &P —' },
    }),
  );
  return repack(new Uint8Array(await book.xlsx.writeBuffer()));
}

function fill(sheet) {
  const last = sheet.getColumn(COLUMNS.length).letter;
  for (const [i, [, width]] of COLUMNS.entries()) sheet.getColumn(i + 1).width = width;
  sheet.mergeCells(`A1:${last}1`);
  sheet.getCell('A1').value = '{{title}}';
  sheet.getCell('A1').style = {
    font: { name: '方正小标宋简体', size: 22 },
    alignment: { horizontal: 'center', vertical: 'middle' },
  };
  sheet.getRow(1).height = 36;
  sheet.mergeCells(`A2:${last}2`);
  sheet.getCell('A2').value = '填报单位：{{department}}　　　　对照：{{list}}';
  sheet.getCell('A2').style = {
    font: { name: FANGSONG, size: 14 },
    alignment: { horizontal: 'left', vertical: 'middle' },
  };
  sheet.getRow(2).height = 24;
  const head = sheet.getRow(HEAD);
  const row = sheet.getRow(HEAD + 1);
  head.height = 24;
  // Taken as the height of one line by the filler (src/forms/xlsx.ts).
  row.height = 18;
  for (const [i, [name, , horizontal, text]] of COLUMNS.entries()) {
    const cell = head.getCell(i + 1);
    cell.value = name;
    cell.style = {
      font: { name: '黑体', size: 12 },
      alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
      fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEDEDED' } },
      border: BOX,
    };
    const below = row.getCell(i + 1);
    below.value = text;
    below.style = {
      font: { name: FANGSONG, size: 12 },
      alignment: { horizontal, vertical: 'middle', wrapText: true },
      border: BOX,
      numFmt: '@',
    };
    const hint = HINTS[name];
    if (hint === undefined) continue;
    const letter = sheet.getColumn(i + 1).letter;
    const list = name === '{{grade}}';
    sheet.dataValidations.add(`${letter}${HEAD + 1}:${letter}${LAST}`, {
      type: list ? 'list' : 'custom',
      formulae: list ? ['"{{gradeList}}"'] : ['TRUE'],
      allowBlank: true,
      showInputMessage: true,
      prompt: hint,
      showErrorMessage: list,
      errorStyle: 'stop',
      error: '请从列表中选择等次。',
    });
  }
}
