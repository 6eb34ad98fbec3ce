/** Statements that are nearly the same, and statements taken over from another place. */
import type { Fact, RawFinding } from '../../model/finding.js';
import { isEvidenceListHeading } from '../../model/text.js';
import { across, type Rule } from '../rule.js';
import { listed } from '../scope.js';
import { bodyLines, emptiness, letters, linesOf } from './body.js';
import { comparedIn } from './likeness.js';
import { foreignRegion } from './region.js';

/** Letters: shorter ones (确无此项工作) may rightly be the same. */
const LEAST = 80;
/** Characters that a group has: five seldom meet by chance. */
const GROUP = 5;
/** Hashes kept of a statement: the smallest of all its groups' (a bottom-k sketch). */
const KEPT = 64;
/** Share of the text in common from which two statements are told of. */
const ALIKE = 0.8;
/** What that is of the hashes of both together: {@link common} solved for it, less what rounding may take. */
const LEAST_SHARED = ALIKE / (2 - ALIKE) - 1e-9;

type Delivered = {
  path: string;
  /** Prescribed statement it answers. */
  due: string;
  /** Delivered by one department for all, or by all together. */
  shared: boolean;
  sketch: number[];
};

/** FNV-1a, 32 bits, of {@link GROUP} characters from `at`. */
function hash(codes: Uint32Array, at: number): number {
  let value = 0x811c9dc5;
  for (let i = at; i < at + GROUP; i += 1) value = Math.imul(value ^ (codes[i] ?? 0), 0x01000193);
  return value >>> 0;
}

/** The list of evidence at the end is not the statement's own text. */
function prose(lines: readonly string[]): string {
  const end = lines.findIndex(isEvidenceListHeading);
  return (end < 0 ? lines : lines.slice(0, end)).join('');
}

function sketchOf(text: string): number[] {
  const codes = Uint32Array.from(comparedIn(text), (character) => character.codePointAt(0) ?? 0);
  const hashes = new Set<number>();
  for (let at = 0; at + GROUP <= codes.length; at += 1) hashes.add(hash(codes, at));
  return [...Uint32Array.from(hashes).sort().subarray(0, KEPT)];
}

/**
 * Share of two texts that they have in common (Dice), 0–1, told from their sketches: among the smallest hashes of
 * both together, those that both have (Broder 1997). Exact for texts of up to {@link KEPT} groups.
 */
function common(a: readonly number[], b: readonly number[]): number {
  const other = new Set(b);
  const both = [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, KEPT);
  const own = new Set(a);
  const shared = both.filter((value) => own.has(value) && other.has(value)).length / both.length;
  return (2 * shared) / (1 + shared);
}

function comparable(one: Fact<Delivered>, other: Fact<Delivered>): boolean {
  if (one.unit !== other.unit) return true;
  // The same statement twice in a folder (.doc and .docx), or one that the departments deliver together.
  if (one.data.due === other.data.due) return one.department !== other.department && !one.data.shared;
  return true;
}

function compare(gathered: readonly Fact<Delivered>[]): RawFinding[] {
  // However the folder was taken in parts, the later path is the one that is told of.
  const facts = [...gathered].sort((a, b) => (a.data.path < b.data.path ? -1 : 1));
  const found: RawFinding[] = [];
  const holders = new Map<number, number[]>();
  /** Hashes that each one before has in common with the one at hand. */
  const met = new Uint8Array(facts.length);
  for (const [at, fact] of facts.entries()) {
    const { sketch } = fact.data;
    met.fill(0);
    for (const value of sketch) {
      const before = holders.get(value);
      for (const other of before ?? []) met[other] = (met[other] ?? 0) + 1;
      if (before) before.push(at);
      else holders.set(value, [at]);
    }
    let best: { other: Fact<Delivered>; share: number } | null = null;
    for (const [before, shared] of met.subarray(0, at).entries()) {
      const other = facts[before];
      // Phrases that everybody uses are shared by thousands: only who has enough in common is looked at.
      if (!other || shared < LEAST_SHARED * Math.max(sketch.length, other.data.sketch.length)) continue;
      if (!comparable(other, fact)) continue;
      const share = common(sketch, other.data.sketch);
      if (share >= ALIKE && share > (best?.share ?? 0)) best = { other, share };
    }
    if (!best) continue;
    const args = { percent: Math.floor(best.share * 100), other: best.other.data.path };
    const place = { department: fact.department, unit: fact.unit, path: fact.data.path, args };
    const sameUnit = best.other.unit === fact.unit && best.other.department !== fact.department;
    found.push(
      sameUnit ? { messageId: 'same-unit', severity: 'info', ...place } : { messageId: 'alike', ...place },
    );
  }
  return found;
}

export const nearDuplicate: Rule = {
  card: {
    id: 'statement/near-duplicate',
    topic: 'statement',
    severity: 'warning',
    summary: {
      zh: '情况说明雷同或者套用外地文稿',
      en: 'Statements are nearly the same, or were taken over from another place',
    },
    why: {
      zh: '不同指标、不同单位的情况说明大段相同，或者留有外地名称，说明没有按本项本单位实际撰写，会被认为材料不实。',
      en: 'Statements of different rows or departments that are mostly the same, or name another place as their own, were not written from the facts and are taken for untrue.',
    },
    advice: {
      zh: '请核对是否放错文件；按本项指标和本单位实际重写，改正地名、单位名和数据。',
      en: 'See whether it is the right file; write it from the facts of this row and department, and correct names and figures.',
    },
    source: {
      zh: '附件1第1条：防止弄虚作假；任务清单否决项第2项',
      en: 'Annex 1, clause 1: no invention; veto 2 of the task list',
    },
    messages: {
      alike: {
        zh: '情况说明正文约 {percent}% 与“{other}”相同（按连续 5 字比对）',
        en: 'About {percent}% of the text is the same as "{other}" (compared by groups of 5 characters)',
      },
      'same-unit': {
        zh: '与同一单元的“{other}”约 {percent}% 相同；各牵头单位应分别写明本单位的情况',
        en: 'About {percent}% is the same as "{other}" of the same unit; each lead tells of its own work',
      },
      'other-region': {
        zh: '文中以{names}自称，而本地区是{region}',
        en: 'The text speaks of {names} as its own; this is {region}',
      },
    },
    examples: {
      good: ['各指标分别撰写', '赴某县考察学习', '我局无此项职责（简短说明可以相同）'],
      bad: ['第2项和第17项的情况说明相同', '新城区的情况说明里写“我县”', '落款为另一个县的单位'],
    },
  },
  *submission(submission, { unit }, { config, pack }) {
    for (const { file, document } of submission.statements) {
      if (document.kind !== 'word' || emptiness(document, unit) !== null) continue;
      const foreign = foreignRegion(linesOf(document), config.region, [pack.region, ...pack.checks.places]);
      if (foreign.length === 0) continue;
      const names = listed(
        foreign.map(({ name, count }) => `“${name}”（${count}处）`),
        3,
      );
      yield { messageId: 'other-region', args: { names, region: config.region }, path: file.path };
    }
  },
  across: across<Delivered>({
    *submission(submission, { unit }) {
      for (const { file, document, prescribed, firstParagraph } of submission.statements) {
        if (document.kind !== 'word' || prescribed === null || emptiness(document, unit) !== null) continue;
        const text = prose(bodyLines(document, firstParagraph));
        if (letters(text) < LEAST) continue;
        const shared = prescribed.by !== 'each';
        yield { path: file.path, due: prescribed.name, shared, sketch: sketchOf(text) };
      }
    },
    judge: compare,
  }),
};
