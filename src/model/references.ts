/**
 * Where a statement speaks of a material: by number, as people write it (见材料3, 附件1-3, 材料1、2、5, 印证材料（3）,
 * 材料3至材料7, 目录第3项, 017-03), or by its title, document number or address.
 */
import type { CatalogueEntry } from './document.js';
import { documentNumberOf, documentNumbers, sameNumber } from './documentnumber.js';
import { foldName, foldWidth } from './fold.js';
import { parseChineseNumber } from './numerals.js';
import { isEvidenceListHeading } from './text.js';

export interface Reference {
  /** The words with their number: 材料3, 附件1-3. */
  text: string;
  /** An attachment may be that of another document, or of the statement itself. */
  label: 'material' | 'attachment';
  from: Place;
  /** Equal to `from` for a single one. */
  to: Place;
  /** Where it stands in the text as written, UTF-16 units. */
  at: { start: number; end: number };
}

/** 3; or 1-2, of which it is not known whether it is a sub-number, a span, or has the unit's number before it. */
export interface Place {
  no: number;
  sub: number | null;
}

const CHINESE = '[一二三四五六七八九十]{1,3}';
const NUMBER = `(?:\\d{1,3}(?:[-.]\\d{1,3})?|${CHINESE})`;
const LABEL = '(?:(?:印证|证明|佐证|支撑|申报)?材料|附件|证据)';
/** Width is folded: brackets are half-width, dashes are -. */
const FIRST = new RegExp(
  `(${LABEL}(?:目录)?|目录)(?:中)?(序号|编号|第)?[ :]*([(\\[【〔#]?)[ ]*(${NUMBER})[ ]*[)\\]】〕]?`,
  'g',
);
const NEXT = new RegExp(
  `^[ ]*(?:(至|到|-|~|〜)|[、,;和及与]|以及)[ ]*(${LABEL}?)(?:序号|编号|第)?[ ]*[(\\[【〔]?[ ]*(${NUMBER})[ ]*[)\\]】〕]?`,
);
/** 材料62份, 材料3项: how many, not which. */
const COUNTED = /^[ ]*(?:[份件个页类套余万千百多种次册本张家篇人名批户元度级期年月日条]|[%\d.]|式)/;
/** 见材料3; 卷宗材料, 原材料 and 提交材料 are other words. */
const BEFORE_MATERIAL = /(?:^|[^\p{sc=Han}]|[见及和与至或到如即据从由按附以看])$/u;
/** 《…》附件1, 新政发〔2024〕3号附件2, 通知附件3: another document's. */
const OF_ANOTHER = /(?:[》号)\]]|通知|方案|办法|意见|文件|规定|公告|报告|[的其])$/;

function placeOf(written: string): Place {
  const chinese = parseChineseNumber(written);
  if (chinese !== null) return { no: chinese, sub: null };
  const [no = '', sub] = written.split(/[-.]/);
  return { no: Number(no), sub: sub === undefined ? null : Number(sub) };
}

function kindOf(label: string): Reference['label'] {
  return label.startsWith('附件') ? 'attachment' : 'material';
}

/** The text with its width folded, and for each of its units where the original stands that it came from. */
function folded(written: string): { text: string; origin: number[] } {
  let text = '';
  const origin: number[] = [];
  let at = 0;
  for (const char of written) {
    const plain = foldWidth(char);
    for (let i = 0; i < plain.length; i++) origin.push(at);
    text += plain;
    at += char.length;
  }
  origin.push(at);
  return { text, origin };
}

/** Without one of these there is no reference: most paragraphs need not be looked at any closer. */
const ANY_LABEL = /材料|附件|证据|目录/;

/** @returns in the order of the text; nothing for what only looks like one */
export function references(written: string): Reference[] {
  if (!ANY_LABEL.test(foldWidth(written))) return [];
  const { text, origin } = folded(written);
  /** Without a closing bracket that was opened before. */
  const span = (start: number, words: string) => {
    const own = /[([【〔]/.test(words) ? words : words.replace(/[ )\]】〕]+$/, '');
    const end = start + own.trimEnd().length;
    return { start: origin[start] ?? written.length, end: origin[end] ?? written.length };
  };
  const found: Reference[] = [];
  let read = 0;
  for (const hit of text.matchAll(FIRST)) {
    if (hit.index < read) continue;
    const [whole, label = '', ordinal, , number = ''] = hit;
    const before = text.slice(0, hit.index);
    const attachment = kindOf(label) === 'attachment';
    if (attachment ? OF_ANOTHER.test(before) : label === '材料' && !BEFORE_MATERIAL.test(before)) continue;
    // 目录2024年版, 权责清单目录第30项: another list, unless it is referred to.
    if (label === '目录' && (ordinal === undefined || !/(?:^|[见(,、按据])$/.test(before))) continue;
    let rest = text.slice(hit.index + whole.length);
    if (isCount(rest, ordinal, number)) continue;
    const from = placeOf(number);
    const at = span(hit.index, whole);
    found.push({ text: whole.trim(), label: kindOf(label), from, to: from, at });
    for (let next = NEXT.exec(rest); next; next = NEXT.exec(rest)) {
      const start = text.length - rest.length;
      const after = rest.slice(next[0].length);
      const [, to, own = '', word = ''] = next;
      if (isCount(after, undefined, word) || (parseChineseNumber(word) !== null && !startsBreak(after)))
        break;
      const place = placeOf(word);
      const last = found.at(-1);
      if (to !== undefined && last && last.to === last.from) {
        const { end } = span(start, next[0]);
        found[found.length - 1] = {
          ...last,
          text: `${last.text}${next[0].trim()}`,
          to: place,
          at: { start: last.at.start, end },
        };
      } else {
        // Without the mark that joins it to the one before.
        const joint = /^[ ]*(?:[、,;和及与]|以及)[ ]*/.exec(next[0])?.[0].length ?? 0;
        const at = span(start + joint, next[0].slice(joint));
        const kind = kindOf(own || label);
        found.push({ text: `${own || label}${word}`, label: kind, from: place, to: place, at });
      }
      rest = after;
    }
    read = text.length - rest.length;
  }
  return found;
}

/** 材料3份 and 材料3项 count; 第3项 names. A Chinese numeral with words behind it belongs to them: 材料一致. */
function isCount(after: string, ordinal: string | undefined, number: string): boolean {
  if (COUNTED.test(after) || (ordinal === undefined && /^[ ]*项/.test(after))) return true;
  return parseChineseNumber(number) !== null && ordinal === undefined && !startsBreak(after);
}

function startsBreak(after: string): boolean {
  return after === '' || !/^\p{sc=Han}/u.test(after) || /^(?:至|到|和|及|与|所示|中)/.test(after);
}

/** Signs that a statement drops when it names a material. */
function key(text: string): string {
  return foldName(text).replace(/["《》〈〉<>()[\]【】〔〕、,.;:·-]/g, '');
}

/** Long enough to be no chance. */
const TELLING = 4;
/** What is left of a title without its owner's name must say what it is. */
const LEAST_REST = 6;

/** A name in 《》 or quotation marks, as {@link spokenOf} compares it; '' where it is too short to tell anything. */
export interface SpokenTitle {
  key: string;
  /** Where it stands in the text, marks included, UTF-16 units. */
  start: number;
  end: number;
}

/** The names that a text sets between marks, in its order. */
export function spokenTitles(text: string): SpokenTitle[] {
  const hits = [...text.matchAll(/《([^《》]{2,60})》|“([^“”]{4,60})”|「([^「」]{4,60})」/g)];
  return hits
    .map((hit) => ({
      key: key(hit[1] ?? hit[2] ?? hit[3] ?? ''),
      start: hit.index,
      end: hit.index + hit[0].length,
    }))
    .filter((title) => title.key.length >= TELLING);
}

/** What a statement says, prepared for {@link namesMaterial}. */
export function spokenOf(text: string) {
  return {
    key: key(text),
    titles: spokenTitles(text).map((title) => title.key),
    numbers: documentNumbers(text),
    text,
  };
}

/** 佐证材料：1.…；2.… at a statement's end, in one paragraph. */
const LISTED =
  /(?:佐证|印证|证明|支撑)材料(?:目录|清单)?(?:如下|附后)?[:：]\s*(?=[(（]?1[)）.、．])([\s\S]*)$/;
const ITEM = /(?:^|[;；。，,\s])\s*[(（]?(\d{1,2})(?:[)）]|[.、．])(?!\d)/g;

/** Numbers of the evidence that a statement lists by itself, 1 to n; empty where it has no such list. */
export function listedNumbers(texts: readonly string[]): number[] {
  const heading = texts.findIndex((text) => isEvidenceListHeading(text));
  const list =
    heading < 0
      ? texts.flatMap((text) => LISTED.exec(text)?.[1] ?? []).join('\n')
      : texts.slice(heading + 1).join('\n');
  const numbers = [...list.matchAll(ITEM)].map(([, number]) => Number(number));
  const end = numbers.findIndex((number, index) => number !== index + 1);
  return end < 0 ? numbers : numbers.slice(0, end);
}

/** The title without whose it is: 新城区教育局普法责任清单 of 新城区教育局 is spoken of as 普法责任清单. */
function withoutOwner({ title, responsible }: CatalogueEntry): string {
  const [whole, owner] = [key(title), key(responsible)];
  const rest = owner !== '' && whole.startsWith(owner) ? whole.slice(owner.length) : '';
  return rest.length >= LEAST_REST ? rest : whole;
}

const alike = (a: string, b: string) => a.length >= TELLING && (a.includes(b) || b.includes(a));

/** How surely a name means a material of this title: 3 its very name, 2 what it issues, 1 a part of it, 0 not at all. */
export function likeness(said: string, title: string): 0 | 1 | 2 | 3 {
  const whole = key(title);
  const issued = [...title.matchAll(/《([^《》]+)》/g)].map((hit) => key(hit[1] ?? ''));
  if (whole === said || issued.includes(said)) return 3;
  if (issued.some((name) => alike(name, said))) return 2;
  return whole.includes(said) ? 1 : 0;
}

/** Whether the statement names the material by its title, by what it issues, by document number or address. */
export function namesMaterial(spoken: ReturnType<typeof spokenOf>, entry: CatalogueEntry): boolean {
  const own = withoutOwner(entry);
  if (own.length >= TELLING && spoken.key.includes(own)) return true;
  if (spoken.titles.some((said) => likeness(said, entry.title) > 0)) return true;
  const number = documentNumberOf(entry.documentNumber);
  if (number && spoken.numbers.some((said) => sameNumber(said, number))) return true;
  return entry.urls.some((url) => spoken.text.includes(url));
}
