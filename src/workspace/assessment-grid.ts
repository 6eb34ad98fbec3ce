/** The tables of a 自评表, from a worksheet, a CSV or a Word table, as cells that know what they are merged with. */
import type { Block, Document, SheetTable, Table } from '../model/document.js';

export interface Cell {
  /** Trimmed; lines parted by \n. In a merged area every cell has its text. */
  text: string;
  /** Covered by a merged area that starts in a row above, in a column to the left. */
  fromAbove: boolean;
  fromLeft: boolean;
}

export interface Row {
  /** 1-based, as the program shows it. */
  number: number;
  cells: Cell[];
}

export interface Grid {
  /** Sheet, or place of the table in a Word document; null for the only one there is. */
  name: string | null;
  rows: Row[];
}

/** @returns null where the document holds no tables that can be read */
export function gridsOf(document: Document | undefined): Grid[] | null {
  if (document?.kind === 'sheet') {
    const { sheets } = document;
    return sheets.map((sheet, i) => ({ name: i === 0 ? null : sheet.name, rows: rowsOfSheet(sheet) }));
  }
  if (document?.kind !== 'word') return null;
  const tables = document.blocks.filter((block) => block.kind === 'table');
  return tables.map((table, i) => ({
    name: tables.length === 1 ? null : `表${i + 1}`,
    rows: rowsOfTable(table),
  }));
}

function rowsOfSheet({ rows, spans = [], rowNumbers }: SheetTable): Row[] {
  const filled = rows.map((cells, i): Row => {
    const number = rowNumbers?.[i] ?? i + 1;
    return { number, cells: cells.map((text) => ({ text: text.trim(), fromAbove: false, fromLeft: false })) };
  });
  for (const { row, column, rowSpan, colSpan } of spans) {
    const text = filled[row]?.cells[column]?.text ?? '';
    for (let down = 0; down < rowSpan; down++)
      for (let along = 0; along < colSpan; along++) {
        const target = filled[row + down];
        if (target) target.cells[column + along] = { text, fromAbove: down > 0, fromLeft: along > 0 };
      }
  }
  return filled;
}

function rowsOfTable(table: Table): Row[] {
  const rows = table.rows.map((_, i): Row => ({ number: i + 1, cells: [] }));
  table.rows.forEach((row, r) => {
    let column = 0;
    for (const cell of row.cells) {
      while (rows[r]?.cells[column] !== undefined) column++;
      const text = textOf(cell.blocks);
      for (let down = 0; down < cell.rowSpan; down++)
        for (let along = 0; along < cell.colSpan; along++) {
          const target = rows[r + down];
          if (target) target.cells[column + along] = { text, fromAbove: down > 0, fromLeft: along > 0 };
        }
      column += cell.colSpan;
    }
  });
  const empty: Cell = { text: '', fromAbove: false, fromLeft: false };
  return rows.map(({ number, cells }) => ({ number, cells: Array.from(cells, (cell) => cell ?? empty) }));
}

/** A number that Word sets by itself is the standard's as much as a written one. */
function textOf(blocks: readonly Block[]): string {
  return blocks
    .map((block) =>
      block.kind === 'table'
        ? block.rows.map((row) => row.cells.map((cell) => textOf(cell.blocks)).join(' ')).join('\n')
        : (block.label ?? '') +
          block.inlines
            .map((inline) =>
              inline.kind === 'text' && inline.strike !== true
                ? inline.text
                : inline.kind === 'break'
                  ? '\n'
                  : '',
            )
            .join(''),
    )
    .join('\n')
    .trim();
}
