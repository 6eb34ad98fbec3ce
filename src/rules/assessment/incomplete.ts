/** Standards that a 自评表 leaves out, grades twice, or grades in words that the list does not have. */
import type { RawFinding, Where } from '../../model/finding.js';
import type { Unit } from '../../model/pack.js';
import type { AssessmentRow } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import { ledUnits, listed } from '../scope.js';
import { keyOf, named, ownRows } from './graded.js';

const ROWS_SHOWN = 5;

/** Standards without a row: the unit's key, or those of its indicators that have none. */
function lackingOf(standards: readonly Unit[], rows: readonly AssessmentRow[]): string[] {
  return standards.flatMap(({ key, indicators }) => {
    const own = rows.filter(({ unit }) => unit === key);
    if (own.length === 0) return [key];
    if (own.some(({ indicator }) => indicator === null)) return [];
    const there = new Set(own.map(({ indicator }) => indicator));
    return indicators.filter(({ no }) => !there.has(no)).map(({ no }) => String(no));
  });
}

function at({ where }: AssessmentRow): Where {
  return where;
}

function rowText({ where: { row = 0, sheet } }: AssessmentRow): string {
  return sheet === undefined ? `第${row}行` : `${sheet}第${row}行`;
}

function twiceIn(rows: readonly AssessmentRow[]): AssessmentRow[][] {
  const groups = new Map<string, AssessmentRow[]>();
  for (const row of rows) {
    if (row.unit === null) continue;
    const key = keyOf(row);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].filter((same) => same.length > 1);
}

function* judge(
  standards: readonly Unit[],
  rows: readonly AssessmentRow[],
  grades: string,
): Generator<RawFinding> {
  const known = rows.filter(({ unit }) => unit !== null);
  const lacking = lackingOf(standards, known);
  if (lacking.length > 0)
    yield { messageId: 'lacking', args: { count: lacking.length, standards: named(lacking) } };
  const say = (messageId: string, of: readonly AssessmentRow[], args: RawFinding['args']) => {
    const [first] = of;
    return first ? [{ messageId, where: at(first), args: { count: of.length, ...args } }] : [];
  };
  const ungraded = known.filter(({ gradeText }) => gradeText === '');
  yield* say('ungraded', ungraded, { standards: named(ungraded.map(keyOf)) });
  const odd = known.filter(({ gradeText, grade }) => gradeText !== '' && grade === null);
  const oddly = odd.map((row) => `${keyOf(row)}“${row.gradeText}”`);
  yield* say('unknown-grade', odd, { standards: listed(oddly, ROWS_SHOWN), grades });
  const twice = twiceIn(known);
  const doubles = twice.map((same) => `${same[0] ? keyOf(same[0]) : ''}（${same.map(rowText).join('、')}）`);
  yield* say(
    'twice',
    twice.flatMap((same) => same.slice(0, 1)),
    { standards: listed(doubles, ROWS_SHOWN) },
  );
  const unknown = rows.filter(({ unit }) => unit === null);
  const places = unknown.map((row) => `${rowText(row)}“${(row.number || row.standard).slice(0, 20)}”`);
  yield* say('unknown-standard', unknown, { rows: listed(places, ROWS_SHOWN) });
}

export const incomplete: Rule = {
  card: {
    id: 'assessment/incomplete',
    topic: 'assessment',
    severity: 'error',
    summary: { zh: '自评表没有逐项评出等次', en: 'The self-assessment does not grade every standard' },
    why: {
      zh: '自评要对照标准逐项进行，一项一个等次；漏项、重项、等次写法不一，无法汇总，会被退回重填。',
      en: 'Every standard gets one grade; with standards left out, graded twice or in other words nothing can be summed up, and the table is sent back.',
    },
    advice: {
      zh: '请补齐漏项，删去重复的行，编号按创建标准填写，等次只用规定的几种。',
      en: 'Add what is left out, drop what is there twice, number the rows as the standards are, and use the prescribed grades alone.',
    },
    source: { zh: '对照标准逐项自评：{clause}', en: 'Self-assessment, standard by standard: {clause}' },
    messages: {
      lacking: {
        zh: '自评表缺 {count} 项标准：{standards}',
        en: 'The table leaves out {count} standards: {standards}',
      },
      ungraded: {
        zh: '{count} 项标准没有填写自评等次：{standards}',
        en: '{count} standards have no grade: {standards}',
      },
      'unknown-grade': {
        zh: '{count} 项标准的自评等次不是规定的写法（{grades}）：{standards}',
        en: '{count} standards have a grade that the list does not know ({grades}): {standards}',
      },
      twice: {
        zh: '{count} 项标准重复填写：{standards}',
        en: '{count} standards are graded more than once: {standards}',
      },
      'unknown-standard': {
        zh: '{count} 行的编号和内容对不上任何一项标准：{rows}',
        en: '{count} rows fit no standard by number or words: {rows}',
      },
      unreadable: {
        zh: '自评表读不出表格（扫描件、图片，或者找不到“{column}”一栏），无法核对是否逐项自评；请人工核对，或者补交 .xlsx、.docx 格式的自评表',
        en: 'No table can be read from the self-assessment (a scan, a picture, or no column “{column}”), so it cannot be told whether every standard is graded: look at it, or deliver it as .xlsx or .docx too',
      },
    },
    examples: {
      good: ['一-1 达标 …… 六-13 部分达标', '各部分另起编号，上面有“二、……”一行'],
      bad: ['一-3 没有一行', '等次写“优秀”', '一-3 在第5行和第9行各评一次', '编号“九-9”'],
    },
  },
  *department(work, workspace) {
    const asked = workspace.pack.assessment;
    const standards = asked === null ? [] : ledUnits(work.name, workspace);
    const [file] = work.assessments;
    if (asked === null || standards.length === 0 || !file) return;
    const clause = asked.source;
    const { assessment } = work;
    if (assessment === null) {
      const args = { column: asked.columns[0], clause };
      yield { messageId: 'unreadable', severity: 'unverified', path: file.path, args };
      return;
    }
    const grades = asked.grades.map(({ name }) => name).join('、');
    for (const found of judge(standards, ownRows(work, standards), grades))
      yield { ...found, path: assessment.file.path, args: { ...found.args, clause } };
  },
};
