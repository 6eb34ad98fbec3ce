/** Rows of a sheet as a table's rows: what stands over the table, its head, its merged cells. Places nothing. */
import type { SheetTable } from '../model/document.js';
import { foldName } from '../model/fold.js';

export interface TopRow {
  text: string;
  /** True for the table's own title; else a line about it. */
  title: boolean;
}

export interface SheetCell {
  text: string;
  /** Index among the columns asked for. */
  column: number;
  colSpan: number;
  rowSpan: number;
}

/** Longest line that is taken for a title, characters. */
const TITLE_LENGTH = 60;
/** A text alone in its row runs on over the empty cells beside it, as on the screen, beyond so many characters. */
const RUN_ON = 12;
/** Deepest head, rows. */
const HEAD_ROWS = 4;

/**
 * The rows with one text alone at the top: a title and lines about the table. `from`: the table's first row.
 * A sheet that has nothing but such rows is a list: they stay in the table, but for a first one that is the title.
 */
export function topRows(sheet: SheetTable, title: string): { rows: TopRow[]; from: number } {
  const filled = (row: string[]): string[] => row.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const from = sheet.rows.findIndex((row) => filled(row).length > 1 && !isAbout(row, filled(row)));
  const rows: TopRow[] = [];
  const down = (sheet.spans ?? []).some((span) => span.row < from && span.row + span.rowSpan > from);
  if (from < 0) {
    const [first = ''] = filled(sheet.rows[0] ?? []);
    return foldName(first) === foldName(title)
      ? { rows: [{ text: first, title: true }], from: 1 }
      : { rows, from: 0 };
  }
  if (from < 1 || down) return { rows, from: 0 };
  for (const row of sheet.rows.slice(0, from)) {
    const text = filled(row).join('　　');
    if (text === '') continue;
    const short = text.length <= TITLE_LENGTH && !/[：:。；]/.test(text) && !/^附[件表]?\s*\d*$/.test(text);
    rows.push({ text, title: short && !rows.some((one) => one.title) });
  }
  return { rows, from };
}

/** Columns that a table has at least, so that two texts in a row of it are no row of the table. */
const BROAD = 5;

/** A line about the table: 填报单位：司法局 … 单位：件. */
function isAbout(row: string[], filled: string[]): boolean {
  return row.length >= BROAD && filled.length <= row.length / 2 && filled.every((text) => ABOUT.test(text));
}

const ABOUT = /^(?:填报|报送|制表|统计|编制|报告)?(?:单位|部门|日期|时间|人)(?:（盖章）)?[：:]/;

/** Table rows from row `from` on in the columns asked for; a merged area that reaches beyond them is cut. */
export function sheetRows(
  sheet: SheetTable,
  from: number,
  columns: number[],
): { header: boolean; cells: SheetCell[] }[] {
  const last = headEnd(sheet, from);
  const shapes = new Map<string, SheetCell>();
  const covered = new Set<string>();
  for (const span of sheet.spans ?? []) {
    if (span.row < from) continue;
    const own = columns.filter((column) => column >= span.column && column < span.column + span.colSpan);
    const [first] = own;
    if (first === undefined) continue;
    const rowSpan = Math.min(span.rowSpan, sheet.rows.length - span.row);
    for (let row = span.row; row < span.row + rowSpan; row++)
      for (const column of own) covered.add(`${row},${column}`);
    const text = sheet.rows[span.row]?.[span.column] ?? '';
    shapes.set(`${span.row},${first}`, { text, column: 0, colSpan: own.length, rowSpan });
  }
  return sheet.rows.slice(from).map((texts, i) => {
    const row = i + from;
    const cells: SheetCell[] = [];
    columns.forEach((column, at) => {
      const shape = shapes.get(`${row},${column}`);
      if (shape) cells.push({ ...shape, column: at });
      else if (!covered.has(`${row},${column}`))
        cells.push({ text: texts[column] ?? '', column: at, colSpan: 1, rowSpan: 1 });
    });
    return { header: row <= last, cells: ranOn(cells, columns.length) };
  });
}

/** A note below the table stands in one cell of its first column: it takes the row. */
function ranOn(cells: SheetCell[], count: number): SheetCell[] {
  const plain = cells.length === count && cells.every((cell) => cell.colSpan === 1 && cell.rowSpan === 1);
  const filled = cells.filter((cell) => cell.text.trim() !== '');
  const [only] = filled;
  if (!plain || filled.length !== 1 || !only || only.text.length <= RUN_ON) return cells;
  return [...cells.slice(0, only.column), { ...only, colSpan: count - only.column }];
}

const DATE = /^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$/;

/** Whether a row that could be a head is the first of a list without one: it is numbered as the next is, or dated. */
function isData(row: string[], next: string[]): boolean {
  const [first = '', after = ''] = [row[0]?.trim(), next[0]?.trim()];
  const counted = /^\d{1,5}$/.test(first) && /^\d{1,5}$/.test(after) && Number(after) === Number(first) + 1;
  // Years side by side are a head; a list counts from 1.
  return (counted && Number(first) < 1900) || row.some((text) => DATE.test(text.trim()));
}

/**
 * Last row of the head: the first row that has about as many texts as the rows below, and what merged cells reach
 * down to. A line over the table (填报单位 … 单位：万元) has fewer and goes with it.
 */
function headEnd(sheet: SheetTable, from: number): number {
  const filled = (row: string[]): number => row.filter((text) => text.trim() !== '').length;
  const counts = sheet.rows.slice(from, from + 2 * HEAD_ROWS).map(filled);
  const most = Math.max(0, ...counts);
  const head =
    from +
    Math.max(
      0,
      counts.slice(0, HEAD_ROWS).findIndex((count) => count > 1 && count > most / 2),
    );
  const ends = (sheet.spans ?? [])
    .filter((span) => span.row >= from && span.row <= head)
    .map((span) => span.row + span.rowSpan - 1);
  const end = Math.max(head, ...ends);
  if (isData(sheet.rows[head] ?? [], sheet.rows[head + 1] ?? [])) return from - 1;
  // A form has no head, its first cells reach far down; and nothing but a head is no table with a head.
  return end - from >= HEAD_ROWS || end >= sheet.rows.length - 1 ? from - 1 : end;
}
