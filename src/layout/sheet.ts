/**
 * A workbook or CSV that is evidence, set as tables: its own title over it, heads repeated, merged cells kept, and a
 * table too wide for a page parted by columns. Nothing runs off the page.
 */
import type { SheetDocument, SheetTable } from '../model/document.js';
import { foldName } from '../model/fold.js';
import { Cells, spanOf } from './cells.js';
import { Flow } from './flow.js';
import type { FontSet } from './fonts.js';
import type { PageContent } from './page.js';
import { type SheetCell, sheetRows, type TopRow, topRows } from './sheet-rows.js';
import type { PageOptions } from './statement.js';
import { BODY_SIZE, GREY, LANDSCAPE, PITCH, PORTRAIT, SMALL_SIZE, TABLE_SIZE } from './style.js';
import { placeTable, TABLE_LOOK } from './table.js';
import { placeTitle } from './title.js';
import { type Words, wordsOf } from './words.js';

/** Columns beyond which a sheet lies across. */
const PORTRAIT_COLUMNS = 5;
/** Smallest size that is still read with ease in print, pt. */
const LEAST_SIZE = 8;
/** A column is at least so wide, and wraps its text beyond the second figure, em. */
const LEAST_COLUMN = 3;
const WRAP_COLUMN = 12;
/** Texts of so few characters stay on one line. */
const SHORT_WORD = 4;
/** A word or figure is not torn up to this width, em. */
const WHOLE_WORD = 14;
/** Text over several columns stands amid them up to so many characters. */
const SHORT = 12;
/** Rows that are measured for the widths of columns. */
const MEASURED_ROWS = 300;

/** A workbook's sheets as tables, one after the other. */
export function sheetPages(
  data: { title: string; document: SheetDocument },
  fonts: FontSet,
  options: PageOptions = {},
): PageContent[] {
  const words = wordsOf(options.lang);
  const sheets = data.document.sheets.filter((sheet) => columnCount(sheet) > 0);
  const widest = Math.max(0, ...sheets.map(columnCount));
  const flow = new Flow(fonts, widest > PORTRAIT_COLUMNS ? LANDSCAPE : PORTRAIT);
  const tops = sheets.map((sheet) => topRows(sheet, data.title));
  // A sheet that begins with the title itself needs no other.
  const said = tops[0]?.rows[0]?.text ?? '';
  // 「澜水县司法局自评表」 says all that 「自评表」 would.
  const titled = tops[0]?.rows[0]?.title === true && foldName(said).includes(foldName(data.title));
  if (!titled) placeTitle(flow, data.title, { size: 18, pitch: 28, after: 8 });
  if (sheets.length === 0)
    flow.paragraph([{ text: words.empty, role: 'fangsong', size: BODY_SIZE, color: GREY }]);
  sheets.forEach((sheet, i) => {
    const top = tops[i] ?? { rows: [], from: 0 };
    const named = sheets.length > 1 && !(i === 0 && titled) && !top.rows[0]?.title;
    if (named)
      flow.paragraph([{ text: sheet.name, role: 'hei', size: TABLE_SIZE }], {
        pitch: 22,
        before: i > 0 ? PITCH / 2 : 0,
        keep: 2,
      });
    top.rows.forEach((row, r) => {
      placeTop(flow, row, { main: i === 0 && r === 0 && titled, apart: i > 0 && r === 0 });
    });
    placeSheet(flow, sheet, top.from, words);
  });
  return flow.pages;
}

function columnCount(sheet: SheetTable): number {
  return sheet.rows.reduce(
    (most, row) => Math.max(most, row.findLastIndex((cell) => cell.trim() !== '') + 1),
    0,
  );
}

/** A line over the table: its title, or what is said about it (填报单位, 单位：万元). */
function placeTop(flow: Flow, row: TopRow, at: { main: boolean; apart: boolean }): void {
  if (row.title) {
    const look = at.main ? { size: 18, pitch: 28, after: 8 } : { size: 15, pitch: 24, after: 4 };
    placeTitle(flow, row.text, { ...look, before: at.apart ? PITCH / 2 : 0 });
  } else
    flow.paragraph([{ text: row.text, role: 'fangsong', size: SMALL_SIZE }], {
      pitch: 17,
      after: 2,
      keep: 2,
    });
}

function placeSheet(flow: Flow, sheet: SheetTable, from: number, words: Words): void {
  const count = columnCount(sheet);
  if (from >= sheet.rows.length) return;
  const { size, least, wanted, full } = measure(flow, sheet, from, count);
  const parts = partColumns(least, wanted, flow.frame.width, groupedIn(sheet, from));
  parts.forEach((part, p) => {
    if (parts.length > 1)
      flow.paragraph(
        [{ text: words.columnsPart(p + 1, parts.length), role: 'kai', size: SMALL_SIZE, color: GREY }],
        { pitch: 18, before: p > 0 ? PITCH / 2 : 0, keep: 3 },
      );
    const pick = (list: number[]): number[] => part.map((column) => list[column] ?? 0);
    const columns = shareWidth(pick(least), [pick(wanted), pick(full)], flow.frame.width);
    const cells = new Cells(flow.fonts, columns);
    const specs = sheetRows(sheet, from, part).map((row) => ({
      header: row.header,
      cells: row.cells.map((cell) => cellOf(cells, cell, size, row.header)),
    }));
    placeTable(flow, columns, specs, flow.frame.x);
  });
}

function cellOf(cells: Cells, cell: SheetCell, size: number, header: boolean) {
  const { text, column, colSpan, rowSpan } = cell;
  const figure = /^[-+]?[¥￥$€]?[-+]?[\d,.]+[%‰]?$/.test(text.trim());
  return cells.spans(column, [spanOf(text, { size, role: header ? 'hei' : 'fangsong' })], {
    align: header || figure || (colSpan > 1 && text.length <= SHORT) ? 'center' : 'left',
    colSpan,
    rowSpan,
  });
}

interface Measured {
  /** pt */
  size: number;
  /** Width in pt below which a column's words would be torn. */
  least: number[];
  /** Width in pt that it would like. */
  wanted: number[];
  /** Width in pt in which nothing wraps. */
  full: number[];
}

/** The largest size in which the columns fit the page; the least where they never do. */
function measure(flow: Flow, sheet: SheetTable, from: number, count: number): Measured {
  const sizes = [SMALL_SIZE, 9, LEAST_SIZE].filter(
    (size) => size <= (count > 12 ? 8 : count > 8 ? 9 : SMALL_SIZE),
  );
  let measured = measureAt(flow.fonts, sheet, from, count, sizes[0] ?? LEAST_SIZE);
  for (const size of sizes.slice(1)) {
    if (sum(measured.least) <= flow.frame.width) break;
    measured = measureAt(flow.fonts, sheet, from, count, size);
  }
  return measured;
}

function measureAt(fonts: FontSet, sheet: SheetTable, from: number, count: number, size: number): Measured {
  const pad = 2 * TABLE_LOOK.padX + 1;
  const least = new Array<number>(count).fill(LEAST_COLUMN * size + pad);
  const wanted = [...least];
  const full = [...least];
  const joined = new Set(
    (sheet.spans ?? []).filter((span) => span.colSpan > 1).map(({ row, column }) => `${row},${column}`),
  );
  sheet.rows.slice(from, from + MEASURED_ROWS).forEach((row, r) => {
    // A text alone in its row runs on over its neighbours.
    if (count > 1 && row.filter((cell) => cell.trim() !== '').length < 2) return;
    for (let column = 0; column < count; column++) {
      const text = row[column] ?? '';
      // What spans several columns says nothing about one of them.
      if (text === '' || joined.has(`${r + from},${column}`)) continue;
      const longest = Math.max(...text.split('\n').map((line) => lineWidth(line, fonts, size)));
      const word = Math.max(
        0,
        ...(text.match(/[!-~\u00c0-\u024f]+/g) ?? []).map((one) => fonts.measure('fangsong', one, size)),
      );
      const whole = Math.min(word, WHOLE_WORD * size) + pad;
      // Beyond the wrap the square root keeps a column of long texts from starving the others.
      const wrap = WRAP_COLUMN * size;
      const want = longest <= wrap ? longest : Math.sqrt(longest * wrap);
      // 「承诺时限」 is not torn after its third character.
      const short = text.trim().length <= SHORT_WORD ? longest + pad : 0;
      least[column] = Math.max(least[column] ?? 0, whole, short);
      wanted[column] = Math.max(wanted[column] ?? 0, want + pad, whole);
      full[column] = Math.max(full[column] ?? 0, wanted[column] ?? 0, longest + pad);
    }
  });
  return { size, least, wanted, full };
}

const SCRIPTS_MEET = /(?<=\p{Script=Han})(?=[A-Za-z\d])|(?<=[A-Za-z\d])(?=\p{Script=Han})/gu;

/** As it will be set, an eighth of an em where Chinese meets Latin included: else the last character goes to a line of its own. */
function lineWidth(line: string, fonts: FontSet, size: number): number {
  return fonts.measure('hei', line, size) + ((line.match(SCRIPTS_MEET)?.length ?? 0) * size) / 8;
}

/**
 * Columns page by page. A table that fits, if need be narrowed, stays whole; else the first column, which says what a
 * row is about, stands in each part again.
 */
function partColumns(
  least: number[],
  wanted: number[],
  width: number,
  grouped: ReadonlySet<number>,
): number[][] {
  const all = least.map((_, column) => column);
  if (sum(least) <= width) return [all];
  // Two columns where the first is a number only.
  const leads = all.slice(0, (wanted[0] ?? 0) < width / 14 ? 2 : 1);
  const lead = sum(leads.map((column) => least[column] ?? 0));
  const kept = lead < width / 2 ? leads : [];
  const room = width - sum(kept.map((column) => least[column] ?? 0));
  const parts: number[][] = [];
  const needOf = (column: number): number =>
    Math.min(room, ((least[column] ?? 0) + (wanted[column] ?? 0)) / 2);
  let used = Number.POSITIVE_INFINITY;
  for (const column of all.slice(kept.length)) {
    const need = needOf(column);
    if (used + need > room) {
      // What one head spans goes to the next part whole, where it does not fill one.
      const part = parts.at(-1) ?? [];
      const own = part.slice(kept.length);
      const whole = own.findLastIndex((one) => !grouped.has(one));
      const group = grouped.has(column) && whole > 0 ? own.slice(whole) : [];
      const moved = sum(group.map(needOf)) + need <= room ? group : [];
      part.length -= moved.length;
      parts.push([...kept, ...moved]);
      used = sum(moved.map(needOf));
    }
    parts.at(-1)?.push(column);
    used += need;
  }
  return parts;
}

/** Rows of a head that may span columns. */
const HEAD_ROWS = 3;

/** The columns that stand under one head with the column before them. */
function groupedIn(sheet: SheetTable, from: number): Set<number> {
  const grouped = new Set<number>();
  for (const { row, column, colSpan } of sheet.spans ?? [])
    if (row >= from && row < from + HEAD_ROWS)
      for (let i = column + 1; i < column + colSpan; i++) grouped.add(i);
  return grouped;
}

/** Each column its least; what is left over goes to those that want more, one wish after the other, then to all. */
function shareWidth(least: number[], wishes: number[][], width: number): number[] {
  const total = sum(least);
  if (total >= width) return least.map((column) => (column * width) / total);
  const filled = wishes.reduce((columns, wanted) => {
    const more = columns.map((column, i) => Math.max(0, (wanted[i] ?? 0) - column));
    const wish = sum(more);
    const granted = Math.min(width - sum(columns), wish);
    return columns.map((column, i) => column + (wish > 0 ? (granted * (more[i] ?? 0)) / wish : 0));
  }, least);
  const scale = width / sum(filled);
  return filled.map((column) => column * scale);
}

function sum(list: number[]): number {
  return list.reduce((a, b) => a + b, 0);
}
