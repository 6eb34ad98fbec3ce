/** Text as a cell can hold it, and how high it stands there. */
import { textWidth } from '../model/width.js';

/** Characters: Excel's limit for a cell. */
const LONGEST_TEXT = 32_767;

/** What XML 1.0 cannot hold: control characters, halves of surrogate pairs, two non-characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|[\ud800-\udfff]/gu;

/** Without what a sheet's XML can't hold, line ends as LF, cut to what a cell holds. */
export function cellText(text: string): string {
  const clean = text.replace(/\r\n?/g, '\n').replace(UNWRITABLE, '').trim();
  if (clean.length <= LONGEST_TEXT) return clean;
  // Not between the halves of a pair.
  return `${clean.slice(0, LONGEST_TEXT - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/**
 * Text that a spreadsheet would take for a formula if someone typed it. Cells hold it as text in any case; such a
 * cell is formatted as text too, so that it stays text when it is edited, or exported and read again.
 */
export function looksLikeFormula(text: string): boolean {
  return /^[=+\-@＝＋－＠\t]/.test(text);
}

/**
 * How many lines a text takes in a column, for the height of its row: readers other than Excel do not fit rows to
 * wrapped text when they open a file. Rather one too many than text that is cut off.
 * @param column width in half-width characters, with the margin that spreadsheets leave at both sides
 */
export function linesIn(text: string, column: number): number {
  const room = Math.max(2, column - 2);
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / room)), 0);
}
