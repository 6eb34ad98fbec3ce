/**
 * Number formats of a workbook: how a stored number is shown (ECMA-376-1 §18.8.30). Tells dates, times and
 * percentages apart; any other number is given in full, because a catalogue's figures must not be rounded.
 */
import { find, kid, kids, type XmlNode } from './xml.js';

export type CellFormat = 'general' | 'date' | 'datetime' | 'time' | { percent: number };

/**
 * Built in without being written in the file. 27–36 and 50–58 are those of the Chinese Excel:
 * 31 = yyyy年m月d日, 57 = yyyy年m月, 32–33 and 55–56 times.
 */
function builtIn(id: number): CellFormat {
  if (id === 9) return { percent: 0 };
  if (id === 10) return { percent: 2 };
  if (id >= 14 && id <= 17) return 'date';
  if (id === 22) return 'datetime';
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'time';
  if ((id >= 32 && id <= 35) || id === 55 || id === 56) return 'time';
  if ((id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58) return 'date';
  return 'general';
}

/** Format by cell style index (the `s` of a cell). */
export function cellFormats(styles: XmlNode | null): CellFormat[] {
  if (!styles) return [];
  const written = new Map<number, CellFormat>();
  for (const node of kids(find(styles, 'x:numFmts') ?? styles)) {
    if (node.name !== 'x:numFmt') continue;
    written.set(Number(node.attributes.numFmtId), parseFormat(node.attributes.formatCode ?? ''));
  }
  const cells = kid(styles, 'x:cellXfs');
  return (cells ? kids(cells) : []).map((xf) => {
    const id = Number(xf.attributes.numFmtId ?? 0);
    return written.get(id) ?? builtIn(id);
  });
}

export function parseFormat(code: string): CellFormat {
  // Of the sections for positive;negative;zero the first decides; quoted text, escapes and [colours] are no code.
  const first = (code.split(';')[0] ?? '')
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '');
  if (first.includes('%')) return { percent: /\.([0#?]+)%/.exec(first)?.[1]?.length ?? 0 };
  if (/general/i.test(first)) return 'general';
  const date = /[yde]|(?<![hs:[])m(?!\s*:)/i.test(first.replace(/am\/pm|上午\/下午/gi, ''));
  const time = /[hs]/i.test(first);
  if (date && /[yd]/i.test(first)) return time ? 'datetime' : 'date';
  if (time) return 'time';
  return date ? 'date' : 'general';
}

/** A stored number as shown. Days count from 1899-12-30, or 1904-01-01 on old Macs. */
export function showNumber(value: number, format: CellFormat, date1904: boolean): string {
  if (typeof format === 'object') return `${(value * 100).toFixed(format.percent)}%`;
  // Excel knows dates up to 9999-12-31 (2958465); anything else in a date cell is shown as a number.
  if (format === 'general' || value < 0 || value >= 2_958_466) return String(Number(value.toPrecision(15)));
  // Excel believes in 29 February 1900: days before 1 March 1900 are one off.
  const days = date1904 ? value + 1462 : value < 60 && value >= 1 ? value + 1 : value;
  const date = new Date(Math.round((days - 25_569) * 86_400_000));
  const iso = date.toISOString();
  if (format === 'date') return iso.slice(0, 10);
  if (format === 'time') return iso.slice(11, iso.slice(17, 19) === '00' ? 16 : 19);
  return iso.slice(11, 16) === '00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}
