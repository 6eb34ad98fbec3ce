/** Rows of text in columns for a terminal, where a Han character is two wide. Pure. */
import { textWidth } from '../model/width.js';

/** @param right which columns are numbers */
export function columns(rows: readonly (readonly string[])[], right: ReadonlySet<number>): string[] {
  const widths = (rows[0] ?? []).map((_, c) => Math.max(...rows.map((row) => textWidth(row[c] ?? ''))));
  return rows.map((row) =>
    row
      .map((text, c) => {
        const room = ' '.repeat(Math.max(0, (widths[c] ?? 0) - textWidth(text)));
        return right.has(c) ? room + text : text + room;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Cuts text that is wider than a column; what is cut off is told by a mark. @param width half-width characters */
export function cut(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (textWidth(kept + character) > width - 2) break;
    kept += character;
  }
  return `${kept}…`;
}
