/** Lists at the end of a volume: web addresses, materials that are not bound in, open problems of a draft. */
import type { MaterialState } from '../model/document.js';
import type { Severity } from '../model/finding.js';
import { urlSpan } from './catalogue.js';
import { Cells, spanOf } from './cells.js';
import { type ListColumn, listColumns } from './columns.js';
import { Flow } from './flow.js';
import type { FontSet } from './fonts.js';
import type { PageContent } from './page.js';
import type { PageOptions } from './statement.js';
import { BODY_SIZE, GREY, LANDSCAPE, PORTRAIT, RED } from './style.js';
import { type CellSpec, placeTable } from './table.js';
import { placeTitle } from './title.js';
import { wordsOf } from './words.js';

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
  /** The piece that names the address: the material or its catalogue. */
  piece: string;
}

export function urlIndex(data: { rows: UrlRow[] }, fonts: FontSet, options: PageOptions = {}): PageContent[] {
  const words = wordsOf(options.lang);
  const flow = new Flow(fonts, LANDSCAPE);
  placeTitle(flow, words.urlIndex, { after: 8 });
  const { number, title, page } = words.catalogueColumns;
  list(
    flow,
    [
      { head: number, most: 54, texts: null },
      { head: title, most: null, texts: null },
      { head: words.url, most: 290, texts: data.rows.map((row) => row.url) },
      { head: words.department, most: 92, texts: data.rows.map((row) => row.department ?? '') },
      { head: page, most: 46, texts: null },
    ],
    data.rows.map((row) => (cells) => [
      cells.text(0, row.number, { align: 'center' }),
      cells.text(1, row.title),
      cells.spans(2, [urlSpan(row.url, 9.5)]),
      cells.text(3, row.department ?? '', { align: 'center' }),
      cells.ref(4, row.piece, 'first'),
    ]),
    words.emptyList,
  );
  return flow.pages;
}

export interface OfflineRow {
  number: string;
  title: string;
  department: string | null;
  state: MaterialState;
  /** Where it can be seen, and what else was registered. */
  remark: string;
  /** The catalogue that registers it. */
  piece: string;
}

export function offlineRegister(
  data: { rows: OfflineRow[] },
  fonts: FontSet,
  options: PageOptions = {},
): PageContent[] {
  const words = wordsOf(options.lang);
  const flow = new Flow(fonts, PORTRAIT);
  placeTitle(flow, words.offline, { after: 6 });
  note(flow, words.offlineNote);
  const { number, title, remark, page } = words.catalogueColumns;
  list(
    flow,
    [
      { head: number, most: 50, texts: null },
      { head: title, most: null, texts: null },
      { head: words.department, most: 76, texts: data.rows.map((row) => row.department ?? '') },
      { head: words.state, most: 54, texts: null },
      { head: remark, most: 80, texts: data.rows.map((row) => row.remark) },
      { head: page, most: 38, texts: null },
    ],
    data.rows.map((row) => (cells) => [
      cells.text(0, row.number, { align: 'center' }),
      cells.text(1, row.title),
      cells.text(2, row.department ?? '', { align: 'center' }),
      cells.text(3, words.states[row.state], { align: 'center' }),
      cells.text(4, row.remark),
      cells.ref(5, row.piece, 'first'),
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
  list(
    flow,
    [
      { head: words.level, most: 48, texts: null },
      { head: words.department, most: 96, texts: data.rows.map((row) => row.department ?? '') },
      { head: words.unitColumn, most: 58, texts: data.rows.map((row) => row.unit ?? '') },
      { head: words.finding, most: null, texts: null },
      { head: words.place, most: 190, texts: data.rows.map((row) => row.path) },
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
