/** Widths of the columns of the tool's own lists: no wider than what stands in them, the open one takes what is left. */
import type { FontSet } from './fonts.js';
import { SMALL_SIZE } from './style.js';
import { TABLE_LOOK } from './table.js';

export interface ListColumn {
  head: string;
  /** Widest that it may get, pt; null for the open column. */
  most: number | null;
  /** Its cells' texts; null where they are not texts (page numbers): then it keeps its width. */
  texts: string[] | null;
}

/** Measuring and setting differ by the gaps between scripts; a little air keeps a line from breaking. */
const AIR = 3;

/**
 * A column whose cells are all empty shrinks to its head's width; one of short texts to the longest of them.
 * @param total width of the list, pt
 * @returns widths in pt that sum to `total`
 */
export function listColumns(columns: ListColumn[], fonts: FontSet, total: number): number[] {
  const widths = columns.map(({ head, most, texts }) => {
    if (most === null || texts === null) return most ?? 0;
    const lines = texts.flatMap((text) => text.split('\n'));
    const longest = lines.reduce(
      (width, text) => Math.max(width, fonts.measure('fangsong', text, SMALL_SIZE)),
      fonts.measure('hei', head, SMALL_SIZE),
    );
    return Math.min(most, longest + 2 * TABLE_LOOK.padX + AIR);
  });
  const open = columns.filter((column) => column.most === null).length;
  const left = total - widths.reduce((a, b) => a + b, 0);
  return widths.map((width, i) => (columns[i]?.most === null ? left / open : width));
}
