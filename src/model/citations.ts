/** Which entries of a catalogue the references of a statement mean. */
import type { CatalogueEntry } from './document.js';
import { foldWidth } from './fold.js';
import type { Unit } from './pack.js';
import { likeness, type Place, type Reference, references, spokenTitles } from './references.js';

/** A catalogue's entry with its number. */
export interface Numbered extends Place {
  entry: CatalogueEntry;
}

/** The numbers that can be read, without the unit's own where all have it before them. */
function readNumbers(entries: readonly CatalogueEntry[], unit: Unit): Numbered[] {
  const read = entries.flatMap((entry): Numbered[] => {
    const number = readNumber(entry.number);
    return number === null ? [] : [{ entry, ...number }];
  });
  const prefixed = read.every(({ no, sub }) => sub !== null && no === unit.indicators[0]?.no);
  return prefixed ? read.map(({ entry, sub }) => ({ entry, no: sub ?? 0, sub: null })) : read;
}

const keyOf = ({ no, sub }: Place): string => `${no}-${sub ?? ''}`;

/** The catalogue's numbers, 1 to n without a fault; null where they can't be told apart or have gaps. */
export function numbersOf(entries: readonly CatalogueEntry[], unit: Unit): Numbered[] | null {
  const numbers = readNumbers(entries, unit);
  const tops = new Set(numbers.map(({ no }) => no));
  const keys = new Set(numbers.map(keyOf));
  const sound = numbers.length === entries.length && keys.size === numbers.length;
  return sound && Math.max(...tops) === tops.size ? numbers : null;
}

/** What a reference names, as numbers of the catalogue: 1-3 is a span where there is no such sub-number. */
export function placesOf({ from, to }: Reference, numbers: readonly Numbered[], unit: Unit): Place[] {
  const has = (place: Place) => numbers.some(({ no, sub }) => no === place.no && sub === place.sub);
  const plain = (place: Place): Place =>
    place.sub !== null && place.no === unit.indicators[0]?.no && !has(place)
      ? { no: place.sub, sub: null }
      : place;
  const span = (first: number, last: number) =>
    Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => ({ no: first + i, sub: null }));
  if (from !== to) {
    const [first, last] = [plain(from), plain(to)];
    return first.sub === null && last.sub === null ? span(first.no, last.no) : [first, last];
  }
  // In unit 1, 1-3 may be a span as well: what the catalogue can't hold otherwise.
  if (from.sub === null || has(from)) return [from];
  const one = plain(from);
  return one.sub === null ? [one] : span(from.no, from.sub);
}

/** 1 · 01 · 1. · (1) · ① · 材料1 · 1-2 · 1.2 · 1（2）; null for anything else. */
export function readNumber(text: string): { no: number; sub: number | null } | null {
  const folded = foldWidth(text)
    .replace(/\s/g, '')
    .replace(/^(?:印证|证明|佐证|支撑)?材料(?=[\d(])/, '')
    .replace(/[.、,:)]+$/, (tail) => (tail.includes(')') ? ')' : ''));
  const plain = /^(?:\((\d{1,4})\)|(\d{1,4})\)?)$/.exec(folded);
  if (plain) return { no: Number(plain[1] ?? plain[2]), sub: null };
  const nested = /^(\d{1,4})(?:[-._](\d{1,4})|\((\d{1,4})\))$/.exec(folded);
  return nested ? { no: Number(nested[1]), sub: Number(nested[2] ?? nested[3]) } : null;
}

/** So long, a part of a title can't be another's by chance. */
const TELLING_PART = 6;

/** A place in a text, UTF-16 units, and the entry that it means. */
export interface Citation {
  start: number;
  end: number;
  entry: CatalogueEntry;
}

/**
 * What a statement's paragraph says of its catalogue's materials: by number (见材料3; of a span the first), or by a
 * name between marks that one material alone has. In the order of the text, none over another.
 * @param attachments whether the statement lists attachments of its own: 附件1 is then one of those
 */
export function citationsIn(
  text: string,
  entries: readonly CatalogueEntry[],
  unit: Unit,
  attachments: boolean,
): Citation[] {
  const all = readNumbers(entries, unit);
  // A number that two entries have names neither.
  const numbers = all.filter((one) => all.filter((other) => keyOf(other) === keyOf(one)).length === 1);
  const byNumber = references(text).flatMap((one): Citation[] => {
    if (attachments && one.label === 'attachment') return [];
    const [place] = placesOf(one, numbers, unit);
    const hit =
      numbers.find(({ no, sub }) => no === place?.no && sub === place.sub) ??
      numbers.find(({ no }) => no === place?.no);
    return hit ? [{ ...one.at, entry: hit.entry }] : [];
  });
  const byName = spokenTitles(text).flatMap(({ key, start, end }): Citation[] => {
    const rated = entries.map((entry) => ({ entry, like: likeness(key, entry.title) }));
    const best = Math.max(0, ...rated.map(({ like }) => like));
    // Quotation marks set off any catchword: only the very title is a title there.
    const enough = text[start] !== '《' ? 3 : key.length < TELLING_PART ? 2 : 1;
    const [only, ...others] = best < enough ? [] : rated.filter(({ like }) => like === best);
    return only && others.length === 0 ? [{ start, end, entry: only.entry }] : [];
  });
  const taken = [...byNumber];
  for (const one of byName)
    if (!taken.some(({ start, end }) => one.start < end && one.end > start)) taken.push(one);
  return taken.sort((a, b) => a.start - b.start);
}

/** Whether a statement lists attachments of its own. */
export function listsAttachments(texts: readonly string[]): boolean {
  return texts.some((text) => /^\s*附件?\s*(?:[:：]|\d{0,2}\s*$|\d{1,2}\s*[.、:：])/.test(text));
}
