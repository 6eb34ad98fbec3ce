/**
 * Sets spans of text into lines: breaking by the rules of {@link file://./kinsoku.ts}, full-width marks squeezed
 * where they meet, both edges flush. Knows no page. All lengths in pt; a line's items stand relative to its left
 * edge and its baseline.
 */
import { emit } from './emit.js';
import type { FontSet } from './fonts.js';
import { mayEnd, mayStart } from './kinsoku.js';
import type { FontRole, LineItem, PageLink, RectItem, TextItem } from './page.js';
import { type Glyph, pairAdjust, shape } from './shape.js';

/** A run of text in one look. */
export interface Span {
  text: string;
  role: FontRole;
  /** pt */
  size: number;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  strike?: boolean;
  /** Raised or lowered, and smaller than `size`. */
  script?: 'super' | 'sub';
  color?: string;
  /** Behind it. */
  fill?: string;
  link?: PageLink['target'];
  /** Not torn where it fits a line of its own; for short texts, as the line before it may stay short or be spread. */
  whole?: boolean;
  /** Footnote whose mark it is: what the line that it stands on calls for. */
  note?: number;
}

export interface TabStop {
  /** From the left edge of the column, pt. */
  at: number;
  align: 'left' | 'center' | 'right';
  leader: 'dots' | 'line' | null;
}

export interface LineOptions {
  /** pt */
  width: number;
  /** Of the first line, pt; may be negative with `left`. */
  firstIndent?: number;
  /** Of all lines, pt. */
  left?: number;
  /** Kept free at the right of all lines, pt. */
  inset?: number;
  align?: 'left' | 'center' | 'right' | 'justify';
  /** Added to each full-width character, pt: −0.206 puts 28 characters of 16 pt on a line (GB/T 9704 §5.2.3). */
  tracking?: number;
  /** Rising. Beyond the last, or where there are none, a stop stands every two characters, or every `tabStep` pt. */
  tabs?: TabStop[];
  tabStep?: number;
}

export interface SetLine {
  items: TextItem[];
  /** Grounds behind the text and leaders of tabs: drawn first. */
  under: (RectItem | LineItem)[];
  /** Footnotes whose marks stand on it. */
  notes: number[];
  /** Lines through struck text. */
  strikes: LineItem[];
  links: PageLink[];
  /** From the left edge of the column to the right edge of the ink, pt. */
  width: number;
  /** Largest size on it, pt. */
  size: number;
}

/** At most so much may be added between two characters to make a line flush, em; beyond, the line stays ragged. */
const MAX_STRETCH = 0.4;
/** How much a mark inside a line may give up so that a closing mark still fits at its end, em. */
const INNER_SQUEEZE = 0.25;
/** How much of a line may stay empty so that the last step of a web address's path stands on the next line whole. */
const STEP_BACK = 0.35;
const EPSILON = 0.01;

/** @returns at least one line; an empty text gives one empty line. */
export function setLines(spans: Span[], fonts: FontSet, wanted: LineOptions): SetLine[] {
  const options = wanted.inset ? { ...wanted, width: wanted.width - wanted.inset } : wanted;
  const lines: SetLine[] = [];
  const size = spans.reduce((most, span) => Math.max(most, span.size), 0);
  for (const paragraph of shape(spans, fonts, options.tracking ?? 0)) {
    const runs = breakLines(paragraph, options, lines.length === 0);
    runs.forEach((run, i) => {
      const indent = (options.left ?? 0) + (lines.length === 0 ? (options.firstIndent ?? 0) : 0);
      lines.push(place(run, fonts, options, indent, i === runs.length - 1, size));
    });
  }
  return lines;
}

interface Run {
  glyphs: Glyph[];
  /** pt that have to be saved by squeezing marks. */
  over: number;
}

function breakLines(glyphs: Glyph[], options: LineOptions, first: boolean): Run[] {
  const runs: Run[] = [];
  let start = 0;
  do {
    const indent = (options.left ?? 0) + (first && runs.length === 0 ? (options.firstIndent ?? 0) : 0);
    const run = takeLine(glyphs, start, Math.max(options.width - indent, 1), indent, options);
    runs.push(run);
    start += run.glyphs.length;
  } while (start < glyphs.length);
  return runs;
}

/** Greedy: as many as fit, back to the last place where a line may end. */
function takeLine(glyphs: Glyph[], start: number, room: number, indent: number, options: LineOptions): Run {
  let x = 0;
  let lastBreak = -1;
  let lastX = 0;
  let step = { at: -1, x: 0 };
  for (let i = start; i < glyphs.length; i++) {
    const glyph = glyphs[i] as Glyph;
    const before = i > start ? glyphs[i - 1] : undefined;
    if (glyph.char === '\t') tab(glyphs, i, x, room, indent, options);
    x += glyph.cell + pairAdjust(before, glyph);
    if (glyph.class !== 'space' && x > room + EPSILON) {
      const squeezed = pushIn(glyphs, start, i, x - room);
      if (squeezed) return squeezed;
      if (step.at >= 0 && lastX - step.x <= STEP_BACK * room && wholeNext(glyphs, start, step.at, options))
        lastBreak = step.at;
      const end = lastBreak >= 0 ? lastBreak + 1 : Math.max(i, start + 1);
      return { glyphs: glyphs.slice(start, end), over: 0 };
    }
    const next = glyphs[i + 1];
    if (!next || !mayBreak(glyph, next, glyphs, i)) continue;
    lastBreak = i;
    lastX = x;
    // Another word's address is no place to go back to.
    if (glyph.class !== 'latin') step = { at: -1, x: 0 };
    else if (glyph.char === '/') step = { at: i, x };
  }
  return { glyphs: glyphs.slice(start), over: 0 };
}

/**
 * Whether the rest of an address fits on a line of its own, and nothing before it would be spread over what a line that
 * ends at `at` leaves empty.
 */
function wholeNext(glyphs: Glyph[], start: number, at: number, options: LineOptions): boolean {
  if (options.align === 'justify' && glyphs.slice(start, at).some(({ class: kind }) => kind !== 'latin'))
    return false;
  let rest = 0;
  for (let i = at + 1; glyphs[i]?.class === 'latin'; i++) rest += glyphs[i]?.cell ?? 0;
  return rest <= options.width - (options.left ?? 0);
}

/** A closing mark that does not fit may still be taken in if the marks of the line can give up enough. */
function pushIn(glyphs: Glyph[], start: number, at: number, over: number): Run | null {
  const glyph = glyphs[at] as Glyph;
  if (glyph.class !== 'wide' || mayStart(glyph.char)) return null;
  const next = glyphs[at + 1];
  if (next && !mayBreak(glyph, next, glyphs, at) && next.class !== 'space') return null;
  let end = at + 1;
  while (glyphs[end]?.class === 'space') end++;
  const taken = glyphs.slice(start, end);
  return over <= squeezable(taken) + EPSILON ? { glyphs: taken, over } : null;
}

function squeezable(glyphs: Glyph[]): number {
  return glyphs.reduce((sum, glyph, i) => sum + slack(glyphs, glyph, i), 0);
}

/** What a mark can give up: half its width at the line's end, a quarter within, nothing if a neighbour took it. */
function slack(glyphs: Glyph[], glyph: Glyph, i: number): number {
  if (!glyph.blankRight) return 0;
  const next = glyphs.slice(i + 1).find((other) => other.class !== 'space');
  if (!next) return glyph.size / 2;
  return pairAdjust(glyph, next) < 0 ? 0 : glyph.size * INNER_SQUEEZE;
}

/** Between `a`, which stands at `i`, and `b` after it. */
function mayBreak(a: Glyph, b: Glyph, glyphs: Glyph[], i: number): boolean {
  if (b.class === 'space' || a.glued) return false;
  if (a.class === 'space') {
    // A space after an opening mark does not let it end the line.
    const before = glyphs.slice(0, i).findLast((glyph) => glyph.class !== 'space');
    return (mayStart(b.char) || b.class === 'latin') && (!before || mayEnd(before.char));
  }
  if (a.class === 'latin' && b.class === 'latin') return a.softBreak;
  return mayStart(b.char) && mayEnd(a.char);
}

/** Gives the tab at `i`, which begins at `x` from the line's indent, its width and its leader. */
function tab(
  glyphs: Glyph[],
  i: number,
  x: number,
  room: number,
  indent: number,
  options: LineOptions,
): void {
  const glyph = glyphs[i] as Glyph;
  const stop = options.tabs?.find(({ at }) => at - indent > x + 0.5);
  glyph.leader = stop?.leader ?? null;
  if (!stop) {
    const step = options.tabStep ?? glyph.size * 2;
    const from = options.tabStep === undefined ? x : x + indent;
    glyph.cell = (Math.floor(from / step + EPSILON) + 1) * step - from;
    return;
  }
  // A stop beyond the line's end is one at its end: contents lists are made so.
  const at = Math.min(stop.at - indent, room);
  const after = stop.align === 'left' ? 0 : widthToNextTab(glyphs, i + 1);
  glyph.cell = Math.max(glyph.size * 0.25, at - x - (stop.align === 'center' ? after / 2 : after));
}

function widthToNextTab(glyphs: Glyph[], from: number): number {
  let width = 0;
  for (let i = from; i < glyphs.length && glyphs[i]?.char !== '\t'; i++)
    width += (glyphs[i] as Glyph).cell + pairAdjust(i > from ? glyphs[i - 1] : undefined, glyphs[i] as Glyph);
  return width;
}

function place(
  run: Run,
  fonts: FontSet,
  options: LineOptions,
  indent: number,
  last: boolean,
  size: number,
): SetLine {
  const glyphs = run.glyphs;
  let end = glyphs.length;
  while (end > 0 && glyphs[end - 1]?.class === 'space') end--;
  const xs: number[] = [];
  let x = 0;
  glyphs.forEach((glyph, i) => {
    x += pairAdjust(i > 0 ? glyphs[i - 1] : undefined, glyph);
    xs.push(x);
    x += glyph.cell;
  });
  let width = end > 0 ? (xs[end - 1] ?? 0) + (glyphs[end - 1]?.cell ?? 0) : 0;
  const room = options.width - indent;
  if (run.over > 0) width -= squeeze(glyphs, xs, run.over);
  else if (options.align === 'justify' && !last) width += stretch(glyphs, xs, end, room - width);
  // The blank half of a closing mark at the end must not push a centred or right-set line aside.
  const blank = end > 0 && glyphs[end - 1]?.blankRight ? (glyphs[end - 1]?.size ?? 0) / 2 : 0;
  const shift =
    options.align === 'center'
      ? Math.max(0, (room - width + blank) / 2)
      : options.align === 'right'
        ? room - width + blank
        : 0;
  const emitted = emit(glyphs, xs, indent + shift, fonts);
  return { ...emitted, width: indent + shift + width, size };
}

/** Takes `over` pt from the marks: from the one at the end first, then evenly from those within. */
function squeeze(glyphs: Glyph[], xs: number[], over: number): number {
  const room = glyphs.map((glyph, i) => slack(glyphs, glyph, i));
  const lastMark = room.findLastIndex((slackAt) => slackAt > 0);
  const atEnd = Math.min(over, room[lastMark] ?? 0);
  room[lastMark] = 0;
  const rest = over - atEnd;
  const share = rest > 0 ? rest / room.reduce((a, b) => a + b, 0) : 0;
  let moved = 0;
  room.forEach((slackAt, i) => {
    xs[i] = (xs[i] ?? 0) - moved;
    moved += slackAt * share;
  });
  return over;
}

/** Spreads `extra` pt over the places where Chinese characters or words meet. */
function stretch(glyphs: Glyph[], xs: number[], end: number, extra: number): number {
  const gaps: number[] = [];
  // What stands before a tab keeps its place.
  const from = glyphs.findLastIndex((glyph) => glyph.char === '\t') + 1;
  for (let i = from; i + 1 < end; i++) {
    const a = glyphs[i] as Glyph;
    const b = glyphs[i + 1] as Glyph;
    const within =
      a.glued || (a.class === 'latin' && b.class === 'latin') || b.class === 'space' || a.char === '\t';
    if (!within) gaps.push(i);
  }
  const each = gaps.length > 0 ? extra / gaps.length : 0;
  if (each <= 0 || each > MAX_STRETCH * (glyphs[0]?.size ?? 0)) return 0;
  let moved = 0;
  let gap = 0;
  for (let i = 0; i < glyphs.length; i++) {
    xs[i] = (xs[i] ?? 0) + moved;
    if (gaps[gap] === i) {
      moved += each;
      gap++;
    }
  }
  return extra;
}
