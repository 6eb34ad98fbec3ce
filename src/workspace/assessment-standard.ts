/** Which standard of the pack a row of a 自评表 means: by its key, by its number within a part, or by its words. */
import { foldName, foldWidth } from '../model/fold.js';
import { parseChineseNumber } from '../model/numerals.js';
import type { Chapter, Pack } from '../model/pack.js';

export interface Standard {
  unit: string;
  /** Of a unit of several indicators, the one that is meant; null = the whole unit. */
  indicator: number | string | null;
}

/** 一-1, (一)1, 第3条, 26至29, 加1: what a number consists of, apart from what stands between. */
const NUMERAL = /加|[一二三四五六七八九十百]+|\d+/g;
const BETWEEN = /^(?:[第至到项条款号~、,，.．:：\-_()[\]【】\s]|部分|指标|标准|序号|分项)*$/;

/** @returns the numerals as digits; null where the text is no number */
export function numeralsOf(text: string): string[] | null {
  const folded = foldWidth(text).trim();
  if (!BETWEEN.test(folded.replace(NUMERAL, ''))) return null;
  const found = folded.match(NUMERAL)?.map((token) => {
    return token === '加' ? token : String(parseChineseNumber(token) ?? Number(token));
  });
  return found && !found.includes('NaN') ? found : null;
}

/** Letters and digits, without a number before them: what a standard is recognised by. */
function wordsOf(text: string): string {
  return foldName(text)
    .replace(
      /^(?:\(?[一二三四五六七八九十\d]+[)、.．:：]+|第[一二三四五六七八九十\d]+[条项]|[一-十]-\d+)+/,
      '',
    )
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** So many letters in common at the beginning are no accident. */
const TELLING = 8;

export class Standards {
  readonly #byNumber = new Map<string, Standard>();
  readonly #words: { words: string; standard: Standard }[] = [];
  /** Chapter titles without their numbers, and the first numeral of the keys of their units. */
  readonly #parts: { title: string; no: string }[] = [];

  constructor({ units, chapters }: Pack) {
    const put = (number: string, standard: Standard) => {
      const key = numeralsOf(number)?.join('-');
      if (key !== undefined && !this.#byNumber.has(key)) this.#byNumber.set(key, standard);
    };
    for (const { key, name, indicators } of units) {
      const whole = { unit: key, indicator: null };
      put(key, whole);
      this.#words.push({ words: wordsOf(name), standard: whole });
      for (const { no, text } of indicators) {
        const standard = indicators.length > 1 ? { unit: key, indicator: no } : whole;
        put(String(no), standard);
        this.#words.push({ words: wordsOf(text), standard });
      }
    }
    for (const chapter of chapters) this.#parts.push(...this.#partOf(chapter, units));
  }

  /** A chapter is a part where the keys of all its units begin with the same Chinese numeral: 一-1, 一-2. */
  #partOf(chapter: Chapter, units: Pack['units']): { title: string; no: string }[] {
    const own = units.filter((unit) => unit.chapter === chapter && unit.kind === 'indicator');
    const keys = own.map(({ key }) => (/^[一二三四五六七八九十]/.test(key) ? (numeralsOf(key) ?? []) : []));
    const no = keys[0]?.[0];
    const parted = no !== undefined && keys.every((key) => key.length > 1 && key[0] === no);
    return parted ? [{ title: wordsOf(chapter.title), no }] : [];
  }

  /** In the order of the list; empty where numbers run through. */
  get parts(): readonly string[] {
    return this.#parts.map(({ no }) => no);
  }

  /** The part that a heading or a cell names: by its title, else by its number (二、, 第二部分). */
  partIn(text: string): string | null {
    const words = wordsOf(text);
    const titled = this.#parts.find(
      ({ title }) =>
        title === words || (words.length >= 4 && (title.includes(words) || words.includes(title))),
    );
    if (titled) return titled.no;
    const hit = /^(?:第?([一二三四五六七八九十]+)(?:部分|章|大项|[、.．:：]|$)|第(\d+)(?:部分|章))/.exec(
      foldWidth(text).trim(),
    );
    const no = hit?.[2] ?? String(parseChineseNumber(hit?.[1] ?? '') ?? '');
    return this.parts.includes(no) ? no : null;
  }

  /**
   * @param number as written; '' where the row has none
   * @param part that the row stands under; null where none was named
   * @param text of the standard as the row has it
   */
  find(number: string, part: string | null, text: string): Standard | null {
    const written = number === '' ? text : number;
    const numerals = numeralsOf(written) ?? numeralsOf(numberBefore(text));
    if (numerals === null) return this.#byWords(text);
    const full = this.#byNumber.get(numerals.join('-')) ?? null;
    const within = part === null ? null : (this.#byNumber.get([part, ...numerals].join('-')) ?? null);
    const named = /^[^\d加]*[一二三四五六七八九十]/.test(foldWidth(written));
    // A bare number may be a running one: the words say what is meant.
    if (this.#parts.length > 0 && !named && numerals.length === 1)
      return this.#byWords(text) ?? within ?? full;
    return (named ? (full ?? within) : (within ?? full)) ?? this.#byWords(text);
  }

  #byWords(text: string): Standard | null {
    const words = wordsOf(text);
    if (words === '') return null;
    const equal = this.#words.filter((one) => one.words === words);
    const found =
      equal.length > 0
        ? equal
        : this.#words.filter(
            (one) =>
              Math.min(one.words.length, words.length) >= TELLING &&
              (one.words.startsWith(words) || words.startsWith(one.words)),
          );
    const [first] = found;
    return first && found.every(({ standard }) => standard.unit === first.standard.unit)
      ? first.standard
      : null;
  }
}

/** 1.单位对依法行政的认识到位; not (一)…, which heads a section. */
function numberBefore(text: string): string {
  return (
    /^\(?(?:[一二三四五六七八九十]+[-.、])?\d+(?:[-.]\d+)*(?=[)、.．:：\s])/.exec(
      foldWidth(text).trim(),
    )?.[0] ?? ''
  );
}
