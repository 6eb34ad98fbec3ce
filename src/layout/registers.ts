/** Lists at the end of a volume: web addresses, materials that are not bound in, open problems of a draft. */
import type { Severity } from '../model/finding.js';
import type { Lang } from '../model/lang.js';
import { urlStrips } from './catalogue.js';
import { Cells, spanOf } from './cells.js';
import { type ListColumn, listColumns } from './columns.js';
import { Flow } from './flow.js';
import type { FontSet } from './fonts.js';
import type { PageContent } from './page.js';
import type { PageOptions } from './statement.js';
import { BODY_SIZE, GREY, LANDSCAPE, RED, SMALL_SIZE } from './style.js';
import { type CellSpec, placeTable, TABLE_LOOK } from './table.js';
import { placeTitle } from './title.js';
import { type RegisterState, wordsOf } from './words.js';

function list(flow: Flow, listed: ListColumn[], rows: ((cells: Cells) => CellSpec[])[], none: string): void {
  const columns = listColumns(listed, flow.fonts, flow.frame.width);
  const cells = new Cells(flow.fonts, columns);
  const head = listed.map((column, i) => cells.text(i, column.head, { role: 'hei', align: 'center' }));
  const body = rows.map((row) => ({ header: false, cells: row(cells) }));
  if (body.length === 0)
    body.push({ header: false, cells: [cells.text(0, none, { colSpan: columns.length, align: 'center' })] });
  placeTable(flow, columns, [{ header: true, cells: head }, ...body], flow.frame.x);
}

export interface UrlRow {
  /** 材料编号, or the unit's key where the address stands in a statement. */
  number: string;
  title: string;
  url: string;
  department: string | null;
  /** Where it stands in the catalogue. */
  piece: string;
}

/** @param data.qr draw a QR code beside each address */
export function urlIndex(
  data: { rows: UrlRow[]; qr?: boolean },
  fonts: FontSet,
  options: PageOptions = {},
): PageContent[] {
  const words = wordsOf(options.lang);
  const flow = new Flow(fonts, LANDSCAPE);
  placeTitle(flow, words.urlIndex, { after: 8 });
  const { number, title, page } = words.catalogueColumns;
  list(
    flow,
    [
      { head: number, most: 54, texts: null },
      { head: title, most: null, texts: data.rows.map((row) => row.title) },
      { head: words.url, most: 330, least: 250, texts: data.qr ? null : data.rows.map((row) => row.url) },
      { head: words.department, most: 92, texts: data.rows.map((row) => row.department ?? '') },
      { head: page, most: 54, texts: null },
    ],
    data.rows.map((row) => (cells) => [
      cells.text(0, row.number, { align: 'center', link: { piece: row.piece }, color: '000000' }),
      cells.text(1, row.title),
      cells.strips(2, urlStrips(cells, 2, row.url, data.qr === true, { size: 9.5 })),
      cells.text(3, row.department ?? '', { align: 'center' }),
      cells.ref(4, row.piece, 'first'),
    ]),
    words.emptyList,
  );
  return flow.pages;
}

/** What the register of a way of delivery is called. */
export function registerTitle(state: RegisterState, lang: Lang): string {
  return wordsOf(lang).registers[state].title;
}

export interface OfflineRow {
  number: string;
  title: string;
  documentNumber: string;
  /** Key and short name: 「17 优化公共服务」. */
  unit: string;
  department: string | null;
  /** Who keeps it or shows it, where, and what else was registered. */
  keeper: string;
  /** As registered. */
  date: string;
  /** The place of its row in the catalogue. */
  piece: string;
}

/** Room for a name written by hand, pt. */
const SIGN_HEIGHT = 26;

/** What is handed over in one way apart from the volumes, with room to sign that it was seen. */
export function offlineRegister(
  data: { state: RegisterState; rows: OfflineRow[] },
  fonts: FontSet,
  options: PageOptions = {},
): PageContent[] {
  const words = wordsOf(options.lang);
  const { rows, state } = data;
  const said = words.registers[state];
  // Whoever reads the published version is shown nothing that could be signed for.
  const signed = state !== 'withheld';
  const flow = new Flow(fonts, LANDSCAPE);
  placeTitle(flow, said.title, { after: 4 });
  note(flow, said.note);
  const { number, title, date, page } = words.catalogueColumns;
  list(
    flow,
    [
      { head: number, most: 54, texts: rows.map((row) => row.number) },
      { head: title, most: null, texts: rows.map((row) => row.title) },
      { head: words.unitColumn, most: 130, least: 84, texts: rows.map((row) => row.unit) },
      { head: words.department, most: 90, texts: rows.map((row) => row.department ?? '') },
      { head: words.keeper, most: 190, least: 130, texts: rows.map((row) => row.keeper) },
      { head: date, most: 62, texts: rows.map((row) => row.date) },
      { head: page, most: 54, texts: null },
      ...(signed ? [{ head: words.sign, most: 80, texts: null }] : []),
    ],
    rows.map((row) => (cells) => [
      cells.text(0, row.number, { align: 'center', link: { piece: row.piece }, color: '000000' }),
      cells.strips(1, [
        ...cells.set(1, [spanOf(row.title)]),
        ...(row.documentNumber === '' ? [] : cells.set(1, [spanOf(row.documentNumber, { size: 9 })])),
      ]),
      cells.text(2, row.unit),
      cells.text(3, row.department ?? '', { align: 'center' }),
      cells.text(4, row.keeper),
      cells.text(5, row.date, { align: 'center' }),
      cells.ref(6, row.piece, 'first'),
      ...(signed ? [cells.strips(7, [{ height: SIGN_HEIGHT, items: [], links: [] }])] : []),
    ]),
    words.emptyList,
  );
  return flow.pages;
}

export interface GapRow {
  severity: Severity;
  department: string | null;
  unit: string | null;
  /** Path in the evidence folder, masked by the caller where it must be. */
  path: string;
  message: string;
  advice: string;
}

export function gaps(data: { rows: GapRow[] }, fonts: FontSet, options: PageOptions = {}): PageContent[] {
  const words = wordsOf(options.lang);
  const flow = new Flow(fonts, LANDSCAPE);
  placeTitle(flow, words.gaps, { after: 4 });
  note(flow, words.gapsNote);
  const levels = Object.values(words.severity).map((word) => fonts.measure('hei', word, SMALL_SIZE));
  list(
    flow,
    [
      {
        head: words.level,
        most: Math.max(48, ...levels.map((width) => width + 2 * TABLE_LOOK.padX + 1)),
        texts: null,
      },
      { head: words.department, most: 96, texts: data.rows.map((row) => row.department ?? '') },
      { head: words.unitColumn, most: 58, texts: data.rows.map((row) => row.unit ?? '') },
      { head: words.finding, most: null, texts: null },
      { head: words.place, most: 190, least: 150, texts: data.rows.map((row) => row.path) },
    ],
    data.rows.map((row) => (cells) => [
      cells.text(0, words.severity[row.severity], {
        role: 'hei',
        align: 'center',
        ...(row.severity === 'error' ? { color: RED } : {}),
      }),
      cells.text(1, row.department ?? '', { align: 'center' }),
      cells.text(2, row.unit ?? '', { align: 'center' }),
      cells.strips(3, [
        ...cells.set(3, [spanOf(row.message)]),
        ...(row.advice ? cells.set(3, [spanOf(words.advice + row.advice, { color: GREY })]) : []),
      ]),
      cells.text(4, row.path, { size: 9, color: GREY }),
    ]),
    words.emptyList,
  );
  return flow.pages;
}

function note(flow: Flow, text: string): void {
  const size = BODY_SIZE - 3;
  flow.paragraph([{ text, role: 'kai', size }], {
    pitch: 20,
    after: 8,
    align: 'justify',
    firstIndent: size * 2,
  });
}
