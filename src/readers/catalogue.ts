/**
 * 证明材料目录 → CatalogueDocument, from .xlsx, .docx, .csv or the older .xls and .doc as departments deliver it.
 * Finds the head row, knows the columns by their usual names, tells entries from groups, sums and notes.
 * May not judge: odd numbers, unknown states and malformed addresses are kept as written.
 */
import type { Block, CatalogueDocument, CatalogueEntry, WordDocument } from '../model/document.js';
import { foldName } from '../model/fold.js';
import { paragraphs } from '../model/text.js';
import { extend, type Head, oneLine, readEntry } from './catalogue-entry.js';
import { numberedLines } from './catalogue-list.js';
import {
  type Column,
  columnOf,
  isDateLine,
  isFooter,
  isGroupNumber,
  isGroupTitle,
  isSignature,
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
} from './grid.js';
import type { Workbook } from './xlsx.js';

/** Rows above the head row: a title, the unit's name, a note. */
const ROWS_ABOVE = 40;

/** Where a catalogue comes from. */
type Origin = Pick<CatalogueDocument, 'path' | 'format' | 'activeContent'>;

export function catalogueFromSheets(
  path: string,
  format: 'xlsx' | 'xls',
  { sheets, activeContent }: Workbook,
): CatalogueDocument {
  // Hidden sheets hold lists for drop-downs.
  const shown = sheets.filter((sheet) => !sheet.hidden);
  return fromGrids({ path, format, activeContent }, shown.map(gridOfSheet));
}

export function catalogueFromCsv(path: string, rows: string[][]): CatalogueDocument {
  return fromGrids({ path, format: 'csv', activeContent: [] }, [gridOfRows('', rows)]);
}

/** From the first table with a head row, and those after it that repeat the head; else from a numbered list. */
export function catalogueFromWord(document: WordDocument): CatalogueDocument {
  const { path, format, activeContent } = document;
  const grids = tables(document.blocks).map((table, i) => gridOfTable(`表${i + 1}`, table));
  const beside = [document.headers, ...document.textBoxes].flatMap((blocks) => linesOf(blocks));
  if (grids.some((grid) => findHead(grid) !== null)) {
    const first = document.blocks.findIndex((block) => block.kind === 'table');
    const above = linesOf(document.blocks.slice(0, first));
    return fromGrids({ path, format, activeContent }, grids, [...beside, ...above]);
  }
  const entries = numberedLines(document.blocks);
  if (entries.length >= 2)
    return {
      kind: 'catalogue',
      path,
      format,
      activeContent,
      sheet: '',
      headRow: 0,
      columns: ['序号', '材料名称'],
      preamble: [...beside, ...linesOf(document.blocks).slice(0, ROWS_ABOVE)],
      entries,
    };
  throw noHeadRow(grids, document.blocks);
}

function linesOf(blocks: Block[]): string[] {
  return [...paragraphs(blocks)].flatMap((paragraph) => lines(lineOf(paragraph)));
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function tables(blocks: Block[]) {
  return blocks.filter((block) => block.kind === 'table');
}

/** `above`: lines that stand before the tables. */
function fromGrids(origin: Origin, grids: Grid[], above: string[] = []): CatalogueDocument {
  const word = origin.format === 'docx' || origin.format === 'doc';
  const at = grids.findIndex((grid) => findHead(grid) !== null);
  const grid = grids[at];
  const head = grid ? findHead(grid) : null;
  if (!grid || !head) throw noHeadRow(grids, []);
  const entries = readEntries(grid.rows.slice(head.index + 1), head, 0);
  const preamble = [...above, ...grids.slice(0, at + 1).flatMap((g) => aboveHead(g))];
  // A long catalogue is often cut into several tables or sheets, each with the head again.
  let offset = grid.rows.length;
  for (const next of grids.slice(at + 1)) {
    const again = findHead(next);
    const same = again !== null && again.columns.join() === head.columns.join();
    if (word && !same) break;
    if (!again || !same || SAMPLE.test(next.name)) continue;
    preamble.push(...aboveHead(next));
    const more = readEntries(next.rows.slice(again.index + 1), again, word ? offset : 0);
    offset += next.rows.length;
    if (word) entries.push(...more);
    // A sheet that only repeats what is there is somebody's copy.
    else if (
      !more.every((entry) => entries.some((e) => e.number === entry.number && e.title === entry.title))
    )
      entries.push(...more.map((entry) => ({ ...entry, sheet: next.name })));
  }
  return {
    kind: 'catalogue',
    ...origin,
    sheet: grid.name,
    headRow: head.row,
    columns: head.names,
    preamble,
    entries,
  };
}

/** Sheets that show how to fill one in. */
const SAMPLE = /示例|样例|样表|范例|模板|填写说明|填表说明/;

/** What is written above the head row, all of it where there is none; a mark of secrecy stands there. */
function aboveHead(grid: Grid): string[] {
  const head = findHead(grid);
  return grid.rows
    .slice(0, Math.min(head?.index ?? ROWS_ABOVE, ROWS_ABOVE))
    .flatMap((row) => row.cells.filter((cell) => !cell.fromAbove && !cell.fromLeft))
    .flatMap((cell) => lines(cell.text));
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
  const hasNumber = /\d/.test(number?.text ?? '') || number?.pending === true;
  if (single && isDateLine(first.text) && first !== number) return true;
  // 填报人：某某 | 审核人：某某 | 2024年12月1日; or 填报人 and the name in cells of their own.
  if (!hasNumber && isSignature(first.text)) return true;
  if (isFooter(first.text) && !numbered && (single || wide || first === number || first.text.includes('：')))
    return true;
  if (/^(?:合计|总计|小计|共计)/.test(foldName(title?.text ?? '')) && !/\d/.test(number?.text ?? ''))
    return true;
  if (wide && single) return true;
  if (single && isGroupTitle(first.text)) return true;
  // 一 | 制度文件 | | |
  return isGroupNumber(number?.text ?? '') && written.every((cell) => cell === number || cell === title);
}
