/** Tables of Word documents, set into the type area. */
import type { Block, Paragraph, PictureInline, Table, TableCell } from '../model/document.js';
import { lineStrip, type Strip } from './flow.js';
import { inlineSpan, referring, trimStart } from './inline.js';
import { type Span, setLines } from './lines.js';
import { alignOf, blank, labelSpans, ownIndents } from './paragraph.js';
import { LANDSCAPE, PITCH, SMALL_SIZE, TABLE_SIZE } from './style.js';
import { gridColumns, placeTable, type RowSpec, TABLE_LOOK, type TableLook } from './table.js';
import { columnWidths, tableColumns } from './wordcolumns.js';
import { floatStrips, floats } from './wordfloat.js';
import { pitchOf } from './wordlook.js';
import { nestedStrips } from './wordnested.js';
import { pictureStrips } from './wordpicture.js';
import type { WordRun } from './wordrun.js';

/** Columns beyond which a table in the body's size gets cramped. */
const MANY_COLUMNS = 6;
/** Columns beyond which the page is turned. */
const WIDE_COLUMNS = 9;
/** A table that is wider than the type area by more than this would be cramped: the page is turned. */
const TOO_WIDE = 1.3;

/** A table whose rows, columns and look are settled. */
export interface WordTable {
  columns: number[];
  rows: RowSpec[];
  look: TableLook;
  /** From the left edge of the column it stands in, pt. */
  x: number;
}

/** Whether the page is turned for a table. */
export function turnsPage({ flow, look }: WordRun, table: Table): boolean {
  if (flow.frame.pageHeight <= flow.frame.pageWidth) return false;
  const count = tableColumns(table);
  const natural = table.columnWidths.reduce((a, b) => a + b, 0);
  return look.kind === 'own'
    ? count > MANY_COLUMNS && natural > flow.frame.width * TOO_WIDE
    : count > WIDE_COLUMNS;
}

export function placeWordTable(run: WordRun, table: Table): void {
  const { flow } = run;
  if (tableColumns(table) === 0) return;
  const turned = turnsPage(run, table);
  const frame = flow.frame;
  if (turned) flow.turn(LANDSCAPE);
  const made = wordTable(run, table, flow.frame.width);
  run.space(run.look.kind === 'own' ? 0 : PITCH / 4);
  placeTable(flow, made.columns, made.rows, flow.frame.x + made.x, made.look);
  if (run.look.kind === 'standard') flow.space(PITCH / 2);
  if (turned) flow.turn(frame);
}

/** Settles a table for a column of `width` pt. */
export function wordTable(run: WordRun, table: Table, width: number): WordTable {
  const count = tableColumns(table);
  const own = run.look.kind === 'own';
  const size = count > MANY_COLUMNS ? SMALL_SIZE : TABLE_SIZE;
  const starts = gridColumns(table.rows);
  const { widths: columns, cramp } = columnWidths(run, table, starts, size, width);
  const total = columns.reduce((a, b) => a + b, 0);
  const loose = lookOf(table, own);
  const look = cramp ? { ...loose, padX: cramp.padX } : loose;
  const rows = table.rows.map(
    (row, r): RowSpec => ({
      header: row.header,
      ...(row.height !== undefined ? { height: row.height } : {}),
      cells: row.cells.map((cell, i) => {
        const start = starts[r]?.[i] ?? 0;
        const colSpan = Math.max(1, cell.colSpan);
        const outer = columns.slice(start, start + colSpan).reduce((a, b) => a + b, 0);
        const room = Math.max(outer - 2 * look.padX, 6);
        const { format } = cell;
        return {
          colSpan,
          rowSpan: Math.max(1, cell.rowSpan),
          strips: cellStrips(run, cell, room, size, row.header, cramp?.scale),
          ...(format ? { vertical: own ? format.vertical : ('middle' as const) } : {}),
          ...(format ? { borders: format.borders } : {}),
          ...(format?.fill ? { fill: format.fill } : {}),
        };
      }),
    }),
  );
  const spare = Math.max(0, width - total);
  const { align, indent } = table.format ?? { align: 'center', indent: 0 };
  const x = align === 'center' ? spare / 2 : align === 'right' ? spare : Math.min(Math.max(0, indent), spare);
  return { columns, rows, look, x };
}

/** The padding is one for the table: what its first cell has. */
function lookOf(table: Table, own: boolean): TableLook {
  const padding = table.rows[0]?.cells.find((cell) => cell.format)?.format?.padding;
  if (!own || !padding) return TABLE_LOOK;
  return {
    ...TABLE_LOOK,
    padX: Math.min(12, Math.max(1, (padding.left + padding.right) / 2)),
    padY: Math.min(12, Math.max(2, (padding.top + padding.bottom) / 2)),
    headFill: null,
  };
}

/** What stands in a cell, in lines of `width` pt. `size`: the standard's size there, pt. */
export function cellStrips(
  run: WordRun,
  cell: TableCell,
  width: number,
  size: number,
  header: boolean,
  scale = 1,
): Strip[] {
  const strips: Strip[] = [];
  const blocks = withBoxes(run, cell.blocks);
  for (const block of blocks) {
    if (block.kind === 'table') strips.push(...nestedStrips(run, block, width));
    else strips.push(...paragraphStrips(run, block, cell, width, { size, header, scale }));
  }
  // Word puts an empty paragraph after a table within a cell; it adds nothing to a cell that says something.
  const last = blocks.at(-1);
  if (
    strips.length > 1 &&
    last?.kind === 'paragraph' &&
    last.inlines.length === 0 &&
    blocks.at(-2)?.kind === 'table'
  )
    strips.pop();
  return strips;
}

/** Text boxes follow the paragraph they are anchored in. */
function withBoxes(run: WordRun, blocks: Block[]): Block[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'table') return [block];
    const boxes = (block.format?.boxes ?? []).flatMap((index) => {
      run.placedBoxes.add(index);
      return run.document.textBoxes[index] ?? [];
    });
    return boxes.length > 0 ? [block, ...withBoxes(run, boxes)] : [block];
  });
}

function paragraphStrips(
  run: WordRun,
  paragraph: Paragraph,
  cell: TableCell,
  width: number,
  { size, header, scale }: { size: number; header: boolean; scale: number },
): Strip[] {
  const own = run.look.kind === 'own';
  const ground = paragraph.format?.fill ?? cell.format?.fill ?? null;
  const place = { look: run.look, level: 9, size, ground };
  const spans: Span[] = own ? labelSpans(paragraph, place) : [];
  if (!own && paragraph.label) spans.push({ text: paragraph.label, role: 'fangsong', size });
  for (const inline of paragraph.inlines)
    if (inline.kind !== 'picture') spans.push(inlineSpan(inline, place));
  const floating = paragraph.inlines.filter((inline) => floats(inline, run.flow.frame));
  const pictures = paragraph.inlines.filter(
    (inline) => inline.kind === 'picture' && !floats(inline, run.flow.frame),
  ) as PictureInline[];
  const headed =
    header && !own ? spans.map(({ bold: _, ...span }): Span => ({ ...span, role: 'hei' })) : spans;
  const shown = cell.format?.upright
    ? headed.map((span) => ({ ...span, text: downwards(span.text) }))
    : headed;
  const strips: Strip[] = floatStrips(floating, run, width);
  if (shown.some((span) => span.text !== '') || pictures.length === 0) {
    const sized = scale === 1 ? shown : shown.map((span) => ({ ...span, size: span.size * scale }));
    const text = own ? sized : trimStart(sized);
    const largest =
      Math.max(0, ...text.map((span) => span.size)) || (own ? (paragraph.format?.size ?? size) : size);
    const pitch = own ? pitchOf(paragraph, largest, null) : size * 1.5;
    const look = own
      ? ownIndents(paragraph, width)
      : { align: standardAlign(run, paragraph, text, width, header) };
    const before = own ? Math.min(paragraph.format?.before ?? 0, 60) : 0;
    const after = own ? Math.min(paragraph.format?.after ?? 0, 60) : 0;
    if (before > 0) strips.push(blank(before));
    for (const line of setLines(referring(text, run.references), run.flow.fonts, { ...look, width }))
      strips.push(lineStrip({ ...line, size: line.size || size }, pitch));
    if (after > 0) strips.push(blank(after));
  }
  const align = own ? alignOf(paragraph) : 'center';
  return [...strips, ...pictureStrips(pictures, run, width, LANDSCAPE.height - 40, align)];
}

/** One character below the other; words of letters and digits stay whole. */
function downwards(text: string): string {
  return (text.match(/[A-Za-z\d.%]+|\s+|./gsu) ?? []).join('\n').replace(/\s*\n\s*/g, '\n');
}

/** As the file says; where it does not, heads and short cells are centred, long ones flush. */
function standardAlign(
  run: WordRun,
  { alignment }: Paragraph,
  spans: Span[],
  width: number,
  header: boolean,
): 'left' | 'center' | 'right' | 'justify' {
  if (alignment) return alignment;
  const natural = spans.reduce(
    (sum, span) => sum + run.flow.fonts.measure(span.role, span.text, span.size),
    0,
  );
  return header || natural <= width ? 'center' : 'left';
}
