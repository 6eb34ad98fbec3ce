/** The Word templates. Markers: {{name}}; {{#list}} … {{/list}} on paragraphs of their own, or around a table cell. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { repack } from './package.mjs';

/** mm → twips */
const mm = (n) => Math.round((n / 25.4) * 1440);
/** pt → twips */
const pt = (n) => Math.round(n * 20);

/** 28.95 pt: 22 lines fill the 225 mm type area. */
const LINE = { line: pt(28.95), lineRule: LineRuleType.EXACT, before: 0, after: 0 };
/** 156 mm hold 27.6 characters of 16 pt; 0.25 pt less between them and it is 28. In twips. */
const TIGHT = -5;
const TWO_CHARACTERS = { firstLine: 640, firstLineChars: 200 };

/** `hint` makes “ ” — … count and look as Chinese marks. */
const font = (eastAsia, latin = 'Times New Roman') => ({
  ascii: latin,
  hAnsi: latin,
  cs: 'Times New Roman',
  eastAsia,
  hint: 'eastAsia',
});
const FANGSONG = font('仿宋_GB2312');
const HEI = font('黑体');
const KAI = font('楷体_GB2312');
const BIAOSONG = font('方正小标宋简体');

const styles = {
  default: {
    document: {
      run: { font: FANGSONG, size: 32, language: { value: 'en-US', eastAsia: 'zh-CN' } },
      paragraph: { spacing: LINE },
    },
  },
  paragraphStyles: [
    {
      id: 'Title',
      name: 'Title',
      basedOn: 'Normal',
      next: 'Zhengwen',
      quickFormat: true,
      run: { font: BIAOSONG, size: 44, characterSpacing: TIGHT },
      paragraph: {
        alignment: AlignmentType.CENTER,
        spacing: { line: pt(35), lineRule: LineRuleType.EXACT, before: 0, after: pt(28.95) },
      },
    },
    {
      id: 'Heading1',
      name: 'heading 1',
      basedOn: 'Normal',
      next: 'Zhengwen',
      quickFormat: true,
      run: { font: HEI, size: 32 },
      paragraph: { indent: TWO_CHARACTERS, keepNext: true, outlineLevel: 0 },
    },
    {
      id: 'Heading2',
      name: 'heading 2',
      basedOn: 'Normal',
      next: 'Zhengwen',
      quickFormat: true,
      run: { font: KAI, size: 32 },
      paragraph: { indent: TWO_CHARACTERS, keepNext: true, outlineLevel: 1 },
    },
    {
      id: 'Zhengwen',
      name: '公文正文',
      basedOn: 'Normal',
      quickFormat: true,
      run: { font: FANGSONG, size: 32, characterSpacing: TIGHT },
      paragraph: { indent: TWO_CHARACTERS, alignment: AlignmentType.BOTH },
    },
    {
      id: 'Tishi',
      name: '填写提示',
      basedOn: 'Normal',
      next: 'Zhengwen',
      quickFormat: true,
      run: { font: KAI, size: 24, color: '7F7F7F' },
      paragraph: {
        indent: { firstLine: 480, firstLineChars: 200 },
        spacing: { line: pt(20), lineRule: LineRuleType.EXACT, before: 0, after: pt(3) },
      },
    },
    {
      id: 'Luokuan',
      name: '落款提示',
      basedOn: 'Tishi',
      quickFormat: true,
      paragraph: {
        alignment: AlignmentType.RIGHT,
        indent: { firstLine: 0, firstLineChars: 0, right: 640 },
      },
    },
    {
      id: 'Biaoti',
      name: '表题',
      basedOn: 'Normal',
      next: 'Biaowen',
      quickFormat: true,
      run: { font: HEI, size: 28 },
      paragraph: { alignment: AlignmentType.CENTER, keepNext: true },
    },
    {
      id: 'Biaowen',
      name: '表内文字',
      basedOn: 'Normal',
      quickFormat: true,
      run: { font: FANGSONG, size: 24 },
      paragraph: {
        alignment: AlignmentType.CENTER,
        spacing: { line: pt(20), lineRule: LineRuleType.EXACT, before: 0, after: 0 },
      },
    },
  ],
};

const para = (style, text) =>
  new Paragraph({ style, children: text === undefined ? [] : [new TextRun(text)] });
const title = (text) => para('Title', text);
const heading = (text) => para('Heading1', text);
const body = (text) => para('Zhengwen', text);
const prompt = (text) => para('Tishi', text);
/** A paragraph that only opens or closes a section: gone once filled in. */
const mark = (text) => para('Tishi', text);

const pageNumber = (alignment) =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        // One character's room from the edge of the type area (GB/T 9704 §7.5).
        indent: { left: 320, right: 320 },
        spacing: { line: pt(14), lineRule: LineRuleType.AT_LEAST },
        children: [
          new TextRun({
            font: font('宋体', '宋体'),
            size: 28,
            children: ['— ', PageNumber.CURRENT, ' —'],
          }),
        ],
      }),
    ],
  });

const EDGE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const TYPE_AREA = mm(156);

/** A table over the whole type area with all its lines. @param columnWidths in twips */
const ruled = (columnWidths) => ({
  width: { size: TYPE_AREA, type: WidthType.DXA },
  columnWidths,
  layout: TableLayoutType.FIXED,
  alignment: AlignmentType.CENTER,
  borders: {
    top: EDGE,
    bottom: EDGE,
    left: EDGE,
    right: EDGE,
    insideHorizontal: EDGE,
    insideVertical: EDGE,
  },
});

/** Each cell of the template's one column stands for as many columns as the marker's list has. */
function columnTable(list, blankRows, firstCell) {
  const cell = (text, style = 'Biaowen') =>
    new TableCell({
      width: { size: TYPE_AREA, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      children: [para(style, text)],
    });
  const row = (text, options = {}) =>
    new TableRow({
      height: { value: pt(28), rule: 'atLeast' },
      cantSplit: true,
      ...options,
      children: [cell(text)],
    });
  return new Table({
    ...ruled([TYPE_AREA]),
    rows: [
      row(`{{#${list}}}{{name}}{{/${list}}}`, { tableHeader: true }),
      row(`{{#${list}}}${firstCell}{{/${list}}}`),
      ...Array.from({ length: blankRows - 1 }, () => row(`{{#${list}}}{{/${list}}}`)),
    ],
  });
}

async function pack(children) {
  const document = new Document({
    styles,
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: {
              top: mm(37),
              left: mm(28),
              bottom: mm(35),
              right: mm(26),
              header: mm(15),
              // Page numbers stand 7 mm below the type area; 4.9 mm is the line itself.
              footer: mm(35 - 7 - 4.9),
            },
          },
          // No grid: the exact line pitch makes the 22 lines, and LibreOffice would stretch the small print to it.
        },
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children,
      },
    ],
  });
  return repack(await Packer.toBuffer(document), { 'word/fontTable.xml': () => FONT_TABLE });
}

/** What stands in where the named face is not installed: altName is Word's and WPS's own way to say it. */
const FONT_TABLE = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${[
  ['仿宋_GB2312', '仿宋,FangSong,FangSong_GB2312,华文仿宋', 'modern'],
  ['方正小标宋简体', 'FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体', 'script'],
  ['黑体', 'SimHei', 'modern'],
  ['楷体_GB2312', '楷体,KaiTi,KaiTi_GB2312,华文楷体', 'modern'],
  ['宋体', 'SimSun', 'auto'],
]
  .map(
    ([name, alt, family]) =>
      `<w:font w:name="${name}"><w:altName w:val="${alt}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="default"/></w:font>`,
  )
  .join(
    '',
  )}<w:font w:name="Times New Roman"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`;

export function statement() {
  return pack([
    title('{{title}}'),
    prompt('【请把正文写在各标题下的空行里，写完删去全部灰色提示】'),
    prompt('【请控制篇幅：一般不超过{{softLimit}}字，最多不超过{{hardLimit}}字】'),
    prompt('【请以{{windowFrom}}至{{windowTo}}的工作为主】'),
    mark('{{#remarks}}'),
    prompt('【请注意：{{remark}}】'),
    mark('{{/remarks}}'),
    mark('{{#headings}}'),
    heading('{{numeral}}、{{heading}}'),
    mark('{{#prompts}}'),
    prompt('【请写明：{{prompt}}】'),
    mark('{{/prompts}}'),
    body(),
    mark('{{/headings}}'),
    mark('{{#tables}}'),
    para('Biaoti', '{{what}}'),
    columnTable('columns', 4, '{{fill}}'),
    body(),
    mark('{{/tables}}'),
    mark('{{#evidenceList}}'),
    heading('印证材料目录'),
    prompt('【请在此逐条列出印证材料，与证明材料目录一致；不计入字数。】'),
    body(),
    mark('{{/evidenceList}}'),
    para('Luokuan', '【请填写{{signatory}}】'),
    para('Luokuan', '【请填写成文日期】'),
  ]);
}

export function summaryReport() {
  const part = (no, name, text) => [heading(`${no}、${name}`), prompt(`【请写明：${text}】`), body()];
  return pack([
    title('{{title}}'),
    prompt('【请把正文写在各标题下的空行里，写完删去全部灰色提示】'),
    prompt('【请以{{windowFrom}}至{{windowTo}}的工作为主，数据与各项情况说明一致】'),
    ...part('一', '基本情况', '组织领导、责任分工、经费和人员保障等情况'),
    heading('二、主要举措和成效'),
    prompt('【请写明：落实各项任务的主要做法、具体数据和取得的成效】'),
    mark('{{#units}}'),
    prompt('【请结合本单位牵头的指标{{key}}“{{name}}”作出说明】'),
    mark('{{/units}}'),
    body(),
    ...part('三', '突出亮点', '可复制、可推广的创新做法，获得的表彰奖励和媒体报道'),
    ...part('四', '存在的问题', '对照指标尚有差距的方面及其原因'),
    ...part('五', '下一步工作打算', '整改措施、责任人和完成时限'),
    para('Luokuan', '【请填写单位全称并加盖公章】'),
    para('Luokuan', '【请填写成文日期】'),
  ]);
}

const cellOf = (width, children, options = {}) =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    children,
    ...options,
  });

/**
 * A table with a head row and a row that is repeated, once per entry of the list.
 * @param columns [head, marker, share of the width] each
 */
function listTable(list, columns) {
  const whole = columns.reduce((sum, [, , share]) => sum + share, 0);
  const widths = columns.map(([, , share]) => Math.floor((TYPE_AREA * share) / whole));
  const row = (texts, options = {}) =>
    new TableRow({
      height: { value: pt(24), rule: 'atLeast' },
      cantSplit: true,
      ...options,
      children: texts.map((text, i) => cellOf(widths[i], [para('Biaowen', text)])),
    });
  const last = columns.length - 1;
  return new Table({
    ...ruled(widths),
    rows: [
      row(
        columns.map(([head]) => head),
        { tableHeader: true },
      ),
      row(
        columns.map(
          ([, marker], i) =>
            `${i === 0 ? `{{#${list}}}` : ''}{{${marker}}}${i === last ? `{{/${list}}}` : ''}`,
        ),
      ),
    ],
  });
}

/** A department's performance archive, printed. */
export function archive() {
  return pack([
    title('{{title}}'),
    para('Biaowen', '{{subtitle}}'),
    heading('一、各项任务现状'),
    listTable('units', [
      ['编号', 'unit', 3],
      ['任务', 'name', 8],
      ['结果', 'result', 4],
      ['字数', 'words', 3],
      ['材料', 'materials', 2.6],
      ['线下', 'offline', 2.6],
      ['记录日期', 'on', 6],
    ]),
    body(),
    heading('二、逐次记录'),
    listTable('entries', [
      ['次', 'no', 2],
      ['日期', 'on', 6],
      ['报送和变动', 'changes', 11],
      ['合格', 'clean', 2.6],
      ['有错', 'errors', 2.6],
      ['未报', 'missing', 2.6],
      ['得分', 'score', 3],
    ]),
    para('Tishi', '{{seal}}'),
  ]);
}

/** Who signs, and when: at the right, four characters in from the edge (GB/T 9704 §7.3.5.4). */
const signed = (text) =>
  new Paragraph({
    style: 'Zhengwen',
    alignment: AlignmentType.RIGHT,
    indent: { firstLine: 0, firstLineChars: 0, right: 1280, rightChars: 400 },
    children: [new TextRun(text)],
  });

/** The periodic bulletin over all departments. */
export function bulletin() {
  return pack([
    title('{{title}}'),
    body('{{opening}}'),
    heading('一、总体情况'),
    mark('{{#overview}}'),
    body('{{line}}'),
    mark('{{/overview}}'),
    heading('二、各单位情况'),
    mark('{{#classes}}'),
    para('Biaoti', '{{class}}'),
    listTable('departments', [
      ['单位', 'department', 8],
      ['应报', 'due', 3],
      ['已报', 'delivered', 3],
      ['合格', 'clean', 3],
      ['有错', 'errors', 3],
      ['未报', 'missing', 3],
      ['得分', 'score', 3],
      ['较上次', 'change', 5],
    ]),
    body(),
    mark('{{/classes}}'),
    heading('三、存在的问题'),
    mark('{{#problems}}'),
    body('{{line}}'),
    mark('{{/problems}}'),
    heading('四、工作要求'),
    mark('{{#demands}}'),
    body('{{line}}'),
    mark('{{/demands}}'),
    body(),
    signed('{{compiler}}'),
    signed('{{date}}'),
  ]);
}

/** A row {{#fields}}label | value{{/fields}} is repeated, once per field of the form. */
export function prescribedForm() {
  const label = mm(38);
  const right = (text) =>
    new Paragraph({
      style: 'Biaowen',
      alignment: AlignmentType.RIGHT,
      indent: { right: 480 },
      children: [new TextRun(text)],
    });
  const left = (text) =>
    new Paragraph({
      style: 'Biaowen',
      alignment: AlignmentType.LEFT,
      children: text === undefined ? [] : [new TextRun(text)],
    });
  return pack([
    mark('{{#attachments}}'),
    new Paragraph({ children: [new TextRun({ text: '{{attachment}}', font: HEI, size: 32 })] }),
    mark('{{/attachments}}'),
    title('{{title}}'),
    mark('{{#head}}'),
    left('{{line}}'),
    mark('{{/head}}'),
    new Table({
      ...ruled([label, TYPE_AREA - label]),
      rows: [
        new TableRow({
          height: { value: pt(34), rule: 'atLeast' },
          cantSplit: true,
          children: [
            cellOf(label, [para('Biaowen', '{{#fields}}{{label}}')]),
            cellOf(TYPE_AREA - label, [
              mark('{{#values}}'),
              left('{{value}}'),
              mark('{{/values}}'),
              mark('{{#room}}'),
              left(),
              mark('{{/room}}'),
              mark('{{#notes}}'),
              left('{{note}}'),
              mark('{{/notes}}'),
              mark('{{#signature}}'),
              right('{{line}}'),
              mark('{{/signature}}'),
              left('{{/fields}}'),
            ]),
          ],
        }),
      ],
    }),
    mark('{{#notes}}'),
    left('{{note}}'),
    mark('{{/notes}}'),
  ]);
}

export function assessmentReport() {
  const part = (no, name, text) => [heading(`${no}、${name}`), prompt(`【请写明：${text}】`), body()];
  return pack([
    title('{{title}}'),
    prompt('【请把正文写在各标题下的空行里，写完删去全部灰色提示】'),
    prompt('【请与{{table}}一致：共 {{count}} 项标准，等次为{{gradeList}}】'),
    ...part('一', '自评工作开展情况', '由谁负责、怎样逐项对照、时间安排'),
    ...part('二', '自评结果', '各等次的项数，是否符合申报条件，有无否决情形'),
    ...part('三', '主要做法和成效', '达标各项的主要举措、具体数据和取得的成效，对应的证明材料'),
    ...part('四', '存在的差距', '没有达标的各项及其原因'),
    ...part('五', '整改措施', '措施、责任人和完成时限'),
    para('Luokuan', '【请填写单位全称并加盖公章】'),
    para('Luokuan', '【请填写成文日期】'),
  ]);
}

export function liaisonForm() {
  return pack([
    title('{{title}}'),
    mark('{{#deadlines}}'),
    prompt('【请按时报送：{{what}}，{{when}}】'),
    mark('{{/deadlines}}'),
    columnTable('columns', 5, ''),
    body(),
    para('Luokuan', '【请填写单位全称】'),
    para('Luokuan', '【请填写填表日期】'),
  ]);
}
