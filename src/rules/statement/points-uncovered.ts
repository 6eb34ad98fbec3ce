/** Points that the row, or the list for every statement, asks for, and that the statement does not speak of. */
import type { RawFinding } from '../../model/finding.js';
import type { Point, StatementDue, Unit } from '../../model/pack.js';
import type { StatementPart, Submission, UnitWork, Workspace } from '../../model/workspace.js';
import { once, onceForBoth } from '../once.js';
import type { Rule } from '../rule.js';
import { listed } from '../scope.js';
import { bodyLines, emptiness, searchable, tellsOfNothing } from './body.js';

/** A clause that only puts the matter off does not speak of it. */
const DEFERRED = /另行(?:说明|报送|提供|上报)|待(?:补充|完善|补报)|后补|容后|暂缺/;

/** Words of a point that a message shows. */
const WORDS_SHOWN = 6;

/** The clauses that can cover a point, the title apart; '' where there was nothing to tell, null where none can be read. */
const clausesOf = onceForBoth(({ document, firstParagraph }: StatementPart, unit: Unit): string | null => {
  if (document.kind !== 'word' || emptiness(document, unit) !== null) return null;
  const lines = bodyLines(document, firstParagraph);
  if (tellsOfNothing(lines)) return '';
  return lines
    .flatMap((line) => searchable(line).split(/[,。;；]/))
    .filter((clause) => !DEFERRED.test(clause))
    .join('\n');
});

const wordsOf = once(({ words }: Point) => words.map(searchable));

function covers(text: string, point: Point): boolean {
  return wordsOf(point).some((word) => text.includes(word));
}

/** The statements that a part answers: its own, and those that may be part of it and were not delivered apart. */
function duesOf(part: StatementPart, submission: Submission): StatementDue[] {
  const { prescribed } = part;
  if (prescribed === null) return [];
  const answered = new Set(submission.statements.map((p) => p.prescribed));
  const first = submission.statements.find((p) => p.prescribed !== null && p.words !== null) === part;
  const taken = submission.statementsDue.filter((due) => first && due.combinable && !answered.has(due));
  return [prescribed, ...taken];
}

/** What one department says towards a prescribed statement; null where no statement of its can be read. */
function saidOf(submission: Submission, due: StatementDue): string | null {
  const combined = due.combinable || submission.unit.statements.some((s) => s.combinable);
  const parts = submission.statements.filter((p) => combined || p.prescribed === due);
  const texts = parts.flatMap((part) => clausesOf(part, submission.unit) ?? []);
  return texts.length === 0 ? null : texts.join('\n');
}

interface Missing {
  own: Point[];
  /** Not mentioned by any lead of the unit. */
  everywhere: Point[];
  /** Others may mention them, but what they say is not at hand. */
  elsewhere: Point[];
  /** Asked for only where it happened. */
  conditional: Point[];
  others: string[];
}

function missingOf(submission: Submission, due: StatementDue, unit: UnitWork, into: Missing): void {
  const own = saidOf(submission, due);
  // Who does not lead may add to it, and owes no point.
  const { department } = submission;
  if (own === null || (department !== null && due.leads.length > 0 && !due.leads.includes(department)))
    return;
  const others = due.by === 'each' ? due.leads.filter((name) => name !== department) : [];
  const said = others.map((name) => {
    const other = unit.submissions.find((s) => s.department === name);
    return { name, text: other ? saidOf(other, due) : null };
  });
  const unseen = said.filter(({ text }) => text === null).map(({ name }) => name);
  const first = unit.submissions.find((s) => due.leads.includes(s.department ?? '') && saidOf(s, due));
  for (const point of due.points.filter((p) => !covers(own, p))) {
    if (said.some(({ text }) => text !== null && covers(text, point))) continue;
    if (point.conditional === true) into.conditional.push(point);
    else if (unseen.length > 0 && department !== null) {
      into.elsewhere.push(point);
      into.others.push(...unseen.filter((name) => !into.others.includes(name)));
    } else if (others.length === 0 || department === null) into.own.push(point);
    // All leads leave it out: said once, at the first of them.
    else if (first === submission) into.everywhere.push(point);
  }
}

function worded(points: readonly Point[]): string {
  return listed(
    points.map(({ point, words }) => `${point}（${listed(words, WORDS_SHOWN)}）`),
    points.length,
  );
}

function* judge(
  part: StatementPart,
  submission: Submission,
  unit: UnitWork,
  { pack }: Workspace,
): Generator<RawFinding> {
  const text = clausesOf(part, unit.unit);
  const dues = duesOf(part, submission);
  if (!text || dues.length === 0) return;
  const missing: Missing = { own: [], everywhere: [], elsewhere: [], conditional: [], others: [] };
  for (const due of dues) missingOf(submission, due, unit, missing);
  const defaults = pack.defaults.points.filter((point) => !covers(text, point));
  const { own, everywhere, elsewhere, conditional, others } = missing;
  const say = (
    messageId: string,
    points: Point[],
    rest: Partial<RawFinding> & { args?: RawFinding['args'] },
  ) => ({
    messageId,
    path: part.file.path,
    ...rest,
    args: { count: points.length, points: worded(points), ...rest.args },
  });
  const firm = [...own, ...everywhere];
  if (firm.length > 0) {
    const shared = own.length === 0;
    yield say(shared ? 'nobody' : 'row', [...firm, ...defaults], {
      args: shared ? { leads: listed(dues[0]?.leads ?? []) } : {},
    });
  } else if (elsewhere.length > 0) {
    yield say('other-lead', elsewhere, { severity: 'unverified', args: { others: listed(others, 5) } });
  } else if (conditional.length > 0) yield say('conditional', conditional, { severity: 'unverified' });
  else if (defaults.length > 0) yield say('defaults', defaults, { severity: 'info' });
}

export const pointsUncovered: Rule = {
  card: {
    id: 'statement/points-uncovered',
    topic: 'statement',
    severity: 'warning',
    summary: { zh: '情况说明没有写到要求的内容', en: 'The statement leaves out what the row asks for' },
    why: {
      zh: '评审专家对照任务清单逐点核对；清单点名的内容没有写到，会被要求补充。',
      en: 'Reviewers go through the row point by point; what it names and the statement leaves out is asked for again.',
    },
    advice: {
      zh: '请对照本项“申报材料”和“注意”补写；确无此种情况的，写明“没有……”。已经写到、只是用词不同的，可不改。',
      en: 'Add what the row asks for; where there is nothing to tell, say so. If it is covered in other words, leave it.',
    },
    source: {
      zh: '任务清单该项“申报材料”和“注意”；{clause}：主要举措、重要成效和突出亮点',
      en: 'The row of the task list: materials and notes; {clause}: measures, results and highlights',
    },
    messages: {
      row: {
        zh: '情况说明未写到要求的 {count} 项内容（括号内是查找的词语）：{points}',
        en: 'The statement does not speak of {count} points that are asked for (in brackets the words looked for): {points}',
      },
      nobody: {
        zh: '{leads}的情况说明均未写到要求的 {count} 项内容（括号内是查找的词语）：{points}',
        en: 'None of {leads} speaks of {count} points that are asked for (in brackets the words looked for): {points}',
      },
      'other-lead': {
        zh: '情况说明未写到要求的 {count} 项内容（括号内是查找的词语）：{points}；可能由{others}写到，但其情况说明不在这里，请与其核实',
        en: 'The statement does not speak of {count} points (in brackets the words looked for): {points}; {others} may, but what they wrote is not at hand: ask them',
      },
      conditional: {
        zh: '情况说明未写到 {count} 项有则须特别注明的内容（括号内是查找的词语）：{points}；确无此种情况的不必补',
        en: 'The statement does not speak of {count} points to be noted where they happened (in brackets the words looked for): {points}; if they did not, nothing is missing',
      },
      defaults: {
        zh: '情况说明似未写到 {count} 项共同要求的内容（括号内是查找的词语）：{points}',
        en: 'The statement seems to leave out {count} points that every statement covers (in brackets the words looked for): {points}',
      },
    },
    examples: {
      good: ['要求写明清理结果：“共清理变相许可9项”', '我局无此项职责，未发生相关情况。'],
      bad: ['要求写明清理范围、结果，只写了工作部署', '通篇没有举措，或者没有成效'],
    },
  },
  *unit(unit, workspace) {
    const clause = workspace.pack.defaults.source;
    for (const submission of unit.submissions) {
      for (const part of submission.statements) {
        for (const found of judge(part, submission, unit, workspace)) {
          yield { ...found, department: submission.department, args: { ...found.args, clause } };
        }
      }
    }
  },
};
