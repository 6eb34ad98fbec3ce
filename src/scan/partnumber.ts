/**
 * Numbers of lists that begin again in each part: "三-17" is the 17th of part three. People write the part as they
 * like (3-17, 三、17, 第三部分 17), or as a folder with its units below it (三、依法管理经济社会事务/17). Pure.
 */
import { foldName, foldWidth } from '../model/fold.js';
import { parseChineseNumber } from '../model/numerals.js';
import type { Chapter, Pack, Unit } from '../model/pack.js';

const PART = /^(?:第)?([一二三四五六七八九十]{1,3}|0?\d{1,2})(?:部分|章|大项|[、._\s-])?[、._\s-]*/;

/** 一-4-1 → 4-1; null for a unit whose number is unique in the whole list. */
function numberInPart({ key }: Unit): string | null {
  return /^[一二三四五六七八九十]{1,3}-(\d+(?:-\d+)*)$/.exec(key)?.[1] ?? null;
}

export function restarts(pack: Pack): boolean {
  return pack.units.some((unit) => numberInPart(unit) !== null);
}

/** The part that a folder above units is named after: by its whole title, or by its number before other words. */
export function partOf(pack: Pack, name: string): Chapter | null {
  if (!restarts(pack)) return null;
  const bare = (text: string) => foldName(text).replace(/[。.、,，]/g, '');
  const titled = pack.chapters.find((chapter) => bare(chapter.title) === bare(name));
  if (titled) return titled;
  const number =
    /^(?:第([一二三四五六七八九十]{1,3})(?:部分|章)|([一二三四五六七八九十]{1,3})(?:$|[、.\s]))/.exec(
      foldWidth(name).trim(),
    );
  const value = parseChineseNumber(number?.[1] ?? number?.[2] ?? '');
  return pack.chapters.find(({ no }) => no === value) ?? null;
}

/**
 * The unit that a name with part and number means, or, within a part, with the number alone.
 * @param within the part that the folder lies in; null where that is not known
 */
export function unitInPart(pack: Pack, name: string, within: Chapter | null): Unit | null {
  if (!restarts(pack)) return null;
  const text = foldWidth(name).trim();
  const own = within && numbered(pack, within, text);
  if (own) return own;
  const part = PART.exec(text);
  const value = parseChineseNumber(part?.[1] ?? '') ?? Number(part?.[1] ?? 0);
  const chapter = pack.chapters.find(({ no }) => no === value);
  if (!part || !chapter || (within !== null && chapter !== within)) return null;
  return numbered(pack, chapter, text.slice(part[0].length));
}

/** The longest number that a unit of the part has: 4-1 before 4. */
function numbered(pack: Pack, chapter: Chapter, text: string): Unit | null {
  const bare = text.replace(/^(?:第|标准|指标|任务|序号)\s*/, '');
  const written = /^0*(\d{1,3}(?:\s*[-._]\s*\d{1,3})*)(?!\d)(?!\s*(?:年|月|日|个|件|份|次|家))/.exec(
    bare,
  )?.[1];
  if (written === undefined) return null;
  const steps = written.split(/\s*[-._]\s*/).map((step) => String(Number(step)));
  for (let length = steps.length; length > 0; length--) {
    const wanted = steps.slice(0, length).join('-');
    const found = pack.units.find((u) => u.chapter === chapter && numberInPart(u) === wanted);
    if (found) return found;
  }
  return null;
}
