/** A table that the row asks for (列表提供) is in neither the statement nor the evidence, or lacks columns. */
import type { RawFinding } from '../../model/finding.js';
import type { RequiredTable, StatementDue, Unit } from '../../model/pack.js';
import type { Submission, UnitWork, Workspace } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import { hidesSomething, listed } from '../scope.js';
import { emptiness, linesOf, searchable } from './body.js';
import { gridsOf, lackingColumns, lackingIn } from './grid.js';
import { sharedPairs } from './likeness.js';

/** What a material that holds a table is called. */
const TABLE_NAME = /表|清单|台账|名单|名录|目录|汇总|明细|统计|一览/;
/** Share of the pairs of characters from which a material's title fits what the table lists. */
const FITS = 0.5;
/** What may not have happened at all, so that there is nothing to list. */
const EVENTS = ['案件', '败诉', '处分', '追究', '案例', '处罚'];

/** Where a table stands, and the columns that it lacks there. */
interface Place {
  path: string;
  name: string;
  lacking: string[];
}

interface Seen {
  statement: Place[];
  evidence: Place[];
  /** A title fits, but what is in it can't be read. */
  hidden: boolean;
  /** Files of evidence without text. */
  unread: number;
}

function owners(unit: Unit, due: StatementDue, { item }: RequiredTable): string[] {
  if (item === undefined) return due.leads;
  return unit.leads
    .filter(({ items }) => items.length === 0 || items.includes(item))
    .map(({ department }) => department);
}

function fits(title: string, what: string): boolean {
  return TABLE_NAME.test(title) && sharedPairs(title, what) >= FITS;
}

/** Columns lacking where the table is likely meant: most of them are there, or the material's title says so. */
function nearest(lackings: string[][], columns: readonly string[], named: boolean): string[] | null {
  const [least] = [...lackings].sort((a, b) => a.length - b.length);
  if (!least) return null;
  if (columns.length === 0) return named ? [] : null;
  return named || least.length * 2 < columns.length ? least : null;
}

function look(submission: Submission, table: RequiredTable, workspace: Workspace, seen: Seen): void {
  for (const { file, document } of submission.statements) {
    const grids = gridsOf(document);
    // Without named columns any table of the statement may be it.
    const lacking = nearest(
      grids.map((grid) => lackingColumns(grid, table.columns)),
      table.columns,
      table.columns.length === 0,
    );
    if (lacking) seen.statement.push({ path: file.path, name: file.name, lacking });
  }
  const titles = new Map(submission.materials.flatMap((m) => (m.file ? [[m.file.path, m.title]] : [])));
  for (const file of submission.evidence) {
    const document = workspace.documents.get(file.path);
    const named = fits(`${titles.get(file.path) ?? ''} ${file.name}`, table.what);
    const grids = gridsOf(document).map((grid) => lackingColumns(grid, table.columns));
    const fixed = document?.kind === 'pdf' || document?.kind === 'ofd';
    if (fixed && document.text.trim() !== '' && document.textPages >= document.pages) {
      grids.push(lackingIn(document.text, table.columns));
    }
    const readable = grids.length > 0 || document?.kind === 'word' || document?.kind === 'text';
    if (!readable) seen.unread += 1;
    if (named && !readable) seen.hidden = true;
    const lacking = nearest(grids, table.columns, named);
    if (lacking) seen.evidence.push({ path: file.path, name: file.name, lacking });
  }
  // On site, on paper or at a URL: nothing to be read here.
  seen.hidden ||= submission.materials.some((m) => m.file === null && fits(m.title, table.what));
}

/** The statement says that there was nothing to list: 没有因信息公开败诉的案件. */
function saysNone(submission: Submission, { what }: RequiredTable): boolean {
  const events = EVENTS.filter((event) => what.includes(event));
  if (events.length === 0) return false;
  const none = new RegExp(`(?:没有|未发生|未出现|不存在|无)[^,。;；]{0,12}(?:${events.join('|')})`);
  return submission.statements.some(
    ({ document }) =>
      document.kind === 'word' && linesOf(document).some((line) => none.test(searchable(line))),
  );
}

function worded({ what, columns }: RequiredTable): string {
  return columns.length === 0 ? `“${what}”` : `“${what}”（列明${listed(columns, columns.length)}）`;
}

function* judge(
  due: StatementDue,
  table: RequiredTable,
  unit: UnitWork,
  workspace: Workspace,
): Generator<RawFinding> {
  const owing = owners(unit.unit, due, table);
  const own = unit.submissions.filter(
    (s) => s.folder !== null && (s.department === null || owing.includes(s.department)),
  );
  const [first] = own;
  if (!first || unit.submissions.some((s) => hidesSomething(workspace, s))) return;
  // Who owes the table and not the statement hands it in as evidence.
  const inStatement = table.in === 'statement' && own.some((s) => s.statementsDue.includes(due));
  const parts = own.flatMap((s) => s.statements);
  const legible = parts.filter(
    ({ document }) => document.kind === 'word' && emptiness(document, unit.unit) === null,
  );
  // structure/statement-missing, format/… and statement/empty speak of what is not there or can't be read.
  if (table.in !== 'evidence' && own.some((s) => s.statementsDue.includes(due)) && legible.length === 0)
    return;

  const seen: Seen = { statement: [], evidence: [], hidden: false, unread: 0 };
  for (const submission of unit.submissions) look(submission, table, workspace, seen);
  const allowed = inStatement
    ? seen.statement
    : table.in === 'evidence'
      ? seen.evidence
      : [...seen.statement, ...seen.evidence];
  if (allowed.some(({ lacking }) => lacking.length === 0)) return;

  const args = { table: worded(table) };
  const statement = first.statements.find((p) => p.prescribed === due)?.file.path;
  const path = (inStatement ? statement : undefined) ?? first.folder ?? '';
  const at = { department: first.department, path };
  const [partial] = [...allowed].sort((a, b) => a.lacking.length - b.lacking.length);
  if (partial) {
    const holder = unit.submissions.find((s) => partial.path.startsWith(`${s.folder ?? ''}/`)) ?? first;
    const lacking = listed(partial.lacking);
    const there = { department: holder.department, path: partial.path };
    yield { messageId: 'columns', ...there, args: { ...args, lacking } };
    return;
  }
  if (unit.submissions.some((s) => saysNone(s, table))) return;
  const elsewhere = seen.evidence.find(({ lacking }) => lacking.length === 0);
  if (inStatement && elsewhere) {
    const { name } = elsewhere;
    yield { messageId: 'elsewhere', severity: 'info', ...at, args: { ...args, name } };
    return;
  }
  if (seen.hidden) return;
  const unseen = owing.filter(
    (name) => !unit.submissions.some((s) => s.department === name && s.folder !== null),
  );
  if (first.department !== null && unseen.length > 0) {
    const others = listed(unseen, 5);
    yield { messageId: 'other-lead', severity: 'unverified', ...at, args: { ...args, others } };
  } else if (inStatement) yield { messageId: 'not-in-statement', ...at, args };
  else if (seen.unread > 0) {
    yield { messageId: 'unseen', severity: 'unverified', ...at, args: { ...args, count: seen.unread } };
  } else yield { messageId: table.in === 'evidence' ? 'not-in-evidence' : 'missing', ...at, args };
}

export const tableMissing: Rule = {
  card: {
    id: 'statement/table-missing',
    topic: 'statement',
    severity: 'warning',
    summary: { zh: '缺少要求列表提供的内容', en: 'A table that the row asks for is missing' },
    why: {
      zh: '任务清单写明“列表提供”的，评审专家按列核对数据；没有表格或者缺列，会被要求补充。',
      en: 'Where the row asks for a table, reviewers go through its columns; without it, or with columns missing, it is asked for again.',
    },
    advice: {
      zh: '请按要求的列编制表格，放入情况说明或者印证材料；数据应与正文一致。确无此种情况的，在情况说明中写明“没有……”。',
      en: 'Make the table with the columns asked for; its figures agree with the text. Where there was nothing, the statement says so.',
    },
    source: {
      zh: '任务清单该项“申报材料”和“注意”中列表提供的要求',
      en: 'The row of the task list: materials and notes that ask for a table',
    },
    messages: {
      'not-in-statement': {
        zh: '情况说明中没有要求列表提供的{table}',
        en: 'The statement has no table of {table}',
      },
      'not-in-evidence': {
        zh: '印证材料中没有要求提供的表格{table}',
        en: 'The evidence holds no table of {table}',
      },
      missing: {
        zh: '情况说明和印证材料中都没有要求列表提供的{table}',
        en: 'Neither the statement nor the evidence has a table of {table}',
      },
      columns: {
        zh: '表格缺少要求的列：{lacking}；要求列表提供的是{table}',
        en: 'The table lacks columns: {lacking}; asked for is {table}',
      },
      elsewhere: {
        zh: '要求在情况说明中列表提供{table}，现在印证材料“{name}”中，情况说明里没有',
        en: 'Asked for in the statement: {table}; it stands in "{name}" among the evidence, and not in the statement',
      },
      unseen: {
        zh: '没有读到要求列表提供的{table}；有 {count} 个扫描件、图片等读不出表格，请人工核对',
        en: 'No table of {table} was read; {count} scans, pictures and the like hold no text: look at them',
      },
      'other-lead': {
        zh: '没有读到要求列表提供的{table}；也可能由{others}提供，但其材料不在这里，请与其核实',
        en: 'No table of {table} was read; {others} may give it, but that material is not at hand: ask them',
      },
    },
    examples: {
      good: ['要求列表提供评价数量、差评、整改率：情况说明中有含这三列的表', '没有因信息公开败诉的案件'],
      bad: ['要求列表，只用文字叙述', '表格缺少“执行情况”列'],
    },
  },
  *unit(unit, workspace) {
    for (const due of unit.unit.statements) {
      for (const table of due.tables) if (table.due) yield* judge(due, table, unit, workspace);
    }
  },
};
