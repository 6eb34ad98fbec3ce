/** Text as a cell can hold it, and how high it stands there. */
import { characterWidth } from '../model/width.js';
import { UNWRITABLE } from './xml.js';

/** Characters: Excel's limit for a cell. */
const LONGEST_TEXT = 32_767;
/** Line feeds: Excel's limit for a cell. */
const MOST_BREAKS = 253;

/** Further controls, and marks that turn the direction of text, with which a file's name can feign another. */
const UNSEEN = /[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Without what a sheet's XML can't hold, line ends as LF, cut to what a cell holds. */
export function cellText(text: string): string {
  let clean = text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(UNWRITABLE, '')
    .replace(UNSEEN, '')
    .trim();
  const lines = clean.split('\n');
  if (lines.length > MOST_BREAKS + 1) {
    clean = [...lines.slice(0, MOST_BREAKS), lines.slice(MOST_BREAKS).join(' ')].join('\n');
  }
  if (clean.length <= LONGEST_TEXT) return clean;
  // Not between the halves of a pair.
  return `${clean.slice(0, LONGEST_TEXT - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/**
 * Text that a spreadsheet would take for a formula if someone typed it. Cells hold it as text in any case; such a
 * cell is formatted as text too, so that it stays text when it is edited, or exported and read again.
 */
export function looksLikeFormula(text: string): boolean {
  return /^[=+\-@＝＋－＠\t\r]/.test(text);
}

/**
 * How many lines a text takes in a column, for the height of its row: readers other than Excel do not fit rows to
 * wrapped text when they open a file. Chinese breaks anywhere, letters and digits go to the next line as a word, and a
 * word that is wider than the column breaks where it must. Rather one too many than text that is cut off.
 * @param column width in half-width characters, with the margin that spreadsheets leave at both sides
 */
export function linesIn(text: string, column: number): number {
  const room = Math.max(2, Math.floor(column - 1));
  let lines = 1;
  let used = 0;
  let word = 0;
  for (const character of text) {
    if (character === '\n') {
      lines += 1;
      used = 0;
      word = 0;
      continue;
    }
    const width = characterWidth(character);
    word = width === 1 && character !== ' ' ? word + 1 : 0;
    if (used + width <= room) {
      used += width;
      continue;
    }
    // A space at the end of a line takes no room; what is begun of a word goes along, unless it fills the line.
    if (character === ' ') continue;
    lines += 1;
    used = word > 1 && word <= room ? word : width;
    if (word > room) word = 1;
  }
  return lines;
}
