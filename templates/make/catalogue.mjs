/** The Excel template: the catalogue to fill, and a second sheet that says how, with the unit's requirements. */
import ExcelJS from 'exceljs';
import { repack } from './package.mjs';

const FANGSONG = '仿宋_GB2312';
const LINE = { style: 'thin', color: { argb: 'FF000000' } };
const BOX = { top: LINE, left: LINE, bottom: LINE, right: LINE };

/** Heading, width in characters, alignment, the hint shown when a cell is chosen. */
const COLUMNS = [
  ['序号', 6, 'center', '从1起连续编号，与印证材料文件名前的编号一致。'],
  ['材料名称', 44, 'left', '正式文件写原文件名；与印证材料的文件名一致，可不写扩展名。'],
  ['文号', 20, 'center', '如：×政办发〔2024〕26号。年份用六角括号，不写“第”字。'],
  ['责任者', 18, 'center', '发文机关或者形成材料的单位。'],
  ['日期', 13, 'center', '成文日期，如 20240403 或 2024-04-03。'],
  ['网址', 34, 'left', '以 http:// 或 https:// 开头的完整网址；有多个的，用 Alt+Enter 换行。'],
  ['页数', 7, 'center', '材料的页数；网址、实地核查的可不填。'],
  ['密级', 8, 'center', '非涉密的不填。涉密材料不得存入本机，名称、文号涉密的也不得写入本目录。'],
  ['提交方式', 13, 'center', '从下拉列表中选择。'],
  ['备注', 18, 'left', ''],
];
export const STATES = ['电子', '网址', '实地核查', '纸质（涉密）', '上级文件', '无'];
const HEAD = 3;
/** Rows ready to be filled: hints, list and frame reach so far. */
const LAST = HEAD + 200;

const GUIDE = [
  ['序号', '从1起连续编号，不跳号、不重号；印证材料的文件名前写同一编号，如“3 政务服务事项清单.pdf”。'],
  [
    '材料名称',
    '与印证材料的文件名一一对应。正式发文写原文件名，扫描成PDF；网址、网页截图、情况说明可用Word，按内容命名。',
  ],
  ['文号', '按原文填写，年份用六角括号，如“×政办发〔2024〕26号”。没有文号的不填。'],
  ['日期', '成文日期，如“20240403”。'],
  [
    '网址',
    '写以 http:// 或 https:// 开头的完整网址，一格有多个的逐个换行，报送前逐个打开核对。既有文件又有网址的，两样都写。',
  ],
  [
    '密级',
    '非涉密的不填。涉密材料只报纸质，不得扫描、拍照、存入本机；名称、文号本身涉密的，材料名称只写“纸质材料”。',
  ],
  ['提交方式：电子', '文件放在“{{evidence}}”文件夹中（不填提交方式的，按此办理）。'],
  ['提交方式：网址', '只提供网址，没有文件。'],
  ['提交方式：实地核查', '材料无法上传或者事前无法提供，注明实地评估、核查时提供。'],
  ['提交方式：纸质（涉密）', '涉密材料，另报纸质件。'],
  ['提交方式：上级文件', '本级不需要制定，以上级文件代替；文件放入“{{evidence}}”文件夹，或者写网址。'],
  ['提交方式：无', '确无此项材料，在情况说明中写明。'],
  ['核对', '填写完毕后运行 dossier check，逐条核对情况说明、目录、印证材料是否对应。'],
];

export async function catalogue() {
  const book = new ExcelJS.Workbook();
  book.created = new Date(0);
  book.modified = new Date(0);
  fillCatalogue(
    book.addWorksheet('证明材料目录', {
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
  fillGuide(
    book.addWorksheet('填写说明', {
      views: [{ showGridLines: false }],
      pageSetup: { paperSize: 9, orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      headerFooter: { oddFooter: '&C— &P —' },
    }),
  );
  return repack(new Uint8Array(await book.xlsx.writeBuffer()));
}

function fillCatalogue(sheet) {
  const last = sheet.getColumn(COLUMNS.length).letter;
  for (const [i, [, width, horizontal]] of COLUMNS.entries()) {
    const column = sheet.getColumn(i + 1);
    column.width = width;
    // Styles of whole columns, so that not one empty cell stands in the sheet. Text, not number, for 文号 and 日期:
    // Excel would turn 20240403 and 2024-04 into something else.
    column.style = {
      font: { name: FANGSONG, size: 12 },
      alignment: { horizontal, vertical: 'middle', wrapText: true },
      numFmt: i === 0 || i === 6 ? 'General' : '@',
    };
  }
  sheet.mergeCells(`A1:${last}1`);
  sheet.getCell('A1').value = '{{title}}';
  sheet.getCell('A1').style = {
    font: { name: '方正小标宋简体', size: 22 },
    alignment: { horizontal: 'center', vertical: 'middle' },
  };
  sheet.getRow(1).height = 36;
  sheet.mergeCells(`A2:${last}2`);
  sheet.getCell('A2').value = '申报单元：{{unit}}　　　　填报单位：{{department}}';
  sheet.getCell('A2').style = {
    font: { name: FANGSONG, size: 14 },
    alignment: { horizontal: 'left', vertical: 'middle' },
  };
  sheet.getRow(2).height = 24;
  const head = sheet.getRow(HEAD);
  head.height = 24;
  for (const [i, [name, , , hint]] of COLUMNS.entries()) {
    const cell = head.getCell(i + 1);
    cell.value = name;
    cell.style = {
      font: { name: '黑体', size: 12 },
      alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
      fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEDEDED' } },
      border: BOX,
    };
    if (hint === '') continue;
    const letter = sheet.getColumn(i + 1).letter;
    const list = name === '提交方式';
    sheet.dataValidations.add(`${letter}${HEAD + 1}:${letter}${LAST}`, {
      type: list ? 'list' : 'custom',
      formulae: list ? [`"${STATES.join(',')}"`] : ['TRUE'],
      allowBlank: true,
      showInputMessage: true,
      promptTitle: name,
      prompt: hint,
      showErrorMessage: list,
      errorStyle: 'warning',
      errorTitle: name,
      error: `请从列表中选择：${STATES.join('、')}。`,
    });
  }
  // Frames appear with the text: 200 framed empty rows would print as empty pages.
  sheet.addConditionalFormatting({
    ref: `A${HEAD + 1}:${last}${LAST}`,
    rules: [
      {
        type: 'expression',
        priority: 1,
        formulae: [`COUNTA($A${HEAD + 1}:$${last}${HEAD + 1})>0`],
        style: { border: BOX },
      },
    ],
  });
}

/** pt, of one line in the guide. A repeated row's height is taken as one line's (src/forms/xlsx.ts). */
const LINE_HEIGHT = 18;
const TEXT_WIDTH = 92;

function fillGuide(sheet) {
  sheet.getColumn(1).width = 24;
  sheet.getColumn(2).width = TEXT_WIDTH;
  const add = (label, text, font = {}) => {
    const row = sheet.addRow([label, text]);
    // Set by hand: not every program fits heights to wrapped text when it opens a file. 2.3 widths a character.
    row.height =
      LINE_HEIGHT *
      Math.ceil([...text].reduce((sum, sign) => sum + (sign > 'ÿ' ? 2.3 : 1.15), 0) / TEXT_WIDTH);
    for (const [i, cell] of [row.getCell(1), row.getCell(2)].entries()) {
      cell.style = {
        font: i === 0 ? { name: '黑体', size: 12, ...font } : { name: FANGSONG, size: 12 },
        alignment: { vertical: 'top', wrapText: true },
        border: { bottom: { style: 'hair', color: { argb: 'FFBFBFBF' } } },
      };
    }
  };
  const heading = (text, size = 14) => {
    const row = sheet.addRow([text]);
    row.getCell(1).style = {
      font: { name: size > 14 ? '方正小标宋简体' : '黑体', size },
      alignment: { vertical: 'middle' },
    };
    row.height = size * 2;
  };
  heading('填写说明', 18);
  heading('一、本申报单元的要求');
  add('{{#requirements}}{{label}}', '{{text}}{{/requirements}}');
  heading('二、怎么填');
  for (const [label, text] of GUIDE) add(label, text);
}
