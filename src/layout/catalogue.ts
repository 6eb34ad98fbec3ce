/** 证明材料目录 of one submission unit: columns of DA/T 22-2015 (归档文件目录), page numbers and URLs that are links. */
import type { MaterialState } from '../model/document.js';
import { backLink } from './back.js';
import { Cells, spanOf } from './cells.js';
import { listColumns } from './columns.js';
import { Flow, type Strip, shiftStrip } from './flow.js';
import type { FontSet } from './fonts.js';
import type { Span } from './lines.js';
import type { PageContent } from './page.js';
import { codeStrip, webAddress } from './qr.js';
import type { PageOptions } from './statement.js';
import { BODY_SIZE, GREY, LANDSCAPE, LINK_COLOR, RED, SMALL_SIZE } from './style.js';
import { type CellSpec, placeTable, type RowSpec } from './table.js';
import { breakTitle, placeTitle } from './title.js';
import { type Words, wordsOf } from './words.js';

export interface CatalogueRow {
  /** 材料编号: "017-03". */
  number: string;
  /** 档号, "" if there is none. */
  fileNumber: string;
  /** 文号 */
  documentNumber: string;
  responsible: string;
  title: string;
  /** As registered; 8 digits in DA/T 22. */
  date: string;
  classification: string;
  /** As the department registered it; used where nothing is bound in. */
  pages: string;
  remark: string;
  state: MaterialState;
  urls: string[];
  /** The piece that holds it; null where nothing is bound in: a `file` without one is missing. */
  piece: string | null;
}

export interface CatalogueData {
  unitKey: string;
  unitName: string;
  /** Null where several departments share one catalogue or the folder tells none. */
  department: string | null;
  rows: CatalogueRow[];
  /** The unit's sheet, which every page leads back to; absent = none. */
  back?: string;
  /** Draw a QR code beside each web address. */
  qr?: boolean;
}

type Column = keyof Words['catalogueColumns'];

/**
 * Largest widths in pt on an A4 page turned by a quarter, and what they shrink to for the title's sake: a number such as
 * 新政办发〔2024〕126号 and an office's full name stay on one line where there is room.
 */
const WIDTHS: Record<Exclude<Column, 'title'>, { most: number; least?: number }> = {
  number: { most: 56 },
  fileNumber: { most: 96, least: 66 },
  documentNumber: { most: 150, least: 84 },
  responsible: { most: 136, least: 84 },
  date: { most: 60 },
  classification: { most: 32 },
  pages: { most: 32 },
  page: { most: 48 },
  remark: { most: 92, least: 60 },
};

/** Of the list: the title's column where a code stands beside the title. */
const TITLE_AND_CODE = 0.36;

const ORDER: Column[] = [
  'number',
  'fileNumber',
  'documentNumber',
  'responsible',
  'title',
  'date',
  'classification',
  'pages',
  'remark',
  'page',
];

export function catalogue(data: CatalogueData, fonts: FontSet, options: PageOptions = {}): PageContent[] {
  const words = wordsOf(options.lang);
  const flow = new Flow(fonts, LANDSCAPE);
  placeTitle(flow, words.catalogue, { after: 2 });
  const subtitle = [words.unit(data.unitKey), data.unitName, data.department ?? ''].filter(
    (part) => part !== '',
  );
  flow.paragraph([{ text: subtitle.join('　'), role: 'kai', size: BODY_SIZE - 2 }], {
    align: 'center',
    pitch: 24,
    after: 6,
  });
  const shown = ORDER.filter(
    (column) => column !== 'fileNumber' || data.rows.some((row) => row.fileNumber !== ''),
  );
  const coded = data.qr === true && data.rows.some(({ urls }) => urls.length > 0);
  const columns = listColumns(
    shown.map((column) => ({
      head: words.catalogueColumns[column],
      // Offices make room for codes; a number torn for one would be none.
      ...(column === 'title'
        ? { most: null }
        : coded && column === 'documentNumber'
          ? { most: WIDTHS[column].most }
          : WIDTHS[column]),
      texts: column === 'page' ? null : data.rows.map((row) => textIn(column, row)),
    })),
    fonts,
    flow.frame.width,
    ...(coded ? [TITLE_AND_CODE] : []),
  );
  const cells = new Cells(fonts, columns);
  const broken = new Map<string, string>();
  // Offices break where a word ends: no 局 stands on a line of its own.
  const officeLines = (name: string, width: number): string => {
    const known = broken.get(name) ?? breakTitle(name, fonts, 'fangsong', SMALL_SIZE, width).join('\n');
    broken.set(name, known);
    return known;
  };
  const head: RowSpec = {
    header: true,
    cells: shown.map((column, i) =>
      cells.text(i, words.catalogueColumns[column], { role: 'hei', align: 'center' }),
    ),
  };
  const body = data.rows.map(
    (row): RowSpec => ({
      header: false,
      cells: shown.map((column, i) =>
        column === 'responsible'
          ? cells.text(i, officeLines(row.responsible, cells.widthOf(i)), { align: 'left' })
          : cellOf(cells, column, i, row, words, data.qr === true),
      ),
    }),
  );
  if (body.length === 0)
    body.push({
      header: false,
      cells: [cells.text(0, words.emptyList, { colSpan: shown.length, align: 'center' })],
    });
  placeTable(flow, columns, [head, ...body], flow.frame.x);
  if (data.back !== undefined) backLink(flow.pages, fonts, words.backToUnit(data.unitKey), data.back);
  return flow.pages;
}

/** What a column has to hold; a number of pages has three digits at most but for a few. */
function textIn(column: Exclude<Column, 'page'>, row: CatalogueRow): string {
  if (column === 'title') return [row.title, ...row.urls].join('\n');
  return column === 'pages' && row.piece !== null ? '0000' : row[column];
}

function cellOf(
  cells: Cells,
  column: Column,
  i: number,
  row: CatalogueRow,
  words: Words,
  qr: boolean,
): CellSpec {
  switch (column) {
    case 'title':
      return titleCell(cells, i, row, qr);
    case 'pages':
      return row.piece === null
        ? cells.text(i, row.pages, { align: 'center' })
        : cells.ref(i, row.piece, 'count', { size: SMALL_SIZE });
    case 'page':
      if (row.piece !== null) return cells.ref(i, row.piece, 'first');
      return row.state === 'file'
        ? cells.text(i, words.missing, { role: 'hei', align: 'center', color: RED })
        : cells.text(i, words.states[row.state], { align: 'center', color: GREY, size: 9.5 });
    case 'number':
      return numberCell(cells, i, row);
    case 'remark':
    case 'documentNumber':
      return cells.text(i, row[column], { align: 'left' });
    default:
      return cells.text(i, row[column], { align: 'center' });
  }
}

/** The number leads to the material, and is where the material leads back to. */
function numberCell(cells: Cells, i: number, row: CatalogueRow): CellSpec {
  const look = {
    align: 'center',
    ...(row.piece ? { link: { piece: row.piece }, color: '000000' } : {}),
  } as const;
  const [first, ...rest] = cells.set(i, [spanOf(row.number, look)], look);
  if (!first) return cells.strips(i, []);
  const anchor = { kind: 'anchor', x: 0, y: 0, name: row.number } as const;
  return cells.strips(i, [{ ...first, items: [anchor, ...first.items] }, ...rest], look);
}

/** The title leads to the material; its web addresses stand below it, alive, the first one's code beside both. */
function titleCell(cells: Cells, i: number, row: CatalogueRow, qr: boolean): CellSpec {
  const title = spanOf(row.title, row.piece ? { link: { piece: row.piece }, color: '000000' } : {});
  const [first, ...others] = row.urls;
  const strips =
    first === undefined ? cells.set(i, [title]) : urlStrips(cells, i, first, qr, { above: title });
  for (const url of others) strips.push(...urlStrips(cells, i, url, qr));
  return cells.strips(i, strips);
}

/** A web address, below what belongs to it, its QR code at the right where codes are asked for. */
export function urlStrips(
  cells: Cells,
  i: number,
  url: string,
  qr: boolean,
  { above, size }: { above?: Span; size?: number } = {},
): Strip[] {
  const code = qr ? codeStrip(url) : null;
  const inset = code?.width ?? 0;
  const lines = above ? cells.set(i, [above], { inset }) : [];
  lines.push(...cells.set(i, [urlSpan(url, size)], { inset }));
  if (code === null) return lines;
  // What is higher than the code may be torn below it.
  let beside = 0;
  let textHeight = 0;
  while (beside < lines.length && textHeight < code.height) textHeight += lines[beside++]?.height ?? 0;
  const height = Math.max(textHeight, code.height);
  const parts = [shiftStrip(code, cells.widthOf(i) - code.width, (height - code.height) / 2)];
  let y = (height - textHeight) / 2;
  for (const line of lines.slice(0, beside)) {
    parts.push(shiftStrip(line, 0, y));
    y += line.height;
  }
  const items = parts.flatMap((part) => part.items);
  return [{ height, items, links: parts.flatMap((part) => part.links) }, ...lines.slice(beside)];
}

/** A web address as written, live where it is one that a reader can follow. */
export function urlSpan(url: string, size = 9) {
  const target = webAddress(url);
  return spanOf(url, { size, color: LINK_COLOR, ...(target ? { link: { url: target } } : {}) });
}
