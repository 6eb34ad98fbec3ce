/** Fills a Word template's markers. Changes nothing else of it: an office may restyle it as it likes. */
import {
  listNamed,
  markersIn,
  type Scope,
  soleMarker,
  unclosed,
  type Values,
  valueNamed,
  wrappedIn,
} from './markers.js';
import { type PartEditor, repack } from './parts.js';
import { below, child, clone, type Element, elements, type Node, textOf } from './tree.js';

const STORY = /^word\/(?:document|header\d*|footer\d*)\.xml$/;

/**
 * @param template bytes of a .docx
 * @param name of the template, for the error
 * @throws TemplateError where it is no .docx or a marker can't be filled
 */
export function fillDocx(template: Uint8Array, values: Values, name: string): Uint8Array {
  const edit: PartEditor = (part) => {
    if (STORY.test(part)) return (root) => fillStory(root, [values]);
    return null;
  };
  return repack(template, values, name, 'word/document.xml', edit);
}

function fillStory(root: Element, scope: Scope): void {
  root.children = fillAll(root.children, scope);
}

/** Fills a row of siblings, repeating what stands between two marker paragraphs. */
function fillAll(nodes: Node[], scope: Scope): Node[] {
  const filled: Node[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i];
    if (node === undefined) continue;
    const marker = paragraphMarker(node);
    if (marker?.kind === 'close') throw unclosed(marker.name);
    if (!marker) {
      filled.push(...fill(node, scope));
      continue;
    }
    const end = closing(nodes, i, marker.name);
    const between = nodes.slice(i + 1, end);
    for (const entry of listNamed(scope, marker.name)) {
      filled.push(...fillAll(between.map(copy), [entry, ...scope]));
    }
    i = end;
  }
  return filled;
}

function copy(node: Node): Node {
  return typeof node === 'string' ? node : clone(node);
}

function paragraphMarker(node: Node) {
  return typeof node !== 'string' && node.name === 'w:p' ? soleMarker(paragraphText(node)) : null;
}

function closing(nodes: Node[], open: number, name: string): number {
  let depth = 0;
  for (let i = open; i < nodes.length; i++) {
    const node = nodes[i];
    const marker = node === undefined ? null : paragraphMarker(node);
    if (marker?.name !== name) continue;
    depth += marker.kind === 'open' ? 1 : -1;
    if (depth === 0) return i;
  }
  throw unclosed(name);
}

function fill(node: Node, scope: Scope): Node[] {
  if (typeof node === 'string') return [node];
  if (node.name === 'w:p') fillParagraph(node, scope);
  else if (node.name === 'w:tbl') fillTable(node, scope);
  else node.children = fillAll(node.children, scope);
  return [node];
}

/** A cell wrapped in {{#list}} … {{/list}} becomes one cell per entry; the width is shared out evenly. */
function fillTable(table: Element, scope: Scope): void {
  let columns: number | null = null;
  table.children = table.children.flatMap((row) => repeated(row, scope));
  for (const row of elements(table)) {
    if (row.name !== 'w:tr') continue;
    row.children = row.children.flatMap((cell) => {
      if (typeof cell === 'string' || cell.name !== 'w:tc') return [cell];
      const list = wrappedIn(paragraphTexts(cell));
      if (list === null) return fill(cell, scope);
      const entries = listNamed(scope, list);
      columns = entries.length;
      return entries.map((entry) => fillCell(clone(cell), list, entries.length, [entry, ...scope]));
    });
  }
  const grid = child(table, 'w:tblGrid');
  if (columns === null || !grid) return;
  const [column] = elements(grid);
  if (!column) return;
  const width = share(column.attributes['w:w'], columns);
  grid.children = Array.from({ length: columns }, () => ({ ...column, attributes: { 'w:w': width } }));
}

/**
 * A row that opens {{#list}} in its first cell and closes it in its last is filled once per entry. The paragraph that
 * only closes it goes, where its cell has another.
 */
function repeated(row: Node, scope: Scope): Node[] {
  if (typeof row === 'string' || row.name !== 'w:tr') return [row];
  const cells = elements(row).filter((cell) => cell.name === 'w:tc');
  const list = cells.length > 1 ? wrappedIn(cells.map(paragraphTexts).join('\n')) : null;
  if (list === null) return [row];
  return listNamed(scope, list).map((entry) => {
    const own = clone(row);
    replaceIn([...below(own, 'w:p')], (marker) =>
      marker.kind !== 'value' && marker.name === list ? '' : null,
    );
    const last = elements(own)
      .filter((cell) => cell.name === 'w:tc')
      .at(-1);
    for (const cell of elements(own).filter(({ name }) => name === 'w:tc')) {
      cell.children = fillAll(cell.children, [entry, ...scope]);
    }
    if (last) dropEmptyEnd(last);
    return own;
  });
}

/** A cell needs one paragraph (ISO/IEC 29500-1 §17.4.65), not the empty one that held a marker. */
function dropEmptyEnd(cell: Element): void {
  const paragraphs = elements(cell).filter(({ name }) => name === 'w:p');
  const last = paragraphs.at(-1);
  if (paragraphs.length < 2 || !last || paragraphText(last) !== '') return;
  cell.children = cell.children.filter((node) => node !== last);
}

function fillCell(cell: Element, list: string, columns: number, scope: Scope): Element {
  const properties = child(cell, 'w:tcPr');
  const width = properties && child(properties, 'w:tcW');
  if (width) width.attributes['w:w'] = share(width.attributes['w:w'], columns);
  const texts = [...below(cell, 'w:p')];
  replaceIn(texts, (marker) => (marker.kind !== 'value' && marker.name === list ? '' : null));
  cell.children = fillAll(cell.children, scope);
  return cell;
}

function share(width: string | undefined, columns: number): string {
  return String(Math.floor(Number(width ?? 0) / columns));
}

function paragraphTexts(cell: Element): string {
  return [...below(cell, 'w:p')].map(paragraphText).join('\n');
}

function paragraphText(paragraph: Element): string {
  return [...below(paragraph, 'w:t')].map(textOf).join('');
}

function fillParagraph(paragraph: Element, scope: Scope): void {
  replaceIn([paragraph], (marker) => {
    if (marker.kind !== 'value') throw unclosed(marker.name);
    return valueNamed(scope, marker.name);
  });
}

/**
 * Puts texts in the place of markers. Word breaks a marker over several runs as soon as somebody edits near it:
 * the text goes to the run where the marker starts, and takes that run's look.
 */
function replaceIn(
  paragraphs: Element[],
  textFor: (marker: ReturnType<typeof markersIn>[number]) => string | null,
): void {
  for (const paragraph of paragraphs) {
    const runs = [...below(paragraph, 'w:t')];
    const whole = runs.map(textOf).join('');
    for (const marker of markersIn(whole).reverse()) {
      const text = textFor(marker);
      if (text === null) continue;
      let at = 0;
      let placed = false;
      for (const run of runs) {
        const own = textOf(run);
        const from = Math.max(0, marker.start - at);
        const to = Math.min(own.length, marker.end - at);
        at += own.length;
        if (from >= to) continue;
        run.children = [own.slice(0, from) + (placed ? '' : text.replace(/\s*\n\s*/g, ' ')) + own.slice(to)];
        run.attributes['xml:space'] = 'preserve';
        placed = true;
      }
    }
  }
}
