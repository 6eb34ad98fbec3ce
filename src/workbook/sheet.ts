/**
 * A sheet as data, and how it is written: head, filter, frozen panes, print set-up, widths that fit. Rows come from
 * a generator that is run twice, once to measure and once to write, so that no sheet is held as a whole.
 * May not know which sheet it writes.
 */
import type exceljs from 'exceljs';
import type { Lang, Localised } from '../model/lang.js';
import { textWidth } from '../model/width.js';
import {
  bodyStyle,
  CELL_PADDING,
  DRAFT_MARK,
  HEAD,
  type Kind,
  LINE_PITCH,
  SUBTITLE,
  TITLE,
  type Tone,
  toneStyle,
} from './style.js';
import { cellText, linesIn, looksLikeFormula } from './text.js';
import { addLink, commitSheet, openSheet, type Sheet, type WorkbookWriter } from './writer.js';

/** A link is a target beside what is shown; a null target shows it without one. */
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
}

export interface SheetSpec<Row> extends Table<Row> {
  name: Localised;
  /** Lines above the head. */
  lines: { text: string; as: 'title' | 'subtitle' | 'draft' }[];
  /** Columns that stay when scrolling sideways. */
  frozenColumns: number;
  /** A second table below, without filter. */
  below: ((put: PutTable) => Promise<void>) | null;
}

export type PutTable = <Row>(title: string, table: Table<Row>) => Promise<void>;

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

const ROWS_PER_DRAIN = 256;
/** ISO A4 in the numbering of ECMA-376 §18.3.1.63. */
const A4 = 9;
/** pt: Excel's limit. */
const HIGHEST_ROW = 409;
const LINE_STYLE = { title: TITLE, subtitle: SUBTITLE, draft: DRAFT_MARK };
/** pt */
const LINE_HEIGHT = { title: 30, subtitle: 20, draft: 24 };

export async function writeSheet<Row>(
  writer: WorkbookWriter,
  spec: SheetSpec<Row>,
  setting: Setting,
): Promise<void> {
  const headRow = spec.lines.length + 1;
  const sheet = openSheet(writer, spec.name[setting.lang], {
    properties: { defaultRowHeight: 16 },
    views: [
      { state: 'frozen', xSplit: spec.frozenColumns, ySplit: headRow, showGridLines: false, zoomScale: 100 },
    ],
    pageSetup: pageSetup(headRow),
    headerFooter: headerFooter(spec.name[setting.lang], setting),
  });
  const grid = widths(spec, setting.lang);
  sheet.columns = grid.map((width) => ({ width }));
  for (const line of spec.lines) putLine(sheet, line, spec.columns.length);
  const count = await putTable(sheet, spec, grid, setting);
  if (count > 0) {
    sheet.autoFilter = {
      from: { row: headRow, column: 1 },
      to: { row: headRow + count, column: spec.columns.length },
    };
    putTones(sheet, spec.columns, headRow + 1, headRow + count);
  }
  await spec.below?.(async (title, table) => {
    sheet.addRow([]).commit();
    const across = table.columns.reduce((sum, column) => sum + (column.across ?? 1), 0);
    putLine(sheet, { text: title, as: 'subtitle' }, across);
    await putTable(sheet, table, grid, setting);
  });
  commitSheet(sheet);
  await setting.drain();
}

/** Head and rows. Returns how many rows, 0 where there is nothing to list: a line says so then. */
async function putTable<Row>(
  sheet: Sheet,
  table: Table<Row>,
  grid: number[],
  setting: Setting,
): Promise<number> {
  const head = sheet.addRow([]);
  let place = 1;
  let lines = 1;
  for (const column of table.columns) {
    const cell = head.getCell(place);
    cell.value = column.title[setting.lang];
    cell.style = HEAD;
    lines = Math.max(lines, linesIn(column.title[setting.lang], room(grid, place, column)));
    place = spread(sheet, head.number, place, column);
  }
  head.height = rowHeight(Math.min(lines, 3)) + CELL_PADDING;
  head.commit();
  let count = 0;
  for (const row of table.rows()) {
    count += 1;
    putRow(sheet, table, grid, row);
    if (count % ROWS_PER_DRAIN === 0) await setting.drain();
  }
  if (count === 0) {
    const none = sheet.addRow([setting.lang === 'zh' ? '（无）' : '(none)']);
    none.getCell(1).style = bodyStyle('centre', { link: false, faint: true, text: false, plain: false });
    none.commit();
  }
  return count;
}

function putRow<Row>(sheet: Sheet, table: Table<Row>, grid: number[], row: Row): void {
  const line = sheet.addRow([]);
  const faint = table.faint?.(row) ?? false;
  let place = 1;
  let lines = 1;
  for (const column of table.columns) {
    const value = column.value(row);
    const isLink = typeof value === 'object' && value !== null;
    const shown = isLink ? value.show : value;
    const written = typeof shown === 'string' ? cellText(shown) : shown;
    const cell = line.getCell(place);
    cell.value = written === '' ? null : written;
    const target = isLink ? value.target : null;
    const linked = target !== null && written !== '' && addLink(sheet, cell.address, target);
    const text = typeof written === 'string' && looksLikeFormula(written);
    cell.style = bodyStyle(column.kind, { link: linked, faint, text, plain: column.plain ?? false });
    if (typeof written === 'string') lines = Math.max(lines, linesIn(written, room(grid, place, column)));
    place = spread(sheet, line.number, place, column);
  }
  if (lines > 1) line.height = rowHeight(lines);
  line.commit();
}

/** pt */
function rowHeight(lines: number): number {
  return Math.min(HIGHEST_ROW, lines * LINE_PITCH + CELL_PADDING);
}

/** Width of the sheet columns that a column takes, in half-width characters. */
function room<Row>(grid: number[], place: number, { across = 1 }: Column<Row>): number {
  return grid.slice(place - 1, place - 1 + across).reduce((sum, width) => sum + width, 0);
}

/** Merges the cells that a column takes; returns the place of the next. */
function spread<Row>(sheet: Sheet, row: number, place: number, { across = 1 }: Column<Row>): number {
  if (across > 1) sheet.mergeCells(row, place, row, place + across - 1);
  return place + across;
}

function putLine(sheet: Sheet, line: { text: string; as: keyof typeof LINE_STYLE }, across: number): void {
  const row = sheet.addRow([cellText(line.text)]);
  row.height = LINE_HEIGHT[line.as];
  row.getCell(1).style = LINE_STYLE[line.as];
  if (across > 1) sheet.mergeCells(row.number, 1, row.number, across);
  row.commit();
}

function putTones<Row>(sheet: Sheet, columns: Column<Row>[], first: number, last: number): void {
  let priority = 0;
  columns.forEach((column, index) => {
    if (!column.tones) return;
    const letter = sheet.getColumn(index + 1).letter;
    const rules = column.tones.map(({ word, tone }): exceljs.ConditionalFormattingRule => {
      priority += 1;
      const style = toneStyle(tone);
      return { type: 'cellIs', operator: 'equal', formulae: [`"${word}"`], priority, style };
    });
    sheet.addConditionalFormatting({ ref: `${letter}${first}:${letter}${last}`, rules });
  });
}

/** Widths in half-width characters: as wide as the widest cell, within the column's limits. Heads may wrap. */
function widths<Row>(table: Table<Row>, lang: Lang): number[] {
  const widest = table.columns.map(({ title, width: [min] }) =>
    // A Chinese head breaks anywhere, into two lines at most; an English one between words.
    Math.max(
      min,
      lang === 'zh' ? textWidth(title.zh) / 2 + 2 : Math.max(...title.en.split(' ').map(textWidth)) + 2,
    ),
  );
  for (const row of table.rows()) {
    table.columns.forEach((column, index) => {
      const now = widest[index] ?? 0;
      const max = column.width[1];
      if (now >= max) return;
      const value = column.value(row);
      if (value === null) return;
      const width = textWidth(String(typeof value === 'object' ? value.show : value)) + 2;
      if (width > now) widest[index] = Math.min(width, max);
    });
  }
  return widest;
}

function pageSetup(headRow: number): Partial<exceljs.PageSetup> {
  return {
    paperSize: A4,
    orientation: 'landscape',
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: `${headRow}:${headRow}`,
    margins: { left: 0.4, right: 0.4, top: 0.7, bottom: 0.6, header: 0.3, footer: 0.3 },
  };
}

function headerFooter(name: string, { lang, title, date, draft }: Setting): Partial<exceljs.HeaderFooter> {
  // In these codes & begins a code: in text it is doubled.
  const safe = (text: string) => text.replace(/&/g, '&&');
  const mark = draft ? (lang === 'zh' ? '【草稿】' : ' [DRAFT]') : '';
  const page = lang === 'zh' ? '第 &P 页，共 &N 页' : 'Page &P of &N';
  return {
    oddHeader: `&L${safe(title)}&C${safe(name)}${mark}&R${date}`,
    oddFooter: `&C${page}`,
  };
}
