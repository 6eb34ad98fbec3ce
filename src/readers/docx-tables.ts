/**
 * Tables (ECMA-376-1 §17.4): cells with what they span, and how the table's style, its conditions and the direct
 * format make them look. May not know which part it walks.
 */
import type { Table, TableCell, TableRow } from '../model/document.js';
import { GROUPS, readBlocks } from './docx-blocks.js';
import type { Story } from './docx-story.js';
import { type Conditions, TableStyle } from './docx-tablestyles.js';
import { kid, kids, onOff, val, type XmlNode } from './xml.js';

/** Rows or cells, those in content controls and custom XML included. */
function members(node: XmlNode, name: string): XmlNode[] {
  return kids(node).flatMap((child) => {
    if (child.name === name) return [child];
    return GROUPS.has(child.name) ? members(child, name) : [];
  });
}

/** A row is never asked to be higher than a page is, pt. */
const MAX_HEIGHT = 600;

interface OpenCell {
  cell: TableCell;
  span: number;
}

export function readTable(node: XmlNode, story: Story, deleted: boolean): Table {
  const grid = kid(node, 'w:tblGrid');
  const columnWidths = (grid ? kids(grid) : [])
    .filter((column) => column.name === 'w:gridCol')
    .map((column) => Math.max(0, Number(column.attributes['w:w']) || 0) / 20);
  const style = new TableStyle(kid(node, 'w:tblPr'), story);
  const trs = members(node, 'w:tr');
  const rows: TableRow[] = [];
  const dressed: { cell: TableCell; tcPr: XmlNode | null; row: number; column: number }[] = [];
  const outerRun = story.tableRun;
  const outerParagraph = story.tableParagraph;
  // Cells that a vertical merge may still extend, by the grid column they start in.
  let open = new Map<number, OpenCell>();
  for (const tr of trs) {
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
    const tcs = members(tr, 'w:tc');
    for (const [at, tc] of tcs.entries()) {
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
        const here: Conditions = {
          row: rows.length,
          column,
          firstRow: rows.length === 0,
          lastRow: tr === trs.at(-1),
          firstColumn: at === 0,
          lastColumn: at === tcs.length - 1,
        };
        story.tableRun = { ...outerRun, ...style.run(here) };
        story.tableParagraph = style.paragraph(here);
        const cell: TableCell = { blocks: readBlocks(tc, story), colSpan: span, rowSpan: 1 };
        story.tableRun = outerRun;
        story.tableParagraph = outerParagraph;
        cell.format = style.cell(here, tcPr);
        dressed.push({ cell, tcPr, row: rows.length, column });
        cells.push(cell);
        if (merge) next.set(column, { cell, span });
      }
      column += span;
    }
    open = next;
    const row: TableRow = { header: onOff(trPr, 'w:tblHeader') ?? false, cells };
    const height = Number.parseFloat(val(trPr, 'w:trHeight') ?? '') / 20;
    if (height > 0) row.height = Math.min(height, MAX_HEIGHT);
    rows.push(row);
  }
  const columns = Math.max(
    columnWidths.length,
    ...dressed.map(({ column, cell }) => column + cell.colSpan),
    0,
  );
  for (const { cell, tcPr, row, column } of dressed)
    if (cell.format)
      cell.format.borders = style.borders(
        tcPr,
        {
          top: row === 0,
          bottom: row + cell.rowSpan >= rows.length,
          left: column === 0,
          right: column + cell.colSpan >= columns,
        },
        cell.format.borders,
      );
  return { kind: 'table', rows, columnWidths, format: style.table() };
}

/** A count from an attribute, within what a table can have (63 columns in Word; files hold more). */
function count(value: string | null, fallback: number): number {
  const n = Number(value ?? fallback);
  return Number.isInteger(n) && n >= fallback && n <= 1000 ? n : fallback;
}
