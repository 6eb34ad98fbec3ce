/** A line's glyphs at their places → page items: text, lines through it, grounds behind it, leaders, links. */
import type { FontSet } from './fonts.js';
import type { SetLine } from './lines.js';
import type { LineItem, PageLink, RectItem, TextItem } from './page.js';
import type { Glyph } from './shape.js';
import { linkPart } from './structure.js';

/** Advances that differ by less are the same, pt. */
const EPSILON = 0.01;
/** The tick in a box is so much of the box's size, and both have their middle this high above the baseline, em. */
const OVER_SIZE = 0.72;
const MIDDLE = 0.36;
/** Line through text, em: where above the baseline, and how thick. */
const STRIKE_HEIGHT = 0.31;
const STRIKE_WIDTH = 0.055;
/** What a leader keeps off the text at both ends, em. */
const LEADER_GAP = 0.2;

/** Glyphs at their places → text items, one per look and face, and the lines through them. */
export function emit(
  glyphs: Glyph[],
  xs: number[],
  left: number,
  fonts: FontSet,
): Omit<SetLine, 'width' | 'size'> {
  const items: TextItem[] = [];
  const strikes: LineItem[] = [];
  const under: SetLine['under'] = [];
  const notes: number[] = [];
  const links: PageLink[] = [];
  let from = 0;
  while (from < glyphs.length) {
    const head = glyphs[from] as Glyph;
    let to = from + 1;
    const joins = (glyph: Glyph | undefined): boolean =>
      glyph?.span === head.span && glyph.drawer === head.drawer && glyph.char !== '\t' && head.char !== '\t';
    while (joins(glyphs[to])) to++;
    const at = (i: number): number => left + (xs[i] ?? 0) + (glyphs[i]?.offset ?? 0);
    if (head.char === '\t' && head.leader) under.push(leaderItem(head, at(from)));
    if (head.span.note !== undefined) notes.push(head.span.note);
    if (head.span.fill) under.push(groundItem(head, at(from), at(to - 1) + (glyphs[to - 1]?.cell ?? 0)));
    if (head.char !== '\t') {
      const part = glyphs.slice(from, to);
      const advances = part.map((glyph, k) =>
        k + 1 < part.length ? at(from + k + 1) - at(from + k) : glyph.natural,
      );
      const text = part.map((glyph) => glyph.char).join('');
      const width = advances.reduce((a, b) => a + b, 0);
      fonts.use(head.drawer, text);
      const item = textItem(head, at(from), text, advances, part);
      if (head.span.link) item.part = linkPart(head.span);
      items.push(item);
      part.forEach((glyph, k) => {
        // Asked for, so that it is named among the missing.
        if (glyph.lost !== null) {
          fonts.use(glyph.drawer, glyph.lost);
          item.lost = (item.lost ?? '') + glyph.lost;
        }
        if (glyph.over !== null) items.push(...overItems(glyph, glyph.over, at(from + k), fonts));
      });
      if (head.span.strike) strikes.push(strikeItem(head, at(from), width));
      if (head.span.link)
        links.push({
          x: at(from),
          y: head.drop - head.size * 0.9,
          width,
          height: head.size * 1.15,
          target: head.span.link,
          part: linkPart(head.span),
        });
    }
    from = to;
  }
  return { items, under, notes, strikes, links };
}

/** From one place to the next: dots, or a line to write on. */
function leaderItem(head: Glyph, x: number): LineItem {
  const gap = head.size * LEADER_GAP;
  const line: LineItem = {
    kind: 'line',
    x1: x + gap,
    y1: -head.size * 0.05,
    x2: Math.max(x + gap, x + head.cell - gap),
    y2: -head.size * 0.05,
    width: head.size * (head.leader === 'dots' ? 0.07 : 0.05),
  };
  if (head.leader === 'dots') line.dash = [head.size * 0.07, head.size * 0.25];
  return line;
}

/** The colour behind a run, as high as its characters. */
function groundItem(head: Glyph, from: number, to: number): RectItem {
  return {
    kind: 'rect',
    x: from,
    y: -head.span.size * 0.95,
    width: Math.max(0, to - from),
    height: head.span.size * 1.2,
    fill: head.span.fill as string,
  };
}

/** What is drawn over a glyph: amid it, in its look. */
function overItems(glyph: Glyph, over: string, x: number, fonts: FontSet): TextItem[] {
  const size = glyph.size * OVER_SIZE;
  const middle = x + glyph.natural / 2;
  return fonts.runs(glyph.span.role, over).map(({ role, text }) => {
    fonts.use(role, text);
    const width = fonts.measure(role, text, size);
    const y = glyph.drop - (glyph.size - size) * MIDDLE;
    const item: TextItem = { kind: 'text', x: middle - width / 2, y, size, font: role, text };
    if (glyph.span.color) item.color = glyph.span.color;
    return item;
  });
}

function strikeItem(head: Glyph, x: number, width: number): LineItem {
  const y = head.drop - head.size * STRIKE_HEIGHT;
  const line: LineItem = {
    kind: 'line',
    x1: x,
    y1: y,
    x2: x + width,
    y2: y,
    width: head.size * STRIKE_WIDTH,
  };
  if (head.span.color) line.color = head.span.color;
  return line;
}

function textItem(head: Glyph, x: number, text: string, advances: number[], part: Glyph[]): TextItem {
  const { span } = head;
  const item: TextItem = { kind: 'text', x, y: head.drop, size: head.size, font: head.drawer, text };
  if (advances.some((advance, i) => Math.abs(advance - (part[i]?.natural ?? 0)) > EPSILON))
    item.advances = advances.map((advance) => Math.round(advance * 1000) / 1000);
  if (span.color) item.color = span.color;
  if (span.bold) item.bold = true;
  if (span.italic) item.italic = true;
  if (span.underline) item.underline = true;
  return item;
}
