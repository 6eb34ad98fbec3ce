/**
 * Fills pages from top to bottom with strips (lines of text, table rows, pictures). Leaves the foot free for the
 * page number. Knows nothing of what it places.
 */
import type { FontSet } from './fonts.js';
import { type LineOptions, type SetLine, type Span, setLines } from './lines.js';
import type { PageContent, PageItem, PageLink, StructPart, StructRole } from './page.js';
import { groups, newPart, tagStrip } from './structure.js';
import { type Frame, HAIRLINE, PITCH, PORTRAIT } from './style.js';

/** A slice of a column, as high as said; items relative to its top left corner. */
export interface Strip {
  height: number;
  items: PageItem[];
  links: PageLink[];
}

/** Room for the line above footnotes, pt. */
const FOOT_RULE = 8;

export const stripsHeight = (strips: readonly Strip[]): number =>
  strips.reduce((sum, strip) => sum + strip.height, 0);

/** The baseline of Chinese lies 0.38 em below the middle of the character's square. */
const BASELINE = 0.38;

/** A line set into a strip of the given height, its characters amid. */
export function lineStrip(line: SetLine, height: number): Strip {
  const baseline = height / 2 + line.size * BASELINE;
  return shiftStrip(
    { height, items: [...line.under, ...line.items, ...line.strikes], links: line.links },
    0,
    baseline,
  );
}

export function shiftStrip(strip: Strip, dx: number, dy: number): Strip {
  return {
    height: strip.height,
    items: strip.items.map((item) => shiftItem(item, dx, dy)),
    links: strip.links.map((link) => ({ ...link, x: link.x + dx, y: link.y + dy })),
  };
}

function shiftItem(item: PageItem, dx: number, dy: number): PageItem {
  if (item.kind === 'line')
    return { ...item, x1: item.x1 + dx, y1: item.y1 + dy, x2: item.x2 + dx, y2: item.y2 + dy };
  if (item.kind === 'path' || item.kind === 'group')
    return { kind: 'group', items: [item], matrix: [1, 0, 0, 1, dx, dy] };
  return { ...item, x: item.x + dx, y: item.y + dy };
}

export interface ParagraphOptions extends Partial<LineOptions> {
  /** Distance of lines, pt. */
  pitch?: number;
  /** Space above and below, pt; none at the top of a page. */
  before?: number;
  after?: number;
  /** Lines of body that have to follow on the same page: a heading never stands alone at the foot. */
  keep?: number;
  /** What it is to a reader who hears it; P if absent. */
  tag?: StructRole;
  /** Dresses a line's strip with grounds and lines around it: its number among the paragraph's lines, from 0. */
  dress?: (strip: Strip, line: number, lines: number) => Strip;
  /** The strips that a footnote called for on a line puts at the foot of its page; none where it stands elsewhere. */
  footnote?: (index: number) => Strip[];
}

export class Flow {
  readonly fonts: FontSet;
  frame: Frame;
  readonly pages: PageContent[] = [];
  /** From the top of the page, pt. */
  y: number;
  /** The part of the document that is being set; null: directly under the piece. */
  #part: StructPart | null = null;
  #aside = false;

  constructor(fonts: FontSet, frame: Frame = PORTRAIT) {
    this.fonts = fonts;
    this.frame = frame;
    this.y = frame.y;
    this.newPage();
  }

  /** Items under the text, by the index of their page. */
  readonly #under = new Map<number, number>();

  /** What stands at the foot of this page, and how high it is with the line above it. */
  #foot: Strip[] = [];
  #footHeight = 0;

  get bottom(): number {
    return this.frame.y + this.frame.height - this.#footHeight;
  }

  get room(): number {
    return this.bottom - this.y;
  }

  get atTop(): boolean {
    return this.y <= this.frame.y + 0.01;
  }

  get page(): PageContent {
    const page = this.pages.at(-1);
    if (!page) throw new Error('a flow has no page');
    return page;
  }

  newPage(): void {
    this.closeFoot();
    this.pages.push({ width: this.frame.pageWidth, height: this.frame.pageHeight, items: [], links: [] });
    this.y = this.frame.y;
  }

  /** Keeps room at the foot of this page for notes that a line on it calls for. */
  foot(strips: Strip[]): void {
    if (strips.length === 0) return;
    if (this.#foot.length === 0) this.#footHeight += FOOT_RULE;
    this.#foot.push(...strips);
    this.#footHeight += stripsHeight(strips);
  }

  /** Draws the notes of the page that ends. */
  closeFoot(): void {
    if (this.#foot.length === 0) return;
    const { x, width } = this.frame;
    let y = this.bottom + FOOT_RULE / 2;
    this.page.items.push({ kind: 'line', x1: x, y1: y, x2: x + width / 3, y2: y, width: HAIRLINE });
    y += FOOT_RULE / 2;
    this.within('Note', () => {
      for (const strip of this.#foot) {
        this.draw(strip, x, y);
        y += strip.height;
      }
    });
    this.#foot = [];
    this.#footHeight = 0;
  }

  /** A new page, unless this one is still empty. */
  breakPage(): void {
    if (!this.atTop) this.newPage();
  }

  /** Goes on with pages of another shape. */
  turn(frame: Frame): void {
    if (this.page.items.length === 0) this.pages.pop();
    this.frame = frame;
    this.newPage();
  }

  /** Starts a new page if less than `height` pt is left; never an empty one. */
  need(height: number): void {
    if (this.room + 0.01 < height) this.breakPage();
  }

  space(height: number): void {
    if (!this.atTop) this.y = Math.min(this.y + height, this.bottom);
  }

  /** A part under the one that is being set. */
  part(role: StructRole, more: Partial<StructPart> = {}): StructPart {
    return newPart(role, this.#part, more);
  }

  /** All that `set` draws belongs to the part. */
  within(part: StructPart | StructRole, set: () => void): void {
    const outer = this.#part;
    this.#part = typeof part === 'string' ? this.part(part) : part;
    set();
    this.#part = outer;
  }

  /** All that `set` draws is seen but not read out: what has been said before. */
  aside(set: () => void): void {
    const outer = this.#aside;
    this.#aside = true;
    set();
    this.#aside = outer;
  }

  /** Adds items that stand relative to a point, without moving on. */
  draw(strip: Strip, x: number, y: number): void {
    const placed = shiftStrip(strip, x, y);
    tagStrip(placed, this.#part, this.#aside);
    this.page.items.push(...placed.items);
    this.page.links.push(...placed.links);
  }

  /** Adds what lies under the text of a page, at its own place there; `lowest`: under what lies there already, too. */
  drawUnder(strip: Strip, page: number, lowest: boolean): void {
    const placed = shiftStrip(strip, 0, 0);
    tagStrip(placed, this.#part, this.#aside);
    const under = this.#under.get(page) ?? 0;
    this.pages[page]?.items.splice(lowest ? 0 : under, 0, ...placed.items);
    this.#under.set(page, under + placed.items.length);
  }

  /** Places a strip at the left of the type area and moves below it. */
  place(strip: Strip): void {
    this.need(strip.height);
    this.draw(strip, this.frame.x, this.y);
    this.y += strip.height;
  }

  /** Sets a paragraph into the type area's width. */
  paragraph(spans: Span[], options: ParagraphOptions = {}): void {
    const { pitch = PITCH, before = 0, after = 0, keep = 0, tag, dress, footnote, ...line } = options;
    const lines = setLines(spans, this.fonts, { width: this.frame.width, ...line });
    this.space(before);
    if (keep > 0) this.need((lines.length + keep) * pitch);
    const place = (): void => {
      lines.forEach((one, i) => {
        const strip = lineStrip(one, pitch);
        const notes = footnote ? one.notes.flatMap(footnote) : [];
        if (notes.length > 0) this.need(strip.height + stripsHeight(notes) + FOOT_RULE);
        else this.need(strip.height);
        this.foot(notes);
        this.draw(dress ? dress(strip, i, lines.length) : strip, this.frame.x, this.y);
        this.y += strip.height;
      });
    };
    // Within a title its lines are no paragraphs of their own.
    if (tag !== undefined || groups(this.#part)) this.within(tag ?? 'P', place);
    else place();
    this.space(after);
  }
}
