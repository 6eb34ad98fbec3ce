/** Tables and pictures of Word documents, set into the type area. */
import type { PictureInline, Table, TableCell } from '../model/document.js';
import { type Flow, lineStrip, type Strip } from './flow.js';
import type { FontSet } from './fonts.js';
import { inlineSpan, trimStart } from './inline.js';
import { type Span, setLines } from './lines.js';
import { LANDSCAPE, PITCH, PORTRAIT, SMALL_SIZE, TABLE_SIZE } from './style.js';
import { cellWidth, gridColumns, placeTable, type RowSpec } from './table.js';

/** Key of a picture inside a file for the writer's source of pictures. */
export const pictureKey = (path: string, part: string): string => `${path}#${part}`;

/** A picture on a line of its own, centred; shrunk to fit, never enlarged. */
export function pictureStrip(picture: PictureInline, path: string, width: number, height: number): Strip {
  const w = picture.width > 0 ? picture.width : width / 2;
  const h = picture.height > 0 ? picture.height : w * 0.75;
  const scale = Math.min(1, width / w, (height - 8) / h);
  const shown = { width: w * scale, height: h * scale };
  return {
    height: shown.height + 8,
    items: [
      {
        kind: 'picture',
        x: (width - shown.width) / 2,
        y: 4,
        ...shown,
        key: pictureKey(path, picture.part),
        alt: picture.description,
      },
    ],
    links: [],
  };
}

/** Columns beyond which a table in the body's size gets cramped. */
const MANY_COLUMNS = 6;
/** Columns beyond which the page is turned. */
const WIDE_COLUMNS = 9;

export function placeWordTable(flow: Flow, table: Table, path: string): void {
  const starts = gridColumns(table.rows);
  const count = Math.max(
    0,
    ...table.rows.map((row, r) =>
      Math.max(0, ...row.cells.map((cell, i) => (starts[r]?.[i] ?? 0) + Math.max(1, cell.colSpan))),
    ),
  );
  if (count === 0) return;
  const size = count > MANY_COLUMNS ? SMALL_SIZE : TABLE_SIZE;
  const turned = count > WIDE_COLUMNS;
  if (turned) flow.turn(LANDSCAPE);
  const columns = columnWidths(table, count, starts, flow.fonts, size, flow.frame.width);
  const rows = table.rows.map(
    (row, r): RowSpec => ({
      header: row.header,
      cells: row.cells.map((cell, i) => ({
        colSpan: Math.max(1, cell.colSpan),
        rowSpan: Math.max(1, cell.rowSpan),
        strips: cellStrips(
          cell,
          cellWidth(columns, starts[r]?.[i] ?? 0, cell.colSpan),
          size,
          flow,
          path,
          row.header,
        ),
      })),
    }),
  );
  flow.space(PITCH / 4);
  placeTable(flow, columns, rows, flow.frame.x);
  flow.space(PITCH / 2);
  if (turned) flow.turn(PORTRAIT);
}

/** The file's grid scaled to the type area; without one, by what the columns hold. */
function columnWidths(
  table: Table,
  count: number,
  starts: number[][],
  fonts: FontSet,
  size: number,
  width: number,
): number[] {
  const grid = table.columnWidths.filter((column) => column > 0);
  const weights = grid.length === count ? grid : contentWeights(table, count, starts, fonts, size);
  return fitColumns(weights, width, size * 2 + 8);
}

function contentWeights(
  table: Table,
  count: number,
  starts: number[][],
  fonts: FontSet,
  size: number,
): number[] {
  const weights = new Array<number>(count).fill(size * 2);
  table.rows.forEach((row, r) => {
    row.cells.forEach((cell, i) => {
      if (cell.colSpan > 1) return;
      const text = cellTexts(cell);
      const longest = Math.max(0, ...text.map((part) => fonts.measure('fangsong', part, size)));
      const column = starts[r]?.[i] ?? 0;
      // The square root keeps a column of long texts from starving the others.
      weights[column] = Math.max(weights[column] ?? 0, Math.sqrt(longest * 200));
    });
  });
  return weights;
}

/** Weights → widths that sum to `width`, none below `least` (as far as there is room). */
export function fitColumns(weights: number[], width: number, least: number): number[] {
  const floor = Math.min(least, width / weights.length);
  const fixed = new Set<number>();
  for (;;) {
    const free = width - fixed.size * floor;
    const sum = weights.reduce((total, weight, i) => (fixed.has(i) ? total : total + weight), 0);
    const small = weights.findIndex((weight, i) => !fixed.has(i) && (weight * free) / sum < floor - 0.001);
    if (small < 0) return weights.map((weight, i) => (fixed.has(i) ? floor : (weight * free) / sum));
    fixed.add(small);
  }
}

function cellTexts(cell: TableCell): string[] {
  return cell.blocks.flatMap((block) =>
    block.kind === 'table'
      ? block.rows.flatMap((row) => row.cells.flatMap(cellTexts))
      : [block.inlines.map((inline) => (inline.kind === 'text' ? inline.text : '')).join('')],
  );
}

function cellStrips(
  cell: TableCell,
  width: number,
  size: number,
  flow: Flow,
  path: string,
  header: boolean,
): Strip[] {
  const strips: Strip[] = [];
  for (const block of cell.blocks) {
    if (block.kind === 'table') {
      // A table within a cell: its cells one after the other, so that no word is lost.
      for (const row of block.rows)
        for (const inner of row.cells) strips.push(...cellStrips(inner, width, size, flow, path, header));
      continue;
    }
    const spans: Span[] = block.label ? [{ text: block.label, role: 'fangsong', size }] : [];
    for (const inline of block.inlines)
      if (inline.kind !== 'picture') spans.push(inlineSpan(inline, 9, size));
    const dressed = header ? spans.map(({ bold: _, ...span }): Span => ({ ...span, role: 'hei' })) : spans;
    const pictures = block.inlines.filter((inline) => inline.kind === 'picture');
    if (dressed.length > 0 || pictures.length === 0) {
      const short = fits(dressed, flow.fonts, width);
      const align = alignOf(block.alignment, short, header);
      const lines = setLines(trimStart(dressed), flow.fonts, { width, align });
      for (const line of lines) strips.push(lineStrip({ ...line, size: line.size || size }, size * 1.5));
    }
    for (const picture of pictures) strips.push(pictureStrip(picture, path, width, LANDSCAPE.height - 40));
  }
  return strips;
}

function fits(spans: Span[], fonts: FontSet, width: number): boolean {
  return spans.reduce((sum, span) => sum + fonts.measure(span.role, span.text, span.size), 0) <= width;
}

/** As the file says; where it does not, heads and short cells are centred, long ones flush. */
function alignOf(
  alignment: 'left' | 'center' | 'right' | 'justify' | null,
  short: boolean,
  header: boolean,
): 'left' | 'center' | 'right' | 'justify' {
  if (alignment) return alignment;
  return header || short ? 'center' : 'left';
}
