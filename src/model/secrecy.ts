/** How a name or a catalogue says that something is classified, and what is then shown in its place. */
import { foldWidth } from './fold.js';

const GRADE = '(?:绝密|机密|秘密)';
/** ★10年, as typed: ☆ and * stand for ★ only where a term follows or the brackets close. */
const TERM = '(?:\\s*(?:[★☆*][^)\\]】〕]*|\\d{1,2}\\s*年))?';
const IN_NAME = new RegExp(
  `[([【〔]\\s*[★☆]?\\s*${GRADE}${TERM}\\s*[)\\]】〕]|${GRADE}\\s*[★☆]|${GRADE}\\s*\\*\\s*\\d|[★☆]\\s*${GRADE}(?!\\p{sc=Han})`,
  'u',
);
/** The mark with what belongs to it, to be taken off a name: 机密★10年. */
const WHOLE_MARK = new RegExp(
  `[([【〔]\\s*[★☆]?\\s*${GRADE}${TERM}\\s*[)\\]】〕]|[★☆]?\\s*${GRADE}\\s*[★☆*]\\s*(?:\\d{1,2}\\s*个?[年月]|长期)?`,
  'gu',
);

/** A catalogue's 密级 cell that names a grade; 无, 公开, 内部 and 非密 don't. */
export function isClassification(cell: string): boolean {
  const text = foldWidth(cell).replace(/\s/g, '');
  return /^[([【]?[★☆]?(?:绝密|机密|秘密)(?:[★☆*].*|级|\(.*\)|\d{1,2}年)?[)\]】]?$/.test(text);
}

/** （秘密）, 【机密】, 机密★10年 or 秘密*5年 in a name or title. */
export function nameMark(name: string): boolean {
  return IN_NAME.test(foldWidth(name));
}

/** A name without its mark, width folded: a title and its file are paired by what is left. */
export function withoutMark(name: string): string {
  return nameMark(name) ? foldWidth(name).replace(WHOLE_MARK, '').trim() : name;
}

/** Stands in every output where a classified material's title would: it is copied nowhere. */
export const CONCEALED_TITLE = '***（涉密材料，不录标题）';

/** A catalogue entry that its 密级 cell or its own title says is classified. Holds of a concealed one too. */
export function isConcealed(entry: { title: string; classification: string }): boolean {
  return isClassification(entry.classification) || nameMark(entry.title) || entry.title === CONCEALED_TITLE;
}
