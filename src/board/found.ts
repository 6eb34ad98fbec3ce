/** The findings of a report, sorted into cells and what stands beside them, each in one place. Pure. */
import type { BoardFound } from '../model/board.js';
import type { Finding, Report } from '../model/finding.js';

export interface Sorted {
  /** Of a cell, waived ones included. */
  of(unit: string, department: string | null): readonly Finding[];
  /** Of a department as a whole, or of a unit that it has no cell in. */
  ofDepartment(department: string): readonly Finding[];
  /** Of a unit and no department in particular. */
  ofUnit(unit: string): readonly Finding[];
  rest: readonly Finding[];
}

const keyOf = (unit: string, department: string | null) => JSON.stringify([unit, department]);

export function sorted({ submissions, departments, findings }: Report): Sorted {
  const cells = new Map<string, Finding[]>(submissions.map((s) => [keyOf(s.unit, s.department), []]));
  const ofDepartments = new Map<string, Finding[]>(departments.map((name) => [name, []]));
  const ofUnits = new Map<string, Finding[]>(submissions.map(({ unit }) => [unit, []]));
  const rest: Finding[] = [];
  for (const finding of findings) {
    const { unit, department } = finding;
    const place =
      (unit === null ? undefined : cells.get(keyOf(unit, department))) ??
      (department === null ? undefined : ofDepartments.get(department)) ??
      (unit === null ? undefined : ofUnits.get(unit)) ??
      rest;
    place.push(finding);
  }
  return {
    of: (unit, department) => cells.get(keyOf(unit, department)) ?? [],
    ofDepartment: (department) => ofDepartments.get(department) ?? [],
    ofUnit: (unit) => ofUnits.get(unit) ?? [],
    rest,
  };
}

/** Counts what no waiver covers. */
export function foundIn(findings: readonly Finding[]): BoardFound {
  const open = findings.filter((f) => f.waived === null);
  const count = (severity: Finding['severity']) => open.filter((f) => f.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), unverified: count('unverified') };
}
