/** What the readers of old formats share: paragraphs and tables built up from text whose look is known. */
import type { Block, Inline, Paragraph, Table, TableCell, TextRun } from '../model/document.js';
import { type CountRun, countRuns } from './wordcount.js';

export type RunLook = Omit<TextRun, 'kind' | 'text'> & { eastAsiaHint: boolean };

export const PLAIN_RUN: RunLook = {
  bold: false,
  italic: false,
  underline: false,
  size: null,
  color: null,
  href: null,
  eastAsiaHint: false,
};

/** One paragraph in the making. */
class ParagraphText {
  readonly #inlines: Inline[] = [];
  readonly #counted: CountRun[] = [];

  /** Adds text; a tab, line feed or form feed in it is a break. */
  add(text: string, { eastAsiaHint, ...look }: RunLook): void {
    const last = this.#counted.at(-1);
    if (last?.eastAsiaHint === eastAsiaHint) last.text += text;
    else this.#counted.push({ text, eastAsiaHint });
    for (const part of text.split(/([\t\n\f])/)) {
      if (part === '') continue;
      if (part === '\t') this.#inlines.push({ kind: 'break', what: 'tab' });
      else if (part === '\n') this.#inlines.push({ kind: 'break', what: 'line' });
      else if (part === '\f') this.#inlines.push({ kind: 'break', what: 'page' });
      else this.#append({ kind: 'text', text: part, ...look });
    }
  }

  get empty(): boolean {
    return this.#inlines.length === 0;
  }

  close(look: Pick<Paragraph, 'headingLevel' | 'alignment' | 'pageBreakBefore'>): Paragraph {
    return {
      kind: 'paragraph',
      inlines: this.#inlines,
      style: look.headingLevel === null ? null : `heading ${look.headingLevel}`,
      label: null,
      firstLineIndent: null,
      words: countRuns(this.#counted),
      ...look,
    };
  }

  /** Spelling marks and languages cut text into runs; runs of one look are one. */
  #append(run: TextRun): void {
    const last = this.#inlines.at(-1);
    if (
      last?.kind === 'text' &&
      JSON.stringify({ ...last, text: '' }) === JSON.stringify({ ...run, text: '' })
    )
      last.text += run.text;
    else this.#inlines.push(run);
  }
}

interface OldCell {
  blocks: Block[];
  /** Right border, 1/20 pt; null where the file gives none. */
  right: number | null;
  /** Covered by the cell above, or by the one to the left. */
  merged: 'above' | 'beside' | null;
}

/** Borders closer than this (1/20 pt) are one: rows of one table are seldom set to the same hair. */
const SAME_BORDER = 60;

export type ParagraphShape = Pick<Paragraph, 'headingLevel' | 'alignment' | 'pageBreakBefore'>;

/** Borders of a row's cells, 1/20 pt, and with which cell each is merged. */
export interface RowShape {
  left: number | null;
  rights: readonly number[];
  merged: readonly (OldCell['merged'] | undefined)[];
}

/** One flow of text in the making: paragraphs, of which those in cells make up tables. */
export class Flow {
  readonly #blocks: Block[] = [];
  #paragraph = new ParagraphText();
  #cell: Block[] = [];
  #cells: Block[][] = [];
  #rows: { left: number | null; cells: OldCell[] }[] = [];

  text(text: string, look: RunLook): void {
    this.#paragraph.add(text, look);
  }

  endParagraph(shape: ParagraphShape, inTable: boolean): void {
    const paragraph = this.#paragraph.close(shape);
    this.#paragraph = new ParagraphText();
    if (inTable) this.#cell.push(paragraph);
    else {
      this.#endTable();
      this.#blocks.push(paragraph);
    }
  }

  endCell(shape: ParagraphShape): void {
    this.endParagraph(shape, true);
    this.#cells.push(this.#cell);
    this.#cell = [];
  }

  /** What stands between the last cell and the row's end is no text. */
  endRow({ left, rights, merged }: RowShape): void {
    const cells = this.#cells.map(
      (blocks, i): OldCell => ({ blocks, right: rights[i] ?? null, merged: merged[i] ?? null }),
    );
    if (cells.length > 0) this.#rows.push({ left, cells });
    this.#cells = [];
    this.#paragraph = new ParagraphText();
  }

  /** Everything; cells of a row that never ended are text all the same. */
  close(shape: ParagraphShape): Block[] {
    if (!this.#paragraph.empty) this.endParagraph(shape, false);
    this.#endTable();
    return [...this.#blocks, ...this.#cells.flat(), ...this.#cell];
  }

  #endTable(): void {
    if (this.#rows.length > 0) this.#blocks.push(tableOf(this.#rows));
    this.#rows = [];
  }
}

/** Without the empty paragraphs at the end: the old formats close every part with one. */
export function trimmed(blocks: Block[]): Block[] {
  const last = blocks.findLastIndex((block) => block.kind === 'table' || block.inlines.length > 0);
  return blocks.slice(0, last + 1);
}

/** Rows of cells with their borders → a table with spans. `left`: the first border of each row. */
function tableOf(rows: { left: number | null; cells: OldCell[] }[]): Table {
  const borders: number[] = [];
  const all = rows.flatMap((row) => [row.left, ...row.cells.map((cell) => cell.right)]);
  for (const border of all.filter((b) => b !== null).sort((a, b) => a - b)) {
    if (border - (borders.at(-1) ?? Number.NEGATIVE_INFINITY) > SAME_BORDER) borders.push(border);
  }
  const column = (border: number) => borders.findLastIndex((b) => b <= border);
  // Cells that a merge downwards may still extend, by their first column.
  let open = new Map<number, TableCell>();
  const made = rows.map(({ left, cells }) => {
    const next = new Map<number, TableCell>();
    const row: TableCell[] = [];
    let at = left === null ? 0 : column(left);
    if (at > 0) row.push({ blocks: [], colSpan: at, rowSpan: 1 });
    for (const { blocks, right, merged } of cells) {
      const span = right === null ? 1 : Math.max(1, column(right) - at);
      const last = row.at(-1);
      const above = merged === 'above' ? open.get(at) : undefined;
      if (above) {
        above.rowSpan++;
        next.set(at, above);
      } else if (merged === 'beside' && last && blocks.every(isEmpty)) last.colSpan += span;
      else {
        const cell: TableCell = { blocks, colSpan: span, rowSpan: 1 };
        row.push(cell);
        next.set(at, cell);
      }
      at += span;
    }
    open = next;
    return { header: false, cells: row };
  });
  const widths = borders.slice(1).map((border, i) => (border - (borders[i] ?? 0)) / 20);
  return { kind: 'table', rows: made, columnWidths: widths };
}

function isEmpty(block: Block): boolean {
  return block.kind === 'paragraph' && block.inlines.length === 0;
}
