/**
 * .xls and .et of the years before .xlsx → the same cells as from .xlsx. SheetJS reads the records; its own formatting
 * of numbers is not used, because it has the date formats of the English Excel.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import { oleContent } from './active.js';
import { ReadFailure, wordsOf } from './failure.js';
import { LIMITS } from './limits.js';
import type { OleFile } from './ole.js';
import { decryptRecords, filePassAt } from './xls-encryption.js';
import type { NumberLook, SheetCells, Workbook } from './xlsx.js';
import { parseFormat, showNumber } from './xlsx-format.js';
import { showFormatted } from './xlsx-number.js';

/** Throws ReadFailure. */
export async function readOldWorkbook(
  absolute: string,
  file: OleFile,
  look: NumberLook = 'plain',
): Promise<Workbook> {
  const book = parse((await openedStream(file)) ?? (await readFile(absolute)));
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const budget = { cells: LIMITS.sheet.cells as number, characters: LIMITS.sheet.characters as number };
  const sheets = book.SheetNames.map((name, i): SheetCells => {
    const hidden = (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0;
    const show = (cell: CellObject): string => shown(cell, look, date1904);
    return { name, hidden, ...cellsOf(book.Sheets[name] ?? {}, show, budget) };
  });
  return { sheets, activeContent: oleContent(file.paths()) };
}

/** The records of an encrypted workbook, in the clear; null where it is not encrypted. */
async function openedStream(file: OleFile): Promise<Buffer | null> {
  const name = file.has('Workbook') ? 'Workbook' : 'Book';
  const head = await file.read(name, HEAD);
  if (head === null || filePassAt(head) === null) return null;
  const stream = await file.read(name, LIMITS.bytes.xls);
  return stream && decryptRecords(stream);
}

/** Bytes in which a FilePass record stands, if there is any: it is among the first records ([MS-XLS] 2.4.117). */
const HEAD = 4096;

/** Loaded when the first such file comes: half a second that most folders never need. */
function parse(bytes: Buffer): WorkBook {
  // Its CommonJS edition alone brings the code pages of old Chinese workbooks along.
  const { read } = createRequire(import.meta.url)('@e965/xlsx') as typeof import('@e965/xlsx');
  try {
    return read(bytes, {
      type: 'buffer',
      codepage: 936,
      dense: true,
      cellNF: true,
      cellStyles: true,
      cellHTML: false,
      cellFormula: false,
      dateNF: ISO_DATE,
    });
  } catch (error) {
    const words = wordsOf(error);
    if (/password|encrypt/i.test(words)) throw new ReadFailure('encrypted', words, error);
    throw new ReadFailure('damaged', `xls: ${words}`, error);
  }
}

const ISO_DATE = 'yyyy-mm-dd';

/** Formats 27–36 and 50–58 are built into the Chinese Excel and have no code in the file: dates, nearly all. */
const CHINESE_DATE = 'yyyy"年"m"月"d"日"';

function shown(cell: CellObject, look: NumberLook, date1904: boolean): string {
  if (typeof cell.v === 'boolean') return cell.v ? 'TRUE' : 'FALSE';
  if (cell.t === 'e') return cell.w ?? '';
  if (typeof cell.v !== 'number') return typeof cell.v === 'string' ? cell.v : '';
  const isDate = cell.z === undefined && cell.w !== undefined && /^\d{4}-\d\d-\d\d$/.test(cell.w);
  const code = typeof cell.z === 'string' ? cell.z : isDate ? CHINESE_DATE : 'General';
  return look === 'plain'
    ? showNumber(cell.v, parseFormat(code), date1904)
    : showFormatted(cell.v, code === 'm/d/yy' ? 'yyyy/m/d' : code, date1904);
}

function cellsOf(
  sheet: WorkSheet,
  show: (cell: CellObject) => string,
  budget: { cells: number; characters: number },
): Omit<SheetCells, 'name' | 'hidden'> {
  const rows: SheetCells['rows'] = new Map();
  const links: SheetCells['links'] = new Map();
  // Rows without a cell are holes in the list.
  (sheet['!data'] ?? []).forEach((line, r) => {
    line?.forEach((cell, c) => {
      const text = (cell === undefined ? '' : show(cell)).slice(0, LIMITS.sheet.cellCharacters);
      const target = cell?.l?.Target ?? '';
      if (target !== '' && !target.startsWith('#')) links.set(`${r + 1},${c + 1}`, target);
      if (text.trim() === '') return;
      budget.cells--;
      budget.characters -= text.length;
      if (budget.cells < 0 || budget.characters < 0) throw new ReadFailure('too-large', 'too much text');
      const known = rows.get(r + 1) ?? new Map<number, string>();
      rows.set(r + 1, known.set(c + 1, text));
    });
  });
  const hiddenColumns = (sheet['!cols'] ?? []).flatMap((column, i) =>
    column?.hidden ? [{ first: i + 1, last: i + 1 }] : [],
  );
  const hiddenRows = (sheet['!rows'] ?? []).flatMap((row, i) => (row?.hidden ? [i + 1] : []));
  return {
    rows,
    links,
    merges: (sheet['!merges'] ?? []).map(({ s, e }) => ({
      top: s.r + 1,
      left: s.c + 1,
      bottom: e.r + 1,
      right: e.c + 1,
    })),
    pending: new Set(),
    hiddenRows: new Set(hiddenRows),
    hiddenColumns,
  };
}
