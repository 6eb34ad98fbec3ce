/** A statement that the list prescribes was delivered by none of those who owe it. */
import type { RawFinding } from '../../model/finding.js';
import type { StatementDue } from '../../model/pack.js';
import type { Submission, UnitWork, Workspace } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import { isDenied, listed } from '../scope.js';

/** Statement files that could not be read and so could not be told apart: each may be one that is due. */
function untold(submission: Submission): number {
  return submission.statements.filter((p) => p.prescribed === null && p.document.kind === 'unreadable')
    .length;
}

function has(submission: Submission, statement: StatementDue): boolean {
  if (submission.statements.some((part) => part.prescribed === statement)) return true;
  return statement.combinable && submission.statements.length > 0;
}

function on(submission: Submission): Pick<RawFinding, 'department' | 'path'> {
  return { department: submission.department, path: submission.folder ?? '' };
}

/** Statements that one submission owes by itself. */
function* ownMissing(submission: Submission, owed: StatementDue[]): Generator<RawFinding> {
  const missing = owed.filter((s) => submission.statementsDue.includes(s) && !has(submission, s));
  for (const statement of missing.slice(untold(submission))) {
    yield { messageId: 'missing', args: { title: statement.name }, ...on(submission) };
  }
}

/** Statements that any of the leads, or all of them together, deliver once. */
function* sharedMissing(
  statement: StatementDue,
  unit: UnitWork,
  workspace: Workspace,
): Generator<RawFinding> {
  if (unit.submissions.some((s) => has(s, statement) || untold(s) > 0)) return;
  const args = { title: statement.name };
  if (statement.leads.length === 0) {
    const delivered = unit.submissions.some((s) => s.folder !== null && !isDenied(workspace, s.folder));
    if (workspace.inventory.layout !== 'office' || !delivered) return;
    // Any lead may be the one that delivers it: with one of them out of sight there is no telling.
    const { departments } = workspace.config;
    const unseen = unit.unit.leads
      .map((lead) => lead.department)
      .filter((name) => departments === null || departments.includes(name))
      .filter((name) => !unit.submissions.some((s) => s.department === name && s.folder !== null));
    if (unseen.length === 0) yield { messageId: 'nobody-named', args, department: null, path: '' };
    else {
      const others = listed(unseen);
      yield {
        messageId: 'nobody-seen',
        severity: 'unverified',
        args: { ...args, others },
        department: null,
        path: '',
      };
    }
    return;
  }
  const leading = statement.leads.map((name) => unit.submissions.find((s) => s.department === name));
  const present = leading.filter((s): s is Submission => s !== undefined && s.folder !== null);
  const [first] = present;
  if (!first || present.some((s) => isDenied(workspace, s.folder ?? ''))) return;
  if (present.length === leading.length) {
    yield {
      messageId: statement.leads.length === 1 ? 'missing' : 'missing-shared',
      ...on(first),
      args: { ...args, leads: listed(statement.leads) },
    };
    return;
  }
  const others = statement.leads.filter((name) => !present.some((s) => s.department === name));
  yield {
    messageId: 'other-lead',
    severity: 'unverified',
    args: { ...args, others: listed(others) },
    ...on(first),
  };
}

export const statementMissing: Rule = {
  card: {
    id: 'structure/statement-missing',
    topic: 'structure',
    severity: 'error',
    summary: { zh: '缺少情况说明', en: 'A statement is missing' },
    why: {
      zh: '每个申报单元都须有情况说明；确无相关工作的，也要在情况说明中写明。',
      en: 'Every unit needs its statement, even where there is nothing to show: the statement then says so.',
    },
    advice: {
      zh: '请补交 Word 版情况说明，文件名和文内标题均用规定的题目“{title}”。',
      en: 'Deliver the statement as a Word document, named and headed "{title}".',
    },
    source: {
      zh: '任务清单各项“申报材料”',
      en: 'The rows of the task list: materials due',
    },
    messages: {
      missing: { zh: '缺少情况说明“{title}”', en: 'The statement "{title}" is missing' },
      'missing-shared': {
        zh: '缺少情况说明“{title}”：{leads}均未报送',
        en: 'The statement "{title}" is missing: none of {leads} delivered it',
      },
      'other-lead': {
        zh: '未见情况说明“{title}”；{others}也可报送，但其材料不在这里，请与其核实',
        en: 'The statement "{title}" is not here; {others} may deliver it, but that material is not at hand: ask them',
      },
      'nobody-seen': {
        zh: '未见情况说明“{title}”：任务清单未指明由谁报送，{others}的材料不在这里，请确定报送单位并核实',
        en: 'The statement "{title}" is not here: the task list names nobody for it, and what {others} deliver is not at hand; decide who delivers it and ask',
      },
      'nobody-named': {
        zh: '缺少情况说明“{title}”：任务清单未指明由谁报送，请确定报送单位',
        en: 'The statement "{title}" is missing: the task list names nobody for it, so decide who delivers it',
      },
    },
    examples: {
      good: ['17 优化公共服务/关于优化公共服务的情况说明.docx'],
      bad: ['17 优化公共服务/（只有目录和印证材料）'],
    },
  },
  *unit(unit, workspace) {
    for (const submission of unit.submissions) {
      if (!submission.due || submission.folder === null || isDenied(workspace, submission.folder)) continue;
      // A folder of nobody's (flat layout) answers for every lead, whatever they owe together.
      const alone = submission.department === null;
      yield* ownMissing(
        submission,
        unit.unit.statements.filter((s) => s.leads.length > 0 && (s.by === 'each' || alone)),
      );
    }
    if (workspace.inventory.layout === 'flat') return;
    for (const statement of unit.unit.statements) {
      if (statement.by !== 'each' || statement.leads.length === 0) {
        yield* sharedMissing(statement, unit, workspace);
      }
    }
  },
};
