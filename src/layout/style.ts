/** Measures of GB/T 9704-2012 in pt, and the looks of the tool's own pages. Every figure names its clause. */
import { A4, type FontRole } from './page.js';

/** Millimetres → pt. */
export const mm = (value: number): number => (value * 72) / 25.4;

export interface Frame {
  pageWidth: number;
  pageHeight: number;
  /** Type area. */
  x: number;
  y: number;
  width: number;
  height: number;
}

/** §5.2.1: margins top 37, left 28; type area 156 × 225 mm, hence bottom 35 and right 26. */
export const PORTRAIT: Frame = {
  pageWidth: A4.width,
  pageHeight: A4.height,
  x: mm(28),
  y: mm(37),
  width: A4.width - mm(28) - mm(26),
  height: A4.height - mm(37) - mm(35),
};

/** §9.4: a wide table lies on the page turned by a quarter; the page number keeps its 35 mm at the bottom. */
export const LANDSCAPE: Frame = {
  pageWidth: A4.height,
  pageHeight: A4.width,
  x: mm(20),
  y: mm(26),
  width: A4.height - 2 * mm(20),
  height: A4.width - mm(26) - mm(35),
};

/** §5.2.3: 22 lines a page, 28 characters a line. */
export const LINES_PER_PAGE = 22;
export const CHARS_PER_LINE = 28;
export const PITCH = PORTRAIT.height / LINES_PER_PAGE;
/** 三号. */
export const BODY_SIZE = 16;
/** 28 characters of 16 pt are 448 pt, the type area has 442.2: each gives up 0.2 pt. */
export const BODY_TRACKING = PORTRAIT.width / CHARS_PER_LINE - BODY_SIZE - 1e-6;
/** 二号 (§7.3.1), on lines a little wider apart than the body's. */
export const TITLE_SIZE = 22;
export const TITLE_PITCH = 34;
/** 小四: tables; 10.5 pt = 五号: tables of many columns. */
export const TABLE_SIZE = 12;
export const SMALL_SIZE = 10.5;

/** Hair lines of tables and rules. */
export const HAIRLINE = 0.5;
export const LINK_COLOR = '1F4E8C';
export const GREY = '595959';
export const HEAD_FILL = 'F2F2F2';
/** Dots that lead from an entry to its page number. */
export const DOTS = { width: 0.9, color: GREY, dash: [0.9, 3.1] as [number, number] };
/** The red of a document's rule (§7.2.7). */
export const RED = 'C00000';

/** Face of a heading level: 一、 黑体, （一） 楷体, 1. and （1） 仿宋 (§7.3.3). */
export function headingRole(level: number): FontRole {
  return level <= 1 ? 'hei' : level === 2 ? 'kai' : 'fangsong';
}
