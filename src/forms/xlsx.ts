/**
 * Fills an Excel template's markers. A row whose text starts with {{#list}} and ends with {{/list}} is repeated.
 * A repeated row's height is taken as the height of one line, and grows with its text.
 * What Excel keeps by row number elsewhere (merged cells) moves along; a template may hold no other such things
 * below a repeated row.
 */
import { strFromU8 } from 'fflate';
import { listNamed, markersIn, type Scope, unclosed, type Values, valueNamed, wrappedIn } from './markers.js';
import { type Parts, repack } from './parts.js';
import { below, child, clone, type Element, elements, parseXml, textOf } from './tree.js';

const SHEET = /^xl\/worksheets\/sheet\d+\.xml$/;
const STRINGS = 'xl/sharedStrings.xml';

/**
 * @param template bytes of an .xlsx
 * @param name of the template, for the error
 * @throws TemplateError where it is no .xlsx or a marker can't be filled
 */
export function fillXlsx(template: Uint8Array, values: Values, name: string): Uint8Array {
  let strings: string[] | null = null;
  return repack(template, values, name, 'xl/workbook.xml', (part, parts) => {
    strings ??= sharedStrings(parts);
    const texts = strings;
    if (part === STRINGS) return dropMarkers;
    return SHEET.test(part) ? (root) => fillSheet(root, texts, [values]) : null;
  });
}

/** Texts by their index. Phonetic readings (rPh) are no part of a text. */
function sharedStrings(parts: Parts): string[] {
  const bytes = parts[STRINGS];
  if (!bytes) return [];
  return elements(parseXml(strFromU8(bytes))).map((item) =>
    elements(item)
      .filter(({ name }) => name === 't' || name === 'r')
      .map((piece) => (piece.name === 't' ? textOf(piece) : [...below(piece, 't')].map(textOf).join('')))
      .join(''),
  );
}

/** Filled texts stand in their cells, so nobody refers to these any more; their places must stay. */
function dropMarkers(table: Element): void {
  for (const item of elements(table)) {
    if (markersIn(textOf(item)).length > 0) {
      item.children = [{ name: 't', attributes: {}, children: [] }];
    }
  }
}

function fillSheet(sheet: Element, strings: string[], scope: Scope): void {
  const data = child(sheet, 'sheetData');
  if (!data) return;
  fillLists(sheet, scope);
  const widths = columnWidths(sheet);
  const added: { after: number; rows: number }[] = [];
  let shift = 0;
  data.children = elements(data).flatMap((row) => {
    const no = Number(row.attributes.r);
    const list = wrappedIn(
      elements(row)
        .map((cell) => cellText(cell, strings))
        .join(''),
    );
    if (list === null) return [fillRow(row, strings, scope, no + shift, null)];
    const entries = listNamed(scope, list);
    const rows = entries.map((entry, i) => {
      const copy = fillRow(clone(row), strings, [entry, ...scope], no + shift + i, list);
      fitHeight(copy, strings, widths);
      return copy;
    });
    added.push({ after: no, rows: entries.length - 1 });
    shift += entries.length - 1;
    return rows;
  });
  const dimension = child(sheet, 'dimension');
  if (dimension && shift !== 0) sheet.children = sheet.children.filter((node) => node !== dimension);
  for (const merged of below(sheet, 'mergeCell')) {
    merged.attributes.ref = (merged.attributes.ref ?? '').replace(/(?<=[A-Z])\d+/g, (no) =>
      String(added.reduce((moved, { after, rows }) => moved + (Number(no) > after ? rows : 0), Number(no))),
    );
  }
}

/** A list to choose from may be the task list's own: markers in a validation's formula. */
function fillLists(sheet: Element, scope: Scope): void {
  for (const formula of below(sheet, 'formula1')) {
    const text = textOf(formula);
    if (markersIn(text).length > 0) formula.children = [filled(text, scope, null)];
  }
}

/** Width by column letters, in Excel's measure: digits of the standard face. */
function columnWidths(sheet: Element): (letters: string) => number {
  const ranges = [...below(sheet, 'col')].map(({ attributes }) => ({
    min: Number(attributes.min),
    max: Number(attributes.max),
    width: Number(attributes.width),
  }));
  return (letters) => {
    const no = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
    return ranges.find(({ min, max }) => no >= min && no <= max)?.width ?? 8.43;
  };
}

/** Excel's own limit. */
const HIGHEST = 409;

/**
 * Not every program fits heights to wrapped text when it opens a file, so the row says its own.
 * A Chinese character of 12 pt is 2.3 digits of 11 pt wide, a letter half of that; a little too high does no harm.
 */
function fitHeight(row: Element, strings: string[], widths: (letters: string) => number): void {
  const line = Number(row.attributes.ht);
  if (!(line > 0)) return;
  const lines = elements(row).map((cell) => {
    const width = widths((cell.attributes.r ?? '').replace(/\d/g, '')) - 1;
    const text = cellText(cell, strings);
    const digits = [...text].reduce((sum, sign) => sum + (sign > '\u00ff' ? 2.3 : 1.15), 0);
    return Math.ceil(digits / width);
  });
  row.attributes.ht = String(Math.min(HIGHEST, line * Math.max(1, ...lines)));
}

function fillRow(row: Element, strings: string[], scope: Scope, no: number, list: string | null): Element {
  row.attributes.r = String(no);
  for (const cell of elements(row)) {
    const reference = cell.attributes.r;
    if (reference !== undefined) cell.attributes.r = reference.replace(/\d+$/, String(no));
    const text = cellText(cell, strings);
    const markers = markersIn(text);
    if (markers.length > 0) setText(cell, filled(text, scope, list));
  }
  return row;
}

function filled(text: string, scope: Scope, list: string | null): string {
  let result = text;
  for (const marker of markersIn(text).reverse()) {
    if (marker.kind !== 'value' && marker.name !== list) throw unclosed(marker.name);
    const value = marker.kind === 'value' ? valueNamed(scope, marker.name) : '';
    result = result.slice(0, marker.start) + value + result.slice(marker.end);
  }
  return result;
}

function cellText(cell: Element, strings: string[]): string {
  const value = child(cell, 'v');
  if (cell.attributes.t === 's' && value) return strings[Number(textOf(value))] ?? '';
  if (cell.attributes.t === 'inlineStr') return [...below(cell, 't')].map(textOf).join('');
  return '';
}

/** An inline string (ECMA-376-1 §18.3.1.53), so that the table of shared strings stays as it is. */
function setText(cell: Element, text: string): void {
  cell.attributes.t = 'inlineStr';
  const t: Element = { name: 't', attributes: { 'xml:space': 'preserve' }, children: [text] };
  cell.children = [{ name: 'is', attributes: {}, children: [t] }];
}
