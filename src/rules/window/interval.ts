/** The days between a letter, the lawyer's opinion and the reply are other than the task list asks for. */
import { daysBetween, workdaysBetween } from '../../model/calendar.js';
import type { RawFinding } from '../../model/finding.js';
import type { Calendar, DateRule } from '../../model/pack.js';
import type { UnitWork, Workspace } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import { listed } from '../scope.js';
import { answeredOn, type Kinds, type Matter, mattersOf, type Paper } from './matters.js';
import { proceduresIn } from './procedures.js';

export type Interval = Extract<DateRule, { kind: 'interval' }>;

/** A paper's day, as far as an interval needs it. */
export interface Dispatch {
  kind: string;
  date: string;
}

type Verdict = Pick<RawFinding, 'messageId' | 'args' | 'severity'>;

/** What is wrong between two papers; null where nothing is. */
export function judge(
  rule: Interval,
  matter: string,
  first: Dispatch,
  second: Dispatch,
  calendar: Calendar,
): Verdict | null {
  const args = {
    matter,
    first: first.kind,
    firstDate: first.date,
    second: second.kind,
    secondDate: second.date,
  };
  if (second.date < first.date) return { messageId: 'reversed', args };
  const days =
    rule.unit === 'day'
      ? daysBetween(first.date, second.date)
      : workdaysBetween(calendar, first.date, second.date);
  if (days === null) {
    const { from, to } = calendar;
    return { messageId: 'no-calendar', severity: 'unverified', args: { ...args, from, to } };
  }
  const suffix = rule.unit === 'day' ? '-days' : '';
  if (rule.min !== undefined && days < rule.min) {
    return { messageId: `short${suffix}`, args: { ...args, days, limit: rule.min } };
  }
  if (rule.max !== undefined && days > rule.max) {
    return { messageId: `long${suffix}`, args: { ...args, days, limit: rule.max } };
  }
  return null;
}

/** Only whoever signed first and answered before the next letter can be paired where there are several. */
function paired(firsts: Paper[], seconds: Paper[]): [Paper, Paper][] | null {
  if (firsts.length !== seconds.length) return null;
  if (firsts.length === 1) return firsts[0] && seconds[0] ? [[firsts[0], seconds[0]]] : null;
  const byDate = (a: Paper, b: Paper) => ((a.date ?? '') < (b.date ?? '') ? -1 : 1);
  const [as, bs] = [[...firsts].sort(byDate), [...seconds].sort(byDate)];
  const pairs = as.flatMap((a, i): [Paper, Paper][] => (bs[i] ? [[a, bs[i]]] : []));
  const inTurn = pairs.every(([a, b], i) => {
    const next = as[i + 1]?.date;
    return (a.date ?? '') <= (b.date ?? '') && (!next || (b.date ?? '') <= next);
  });
  return inTurn ? pairs : null;
}

/** The letters of a matter; where none is in the folder, the one that a reply names. */
function papersOf(matter: Matter, kind: string, answer: string, kinds: Kinds, workspace: Workspace): Paper[] {
  const own = matter.papers.filter((paper) => paper.kind === kind);
  if (own.length > 0) return own;
  const names = [kind, ...(kinds[kind] ?? [])];
  return matter.papers
    .filter((paper) => paper.kind === answer)
    .flatMap((reply): Paper[] => {
      const date = answeredOn(workspace.documents.get(reply.path), names);
      return date === null ? [] : [{ ...reply, kind, date }];
    });
}

function place({ path, submission }: Paper): Pick<RawFinding, 'path' | 'department'> {
  return { path, department: submission.department };
}

function* aboutMatter(
  matter: Matter,
  rules: Interval[],
  { workspace, kinds, undated }: { workspace: Workspace; kinds: Kinds; undated: Set<Paper> },
): Generator<RawFinding> {
  const { calendar } = workspace.pack.checks;
  const replies = rules.map((rule) => rule.between[1]);
  for (const rule of rules) {
    const [kindOfFirst, kindOfSecond] = rule.between;
    const seconds = matter.papers.filter((paper) => paper.kind === kindOfSecond);
    const answers = seconds.length > 0 ? [kindOfSecond, ...replies] : [];
    const firsts =
      answers
        .map((answer) => papersOf(matter, kindOfFirst, answer, kinds, workspace))
        .find((papers) => papers.length > 0) ?? [];
    if (firsts.length === 0 || seconds.length === 0) continue;
    const lacking = [...firsts, ...seconds].filter((paper) => paper.date === null);
    for (const paper of lacking) undated.add(paper);
    if (lacking.length > 0) continue;
    const verdict = (a: Paper, b: Paper) =>
      judge(
        rule,
        matter.name,
        { kind: a.kind, date: a.date ?? '' },
        { kind: b.kind, date: b.date ?? '' },
        calendar,
      );
    const pairs = matter.sure ? paired(firsts, seconds) : null;
    if (pairs) {
      for (const [a, b] of pairs) {
        const wrong = verdict(a, b);
        if (wrong) yield { ...wrong, ...place(b) };
      }
      continue;
    }
    const [last] = seconds.slice(-1);
    if (!last || !firsts.some((a) => seconds.some((b) => verdict(a, b) !== null))) continue;
    const days = (papers: Paper[]) => listed(papers.map((paper) => paper.date ?? '').sort());
    const args = { matter: matter.name, first: kindOfFirst, second: kindOfSecond };
    yield {
      messageId: 'unsure',
      severity: 'unverified',
      args: { ...args, firstDates: days(firsts), secondDates: days(seconds), what: rule.what },
      ...place(last),
    };
  }
}

function* aboutTables(
  unit: UnitWork,
  rules: Interval[],
  kinds: Kinds,
  workspace: Workspace,
): Generator<RawFinding> {
  for (const { department, evidence, statements } of unit.submissions) {
    for (const { path } of [...evidence, ...statements.map((s) => s.file)]) {
      for (const { name, dates, sheet } of proceduresIn(workspace.documents.get(path), kinds)) {
        for (const rule of rules) {
          const [first, second] = rule.between.map((kind) => ({ kind, date: dates.get(kind) ?? '' }));
          if (!first?.date || !second?.date) continue;
          const wrong = judge(rule, name, first, second, workspace.pack.checks.calendar);
          if (wrong)
            yield { ...wrong, path, department, ...(sheet === undefined ? {} : { where: { sheet } }) };
        }
      }
    }
  }
}

export const interval: Rule = {
  card: {
    id: 'window/interval',
    topic: 'window',
    severity: 'warning',
    summary: {
      zh: '来函、律师意见和复函的日期不合规定',
      en: 'Letter, opinion and reply are dated otherwise than prescribed',
    },
    why: {
      zh: '任务清单规定了来函与复函的间隔，评审专家逐份核对落款日期；时间过短说明审查流于形式，先后颠倒说明材料是后补的。',
      en: 'The task list prescribes the days between letter and reply, and reviewers compare the dates: too few say that the review was a formality, the wrong order that papers were made afterwards.',
    },
    advice: {
      zh: '请对照原件核对落款日期；确属如此的，换一件符合规定的，或者在情况说明中说明原因，不得改动日期。',
      en: 'Compare the dates with the originals; if they are right, choose a matter that meets the rule or say why in the statement. Dates must not be altered.',
    },
    source: {
      zh: '任务清单该项“注意”关于来函、复函时间间隔的要求',
      en: 'The notes of the row: days between letter and reply',
    },
    messages: {
      short: {
        zh: '“{matter}”{first} {firstDate}、{second} {secondDate}，间隔 {days} 个工作日，少于规定的 {limit} 个工作日',
        en: '"{matter}": {first} of {firstDate}, {second} of {secondDate}: {days} working days, fewer than the {limit} prescribed',
      },
      long: {
        zh: '“{matter}”{first} {firstDate}、{second} {secondDate}，间隔 {days} 个工作日，超过规定的 {limit} 个工作日',
        en: '"{matter}": {first} of {firstDate}, {second} of {secondDate}: {days} working days, more than the {limit} allowed',
      },
      'short-days': {
        zh: '“{matter}”{first} {firstDate}、{second} {secondDate}，间隔 {days} 日，少于规定的 {limit} 日',
        en: '"{matter}": {first} of {firstDate}, {second} of {secondDate}: {days} days, fewer than the {limit} prescribed',
      },
      'long-days': {
        zh: '“{matter}”{first} {firstDate}、{second} {secondDate}，间隔 {days} 日，超过规定的 {limit} 日',
        en: '"{matter}": {first} of {firstDate}, {second} of {secondDate}: {days} days, more than the {limit} allowed',
      },
      reversed: {
        zh: '“{matter}”的{second}（{secondDate}）早于{first}（{firstDate}），先后颠倒',
        en: '"{matter}": {second} of {secondDate} is earlier than {first} of {firstDate}',
      },
      unsure: {
        zh: '“{matter}”等材料中，{first}（{firstDates}）与{second}（{secondDates}）的对应关系看不出来，“{what}”的间隔没有核对',
        en: '"{matter}" and others: which {second} ({secondDates}) answers which {first} ({firstDates}) cannot be told, so the days for "{what}" were not compared',
      },
      undated: {
        zh: '{count} 份材料读不到日期，间隔没有核对，请查看原件：{titles}',
        en: '{count} materials have no date that can be read, so the days between them were not compared; look at: {titles}',
      },
      'no-calendar': {
        zh: '“{matter}”{first} {firstDate}、{second} {secondDate}，超出工作日历（{from} 至 {to}），工作日没有计算',
        en: '"{matter}": {first} of {firstDate}, {second} of {secondDate}: outside of the calendar ({from} to {to}), so working days were not counted',
      },
    },
    examples: {
      good: ['来函2023-07-17，复函2023-07-27，间隔8个工作日', '律师意见书在来函与复函之间'],
      bad: ['来函2023-05-08，复函2023-05-10，间隔2个工作日', '律师意见书晚于复函', '复函早于来函'],
    },
  },
  *unit(unit, workspace) {
    const kinds = workspace.pack.checks.documentKinds;
    const rules = unit.unit.dates.filter((rule) => rule.kind === 'interval');
    if (rules.length === 0) return;
    const undated = new Set<Paper>();
    for (const matter of mattersOf(unit, kinds, workspace.documents)) {
      yield* aboutMatter(matter, rules, { workspace, kinds, undated });
    }
    yield* aboutTables(unit, rules, kinds, workspace);
    for (const submission of unit.submissions) {
      const own = [...undated].filter((paper) => paper.submission === submission);
      if (own.length === 0) continue;
      const titles = listed(own.map(({ title }) => `“${title}”`));
      yield {
        messageId: 'undated',
        severity: 'unverified',
        args: { count: own.length, titles },
        department: submission.department,
        path: submission.folder ?? '',
      };
    }
  },
};
