/**
 * Typeset pages as data: what `layout` makes and `pdf` writes.
 * All lengths in pt (1/72 inch); the origin is the page's top left corner, y grows downwards.
 */

/** A4 in pt. */
export const A4 = { width: 595.28, height: 841.89 } as const;

/** The faces of GB/T 9704: body 仿宋, 黑体, 楷体, 小标宋, and 宋体 for page numbers. */
export type FontRole = 'fangsong' | 'hei' | 'kai' | 'biaosong' | 'song';

export interface PageContent {
  width: number;
  height: number;
  items: PageItem[];
  links: PageLink[];
}

export type PageItem = TextItem | PageRefItem | LineItem | RectItem | PictureItem;

/** One line's run of text in one face; `y` is the baseline. */
export interface TextItem {
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
}

/**
 * The printed number of the page where a piece begins. Its width is unknown while pages are laid out,
 * so `x` is the right edge and the layout keeps room for 5 digits.
 */
export interface PageRefItem {
  kind: 'page-ref';
  x: number;
  y: number;
  size: number;
  font: FontRole;
  /** Id of a piece in the plan. */
  target: string;
  /** `first`: its first page; `range`: "12-15"; `count`: number of its pages. */
  show: 'first' | 'range' | 'count';
  align: 'right' | 'center' | 'left';
}

export interface LineItem {
  kind: 'line';
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  width: number;
  color?: string;
  dash?: [number, number];
}

export interface RectItem {
  kind: 'rect';
  x: number;
  y: number;
  width: number;
  height: number;
  fill?: string;
  stroke?: string;
  lineWidth?: number;
}

export interface PictureItem {
  kind: 'picture';
  x: number;
  y: number;
  width: number;
  height: number;
  /** Key that the writer's `picture` source resolves to bytes: a file's path, or path + '#' + part. */
  key: string;
  /** EXIF orientation 1–8 to be undone while drawing; 1 if absent. Width and height are as shown, after turning. */
  orientation?: number;
}

/** A clickable area. */
export interface PageLink {
  x: number;
  y: number;
  width: number;
  height: number;
  target: { piece: string } | { url: string };
}
