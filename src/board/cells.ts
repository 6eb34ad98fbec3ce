/** A report → cells, and what they add up to by department and unit. Pure. */
import type { BoardCell, BoardDepartment, BoardTally, BoardUnit, CellState } from '../model/board.js';
import type { Checked, Finding, Report } from '../model/finding.js';
import type { Pack } from '../model/pack.js';
import { verdictOf } from '../model/verdict.js';
import { foundIn, type Sorted } from './found.js';
import { scoreOf, weightOf } from './score.js';

export function cellsOf(report: Report, found: Sorted, pack: Pack): BoardCell[] {
  const key = (unit: string, department: string | null) => JSON.stringify([unit, department]);
  const graded = new Map(report.grades.map((one) => [key(one.unit, one.department), one.grade] as const));
  const units = new Map(pack.units.map((unit) => [unit.key, unit] as const));
  const place = order(pack);
  return report.submissions
    .map((checked): BoardCell => {
      const { unit, department } = checked;
      const known = units.get(unit);
      return {
        ...cellOf(checked, found.of(unit, department)),
        grade: graded.get(key(unit, department)) ?? null,
        weight: known ? weightOf(known, classOf(department, pack), pack) : 1,
      };
    })
    .sort((a, b) => place(a) - place(b));
}

function classOf(department: string | null, { departments }: Pack): string | null {
  return departments.find(({ name }) => name === department)?.class ?? null;
}

function order({ units, departments }: Pack): (cell: BoardCell) => number {
  const unit = new Map(units.map((u, i) => [u.key, i] as const));
  const department = new Map(departments.map((d, i) => [d.name, i] as const));
  return (cell) =>
    (unit.get(cell.unit) ?? units.length) * (departments.length + 1) +
    (department.get(cell.department ?? '') ?? departments.length);
}

function cellOf(checked: Checked, findings: readonly Finding[]): Omit<BoardCell, 'grade' | 'weight'> {
  const { unit, department, due, hidden, words, materials, onSite, paper, superior, none } = checked;
  // What nobody can look into may hold something: that it is missing can't be said.
  const delivered = checked.delivered || hidden;
  return {
    unit,
    department,
    due,
    delivered,
    state: stateOf(findings, delivered, hidden),
    ...foundIn(findings),
    waived: findings.filter((f) => f.waived !== null).length,
    words,
    materials,
    offline: onSite + paper + superior,
    onSite,
    paper,
    superior,
    none,
  };
}

function stateOf(findings: readonly Finding[], delivered: boolean, hidden: boolean): CellState {
  const verdict = verdictOf(findings);
  if (!delivered) return verdict === 'waived' ? 'excused' : 'missing';
  if (verdict === 'failed') return 'errors';
  return verdict === 'unverified' || hidden ? 'unverified' : 'clean';
}

export function tallyOf(cells: readonly BoardCell[]): BoardTally {
  const count = (holds: (cell: BoardCell) => boolean) => cells.filter(holds).length;
  const state = (wanted: CellState) => count((c) => c.delivered && c.state === wanted);
  const owing = (wanted: CellState) => count((c) => c.due && !c.delivered && c.state === wanted);
  const sum = (of: (cell: BoardCell) => number) => cells.reduce((all, cell) => all + of(cell), 0);
  return {
    due: count((c) => c.due),
    delivered: count((c) => c.delivered),
    extra: count((c) => c.delivered && !c.due),
    clean: state('clean'),
    errors: state('errors'),
    unverified: state('unverified'),
    missing: owing('missing'),
    excused: owing('excused'),
    materials: sum((c) => c.materials),
    offline: sum((c) => c.offline),
    onSite: sum((c) => c.onSite),
    paper: sum((c) => c.paper),
    superior: sum((c) => c.superior),
    none: sum((c) => c.none),
    found: {
      errors: sum((c) => c.errors),
      warnings: sum((c) => c.warnings),
      unverified: sum((c) => c.unverified),
    },
  };
}

/** Cells by what they are of, in their order. */
function grouped<K>(cells: readonly BoardCell[], by: (cell: BoardCell) => K): ReadonlyMap<K, BoardCell[]> {
  const groups = new Map<K, BoardCell[]>();
  for (const cell of cells) {
    const group = groups.get(by(cell));
    if (group) group.push(cell);
    else groups.set(by(cell), [cell]);
  }
  return groups;
}

export function departmentsOf(
  cells: readonly BoardCell[],
  { departments }: Report,
  found: Sorted,
  pack: Pack,
): BoardDepartment[] {
  const groups = grouped(cells, (cell) => cell.department);
  return departments.map((department) => {
    const own = groups.get(department) ?? [];
    return {
      department,
      class: classOf(department, pack),
      ...tallyOf(own),
      own: foundIn(found.ofDepartment(department)),
      score: scoreOf(own, pack),
    };
  });
}

export function unitsOf(
  cells: readonly BoardCell[],
  { findings }: Report,
  found: Sorted,
  pack: Pack,
): BoardUnit[] {
  const groups = grouped(cells, (cell) => cell.unit);
  const all = new Map<string, Finding[]>([...groups.keys()].map((unit) => [unit, []]));
  for (const finding of findings) if (finding.unit !== null) all.get(finding.unit)?.push(finding);
  return pack.units.flatMap(({ key, name }) => {
    const own = groups.get(key);
    if (!own) return [];
    const delivered = own.some((cell) => cell.delivered);
    const state = stateOf(
      all.get(key) ?? [],
      delivered,
      own.some((cell) => cell.state === 'unverified'),
    );
    return [{ unit: key, name, ...tallyOf(own), state, own: foundIn(found.ofUnit(key)) }];
  });
}
