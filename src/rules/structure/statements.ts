/**
 * What is lacking of the statements that a unit prescribes. structure/statement-missing tells of it where none is
 * there, structure/statement-count where some are: one fault, one finding.
 */
import type { RawFinding, RuleCard } from '../../model/finding.js';
import { foldName } from '../../model/fold.js';
import type { StatementDue } from '../../model/pack.js';
import { paragraphText } from '../../model/text.js';
import type { StatementPart, Submission, UnitWork, Workspace } from '../../model/workspace.js';
import { isDenied, listed } from '../scope.js';

export interface Lack {
  /** How many of the statements due in this place are there, files that could not be told apart included. */
  there: number;
  finding: RawFinding;
}

/** Words of the two rules; what is put before them counts, where there is something to count. */
export function lackMessages(zh: string, en: string): RuleCard['messages'] {
  return {
    missing: { zh: `${zh}缺少情况说明{titles}`, en: `${en}Statement missing: {titles}` },
    'missing-shared': {
      zh: `${zh}缺少情况说明{titles}：{others}均未报送`,
      en: `${en}Statement missing: {titles}; none of {others} delivered it`,
    },
    'other-lead': {
      zh: `${zh}未见情况说明{titles}：{others}也可报送，但其材料不在这里，请与其核实`,
      en: `${en}Statement not here: {titles}; {others} may deliver it, but that material is not at hand: ask them`,
    },
    'nobody-seen': {
      zh: `${zh}未见情况说明{titles}：任务清单未指明由谁报送，{others}的材料不在这里，请确定报送单位并核实`,
      en: `${en}Statement not here: {titles}; the task list names nobody for it, and what {others} deliver is not at hand: decide who delivers it and ask`,
    },
    'nobody-named': {
      zh: `${zh}缺少情况说明{titles}：任务清单未指明由谁报送，请确定报送单位`,
      en: `${en}Statement missing: {titles}; the task list names nobody for it, so decide who delivers it`,
    },
  };
}

/** Statement files that answer no prescribed one for sure. */
export function unassigned(submission: Submission): StatementPart[] {
  return submission.statements.filter((part) => part.prescribed === null);
}

/** There under its own name, or within another one where the list allows that. */
function hasOwn(submission: Submission, statement: StatementDue): boolean {
  if (submission.statements.some((part) => part.prescribed === statement)) return true;
  return (
    statement.combinable && submission.statements.length > 0 && submission.statementsDue.includes(statement)
  );
}

/** A line without the number before it: 二、关于…的情况说明. */
function heading(line: string): string {
  const number = /^(?:第?[一二三四五六七八九十\d]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)])\s*/;
  return line.trim().replace(number, '');
}

/** The file of another statement in which this one's title stands as a line of its own; null if there is none. */
export function mergedInto(submission: Submission, statement: StatementDue): StatementPart | null {
  if (hasOwn(submission, statement)) return null;
  const wanted = foldName(statement.name);
  const says = ({ document }: StatementPart) =>
    document.kind === 'word' &&
    // A cell may name it in a list of evidence.
    document.blocks.some((b) => b.kind === 'paragraph' && foldName(heading(paragraphText(b))) === wanted);
  return submission.statements.find((part) => part.prescribed !== null && says(part)) ?? null;
}

function has(submission: Submission, statement: StatementDue): boolean {
  return hasOwn(submission, statement) || mergedInto(submission, statement) !== null;
}

/** Which ones a finding is about; `title` is for the advice. */
function naming(missing: readonly StatementDue[], due: number, there: number): RawFinding['args'] {
  const names = missing.map((s) => s.name);
  return { titles: names.map((name) => `“${name}”`).join('、'), title: names.join('；'), due, there };
}

/**
 * As many files as are missing could not be told apart: they may be these.
 * @returns null where that is all there is to say: nothing prescribes a title, or none of the files could be read
 */
function untold(missing: readonly StatementDue[], loose: readonly StatementPart[], args: RawFinding['args']) {
  const readable = loose.filter((p) => p.document.kind !== 'unreadable');
  if (readable.length === 0 || missing.every((s) => s.title === null)) return null;
  const names = listed(readable.map((p) => p.file.name));
  return { messageId: 'untold', severity: 'unverified', args: { ...args, names } } as const;
}

/** Statements that one submission owes by itself. */
function ownLack(submission: Submission, owed: StatementDue[]): Lack | null {
  const mine = owed.filter((s) => submission.statementsDue.includes(s));
  const missing = mine.filter((s) => !has(submission, s));
  if (missing.length === 0) return null;
  const loose = unassigned(submission);
  const there = mine.length - missing.length + Math.min(loose.length, missing.length);
  const args = naming(missing, mine.length, there);
  const found =
    loose.length >= missing.length ? untold(missing, loose, args) : { messageId: 'missing', args };
  const { department, folder } = submission;
  return found && { there, finding: { ...found, department, path: folder ?? '' } };
}

/** Why a statement that leads owe together, any of them or nobody by name is not there; null if it is not due here. */
function sharedLack(
  statement: StatementDue,
  { unit, submissions }: UnitWork,
  workspace: Workspace,
): RawFinding | null {
  const present = submissions.filter((s) => s.folder !== null);
  if (statement.leads.length === 0) {
    const open = present.some((s) => !isDenied(workspace, s.folder ?? ''));
    if (workspace.inventory.layout !== 'office' || !open) return null;
    // Any lead may be the one that delivers it: with one of them out of sight there is no telling.
    const { departments } = workspace.config;
    const unseen = unit.leads
      .map((lead) => lead.department)
      .filter((name) => departments === null || departments.includes(name))
      .filter((name) => !present.some((s) => s.department === name));
    const of = { department: null, path: '' };
    if (unseen.length === 0) return { messageId: 'nobody-named', args: {}, ...of };
    return { messageId: 'nobody-seen', severity: 'unverified', args: { others: listed(unseen) }, ...of };
  }
  const leading = present.filter((s) => statement.leads.some((name) => name === s.department));
  const [first] = leading;
  if (!first || leading.some((s) => isDenied(workspace, s.folder ?? ''))) return null;
  const of = { department: first.department, path: first.folder ?? '' };
  const others = statement.leads.filter((name) => !leading.some((s) => s.department === name));
  if (others.length > 0) {
    return { messageId: 'other-lead', severity: 'unverified', args: { others: listed(others) }, ...of };
  }
  if (statement.leads.length === 1) return { messageId: 'missing', args: {}, ...of };
  return { messageId: 'missing-shared', args: { others: listed(statement.leads) }, ...of };
}

/** Everything that is lacking in a unit, each fault once. */
export function* lacks(unit: UnitWork, workspace: Workspace): Generator<Lack> {
  const prescribed = unit.unit.statements;
  for (const submission of unit.submissions) {
    if (!submission.due || submission.folder === null || isDenied(workspace, submission.folder)) continue;
    // A folder of nobody's (flat layout) answers for every lead, whatever they owe together.
    const alone = submission.department === null;
    const owed = prescribed.filter((s) => s.leads.length > 0 && (s.by === 'each' || alone));
    const lack = ownLack(submission, owed);
    if (lack) yield lack;
  }
  if (workspace.inventory.layout === 'flat') return;
  const at = (s: StatementDue) => unit.submissions.some((submission) => has(submission, s));
  const missing = prescribed
    .filter((s) => (s.by !== 'each' || s.leads.length === 0) && !at(s))
    .map((statement) => ({ statement, finding: sharedLack(statement, unit, workspace) }))
    .filter((m) => m.finding !== null);
  const loose = unit.submissions.flatMap(unassigned);
  const there = Math.min(prescribed.length, prescribed.filter(at).length + loose.length);
  const args = (of: StatementDue[]) => naming(of, prescribed.length, there);
  if (loose.length >= missing.length) {
    const all = missing.map((m) => m.statement);
    const found = untold(all, loose, args(all));
    if (found) yield { there, finding: { ...found, department: null, path: '' } };
    return;
  }
  for (const { statement, finding } of missing) {
    if (finding) yield { there, finding: { ...finding, args: { ...args([statement]), ...finding.args } } };
  }
}
