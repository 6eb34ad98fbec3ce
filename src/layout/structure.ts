/**
 * Which part of the document the items of a strip belong to, so that a reader who hears a page hears it in order
 * (ISO 32000-1 §14.8). Parts are made where lines and tables are placed; makers of pages name a role at most.
 */
import type { PageItem, PageLink, StructPart, StructRole } from './page.js';

export function newPart(
  role: StructRole,
  parent: StructPart | null | undefined,
  more: Partial<StructPart> = {},
): StructPart {
  return { role, ...(parent === undefined ? {} : { parent }), ...more };
}

const GROUPS: ReadonlySet<StructRole> = new Set(['TOC', 'Table', 'TR']);

/** Whether text can't stand in the part itself, but in a part under it (§14.8.4.2). */
export function groups(part: StructPart | null): boolean {
  return part === null || GROUPS.has(part.role);
}

/**
 * Gives the items their parts. A part that came with an item (a link's) is hung under the one that is being set.
 * @param strip changed in place: what the caller draws, not what it drew from.
 */
export function tagStrip(
  strip: { items: PageItem[]; links: PageLink[] },
  part: StructPart | null,
  aside: boolean,
): void {
  if (aside) {
    for (const one of [...strip.items, ...strip.links]) one.part = null;
    return;
  }
  let own = part;
  const here = (): StructPart => {
    if (own === null || groups(own)) own = newPart('P', part);
    return own;
  };
  for (const item of strip.items) {
    if (item.part) hang(item.part, here);
    else if (item.part === undefined && (item.kind === 'text' || item.kind === 'page-ref'))
      item.part = here();
    else if (item.part === undefined && item.kind === 'picture')
      item.part = newPart('Figure', part, item.alt ? { alt: item.alt } : {});
  }
  for (const link of strip.links) {
    if (link.part === undefined) link.part = newPart('Link', here());
    else if (link.part) hang(link.part, here);
  }
}

function hang(part: StructPart, here: () => StructPart): void {
  if (part.parent === undefined) part.parent = here();
}

/** A link that is broken into lines is one link: by the span that it is set from. */
const linkParts = new WeakMap<object, StructPart>();

export function linkPart(span: object): StructPart {
  let part = linkParts.get(span);
  if (part === undefined) {
    part = newPart('Link', undefined);
    linkParts.set(span, part);
  }
  return part;
}

interface TaggedRow {
  header: boolean;
  cells: { colSpan: number; rowSpan: number; head?: boolean }[];
}

/** Rows and cells under the table, in their order: a cell over several rows is drawn after those beside it. */
export function tableParts(table: StructPart, rows: readonly TaggedRow[]): StructPart[][] {
  const parts = rows.map((row) => {
    const tr = newPart('TR', table);
    tr.kids = row.cells.map((cell) => {
      const part = newPart(row.header || cell.head ? 'TH' : 'TD', tr);
      if (part.role === 'TH') part.scope = row.header ? 'Column' : 'Row';
      if (cell.colSpan > 1) part.colSpan = cell.colSpan;
      if (cell.rowSpan > 1) part.rowSpan = cell.rowSpan;
      return part;
    });
    return tr;
  });
  table.kids = parts;
  return parts.map((tr) => tr.kids ?? []);
}
