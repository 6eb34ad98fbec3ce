/**
 * A stored number as Excel shows it in a cell, for evidence that is printed: number formats in sections
 * (ECMA-376-1 §18.8.31) with digits, thousands, percent, currency, dates and times. Fractions and patterns that it
 * does not know are shown as `General`. May not know where the cell stands.
 */
import { find, kid, kids, type XmlNode } from './xml.js';

/** Formats built in without being written in the file, as the Chinese Excel has them (§18.8.30, zh-cn). */
const BUILT_IN: Record<number, string> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '"¥"#,##0;"¥"-#,##0',
  6: '"¥"#,##0;"¥"-#,##0',
  7: '"¥"#,##0.00;"¥"-#,##0.00',
  8: '"¥"#,##0.00;"¥"-#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: '上午/下午h"时"mm"分"',
  35: '上午/下午h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  37: '#,##0;-#,##0',
  38: '#,##0;-#,##0',
  39: '#,##0.00;-#,##0.00',
  40: '#,##0.00;-#,##0.00',
  41: '#,##0;-#,##0;"-"',
  42: '"¥"#,##0;"¥"-#,##0;"¥-"',
  43: '#,##0.00;-#,##0.00;"-"',
  44: '"¥"#,##0.00;"¥"-#,##0.00;"¥-"',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: '上午/下午h"时"mm"分"',
  56: '上午/下午h"时"mm"分"ss"秒"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/** Format code by cell style index (the `s` of a cell). */
export function formatCodes(styles: XmlNode | null): string[] {
  const written = new Map<number, string>();
  const formats = styles && find(styles, 'x:numFmts');
  for (const node of formats ? kids(formats) : [])
    if (node.name === 'x:numFmt')
      written.set(Number(node.attributes.numFmtId), node.attributes.formatCode ?? '');
  const cells = kid(styles, 'x:cellXfs');
  return (cells ? kids(cells) : []).map((xf) => {
    const id = Number(xf.attributes.numFmtId ?? 0);
    return written.get(id) ?? BUILT_IN[id] ?? 'General';
  });
}

interface Token {
  /** `literal`: text as it stands; the others are parts of a pattern. */
  kind: 'literal' | 'digit' | 'point' | 'comma' | 'percent' | 'exponent' | 'date' | 'general' | 'other';
  text: string;
}

const TOKEN =
  /"([^"]*)"?|\\(.)|_(.)|\*(.)|\[([^\]]*)\]|(general)|(am\/pm|a\/p|上午\/下午)|([yY]+|[mM]+|[dD]+|[hH]+|[sS]+(?:\.0+)?|e(?![+-])|a{3,4})|([0#?])|(\.)|(,)|(%)|(E[+-])|(.)/gisu;

function tokens(section: string): Token[] {
  const found: Token[] = [];
  for (const hit of section.matchAll(TOKEN)) {
    const [
      ,
      quoted,
      escaped,
      blank,
      filled,
      bracket,
      general,
      half,
      date,
      digit,
      point,
      comma,
      percent,
      exponent,
      other,
    ] = hit;
    const add = (kind: Token['kind'], text: string): number => found.push({ kind, text });
    if (quoted !== undefined) add('literal', quoted);
    else if (escaped !== undefined) add('literal', escaped);
    // A blank as wide as a character, and a character that fills the cell: neither is text.
    else if (blank !== undefined || filled !== undefined) continue;
    else if (bracket !== undefined) {
      if (/^(?:h+|m+|s+)$/i.test(bracket)) add('date', `[${bracket.toLowerCase()}]`);
      // [$¥-804]: a currency sign before the country.
      else if (bracket.startsWith('$')) add('literal', bracket.slice(1).replace(/-[^-]*$/, ''));
    } else if (general !== undefined) add('general', general);
    else if (half !== undefined) add('date', half.toLowerCase());
    else if (date !== undefined) add('date', date.toLowerCase());
    else if (digit !== undefined) add('digit', digit);
    else if (point !== undefined) add('point', '.');
    else if (comma !== undefined) add('comma', ',');
    else if (percent !== undefined) add('percent', '%');
    else if (exponent !== undefined) add('exponent', exponent);
    // A letter, / or @ in a pattern of digits is one that this does not know; beside dates they stand as they are.
    else if (other !== undefined) add(/[\w/@]/.test(other) ? 'other' : 'literal', other);
  }
  return found;
}

/** A stored number as shown. Dates count from 1899-12-30, or 1904-01-01 on old Macs. */
export function showFormatted(value: number, code: string, date1904: boolean): string {
  const { section, bare } = choose(value, code);
  const parts = tokens(section);
  const has = (kind: Token['kind']): boolean => parts.some((part) => part.kind === kind);
  if (has('date')) {
    // Excel knows dates up to 9999-12-31 (2958465); anything else in a date cell is shown as a number.
    return value < 0 || value >= 2_958_466 ? general(value) : showDate(value, parts, date1904);
  }
  if (has('other')) return general(value);
  const sign = value < 0 && !bare ? '-' : '';
  const size = Math.abs(value);
  if (has('general'))
    return sign + parts.map((part) => (part.kind === 'general' ? general(size) : part.text)).join('');
  if (!has('digit')) return parts.map((part) => part.text).join('');
  return sign + showDigits(size, parts);
}

/** The section for the value; `bare`: it brings its own sign, if any. */
function choose(value: number, code: string): { section: string; bare: boolean } {
  const sections = split(code);
  const conditions = sections.map((section) => /\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]/.exec(section));
  if (conditions.some((condition) => condition !== null)) {
    const at = conditions.findIndex(
      (condition) => !condition || holds(value, condition[1] ?? '', Number(condition[2])),
    );
    return { section: sections[at] ?? 'General', bare: false };
  }
  // The fourth section is for text.
  const [positive = 'General', negative, zero] = sections;
  if (value < 0 && negative !== undefined) return { section: negative, bare: true };
  if (value === 0 && zero !== undefined) return { section: zero, bare: true };
  return { section: positive === '' ? 'General' : positive, bare: false };
}

function split(code: string): string[] {
  return (code.match(/(?:"[^"]*"?|\\.|[^;])*(?:;|$)/gsu) ?? [code])
    .map((section) => section.replace(/;$/, ''))
    .filter((section, i, all) => section !== '' || i < all.length - 1);
}

function holds(value: number, operator: string, limit: number): boolean {
  switch (operator) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '<>':
      return value !== limit;
    default:
      return value === limit;
  }
}

/** Eleven characters as in a wide cell; whole numbers in full, for they are numbers of something. */
function general(value: number): string {
  const exact = String(Number(value.toPrecision(15)));
  if (exact.length <= 12 || Number.isInteger(value) || exact.includes('e')) return exact;
  const whole = Math.trunc(Math.abs(value)).toString().length;
  return String(Number(value.toFixed(Math.max(0, 10 - whole))));
}

/** Halves are rounded away from zero, of the number's 15 digits: 1.005 → 1.01. */
function rounded(value: number, decimals: number): string {
  const exact = String(Number(value.toPrecision(15)));
  if (exact.includes('e')) return value.toFixed(decimals);
  return (Math.round(Number(`${exact}e${decimals}`)) / 10 ** decimals).toFixed(decimals);
}

/** A value ≥ 0 by its digit places; what stands before and behind them is kept. */
function showDigits(value: number, parts: Token[]): string {
  const first = parts.findIndex((part) => part.kind === 'digit' || part.kind === 'point');
  const last = parts.findLastIndex((part) => part.kind === 'digit' || part.kind === 'point');
  const pattern = parts.slice(first, last + 1);
  // 000-0000: digits with signs among them, as telephone numbers have.
  if (pattern.some((part) => part.kind === 'literal')) return placed(value, parts);
  const behind = parts.slice(last + 1);
  // Commas behind the last digit count in thousands.
  const thousands = behind.findIndex((part) => part.kind !== 'comma');
  const scale = thousands < 0 ? behind.length : thousands;
  const percents = parts.filter((part) => part.kind === 'percent').length;
  const scaled = (value * 100 ** percents) / 1000 ** scale;
  const text = (list: Token[]): string =>
    list.map((part) => (part.kind === 'comma' ? '' : part.text)).join('');
  const point = pattern.findIndex((part) => part.kind === 'point');
  const exponent = pattern.findIndex((part) => part.kind === 'exponent');
  if (exponent >= 0) {
    const decimals = point < 0 ? 0 : digits(pattern.slice(point, exponent)).length;
    const [mantissa = '', power = '0'] = scaled.toExponential(decimals).split('e');
    const width = digits(pattern.slice(exponent)).length;
    const sign = power.startsWith('-') ? '-' : pattern[exponent]?.text.endsWith('+') ? '+' : '';
    return `${text(parts.slice(0, first))}${mantissa}E${sign}${power.replace(/^[-+]/, '').padStart(width, '0')}${text(behind)}`;
  }
  const whole = point < 0 ? pattern : pattern.slice(0, point);
  const decimals = point < 0 ? '' : digits(pattern.slice(point));
  const [left = '0', right = ''] = rounded(scaled, decimals.length).split('.');
  const least = digits(whole).replace(/[#?]/g, '').length;
  const padded = (left === '0' && least === 0 ? '' : left).padStart(least, '0');
  const grouped = whole.some((part) => part.kind === 'comma')
    ? padded.replace(/\B(?=(?:\d{3})+$)/g, ',')
    : padded;
  // Zeros in places of # at the end are not shown.
  let shown = right;
  for (let i = decimals.length - 1; i >= 0 && decimals[i] !== '0' && shown.endsWith('0'); i--)
    shown = shown.slice(0, -1);
  const number = point < 0 ? grouped : `${grouped}.${shown}`;
  return text(parts.slice(0, first)) + number + text(behind);
}

function digits(parts: Token[]): string {
  return parts.map((part) => (part.kind === 'digit' ? part.text : '')).join('');
}

/** Digits put into their places from the right; those left over stand at the first place. */
function placed(value: number, parts: Token[]): string {
  let rest = rounded(value, 0);
  const out: string[] = [];
  const first = parts.findIndex((part) => part.kind === 'digit');
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i] as Token;
    if (part.kind !== 'digit') {
      out.unshift(part.text);
      continue;
    }
    const own = i === first ? rest : rest.slice(-1);
    out.unshift(own === '' && part.text === '0' ? '0' : own);
    rest = i === first ? '' : rest.slice(0, -1);
  }
  return out.join('');
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const WEEK = '日一二三四五六';

function showDate(value: number, parts: Token[], date1904: boolean): string {
  // Excel believes in 29 February 1900: days before 1 March 1900 are one off.
  const days = date1904 ? value + 1462 : value < 60 && value >= 1 ? value + 1 : value;
  // To the thousandth of a second where it is shown, else to the second: noon may be stored as 0.4999999.
  const unit = parts.some((part) => part.text.includes('.0')) ? 1 : 1000;
  const at = new Date(Math.round(((days - 25_569) * 86_400_000) / unit) * unit);
  const half = parts.some((part) => /^(?:am\/pm|a\/p|上午\/下午)$/.test(part.text));
  const show = (text: string, i: number): string => {
    switch (text[0]) {
      case 'y':
      case 'e':
      case 'd':
        return dayPart(text, at);
      case 'm':
        return isMinutes(parts, i)
          ? padded(at.getUTCMinutes(), text.length)
          : monthPart(text, at.getUTCMonth());
      case 'h':
      case 's':
        return clockPart(text, at, half);
      case '[':
        return elapsed(text, value);
      default:
        return nameOf(text, at);
    }
  };
  return parts.map(({ kind, text }, i) => (kind === 'date' ? show(text, i) : text)).join('');
}

const padded = (n: number, length: number): string => String(n).padStart(length >= 2 ? 2 : 1, '0');

function dayPart(text: string, at: Date): string {
  if (text[0] !== 'd') {
    const year = at.getUTCFullYear();
    return text[0] === 'y' && text.length <= 2 ? padded(year % 100, 2) : String(year);
  }
  const name = DAYS[at.getUTCDay()] ?? '';
  return text.length > 3 ? name : text.length === 3 ? name.slice(0, 3) : padded(at.getUTCDate(), text.length);
}

function monthPart(text: string, month: number): string {
  if (text.length <= 2) return padded(month + 1, text.length);
  const name = MONTHS[month] ?? '';
  return text.length === 3 ? name.slice(0, 3) : text.length === 5 ? name.slice(0, 1) : name;
}

function clockPart(text: string, at: Date, half: boolean): string {
  if (text[0] === 'h') return padded(half ? at.getUTCHours() % 12 || 12 : at.getUTCHours(), text.length);
  const [seconds = '', fraction = ''] = text.split('.');
  const rest = String(at.getUTCMilliseconds()).padStart(3, '0').slice(0, fraction.length);
  return padded(at.getUTCSeconds(), seconds.length) + (rest === '' ? '' : `.${rest}`);
}

/** [h]:mm counts on beyond a day. */
function elapsed(text: string, days: number): string {
  const unit = { h: 24, m: 1440, s: 86_400 }[text[1] ?? ''] ?? 24;
  return String(Math.floor(days * unit + 1e-6)).padStart(text.length - 2, '0');
}

/** Half of the day or day of the week. */
function nameOf(text: string, at: Date): string {
  const morning = at.getUTCHours() < 12;
  if (text.startsWith('上')) return morning ? '上午' : '下午';
  if (/^a{3,4}$/.test(text)) return (text.length > 3 ? '星期' : '') + (WEEK[at.getUTCDay()] ?? '');
  const name = morning ? 'AM' : 'PM';
  return text === 'a/p' ? name.slice(0, 1) : name;
}

/** m is minutes behind hours or before seconds (§18.8.31). */
function isMinutes(parts: Token[], at: number): boolean {
  if ((parts[at]?.text.length ?? 0) > 2) return false;
  const before = parts.slice(0, at).findLast((part) => part.kind === 'date');
  const after = parts.slice(at + 1).find((part) => part.kind === 'date');
  return /^(?:h|\[h)/.test(before?.text ?? '') || /^s/.test(after?.text ?? '');
}
