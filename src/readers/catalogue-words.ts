/**
 * The words of a material catalogue: what its columns and states are called in practice.
 * Pure: strings in, meaning out.
 */
import type { MaterialState } from '../model/document.js';
import { foldName, foldWidth } from '../model/fold.js';

export type Column =
  | 'number'
  | 'title'
  | 'documentNumber'
  | 'responsible'
  | 'date'
  | 'url'
  | 'pages'
  | 'classification'
  | 'state'
  | 'remark';

const WORDS: Record<Column, string[]> = {
  number: ['序号', '编号', '序', 'no', 'no.', '材料序号', '材料编号', '顺序号', '号'],
  title: [
    '材料名称',
    '名称',
    '题名',
    '文件名称',
    '证明材料',
    '证明材料名称',
    '印证材料',
    '印证材料名称',
    '佐证材料',
    '佐证材料名称',
    '支撑材料',
    '支撑材料名称',
    '申报材料',
    '申报材料名称',
    '文件题名',
    '材料题名',
    '文件名',
    '文件标题',
    '材料标题',
    '标题',
    '资料名称',
    '材料目录',
    '证明材料目录',
    '材料',
    '文件材料名称',
    '材料(文件)名称',
    '目录名称',
    'title',
    'name',
  ],
  documentNumber: ['文号', '发文字号', '文件字号', '发文文号', '文件文号', '文件编号', '发文号'],
  responsible: [
    '责任者',
    '发文机关',
    '发文单位',
    '发文部门',
    '制发单位',
    '制发机关',
    '印发单位',
    '印发机关',
    '责任单位',
    '形成单位',
    '提供单位',
    '出具单位',
    '材料来源',
  ],
  date: [
    '日期',
    '时间',
    '成文日期',
    '成文时间',
    '印发日期',
    '印发时间',
    '发文日期',
    '发文时间',
    '形成时间',
    '形成日期',
    '发布时间',
    '发布日期',
    '文件日期',
    '材料日期',
  ],
  url: [
    '网址',
    '链接',
    '网址链接',
    '网址/链接',
    '链接/网址',
    '链接网址',
    '链接地址',
    '网页链接',
    '网页地址',
    '网络地址',
    '网站链接',
    '网站地址',
    '公开网址',
    '公开链接',
    '公示网址',
    '信息链接',
    'url',
    '网址url',
  ],
  pages: ['页数', '页', '总页数', '张数'],
  classification: ['密级', '涉密等级', '秘密等级'],
  state: [
    '提交方式',
    '状态',
    '报送方式',
    '提供方式',
    '提交形式',
    '报送形式',
    '提供形式',
    '材料形式',
    '材料类型',
    '材料状态',
    '材料类别',
    '上报方式',
    '呈现方式',
    '提交方式/状态',
    '形式',
    '载体',
    '载体形式',
  ],
  remark: ['备注', '备注说明', '说明', '附注', '备考'],
};

const BY_WORD = new Map(
  (Object.entries(WORDS) as [Column, string[]][]).flatMap(([column, words]) =>
    words.map((word): [string, Column] => [foldName(word), column]),
  ),
);

/** The words looked for, for the log of a catalogue without a head row. */
export const TITLE_WORDS = WORDS.title.slice(0, 5);

/** The column that a head cell names; null for one that the convention does not know. */
export function columnOf(head: string): Column | null {
  const folded = foldName(head).replace(/[:*]+$/, '');
  // 材料名称(全称), 网址(如有): what stands in brackets explains.
  const bare = folded.replace(/[([【].*$/, '');
  const first = bare.split(/[/、,]/)[0] ?? '';
  return BY_WORD.get(folded) ?? BY_WORD.get(bare) ?? BY_WORD.get(first) ?? byPart(bare);
}

/** 有关网址, 来源链接, 公开URL; 材料名称及网址 is first of all the title. 网址数量 and 是否有链接 are neither. */
function byPart(head: string): Column | null {
  if (!/网址|链接|url/.test(head)) return null;
  if (WORDS.title.some((word) => new RegExp(`^${word.replace(/[()]/g, '\\$&')}[及和与或+]`).test(head)))
    return 'title';
  return /^(?:是否|有无)|(?:数|数量|个数|条数|状态|有效性|截图|日期|时间|名称|标题|类型|类别|备注|说明|情况|序号|编号)$/.test(
    head,
  )
    ? null
    : 'url';
}

/** Exact words that stand for "there is nothing". */
const NONE = /^(?:无|没有|暂无|不涉及|无此项|无材料|无相关材料|没有材料|未开展|空缺|缺)$/;

/** A stroke in a cell says that the column does not apply. */
const STROKE = /^[-/\\一—~·.]+$/;

/** The state that a word names; null if it is no state word that is known. '' and strokes are no word at all. */
export function stateOf(word: string): MaterialState | null {
  const folded = foldName(word).replace(/[。.;;]+$/, '');
  if (/实地|现场|核查时提供|核查时查看|查阅时提供|评估时提供/.test(folded)) return 'on-site';
  if (/涉密|保密件|密件|机密|绝密|秘密/.test(folded) && !/不涉密|非涉密|非密|商业秘密/.test(folded))
    return 'paper';
  if (/上级|国家文件|省级文件|市级文件|州级文件/.test(folded)) return 'superior';
  if (
    /电子|扫描|pdf|word|docx?|excel|xlsx?|图片|照片|视频|截图|附件|上传|^文件$|^原件$|复印件|^附$|随附/.test(
      folded,
    )
  )
    return 'file';
  if (/纸质|纸件|线下|书面/.test(folded)) return 'paper';
  if (/网址|链接|网络|网页|网站|公开|url|在线/.test(folded)) return 'url';
  if (/文件/.test(folded)) return 'file';
  return NONE.test(folded) ? 'none' : null;
}

/** Whether a state cell says nothing. */
export function isBlankWord(word: string): boolean {
  const folded = foldName(word);
  return folded === '' || STROKE.test(folded);
}

/** A remark that speaks of where the material is: 实地评估、核查时提供; 涉密，报送纸质件. Other remarks say nothing. */
export function stateInRemark(remark: string): MaterialState | null {
  const folded = foldName(remark);
  if (/(?:实地|现场)(?:评估|核查|查看|查验|提供)|核查时提供|评估时提供/.test(folded)) return 'on-site';
  if (
    /(?<![不非未])涉密|(?:报送|提供|提交|仅|只)纸质|纸质(?:件|版|材料)?(?:报送|提供|提交|备查)/.test(folded)
  )
    return 'paper';
  if (/^上级文件/.test(folded)) return 'superior';
  return NONE.test(folded) ? 'none' : null;
}

/** 合计 and 说明 rows, and the lines for signatures below a table. */
export function isFooter(text: string): boolean {
  const folded = foldName(text);
  return /^(?:合计|总计|小计|共计)/.test(folded) || FOOT.test(folded) || isSignature(text);
}

const SIGNED =
  '(?:填报单位|填报人|填报时间|填报日期|填表人|填表日期|填表时间|制表人|制表|制表日期|审核人|审核|审批人|经办人|复核人|联系人|联系电话|单位负责人|负责人|分管领导|单位\\(盖章\\)|盖章)';
const FOOT = new RegExp(`^(?:说明|注|备注|填表说明|填报说明|注意|${SIGNED})(?:[:\\d(]|$)`);
/** 填报人：某某, 审核人 alone; not 审核意见, 制表规范. */
const SIGNATURE = new RegExp(`^${SIGNED}(?:\\(.*\\))?(?::|$)`);
const SIGNED_WITH_SPACE = new RegExp(`^${SIGNED}\\s+\\S`);

/** What stands at the foot of a table for those who answer for it. */
export function isSignature(text: string): boolean {
  return SIGNATURE.test(foldName(text)) || SIGNED_WITH_SPACE.test(foldWidth(text).trim());
}

/** A date and nothing else, also one left blank: 2024年12月1日, 二〇二四年十二月, 年 月 日. */
export function isDateLine(text: string): boolean {
  const folded = foldName(text);
  return (
    /^(?:日期:|时间:)?\d{4}(?:[-./]\d{1,2}){2}$/.test(folded) ||
    /^(?:日期:|时间:)?(?:\d{2,4}|[二〇零○一三四五六七八九十]{4})?年(?:\d{1,2}|[一二三四五六七八九十]{1,2})?月(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})?日)?$/.test(
      folded,
    )
  );
}

/** 一、制度文件; (二)工作开展; 第三部分: names a group of materials. */
export function isGroupTitle(text: string): boolean {
  return /^(?:[一二三四五六七八九十]+[、.,\s]|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十\d]+[部类项])/.test(
    foldName(text.trimStart()),
  );
}

/** A group's number alone in the 序号 cell: 一, (二), 三、. */
export function isGroupNumber(text: string): boolean {
  return /^\(?[一二三四五六七八九十]+\)?[、.]?$/.test(foldName(text));
}
