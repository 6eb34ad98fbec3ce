/** Numbers in tables: which rows are the head, what a cell holds, and what its figure is called. */
import { once } from '../once.js';
import type { Grid } from './body.js';
import { circumstances, type Figure } from './figure.js';
import { foldFigures, quantities } from './quantity.js';
import { type Member, type Series, seriesName } from './series.js';

export interface CellNumber {
  value: number;
  unit: string;
  precision: number;
  written: string;
}

const PLAIN = /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/;
/** Written for “none”. */
const NIL = /^(?:—+|-+|–|\/|无|零)$/;
const YEAR = /^(?:19|20)\d\d$/;
const TOTAL_LABEL = /^(?:合计|总计|共计|总数|总和)(?:\(.{0,10}\))?[:：]?$/;
const SUBTOTAL_LABEL = /^(?:小计|.{1,12}小计)$/;

/** What a cell says, folded and without spaces; '' for an empty or a covered one. */
export function cellText(grid: Grid, row: number, column: number): string {
  return foldFigures(grid.rows[row]?.[column] ?? '').replace(/\s/g, '');
}

/** A cell that holds one exact number and nothing else; null otherwise. `—` and 无 are 0. */
export function cellNumber(text: string): CellNumber | null {
  if (NIL.test(text)) return { value: 0, unit: '', precision: 1, written: text };
  if (PLAIN.test(text)) {
    const decimals = /\.(\d+)$/.exec(text)?.[1]?.length ?? 0;
    return { value: Number(text.replace(/,/g, '')), unit: '', precision: 10 ** -decimals, written: text };
  }
  const [only, ...more] = text.length <= 14 ? quantities(text) : [];
  if (!only || more.length > 0 || only.bound !== null || only.chinese) return null;
  return only.start === 0 && only.end === text.length ? only : null;
}

export function isTotalLabel(text: string): boolean {
  return TOTAL_LABEL.test(text);
}

export function isSubtotalLabel(text: string): boolean {
  return SUBTOTAL_LABEL.test(text);
}

/** Index of the first row that holds numbers other than years: what is above is the head. -1 where none does. */
export function headEnd(grid: Grid): number {
  return grid.rows.findIndex((row, r) =>
    row.some((_, c) => {
      const text = cellText(grid, r, c);
      return c > 0 && cellNumber(text) !== null && !YEAR.test(text) && !/^[无零]$/.test(text);
    }),
  );
}

/** The head over a column, top first: a merged cell's text stands over all the columns that it covers. */
export function headOf(grid: Grid, end: number, column: number): string[] {
  const path: string[] = [];
  for (let r = 0; r < end; r++) {
    let c = column;
    while (c > 0 && grid.rows[r]?.[c] === null) c--;
    const text = cellText(grid, r, c);
    // A title over the whole table names no column.
    const wide = grid.rows[r]?.filter((cell) => cell !== null && cell.trim() !== '').length === 1 && end > 1;
    if (text !== '' && !wide && path.at(-1) !== text) path.push(text);
  }
  return path;
}

/** First text of a row that is no number. */
export function labelOf(grid: Grid, row: number): string {
  const cells = grid.rows[row] ?? [];
  for (let c = 0; c < Math.min(3, cells.length); c++) {
    const text = cellText(grid, row, c);
    if (text !== '' && (cellNumber(text) === null || YEAR.test(text))) return text;
  }
  return '';
}

/** 审核意见（条） → 审核意见, 条. */
function nameAndUnit(head: string): [string, string] {
  const [, name = head, unit = ''] = /^(.+?)\(?单?位?:?([^()]{1,4})\)$/.exec(head) ?? [];
  return [name.replace(/(?:总数|数量|(?<=[件项人员家])数)$/, ''), unit];
}

function figureOf(grid: Grid, row: number, what: string, cell: CellNumber, unit: string): Figure {
  const { time, context } = circumstances(grid.caption);
  return {
    ...cell,
    unit: cell.unit === '' ? unit : cell.unit,
    bound: null,
    chinese: false,
    start: 0,
    end: 0,
    what,
    time,
    scope: null,
    total: true,
    role: 'level',
    context,
    paragraph: grid.paragraphs[row] ?? 0,
    sentence: -grid.number,
    segment: -grid.number,
    quote: `${labelOf(grid, row)} ${what} ${cell.written}`.trim(),
    gap: '',
    after: '',
    clause: what,
  };
}

/** 2023年, 2023年度, 2024年1至11月; the time that a row or column is of. */
function yearOf(label: string): string | null {
  return /^(20\d\d)年?度?$/.exec(label)?.[1] ?? null;
}

/**
 * What a table says that a text may say too: the row of totals, the rows of years, a single row; and its columns as
 * lists under the names of the rows.
 */
export const figuresOfGrid = once((grid: Grid): { figures: Figure[]; series: Series[] } => {
  const figures: Figure[] = [];
  const series: Series[] = [];
  const end = headEnd(grid);
  if (end < 1) return { figures, series };
  const width = Math.max(...grid.rows.map((row) => row.length));
  const rows = grid.rows.slice(end).map((_, index) => end + index);
  for (let column = 1; column < width; column++) {
    const head = headOf(grid, end, column).join('');
    const [name, unit] = nameAndUnit(head);
    if (head === '' || /序号|编号|日期|时间|电话/.test(head)) continue;
    const members: Member[] = [];
    for (const row of rows) {
      const cell = cellNumber(cellText(grid, row, column));
      if (cell === null) continue;
      const label = labelOf(grid, row);
      const year = yearOf(label);
      if (isTotalLabel(label) || rows.length === 1) figures.push(figureOf(grid, row, name, cell, unit));
      else if (year !== null) figures.push({ ...figureOf(grid, row, name, cell, unit), time: year });
      else members.push({ name: seriesName(label), figure: figureOf(grid, row, label, cell, unit) });
    }
    if (members.length >= 3) series.push({ done: '', members, table: `${grid.sheet ?? ''}${grid.number}` });
  }
  return { figures, series };
});
