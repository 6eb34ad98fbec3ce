/** Figures of a summary report that speak of a unit, and the numbers that a department gives elsewhere. */
import type { Document, WordDocument } from '../../model/document.js';
import type { Pack, Unit } from '../../model/pack.js';
import type { Submission, Workspace } from '../../model/workspace.js';
import { bodyOf } from '../figures/body.js';
import type { Figure } from '../figures/figure.js';
import { figuresOfGrid } from '../figures/grid.js';
import { foldFigures, quantities, unitKey } from '../figures/quantity.js';
import { linesOf, searchable } from '../statement/body.js';
import { says, wordsOfUnit } from './words.js';

export type Claim = {
  readonly units: readonly string[];
  readonly value: number;
  readonly precision: number;
  readonly measure: string;
  readonly written: string;
  readonly quote: string;
  readonly paragraph: number;
};

/** A number as some text has it; measure '' where it stands alone. */
export type Told = readonly [value: number, measure: string];

/** Smaller numbers are easily told in other words: three meetings are the three that a statement lists. */
const LEAST = 10;
/** Rates are worked out from other figures; spans of time are what a matter takes, no result. */
const NO_RESULT = /^(?:%|‰|工作日|日|天|小时|分钟|月|个月|年|岁|倍|百分点|字|周)?$/;
const NO_CLAIM: ReadonlySet<Figure['role']> = new Set(['target', 'former', 'change', 'each']);

/** Results with figures that the report claims about units of the department's. */
export function claimsIn(document: WordDocument, units: readonly Unit[], pack: Pack): Claim[] {
  const { figures } = bodyOf(document);
  return figures.flatMap((figure) => {
    const { value, unit, bound, chinese, role, precision, written, quote, paragraph } = figure;
    if (value < LEAST || bound !== null || chinese || NO_CLAIM.has(role)) return [];
    const measure = unitKey(unit);
    if (NO_RESULT.test(measure)) return [];
    const text = searchable(figure.what + figure.clause);
    const about = units.filter((one) => wordsOfUnit(one, pack).some((word) => says(text, word, pack)));
    if (about.length === 0) return [];
    return [{ units: about.map(({ key }) => key), value, precision, measure, written, quote, paragraph }];
  });
}

/** More numbers than this and any claim would be among them by chance. */
const NUMBERS = 4000;

/**
 * All numbers that a submission gives: in statements, in titles of its catalogue, in names of its files, in what can
 * be read of its evidence.
 * @returns null where no statement can be read, or there are too many numbers to tell anything by
 */
export function numbersOf(submission: Submission, { documents }: Workspace): Told[] | null {
  const { statements, materials, catalogue } = submission;
  if (!statements.some(({ document }) => document.kind === 'word')) return null;
  const told: Told[] = [];
  for (const { document } of statements) {
    if (document.kind !== 'word') continue;
    const { figures, tables } = bodyOf(document);
    for (const { value, unit } of [...figures, ...tables.flatMap((grid) => figuresOfGrid(grid).figures)])
      told.push([value, unitKey(unit)]);
    for (const line of linesOf(document)) told.push(...numbersIn(line));
  }
  const titles = [
    ...materials.map(({ title, file }) => `${title} ${file?.name ?? ''}`),
    ...(catalogue?.entries ?? []).map(({ remark, extra }) => [remark, ...Object.values(extra)].join(' ')),
  ];
  for (const title of titles) told.push(...numbersIn(title));
  for (const { file } of materials) {
    for (const text of file === null ? [] : textsOf(documents.get(file.path))) {
      told.push(...numbersIn(text));
      if (told.length > 4 * NUMBERS) return null;
    }
  }
  const distinct = new Map(told.map((one) => [`${one[0]}|${one[1]}`, one] as const));
  return distinct.size > NUMBERS ? null : [...distinct.values()];
}

function textsOf(document: Document | undefined): readonly string[] {
  switch (document?.kind) {
    case 'word':
      return linesOf(document);
    case 'sheet':
      return document.sheets.flatMap(({ rows }) => rows.map((row) => row.join(' ')));
    case 'pdf':
    case 'ofd':
    case 'text':
      return document.text.split('\n');
    default:
      return [];
  }
}

/** With their measures, and every row of digits by itself: a table's cell has its measure in its head. */
function numbersIn(line: string): Told[] {
  const text = foldFigures(line);
  const plain = [...text.matchAll(/\d+(?:,\d{3})*(?:\.\d+)?/g)].map(
    ([digits]): Told => [Number(digits.replaceAll(',', '')), ''],
  );
  return [...quantities(text).map((q): Told => [q.value, unitKey(q.unit)]), ...plain];
}

/** Whether the numbers bear a claim out: one of them is it, rounded as it is, or two of one measure add up to it. */
export function isTold({ value, precision, measure }: Claim, numbers: readonly Told[]): boolean {
  const close = (sum: number) => Math.abs(sum - value) < Math.max(precision, 1e-9) / (precision > 1 ? 1 : 2);
  if (numbers.some(([number]) => close(number))) return true;
  const same = numbers
    .flatMap(([number, of]) => (of === measure && number < value ? [number] : []))
    .sort((a, b) => a - b);
  for (let low = 0, high = same.length - 1; low < high; ) {
    const sum = (same[low] ?? 0) + (same[high] ?? 0);
    if (close(sum)) return true;
    if (sum < value) low += 1;
    else high -= 1;
  }
  return false;
}
