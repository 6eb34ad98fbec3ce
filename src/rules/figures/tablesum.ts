/**
 * Totals of tables. What a table adds up is not said in words: a total is doubted only where the table shows by its
 * other rows or columns how it is meant to be read, or where nothing else is possible.
 */
import type { Grid } from './body.js';
import {
  type CellNumber,
  cellNumber,
  cellText,
  headEnd,
  headOf,
  isSubtotalLabel,
  isTotalLabel,
  labelOf,
} from './grid.js';

export interface WrongTotal {
  messageId: 'column' | 'row' | 'table-unsure';
  grid: Grid;
  /** 0-based place of the total. */
  row: number;
  column: number;
  /** What the column, or the row, is called. */
  name: string;
  arithmetic: string;
  written: string;
}

/** Columns that are no sums: rates, averages, marks, ranks, codes, dates. */
const NO_SUM =
  /率|比重|占比|比例|%|平均|人均|均值|序号|编号|年份|年度|电话|日期|时间|期限|得分|分数|排名|同比|环比|增幅|增长|单价|备注|文号/;
/** Rows that repeat others. */
const REPEATS = /其中|^(?:全[区县市旗]|[区县市]本级合计|本级合计|总体)/;

/** @returns totals that are not what they add up */
export function wrongTotals(grid: Grid): WrongTotal[] {
  const end = headEnd(grid);
  if (end < 1) return [];
  return [...columnTotals(grid, end), ...rowTotals(grid, end)];
}

interface Check {
  total: CellNumber;
  addends: CellNumber[];
  found: Omit<WrongTotal, 'messageId' | 'arithmetic' | 'written'>;
}

function sum(addends: CellNumber[]): number {
  return addends.reduce((total, cell) => total + cell.value, 0);
}

function holds({ total, addends }: Check): boolean {
  const whole = [total, ...addends].every((cell) => cell.precision >= 1);
  const tolerance = whole ? 1e-9 : addends.reduce((most, c) => most + c.precision / 2, total.precision / 2);
  return Math.abs(sum(addends) - total.value) <= tolerance;
}

function wrong(check: Check, messageId: WrongTotal['messageId']): WrongTotal {
  const { total, addends, found } = check;
  const rounded = Math.round(sum(addends) * 10_000) / 10_000;
  const listed = addends.map((cell) => String(cell.value));
  const left =
    listed.length > 8 ? `${listed.slice(0, 4).join('＋')}＋……＋${listed.at(-1)}` : listed.join('＋');
  return { ...found, messageId, arithmetic: `${left}＝${rounded}`, written: total.written };
}

/** All numbers, of one unit. */
function cleanUnits(total: CellNumber, addends: (CellNumber | null)[]): addends is CellNumber[] {
  const units = new Set([total, ...addends].flatMap((cell) => (cell && cell.unit !== '' ? [cell.unit] : [])));
  return addends.length >= 2 && addends.every((cell) => cell !== null) && units.size < 2 && !units.has('%');
}

function* columnTotals(grid: Grid, end: number): Generator<WrongTotal> {
  const labels = grid.rows.map((_, row) => (row < end ? '' : labelOf(grid, row)));
  let from = end;
  for (let row = end; row < grid.rows.length; row++) {
    const label = labels[row] ?? '';
    const subtotal = isSubtotalLabel(label);
    if (!subtotal && !isTotalLabel(label)) continue;
    const rows = addendRows(labels, from, row, end, subtotal);
    if (subtotal) from = row + 1;
    if (rows === null) continue;
    const checks = columnChecks(grid, end, row, rows);
    const broken = checks.filter((check) => !holds(check));
    // Not one column adds up: the rows are a choice of more, or are not what is added.
    const unsure = checks.length > 1 && broken.length === checks.length;
    if (unsure) {
      const [first] = broken;
      if (first) yield wrong(first, 'table-unsure');
    } else for (const check of broken) yield wrong(check, 'column');
  }
}

/** Rows that a total adds: those since the last subtotal, the subtotals alone, or those below a total at the top. */
function addendRows(
  labels: string[],
  from: number,
  row: number,
  end: number,
  subtotal: boolean,
): number[] | null {
  const between = (a: number, b: number) => Array.from({ length: Math.max(0, b - a) }, (_, i) => a + i);
  const plain = (rows: number[]) => (rows.some((r) => REPEATS.test(labels[r] ?? '')) ? null : rows);
  if (subtotal) return plain(between(from, row));
  const total = (r: number) => isTotalLabel(labels[r] ?? '');
  if (row === end) {
    const below = between(row + 1, labels.length);
    if (below.some((r) => total(r) || isSubtotalLabel(labels[r] ?? ''))) return null;
    return plain(below.filter((r) => labels[r] !== ''));
  }
  const above = between(end, row);
  if (above.some(total)) return null;
  const subtotals = above.filter((r) => isSubtotalLabel(labels[r] ?? ''));
  if (subtotals.length > 0) return subtotals.at(-1) === row - 1 ? plain(subtotals) : null;
  return plain(above);
}

function columnChecks(grid: Grid, end: number, row: number, rows: number[]): Check[] {
  const checks: Check[] = [];
  const width = grid.rows[row]?.length ?? 0;
  for (let column = 1; column < width; column++) {
    const head = headOf(grid, end, column).join('');
    const total = cellNumber(cellText(grid, row, column));
    if (head === '' || NO_SUM.test(head) || total === null || total.written === '') continue;
    const addends = rows.map((r) => cellNumber(cellText(grid, r, column)));
    if (!cleanUnits(total, addends) || addends.every((cell) => cell.value === 0)) continue;
    // A dash for the total says that there is none.
    if (!/\d/.test(total.written)) continue;
    checks.push({ total, addends, found: { grid, row, column, name: head } });
  }
  return checks;
}

/** A column 合计 adds the columns beside it under the same head. Most rows must show that it does. */
function* rowTotals(grid: Grid, end: number): Generator<WrongTotal> {
  const width = Math.max(...grid.rows.map((row) => row.length));
  const heads = Array.from({ length: width }, (_, column) => headOf(grid, end, column));
  for (const [column, head] of heads.entries()) {
    if (!isTotalLabel(head.at(-1) ?? '') && !isSubtotalLabel(head.at(-1) ?? '')) continue;
    const group = head.slice(0, -1).join();
    const fits = (c: number) => {
      const other = heads[c] ?? [];
      const last = other.at(-1) ?? '';
      const inside = other.slice(0, -1).join() === group;
      return inside && last !== '' && !NO_SUM.test(last) && !isTotalLabel(last) && !isSubtotalLabel(last);
    };
    for (const step of [-1, 1]) {
      const columns: number[] = [];
      for (let c = column + step; c > 0 && c < width && fits(c); c += step) columns.push(c);
      if (columns.length < 2) continue;
      const checks = rowChecks(
        grid,
        end,
        column,
        columns.sort((a, b) => a - b),
      );
      const broken = checks.filter((check) => !holds(check));
      if (checks.length < 2 || broken.length * 2 >= checks.length) continue;
      for (const check of broken) yield wrong(check, 'row');
    }
  }
}

function rowChecks(grid: Grid, end: number, column: number, columns: number[]): Check[] {
  return grid.rows.flatMap((_, row) => {
    const total = row < end ? null : cellNumber(cellText(grid, row, column));
    const addends = columns.map((c) => cellNumber(cellText(grid, row, c)));
    if (total === null || !/\d/.test(total.written) || !cleanUnits(total, addends)) return [];
    const name = labelOf(grid, row);
    return [{ total, addends, found: { grid, row, column, name: name === '' ? String(row + 1) : name } }];
  });
}
