/** The visits of a rule: every target in scope, with what its findings are about unless they say otherwise. */
import type { Json, RawFinding } from '../model/finding.js';
import type { Role } from '../model/inventory.js';
import type { Submission, Workspace } from '../model/workspace.js';
import type { Rule } from '../rules/index.js';

export interface Target {
  department: string | null;
  unit: string | null;
  path: string;
}

export interface Visit<T> {
  target: Target;
  run(): Iterable<T>;
}

const ROOT: Target = { department: null, unit: null, path: '' };

const NOT_DELIVERED: ReadonlySet<Role> = new Set(['litter', 'config', 'stray']);

function ofSubmission(submission: Submission): Target {
  return { department: submission.department, unit: submission.unit.key, path: submission.folder ?? '' };
}

/** Everything but comparisons. */
export function* visits(rule: Rule, workspace: Workspace, narrowed: boolean): Generator<Visit<RawFinding>> {
  const { file, submission, unit, department, workspace: overall } = rule;
  if (file) {
    for (const { target, of } of filesOf(workspace, rule.everywhere === true)) {
      yield { target, run: () => file.call(rule, of, workspace) };
    }
  }
  for (const work of submission || unit ? workspace.units : []) {
    for (const one of submission ? work.submissions : []) {
      yield {
        target: ofSubmission(one),
        run: () => submission?.call(rule, one, work, workspace) ?? [],
      };
    }
    if (unit) {
      const target = { department: null, unit: work.unit.key, path: '' };
      yield { target, run: () => unit.call(rule, work, workspace) };
    }
  }
  if (workspace.part === 'unit') return;
  for (const work of department && !narrowed ? workspace.departments : []) {
    const target = { department: work.name, unit: null, path: work.folder ?? '' };
    yield { target, run: () => department?.call(rule, work, workspace) ?? [] };
  }
  if (overall) yield { target: ROOT, run: () => overall.call(rule, workspace) };
}

/** What a rule gathers for its comparison. */
export function* gatherings({ across }: Rule, workspace: Workspace): Generator<Visit<Json>> {
  if (across?.file) {
    for (const { target, of } of filesOf(workspace, false)) {
      if (!NOT_DELIVERED.has(of.role)) yield { target, run: () => across.file?.(of, workspace) ?? [] };
    }
  }
  for (const work of across?.submission ? workspace.units : []) {
    for (const one of work.submissions) {
      yield { target: ofSubmission(one), run: () => across?.submission?.(one, work, workspace) ?? [] };
    }
  }
}

function* filesOf({ scope, files }: Workspace, everywhere: boolean) {
  const units = new Set(scope.units);
  const departments = new Set(scope.departments);
  for (const of of files) {
    const outside =
      (of.unit !== null && !units.has(of.unit)) ||
      (of.department !== null && !departments.has(of.department));
    if (outside && !everywhere) continue;
    yield { target: { department: of.department, unit: of.unit, path: of.path }, of };
  }
}
