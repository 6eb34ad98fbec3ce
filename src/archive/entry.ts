/**
 * 考核档案: what a department delivered, when, and with which result, kept over the year. An entry holds only what has
 * changed since the one before, and the digest of that one's line, so that a line altered, taken out or put in shows.
 */
import { createHash } from 'node:crypto';

/** How a unit stood when it was recorded; `excused`: not delivered, and a waiver says that it need not be. */
export type Result = 'missing' | 'excused' | 'clean' | 'errors' | 'unverified';

export interface ArchivedUnit {
  /** Key. */
  unit: string;
  result: Result;
  errors: number;
  warnings: number;
  unverified: number;
  /** 字 of its statements; null where there is none that could be counted. */
  words: number | null;
  materials: number;
  /** Of them those handed in off line. */
  offline: number;
  /** Of the self-assessment; null where there is none. */
  grade: string | null;
  /** SHA-256 over its files, so that a change shows that changes no number; '' without files. */
  digest: string;
}

export interface ArchiveEntry {
  /** 1-based. */
  no: number;
  /** ISO date of the record. */
  on: string;
  department: string;
  /** 重点执法部门 …; null where the list has no classes. */
  class: string | null;
  /** Those that changed since the entry before; all of them in the first. */
  units: ArchivedUnit[];
  /** Units by result, as they stand after this entry. */
  totals: Record<Result, number>;
  /** Null where the list is not scored. */
  score: number | null;
  /** SHA-256 of the line before; '' in the first. */
  previous: string;
}

export interface Recorded {
  department: string;
  class: string | null;
  units: ArchivedUnit[];
  score: number | null;
}

export const RESULTS: readonly Result[] = ['clean', 'errors', 'unverified', 'missing', 'excused'];

export function lineOf(entry: ArchiveEntry): string {
  return JSON.stringify(entry);
}

export function digestOf(line: string): string {
  return createHash('sha256').update(line, 'utf8').digest('hex');
}

/** How each unit stands after all entries, by key. */
export function standing(entries: readonly ArchiveEntry[]): Map<string, ArchivedUnit> {
  return new Map(entries.flatMap(({ units }) => units.map((unit) => [unit.unit, unit] as const)));
}

/**
 * The entry that tells what has changed.
 * @param entries of the department, in their order
 * @returns null where nothing has
 */
export function nextEntry(
  entries: readonly ArchiveEntry[],
  { department, class: ofClass, units, score }: Recorded,
  on: string,
): ArchiveEntry | null {
  const before = standing(entries);
  const changed = units.filter((unit) => JSON.stringify(before.get(unit.unit)) !== JSON.stringify(unit));
  const last = entries.at(-1);
  if (changed.length === 0 && last !== undefined && last.score === score) return null;
  const after = new Map([...before, ...changed.map((unit) => [unit.unit, unit] as const)]);
  const totals = Object.fromEntries(RESULTS.map((result) => [result, 0])) as Record<Result, number>;
  for (const { result } of after.values()) totals[result] += 1;
  return {
    no: entries.length + 1,
    on,
    department,
    class: ofClass,
    units: changed,
    totals,
    score,
    previous: last === undefined ? '' : digestOf(lineOf(last)),
  };
}
