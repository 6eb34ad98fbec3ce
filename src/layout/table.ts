/**
 * Tables: column widths, wrapped cells, spans in both directions, heads repeated on every page, rows torn where
 * they are higher than what is left. Nothing is ever clipped: a row grows until its text fits.
 */
import type { CellFormat } from '../model/document.js';
import { borderLines } from './borders.js';
import { type Flow, type Strip, stripsHeight } from './flow.js';
import type { StructPart } from './page.js';
import { tableParts } from './structure.js';
import { GREY, HAIRLINE, HEAD_FILL } from './style.js';

export interface CellSpec {
  /** The cell's lines, set to the width that {@link cellWidth} gives. */
  strips: Strip[];
  colSpan: number;
  rowSpan: number;
  /** Where short content stands in a high row; torn rows start at the top. */
  vertical?: 'top' | 'middle' | 'bottom';
  fill?: string;
  /** It names what its row says. */
  head?: boolean;
  /** The lines around it; absent = the look's on all sides. */
  borders?: CellFormat['borders'];
}

export interface RowSpec {
  header: boolean;
  cells: CellSpec[];
  /** Least height, pt. */
  height?: number;
}

/** Height of rows from–to as if on an endless page; spans within them only. */
function heightOf(rows: readonly RowSpec[], look: TableLook): number {
  return rows.reduce((height, row) => {
    const cells = row.cells.filter((cell) => cell.rowSpan === 1);
    const heights = cells.map((cell) => stripsHeight(cell.strips) + 2 * look.padY);
    return height + Math.max(leastHeight(look), row.height ?? 0, ...heights);
  }, 0);
}

const leastHeight = (look: TableLook): number => 2 * look.padY + 8;

/** Room that a table needs so that it starts on the page: what stands above it goes with it. @param page height, pt */
export function startHeight(rows: readonly RowSpec[], look: TableLook, page: number): number {
  const whole = heightOf(rows, look);
  const heads = Math.max(
    0,
    rows.findIndex((row) => !row.header),
  );
  const first = heightOf(rows.slice(0, heads + ROWS_BEFORE_BREAK), look);
  return whole <= page * UNTORN ? whole : Math.min(first, page / 2);
}

export interface TableLook {
  /** Inside of cells, pt. */
  padX: number;
  padY: number;
  line: number;
  color: string;
  headFill: string | null;
}

export const TABLE_LOOK: TableLook = { padX: 4, padY: 4, line: HAIRLINE, color: GREY, headFill: HEAD_FILL };

/** Width in pt that a cell's text may take. */
export function cellWidth(columns: number[], column: number, colSpan: number, look = TABLE_LOOK): number {
  const width = columns.slice(column, column + colSpan).reduce((a, b) => a + b, 0);
  return Math.max(width - 2 * look.padX, 6);
}

/** The columns that a row's cells start at, with what rows above span into it. */
export function gridColumns(rows: { cells: { colSpan: number; rowSpan: number }[] }[]): number[][] {
  const taken: number[] = [];
  return rows.map((row) => {
    const starts: number[] = [];
    const own = new Set<number>();
    let column = 0;
    for (const cell of row.cells) {
      while ((taken[column] ?? 0) > 0) column++;
      starts.push(column);
      for (let c = column; c < column + cell.colSpan; c++) {
        taken[c] = cell.rowSpan;
        own.add(c);
      }
      column += cell.colSpan;
    }
    for (let c = 0; c < taken.length; c++) if ((taken[c] ?? 0) > 0) taken[c] = (taken[c] ?? 0) - 1;
    return starts;
  });
}

/** Tables up to this share of a page stay on one page, unless that leaves a hole where rows could stand. */
const UNTORN = 0.3;
/** A table of more body rows than this may break where two of them fit before the break. */
const FEW_ROWS = 3;
const ROWS_BEFORE_BREAK = 2;

/** A cell being drawn; it may reach over rows and pages. */
interface OpenCell {
  spec: CellSpec;
  column: number;
  /** Row it ends in. */
  lastRow: number;
  /** Next strip to draw. */
  next: number;
  /** Top of its part on this page. */
  top: number;
  torn: boolean;
  part: StructPart;
}

/**
 * @param columns widths in pt; their sum is the table's width.
 * @param x left edge from the left of the page.
 */
export function placeTable(
  flow: Flow,
  columns: number[],
  rows: RowSpec[],
  x: number,
  look = TABLE_LOOK,
): void {
  new TableRun(flow, columns, rows, x, look).run();
}

class TableRun {
  readonly #flow: Flow;
  readonly #rows: RowSpec[];
  readonly #starts: number[][];
  readonly #edges: number[];
  readonly #look: TableLook;
  readonly #heads: number;
  #open: OpenCell[] = [];
  /** The parts of the cells, as `rows`. */
  readonly #parts: StructPart[][];
  /** Where body rows start on a page that has nothing but the heads. */
  #freshTop: number;

  constructor(flow: Flow, columns: number[], rows: RowSpec[], x: number, look: TableLook) {
    this.#flow = flow;
    this.#rows = rows;
    this.#look = look;
    this.#starts = gridColumns(rows);
    this.#parts = tableParts(flow.part('Table'), rows);
    this.#edges = [x];
    for (const width of columns) this.#edges.push((this.#edges.at(-1) ?? x) + width);
    this.#freshTop = flow.frame.y;
    const firstBody = rows.findIndex((row) => !row.header);
    const heads = firstBody === -1 ? 0 : firstBody;
    // A head that fills most of a page is not repeated; neither is one that spans into the body.
    const headHeight = this.#measure(0, heads);
    this.#heads = headHeight < flow.frame.height / 3 ? heads : 0;
  }

  run(): void {
    // A small table is not torn for want of a few lines.
    const whole = this.#measure(0, this.#rows.length);
    if (whole <= this.#flow.frame.height * UNTORN && !this.#mayBreak()) this.#flow.need(whole);
    if (this.#heads > 0) this.#flow.need(this.#measure(0, this.#heads) + this.#firstLine(this.#heads));
    this.#rows.forEach((_, r) => {
      this.#row(r);
    });
  }

  #mayBreak(): boolean {
    const first = this.#measure(0, this.#heads + ROWS_BEFORE_BREAK);
    return this.#rows.length - this.#heads > FEW_ROWS && first <= this.#flow.room;
  }

  #measure(from: number, to: number): number {
    return heightOf(this.#rows.slice(from, to), this.#look);
  }

  /** Room that the start of a row needs so that it is worth starting. */
  #firstLine(r: number): number {
    const first = this.#rows[r]?.cells.map((cell) => cell.strips[0]?.height ?? 0) ?? [];
    return Math.max(0, ...first) + 2 * this.#look.padY;
  }

  /** Whether row `r`, the last but one, would leave the last one alone on the next page, where both could stand. */
  #leavesLastAlone(r: number): boolean {
    if (r !== this.#rows.length - 2 || r <= this.#heads || this.#open.length > 0 || this.#onFreshPage())
      return false;
    if (this.#rows[r]?.cells.some((cell) => cell.rowSpan > 1)) return false;
    const [row, both, fresh] = [this.#measure(r, r + 1), this.#measure(r, r + 2), this.#freshRoom(r)];
    // A high last row is torn: part of it stands on this page.
    return row <= this.#flow.room && both > this.#flow.room && both <= fresh && both - row <= fresh / 4;
  }

  #row(r: number): void {
    const row = this.#rows[r];
    if (!row) return;
    if (this.#leavesLastAlone(r)) this.#closePage(0, r);
    row.cells.forEach((spec, i) => {
      const column = this.#starts[r]?.[i] ?? 0;
      const lastRow = Math.min(r + spec.rowSpan - 1, this.#rows.length - 1);
      const part = this.#parts[r]?.[i] as StructPart;
      this.#open.push({ spec, column, lastRow, next: 0, top: this.#flow.y, torn: false, part });
    });
    for (;;) {
      const needed = this.#needed(r);
      const room = this.#flow.room;
      if (needed <= room + 0.01) {
        this.#closeRow(r, needed);
        return;
      }
      const fresh = this.#freshRoom(r);
      const worthTearing = room >= this.#tearable(r) && (needed > fresh || needed > fresh / 2);
      if (worthTearing && this.#advances(r, room)) this.#closePage(room, r);
      else if (!this.#onFreshPage()) this.#closePage(0, r);
      else this.#forceLine(r);
    }
  }

  /** Height that row `r` needs from here on so that all cells that end in it are drawn out. */
  #needed(r: number): number {
    const ending = this.#open.filter((cell) => cell.lastRow === r);
    const heights = ending.map((cell) => this.#rest(cell) - (this.#flow.y - cell.top));
    // A row that was torn has had its least height on the page before.
    const least = this.#open.some((cell) => cell.lastRow === r && cell.torn)
      ? 0
      : (this.#rows[r]?.height ?? 0);
    return Math.max(leastHeight(this.#look), least, ...heights);
  }

  #rest(cell: OpenCell): number {
    return stripsHeight(cell.spec.strips.slice(cell.next)) + 2 * this.#look.padY;
  }

  #freshRoom(r: number): number {
    return this.#flow.frame.height - (r >= this.#heads ? this.#measure(0, this.#heads) : 0);
  }

  /** Least room in which a torn row shows a line of each cell, two of long ones. */
  #tearable(r: number): number {
    const cells = this.#open.filter((cell) => cell.lastRow === r);
    const heights = cells.map((cell) => stripsHeight(cell.spec.strips.slice(cell.next, cell.next + 2)));
    return Math.max(0, ...heights) + 2 * this.#look.padY;
  }

  #advances(r: number, room: number): boolean {
    const bottom = this.#flow.y + room;
    return this.#open.some((cell) => cell.lastRow === r && this.#fitting(cell, bottom) > cell.next);
  }

  /** Index after the last strip of the cell that ends above `bottom`. */
  #fitting(cell: OpenCell, bottom: number): number {
    let y = cell.top + this.#look.padY;
    let next = cell.next;
    for (; next < cell.spec.strips.length; next++) {
      y += cell.spec.strips[next]?.height ?? 0;
      if (y > bottom - this.#look.padY + 0.01) break;
    }
    // A last line does not go over to the next page alone where another can go with it.
    const alone = next === cell.spec.strips.length - 1 && next - cell.next > 2;
    return alone ? next - 1 : next;
  }

  #onFreshPage(): boolean {
    return this.#flow.y <= this.#freshTop + 0.01;
  }

  /** A strip higher than a page (it should not exist): drawn all the same, so that nothing gets lost. */
  #forceLine(r: number): void {
    for (const cell of this.#open.filter((open) => open.lastRow === r)) {
      const strip = cell.spec.strips[cell.next];
      if (!strip) continue;
      const x = (this.#edges[cell.column] ?? 0) + this.#look.padX;
      this.#flow.within(cell.part, () => this.#flow.draw(strip, x, cell.top + this.#look.padY));
      cell.next++;
      cell.torn = true;
    }
    this.#closePage(this.#flow.room, r);
  }

  /** Draws the row to its end and its cells' frames. */
  #closeRow(r: number, height: number): void {
    const bottom = this.#flow.y + height;
    for (const cell of this.#open.filter((open) => open.lastRow === r)) {
      this.#drawCell(cell, bottom, cell.spec.strips.length, this.#rows[r]?.header ?? false);
    }
    this.#open = this.#open.filter((cell) => cell.lastRow > r);
    this.#flow.y = bottom;
  }

  /** Draws what fits of all open cells down to `height` below here, and goes on atop the next page. */
  #closePage(height: number, r: number): void {
    const bottom = this.#flow.y + height;
    for (const cell of this.#open) {
      if (bottom - cell.top < 1) continue;
      const end = this.#fitting(cell, bottom);
      cell.torn = true;
      this.#drawCell(cell, bottom, end, false);
      cell.next = end;
    }
    this.#flow.newPage();
    if (r >= this.#heads) this.#repeatHeads();
    for (const cell of this.#open) cell.top = this.#flow.y;
  }

  #repeatHeads(): void {
    if (this.#heads === 0) return;
    const suspended = this.#open;
    this.#open = [];
    this.#flow.aside(() => {
      for (let r = 0; r < this.#heads; r++) this.#row(r);
    });
    this.#open = suspended;
    this.#freshTop = this.#flow.y;
  }

  #drawCell(cell: OpenCell, bottom: number, end: number, header: boolean): void {
    const { padX, padY, line, color, headFill } = this.#look;
    const left = this.#edges[cell.column] ?? 0;
    const right = this.#edges[Math.min(cell.column + cell.spec.colSpan, this.#edges.length - 1)] ?? left;
    const height = bottom - cell.top;
    const fill = cell.spec.fill ?? (header ? headFill : null);
    const box = { kind: 'rect', x: left, y: cell.top, width: right - left, height } as const;
    const borders = cell.spec.borders;
    if (!borders)
      this.#flow.page.items.push({ ...box, stroke: color, lineWidth: line, ...(fill ? { fill } : {}) });
    else {
      if (fill) this.#flow.page.items.push({ ...box, fill });
      this.#flow.page.items.push(...borderLines(box, borders));
    }
    const strips = cell.spec.strips.slice(cell.next, end);
    const spare = height - 2 * padY - stripsHeight(strips);
    const share = cell.torn ? 0 : { top: 0, middle: 0.5, bottom: 1 }[cell.spec.vertical ?? 'middle'];
    let y = cell.top + padY + Math.max(0, spare) * share;
    this.#flow.within(cell.part, () => {
      for (const strip of strips) {
        this.#flow.draw(strip, left + padX, y);
        y += strip.height;
      }
    });
  }
}
