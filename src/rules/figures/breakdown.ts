/**
 * Parts and wholes in running text. Parts make up their whole only where the wording says so (分别为, 分为, 合计 …); after
 * 其中 kinds may be left out or overlap, so that only a part greater than its whole is wrong.
 */
import type { Figure } from './figure.js';

export interface Wrong {
  messageId: 'sum' | 'sum-unsure' | 'part' | 'share' | 'change';
  /** The figure that does not fit, and what it is held against. */
  figure: Figure;
  /** 12＋30＋7＝49件 */
  arithmetic: string;
  /** The figure as the text has it: 合计50件. */
  written: string;
}

const NOT_COUNTED = /^(?:%|‰|百分点|倍|工作日|日|小时|个月|分钟|岁|字|周)$/;
/** Directly before the number: a sum of what was listed. */
const SUM_AFTER = /[，,、；;(（]\s?(?:一共|共计|合计|总计|共)(?:为|达|是)?\s?$/;
/** Directly behind the whole: all its parts follow. */
const PARTS_ALL = /^[，,:：(（]\s?(?:(?:具体)?分为|即|分别[为是])/;
/** All its parts seem to follow. */
const PARTS_LISTED = /^[，,:：(（]\s?(?:包括|具体(?:为|是|包括)|:)|^[:：]/;
const NEXT_PART = /^[^，,、；;。]{0,10}[、，,和；;][^，,、；;。]{0,14}$/;
/** A sum of its own begins. */
const ANOTHER_SUM = /(?<!公)共|合计|总计|累计|总数/;
const COORDINATE = /^[^，,、；;。]{0,4}、[^，,、；;。另]{0,14}$/;
/** The list goes on unsaid. */
const AND_SO_ON = /^[^，,；;。]{0,12}等/;

/** What does not add up in a text's figures. Linear in their number but for sentences, which are short. */
export function wrongSums(figures: readonly Figure[]): Wrong[] {
  const bySentence = new Map<number, Figure[]>();
  for (const figure of figures) {
    const inside = bySentence.get(figure.sentence);
    if (inside) inside.push(figure);
    else bySentence.set(figure.sentence, [figure]);
  }
  return [...bySentence.values()]
    .filter(
      (inside) => inside.length > 1 && inside.length <= SENTENCE && inside.every((f) => f.role !== 'target'),
    )
    .flatMap((inside) => [
      ...exceedingParts(inside),
      ...sumsAfter(inside),
      ...sumsBefore(inside),
      ...shares(inside),
      ...changes(inside),
    ]);
}

/** A longer sentence is a table written out. */
const SENTENCE = 60;

function exact({ bound }: Figure): boolean {
  return bound === null;
}

function counts(figure: Figure): boolean {
  return !NOT_COUNTED.test(figure.unit) && figure.unit !== '';
}

/** 受理28件，其中来访32件 */
function* exceedingParts(figures: Figure[]): Generator<Wrong> {
  for (const [index, first] of figures.entries()) {
    if (!first.gap.includes('其中') || !counts(first)) continue;
    const wholes = figures
      .slice(0, index)
      .filter((f) => f.unit === first.unit && f.role !== 'change' && f.role !== 'former');
    const whole = wholes.reduce<Figure | null>((most, f) => (most && most.value >= f.value ? most : f), null);
    if (!whole || wholes.some((f) => !exact(f)) || /[。；;]/.test(first.gap)) continue;
    const parts = [first];
    for (const next of figures.slice(index + 1)) {
      // Behind a comma another whole may begin: 新增铁路639公里，其中高铁370公里，新增公路2600公里.
      if (!COORDINATE.test(next.gap) || next.unit !== first.unit) break;
      parts.push(next);
    }
    for (const part of parts) {
      if (part.role !== 'part' || ANOTHER_SUM.test(part.gap) || !exact(part) || part.value <= whole.value)
        continue;
      yield {
        messageId: 'part',
        figure: part,
        arithmetic: `${part.written}＞${whole.written}`,
        written: part.quote,
      };
    }
  }
}

/** 行政许可12件、行政处罚30件，共计50件 */
function* sumsAfter(figures: Figure[]): Generator<Wrong> {
  for (const [index, whole] of figures.entries()) {
    const parts = figures.slice(0, index);
    if (!SUM_AFTER.test(whole.gap) || !counts(whole) || parts.length < 2) continue;
    const listed = parts.every(
      (f) => f.unit === whole.unit && exact(f) && (f.role === 'level' || f.role === 'respective'),
    );
    const own = whole.role === 'level' || whole.role === 'respective';
    if (parts.slice(1).some((f) => ANOTHER_SUM.test(f.gap)) || ANOTHER_SUM.test(parts[0]?.clause ?? ''))
      continue;
    if (!listed || !own || !exact(whole) || whole.after !== '') continue;
    // What stands first may be no part of the list.
    if (parts.slice(0, -1).some((_, from) => adds(parts.slice(from), whole))) continue;
    yield sumOf('sum', parts, whole);
  }
}

/** 共50件，分别为行政许可12件、行政处罚30件 */
function* sumsBefore(figures: Figure[]): Generator<Wrong> {
  for (const [index, whole] of figures.entries()) {
    const first = figures[index + 1];
    if (!first || !counts(whole) || !exact(whole) || first.gap.includes('其中')) continue;
    const all = PARTS_ALL.test(first.gap);
    if (!all && !(PARTS_LISTED.test(first.gap) && whole.total)) continue;
    const parts = [first];
    for (const next of figures.slice(index + 2)) {
      if (!NEXT_PART.test(next.gap)) break;
      parts.push(next);
    }
    const clean = parts.every(
      (f) =>
        f.unit === whole.unit &&
        exact(f) &&
        !ANOTHER_SUM.test(f.gap) &&
        f.role !== 'change' &&
        f.role !== 'each',
    );
    const last = parts.at(-1);
    if (!clean || parts.length < 2 || !last || AND_SO_ON.test(last.after) || adds(parts, whole)) continue;
    const less = parts.reduce((sum, f) => sum + f.value, 0) < whole.value;
    yield sumOf(less && !all ? 'sum-unsure' : 'sum', parts, whole);
  }
}

function adds(parts: Figure[], whole: Figure): boolean {
  const sum = parts.reduce((total, f) => total + f.value, 0);
  const rounded = [...parts, whole].some((f) => f.precision !== 1);
  const tolerance = rounded ? parts.reduce((total, f) => total + f.precision / 2, whole.precision / 2) : 1e-9;
  return Math.abs(sum - whole.value) <= tolerance;
}

function sumOf(messageId: 'sum' | 'sum-unsure', parts: Figure[], whole: Figure): Wrong {
  const written = (f: Figure) => f.written.replace(/[^\d.,万亿]/g, '') || String(f.value);
  const sum = parts.reduce((total, f) => total + f.value, 0);
  const unit = parts.some((f) => /[万亿]/.test(f.written)) ? '' : whole.unit;
  const arithmetic = `${parts.map(written).join('＋')}＝${shown(unit === '' ? sum / 10_000 : sum)}${unit === '' ? '万' : ''}`;
  return { messageId, figure: whole, arithmetic, written: whole.written };
}

function shown(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}

/** What a rate is made of: its name's end, what stands above the line, what below. */
const RATES: readonly [RegExp, RegExp, RegExp][] = [
  [/办结率$/, /^(?:已|均)?(?:办结|审结)/, /^(?:受理|收到|接到|承办|接收|交办)/],
  [/(?:办复|答复|回复|反馈)率$/, /^(?:已|均)?(?:答复|办复|回复|反馈)/, /^(?:收到|受理|接到|承办)/],
  [/整改率$/, /^(?:已|均)?(?:完成)?整改/, /^(?:共)?(?:发现|排查|查出)/],
  [/(?:化解|调解成功|调处成功)率$/, /^(?:成功)?(?:化解|调解成功|调处成功)/, /^(?:排查|受理|调处)/],
  [/采纳率$/, /^采纳/, /^(?:收到|征集|提出)/],
  [/合格率$/, /合格/, /^(?:参加|参考|抽检|检测|抽查)/],
  [/出庭(?:应诉)?率$/, /出庭/, /开庭|应诉案件/],
];
/** In time or to the full: of those settled, not of all. */
const QUALIFIED = /按期|按时|及时|限期|当场|一次/;
/** Directly before a share of what was just said. */
const SHARE =
  /^[^，,、；;。]{0,6}[，,]?(?:约)?占(?:比|(?:总数|总量|案件总数|全部)的|比例)?(?:达到|达|为)?\s?$/;

/** 受理100件，办结90件，办结率95% */
function* shares(figures: Figure[]): Generator<Wrong> {
  for (const [index, rate] of figures.entries()) {
    if (rate.unit !== '%' || !exact(rate) || rate.role === 'change') continue;
    const earlier = figures.slice(0, index).filter((f) => counts(f));
    const pair = SHARE.test(rate.gap) ? partAndWhole(earlier) : ofRate(rate, earlier);
    if (!pair) continue;
    const [part, whole] = pair;
    const percent = (part.value / whole.value) * 100;
    if (whole.value === 0 || Math.abs(percent - rate.value) <= rate.precision) continue;
    yield {
      messageId: 'share',
      figure: rate,
      arithmetic: `${part.written}÷${whole.written}＝${shown(Math.round(percent * 100) / 100)}%`,
      written: rate.written,
    };
  }
}

function partAndWhole(earlier: Figure[]): [Figure, Figure] | null {
  const part = earlier.at(-1);
  const wholes = earlier.slice(0, -1).filter((f) => f.unit === part?.unit);
  const [whole] = wholes;
  if (!part || !whole || wholes.length !== 1 || !exact(part) || !exact(whole)) return null;
  return part.value <= whole.value && whole.role !== 'change' && whole.role !== 'former'
    ? [part, whole]
    : null;
}

function ofRate(rate: Figure, earlier: Figure[]): [Figure, Figure] | null {
  const terms = RATES.find(([name]) => name.test(rate.what));
  if (!terms || QUALIFIED.test(rate.what)) return null;
  const clean = earlier.filter((f) => f.role === 'level' && f.segment === rate.segment);
  const [part, ...parts] = clean.filter((f) => terms[1].test(f.what) && !QUALIFIED.test(f.what));
  const [whole, ...wholes] = clean.filter((f) => terms[2].test(f.what));
  if (!part || !whole || parts.length + wholes.length > 0 || part === whole || part.unit !== whole.unit)
    return null;
  return exact(part) && exact(whole) && part.value <= whole.value ? [part, whole] : null;
}

const MOVED_BY =
  /^[^，,、；;。]{0,4}[，,](?:共|净|同比)?(?:增加|减少|增长|下降|压减|压缩|提高|提升|降低|缩短|增幅|降幅|减幅)(?:了|达|为)?\s?$/;

/** 由21个降至17个，减少5个 */
function* changes(figures: Figure[]): Generator<Wrong> {
  for (const [index, by] of figures.entries()) {
    const [from, to] = [figures[index - 2], figures[index - 1]];
    if (!from || !to || !MOVED_BY.test(by.gap) || from.role !== 'former' || !/[到至为]/.test(to.gap))
      continue;
    if (from.unit !== to.unit || ![from, to, by].every(exact) || from.value === 0) continue;
    const difference = Math.abs(to.value - from.value);
    const points = by.unit === '百分点' && from.unit === '%';
    const percent = by.unit === '%' && from.unit !== '%';
    if (!points && !percent && by.unit !== from.unit) continue;
    const expected = percent ? (difference / from.value) * 100 : difference;
    if (Math.abs(expected - by.value) <= (percent ? by.precision : by.precision / 1e6)) continue;
    const [before, now] = [shown(from.value), shown(to.value)];
    const moved = Math.round(expected * 100) / 100;
    yield {
      messageId: 'change',
      figure: by,
      arithmetic: percent
        ? `|${now}－${before}|÷${before}＝${shown(moved)}%`
        : `|${now}－${before}|＝${shown(moved)}${by.unit}`,
      written: by.quote,
    };
  }
}
