/**
 * What may stand where on a line of Chinese (GB/T 15834-2011 §5.1: no closing mark at a line's start, no opening
 * mark at its end, dash and ellipsis not torn). Pure tables and predicates over single characters.
 */

const NO_START = new Set(
  '。，、；：？！…—～·．）》」』】〕〗〉”’％‰℃°々ー－／' +
    ',.;:?!)]}%>' +
    '﹑﹐﹒﹔﹕﹖﹗﹚﹜﹞｝］｠〞\u2014\u2026\u2013',
);
const NO_END = new Set('《（「『【〔〖〈“‘￥＄￡' + '([{<$' + '﹙﹛﹝｛［｟〝');

/** Full-width marks whose right half is blank: they can give it up. ？ and ！ fill more, they keep it. */
const BLANK_RIGHT = new Set('。，、；：）》」』】〕〗〉”’．｝］');
/** Full-width marks whose left half is blank. */
const BLANK_LEFT = new Set('《（「『【〔〖〈“‘｛［');

/** Marks that Unicode leaves undecided between narrow and wide; full-width in Chinese. */
const AMBIGUOUS = new Set('“”‘’—…·');

export type CharClass = 'wide' | 'latin' | 'space';

export const mayStart = (char: string): boolean => !NO_START.has(char);
export const mayEnd = (char: string): boolean => !NO_END.has(char);
export const blankRight = (char: string): boolean => BLANK_RIGHT.has(char);
export const blankLeft = (char: string): boolean => BLANK_LEFT.has(char);
export const isAmbiguous = (char: string): boolean => AMBIGUOUS.has(char);
/** —— and …… are one mark of two characters. */
export const isPairMark = (char: string): boolean => char === '—' || char === '…';

const WIDE =
  /[\u1100-\u115f\u2460-\u24ff\u2500-\u27bf\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u2103\u2109\u2116\u2121\u2190-\u21ff\u2200-\u22ff]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

export function isWide(char: string): boolean {
  return WIDE.test(char);
}

export function classOf(char: string): CharClass {
  if (char === ' ' || char === '\u3000' || char === '\t') return 'space';
  return isWide(char) ? 'wide' : 'latin';
}

/**
 * Whether “ ” ‘ ’ — … · between these neighbours are set full-width: always in Chinese, except between two Latin
 * letters or digits (don’t, 3·15).
 */
export function ambiguousIsWide(
  before: string | undefined,
  after: string | undefined,
  chinese: boolean,
): boolean {
  if (!chinese) return false;
  const latin = (char: string | undefined): boolean =>
    char !== undefined && /[\p{Script=Latin}\d]/u.test(char);
  return !(latin(before) && latin(after));
}

/**
 * Without characters that carry no ink and no width: they are not drawn. A space that must not break holds Latin
 * together (GB/T 9704); elsewhere it is a space: writers indent with it.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u2028\u2029\v]/g, '\n')
    .replace(/[^\P{Cc}\t\n]|\p{Cf}|\p{Variation_Selector}/gu, '')
    .replace(/(?<![A-Za-z\d])\u00a0|\u00a0(?![A-Za-z\d])/g, ' ');
}

/** After which characters of a web address a line may end (before the next). */
export const URL_BREAK = /[/?&=#_\-.,:;%+~]/;

/** A word so long that it may be torn at {@link URL_BREAK}. */
export function isLongWord(word: string): boolean {
  return /:\/\/|^www\.|@/.test(word) || word.length > 18;
}
