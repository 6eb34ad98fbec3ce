/** A figure in the statement that does not reach what the indicator demands. */
import { isAskedOf } from '../../model/asked.js';
import type { RawFinding } from '../../model/finding.js';
import type { Threshold } from '../../model/pack.js';
import type { StatementPart } from '../../model/workspace.js';
import { bodyOf } from '../figures/body.js';
import type { Figure } from '../figures/figure.js';
import { figuresOfGrid } from '../figures/grid.js';
import { unitKey } from '../figures/quantity.js';
import type { Rule } from '../rule.js';

/** Nothing but a verb stands between a comma and the number: what it is of was said before the comma. */
const VERB_ONLY =
  /^(?:已|均|目前|现|全年|20\d\d年度?|分别)*(?:达到|达|为|升至|提升至|提升到|提高到|提高至|保持在|稳定在|压缩至|压缩到|缩短至|降至)+\s?$/;
/** Speaks of there being none, or of dealing with what others left. */
const DENIED = /未|没有|无|不存在|零|杜绝|清理|化解|督办|整改|解决|排查|纠正|挽回/;
const MISSED = /(?:未|没有)达到?\s?$/;
const EVENTS = /^(?:次|场|期|场次)$/;
const COUNTED = /^(?:件|起|宗|例|个|项|次|人)$/;
/** Of a part of a year only. */
const PART_OF_YEAR = /月|季度|半年/;
/** Of one town, window or campaign: not the district's figure. */
const LOCAL = /镇|街道|社区|村|窗口|大厅|中心|学校|医院/;

/**
 * For each figure the words that say what it is of: those of its own clause, of the clause before where its own has
 * only a verb, or of the figure before (2022年为85%，2024年提升至92%; 由8个工作日压缩至3个工作日).
 */
function wordsBefore(figures: readonly Figure[]): string[] {
  const words: string[] = [];
  for (const [index, figure] of figures.entries()) {
    const { gap, clause, sentence } = figure;
    const own = clause.length < gap.length ? clause : gap;
    const previous = figures[index - 1]?.sentence === sentence ? figures[index - 1] : undefined;
    const inherited = previous === undefined ? '' : (words[index - 1] ?? '');
    const verbOnly = VERB_ONLY.test(own.trim());
    const said = gap.slice(Math.max(gap.lastIndexOf('。'), gap.lastIndexOf('；')) + 1);
    const saysMore = /\p{Script=Han}{2}/u.test(said.slice(0, Math.max(0, said.length - own.length)));
    if (verbOnly && saysMore) words.push(said);
    else words.push(verbOnly || previous?.role === 'former' ? inherited + own : own);
  }
  return words;
}

/** The name by which a figure is the threshold's, null where it is none of its figures. */
function nameOf({ what, words, unit, value }: Threshold, figure: Figure, before: string): string | null {
  const wanted = unitKey(unit);
  const alike =
    figure.unit === wanted ||
    (EVENTS.test(wanted) && EVENTS.test(figure.unit)) ||
    // What must not happen may be counted in any way.
    (COUNTED.test(wanted) && COUNTED.test(figure.unit) && (value === 0 || wanted === '件'));
  if (!alike) return null;
  return [what, ...words].find((name) => before.includes(name) || figure.what.includes(name)) ?? null;
}

/** Whether a figure keeps to the threshold; null where 以上, 近 and the like leave it open. */
function keeps({ op, value: limit }: Threshold, { value, bound }: Figure): boolean | null {
  const by = {
    '>=': value >= limit,
    '<=': value <= limit,
    '=': value === limit,
    '>': value > limit,
    '<': value < limit,
  };
  if (bound === null) return by[op];
  const above = op === '>=' || op === '>' || (op === '=' && limit > 0);
  if (bound === '~') return by[op] ? true : null;
  if (bound === '>=') return above ? by[op] || null : value > limit ? false : null;
  return above ? (value < limit ? false : null) : by[op] || null;
}

const UNLIKELY: ReadonlySet<Figure['role']> = new Set(['change', 'former', 'target', 'respective']);

/** The figures that a threshold is about, of the latest year only where several are told. */
function figuresOf(threshold: Threshold, figures: readonly Figure[]): Figure[] {
  const words = wordsBefore(figures);
  const found = figures.filter((figure, index) => {
    const before = words[index] ?? '';
    const numeral = figure.chinese && figure.unit !== '%';
    if (UNLIKELY.has(figure.role) || numeral || MISSED.test(figure.clause)) return false;
    if (threshold.op.startsWith('>') && PART_OF_YEAR.test(figure.time ?? '')) return false;
    const name = nameOf(threshold, figure, before);
    if (name === null) return false;
    return threshold.value !== 0 || !DENIED.test((before + figure.after).replaceAll(name, ''));
  });
  const years = found.flatMap(({ time }) => /^(20\d\d)/.exec(time ?? '')?.[1] ?? []).sort();
  const latest = years.at(-1);
  return found.filter(({ time }) => time === null || latest === undefined || time.includes(latest));
}

/** What a statement says that falls short of a threshold; null where it keeps to it or says nothing of it. */
export function figuresBelow(threshold: Threshold, statement: StatementPart): RawFinding | null {
  const found = figuresOf(threshold, figuresIn(statement));
  const verdicts = found.map((figure) => keeps(threshold, figure));
  // Another figure reaches it: this one is of a part, or the two contradict each other, which figures/conflict tells.
  const reaching = threshold.op === '>=' || threshold.op === '>' || threshold.value > 0;
  if (reaching && threshold.op !== '<=' && verdicts.includes(true)) return null;
  const at = verdicts.indexOf(false);
  const open = verdicts.indexOf(null);
  const figure = found[at >= 0 ? at : open];
  if (!figure) return null;
  // Several that fall short may be parts that make it up.
  const several = reaching && threshold.unit !== '%' && verdicts.length > 1;
  const unsure = several || LOCAL.test(figure.what) || figure.role === 'part';
  const args = {
    what: threshold.what,
    value: figure.written,
    quote: figure.quote,
    demand: `${SIGNS[threshold.op]}${threshold.value}${threshold.unit === '工作日' ? '个' : ''}${threshold.unit}`,
    clause: threshold.source,
  };
  const where = { paragraph: figure.paragraph };
  return at >= 0 && !unsure
    ? { messageId: 'missed', args, where }
    : { messageId: 'open', severity: 'unverified', args, where };
}

const SIGNS: Record<Threshold['op'], string> = { '>=': '≥', '<=': '≤', '=': '＝', '>': '＞', '<': '＜' };

function figuresIn({ document }: StatementPart): Figure[] {
  if (document.kind !== 'word') return [];
  const { figures, tables } = bodyOf(document);
  return [...figures, ...tables.flatMap((grid) => figuresOfGrid(grid).figures)];
}

export const threshold: Rule = {
  card: {
    id: 'limits/threshold',
    topic: 'limits',
    severity: 'warning',
    summary: { zh: '数据未达到指标要求', en: 'A figure does not reach what the indicator demands' },
    why: {
      zh: '指标规定了量化要求，情况说明中的数据达不到，等于自己说明该项指标没有完成。',
      en: 'The indicator sets a number; a statement that falls short of it says that the indicator is not met.',
    },
    advice: {
      zh: '请核对数据：已达到的，改正数字；确未达到的，请说明原因和整改情况；往年数据请写明年份。',
      en: 'Check the figure: correct it if the demand is met; if it is not, say why and what is done; give the year of earlier figures.',
    },
    source: { zh: '任务清单：{clause}', en: 'Task list: {clause}' },
    messages: {
      missed: {
        zh: '{what}要求 {demand}，情况说明为 {value}（“{quote}”）',
        en: '{what} must be {demand}, the statement says {value} (“{quote}”)',
      },
      open: {
        zh: '{what}要求 {demand}，情况说明的表述为 {value}（“{quote}”），不能确认是否达到，请核对',
        en: '{what} must be {demand}; whether the statement’s {value} (“{quote}”) reaches it cannot be told: please check',
      },
    },
    examples: {
      good: ['2022年网上可办率为85%，2024年提升至92%', '由8个工作日压缩至3个工作日'],
      bad: ['网上可办率达到85%（要求≥90%）', '逾期案件2件（要求＝0件）'],
    },
  },
  *submission({ unit, department, statements }) {
    const asked = unit.thresholds.filter((limit) => isAskedOf(limit, department));
    if (asked.length === 0) return;
    for (const part of statements) {
      for (const demanded of asked) {
        const found = figuresBelow(demanded, part);
        if (found) yield { ...found, path: part.file.path };
      }
    }
  },
};
