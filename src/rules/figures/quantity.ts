/**
 * Quantities in running text: a number with its unit (1,708件, 6.8万元, 百分之九十, 十二名), as against dates, document
 * numbers, list and article numbers, telephone numbers and names (“三项制度”, 12345热线).
 */
import { parseChineseNumber } from '../../model/numerals.js';

export interface Quantity {
  /** 万 and 亿 are multiplied out: 6.8万元 is 68000 元. */
  value: number;
  /** 件, %, 元, 工作日 …; '' where the text gives none (现有职权数336). */
  unit: string;
  /** What one of the last digit written stands for: 1 for 1708, 1000 for 6.8万. */
  precision: number;
  /** `~` for 约, 近, 余, 4—5件; `>=` for 以上, 超过, 不少于; `<=` for 以内, 不超过; null for an exact figure. */
  bound: '~' | '>=' | '<=' | null;
  /** Written in Chinese numerals: often part of a name (三项制度), so that few may be judged. */
  chinese: boolean;
  /** Offsets in the text: of the number, and behind its unit. */
  start: number;
  end: number;
  /** As it stands: 1708项. */
  written: string;
}

const UNITS = [
  ...[
    '个百分点',
    '百分点',
    '个工作日',
    '工作日',
    '个自然日',
    '自然日',
    '个月',
    '个小时',
    '小时',
    '学时',
    '课时',
  ],
  ...[
    '分钟',
    '人次',
    '件次',
    '户次',
    '场次',
    '车次',
    '台次',
    '家次',
    '批次',
    '元',
    '%',
    '‰',
    '平方公里',
    '平方米',
  ],
  ...[
    '公里',
    '公顷',
    '亩',
    '吨',
    '件',
    '项',
    '个',
    '家',
    '人',
    '名',
    '位',
    '次',
    '场',
    '期',
    '份',
    '条',
    '户',
  ],
  ...[
    '起',
    '宗',
    '部',
    '所',
    '处',
    '块',
    '组',
    '支',
    '辆',
    '台',
    '套',
    '篇',
    '幅',
    '册',
    '本',
    '卷',
    '张',
    '批',
  ],
  ...['轮', '类', '种', '例', '岁', '倍', '天', '日', '字', '座', '艘', '只', '株', '米', '周'],
].sort((a, b) => b.length - a.length);

/** Units that mean the same; the first stands for all. */
const SYNONYMS: Record<string, string> = {
  个百分点: '百分点',
  个工作日: '工作日',
  个自然日: '日',
  自然日: '日',
  天: '日',
  个小时: '小时',
  课时: '学时',
  名: '人',
  位: '人',
};

/** The name under which a unit is compared. */
export function unitKey(unit: string): string {
  return SYNONYMS[unit] ?? unit;
}

const UNIT = UNITS.join('|');
const CHINESE = '[零一二两三四五六七八九十百千万亿]';
const ARABIC = '\\d{1,3}(?:,\\d{3})+(?!\\d)(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';

const CANDIDATE = new RegExp(
  `百分之(?<part>\\d+(?:\\.\\d+)?|[零一二三四五六七八九十百点]+)|` +
    `(?<number>${ARABIC})\\s?(?<few>[多余])?(?<scale>万|亿)?|(?<han>${CHINESE}+)(?<hanFew>[多余])?`,
  'g',
);
/** 28件（次） counts 件次. */
const UNIT_AT = new RegExp(`\\s?(?<some>[多余])?(?<unit>${UNIT})(?<times>\\(次\\))?`, 'y');

/** Units of which one speaks with a single Chinese numeral and means a number (两次, 三名), not a name (三项制度). */
const PLAIN_IN_CHINESE = /^(?:次|件|名|人|场|起|家|户|期|份|学时|小时|工作日|日|人次|场次)$/;

/**
 * The text in which offsets hold: full-width digits, letters and signs of figures made half-width one for one. Chinese
 * punctuation stays, so that 12，340件 is not read as one number.
 */
export function foldFigures(text: string): string {
  return text
    .replace(/(?<=[０-９])，(?=[０-９]{3})/g, ',')
    .replace(/[０-９Ａ-Ｚａ-ｚ％．（）：；]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0\t\r\n]/g, ' ');
}

/** All quantities of a text that {@link foldFigures} has folded, in reading order. Linear in its length. */
export function quantities(text: string): Quantity[] {
  const found: Quantity[] = [];
  for (const hit of text.matchAll(CANDIDATE)) {
    const quantity = read(text, hit);
    if (quantity) found.push(quantity);
  }
  return found;
}

function read(text: string, hit: RegExpExecArray): Quantity | null {
  const { part, number, few, scale, han, hanFew } = hit.groups ?? {};
  const start = hit.index;
  if (part !== undefined) {
    const value = percentage(part);
    return value === null
      ? null
      : complete(text, {
          start,
          end: start + hit[0].length,
          unit: '%',
          value,
          precision: precisionOf(part, 1),
        });
  }
  if (number !== undefined && !standsAlone(text, start, start + number.length)) return null;
  UNIT_AT.lastIndex = start + hit[0].length;
  const groups = UNIT_AT.exec(text)?.groups;
  const unit = groups?.unit ?? '';
  const end = unit === '' ? start + hit[0].trimEnd().length : UNIT_AT.lastIndex;
  const counted = groups?.times === undefined ? unit : `${unit}次`;
  const loose = few !== undefined || hanFew !== undefined || groups?.some !== undefined;
  if (han !== undefined) {
    const value = parseChineseNumber(han);
    // 两个, 三项: mostly names. 第三, 其一, 统一, 近三年 are no figures either.
    if (
      value === null ||
      unit === '' ||
      /[第其统之唯单每同专]$/.test(text.slice(Math.max(0, start - 1), start))
    )
      return null;
    if (han.length === 1 && (han === '一' || !PLAIN_IN_CHINESE.test(unit))) return null;
    return complete(text, { start, end, unit, value, precision: 1, chinese: true, loose });
  }
  const plain = Number((number ?? '').replace(/,/g, ''));
  const factor = scale === '亿' ? 100_000_000 : scale === '万' ? 10_000 : 1;
  if (unit === '' && !isNamed(text, start, end, number ?? '')) return null;
  if (isCalendar(text, start, unit) || isRank(text, start, unit)) return null;
  const precision = precisionOf(number ?? '', factor);
  return complete(text, { start, end, unit: counted, value: plain * factor, precision, loose });
}

/** No part of a longer token: a date, range, decimal outline, code, URL, document number or ordinal. */
function standsAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  const after = text.slice(end, end + 2);
  if (/[A-Za-z\d_#@&=+]$/.test(before) || /[\d.,]-?$/.test(before) || /\d\s?[-—–~～至/]$/.test(before))
    return false;
  // 第52、53、54项 are ordinals all of them.
  if (/第[\d、,和及-]*$/.test(text.slice(Math.max(0, start - 48), start))) return false;
  if (/[〔[]$/.test(before) || /^(?:[A-Za-z_/@〕\]]|\.\d|:\d|[-—–~～/]\d)/.test(after)) return false;
  return true;
}

/** Without a unit a number is a figure only where its noun says so: 职权数336, 总额：12. */
function isNamed(text: string, start: number, end: number, number: string): boolean {
  if (/^\s?[年月日号时点级版届型线元%‰\p{L}]/u.test(text.slice(end)) || number.length > 7) return false;
  return /(?:数|数量|总量|总额)(?:分别)?(?:为|达|达到|是|共|:)?\s?$/.test(
    text.slice(Math.max(0, start - 8), start),
  );
}

/** 6月30日, 3日上午: days of the calendar. 30日内, 7日 are spans. */
function isCalendar(text: string, start: number, unit: string): boolean {
  return unit === '日' && /[年月至]\s?$/.test(text.slice(Math.max(0, start - 2), start));
}

/** 前10位, 前3名: places, not persons. */
function isRank(text: string, start: number, unit: string): boolean {
  return /^[位名]$/.test(unit) && /前$/.test(text.slice(Math.max(0, start - 1), start));
}

function percentage(text: string): number | null {
  if (/^\d/.test(text)) return Number(text);
  if (!text.includes('点')) return parseChineseNumber(text) ?? (text === '零' ? 0 : null);
  const [whole = '', decimals = ''] = text.split('点');
  const head = whole === '零' ? 0 : parseChineseNumber(whole);
  const digits = [...decimals].map((c) => '零一二三四五六七八九'.indexOf(c));
  if (head === null || digits.length === 0 || digits.some((d) => d < 0)) return null;
  return Number(`${head}.${digits.join('')}`);
}

function precisionOf(number: string, factor: number): number {
  const decimals = /\.(\d+)$/.exec(number)?.[1]?.length ?? 0;
  return factor / 10 ** decimals;
}

type Read = Pick<Quantity, 'value' | 'unit' | 'precision' | 'start' | 'end'> & {
  chinese?: boolean;
  loose?: boolean;
};

const AT_LEAST = /(?:超过|超|逾|突破|多于|高于|大于|不少于|不低于|至少|最少|[>≥])\s?$/;
const AT_MOST = /(?:不超过|不多于|不高于|低于|少于|不足|不到|至多|最多|[<≤])\s?$/;
const INSIDE = /^(?:以内|以下|之内|内(?![容部设控蒙]))/;

function complete(text: string, { chinese = false, loose = false, ...of }: Read): Quantity {
  const before = text.slice(Math.max(0, of.start - 5), of.start);
  const after = text.slice(of.end, of.end + 3);
  const bound = loose
    ? '~'
    : /不超过\s?$/.test(before) || INSIDE.test(after)
      ? '<='
      : AT_LEAST.test(before) || /^(?:\(含\))?以上/.test(after)
        ? '>='
        : AT_MOST.test(before)
          ? '<='
          : /(?:约|近|大概|几乎|将近|接近)\s?$/.test(before) || /^(?:左右|上下)/.test(after)
            ? '~'
            : null;
  const unit = unitKey(of.unit);
  return { ...of, unit, bound, chinese, written: text.slice(of.start, of.end).replace(/\s/g, '') };
}

type Measured = Pick<Quantity, 'value' | 'unit' | 'precision'>;

/** Classifiers that the same noun takes at the writer's choice: 12件 or 12项 of one kind are the same 12. */
const THINGS = /^(?:件|项|个|起|宗|部|例|)$/;

/** Whether two quantities of one noun count by the same measure. */
export function sameMeasure(a: Measured, b: Measured): boolean {
  // A column of a table, or 职权数336, leaves the unit to the reader.
  if ((a.unit === '' && b.unit !== '%') || (b.unit === '' && a.unit !== '%')) return true;
  if (a.unit === b.unit || (THINGS.test(a.unit) && THINGS.test(b.unit))) return true;
  const events = new Set(['场', '场次']);
  return events.has(a.unit) && events.has(b.unit);
}

/** Whether two figures can be the same number, one of them perhaps rounded (1.2万件, 12034件). */
export function agree(a: Measured, b: Measured): boolean {
  const coarser = Math.max(a.precision, b.precision);
  const finer = Math.min(a.precision, b.precision);
  // Rounded or cut off: both are usual.
  return Math.abs(a.value - b.value) < (coarser === finer ? finer / 1e6 : coarser);
}
