/** Runs the rules over a workspace and makes the report: isolation, waivers, order, summary, exit code. */
import type { Finding, RawFinding, Report, RuleCard, Summary } from '../model/finding.js';
import type { Submission, Workspace } from '../model/workspace.js';
import type { Rule } from '../rules/index.js';
import { Concealment } from './concealment.js';
import { crashCard, expiredWaiverCard, unusedWaiverCard } from './internal.js';
import { applyWaivers } from './waivers.js';

export interface CheckOptions {
  tool: { name: string; version: string };
  rules: readonly Rule[];
  /** Rule ids or topics to run; null = all. */
  onlyRules: string[] | null;
  /** Some units or departments only: what a department owes as a whole is skipped. */
  narrowed: boolean;
}

interface Target {
  department: string | null;
  unit: string | null;
  path: string;
}

const ROOT: Target = { department: null, unit: null, path: '' };

function ofSubmission(submission: Submission): Target {
  return { department: submission.department, unit: submission.unit.key, path: submission.folder ?? '' };
}

/** The rule's calls, one per target in scope, each with what its findings are about unless they say otherwise. */
function* calls(rule: Rule, workspace: Workspace): Generator<[Target, () => Iterable<RawFinding>]> {
  switch (rule.scope) {
    case 'workspace':
      yield [ROOT, () => rule.check(workspace)];
      break;
    case 'department':
      for (const department of workspace.departments) {
        const target = { department: department.name, unit: null, path: department.folder ?? '' };
        yield [target, () => rule.check(department, workspace)];
      }
      break;
    case 'unit':
      for (const unit of workspace.units) {
        yield [{ department: null, unit: unit.unit.key, path: '' }, () => rule.check(unit, workspace)];
      }
      break;
    case 'submission':
      for (const unit of workspace.units) {
        for (const submission of unit.submissions) {
          yield [ofSubmission(submission), () => rule.check(submission, unit, workspace)];
        }
      }
      break;
    case 'file': {
      const units = new Set(workspace.units.map((u) => u.unit.key));
      const departments = new Set(workspace.departments.map((d) => d.name));
      for (const file of workspace.inventory.files) {
        const outside =
          (file.unit !== null && !units.has(file.unit)) ||
          (file.department !== null && !departments.has(file.department));
        if (outside && rule.everywhere !== true) continue;
        const target = { department: file.department, unit: file.unit, path: file.path };
        yield [target, () => rule.check(file, workspace)];
      }
      break;
    }
  }
}

function compare(a: Finding, b: Finding, workspace: Workspace): number {
  const departments = workspace.departments.map((d) => d.name);
  const units = workspace.pack.units.map((u) => u.key);
  const rank = (list: string[], key: string | null) =>
    key === null ? -1 : list.indexOf(key) + 1 || list.length + 1;
  const place = (f: Finding) =>
    [f.where.page, f.where.row, f.where.paragraph, f.where.line]
      .map((n) => String(n ?? 0).padStart(8, '0'))
      .join();
  const text = (f: Finding) => [f.path, place(f), f.rule, f.messageId, JSON.stringify(f.args)].join('\u0000');
  return (
    rank(departments, a.department) - rank(departments, b.department) ||
    rank(units, a.unit) - rank(units, b.unit) ||
    (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0)
  );
}

function summarise(findings: Finding[], workspace: Workspace): Summary {
  const count = (severity: Finding['severity']) =>
    findings.filter((f) => f.severity === severity && f.waived === null).length;
  return {
    units: workspace.units.length,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    unverified: count('unverified'),
    waived: findings.filter((f) => f.waived !== null).length,
  };
}

/** @returns the report; never throws for what a rule does. */
export function check(workspace: Workspace, options: CheckOptions): Report {
  const cards = new Map<string, RuleCard>(
    [crashCard, unusedWaiverCard, expiredWaiverCard].map((card) => [card.id, card]),
  );
  const indicators = new Map(
    workspace.pack.units.map((u) => [u.key, u.indicators.map((i) => i.no)] as const),
  );
  const concealment = new Concealment(workspace);
  const raw: Finding[] = [];
  const add = (card: RuleCard, target: Target, found: RawFinding) => {
    if (found.conceal !== undefined) concealment.add(found.conceal);
    const unit = found.unit === undefined ? target.unit : found.unit;
    raw.push({
      rule: card.id,
      messageId: found.messageId,
      severity: found.severity ?? card.severity,
      department: found.department === undefined ? target.department : found.department,
      unit,
      indicators: unit === null ? [] : (indicators.get(unit) ?? []),
      path: found.path ?? target.path,
      where: found.where ?? {},
      args: found.args,
      waived: null,
    });
  };
  const selected = options.rules.filter(
    (rule) =>
      options.onlyRules === null ||
      // What it conceals must not be told by another rule just because that one alone was asked for.
      rule.card.topic === 'security' ||
      options.onlyRules.some((only) => only === rule.card.id || only === rule.card.topic),
  );
  for (const rule of selected) {
    cards.set(rule.card.id, rule.card);
    if (options.narrowed && rule.scope === 'department') continue;
    for (const [target, run] of calls(rule, workspace)) {
      try {
        for (const found of run()) add(rule.card, target, found);
      } catch (error) {
        // One rule's bug must not hide what the others find: it becomes a finding that names rule and place.
        const words = error instanceof Error ? error.message : String(error);
        add(crashCard, target, { messageId: 'crashed', args: { rule: rule.card.id, error: words } });
      }
    }
  }
  const told = raw.flatMap((finding) => concealment.applied(finding) ?? []);
  const partial = options.narrowed || options.onlyRules !== null;
  const findings = applyWaivers(told, workspace.config, workspace.asOf, partial).sort((a, b) =>
    compare(a, b, workspace),
  );
  return {
    tool: options.tool,
    pack: workspace.pack.id,
    asOf: workspace.asOf,
    summary: summarise(findings, workspace),
    findings,
    cards,
  };
}
