/**
 * 证明材料目录 → CatalogueDocument, from .xlsx, .docx or .csv as departments deliver it (DESIGN §3).
 * Finds the head row, knows the columns by their usual names, tells entries from groups, sums and notes.
 * May not judge: odd numbers, unknown states and malformed addresses are kept as written.
 */
import type { Block, CatalogueDocument, CatalogueEntry, WordDocument } from '../model/document.js';
import { foldName } from '../model/fold.js';
import { urlsIn, webLinks } from './catalogue-urls.js';
import {
  type Column,
  columnOf,
  isBlankWord,
  isFooter,
  isGroupNumber,
  isGroupTitle,
  stateInRemark,
  stateOf,
  TITLE_WORDS,
} from './catalogue-words.js';
import { ReadFailure } from './failure.js';
import {
  type Grid,
  type GridCell,
  type GridRow,
  gridOfRows,
  gridOfSheet,
  gridOfTable,
  lineOf,
  linksOf,
} from './grid.js';
import type { SheetCells } from './xlsx.js';

/** Rows above the head row: a title, the unit's name, a note. */
const ROWS_ABOVE = 40;

interface Head {
  row: number;
  /** Index in the grid's rows. */
  index: number;
  names: string[];
  columns: (Column | null)[];
}

export function catalogueFromSheets(path: string, sheets: SheetCells[]): CatalogueDocument {
  // Hidden sheets hold lists for drop-downs.
  const shown = sheets.filter((sheet) => !sheet.hidden);
  return fromGrids(path, 'xlsx', shown.map(gridOfSheet));
}

export function catalogueFromCsv(path: string, rows: string[][]): CatalogueDocument {
  return fromGrids(path, 'csv', [gridOfRows('', rows)]);
}

/** From the first table with a head row, and those after it that repeat the head; else from a numbered list. */
export function catalogueFromWord(path: string, document: WordDocument): CatalogueDocument {
  const grids = tables(document.blocks).map((table, i) => gridOfTable(`表${i + 1}`, table));
  if (grids.some((grid) => findHead(grid) !== null)) return fromGrids(path, 'docx', grids);
  const entries = numberedLines(document.blocks);
  if (entries.length >= 2)
    return {
      kind: 'catalogue',
      path,
      format: 'docx',
      sheet: '',
      headRow: 0,
      columns: ['序号', '材料名称'],
      entries,
    };
  throw noHeadRow(grids, document.blocks);
}

function tables(blocks: Block[]) {
  return blocks.filter((block) => block.kind === 'table');
}

function fromGrids(path: string, format: 'xlsx' | 'docx' | 'csv', grids: Grid[]): CatalogueDocument {
  const at = grids.findIndex((grid) => findHead(grid) !== null);
  const grid = grids[at];
  const head = grid ? findHead(grid) : null;
  if (!grid || !head) throw noHeadRow(grids, []);
  const entries = readEntries(grid.rows.slice(head.index + 1), head, 0);
  if (format === 'docx') {
    // A long catalogue is often cut into several tables, each with the head again.
    let offset = grid.rows.length;
    for (const next of grids.slice(at + 1)) {
      const again = findHead(next);
      if (!again || again.columns.join() !== head.columns.join()) break;
      entries.push(...readEntries(next.rows.slice(again.index + 1), again, offset));
      offset += next.rows.length;
    }
  }
  return {
    kind: 'catalogue',
    path,
    format,
    sheet: grid.name,
    headRow: head.row,
    columns: head.names,
    entries,
  };
}

function noHeadRow(grids: Grid[], blocks: Block[]): ReadFailure {
  const rows = grids.flatMap((grid) => grid.rows).slice(0, 3);
  const lines = blocks.flatMap((block) => (block.kind === 'paragraph' ? [lineOf(block).trim()] : []));
  const seen = [
    ...rows.map((row) =>
      row.cells
        .filter((cell) => cell.text !== '' && !cell.fromAbove && !cell.fromLeft)
        .map((cell) => cell.text.slice(0, 20))
        .join(' | '),
    ),
    ...lines.slice(0, 3).map((line) => line.slice(0, 40)),
  ].filter((line) => line !== '');
  return new ReadFailure(
    'no-head-row',
    `looked for 序号 and one of ${TITLE_WORDS.join(' ')}; first rows: ${seen.slice(0, 3).join(' ⏎ ') || '(empty)'}`,
  );
}

/** The head row names the materials' column and at least one other that is known. */
function findHead(grid: Grid): Head | null {
  for (const [index, row] of grid.rows.slice(0, ROWS_ABOVE).entries()) {
    const columns: (Column | null)[] = [];
    for (const cell of row.cells) {
      const column = cell.fromLeft ? null : columnOf(cell.text);
      // A second column of the same kind is kept as unknown.
      columns.push(column !== null && columns.includes(column) ? null : column);
    }
    if (!columns.includes('title') || columns.filter((c) => c !== null).length < 2) continue;
    return { row: row.number, index, columns, names: row.cells.map((cell) => oneLine(cell.text)) };
  }
  return null;
}

function readEntries(rows: GridRow[], head: Head, offset: number): CatalogueEntry[] {
  const cellOf = (row: GridRow, column: Column): GridCell | undefined => {
    const index = head.columns.indexOf(column);
    return index < 0 ? undefined : row.cells[index];
  };
  const entries: CatalogueEntry[] = [];
  for (const row of rows) {
    const written = row.cells.filter((cell) => cell.text !== '' && !cell.fromAbove && !cell.fromLeft);
    if (written.length === 0 || isHeadAgain(row, head) || isUnderHead(row, head)) continue;
    const title = cellOf(row, 'title');
    const number = cellOf(row, 'number');
    if (isAside(row, written, number, title)) continue;
    const last = entries.at(-1);
    const titleText = oneLine(title?.text ?? '');
    // The title runs on from above, or only addresses and remarks are new: more of the entry before.
    const runsOn = title?.fromAbove === true || (titleText === '' && (number?.fromAbove || !number?.text));
    if (runsOn) {
      if (last) extend(last, row, cellOf);
      continue;
    }
    if (titleText === '' && written.length === 1 && number?.text) continue;
    entries.push(readEntry(row, head, cellOf, offset));
  }
  return entries;
}

/** The head repeated on a new page. */
function isHeadAgain(row: GridRow, head: Head): boolean {
  return head.names.every((name, i) => name === '' || foldName(name) === foldName(row.cells[i]?.text ?? ''));
}

/** Second row of a head whose cells are merged downwards. */
function isUnderHead(row: GridRow, head: Head): boolean {
  const title = row.cells[head.columns.indexOf('title')];
  return (
    title?.fromAbove === true &&
    foldName(title.text) === foldName(head.names[head.columns.indexOf('title')] ?? '')
  );
}

/** Groups, sums, notes and signature lines: rows that register nothing. */
function isAside(
  row: GridRow,
  written: GridCell[],
  number: GridCell | undefined,
  title: GridCell | undefined,
): boolean {
  const first = written[0];
  if (!first) return true;
  const single = written.length === 1;
  // Merged across: one text over at least the number and the title.
  const across = row.cells.filter((cell) => cell.fromLeft).length;
  const wide = across >= 1 && (title?.fromLeft === true || (number === undefined && across >= 2));
  const numbered = /\d/.test(number?.text ?? '') && number?.fromLeft === false && number !== first;
  if (isFooter(first.text) && !numbered && (single || wide || first === number || first.text.includes('：')))
    return true;
  if (/^(?:合计|总计|小计|共计)/.test(foldName(title?.text ?? '')) && !/\d/.test(number?.text ?? ''))
    return true;
  if (wide && single) return true;
  if (single && isGroupTitle(first.text)) return true;
  // 一 | 制度文件 | | |
  return isGroupNumber(number?.text ?? '') && written.every((cell) => cell === number || cell === title);
}

function extend(
  entry: CatalogueEntry,
  row: GridRow,
  cellOf: (row: GridRow, column: Column) => GridCell | undefined,
): void {
  const url = cellOf(row, 'url');
  const remark = cellOf(row, 'remark');
  const fresh = (cell: GridCell | undefined): string => (cell && !cell.fromAbove ? cell.text : '');
  if (url && !url.fromAbove) entry.urlText = [entry.urlText, url.text].filter((t) => t !== '').join('\n');
  if (fresh(remark) !== '')
    entry.remark = [entry.remark, oneLine(fresh(remark))].filter((t) => t !== '').join('；');
  const urls = [...(url && !url.fromAbove ? addresses(url, true) : []), ...urlsIn(fresh(remark), false)];
  entry.urls = [...new Set([...entry.urls, ...urls])];
  if (entry.stateText === '' && entry.state === 'file' && entry.urls.length > 0) entry.state = 'url';
}

function readEntry(
  row: GridRow,
  head: Head,
  cellOf: (row: GridRow, column: Column) => GridCell | undefined,
  offset: number,
): CatalogueEntry {
  const text = (column: Column): string => oneLine(cellOf(row, column)?.text ?? '');
  const number = cellOf(row, 'number');
  const url = cellOf(row, 'url');
  const title = cellOf(row, 'title');
  const remark = cellOf(row, 'remark');
  const urls = [
    ...(url ? addresses(url, true) : []),
    ...webLinks(title?.links ?? []),
    ...(remark ? addresses(remark, false) : []),
  ];
  const stateText = text('state');
  const extra: Record<string, string> = {};
  head.columns.forEach((column, i) => {
    const cell = row.cells[i];
    if (column !== null || !cell || cell.text === '' || cell.fromLeft) return;
    let name = head.names[i] || `第${i + 1}列`;
    if (name in extra) name = `${name}（第${i + 1}列）`;
    extra[name] = oneLine(cell.text);
  });
  const distinct = [...new Set(urls)];
  return {
    row: row.number + offset,
    // One number over several rows counts for the first of them.
    number: number?.fromAbove ? '' : numberText(text('number')),
    title: text('title'),
    documentNumber: text('documentNumber'),
    responsible: text('responsible'),
    date: text('date'),
    urls: distinct,
    urlText: url?.text ?? '',
    pages: text('pages'),
    classification: text('classification'),
    stateText,
    ...stateFrom(stateText, text('remark'), url?.text ?? '', text('classification'), distinct),
    remark: text('remark'),
    extra,
  };
}

/** The state column decides; without it the remark, the address cell and the classification speak. */
function stateFrom(
  word: string,
  remark: string,
  urlText: string,
  classification: string,
  urls: string[],
): Pick<CatalogueEntry, 'state' | 'stateKnown'> {
  if (!isBlankWord(word)) {
    const state = stateOf(word);
    return { state: state ?? (urls.length > 0 ? 'url' : 'file'), stateKnown: state !== null };
  }
  const said =
    stateInRemark(remark) ??
    // 无 in the address cell only says that there is no address.
    (stateInRemark(urlText) === 'none' ? null : stateInRemark(urlText)) ??
    (/^(?:绝密|机密|秘密)/.test(foldName(classification)) ? 'paper' : null);
  return { state: said ?? (urls.length > 0 ? 'url' : 'file'), stateKnown: true };
}

/** Addresses written in the cell; where it only says 点击查看, the link's target. */
function addresses(cell: GridCell, expected: boolean): string[] {
  const written = urlsIn(cell.text, expected);
  return written.length > 0 ? written : webLinks(cell.links);
}

/** A spreadsheet gives 1 as 1; Word's own numbers bring their stop along. */
function numberText(text: string): string {
  return text.replace(/^(\d+)[.、．]$/, '$1');
}

/** Line breaks in a cell: none between Chinese characters, a space elsewhere. */
function oneLine(text: string): string {
  return text
    .replace(
      /([\u2e80-\u9fff\uff00-\uffef\u3000-\u303f])\s*\n\s*(?=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f])/g,
      '$1',
    )
    .replace(/\s+/g, ' ')
    .trim();
}

/** "1. 名称", "2、名称", "（3）名称" or automatic numbers, one entry a paragraph. */
function numberedLines(blocks: Block[]): CatalogueEntry[] {
  const entries: CatalogueEntry[] = [];
  blocks.forEach((block, index) => {
    if (block.kind !== 'paragraph') return;
    const text = lineOf(block).trim();
    const label = /\d/.test(block.label ?? '') ? (block.label ?? '').replace(/\D/g, '') : null;
    const hit = /^(?:[（(](\d{1,3})[）)]|(\d{1,3})\s*(?:[.．、]|\s))\s*(?!\d)(.+)$/s.exec(text);
    const number = hit ? (hit[1] ?? hit[2] ?? '') : label;
    const rest = hit ? (hit[3] ?? '') : text;
    const last = entries.at(-1);
    const urls = urlsIn(text, false);
    if (number === null || rest === '') {
      // A line below an entry that only holds its address.
      if (last && urls.length > 0) {
        last.urls = [...new Set([...last.urls, ...urls])];
        last.urlText = [last.urlText, text].filter((t) => t !== '').join('\n');
        if (last.state === 'file') last.state = 'url';
      }
      return;
    }
    const targets = urls.length > 0 ? urls : webLinks(linksOf(block));
    const title = oneLine(urls.reduce((words, url) => words.replace(url, ' '), rest)).replace(
      /[（(]\s*(?:网址|链接)?\s*[：:]?\s*[）)]$|[；;。,，]+$/,
      '',
    );
    if (title === '') return;
    const note = /[（(]([^（）()]*)[）)]$/.exec(title)?.[1] ?? '';
    entries.push({
      row: index + 1,
      number,
      title,
      documentNumber: '',
      responsible: '',
      date: '',
      urls: targets,
      urlText: urls.join('\n'),
      pages: '',
      classification: '',
      stateText: '',
      ...stateFrom('', note, '', '', targets),
      remark: '',
      extra: {},
    });
  });
  return entries;
}
