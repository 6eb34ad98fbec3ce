/** A draft was open for comment for fewer days than prescribed. */
import { daysBetween, workdaysWithin } from '../../model/calendar.js';
import type { Document } from '../../model/document.js';
import type { RawFinding } from '../../model/finding.js';
import { foldWidth } from '../../model/fold.js';
import { splitMaterialNumber, splitName } from '../../model/name.js';
import type { Calendar, DateRule } from '../../model/pack.js';
import type { Submission, Workspace } from '../../model/workspace.js';
import { paragraphsOf } from '../document/lines.js';
import type { Rule } from '../rule.js';
import { materialDay, shownTitle } from './materialdate.js';
import { type Length, type Period, periodsIn, periodsOfList, periodsOfRows } from './periods.js';
import { gridsOf } from './procedures.js';

export type PeriodRule = Extract<DateRule, { kind: 'period' }>;

/** Weekend days and holidays that a row of days can hold at most: the longest holiday takes 8. */
const HOLIDAY = 8;

/**
 * How many days of a rule's kind a period has, first and last day counted. A length in the other kind of day gives
 * bounds only. Null outside of the calendar.
 */
export function daysOf(
  length: Length,
  unit: PeriodRule['unit'],
  calendar: Calendar,
): [number, number] | null {
  if ('from' in length) {
    const days =
      unit === 'day'
        ? daysBetween(length.from, length.to) + 1
        : workdaysWithin(calendar, length.from, length.to);
    return days === null ? null : [days, days];
  }
  const { count } = length;
  if (length.unit === unit) return [count, count];
  if (unit === 'workday') return [Math.max(0, count - 2 * Math.ceil(count / 7) - HOLIDAY), count];
  const least = count + 2 * Math.floor((count - 1) / 5);
  return [least, least + 2 + HOLIDAY];
}

type Verdict = 'ok' | 'short' | 'unsure';

function verdictOf(rule: PeriodRule, { length }: Period, calendar: Calendar): Verdict {
  const days = daysOf(length, rule.unit, calendar);
  if (days === null) return 'unsure';
  const [least, most] = days;
  return least >= rule.min ? 'ok' : most < rule.min ? 'short' : 'unsure';
}

/** The rules that a text speaks of: by the words around the period, else by the title, else by all of the text. */
function rulesFor(rules: PeriodRule[], scopes: readonly string[]): PeriodRule[] {
  for (const scope of scopes) {
    const text = foldWidth(scope);
    const fit = rules.filter(({ words }) => words.some((word) => text.includes(foldWidth(word))));
    if (fit.length > 0) return fit;
  }
  return [];
}

/** A rough order of strictness: 7 working days are fewer than 30 days. */
function strictness({ min, unit }: PeriodRule): number {
  return unit === 'workday' ? min * 1.4 : min;
}

function finding(rule: PeriodRule, { length, name }: Period, sure: boolean, calendar: Calendar): RawFinding {
  const kind = rule.unit === 'day' ? 'days' : 'workdays';
  const end = sure ? {} : { severity: 'unverified' as const };
  const needed = { name, min: rule.min, what: rule.what };
  if ('from' in length) {
    const [days] = daysOf(length, rule.unit, calendar) ?? [];
    const { from, to } = length;
    if (days === undefined) {
      const args = { name, from, to, first: calendar.from, last: calendar.to };
      return { messageId: 'no-calendar', severity: 'unverified', args };
    }
    return { messageId: `${kind}${sure ? '' : '-unsure'}`, ...end, args: { ...needed, from, to, days } };
  }
  const stated = `${length.count}${length.unit === 'workday' ? '个工作日' : '日'}`;
  return { messageId: `stated-${kind}${sure ? '' : '-unsure'}`, ...end, args: { ...needed, stated } };
}

/**
 * What is wrong with a period; null where nothing is.
 * @param scopes texts in which the rules' words are looked for, the nearest first
 */
export function judge(
  period: Period,
  rules: PeriodRule[],
  scopes: readonly string[],
  calendar: Calendar,
): RawFinding | null {
  const fit = rulesFor(rules, [period.context, ...scopes]);
  const asked = [...(fit.length > 0 ? fit : rules)].sort((a, b) => strictness(a) - strictness(b));
  const failing = asked.filter((rule) => verdictOf(rule, period, calendar) !== 'ok');
  const [mildest] = asked;
  const [first] = failing;
  if (!mildest || !first) return null;
  // Short of all is short, whichever applies. A unit's only rule may not be meant at all.
  const sure = (fit.length > 0 || rules.length > 1) && verdictOf(mildest, period, calendar) === 'short';
  return finding(sure ? mildest : first, period, sure, calendar);
}

interface Source {
  path: string;
  title: string;
  announced: string | null;
}

function sourcesOf(
  { materials, statements }: Submission,
  documents: ReadonlyMap<string, Document>,
): Source[] {
  const evidence = materials.flatMap((material): Source[] => {
    const { file } = material;
    if (file === null) return [];
    return [{ path: file.path, title: shownTitle(material), announced: materialDay(material, documents) }];
  });
  const own = statements.map(({ file }): Source => {
    return { path: file.path, title: splitMaterialNumber(splitName(file.name).stem).rest, announced: null };
  });
  return [...evidence, ...own];
}

function periodsOf(document: Document | undefined, title: string, announced: string | null): Period[] {
  const rows = gridsOf(document).flatMap((grid) => periodsOfRows(grid, title));
  if (document?.kind === 'sheet') return rows;
  const fixed = document?.kind === 'pdf' || document?.kind === 'ofd';
  const listed = fixed ? periodsOfList(document.text, title) : [];
  if (listed.length > 0) return listed;
  return [...rows, ...periodsIn(paragraphsOf(document), title, announced)];
}

function* aboutSource({ path, title, announced }: Source, rules: PeriodRule[], workspace: Workspace) {
  const { calendar } = workspace.pack.checks;
  const document = workspace.documents.get(path);
  const told = new Set<string>();
  for (const period of periodsOf(document, title, announced)) {
    const found = judge(period, rules, [title, paragraphsOf(document).join('')], calendar);
    const key = JSON.stringify(found);
    // Row and sentence may say the same of the same draft.
    if (found === null || told.has(key)) continue;
    told.add(key);
    yield { ...found, path };
  }
}

export const commentPeriod: Rule = {
  card: {
    id: 'window/comment-period',
    topic: 'window',
    severity: 'warning',
    summary: { zh: '公开征求意见的期限不足', en: 'The period for public comment is too short' },
    why: {
      zh: '任务清单明确了公开征求意见的最短期限，期限不足的要整改；评审专家会按公告的起止日期计算。',
      en: 'The task list gives the least period for public comment and asks to remedy shorter ones; reviewers count the days from the announcement.',
    },
    advice: {
      zh: '请对照公告核对起止日期（首尾两日都计算在内）；确属不足的，换一件符合规定的，或者提供缩短期限的说明。',
      en: 'Compare first and last day with the announcement (both count); if it was too short, choose another draft or give the reasons why it was shortened.',
    },
    source: {
      zh: '任务清单该项三级指标和“注意”关于征求意见期限的要求',
      en: 'Indicator and notes of the row: least period for comment',
    },
    messages: {
      days: {
        zh: '“{name}”征求意见 {from} 至 {to}，共 {days} 日，少于规定的 {min} 日（{what}）',
        en: '"{name}" was open for comment from {from} to {to}: {days} days, fewer than the {min} prescribed ({what})',
      },
      workdays: {
        zh: '“{name}”征求意见 {from} 至 {to}，共 {days} 个工作日，少于规定的 {min} 个工作日（{what}）',
        en: '"{name}" was open for comment from {from} to {to}: {days} working days, fewer than the {min} prescribed ({what})',
      },
      'days-unsure': {
        zh: '“{name}”征求意见 {from} 至 {to}，共 {days} 日；“{what}”应当不少于 {min} 日，是否适用请核对',
        en: '"{name}" was open for comment from {from} to {to}: {days} days; "{what}" takes at least {min}: see whether that applies',
      },
      'workdays-unsure': {
        zh: '“{name}”征求意见 {from} 至 {to}，共 {days} 个工作日；“{what}”应当不少于 {min} 个工作日，是否适用请核对',
        en: '"{name}" was open for comment from {from} to {to}: {days} working days; "{what}" takes at least {min}: see whether that applies',
      },
      'stated-days': {
        zh: '“{name}”征求意见的期限写作 {stated}，少于规定的 {min} 日（{what}）',
        en: '"{name}" gives {stated} for comment, fewer than the {min} days prescribed ({what})',
      },
      'stated-workdays': {
        zh: '“{name}”征求意见的期限写作 {stated}，少于规定的 {min} 个工作日（{what}）',
        en: '"{name}" gives {stated} for comment, fewer than the {min} working days prescribed ({what})',
      },
      'stated-days-unsure': {
        zh: '“{name}”征求意见的期限写作 {stated}；“{what}”应当不少于 {min} 日，是否符合请核对',
        en: '"{name}" gives {stated} for comment; "{what}" takes at least {min} days: see whether it is met',
      },
      'stated-workdays-unsure': {
        zh: '“{name}”征求意见的期限写作 {stated}；“{what}”应当不少于 {min} 个工作日，是否符合请核对',
        en: '"{name}" gives {stated} for comment; "{what}" takes at least {min} working days: see whether it is met',
      },
      'no-calendar': {
        zh: '“{name}”征求意见 {from} 至 {to}，超出工作日历（{first} 至 {last}），工作日没有计算',
        en: '"{name}" was open for comment from {from} to {to}: outside of the calendar ({first} to {last}), so working days were not counted',
      },
    },
    examples: {
      good: ['2023年5月6日至6月5日，共31日', '规范性文件草案征求意见10个工作日'],
      bad: ['重大行政决策草案征求意见2023年5月6日至5月20日，共15日', '规范性文件草案公示期5个工作日'],
    },
  },
  *submission(submission, { unit }, workspace) {
    const rules = unit.dates.filter((rule) => rule.kind === 'period').filter(({ words }) => words.length > 0);
    if (rules.length === 0) return;
    for (const source of sourcesOf(submission, workspace.documents)) {
      yield* aboutSource(source, rules, workspace);
    }
  },
};
