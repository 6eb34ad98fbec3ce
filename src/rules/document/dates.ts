/**
 * Dates that running text names: days, months, years, and spans of days. PDF text breaks lines and spreads letters
 * anywhere, so blanks are allowed within a date.
 */
import { isoDate } from '../../model/dates.js';
import { parseChineseNumber } from '../../model/numerals.js';

/** A date as a text names it: a day, or all days of a month or year. */
export interface TextDate {
  /** First and last day, ISO; the same for a day. */
  from: string;
  to: string;
  precision: 'day' | 'month' | 'year';
  /** Where it stands in the text: first character, and the one behind it. */
  at: number;
  end: number;
}

/** From one day to another, both meant: 2023年5月6日至6月5日. */
export interface TextSpan {
  from: string;
  to: string;
  at: number;
  end: number;
}

/** Four digits of which one line break or blank may part any two: 202⏎3. */
const YEAR = '(?<![\\d〔\\[(第])((?:1\\s?9|2\\s?0)\\s?\\d\\s?\\d)';
const NUMBER = '(\\d\\s?\\d|\\d)';
const CHINESE_YEAR = '([一二][九〇○零Ｏ][〇○零Ｏ一二三四五六七八九]{2})';
const CHINESE_NUMBER = '([一二三四五六七八九十]{1,3})';

const FORMS: readonly RegExp[] = [
  new RegExp(`${YEAR}\\s*年(?:\\s*${NUMBER}\\s*月(?:\\s*${NUMBER}\\s*日)?)?`, 'g'),
  new RegExp(`${CHINESE_YEAR}\\s*年(?:\\s*${CHINESE_NUMBER}\\s*月(?:\\s*${CHINESE_NUMBER}\\s*日)?)?`, 'g'),
  // The same mark twice, and no third.
  /(?<![\d-])((?:19|20)\d{2})-(\d{1,2})-(\d{1,2})(?!\d|-\d)/g,
  /(?<![\d.])((?:19|20)\d{2})\.(\d{1,2})\.(\d{1,2})(?!\d|\.\d)/g,
  /(?<![\d/])((?:19|20)\d{2})\/(\d{1,2})\/(\d{1,2})(?!\d|\/\d)/g,
];

const CENTURY = /1\s?9|2\s?0|[一二][九〇○零Ｏ]/;

function number(text: string | undefined): number | null {
  if (text === undefined) return null;
  const bare = text.replace(/\s/g, '');
  return /^\d+$/.test(bare) ? Number(bare) : parseChineseNumber(bare);
}

function year(text: string): number {
  const bare = text.replace(/\s/g, '');
  if (/^\d+$/.test(bare)) return Number(bare);
  return Number([...bare].map((c) => Math.max(0, '〇一二三四五六七八九'.indexOf(c))).join(''));
}

const two = (n: number) => String(n).padStart(2, '0');

/** Last day of a month, 1–12. */
export function lastOf(y: number, m: number): string {
  return `${y}-${two(m)}-${new Date(Date.UTC(y, m, 0)).getUTCDate()}`;
}

function dateOf(hit: RegExpMatchArray): TextDate | null {
  const [written, first, ...rest] = hit;
  if (first === undefined || hit.index === undefined) return null;
  const [month, day] = rest.filter((part) => part !== undefined).map(number);
  const y = year(first);
  const place = { at: hit.index, end: hit.index + written.length };
  if (month === undefined) return { from: `${y}-01-01`, to: `${y}-12-31`, precision: 'year', ...place };
  if (month === null || day === null || month < 1 || month > 12) return null;
  if (day === undefined) {
    return { from: `${y}-${two(month)}-01`, to: lastOf(y, month), precision: 'month', ...place };
  }
  const iso = isoDate(`${y}年${month}月${day}日`);
  return iso === null ? null : { from: iso, to: iso, precision: 'day', ...place };
}

/** All dates of a text with their year, in reading order. A year in 〔〕 is a document's number, not a date. */
export function datesIn(text: string): TextDate[] {
  // Most lines name no year: one look instead of five.
  if (!CENTURY.test(text)) return [];
  return FORMS.flatMap((form) => [...text.matchAll(form)])
    .map(dateOf)
    .filter((date) => date !== null)
    .sort((a, b) => a.at - b.at);
}

/** As precise as it is: 2023-05-06, 2023-05 or 2023. */
export function shortened({ from, precision }: TextDate): string {
  return from.slice(0, precision === 'day' ? 10 : precision === 'month' ? 7 : 4);
}

/** What stands between the two days of a span: 至, 到, a dash; 起 before it, a day of the week in brackets. */
const TO = /^\s*起?\s*(?:\([^()]{1,6}\)|（[^（）]{1,6}）)?\s*(?:至|到|[-－—–―~～]{1,2})\s*/;
const SHORT = new RegExp(`^(?:${NUMBER}\\s*月\\s*)?${NUMBER}\\s*日`);
const SHORT_MARKED = /^(\d{1,2})[.\-/](\d{1,2})(?![\d.\-/])/;

/** All spans of days. The second day takes the year, or year and month, from the first where it names none. */
export function spansIn(text: string): TextSpan[] {
  const dates = datesIn(text);
  return dates.flatMap((first): TextSpan[] => {
    if (first.precision !== 'day') return [];
    const gap = TO.exec(text.slice(first.end, first.end + 20));
    if (!gap) return [];
    const start = first.end + gap[0].length;
    const full = dates.find((date) => date.at === start);
    if (full) {
      return full.precision === 'day' ? [{ from: first.from, to: full.to, at: first.at, end: full.end }] : [];
    }
    const rest = text.slice(start, start + 16);
    const short = SHORT.exec(rest) ?? SHORT_MARKED.exec(rest);
    if (!short) return [];
    const [y = 0, m = 0] = first.from.split('-').map(Number);
    const month = number(short[1]) ?? m;
    // 12月20日至1月10日 runs into the next year.
    const to = isoDate(`${month < m ? y + 1 : y}年${month}月${number(short[2])}日`);
    return to === null ? [] : [{ from: first.from, to, at: first.at, end: start + short[0].length }];
  });
}
