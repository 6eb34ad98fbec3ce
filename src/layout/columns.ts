/** Widths of the columns of the tool's own lists: no wider than what stands in them, the open one takes what is left. */
import type { FontSet } from './fonts.js';
import { setLines } from './lines.js';
import { SMALL_SIZE } from './style.js';
import { TABLE_LOOK } from './table.js';

export interface ListColumn {
  head: string;
  /** Widest that it may get, pt; null for the open column. */
  most: number | null;
  /** How narrow it may get where the open column would starve, pt; absent = it gives nothing up. */
  least?: number;
  /** Its cells' texts; null where they are not texts (page numbers): then it keeps its width, or asks for its share. */
  texts: string[] | null;
}

/** What rounding may cost a line, pt. */
const AIR = 0.5;
/** The open column gets so much of the list, if it can use it, before others get all that they ask for. */
const OPEN_SHARE = 0.26;

/**
 * A column whose cells are all empty shrinks to its head's width; one of short texts to the longest of them. A column
 * with a `least` gives up what it has beyond that while the open one has less than its share: those first whose texts
 * wrap anyway.
 * @param total width of the list, pt
 * @param openShare of the list, for the open column
 * @returns widths in pt that sum to `total`
 */
export function listColumns(
  columns: ListColumn[],
  fonts: FontSet,
  total: number,
  openShare = OPEN_SHARE,
): number[] {
  // A word of a head is not torn: 「Classification」.
  const wordOf = ({ head }: ListColumn): number =>
    Math.max(0, ...(head.match(/[A-Za-z.]+/g) ?? []).map((word) => fonts.measure('hei', word, SMALL_SIZE)));
  const limits = columns.map((column) =>
    column.most === null
      ? total * openShare
      : Math.max(column.most, wordOf(column) + 2 * TABLE_LOOK.padX + AIR),
  );
  const asked = columns.map(({ head, texts }, i) => {
    const limit = limits[i] ?? 0;
    if (texts === null) return limit;
    const longest = [...new Set(texts)].reduce(
      (width, text) => Math.max(width, widthOf(text, fonts, limit)),
      fonts.measure('hei', head, SMALL_SIZE),
    );
    return Math.min(limit, longest + 2 * TABLE_LOOK.padX + AIR);
  });
  const widths = [...asked];
  const missing = () => widths.reduce((a, b) => a + b, 0) - total;
  const wraps = (_: ListColumn, i: number) => (asked[i] ?? 0) >= (limits[i] ?? 0);
  for (const group of [columns.map(wraps), columns.map((column, i) => !wraps(column, i))])
    shrink(widths, columns, group, missing());
  const left = -missing();
  const open = columns.filter(({ most }) => most === null).length;
  return widths.map((width, i) => (columns[i]?.most === null ? width + left / open : width));
}

/** Takes `wanted` pt, as far as they have it, from the columns of a group in shares of what they can spare. */
function shrink(widths: number[], columns: ListColumn[], group: boolean[], wanted: number): void {
  const spare = columns.map(({ least }, i) =>
    group[i] && least !== undefined ? Math.max(0, (widths[i] ?? 0) - least) : 0,
  );
  const spared = spare.reduce((a, b) => a + b, 0);
  if (wanted <= 0 || spared === 0) return;
  const share = Math.min(1, wanted / spared);
  spare.forEach((own, i) => {
    widths[i] = (widths[i] ?? 0) - own * share;
  });
}

/** Of its longest line as it will be set, gaps between scripts included; no more than `most`. */
function widthOf(text: string, fonts: FontSet, most: number): number {
  // A long text fills its column anyway: setting it would cost time for nothing.
  if (text.length * SMALL_SIZE * 0.3 > most) return most;
  const span = { text, role: 'fangsong', size: SMALL_SIZE } as const;
  return Math.max(...setLines([span], fonts, { width: Number.MAX_SAFE_INTEGER }).map((line) => line.width));
}
