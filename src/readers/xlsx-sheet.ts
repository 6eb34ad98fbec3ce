/**
 * One worksheet's XML → cells with text, merged areas, links. Streams; the declared dimension is not believed.
 */
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { ReadFailure, wordsOf } from './failure.js';
import { LIMITS } from './limits.js';
import { formulaResult } from './xlsx-formula.js';

export interface SheetScan {
  /** 1-based row → 1-based column → text; empty cells are absent. */
  rows: Map<number, Map<number, string>>;
  merges: { top: number; left: number; bottom: number; right: number }[];
  /** "row,column" → address. */
  links: Map<string, string>;
  /** "row,column" of formulas whose result neither stands in the file nor could be worked out. */
  pending: Set<string>;
  /** Rows and columns that are not shown: hidden by hand, by a filter, or of no height or width. */
  hiddenRows: Set<number>;
  hiddenColumns: { first: number; last: number }[];
}

export interface SheetNeeds {
  strings: string[];
  /** A stored number as text; `style`: the cell's style index. */
  showNumber: (value: number, style: number) => string;
  /** What may still be kept of the workbook; used up as the sheets are read, below 0 'too-large'. */
  budget: { cells: number; characters: number };
  link: (relationship: string) => string | null;
}

/** Local name and attributes by local name: exports come with prefixes (x:row). */
export function attributesOf(tag: { name: string; attributes: unknown }): {
  name: string;
  attributes: Record<string, string>;
} {
  const plain = (tag as SaxesTagPlain).attributes;
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(plain)) attributes[name.slice(name.indexOf(':') + 1)] = value;
  return { name: tag.name.slice(tag.name.indexOf(':') + 1), attributes };
}

/** Throws ReadFailure 'damaged' for XML that is broken, 'too-large' above the budget. */
export function scanSheet(xml: string, part: string, needs: SheetNeeds): SheetScan {
  const scan: SheetScan = {
    rows: new Map(),
    merges: [],
    links: new Map(),
    pending: new Set(),
    hiddenRows: new Set(),
    hiddenColumns: [],
  };
  const parser = new SaxesParser();
  let row = 0;
  let column = 0;
  let cell: { row: number; column: number; type: string; style: number } | null = null;
  let text = '';
  let taking = false;
  let phonetic = 0;
  /** Formula of the cell; null where it has none. */
  let formula: string | null = null;
  let inFormula = false;
  let sharedIndex: string | null = null;
  /** A shared formula is written out at the first of its cells only. */
  const shared = new Map<string, string>();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const { name, attributes } = attributesOf(tag);
    if (name === 'row') {
      row = Number(attributes.r ?? row + 1);
      column = 0;
      if (isOn(attributes.hidden) || attributes.ht === '0') scan.hiddenRows.add(row);
    } else if (name === 'col') {
      const first = Number(attributes.min ?? 0);
      const last = Number(attributes.max ?? first);
      if (isOn(attributes.hidden) || attributes.width === '0') scan.hiddenColumns.push({ first, last });
    } else if (name === 'c') {
      const place = attributes.r === undefined ? null : parseReference(attributes.r);
      column = place?.column ?? column + 1;
      cell = {
        row: place?.row ?? row,
        column,
        type: attributes.t ?? 'n',
        style: Number(attributes.s ?? 0),
      };
      text = '';
      formula = null;
    } else if (name === 'f' && cell) {
      formula = '';
      inFormula = true;
      sharedIndex = attributes.t === 'shared' ? (attributes.si ?? null) : null;
    } else if (name === 'rPh') phonetic++;
    else if (name === 'v' || name === 't') taking = cell !== null && phonetic === 0;
    else if (name === 'mergeCell') {
      const area = parseArea(attributes.ref ?? '');
      if (area) scan.merges.push(area);
    } else if (name === 'hyperlink') {
      const area = parseArea(attributes.ref ?? '');
      const target = needs.link(attributes.id ?? '');
      if (area && target) scan.links.set(`${area.top},${area.left}`, target);
    }
  });
  parser.on('closetag', (tag) => {
    const { name } = attributesOf(tag);
    if (name === 'rPh') phonetic--;
    else if (name === 'v' || name === 't') taking = false;
    else if (name === 'f') {
      inFormula = false;
      if (sharedIndex !== null && formula) shared.set(sharedIndex, formula);
      else if (sharedIndex !== null) formula = shared.get(sharedIndex) ?? '';
    } else if (name === 'c' && cell) {
      const place = `${cell.row},${cell.column}`;
      let written = show(text, cell, needs);
      if (formula !== null) {
        const result = formulaResult(formula, cell.row);
        if (result?.kind === 'link' && !scan.links.has(place)) scan.links.set(place, result.address);
        if (text === '' && result)
          written = result.kind === 'link' ? result.text : needs.showNumber(result.value, cell.style);
        else if (text === '' && cell.type !== 'str') scan.pending.add(place);
      }
      const shown = written.slice(0, LIMITS.sheet.cellCharacters);
      if (shown.trim() !== '' && cell.row <= LIMITS.sheet.rows && cell.column <= LIMITS.sheet.columns) {
        needs.budget.cells--;
        needs.budget.characters -= shown.length;
        if (needs.budget.cells < 0 || needs.budget.characters < 0)
          throw new ReadFailure('too-large', `${part}: too much text`);
        const cells = scan.rows.get(cell.row) ?? new Map<number, string>();
        cells.set(cell.column, shown);
        scan.rows.set(cell.row, cells);
      }
      cell = null;
    }
  });
  const add = (value: string): void => {
    if (taking) text += value;
    else if (inFormula && formula !== null) formula += value;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  try {
    parser.write(xml).close();
  } catch (error) {
    if (error instanceof ReadFailure) throw error;
    throw new ReadFailure('damaged', `${part}: ${wordsOf(error)}`, error);
  }
  return scan;
}

const isOn = (value: string | undefined): boolean => value === '1' || value === 'true';

function show(text: string, cell: { type: string; style: number }, needs: SheetNeeds): string {
  switch (cell.type) {
    case 's':
      return needs.strings[Number(text)] ?? '';
    case 'b':
      return text === '1' ? 'TRUE' : text === '' ? '' : 'FALSE';
    case 'n': {
      const value = Number(text);
      if (text.trim() === '' || !Number.isFinite(value)) return text;
      return needs.showNumber(value, cell.style);
    }
    case 'd':
      return text.replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '');
    default:
      // Inline strings, results of formulas, error values (#REF!) as they stand.
      return unescapeText(text);
  }
}

/** "AB12" → column 28, row 12; null if it is no reference. */
function parseReference(reference: string): { row: number; column: number } | null {
  const hit = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference);
  if (!hit) return null;
  let column = 0;
  for (const letter of (hit[1] ?? '').toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(hit[2]), column };
}

function parseArea(reference: string): { top: number; left: number; bottom: number; right: number } | null {
  const [first = '', last = first] = reference.split(':');
  const a = parseReference(first);
  const b = parseReference(last);
  if (!a || !b) return null;
  return {
    top: Math.min(a.row, b.row),
    left: Math.min(a.column, b.column),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.column, b.column),
  };
}

/** _x000D_ stands for a character that XML cannot hold (ECMA-376-1 §22.9.2.19). */
export function unescapeText(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
