/** A report → cells, and what they add up to by department and unit. Pure. */
import type { BoardCell, BoardDepartment, BoardTally, BoardUnit, CellState } from '../model/board.js';
import type { Checked, Finding, Report } from '../model/finding.js';
import type { Pack, Unit } from '../model/pack.js';
import { verdictOf } from '../model/verdict.js';
import { scoreOf } from './score.js';

const key = (unit: string, department: string | null) => JSON.stringify([unit, department]);

export function cellsOf({ submissions, findings, grades }: Report, pack: Pack): BoardCell[] {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.unit === null) continue;
    const at = key(finding.unit, finding.department);
    const own = found.get(at);
    if (own) own.push(finding);
    else found.set(at, [finding]);
  }
  const graded = new Map(grades.map((one) => [key(one.unit, one.department), one.grade] as const));
  const place = order(pack);
  return submissions
    .map((checked) => cellOf(checked, found.get(key(checked.unit, checked.department)) ?? [], graded))
    .sort((a, b) => place(a) - place(b));
}

function order({ units, departments }: Pack): (cell: BoardCell) => number {
  const unit = new Map(units.map((u, i) => [u.key, i] as const));
  const department = new Map(departments.map((d, i) => [d.name, i] as const));
  return (cell) =>
    (unit.get(cell.unit) ?? units.length) * (departments.length + 1) +
    (department.get(cell.department ?? '') ?? departments.length);
}

function cellOf(
  { unit, department, due, delivered, words, materials, offline }: Checked,
  findings: readonly Finding[],
  graded: ReadonlyMap<string, string>,
): BoardCell {
  const open = findings.filter((f) => f.waived === null);
  const count = (severity: Finding['severity']) => open.filter((f) => f.severity === severity).length;
  return {
    unit,
    department,
    due,
    delivered,
    state: delivered ? stateOf(findings) : 'missing',
    errors: count('error'),
    warnings: count('warning'),
    unverified: count('unverified'),
    words,
    materials,
    offline,
    grade: graded.get(key(unit, department)) ?? null,
  };
}

function stateOf(findings: readonly Finding[]): CellState {
  const verdict = verdictOf(findings);
  return verdict === 'failed' ? 'errors' : verdict === 'unverified' ? 'unverified' : 'clean';
}

export function tallyOf(cells: readonly BoardCell[]): BoardTally {
  const count = (holds: (cell: BoardCell) => boolean) => cells.filter(holds).length;
  const state = (wanted: CellState) => count((c) => c.delivered && c.state === wanted);
  const sum = (of: (cell: BoardCell) => number) => cells.reduce((all, cell) => all + of(cell), 0);
  return {
    due: count((c) => c.due),
    delivered: count((c) => c.delivered),
    clean: state('clean'),
    errors: state('errors'),
    unverified: state('unverified'),
    missing: count((c) => c.due && !c.delivered),
    materials: sum((c) => c.materials),
    offline: sum((c) => c.offline),
  };
}

export function departmentsOf(
  cells: readonly BoardCell[],
  { departments }: Report,
  pack: Pack,
): BoardDepartment[] {
  return departments.map((department) => {
    const own = cells.filter((cell) => cell.department === department);
    const ofClass = pack.departments.find(({ name }) => name === department)?.class ?? null;
    return { department, class: ofClass, ...tallyOf(own), score: scoreOf(own, ofClass, pack) };
  });
}

export function unitsOf(cells: readonly BoardCell[], report: Report, units: readonly Unit[]): BoardUnit[] {
  return units.flatMap((unit) => {
    const own = cells.filter((cell) => cell.unit === unit.key);
    if (own.length === 0) return [];
    const delivered = own.some((cell) => cell.delivered);
    const findings = report.findings.filter((finding) => finding.unit === unit.key);
    const state = delivered ? stateOf(findings) : 'missing';
    return [{ unit: unit.key, name: unit.name, ...tallyOf(own), state }];
  });
}
