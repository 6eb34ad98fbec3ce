/** Chinese numerals as folders and dates write them. */

const DIGITS = '零一二三四五六七八九';

/** 五 → 5, 十七 → 17; up to 一百九十九. Null where it is no such numeral. */
export function parseChineseNumber(text: string): number | null {
  const parts = /^(?:(一)百)?(?:零)?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(text);
  if (!parts || text === '') return null;
  const [, hundred, tens, ten, ones] = parts;
  const value =
    (hundred ? 100 : 0) +
    (ten ? (tens ? DIGITS.indexOf(tens) : 1) * 10 : 0) +
    (ones ? DIGITS.indexOf(ones) : 0);
  return value > 0 ? value : null;
}
