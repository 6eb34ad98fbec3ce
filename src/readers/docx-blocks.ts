/**
 * Paragraphs and tables of one flow of text (ECMA-376-1 §17.3.1, §17.4), in reading order.
 * May not know which part it walks.
 */
import type { Block, Paragraph, Table, TableCell, TableRow } from '../model/document.js';
import { InlineCollector } from './docx-inlines.js';
import type { Story } from './docx-story.js';
import { paragraphLook } from './docx-styles.js';
import { ReadFailure } from './failure.js';
import { LIMITS } from './limits.js';
import { countRuns } from './wordcount.js';
import { kid, kids, onOff, val, type XmlNode } from './xml.js';

/** Containers of blocks that only group them. */
const GROUPS = new Set(['w:sdt', 'w:sdtContent', 'w:smartTag', 'w:customXml', 'w:ins', 'w:moveTo']);

/** The blocks inside `node` (w:body, w:tc, w:hdr, w:footnote …). `deleted`: inside a deleted row. */
export function readBlocks(node: XmlNode, story: Story, deleted = false): Block[] {
  if (++story.depth > LIMITS.nesting)
    throw new ReadFailure('damaged', 'tables or text boxes nested too deep');
  const blocks: Block[] = [];
  let pending: InlineCollector | null = null;
  const walk = (at: XmlNode): void => {
    for (const child of kids(at)) {
      if (child.name === 'w:p') {
        const read = readParagraph(child, story, pending, deleted);
        pending = read.pending;
        if (read.paragraph) blocks.push(read.paragraph);
      } else if (child.name === 'w:tbl') {
        const table = readTable(child, story, deleted);
        if (table.rows.length > 0) blocks.push(table);
      } else if (GROUPS.has(child.name)) walk(child);
    }
  };
  walk(node);
  story.depth--;
  return blocks;
}

/**
 * One w:p. Where its mark is deleted, the text runs on into the next paragraph (§17.13.5.15):
 * it is handed back as `pending`.
 */
function readParagraph(
  node: XmlNode,
  story: Story,
  before: InlineCollector | null,
  deleted: boolean,
): { paragraph: Paragraph | null; pending: InlineCollector | null } {
  const pPr = kid(node, 'w:pPr');
  const styleId = story.styles.paragraphStyle(val(pPr, 'w:pStyle'));
  const mark = kid(pPr, 'w:rPr');
  const markGone = kid(mark, 'w:del') !== null || kid(mark, 'w:moveFrom') !== null;
  const collector = new InlineCollector(story, styleId);
  collector.walk(node, deleted);
  if (before) join(collector, before);
  if (markGone || deleted) {
    if (markGone) story.deleted++;
    if (deleted) {
      story.leaveOut(collector.hidden, collector.deleted);
      return { paragraph: null, pending: null };
    }
    return { paragraph: null, pending: collector };
  }
  story.leaveOut(collector.hidden, collector.deleted);
  for (const box of collector.boxes) {
    const blocks = readBlocks(box, story);
    if (blocks.length > 0) story.textBoxes.push(blocks);
  }
  const look = { ...story.styles.paragraph(styleId), ...paragraphLook(pPr) };
  const inherited = story.styles.paragraph(styleId);
  const numId = look.numId ?? null;
  const direct = paragraphLook(pPr);
  // The level of a list that comes from the style is the one bound to the style, if any.
  const level = direct.numId !== undefined || direct.level !== undefined ? (look.level ?? 0) : null;
  const label =
    numId === null ? null : story.numbering.next(numId, level ?? inherited.level ?? null, styleId);
  const size = story.styles.run(styleId, null, {}).size ?? 10.5;
  const firstLine = look.firstLineChars ? (look.firstLineChars / 100) * size : look.firstLine;
  return {
    paragraph: {
      kind: 'paragraph',
      inlines: collector.inlines,
      style: story.styles.name(styleId),
      headingLevel: headingLevel(look.outline, story.styles.headingByName(styleId), direct.outline),
      alignment: look.alignment ?? null,
      label,
      firstLineIndent: firstLine ?? null,
      pageBreakBefore: look.pageBreakBefore ?? false,
      words: countRuns(collector.counted),
    },
    pending: null,
  };
}

function headingLevel(outline: number | undefined, byName: number | null, direct: number | undefined) {
  if (direct !== undefined) return direct >= 0 && direct <= 8 ? direct + 1 : null;
  if (byName !== null) return byName;
  return outline !== undefined && outline >= 0 && outline <= 8 ? outline + 1 : null;
}

function join(into: InlineCollector, before: InlineCollector): void {
  into.inlines.unshift(...before.inlines);
  into.counted.unshift(...before.counted);
  into.hidden.unshift(...before.hidden);
  into.deleted.unshift(...before.deleted);
  into.boxes.unshift(...before.boxes);
}

/** Rows or cells, those in content controls and custom XML included. */
function members(node: XmlNode, name: string): XmlNode[] {
  return kids(node).flatMap((child) => {
    if (child.name === name) return [child];
    return GROUPS.has(child.name) ? members(child, name) : [];
  });
}

interface OpenCell {
  cell: TableCell;
  span: number;
}

function readTable(node: XmlNode, story: Story, deleted: boolean): Table {
  const grid = kid(node, 'w:tblGrid');
  const columnWidths = (grid ? kids(grid) : [])
    .filter((column) => column.name === 'w:gridCol')
    .map((column) => Math.max(0, Number(column.attributes['w:w']) || 0) / 20);
  const rows: TableRow[] = [];
  // Cells that a vertical merge may still extend, by the grid column they start in.
  let open = new Map<number, OpenCell>();
  for (const tr of members(node, 'w:tr')) {
    const trPr = kid(tr, 'w:trPr');
    const rowGone = deleted || kid(trPr, 'w:del') !== null;
    if (kid(trPr, 'w:ins')) story.inserted++;
    if (rowGone) {
      if (!deleted) story.deleted++;
      for (const tc of members(tr, 'w:tc')) readBlocks(tc, story, true);
      continue;
    }
    const cells: TableCell[] = [];
    const next = new Map<number, OpenCell>();
    let column = count(val(trPr, 'w:gridBefore'), 0);
    if (column > 0) cells.push({ blocks: [], colSpan: column, rowSpan: 1 });
    for (const tc of members(tr, 'w:tc')) {
      const tcPr = kid(tc, 'w:tcPr');
      const span = count(val(tcPr, 'w:gridSpan'), 1);
      const last = cells.at(-1);
      const horizontal = kid(tcPr, 'w:hMerge');
      if (last && horizontal && horizontal.attributes['w:val'] !== 'restart') {
        // The old form of a horizontal merge: the cell only widens the one before.
        last.colSpan += span;
        column += span;
        continue;
      }
      const merge = kid(tcPr, 'w:vMerge');
      const above = merge && merge.attributes['w:val'] !== 'restart' ? open.get(column) : undefined;
      if (above) {
        above.cell.rowSpan++;
        next.set(column, above);
      } else {
        const cell: TableCell = { blocks: readBlocks(tc, story), colSpan: span, rowSpan: 1 };
        cells.push(cell);
        if (merge) next.set(column, { cell, span });
      }
      column += span;
    }
    open = next;
    rows.push({ header: onOff(trPr, 'w:tblHeader') ?? false, cells });
  }
  return { kind: 'table', rows, columnWidths };
}

/** A count from an attribute, within what a table can have (63 columns in Word; files hold more). */
function count(value: string | null, fallback: number): number {
  const n = Number(value ?? fallback);
  return Number.isInteger(n) && n >= fallback && n <= 1000 ? n : fallback;
}
