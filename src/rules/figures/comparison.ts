/**
 * Which figures speak of the same thing. They do where the words around them are the same; where only a word of time or
 * of summing is lacking on one side they may; where any word differs they don't, and nothing is said.
 */
import type { Figure } from './figure.js';
import { agree, sameMeasure } from './quantity.js';

export interface Difference<F extends Figure = Figure> {
  /** In reading order. */
  first: F;
  second: F;
  /** What both are figures of, as written. */
  what: string;
  /** `unsure` where time or extent is not said on one side. */
  sure: boolean;
  /** Names of figures that the same two lists agree in; empty where no lists were compared. */
  agreeing: string[];
}

/** Happen again and again: two numbers differ only where both are said to be the whole. */
const RECURRING =
  /^(?:开展|举办|组织|召开|印发|制定|出台|发放|悬挂|张贴|发布|推送|报送|建成|设立|成立|新建|走访|检查|抽查|宣传|培训|参加|印制|下发|发出|制发|播放|摆放|解答|接受|接待|提供|出动|派出|选派|邀请|聘请|安排|投入|拨付|配备|涉及|覆盖|惠及|服务|评估|评查|选取|抽取|查看|回访|通报|约谈|征集|提出)/;
const RECURRING_UNIT = /^(?:次|场|场次|期|份|人次|块|条|篇|批|轮|台次|户次|家次)$/;
/** Are there, and are the same ones wherever they are spoken of. */
const STOCK = /(?:人员|机构|主体|事项|组织|队伍|站点|委员会|顾问|律师|调解员|监督员|联络员|联系点)$/;
/** Spans of time differ by what is done in them. */
const SPAN_UNIT = /^(?:工作日|日|小时|个月|分钟|岁|字|周|年|倍|百分点)$/;
const RATE = /(?:率|满意度|占比|比例|比重)$/;
/** Names that say too little to be one thing: 涉及人员, 各类案件. */
const VAGUE =
  /^(?:办理|受理|涉及|各类|相关|有关|其他|整改|处理|完成|发现|收到)?(?:案件|事项|问题|人员|文件|群众|活动|材料|单位|部门|企业|项目|意见|建议|投诉|资料|信息|培训|会议|工作)?$/;

/** Say only that there are so many: 保留行政许可事项286项 and 公布行政许可事项286项 may be one number. */
const THERE = /^(?:列明|保留|公布|公开|收录|现有|共有)(?=.{4})/;

/** What two figures must share to be compared; null where the figure may not be compared at all. */
export function subjectOf({ what, role, bound, chinese, unit }: Figure): string | null {
  if (role !== 'level' || bound !== null || chinese || SPAN_UNIT.test(unit)) return null;
  const subject = plain(what).replace(THERE, '');
  if (subject.length < (RATE.test(subject) ? 7 : 5) || subject.length > 30 || VAGUE.test(subject))
    return null;
  if (unit === '%' && !RATE.test(subject)) return null;
  return subject;
}

/** Whether a figure stands by itself, so that another text's may be held against it. */
export function standsByItself(figure: Figure): boolean {
  if (figure.context.length > 0) return false;
  if (figure.total || figure.unit === '%') return true;
  return figure.time !== null && !recurs(figure);
}

function recurs({ what, unit }: Figure): boolean {
  return RECURRING.test(what) || RECURRING_UNIT.test(unit);
}

function plain(what: string): string {
  return what.replace(/^(?:办理|共)(?=.{4})/, '');
}

/** Differences between figures of one text, or of texts of one owner about one thing. Each subject is told of once. */
export function differences<F extends Figure>(figures: readonly F[]): Difference<F>[] {
  const found: Difference<F>[] = [];
  const bySubject = new Map<string, F[]>();
  for (const figure of figures) {
    const subject = subjectOf(figure);
    if (subject === null) continue;
    const before = bySubject.get(subject);
    if (before) before.push(figure);
    else bySubject.set(subject, [figure]);
  }
  const times = new Set(figures.flatMap(({ time }) => time ?? []));
  const oneTime = times.size === 1 && [...times].every((time) => WHOLE_TIME.test(time));
  for (const [what, same] of bySubject) {
    const difference = firstDifference(what, same, oneTime);
    if (difference) found.push(difference);
  }
  return found;
}

/** A year, or all since one: what names no time is of it where a text names no other. */
const WHOLE_TIME = /^(?:20\d\d-?|今)$/;

const YEAR = /^(?:20\d\d|今)$/;

/** At most this many mentions of one subject are compared. */
const MENTIONS = 40;

function firstDifference<F extends Figure>(
  what: string,
  same: readonly F[],
  oneTime: boolean,
): Difference<F> | null {
  let unsure: Difference<F> | null = null;
  const looked = same.slice(0, MENTIONS);
  const told = new Set(looked.flatMap(({ time }) => time ?? []));
  for (const [index, second] of looked.entries()) {
    for (const first of looked.slice(0, index)) {
      const verdict = compared(first, second, oneTime);
      if (verdict === 'differs') return { first, second, what, sure: true, agreeing: [] };
      // Of several years: what names none is one of them, or their sum.
      if (verdict === 'unsure' && told.size < 2)
        unsure ??= { first, second, what, sure: false, agreeing: [] };
    }
  }
  return unsure;
}

/** @param oneTime the text speaks of one year or span only, so that what names none is of that one */
function compared(a: Figure, b: Figure, oneTime: boolean): 'differs' | 'unsure' | 'no' {
  // Tables are of different things, or say so in ways that can't be read.
  if (a.sentence < 0 && b.sentence < 0) return 'no';
  if (a.sentence === b.sentence || !sameMeasure(a, b) || agree(a, b)) return 'no';
  if (a.scope !== null && b.scope !== null && a.scope !== b.scope) return 'no';
  if (a.time !== null && b.time !== null && a.time !== b.time) return 'no';
  if ([...new Set(a.context)].sort().join() !== [...new Set(b.context)].sort().join()) return 'no';
  const rate = a.unit === '%';
  if (!rate) {
    if (recurs(a) && !(a.total && b.total)) return 'no';
    const [less, more] = a.value < b.value ? [a, b] : [b, a];
    if (more.total && !less.total) return 'no';
    if (less.total && !more.total) return 'unsure';
  }
  if (a.time !== b.time && !oneTime) {
    // What names no time may be of a longer one.
    const [unsaid, said] = a.time === null ? [a, b] : [b, a];
    const whole = YEAR.test(said.time ?? '');
    return whole && (rate || unsaid.value < said.value) ? 'unsure' : 'no';
  }
  if (plain(a.what) !== plain(b.what)) return 'unsure';
  if (rate || a.total || a.time !== null || b.time !== null) return 'differs';
  // Without time or total only what is there, as against what was done, can be one number.
  return STOCK.test(a.what) ? 'unsure' : 'no';
}
