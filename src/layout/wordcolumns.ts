/** Widths of the columns of a Word table. */
import type { Table, TableCell } from '../model/document.js';
import type { FontSet } from './fonts.js';
import { gridColumns, TABLE_LOOK } from './table.js';
import type { WordRun } from './wordrun.js';

/** Columns of the table's grid. */
export function tableColumns(table: Table): number {
  const starts = gridColumns(table.rows);
  return Math.max(
    0,
    ...table.rows.map((row, r) =>
      Math.max(0, ...row.cells.map((cell, i) => (starts[r]?.[i] ?? 0) + Math.max(1, cell.colSpan))),
    ),
  );
}

/**
 * The file's grid; without one, by what the columns hold. The standard look fills the type area, as its tables do; the
 * own look keeps the table's width as far as there is room.
 * @param width of the column it stands in, pt
 */
export function columnWidths(
  run: WordRun,
  table: Table,
  starts: number[][],
  size: number,
  width: number,
): { widths: number[]; cramp: Cramp | null } {
  const count = tableColumns(table);
  const grid = table.columnWidths.slice(0, count).filter((column) => column > 0);
  const total = grid.reduce((a, b) => a + b, 0);
  const known = grid.length === count && total > count * 2;
  const weights = known ? grid : contentWeights(table, count, starts, run.flow.fonts, size);
  const standard = run.look.kind === 'standard';
  // A number or a word is not torn because its column is a hair too narrow: Word widens the column and the table, too.
  const sum = (widths: number[]): number => widths.reduce((a, b) => a + b, 0);
  const told = { weights, ...(standard ? { size } : {}) };
  const cramp = crampFor(width, (cramp) => leastWidths(table, starts, run, { ...told, short: 0, cramp }));
  const leastFor = (short: number): number[] => leastWidths(table, starts, run, { ...told, short, cramp });
  // Nor short texts, as far as that leaves the columns of long ones their share.
  const short = SHORT.find((most) => sum(leastFor(most)) <= width * SHORT_SHARE);
  const four = leastFor(short ?? LEAST_SHORT);
  // Where not even four characters fit each column, numbers come first.
  const least = sum(four) <= width ? four : leastFor(0);
  if (standard) return { widths: fitColumns(weights, width, least), cramp };
  const asked = sum(least);
  const target = Math.max(targetWidth(table, known ? total : width, width), Math.min(width, asked));
  return { widths: fitColumns(weights, target, least), cramp };
}

/** How a table is set whose numbers would be torn otherwise. */
export interface Cramp {
  /** Of its text. */
  scale: number;
  /** Inside of cells at both sides, pt. */
  padX: number;
}

const CRAMPED_PAD = 1.5;
/** Smaller than this share of its size no text gets. */
const LEAST_SCALE = 0.65;

/** @param leastIn the widths of columns below which their words are torn */
function crampFor(width: number, leastIn: (cramp: Cramp | null) => number[]): Cramp | null {
  const sum = (widths: number[]): number => widths.reduce((a, b) => a + b, 0);
  if (sum(leastIn(null)) <= width) return null;
  const narrow = leastIn({ scale: 1, padX: CRAMPED_PAD });
  const around = narrow.length * (2 * CRAMPED_PAD + AIR);
  const scale = (width - around) / Math.max(1, sum(narrow) - around);
  return { scale: Math.min(1, Math.max(LEAST_SCALE, scale)), padX: CRAMPED_PAD };
}

/** Words longer than this may break, pt: addresses do. */
const LONG_WORD = 70;
const WORDS = /[A-Za-z\d.,%+\-/]+/g;
/** Not torn either where short texts are not: 2024年12月20日. */
const DATES = /\d{4}年\d{1,2}月(?:\d{1,2}日)?/g;
/** Chinese of so few characters stays on one line, if all such columns together leave the others a share. */
const SHORT = [8, 6];
const LEAST_SHORT = 4;
const SHORT_SHARE = 0.75;
/** No column is narrower, pt. */
const LEAST_COLUMN = 12;
/** A line breaks sooner than the sum of its widths says, by gaps between scripts, pt. */
const AIR = 1.5;

/**
 * Least width of each column: its longest number or word, two characters of Chinese, and texts of up to `short` characters
 * whole, with the padding. `size`: the standard's size there; absent = as the file says.
 */
function leastWidths(
  table: Table,
  starts: number[][],
  run: WordRun,
  told: { weights: number[]; short: number; size?: number; cramp: Cramp | null },
): number[] {
  const { weights, short, size: fixed, cramp } = told;
  const least = new Array<number>(weights.length).fill(0);
  table.rows.forEach((row, r) => {
    row.cells.forEach((cell, i) => {
      if (cell.colSpan > 1 || cell.format?.upright) return;
      const column = starts[r]?.[i] ?? 0;
      const padding = cell.format?.padding;
      const loose = fixed === undefined ? (padding ? padding.left + padding.right : 0) : 2 * TABLE_LOOK.padX;
      const inside = cramp ? 2 * cramp.padX : loose;
      const around = inside + AIR;
      for (const part of cellParts(cell, fixed ?? run.look.body, fixed)) {
        const { text } = part;
        const size = part.size * (cramp?.scale ?? 1);
        const measure = (word: string): number => run.flow.fonts.measure('song', word, size);
        const words = (text.match(WORDS) ?? []).map((word) => Math.min(measure(word), LONG_WORD));
        const dates =
          short > LEAST_SHORT ? (text.match(DATES) ?? []).map((date) => measure(date) + size / 2) : [];
        const trimmed = text.trim();
        const gaps = (trimmed.match(SCRIPTS_MEET)?.length ?? 0) * size * 0.125;
        const few = trimmed.length <= short ? run.flow.fonts.measure('hei', trimmed, size) + gaps : size * 2;
        const chinese = /[\u4e00-\u9fff]/.test(text) ? few + around : 0;
        least[column] = Math.max(
          least[column] ?? 0,
          chinese,
          ...[...words, ...dates].map((word) => word + around),
        );
      }
    });
  });
  // Spacers that hold no text stay as narrow as the file has them.
  return least.map((value, i) => Math.max(value, Math.min(LEAST_COLUMN, weights[i] ?? 0)));
}

const SCRIPTS_MEET = /(?<=\p{Script=Han})(?=[A-Za-z\d])|(?<=[A-Za-z\d])(?=\p{Script=Han})/gu;

/** What a cell says, between its breaks. `most`: the largest size that it is set in. */
function cellParts(
  cell: TableCell,
  fallback: number,
  most = Number.POSITIVE_INFINITY,
): { text: string; size: number }[] {
  return cell.blocks.flatMap((block) => {
    if (block.kind === 'table') return [];
    const parts = [{ text: '', size: 0 }];
    for (const inline of block.inlines) {
      const part = parts.at(-1);
      if (inline.kind === 'break') parts.push({ text: '', size: 0 });
      else if (inline.kind === 'text' && part) {
        part.text += inline.text;
        part.size = Math.max(part.size, Math.min(most, inline.size ?? fallback));
      }
    }
    return parts.filter(({ text }) => text !== '');
  });
}

function targetWidth(table: Table, natural: number, width: number): number {
  const wanted = table.format?.width ?? null;
  if (wanted && 'share' in wanted) return Math.min(width, Math.max(40, wanted.share * width));
  return Math.min(width, natural);
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

/** Weights → widths that sum to `width`, none below its least (as far as there is room). */
export function fitColumns(weights: number[], width: number, least: number | number[]): number[] {
  const wanted = weights.map((_, i) => (typeof least === 'number' ? least : (least[i] ?? 0)));
  const asked = wanted.reduce((a, b) => a + b, 0);
  // Where even the least is too much, all give up the same share.
  const floors = asked > width ? wanted.map((value) => (value * width) / asked) : wanted;
  const fixed = new Set<number>();
  for (;;) {
    let free = width;
    for (const i of fixed) free -= floors[i] ?? 0;
    const sum = weights.reduce((total, weight, i) => (fixed.has(i) ? total : total + weight), 0);
    const small = weights.findIndex(
      (weight, i) => !fixed.has(i) && (weight * free) / sum < (floors[i] ?? 0) - 0.001,
    );
    if (small < 0)
      return weights.map((weight, i) => (fixed.has(i) ? (floors[i] ?? 0) : (weight * free) / sum));
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
