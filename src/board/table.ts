/** Rows of text in columns for a terminal, where a Han character is two wide. Pure. */
import { textWidth } from '../model/width.js';

/** A cell of a table, in a style where it has one: styles have no width. */
export interface Painted<Style> {
  text: string;
  style?: Style;
}

const GAP = 2;

function widthsOf(rows: readonly (readonly Painted<unknown>[])[]): number[] {
  return (rows[0] ?? []).map((_, c) => Math.max(...rows.map((row) => textWidth(row[c]?.text ?? ''))));
}

/** Half-width characters that the table needs. */
export function tableWidth(rows: readonly (readonly Painted<unknown>[])[]): number {
  const widths = widthsOf(rows);
  return widths.reduce((sum, width) => sum + width, 0) + GAP * Math.max(0, widths.length - 1);
}

/**
 * @param right which columns are numbers
 * @param paint lays a style over text
 * @returns a line for each row
 */
export function columns<Style>(
  rows: readonly (readonly Painted<Style>[])[],
  right: ReadonlySet<number>,
  paint: (style: Style, text: string) => string,
): string[] {
  const widths = widthsOf(rows);
  return rows.map((row) => {
    const last = row.findLastIndex(({ text }) => text !== '');
    return row
      .slice(0, last + 1)
      .map(({ text, style }, c) => {
        const shown = style === undefined ? text : paint(style, text);
        const room = ' '.repeat(Math.max(0, (widths[c] ?? 0) - textWidth(text)));
        if (right.has(c)) return room + shown;
        return c === last ? shown : shown + room;
      })
      .join(' '.repeat(GAP));
  });
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
