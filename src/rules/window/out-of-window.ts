/** Materials, and statements, of another time than the task list asks for. */
import type { RawFinding } from '../../model/finding.js';
import { foldWidth } from '../../model/fold.js';
import type { DateRule } from '../../model/pack.js';
import { paragraphs, paragraphText } from '../../model/text.js';
import type { Material, StatementPart, Submission, Workspace } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import { materialDate, placeOfDate, shownTitle } from './materialdate.js';
import { isExplained, isSuperior, kindOf, subjectOf } from './standing.js';
import { type Years, yearsIn } from './years.js';

/** What the unit's own date rules make of the general window, ISO. */
function windowOf({ unit }: Submission, { config, pack }: Workspace): { from: string; to: string } {
  const { from, to } = config.window;
  const rules = unit.dates;
  // "Since the window's start" follows the folder's own settings.
  const since = rules.flatMap((r) =>
    r.kind === 'since' ? [r.from === pack.window.from ? from : r.from] : [],
  );
  const years = rules.flatMap((r) => (r.kind === 'years' ? r.years : []));
  const start = since.length > 0 ? since.reduce((a, b) => (a < b ? a : b)) : from;
  const bounds = years.flatMap((year) => [`${year}-01-01`, `${year}-12-31`]);
  return {
    from: [start, ...bounds].reduce((a, b) => (a < b ? a : b)),
    to: [to, ...bounds].reduce((a, b) => (a > b ? a : b)),
  };
}

/** Made for the submission, whatever the day: a table, a certificate, a screenshot; or of a year that its title names. */
const COMPILED = /说明|证明|统计|台账|清单|目录|名单|汇总|一览|截图|网址|图$/;

function isOfWindow(title: string, from: string, to: string): boolean {
  const { named } = yearsIn(title.replace(/[《》]/g, ''));
  return named.some((year) => year >= Number(from.slice(0, 4)) && year <= Number(to.slice(0, 4)));
}

function* aboutMaterial(
  material: Material,
  submission: Submission,
  workspace: Workspace,
): Generator<RawFinding> {
  const { state, entry } = material;
  if (state === 'none' || state === 'superior') return;
  const dated = materialDate(material, workspace.documents);
  if (!dated) return;
  const { from, to } = windowOf(submission, workspace);
  const title = shownTitle(material);
  const place = placeOfDate(material, dated, submission);
  if (dated.to < from) {
    const { region } = workspace.config;
    const of = {
      title,
      responsible: entry?.responsible ?? '',
      documentNumber: entry?.documentNumber ?? '',
    };
    if (isExplained(entry?.remark ?? '') || isSuperior(of, region)) return;
    const kind = kindOf(title);
    if (kind === 'standing') return;
    const args = { title, date: dated.shown, from };
    if (kind === 'record') yield { messageId: 'before', args, ...place };
    else yield { messageId: 'before-unclear', severity: 'unverified', args, ...place };
  } else if (dated.from > to && dated.from <= workspace.asOf) {
    if (COMPILED.test(title) || isOfWindow(title, from, to)) return;
    yield { messageId: 'after', args: { title, date: dated.shown, to }, ...place };
  }
}

/** The years that a statement is to speak of, and how they are shown. */
function wanted(submission: Submission, workspace: Workspace): { years: Set<number>; period: string } {
  const rules = submission.unit.dates;
  const years = rules.flatMap((rule) => (rule.kind === 'years' ? rule.years : []));
  const { from, to } = windowOf(submission, workspace);
  if (years.length > 0 && !rules.some((rule) => rule.kind === 'since')) {
    const sorted = [...new Set(years)].sort((a, b) => a - b);
    return { years: new Set(sorted), period: sorted.join('、') };
  }
  const last = Number(to.slice(0, 4));
  const all = new Set<number>();
  for (let year = Number(from.slice(0, 4)); year <= last; year++) all.add(year);
  return { years: all, period: `${from}—${to}` };
}

function speaksOf({ named, aimed, since, relative }: Years, years: ReadonlySet<number>): boolean {
  // A year that is only aimed at says nothing of when the work was done.
  if (named.length === aimed.length || relative) return true;
  return (
    named.some((year) => years.has(year)) || (since !== null && [...years].some((year) => year >= since))
  );
}

function* aboutStatement(
  { file, document }: StatementPart,
  submission: Submission,
  workspace: Workspace,
): Generator<RawFinding> {
  if (document.kind !== 'word') return;
  const found = yearsIn([...paragraphs(document.blocks)].map(paragraphText).join('\n'));
  const { years, period } = wanted(submission, workspace);
  if (speaksOf(found, years)) return;
  yield { messageId: 'statement', args: { named: found.named.join('、'), period }, path: file.path };
}

type Deadline = Extract<DateRule, { kind: 'deadline' }>;

/** The day that a deadline means for a paper: MM-DD is of the year that its title names, of the next where the rule speaks of 上一年度. */
function dayOf({ by, what }: Deadline, subject: string): string | null {
  if (by.length > 5) return by;
  const [year, second] = yearsIn(subject).named;
  if (year === undefined || second !== undefined) return null;
  return `${/上一?年/.test(what) ? year + 1 : year}-${by}`;
}

/** Of several deadlines for such a paper the last counts: which of them it answers, its title does not say. */
function* aboutDeadline(
  material: Material,
  submission: Submission,
  workspace: Workspace,
): Generator<RawFinding> {
  const title = shownTitle(material);
  // What changes an earlier paper comes after it; a page may be looked at on any day.
  if (material.state !== 'file' || /调整|修订|修改|更正|补充|变更|截图|网址/.test(title)) return;
  const dated = materialDate(material, workspace.documents);
  if (!dated || dated.from !== dated.to || dated.from > workspace.asOf) return;
  const subject = subjectOf(title);
  const due = submission.unit.dates
    .filter((rule) => rule.kind === 'deadline')
    .filter(({ words }) => words.some((word) => subject.endsWith(foldWidth(word))))
    .flatMap((rule) => {
      const by = dayOf(rule, subject);
      return by === null ? [] : [{ by, what: rule.what }];
    })
    .sort((a, b) => (a.by < b.by ? -1 : 1))
    .at(-1);
  if (!due || dated.from <= due.by) return;
  yield {
    messageId: 'late',
    args: { title, date: dated.shown, ...due },
    ...placeOfDate(material, dated, submission),
  };
}

export const outOfWindow: Rule = {
  card: {
    id: 'window/out-of-window',
    topic: 'window',
    severity: 'warning',
    summary: { zh: '材料不在要求的时间范围内', en: 'A material is from outside the window' },
    why: {
      zh: '任务清单只认规定时间内的工作；以前建立的制度、以前完成的工作可以用，但要让评审专家看得出来。',
      en: 'The task list counts work of its window; what was set up or finished earlier may be used, if a reviewer can see that it is so.',
    },
    advice: {
      zh: '请换成规定时间内的材料；属于以前建立、现行有效的制度或者以前已完成的工作的，请在目录“备注”栏注明；超过期限的，请在情况说明中如实说明；日期写错的，请更正。',
      en: 'Put in material of the window; if it was set up earlier and holds still, or was finished earlier, say so in the column 备注; what came after its deadline the statement explains; correct a date that is wrong.',
    },
    source: {
      zh: '附件1第2条；任务清单该项的时间要求',
      en: 'Annex 1, clause 2; the time that the row of the task list asks for',
    },
    messages: {
      before: {
        zh: '材料“{title}”（{date}）早于材料时间范围的起点 {from}',
        en: 'The material "{title}" ({date}) is from before the window, which starts on {from}',
      },
      'before-unclear': {
        zh: '材料“{title}”（{date}）早于材料时间范围的起点 {from}；是否属于以前建立的制度或者以前完成的工作，不能确定',
        en: 'The material "{title}" ({date}) is from before the window, which starts on {from}; whether it was set up or finished earlier cannot be told',
      },
      after: {
        zh: '材料“{title}”（{date}）晚于材料时间范围的终点 {to}',
        en: 'The material "{title}" ({date}) is from after the window, which ends on {to}',
      },
      statement: {
        zh: '情况说明中写到的年份（{named}）都不在要求的时间（{period}）之内',
        en: 'None of the years that the statement names ({named}) lies in the time asked for ({period})',
      },
      late: {
        zh: '材料“{title}”的日期为 {date}，晚于“{what}”的期限 {by}',
        en: 'The material "{title}" is dated {date}, after the deadline {by} of "{what}"',
      },
    },
    examples: {
      good: ['2022年印发、现行有效的办法', '国务院文件', '2021年的实施方案，备注“改革于2021年完成”'],
      bad: ['2021年的培训签到表', '情况说明通篇只写2019年的工作', '3月底前公布的目录，5月才公布'],
    },
  },
  *submission(submission, _unit, workspace) {
    for (const material of submission.materials) {
      yield* aboutMaterial(material, submission, workspace);
      yield* aboutDeadline(material, submission, workspace);
    }
    for (const statement of submission.statements) yield* aboutStatement(statement, submission, workspace);
  },
};
