/** Lists at the end of a volume: web addresses, materials that are not bound in, open problems of a draft. */
import type { MaterialState } from '../model/document.js';
import type { Severity } from '../model/finding.js';
import { urlSpan } from './catalogue.js';
import { Cells, spanOf } from './cells.js';
import { Flow } from './flow.js';
import type { FontSet } from './fonts.js';
import type { PageContent } from './page.js';
import type { PageOptions } from './statement.js';
import { BODY_SIZE, GREY, LANDSCAPE, PORTRAIT, RED } from './style.js';
import { type CellSpec, placeTable } from './table.js';
import { placeTitle } from './title.js';
import { wordsOf } from './words.js';

/** Widths in pt; 0 takes what is left. */
function spread(widths: number[], total: number): number[] {
  const fixed = widths.reduce((a, b) => a + b, 0);
  const open = widths.filter((width) => width === 0).length;
  return widths.map((width) => (width === 0 ? (total - fixed) / open : width));
}

function list(
  flow: Flow,
  columns: number[],
  heads: string[],
  rows: ((cells: Cells) => CellSpec[])[],
  none: string,
): void {
  const cells = new Cells(flow.fonts, columns);
  const head = heads.map((text, i) => cells.text(i, text, { role: 'hei', align: 'center' }));
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
  const columns = spread([54, 0, 290, 92, 46], flow.frame.width);
  const { number, title, page } = words.catalogueColumns;
  list(
    flow,
    columns,
    [number, title, words.url, words.department, page],
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
  const columns = spread([50, 0, 76, 54, 80, 38], flow.frame.width);
  const { number, title, remark, page } = words.catalogueColumns;
  list(
    flow,
    columns,
    [number, title, words.department, words.state, remark, page],
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
  const columns = spread([48, 96, 58, 0, 190], flow.frame.width);
  list(
    flow,
    columns,
    [words.level, words.department, words.unitColumn, words.finding, words.place],
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
