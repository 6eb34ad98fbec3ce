/**
 * Pages of a fixed-layout file as display lists: what a reader gives and `layout` turns into pages. Lengths in pt, the
 * origin at the top left corner, y growing downwards; later items lie on top.
 */

/** a b c d e f: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export type PathSegment =
  | readonly ['M' | 'L', number, number]
  | readonly ['B', number, number, number, number, number, number]
  | readonly ['C'];

export interface Drawing {
  pages: DrawingPage[];
}

export interface DrawingPage {
  width: number;
  height: number;
  items: DrawingItem[];
}

export type DrawingItem = DrawingText | DrawingPath | DrawingPicture | DrawingClip;

/** Characters at their places. */
export interface DrawingText {
  kind: 'text';
  /** The font as the file calls it. */
  font: string;
  bold: boolean;
  italic: boolean;
  /** In the matrix's units. */
  size: number;
  /** RRGGBB */
  color: string;
  /** 0–1 */
  opacity: number;
  text: string;
  /** Left end of each code point's baseline, in the matrix's units; empty: one after the other from 0, 0. */
  xs: number[];
  ys: number[];
  /** Clockwise turn of each character about its place, degrees. */
  turn: number;
  matrix: Matrix;
}

export interface DrawingPath {
  kind: 'path';
  segments: PathSegment[];
  /** RRGGBB */
  fill: string | null;
  stroke: string | null;
  /** 0–1, of filling and of stroke. */
  opacity: number;
  strokeOpacity: number;
  evenOdd: boolean;
  lineWidth: number;
  dash: number[];
  dashOffset: number;
  /** 0–2 as in PDF: butt, round, square; miter, round, bevel. */
  cap: number;
  join: number;
  miter: number;
}

/** A picture in the unit square. */
export interface DrawingPicture {
  kind: 'picture';
  /** Entry of the file's zip. */
  part: string;
  opacity: number;
  matrix: Matrix;
}

/** Items of which nothing is seen outside all of the areas. */
export interface DrawingClip {
  kind: 'clip';
  areas: PathSegment[][];
  items: DrawingItem[];
}
