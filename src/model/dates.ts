/** Dates as a catalogue to DA/T 22-2015 has them: 8 digits, 20230506. */
import { foldWidth } from './fold.js';
import { parseChineseNumber } from './numerals.js';

const CHINESE_DIGITS = '〇一二三四五六七八九';

function fromChinese(text: string): [number, number, number] | null {
  const hit =
    /^([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$/.exec(
      text,
    );
  if (!hit) return null;
  const year = Number(
    [...(hit[1] ?? '').replace(/[○零]/g, '〇')].map((c) => CHINESE_DIGITS.indexOf(c)).join(''),
  );
  const month = parseChineseNumber(hit[2] ?? '');
  const day = parseChineseNumber(hit[3] ?? '');
  return month === null || day === null ? null : [year, month, day];
}

function fromDigits(text: string): [number, number, number] | null {
  const hit =
    /^(\d{4})(?:年(\d{1,2})月(\d{1,2})日?|-(\d{1,2})-(\d{1,2})|\.(\d{1,2})\.(\d{1,2})\.?|\/(\d{1,2})\/(\d{1,2})|(\d{2})(\d{2}))$/.exec(
      text,
    );
  if (!hit) return null;
  const [year, month, day] = hit.slice(1).filter((part) => part !== undefined);
  return [Number(year), Number(month), Number(day)];
}

/**
 * 2023年5月6日, 2023-05-06, 2023.5.6, 2023/5/6, 二〇二三年五月六日 → 20230506.
 * Null where no day of the calendar can be told (2023年5月, 2023-02-30, a span): the caller shows it as written.
 */
export function eightDigits(written: string): number | null {
  const text = foldWidth(written)
    .replace(/[T ]\d{1,2}:\d{2}.*$/, '')
    .replace(/\s/g, '');
  const parts = fromDigits(text) ?? fromChinese(text);
  if (!parts) return null;
  const [year, month, day] = parts;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1900 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return year * 10_000 + month * 100 + day;
}

/** {@link eightDigits} as an ISO date: 2023年5月6日 → 2023-05-06. */
export function isoDate(written: string): string | null {
  const digits = eightDigits(written);
  if (digits === null) return null;
  return String(digits).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
}
