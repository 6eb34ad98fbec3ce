/**
 * A table of any origin — worksheet, Word table, CSV — as rows of cells in one form, so that a catalogue is read
 * the same way from each. A merged area has its text in every cell it covers, marked as continued.
 */
import type { Block, Paragraph, Table } from '../model/document.js';
import { ReadFailure } from './failure.js';
import { LIMITS } from './limits.js';
import type { SheetCells } from './xlsx.js';

export interface GridCell {
  /** Trimmed; lines parted by \n. */
  text: string;
  /** Addresses of hyperlinks in the cell. */
  links: string[];
  /** A formula whose result the file does not hold. */
  pending?: true;
  /** Covered by a merged area that starts in a row above. */
  fromAbove: boolean;
  /** Covered by a merged area that starts in a column to the left. */
  fromLeft: boolean;
}

export interface GridRow {
  /** 1-based, as the program shows it. */
  number: number;
  cells: GridCell[];
}

export interface Grid {
  name: string;
  rows: GridRow[];
}

const EMPTY: GridCell = { text: '', links: [], fromAbove: false, fromLeft: false };

export function gridOfRows(name: string, rows: string[][]): Grid {
  return {
    name,
    rows: rows.map((cells, i) => ({
      number: i + 1,
      cells: cells.map((text) => ({ ...EMPTY, text: text.trim() })),
    })),
  };
}

export function gridOfSheet(sheet: SheetCells): Grid {
  const rows = new Map<number, Map<number, GridCell>>();
  const rowOf = (row: number): Map<number, GridCell> => {
    const known = rows.get(row) ?? new Map<number, GridCell>();
    rows.set(row, known);
    return known;
  };
  for (const [row, cells] of sheet.rows)
    for (const [column, text] of cells) {
      const link = sheet.links.get(`${row},${column}`);
      rowOf(row).set(column, {
        ...EMPTY,
        text: text.replace(/\r\n?/g, '\n').trim(),
        links: link ? [link] : [],
      });
    }
  for (const [place, more] of beside(sheet)) {
    const [row = 0, column = 0] = place.split(',').map(Number);
    // In a row that says nothing else there is nothing to add to.
    if (sheet.rows.has(row) && !rowOf(row).has(column)) rowOf(row).set(column, { ...EMPTY, ...more });
  }
  fillMerges(sheet, rowOf);
  let total = 0;
  return {
    name: sheet.name,
    rows: [...rows.entries()]
      .sort(([a], [b]) => a - b)
      .map(([number, cells]) => {
        const last = Math.max(0, ...cells.keys());
        total += last;
        if (total > LIMITS.sheet.gridCells)
          throw new ReadFailure('too-large', `${sheet.name}: ${total} cells and more`);
        return { number, cells: Array.from({ length: last }, (_, i) => cells.get(i + 1) ?? EMPTY) };
      }),
  };
}

/** Cells without text that say something all the same: a link alone, a formula without its result. */
function* beside(sheet: SheetCells): Generator<[string, Partial<GridCell>]> {
  for (const [place, link] of sheet.links) yield [place, { links: [link] }];
  for (const place of sheet.pending) yield [place, { pending: true }];
}

/** Spreads the text of merged areas over the cells they cover, up to the limit. */
function fillMerges(sheet: SheetCells, rowOf: (row: number) => Map<number, GridCell>): void {
  let filled = 0;
  for (const { top, left, bottom, right } of sheet.merges) {
    if (sheet.rows.get(top)?.get(left) === undefined) continue;
    const cell = rowOf(top).get(left) ?? EMPTY;
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= right; column++) {
        if (row === top && column === left) continue;
        if (++filled > LIMITS.sheet.mergedCells) return;
        rowOf(row).set(column, { ...cell, fromAbove: row > top, fromLeft: column > left });
      }
  }
}

/** A Word table; spans are spread over the cells they cover. */
export function gridOfTable(name: string, table: Table): Grid {
  const rows: GridRow[] = table.rows.map((_, i) => ({ number: i + 1, cells: [] }));
  table.rows.forEach((row, r) => {
    let column = 0;
    for (const cell of row.cells) {
      while (rows[r]?.cells[column] !== undefined) column++;
      const content = { ...EMPTY, text: cellText(cell.blocks), links: cellLinks(cell.blocks) };
      for (let down = 0; down < cell.rowSpan; down++)
        for (let along = 0; along < cell.colSpan; along++) {
          const target = rows[r + down];
          if (target) target.cells[column + along] = { ...content, fromAbove: down > 0, fromLeft: along > 0 };
        }
      column += cell.colSpan;
    }
  });
  for (const row of rows) row.cells = Array.from(row.cells, (cell) => cell ?? EMPTY);
  return { name, rows };
}

/** Text of a cell, one line a paragraph. A number that Word sets by itself is all that a 序号 cell may hold. */
function cellText(blocks: Block[]): string {
  const lines = blocks.flatMap((block) =>
    block.kind === 'paragraph'
      ? [lineOf(block)]
      : block.rows.map((r) => r.cells.map((c) => cellText(c.blocks)).join(' ')),
  );
  const text = lines.join('\n').trim();
  if (text !== '') return text;
  const label = blocks.find((b): b is Paragraph => b.kind === 'paragraph' && b.label !== null)?.label;
  return label && /[\p{L}\p{N}]/u.test(label) ? label : '';
}

export function lineOf(paragraph: Paragraph): string {
  return paragraph.inlines
    .map((i) => (i.kind === 'text' ? i.text : i.kind === 'break' ? (i.what === 'tab' ? ' ' : '\n') : ''))
    .join('');
}

function cellLinks(blocks: Block[]): string[] {
  return blocks.flatMap((block) =>
    block.kind === 'paragraph'
      ? linksOf(block)
      : block.rows.flatMap((row) => row.cells.flatMap((cell) => cellLinks(cell.blocks))),
  );
}

export function linksOf(paragraph: Paragraph): string[] {
  return [...new Set(paragraph.inlines.flatMap((i) => (i.kind === 'text' && i.href ? [i.href] : [])))];
}
