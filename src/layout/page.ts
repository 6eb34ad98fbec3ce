/**
 * Typeset pages as data: what `layout` makes and `pdf` writes.
 * All lengths in pt (1/72 inch); the origin is the page's top left corner, y grows downwards.
 */

import type { Matrix, PathSegment } from '../model/drawing.js';

/** A4 in pt. */
export const A4 = { width: 595.28, height: 841.89 } as const;

/** The faces of GB/T 9704: body 仿宋, 黑体, 楷体, 小标宋, and 宋体 for page numbers. */
export type FontRole = 'fangsong' | 'hei' | 'kai' | 'biaosong' | 'song';

/**
 * A part of what a page says, for readers who hear it (ISO 32000-1 §14.8.4): items refer to the part that they show.
 * One object is one part, over as many pages as it takes.
 */
export interface StructPart {
  role: StructRole;
  /** Null: stands directly under the piece. Absent: not placed yet; the flow that draws it says where it belongs. */
  parent?: StructPart | null;
  /** Parts whose order does not follow from the order of drawing: rows of a table, cells of a row. */
  kids?: StructPart[];
  /** What a picture shows, in words. */
  alt?: string;
  /** What a head cell speaks for. */
  scope?: 'Row' | 'Column';
  /** Columns and rows that a cell takes; 1 if absent. */
  colSpan?: number;
  rowSpan?: number;
}

export type StructRole =
  | 'H1'
  | 'H2'
  | 'H3'
  | 'H4'
  | 'H5'
  | 'P'
  | 'TOC'
  | 'TOCI'
  | 'Reference'
  | 'Link'
  | 'Note'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure';

interface Tagged {
  /**
   * Null: an artifact, which is seen but not read out (rules, repeated heads). Absent: text is a paragraph, a picture
   * a figure, anything else an artifact.
   */
  part?: StructPart | null;
}

export interface PageContent {
  width: number;
  height: number;
  items: PageItem[];
  links: PageLink[];
}

export type PageItem =
  | TextItem
  | PageRefItem
  | LineItem
  | RectItem
  | PictureItem
  | CodeItem
  | AnchorItem
  | PathItem
  | GroupItem;

/** One line's run of text in one face; `y` is the baseline. */
export interface TextItem extends Tagged {
  kind: 'text';
  x: number;
  y: number;
  size: number;
  font: FontRole;
  text: string;
  /** RRGGBB; black if absent. */
  color?: string;
  /** Advance of each code point in pt where it differs from the font's (justified or compressed lines). */
  advances?: number[];
  /** Drawn stronger by a stroke, where the face has no bold. */
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  /** Characters of the original that no face has: boxes stand for them in `text`. */
  lost?: string;
}

/**
 * The printed number of the page where a piece begins. Its width is unknown while pages are laid out,
 * so `x` is the right edge and the layout keeps room for 5 digits.
 */
export interface PageRefItem extends Tagged {
  kind: 'page-ref';
  x: number;
  y: number;
  size: number;
  font: FontRole;
  /** Id of a piece in the plan, or {@link placeIn} it. */
  target: string;
  /** `first`: its first page; `range`: "12-15"; `count`: number of its pages. */
  show: 'first' | 'range' | 'count';
  align: 'right' | 'center' | 'left';
}

export interface LineItem extends Tagged {
  kind: 'line';
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  width: number;
  color?: string;
  dash?: [number, number];
}

export interface RectItem extends Tagged {
  kind: 'rect';
  x: number;
  y: number;
  width: number;
  height: number;
  fill?: string;
  stroke?: string;
  lineWidth?: number;
}

export interface PictureItem extends Tagged {
  kind: 'picture';
  x: number;
  y: number;
  width: number;
  height: number;
  /** Key that the writer's `picture` source resolves to bytes: a file's path, or path + '#' + part. */
  key: string;
  /** EXIF orientation 1–8 to be undone while drawing; 1 if absent. Width and height are as shown, after turning. */
  orientation?: number;
  /** What it shows, in words; the piece's title if absent. */
  alt?: string;
}

/** A square two-dimensional code in black on white; its quiet zone is the caller's. */
export interface CodeItem extends Tagged {
  kind: 'code';
  x: number;
  y: number;
  /** Side, pt. */
  size: number;
  /** Modules from the top, one text a row: 1 is dark. */
  rows: string[];
}

/** Names the page that it stands on, so that links can lead to a place within a piece. Nothing is drawn. */
export interface AnchorItem extends Tagged {
  kind: 'anchor';
  x: number;
  y: number;
  name: string;
}

/** A place within a piece, as links and page references name it: 「catalogue:17:1#017-03」. */
export function placeIn(piece: string, anchor: string): string {
  return `${piece}#${anchor}`;
}

/** The anchors of a piece's pages: name → 0-based page. */
export function anchorsOf(pages: readonly PageContent[]): Map<string, number> {
  const anchors = new Map<string, number>();
  for (const [index, { items }] of pages.entries()) {
    for (const item of items)
      if (item.kind === 'anchor' && !anchors.has(item.name)) anchors.set(item.name, index);
  }
  return anchors;
}

/** Any outline, filled, stroked or both. */
export interface PathItem extends Tagged {
  kind: 'path';
  segments: PathSegment[];
  /** RRGGBB */
  fill?: string;
  stroke?: string;
  rule: 'nonzero' | 'evenodd';
  lineWidth: number;
  dash: number[];
  dashOffset: number;
  /** As in PDF: 0 butt, 1 round, 2 square; 0 miter, 1 round, 2 bevel. */
  cap: number;
  join: number;
  miter: number;
  /** 0–1; opaque if absent. */
  opacity?: { fill: number; stroke: number };
}

/** Items that are moved, cut or see-through together. Nothing in it is a page reference. */
export interface GroupItem extends Tagged {
  kind: 'group';
  items: PageItem[];
  /** From the group's own places to the page's. */
  matrix?: Matrix;
  /** In the page's places: nothing is seen outside all of them. */
  clips?: PathSegment[][];
  /** 0–1; opaque if absent. */
  opacity?: number;
}

/** A clickable area. */
export interface PageLink extends Tagged {
  x: number;
  y: number;
  width: number;
  height: number;
  target: { piece: string } | { url: string };
}
