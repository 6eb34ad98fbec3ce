/** Characters with their widths before lines are broken: cells of full-width marks, gaps between scripts. */
import type { FontSet } from './fonts.js';
import {
  ambiguousIsWide,
  blankLeft,
  blankRight,
  type CharClass,
  classOf,
  cleanText,
  isAmbiguous,
  isLongWord,
  isPairMark,
  isWide,
  URL_BREAK,
} from './kinsoku.js';
import type { Span } from './lines.js';
import type { FontRole } from './page.js';

export interface Glyph {
  /** As drawn. */
  char: string;
  /** Drawn over it, smaller. */
  over: string | null;
  /** The character meant, where no face has it and nothing stands for it. */
  lost: string | null;
  span: Span;
  /** The role whose face draws it. */
  drawer: FontRole;
  /** pt; less than the span's for raised and lowered text. */
  size: number;
  /** Baseline below that of the line, pt; negative for raised text. */
  drop: number;
  class: CharClass;
  /** Advance of the font, pt. */
  natural: number;
  /** Width it takes on the line, pt. */
  cell: number;
  /** Where the glyph's origin lies in its cell, pt. */
  offset: number;
  blankRight: boolean;
  blankLeft: boolean;
  /** Never torn from the next one (——, ……). */
  glued: boolean;
  /** A web address may break after it. */
  softBreak: boolean;
  /** What fills a tab. */
  leader: 'dots' | 'line' | null;
}

/** Space between Chinese and Latin or digits, em. */
const SCRIPT_GAP = 0.125;
/** Raised and lowered text: its size and how far its baseline is moved down, em of the text around it. */
const SCRIPTS = { super: { size: 0.62, drop: -0.36 }, sub: { size: 0.62, drop: 0.14 } } as const;

/** Room that marks of a Chinese face take in Latin text, and where the glyph's origin lies in it, em. */
const LATIN_MARKS: Record<string, { cell: number; offset: number }> = {
  '’': { cell: 0.27, offset: -0.03 },
  '”': { cell: 0.45, offset: -0.03 },
  '‘': { cell: 0.27, offset: -0.7 },
  '“': { cell: 0.45, offset: -0.52 },
  '·': { cell: 0.3, offset: -0.35 },
};

/** @returns the glyphs of each part between line breaks. */
export function shape(spans: Span[], fonts: FontSet, tracking: number): Glyph[][] {
  const chars: { char: string; span: Span }[] = [];
  for (const span of spans) for (const char of cleanText(span.text)) chars.push({ char, span });
  const chinese = chars.some(({ char }) => isWide(char));
  const paragraphs: Glyph[][] = [[]];
  chars.forEach(({ char, span }, i) => {
    if (char === '\n') {
      paragraphs.push([]);
      return;
    }
    const wideMark = isAmbiguous(char) && ambiguousIsWide(chars[i - 1]?.char, chars[i + 1]?.char, chinese);
    paragraphs.at(-1)?.push(glyphOf(char, span, wideMark, fonts, tracking));
  });
  for (const glyphs of paragraphs) markPairs(glyphs);
  return paragraphs;
}

/** The glyph of a character, or of what stands for it where no face has it. */
function glyphOf(char: string, span: Span, wideMark: boolean, fonts: FontSet, tracking: number): Glyph {
  const standing = char === '\t' ? null : fonts.standIn(char.codePointAt(0) ?? 0);
  if (!standing) return faceGlyph(char, span, wideMark, fonts, tracking);
  const glyph = faceGlyph(standing.char, span, false, fonts, tracking);
  glyph.over = standing.over ?? null;
  if (standing.lost) glyph.lost = char;
  return glyph;
}

function faceGlyph(meant: string, span: Span, wideMark: boolean, fonts: FontSet, tracking: number): Glyph {
  // It is drawn as a space and breaks like a letter.
  const char = meant === '\u00a0' ? ' ' : meant;
  const code = char.codePointAt(0) ?? 0;
  const script = span.script ? SCRIPTS[span.script] : null;
  const size = span.size * (script?.size ?? 1);
  const natural = char === '\t' ? 0 : fonts.advance(span.role, code) * size;
  const drawer = fonts.runs(span.role, char)[0]?.role ?? span.role;
  const wide = wideMark || isWide(char);
  const glyph: Glyph = {
    char,
    over: null,
    lost: null,
    span,
    drawer,
    size,
    drop: span.size * (script?.drop ?? 0),
    class: wide ? 'wide' : classOf(meant),
    natural,
    cell: natural,
    offset: 0,
    blankRight: wide && blankRight(char),
    blankLeft: wide && blankLeft(char),
    glued: false,
    softBreak: false,
    leader: null,
  };
  // A narrow “ or · of the face is put into a full cell: opening marks at its right, closing at its left, others amid.
  if (wide || char === '\u3000') glyph.cell = Math.max(natural, size) + tracking;
  // Chinese faces draw “ ’ · for a full cell; between Latin letters they take the room of their ink.
  const narrow = !wide && natural > size * 0.9 ? LATIN_MARKS[char] : undefined;
  if (narrow) {
    glyph.cell = narrow.cell * size;
    glyph.offset = narrow.offset * size;
  }
  if (wide && natural < size * 0.9)
    glyph.offset = (glyph.cell - natural) * (glyph.blankLeft ? 0.9 : glyph.blankRight ? 0.1 : 0.5);
  return glyph;
}

/** So many characters of a web address go to the next line at least. */
const LEAST_REST = 3;

function markPairs(glyphs: Glyph[]): void {
  let wordStart = 0;
  glyphs.forEach((glyph, i) => {
    const next = glyphs[i + 1];
    if (next && isPairMark(glyph.char) && next.char === glyph.char) glyph.glued = !glyphs[i - 1]?.glued;
    if (next && glyph.span.whole && next.span === glyph.span) glyph.glued = true;
    if (glyph.class !== 'latin') {
      wordStart = i + 1;
    } else if (next?.class !== 'latin') {
      const word = glyphs.slice(wordStart, i + 1);
      if (isLongWord(word.map(({ char }) => char).join(''))) {
        word.forEach((part, k) => {
          const after = word[k + 1];
          // Not within "://", and no scrap left behind.
          const rest = word.length - 1 - k;
          part.softBreak =
            URL_BREAK.test(part.char) &&
            after !== undefined &&
            !URL_BREAK.test(after.char) &&
            rest >= LEAST_REST;
        });
      }
    }
  });
}

/**
 * What is added between two neighbours on a line, pt: full-width marks that meet share a blank half
 * (标点挤压), and Chinese stands a little off Latin letters and digits.
 */
export function pairAdjust(a: Glyph | undefined, b: Glyph): number {
  if (!a) return 0;
  const half = Math.min(a.size, b.size) / 2;
  if (a.blankRight && (b.blankRight || b.blankLeft)) return -half;
  if (a.blankLeft && b.blankLeft) return -half;
  const alnum = (glyph: Glyph): boolean => glyph.class === 'latin' && /[\p{L}\p{N}]/u.test(glyph.char);
  const han = (glyph: Glyph): boolean => glyph.class === 'wide' && /[\p{Script=Han}]/u.test(glyph.char);
  return (alnum(a) && han(b)) || (han(a) && alnum(b)) ? SCRIPT_GAP * Math.min(a.size, b.size) : 0;
}
