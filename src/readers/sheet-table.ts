/**
 * A worksheet that is evidence → the table that is printed: what is hidden or empty is left out, merged areas keep
 * their shape. One cell at XFD1048576 therefore costs one row and one column.
 */
import type { SheetSpan, SheetTable } from '../model/document.js';
import { ReadFailure } from './failure.js';
import { LIMITS } from './limits.js';
import type { SheetCells } from './xlsx.js';

/** Throws ReadFailure 'too-large' where the table is larger than a page maker can take. */
export function shownTable(sheet: SheetCells): SheetTable {
  const hidden = (column: number): boolean =>
    sheet.hiddenColumns.some(({ first, last }) => column >= first && column <= last);
  const cells = new Map<number, Map<number, string>>();
  const columnsUsed = new Set<number>();
  const put = (row: number, column: number, text: string): void => {
    const own = cells.get(row) ?? new Map<number, string>();
    own.set(column, text);
    cells.set(row, own);
    columnsUsed.add(column);
  };
  const hiddenByColumn = new Map<number, boolean>();
  for (const [row, texts] of sheet.rows) {
    if (sheet.hiddenRows.has(row)) continue;
    for (const [column, text] of texts) {
      const gone = hiddenByColumn.get(column) ?? hidden(column);
      hiddenByColumn.set(column, gone);
      if (!gone) put(row, column, text.replace(/\r\n?/g, '\n').trim());
    }
  }
  // A merged area whose first row or column is hidden still shows its text in what is left of it.
  for (const { top, left, bottom, right } of sheet.merges) {
    const text = sheet.rows.get(top)?.get(left);
    if (text === undefined || cells.get(top)?.has(left)) continue;
    const row = firstShown(top, bottom, (r) => sheet.hiddenRows.has(r));
    const column = firstShown(left, right, hidden);
    if (row !== null && column !== null) put(row, column, text.replace(/\r\n?/g, '\n').trim());
  }
  const rowNumbers = [...cells.keys()].sort((a, b) => a - b);
  const columnNumbers = [...columnsUsed].sort((a, b) => a - b);
  if (rowNumbers.length * columnNumbers.length > LIMITS.sheet.gridCells)
    throw new ReadFailure('too-large', `${sheet.name}: ${rowNumbers.length} × ${columnNumbers.length} cells`);
  const rows = rowNumbers.map((row) => columnNumbers.map((column) => cells.get(row)?.get(column) ?? ''));
  const spans = spansOf(sheet, rowNumbers, columnNumbers, rows);
  return { name: sheet.name, rows, ...(spans.length > 0 ? { spans } : {}), ...numbered(rowNumbers) };
}

/** CSV: the same without its empty rows and columns. */
export function tableOfRows(name: string, rows: string[][]): SheetTable {
  const numbers = rows.flatMap((row, i) => (row.some((cell) => cell.trim() !== '') ? [i + 1] : []));
  const filled = numbers.map((number) => rows[number - 1] ?? []);
  const used = new Set<number>();
  for (const row of filled)
    row.forEach((cell, column) => {
      if (cell.trim() !== '') used.add(column);
    });
  const columns = [...used].sort((a, b) => a - b);
  return {
    name,
    rows: filled.map((row) => columns.map((column) => row[column] ?? '')),
    ...numbered(numbers),
  };
}

/** Row numbers, where rows above were left out. */
function numbered(rowNumbers: number[]): Pick<SheetTable, 'rowNumbers'> {
  return rowNumbers.every((number, i) => number === i + 1) ? {} : { rowNumbers };
}

/** First of from–to that is shown; looks no further than a page maker would. */
function firstShown(from: number, to: number, hidden: (at: number) => boolean): number | null {
  for (let at = from; at <= to; at++) if (!hidden(at)) return at;
  return null;
}

/** Merged areas in the rows and columns that are left; text inside one but for its first cell is not shown. */
function spansOf(
  sheet: SheetCells,
  rowNumbers: number[],
  columnNumbers: number[],
  rows: string[][],
): SheetSpan[] {
  const spans: SheetSpan[] = [];
  const taken = new Set<number>();
  let looked = 0;
  for (const { top, left, bottom, right } of sheet.merges) {
    const row = lowerBound(rowNumbers, top);
    const column = lowerBound(columnNumbers, left);
    const rowSpan = lowerBound(rowNumbers, bottom + 1) - row;
    const colSpan = lowerBound(columnNumbers, right + 1) - column;
    if (rowSpan < 1 || colSpan < 1 || rowSpan * colSpan < 2) continue;
    looked += rowSpan * colSpan;
    if (looked > LIMITS.sheet.gridCells) return spans;
    const places = Array.from(
      { length: rowSpan * colSpan },
      (_, i) => (row + Math.floor(i / colSpan)) * columnNumbers.length + column + (i % colSpan),
    );
    // Areas that overlap are a mistake of the program that wrote them: the first counts.
    if (places.some((place) => taken.has(place))) continue;
    for (const [i, place] of places.entries()) {
      taken.add(place);
      const line = rows[row + Math.floor(i / colSpan)];
      if (i > 0 && line) line[column + (i % colSpan)] = '';
    }
    spans.push({ row, column, rowSpan, colSpan });
  }
  return spans;
}

/** Index of the first number ≥ `value` in a rising list. */
function lowerBound(list: number[], value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
