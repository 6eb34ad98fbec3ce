/** Tables in which a department lists the dates of its procedures: 文件名称, 来函日期, 复函日期. */
import type { Document } from '../../model/document.js';
import { foldWidth } from '../../model/fold.js';
import { paragraphs, paragraphText } from '../../model/text.js';
import { cellDate } from './materialdate.js';
import type { Kinds } from './matters.js';

export interface Procedure {
  /** What the row is about. */
  name: string;
  /** Kind of paper → its day, ISO. */
  dates: ReadonlyMap<string, string>;
  sheet?: string;
}

export interface Grid {
  sheet?: string;
  rows: string[][];
}

/** The tables of a document; PDF text has none that can be told. */
export function gridsOf(document: Document | undefined): Grid[] {
  if (document?.kind === 'sheet') return document.sheets.map(({ name, rows }) => ({ sheet: name, rows }));
  if (document?.kind !== 'word') return [];
  return document.blocks
    .filter((block) => block.kind === 'table')
    .map(({ rows }) => ({
      rows: rows.map(({ cells }) =>
        cells.map(({ blocks }) => [...paragraphs(blocks)].map(paragraphText).join('')),
      ),
    }));
}

const bare = (cell: string | undefined) => foldWidth(cell ?? '').replace(/\s/g, '');

/** Rows in which a head is looked for. */
const HEAD_ROWS = 5;

/** Column → kind, of a head row; columns that name two kinds name none. */
function columnsOf(row: readonly string[], kinds: Kinds): Map<number, string> {
  const found = new Map<number, string>();
  for (const [column, cell] of row.entries()) {
    const head = bare(cell);
    if (!/日期|时间/.test(head)) continue;
    const named = Object.entries(kinds).filter(([kind, words]) =>
      [kind, ...words].some((word) => head.includes(foldWidth(word))),
    );
    const [only] = named;
    if (only && named.length === 1) found.set(column, only[0]);
  }
  return found;
}

/** What a row is about: the cell under 名称, else its first cell that is neither number nor date. */
export function rowName(head: readonly string[], row: readonly string[]): string {
  const titled = head.findIndex((cell) => /名称|事项|标题|题名|文件$/.test(bare(cell)));
  const cells = titled >= 0 ? [row[titled] ?? ''] : row;
  return (
    cells
      .map((cell) => cell.trim())
      .find((cell) => /[\p{sc=Han}A-Za-z]{2}/u.test(cell) && cellDate(cell) === null) ?? ''
  );
}

export function proceduresIn(document: Document | undefined, kinds: Kinds): Procedure[] {
  return gridsOf(document).flatMap(({ sheet, rows }) => {
    const at = rows.slice(0, HEAD_ROWS).findIndex((row) => columnsOf(row, kinds).size > 1);
    const head = rows[at];
    if (!head) return [];
    const columns = columnsOf(head, kinds);
    return rows.slice(at + 1).map((row): Procedure => {
      const dates = new Map<string, string>();
      for (const [column, kind] of columns) {
        const dated = cellDate(row[column] ?? '');
        if (dated && dated.from === dated.to) dates.set(kind, dated.from);
      }
      return { name: rowName(head, row), dates, ...(sheet === undefined ? {} : { sheet }) };
    });
  });
}
