/**
 * Lists of parallel figures: 行政许可336项、行政确认10项、行政处罚1708项. Where a second list holds the same names and the
 * same numbers but for one, the one is wrong in one of them: the numbers that agree show that both are about the same.
 */
import type { Difference } from './comparison.js';
import { CUMULATED, type Figure } from './figure.js';
import { agree, sameMeasure } from './quantity.js';

export interface Member<F extends Figure = Figure> {
  name: string;
  figure: F;
}

export interface Series<F extends Figure = Figure> {
  /** What is done with all of them; '' where they are only there. */
  done: string;
  members: Member<F>[];
  /** Of one table: its columns are never lists of the same. */
  table: string | null;
}

/** What is done with all members of a list stands before the first: 梳理行政许可事项336项、行政确认10项. */
const DONE = /^(?:办理|受理|办结|审结|作出|完成|实施|取消|下放|承接|新增|查处|立案)+/;
/** Says no more than that they are there. */
const THERE = /^(?:梳理|清理|公布|公开|编制|保留|认领|涉及|涵盖|包括|共|列明)+/;
/** What kind of thing is counted: the list's names stand before it. */
const KIND = /(?:事项|职权|权力|案件|项目|类别|类)$/;
/** Of the time before the list was cleared: not what is now. */
const FORMER = /原(?:有)?$/;

const LEAST = 3;

/** The lists of a text: three and more named figures in one sentence. */
export function seriesIn<F extends Figure>(figures: readonly F[]): Series<F>[] {
  const bySentence = new Map<number, F[]>();
  for (const figure of figures) {
    const inside = bySentence.get(figure.sentence);
    if (inside) inside.push(figure);
    else bySentence.set(figure.sentence, [figure]);
  }
  return [...bySentence.values()].flatMap((inside) => {
    const members = namedMembers(inside);
    if (members.length < LEAST) return [];
    const done = DONE.exec(inside[0]?.what ?? '')?.[0] ?? '';
    return [{ done, members, table: null }];
  });
}

function namedMembers<F extends Figure>(figures: readonly F[]): Member<F>[] {
  const members = new Map<string, F | null>();
  let topic = '';
  let segment = -1;
  for (const figure of figures) {
    if (figure.segment !== segment) topic = '';
    segment = figure.segment;
    const own = seriesName(figure.what);
    const former = FORMER.test(own);
    const bare = own.replace(/[原现]有?$/, '');
    // 行政处罚原职权数1731，现职权数1709: the second has its name from the first.
    const name = bare === '' ? topic : bare;
    topic = name;
    const clean =
      figure.bound === null && !figure.chinese && (figure.role === 'level' || figure.role === 'part');
    if (former || name.length < 2 || !clean) continue;
    // A name that comes twice names two things.
    members.set(name, members.has(name) ? null : figure);
  }
  return [...members].flatMap(([name, figure]) => (figure === null ? [] : [{ name, figure }]));
}

/** A member's name without what is done and what kind of thing is counted. */
export function seriesName(what: string): string {
  return what.replace(DONE, '').replace(THERE, '').replace(KIND, '');
}

/** Of two numbers that agree one must be large enough not to do so by chance. */
const TELLING = 10;

/** Lists that agree in at least two figures, and in twice as many as they differ in. */
export function seriesDifferences<F extends Figure>(all: readonly Series<F>[]): Difference<F>[] {
  const byName = new Map<string, number[]>();
  for (const [index, { members }] of all.entries()) {
    for (const { name } of members) {
      const lists = byName.get(name);
      if (lists) lists.push(index);
      else byName.set(name, [index]);
    }
  }
  const found: Difference<F>[] = [];
  for (const [index, series] of all.entries()) {
    const shared = new Map<number, number>();
    for (const { name } of series.members)
      for (const other of byName.get(name) ?? [])
        if (other > index) shared.set(other, (shared.get(other) ?? 0) + 1);
    for (const [other, count] of shared) {
      const against = all[other];
      if (count >= LEAST && against) found.push(...differing(series, against));
    }
  }
  return found;
}

function differing<F extends Figure>(one: Series<F>, other: Series<F>): Difference<F>[] {
  if (one.done !== other.done || (one.table !== null && other.table !== null)) return [];
  const agreeing: Member<F>[] = [];
  const apart: [Member<F>, F][] = [];
  for (const member of one.members) {
    const against = other.members.find(({ name }) => name === member.name)?.figure;
    if (!against || !sameMeasure(member.figure, against)) continue;
    if (conflicting(member.figure, against)) return [];
    if (agree(member.figure, against)) agreeing.push(member);
    else apart.push([member, against]);
  }
  const matched = new Set([...agreeing, ...apart.map(([member]) => member)].map(({ name }) => name));
  const fromTheHead = [one, other].some(({ members }) => matched.has(members[0]?.name ?? ''));
  const telling = agreeing.some(({ figure }) => figure.value >= TELLING);
  const distinct = new Set(agreeing.map(({ figure }) => figure.value)).size;
  if (!fromTheHead || !telling || distinct < 2 || apart.length * 2 > agreeing.length) return [];
  return apart.map(([{ name, figure }, against]) => ({
    first: figure,
    second: against,
    what: name,
    sure: true,
    agreeing: agreeing.map((member) => `${member.name}${member.figure.written}`),
  }));
}

/** Of other years, of another body, or parts of something beside wholes: not the same list. */
function conflicting(a: Figure, b: Figure): boolean {
  return (
    a.role !== b.role ||
    (a.time !== b.time && [a, b].every(({ time }) => time !== null && time !== CUMULATED)) ||
    (a.scope !== null && b.scope !== null && a.scope !== b.scope)
  );
}
