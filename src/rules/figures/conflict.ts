/** One thing, two numbers: in a statement, in its tables, or in what a department says elsewhere. */
import type { WordDocument } from '../../model/document.js';
import type { Fact, Json, RawFinding } from '../../model/finding.js';
import type { InventoryFile } from '../../model/inventory.js';
import type { Workspace } from '../../model/workspace.js';
import { once } from '../once.js';
import { across, type Rule } from '../rule.js';
import { isText } from '../scope.js';
import { bodyOf } from './body.js';
import { type Difference, differences, standsByItself, subjectOf } from './comparison.js';
import type { Figure } from './figure.js';
import { figuresOfGrid } from './grid.js';
import { agree, sameMeasure } from './quantity.js';
import { type Series, seriesDifferences, seriesIn } from './series.js';

interface Reading {
  figures: Figure[];
  series: Series[];
}

const readingOf = once((document: WordDocument): Reading => {
  const body = bodyOf(document);
  const tables = body.tables.map(figuresOfGrid);
  return {
    figures: [...body.figures, ...tables.flatMap((t) => t.figures)],
    series: [...seriesIn(body.figures), ...tables.flatMap((t) => t.series)],
  };
});

function statementIn(file: InventoryFile, { documents }: Workspace): WordDocument | null {
  const document = documents.get(file.path);
  return isText(file) && document?.kind === 'word' ? document : null;
}

function told({ first, second, what, sure, agreeing }: Difference): RawFinding {
  const [a, b] = first.paragraph <= second.paragraph ? [first, second] : [second, first];
  const args = {
    what,
    paragraph: a.paragraph,
    value: a.written,
    quote: a.quote,
    otherParagraph: b.paragraph,
    otherValue: b.written,
    otherQuote: b.quote,
  };
  const where = { paragraph: a.paragraph };
  if (agreeing.length > 0)
    return { messageId: 'list', args: { ...args, agreeing: agreeing.join('、') }, where };
  return sure
    ? { messageId: 'differs', args, where }
    : { messageId: 'unsure', severity: 'unverified', args, where };
}

/** What a file says of itself that another file may contradict. */
type Claim = {
  readonly subject: string;
  readonly value: number;
  readonly precision: number;
  readonly unit: string;
  readonly written: string;
  readonly time: string | null;
  readonly region: boolean;
  readonly total: boolean;
  readonly paragraph: number;
  readonly quote: string;
};

type Claims = { readonly file: string; readonly claims: readonly Claim[] };

function claimOf(figure: Figure): Claim | null {
  const subject = subjectOf(figure);
  if (subject === null || !standsByItself(figure)) return null;
  const { value, precision, unit, written, time, scope, total, paragraph, quote } = figure;
  return {
    subject,
    value,
    precision,
    unit,
    written,
    time,
    region: scope === 'region',
    total,
    paragraph,
    quote,
  };
}

type Known = Claim & { readonly fact: Fact<Claims> };

/** Two files of one department, or of two that both speak of the whole district, in the same span of time. */
function contradiction(a: Known, b: Known): 'files' | 'unsure-files' | null {
  if (a.fact.path === b.fact.path || !sameMeasure(a, b) || agree(a, b)) return null;
  // The statements of one unit and department were read together.
  if (a.fact.unit !== null && a.fact.unit === b.fact.unit && a.fact.department === b.fact.department)
    return null;
  const own = a.fact.department !== null && a.fact.department === b.fact.department;
  if (!own && !(a.region && b.region)) return null;
  const [less, more] = a.value < b.value ? [a, b] : [b, a];
  if (more.total && !less.total && a.unit !== '%') return null;
  if (a.time !== null && b.time !== null) return a.time === b.time ? 'files' : null;
  return own && a.time === b.time ? 'unsure-files' : null;
}

const MENTIONS = 200;

function* judged(facts: readonly Fact<Claims>[]): Generator<RawFinding> {
  const bySubject = new Map<string, Known[]>();
  for (const fact of facts) {
    for (const claim of fact.data.claims) {
      const known = { ...claim, fact };
      const same = bySubject.get(claim.subject);
      if (!same) bySubject.set(claim.subject, [known]);
      else if (same.length < MENTIONS) same.push(known);
    }
  }
  for (const [what, same] of bySubject) {
    const spoken = new Set<Fact<Claims>>();
    for (const [index, later] of same.entries()) {
      for (const earlier of same.slice(0, index)) {
        // Told of once, against the first that it contradicts.
        if (spoken.has(later.fact)) break;
        const messageId = contradiction(earlier, later);
        if (messageId === null) continue;
        spoken.add(later.fact);
        yield {
          messageId,
          ...(messageId === 'files' ? {} : { severity: 'unverified' as const }),
          department: later.fact.department,
          unit: later.fact.unit,
          path: later.fact.path,
          where: { paragraph: later.paragraph },
          args: {
            what,
            paragraph: later.paragraph,
            value: later.written,
            quote: later.quote,
            file: earlier.fact.path,
            otherParagraph: earlier.paragraph,
            otherValue: earlier.written,
            otherQuote: earlier.quote,
          },
        };
      }
    }
  }
}

export const conflict: Rule = {
  card: {
    id: 'figures/conflict',
    topic: 'figures',
    severity: 'warning',
    summary: { zh: '同一数据前后不一致', en: 'The same figure has two values' },
    why: {
      zh: '评估组会逐项核对数据，同一事项数字不一致会被认为材料失实；任务清单规定数据造假、前后矛盾的取消申报资格。',
      en: 'Reviewers hold figures against each other: two numbers for one thing make the material look untrue, and invented or inconsistent data ends the application.',
    },
    advice: {
      zh: '请核对台账，统一各处数字；口径确实不同的，请写明时间、范围或者统计口径。',
      en: 'Check the records and use one number everywhere; where the two are meant to differ, say of what time or extent each is.',
    },
    source: {
      zh: '任务清单否决项第2项（数据造假、前后矛盾）',
      en: 'Veto 2 of the task list (invented or inconsistent data)',
    },
    messages: {
      differs: {
        zh: '“{what}”数据前后不一致：第{paragraph}段为{value}（“{quote}”），第{otherParagraph}段为{otherValue}（“{otherQuote}”）',
        en: 'Two numbers for “{what}”: paragraph {paragraph} says {value} (“{quote}”), paragraph {otherParagraph} says {otherValue} (“{otherQuote}”)',
      },
      list: {
        zh: '“{what}”数据前后不一致：第{paragraph}段为{value}（“{quote}”），第{otherParagraph}段为{otherValue}（“{otherQuote}”），而两处并列的{agreeing}均一致',
        en: 'Two numbers for “{what}”: paragraph {paragraph} says {value} (“{quote}”), paragraph {otherParagraph} says {otherValue} (“{otherQuote}”), while both lists agree in {agreeing}',
      },
      unsure: {
        zh: '“{what}”两处数字不同：第{paragraph}段为{value}（“{quote}”），第{otherParagraph}段为{otherValue}（“{otherQuote}”），时间或者范围未写明，请核对是否同一口径',
        en: 'Perhaps two numbers for “{what}”: paragraph {paragraph} says {value} (“{quote}”), paragraph {otherParagraph} says {otherValue} (“{otherQuote}”); the text does not say whether both are of the same time and extent',
      },
      files: {
        zh: '“{what}”与另一份材料不一致：本文第{paragraph}段为{value}（“{quote}”），{file} 第{otherParagraph}段为{otherValue}（“{otherQuote}”）',
        en: 'Two numbers for “{what}”: paragraph {paragraph} here says {value} (“{quote}”), paragraph {otherParagraph} of {file} says {otherValue} (“{otherQuote}”)',
      },
      'unsure-files': {
        zh: '“{what}”与另一份材料数字不同：本文第{paragraph}段为{value}（“{quote}”），{file} 第{otherParagraph}段为{otherValue}（“{otherQuote}”），时间未写明，请核对是否同一口径',
        en: 'Perhaps two numbers for “{what}”: paragraph {paragraph} here says {value} (“{quote}”), paragraph {otherParagraph} of {file} says {otherValue} (“{otherQuote}”); the texts do not say whether both are of the same time',
      },
    },
    examples: {
      good: ['2023年办理行政处罚案件120件；2024年办理行政处罚案件118件', '受理行政复议案件56件，审结50件'],
      bad: [
        '全年共办理行政处罚案件120件……全年共办理行政处罚案件118件',
        '行政许可336项、行政确认10项、行政处罚1708项……行政许可336项、行政确认10项、行政处罚1709项',
      ],
    },
  },
  *file(file, workspace) {
    const document = statementIn(file, workspace);
    if (!document) return;
    const { figures, series } = readingOf(document);
    const lists = seriesDifferences(series);
    const spoken = new Set(lists.flatMap(({ first, second }) => [first, second]));
    const plain = differences(figures).filter((d) => !spoken.has(d.first) || !spoken.has(d.second));
    for (const difference of [...lists, ...plain]) yield told(difference);
  },
  across: across<Claims>({
    *file(file, workspace) {
      const document = statementIn(file, workspace);
      const claims = document ? readingOf(document).figures.flatMap((figure) => claimOf(figure) ?? []) : [];
      if (claims.length > 0) yield { file: file.path, claims } satisfies Json;
    },
    judge: judged,
  }),
};
