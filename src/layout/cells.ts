/** Cells of the tool's own tables: text set to a column's width, page references, links. */
import { lineStrip, type Strip } from './flow.js';
import type { FontSet } from './fonts.js';
import { type LineOptions, type Span, setLines } from './lines.js';
import type { FontRole, PageLink, PageRefItem } from './page.js';
import { newPart } from './structure.js';
import { LINK_COLOR, SMALL_SIZE } from './style.js';
import { type CellSpec, cellWidth, TABLE_LOOK, type TableLook } from './table.js';

export interface CellText {
  role?: FontRole;
  /** pt */
  size?: number;
  align?: NonNullable<LineOptions['align']>;
  bold?: boolean;
  color?: string;
  link?: PageLink['target'];
  colSpan?: number;
  rowSpan?: number;
  vertical?: 'top' | 'middle';
  fill?: string;
  /** It names what its row says. */
  head?: boolean;
  /** Taken from the width of the lines, for what stands beside them, pt. */
  inset?: number;
}

/** Makes the cells of one table. */
export class Cells {
  readonly #fonts: FontSet;
  readonly #columns: number[];
  readonly #look: TableLook;
  /** Distance of lines, em. */
  readonly leading: number;

  constructor(fonts: FontSet, columns: number[], look = TABLE_LOOK, leading = 1.45) {
    this.leading = leading;
    this.#fonts = fonts;
    this.#columns = columns;
    this.#look = look;
  }

  /** A cell of text; a line break in it starts a new line. */
  text(column: number, text: string, look: CellText = {}): CellSpec {
    return this.spans(column, [spanOf(text, look)], look);
  }

  spans(column: number, spans: Span[], look: CellText = {}): CellSpec {
    return this.strips(column, this.set(column, spans, look), look);
  }

  /** Lines for a cell that is put together of several parts. */
  set(column: number, spans: Span[], look: CellText & Partial<LineOptions> = {}): Strip[] {
    const width = cellWidth(this.#columns, column, look.colSpan ?? 1, this.#look) - (look.inset ?? 0);
    const size = Math.max(...spans.map((span) => span.size));
    const { align = 'left', firstIndent = 0 } = look;
    return setLines(spans, this.#fonts, { width, align, firstIndent }).map((line) =>
      lineStrip(line, size * this.leading),
    );
  }

  strips(_column: number, strips: Strip[], look: CellText = {}): CellSpec {
    return {
      strips,
      colSpan: look.colSpan ?? 1,
      rowSpan: look.rowSpan ?? 1,
      ...(look.vertical ? { vertical: look.vertical } : {}),
      ...(look.fill ? { fill: look.fill } : {}),
      ...(look.head ? { head: true } : {}),
    };
  }

  /** Width that a column's text may take, pt. */
  widthOf(column: number): number {
    return cellWidth(this.#columns, column, 1, this.#look);
  }

  /** A cell with a page number that leads to the piece. */
  ref(column: number, piece: string, show: PageRefItem['show'], look: CellText = {}): CellSpec {
    const width = cellWidth(this.#columns, column, 1, this.#look);
    const strip = refStrip(this.#fonts, piece, show, width, look.size ?? SMALL_SIZE, 'center');
    return this.strips(column, [strip], look);
  }
}

export function spanOf(text: string, look: CellText = {}): Span {
  const span: Span = { text, role: look.role ?? 'fangsong', size: look.size ?? SMALL_SIZE };
  if (look.bold) span.bold = true;
  if (look.color) span.color = look.color;
  if (look.link) {
    span.link = look.link;
    span.color = look.color ?? LINK_COLOR;
  }
  return span;
}

/** One line with nothing but a page number. `x` of the reference is its right edge, middle or left edge, as aligned. */
export function refStrip(
  fonts: FontSet,
  piece: string,
  show: PageRefItem['show'],
  width: number,
  size: number,
  align: PageRefItem['align'],
): Strip {
  fonts.use('song', '0123456789-');
  const height = size * 1.45;
  const x = align === 'right' ? width : align === 'center' ? width / 2 : 0;
  const y = height / 2 + size * 0.36;
  const part = newPart('Link', undefined);
  const linked = show !== 'count';
  return {
    height,
    items: [
      { kind: 'page-ref', x, y, size, font: 'song', target: piece, show, align, ...(linked ? { part } : {}) },
    ],
    links: linked ? [{ x: 0, y: 0, width, height, target: { piece }, part }] : [],
  };
}
