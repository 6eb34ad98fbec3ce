/**
 * A sheet as data: its columns, where its rows come from, and where they will stand. Where a sheet would have more links
 * or rows than Excel takes, it goes on on another. May not know which sheet it is, nor how it is written.
 */
import type { Lang, Localised } from '../model/lang.js';
import type { Chart } from './chart.js';
import { quotedSheet } from './parts.js';
import { sheetNames } from './sheetname.js';
import type { Kind, Tone } from './style.js';
import { letters, MOST_LINKS, MOST_ROWS } from './worksheet.js';

/**
 * A link is a target beside what is shown; a null target shows it without one; one that begins with # is a place in
 * this workbook ({@link placeOf}).
 */
export type Value = string | number | null | { show: string | number; target: string | null };

export interface Column<Row> {
  title: Localised;
  kind: Kind;
  /** Narrowest and widest, in half-width characters. */
  width: [min: number, max: number];
  value(row: Row): Value;
  /** Plain digits: no thousands separator (a date, a page number). */
  plain?: boolean;
  /** Sheet columns that it takes; a table below another has to do with the widths of the first. 1 if not given. */
  across?: number;
  /** Colours by what the cell says. */
  tones?: { word: string; tone: Tone }[];
}

export interface Table<Row> {
  columns: Column<Row>[];
  /** Called twice; yields the same rows each time. */
  rows(): Iterable<Row>;
  /** Rows in grey: what is there for the record only. */
  faint?(row: Row): boolean;
  /** Rows of totals, last of all: the filter leaves them where they are. */
  total?(row: Row): boolean;
}

/** Where the rows of a sheet stand, for links that lead there. */
export interface Layout {
  name: Localised;
  /** Lines above the head. */
  lines: { text: string; as: 'title' | 'subtitle' | 'draft' }[];
  /** Cells with links that a row can have: Excel takes 65,530 a sheet. */
  linksPerRow: number;
}

export interface SheetSpec<Row> extends Table<Row>, Layout {
  /** Columns that stay when scrolling sideways. */
  frozenColumns: number;
  /** Printed on one page, its charts beside their figures; else as many as its rows take. */
  onePage?: boolean;
  /** Other tables and charts below, without filter. */
  below: ((page: Below) => Promise<void>) | null;
}

/** Numbers of the first and last row of a table's data. */
export interface Span {
  first: number;
  last: number;
}

export interface Below {
  /** Of the sheet's main table, without its totals. */
  main: Span;
  /** As written, continuations included. */
  sheetName: string;
  table<Row>(title: string, table: Table<Row>): Promise<Span>;
  /** Charts side by side, with the sheet's columns shared out among them. @param rows height, in rows of the sheet */
  charts(charts: Chart[], rows: number): void;
}

export interface Setting {
  lang: Lang;
  /** Stands in the page header when printed. */
  title: string;
  /** ISO */
  date: string;
  draft: boolean;
  /** Awaited now and then: empties what is compressed into the file. */
  drain(): Promise<void>;
}

export function headRowOf({ lines }: Pick<Layout, 'lines'>): number {
  return lines.length + 1;
}

/** Data rows that one sheet takes. */
export function capacityOf(layout: Layout): number {
  // A row is kept for the totals, some for what stands below.
  const rows = MOST_ROWS - headRowOf(layout) - 1_000;
  return layout.linksPerRow === 0 ? rows : Math.min(rows, Math.floor(MOST_LINKS / layout.linksPerRow));
}

/** 材料目录, 材料目录(2) … */
export function nameOf(name: Localised, lang: Lang, no: number, taken: readonly string[]): string {
  const wanted = no === 1 ? name[lang] : `${name[lang]}(${no})`;
  return sheetNames([wanted], taken)[0] ?? wanted;
}

/**
 * The target of a link to a row of a sheet.
 * @param index of the row among the table's, from 0
 * @param column 1-based
 */
export function placeOf(layout: Layout, lang: Lang, index: number, column = 1): string {
  const capacity = capacityOf(layout);
  const name = nameOf(layout.name, lang, Math.floor(index / capacity) + 1, []);
  return `#${quotedSheet(name)}!${letters(column)}${headRowOf(layout) + 1 + (index % capacity)}`;
}
