/** Breaks text into lines for a terminal: anywhere between Han characters, between words elsewhere. */
import { textWidth } from './width.js';

/** Marks that begin no line, and such that end none (kinsoku). */
const NOT_FIRST = /^[，。、；：？！）》〉」』】〕”’…—,.;:?!)\]}%]/;
const NOT_LAST = /[（《〈「『【〔“‘([{]$/;

/** What stays together: a run of half-width characters without a space, or one full-width character. */
const PIECE = /[\u0021-\u007e\u00a1-\u02af]+|\s+|[\s\S]/gu;

/**
 * @param width of a line in half-width characters; what has no place to break runs over
 * @returns at least one line
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const [piece] of text.matchAll(PIECE)) {
    const wide = textWidth(piece);
    const mayBreak = line !== '' && !NOT_FIRST.test(piece) && !NOT_LAST.test(line);
    if (used + wide > width && mayBreak) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
      if (piece.trim() === '') continue;
    }
    line += piece;
    used += wide;
  }
  return [...lines, line.trimEnd()];
}
