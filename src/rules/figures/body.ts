/** A Word document as the rules on figures read it: running text and tables, without the list of evidence at the end. */
import type { Block, Paragraph, SheetTable, Table, WordDocument } from '../../model/document.js';
import { isEvidenceListHeading, paragraphs, paragraphText } from '../../model/text.js';
import { once } from '../once.js';
import { type Figure, figuresIn, type Passage } from './figure.js';

/** A table as text: null for a cell that a merged one covers. */
export interface Grid {
  rows: (string | null)[][];
  /** 1-based among the tables of its document or the sheets of its workbook. */
  number: number;
  /** Name of the sheet; null for a table in Word. */
  sheet: string | null;
  /** Number of the first paragraph of each row in Word; empty for a sheet. */
  paragraphs: number[];
  /** The short line above it; '' if there is none. */
  caption: string;
}

export interface Body {
  figures: Figure[];
  tables: Grid[];
}

/** What is struck through is not meant; raised figures are units or notes. */
function plainText(paragraph: Paragraph): string {
  const inlines = paragraph.inlines.filter(
    (inline) => inline.kind !== 'text' || !(inline.strike === true || inline.script !== undefined),
  );
  return paragraphText({ ...paragraph, inlines });
}

function cellText(blocks: Block[]): string {
  return [...paragraphs(blocks)]
    .map((p) => plainText(p).trim())
    .filter((text) => text !== '')
    .join(' ');
}

function saidIn(blocks: Block[]): number {
  return [...paragraphs(blocks)].filter((p) => paragraphText(p).trim() !== '').length;
}

function gridOf(table: Table, number: number, above: number, caption: string): Grid {
  const rows: (string | null)[][] = table.rows.map(() => []);
  const starts: number[] = [];
  let paragraph = above + 1;
  table.rows.forEach((row, r) => {
    starts.push(paragraph);
    paragraph += saidIn(row.cells.flatMap((cell) => cell.blocks));
    let column = 0;
    for (const cell of row.cells) {
      while (rows[r]?.[column] !== undefined) column++;
      for (let below = 0; below < Math.max(1, cell.rowSpan); below++) {
        for (let right = 0; right < Math.max(1, cell.colSpan); right++) {
          const target = rows[r + below];
          if (target) target[column + right] = below + right === 0 ? cellText(cell.blocks) : null;
        }
      }
      column += Math.max(1, cell.colSpan);
    }
  });
  // A row that ends early leaves holes where a merged cell reached further.
  const filled = rows.map((row) => Array.from(row, (text) => text ?? null));
  return { rows: filled, number, sheet: null, paragraphs: starts, caption };
}

/** A longer line above a table is running text. */
const CAPTION = 50;

/** Paragraphs that say nothing are not counted, as in every rule that names a paragraph. */
export const bodyOf = once((document: WordDocument): Body => {
  const passages: Passage[] = [];
  const tables: Grid[] = [];
  let count = 0;
  for (const block of document.blocks) {
    if (block.kind === 'table') {
      const above = passages.at(-1)?.text ?? '';
      tables.push(gridOf(block, tables.length + 1, count, above.length <= CAPTION ? above : ''));
      count += saidIn([block]);
      continue;
    }
    const text = paragraphText(block);
    if (text.trim() === '') continue;
    count++;
    if (count > 1 && isEvidenceListHeading(text)) break;
    passages.push({ text: plainText(block).trim(), paragraph: count });
  }
  return { figures: figuresIn(passages), tables };
});

/** A sheet as a grid; `number` is its 1-based place. */
export function sheetGrid(sheet: SheetTable, number: number): Grid {
  const rows: (string | null)[][] = sheet.rows.map((row) => [...row]);
  for (const span of sheet.spans ?? []) {
    for (let r = span.row; r < span.row + span.rowSpan; r++) {
      for (let c = span.column; c < span.column + span.colSpan; c++) {
        const row = rows[r];
        if (row && (r !== span.row || c !== span.column)) row[c] = null;
      }
    }
  }
  return { rows, number, sheet: sheet.name, paragraphs: [], caption: '' };
}
