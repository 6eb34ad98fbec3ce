/**
 * How a sheet is laid out: lines above, head, filter, frozen panes, print set-up, widths that fit. Rows come from a
 * generator that is run twice, once to measure and once to write, so that no sheet is held as a whole.
 * May not know which sheet it lays out.
 */
import type { Lang } from '../model/lang.js';
import { textWidth } from '../model/width.js';
import type { PlacedChart } from './chart.js';
import type { OpenBook } from './parts.js';
import {
  type Column,
  capacityOf,
  headRowOf,
  type Layout,
  nameOf,
  type Setting,
  type SheetSpec,
  type Span,
  type Table,
} from './sheet.js';
import { bodyLook, CELL_PADDING, DRAFT_MARK, HEAD, type Kind, LINE_PITCH, SUBTITLE, TITLE } from './style.js';
import { cellText, linesIn, looksLikeFormula } from './text.js';
import { type Cell, letters, Worksheet } from './worksheet.js';

/** 7 pixels: a digit of 10 pt on the screen. */
const EMU_PER_CHARACTER = 7 * 9_525;
const ROWS_PER_DRAIN = 256;
/** Widths are those of the first rows: of a hundred thousand, the rest say nothing new. */
const MEASURED_ROWS = 3_000;
/** pt: Excel's limit. */
const HIGHEST_ROW = 409;
const LINE_LOOK = { title: TITLE, subtitle: SUBTITLE, draft: DRAFT_MARK };
/** pt */
const LINE_HEIGHT = { title: 30, subtitle: 20, draft: 24 };

export async function writeSheet<Row>(book: OpenBook, spec: SheetSpec<Row>, setting: Setting): Promise<void> {
  const grid = widths(spec, setting.lang);
  const capacity = capacityOf(spec);
  const rows = spec.rows()[Symbol.iterator]();
  let next = rows.next();
  for (let no = 1; no === 1 || next.done !== true; no += 1) {
    const name = nameOf(
      spec.name,
      setting.lang,
      no,
      book.sheets.map((sheet) => sheet.name),
    );
    const page = new Page(book, spec, grid, setting, name);
    page.head(spec);
    let count = 0;
    let totals = 0;
    for (; next.done !== true && count < capacity; next = rows.next()) {
      if (spec.total?.(next.value)) totals += 1;
      page.row(spec, next.value);
      count += 1;
      if (count % ROWS_PER_DRAIN === 0) await setting.drain();
    }
    if (count === 0) page.none();
    const main = { first: headRowOf(spec) + 1, last: headRowOf(spec) + count - totals };
    if (next.done === true) await page.below(spec, main);
    page.close(spec, main);
    await setting.drain();
  }
}

/** One sheet while it is written. */
class Page {
  readonly #book: OpenBook;
  readonly #sheet: Worksheet;
  readonly #grid: number[];
  readonly #setting: Setting;
  readonly #name: string;
  readonly #columns: number;
  readonly #charts: PlacedChart[] = [];
  /** Style by look: what is asked for every cell. */
  readonly #styles = new Map<string, number>();

  constructor(
    book: OpenBook,
    layout: Layout & SheetSpecFrame,
    grid: number[],
    setting: Setting,
    name: string,
  ) {
    this.#book = book;
    this.#grid = grid;
    this.#setting = setting;
    this.#name = name;
    this.#columns = grid.length;
    this.#sheet = new Worksheet(book, book.sheets.length + 1, {
      widths: grid,
      frozen: { columns: layout.frozenColumns, rows: headRowOf(layout) },
      selected: book.sheets.length === 0,
    });
    for (const line of layout.lines) this.#line(line, this.#columns);
  }

  head<Row>({ columns }: Table<Row>): void {
    const style = this.#book.styles.of(HEAD);
    const { lang } = this.#setting;
    let lines = 1;
    const cells = this.#spread(columns, (column, room) => {
      lines = Math.max(lines, linesIn(column.title[lang], room));
      return { value: column.title[lang], style };
    });
    const at = this.#sheet.row(cells, rowHeight(Math.min(lines, 3)) + CELL_PADDING, true);
    this.#merge(columns, at);
  }

  row<Row>(table: Table<Row>, row: Row): void {
    const { columns } = table;
    const faint = table.faint?.(row) ?? false;
    const sum = table.total?.(row) ?? false;
    const at = this.#sheet.lastRow + 1;
    let lines = 1;
    let place = 0;
    const cells = this.#spread(columns, (column, room) => {
      const value = column.value(row);
      const isLink = typeof value === 'object' && value !== null;
      const shown = isLink ? value.show : value;
      const written = typeof shown === 'string' ? cellText(shown) || null : shown;
      const target = isLink ? value.target : null;
      const address = `${letters(place + 1)}${at}`;
      place += column.across ?? 1;
      const link = target !== null && written !== null && this.#sheet.link(address, target);
      const text = typeof written === 'string' && looksLikeFormula(written);
      if (typeof written === 'string') lines = Math.max(lines, linesIn(written, room));
      const as = { link, faint, text, plain: column.plain ?? false, sum };
      return { value: written, style: this.#style(column.kind, as) };
    });
    const merged = columns.some((column) => (column.across ?? 1) > 1);
    // Programs fit no height to merged cells.
    this.#sheet.row(cells, lines > 1 ? rowHeight(lines) : null, merged);
    this.#merge(columns, at);
  }

  /** There is nothing to list: a line says so. */
  none(): void {
    const as = { link: false, faint: true, text: false, plain: false, sum: false };
    const value = this.#setting.lang === 'zh' ? '（无）' : '(none)';
    this.#sheet.row([{ column: 1, value, style: this.#style('centre', as) }], null, false);
  }

  async below<Row>(spec: SheetSpec<Row>, main: Span): Promise<void> {
    await spec.below?.({
      main,
      sheetName: this.#name,
      table: async (title, table) => {
        this.#sheet.row([], null, false);
        const across = table.columns.reduce((sum, column) => sum + (column.across ?? 1), 0);
        this.#line({ text: title, as: 'subtitle' }, across);
        this.head(table);
        const first = this.#sheet.lastRow + 1;
        for (const row of table.rows()) {
          this.row(table, row);
          if (this.#sheet.lastRow % ROWS_PER_DRAIN === 0) await this.#setting.drain();
        }
        if (this.#sheet.lastRow < first) this.none();
        return { first, last: this.#sheet.lastRow };
      },
      charts: (charts, rows) => {
        this.#sheet.row([], null, false);
        const top = this.#sheet.lastRow;
        const edges = shares(this.#grid, charts.length);
        charts.forEach((chart, i) => {
          const [from, to] = [edges[i] ?? 0, edges[i + 1] ?? this.#columns];
          // Not to the edge: what lies on it is cut off in print.
          const across = Math.round(((this.#grid[to - 1] ?? 0) - 1) * EMU_PER_CHARACTER);
          this.#charts.push({
            chart,
            from: { column: from, row: top },
            to: { column: to - 1, row: top + rows, across },
          });
        });
        // Rows that are there: a printed page ends with the last of them.
        for (let i = 0; i < rows; i += 1) this.#sheet.row([], null, false);
      },
    });
  }

  close<Row>(spec: SheetSpec<Row>, main: Span): void {
    const { lang, title, date, draft } = this.#setting;
    const filled = main.last >= main.first;
    const head = headRowOf(spec);
    const formats = spec.columns.flatMap(({ tones }, i) =>
      tones && filled
        ? [{ range: `${letters(i + 1)}${main.first}:${letters(i + 1)}${main.last}`, rules: tones }]
        : [],
    );
    const end = letters(spec.columns.length);
    const mark = draft ? (lang === 'zh' ? '【草稿】' : ' [DRAFT]') : '';
    this.#sheet.close({
      filter: filled ? `A${head}:${end}${main.last}` : null,
      formats,
      header: { left: title, centre: `${this.#name}${mark}`, right: date },
      footer: lang === 'zh' ? '&C第 &P 页，共 &N 页' : '&CPage &P of &N',
      charts: this.#charts,
      onePage: spec.onePage ?? false,
    });
    this.#book.sheets.push({
      name: this.#name,
      printTitles: `$${head}:$${head}`,
      filtered: filled ? `$A$${head}:$${end}$${main.last}` : null,
    });
  }

  #line(line: Layout['lines'][number], across: number): void {
    const style = this.#book.styles.of(LINE_LOOK[line.as]);
    const at = this.#sheet.row(
      [{ column: 1, value: cellText(line.text), style }],
      LINE_HEIGHT[line.as],
      true,
    );
    if (across > 1) this.#sheet.merge(at, 1, across);
  }

  /** Cells for a table's columns, those that a column takes besides its first left empty in the same style. */
  #spread<Row>(
    columns: Column<Row>[],
    cell: (column: Column<Row>, room: number) => Omit<Cell, 'column'>,
  ): Cell[] {
    const cells: Cell[] = [];
    let place = 0;
    for (const column of columns) {
      const across = column.across ?? 1;
      let room = 0;
      for (let i = 0; i < across; i += 1) room += this.#grid[place + i] ?? 0;
      const { value, style } = cell(column, room);
      cells.push({ column: place + 1, value, style });
      for (let i = 1; i < across; i += 1) cells.push({ column: place + 1 + i, value: null, style });
      place += across;
    }
    return cells;
  }

  #merge<Row>(columns: Column<Row>[], row: number): void {
    let place = 1;
    for (const { across = 1 } of columns) {
      if (across > 1) this.#sheet.merge(row, place, place + across - 1);
      place += across;
    }
  }

  #style(kind: Kind, as: Parameters<typeof bodyLook>[1]): number {
    const key = `${kind}${as.link}${as.faint}${as.text}${as.plain}${as.sum}`;
    const known = this.#styles.get(key);
    if (known !== undefined) return known;
    const style = this.#book.styles.of(bodyLook(kind, as));
    this.#styles.set(key, style);
    return style;
  }
}

type SheetSpecFrame = Pick<SheetSpec<never>, 'frozenColumns'>;

/** pt */
function rowHeight(lines: number): number {
  return Math.min(HIGHEST_ROW, lines * LINE_PITCH + CELL_PADDING);
}

/** Columns at which shares of about the same width begin, and the end. */
function shares(grid: readonly number[], count: number): number[] {
  const whole = grid.reduce((sum, width) => sum + width, 0);
  return Array.from({ length: count + 1 }, (_, i) => {
    let at = 0;
    for (let sum = 0; at < grid.length && sum + (grid[at] ?? 0) / 2 < (whole * i) / count; at += 1) {
      sum += grid[at] ?? 0;
    }
    return at;
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
  let count = 0;
  for (const row of table.rows()) {
    count += 1;
    if (count > MEASURED_ROWS) break;
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
  return widest.map(Math.ceil);
}
