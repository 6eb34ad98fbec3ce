/** Chinese numerals as folders, dates and running texts write them. */

const DIGITS = '零一二三四五六七八九';
const PLACES: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** A numeral below ten thousand: 九千零八十, 一百二十, 十七, 两百. Null where it is none. */
function belowMyriad(text: string): number | null {
  let sum = 0;
  let digit: number | null = null;
  let lowest = 10_000;
  for (const character of text) {
    const place = PLACES[character];
    if (place === undefined) {
      if (character === '零') continue;
      if (digit !== null) return null;
      digit = character === '两' ? 2 : DIGITS.indexOf(character);
      if (digit < 0) return null;
    } else {
      // 十 alone is ten only at the head; each place is lower than the one before.
      if (place >= lowest || (digit === null && (place !== 10 || sum > 0))) return null;
      sum += (digit ?? 1) * place;
      lowest = place;
      digit = null;
    }
  }
  if (digit !== null && sum > 0 && lowest > 10 && !text.includes('零')) return null;
  return sum + (digit ?? 0);
}

/** 五 → 5, 十七 → 17, 一千二百 → 1200, 两万零三十 → 20030; up to 亿. Null where it is no such numeral. */
export function parseChineseNumber(text: string): number | null {
  if (!/^[零一二两三四五六七八九十百千万亿]+$/.test(text)) return null;
  let sum = 0;
  let rest = text;
  for (const [mark, value] of [
    ['亿', 100_000_000],
    ['万', 10_000],
  ] as const) {
    const at = rest.indexOf(mark);
    if (at < 0) continue;
    const head = belowMyriad(rest.slice(0, at));
    if (head === null || head === 0) return null;
    sum += head * value;
    rest = rest.slice(at + 1);
  }
  const tail = belowMyriad(rest);
  if (tail === null) return null;
  return sum + tail > 0 ? sum + tail : null;
}
