/**
 * Destinations and outline of an input (ISO 32000-1 §12.3): named ones resolved, cycles guarded, so that links
 * and bookmarks can be pointed at the copied pages. Reads only.
 */
import {
  type Dict,
  decodeText,
  isDict,
  Name,
  nameOf,
  PdfStream,
  PdfString,
  type PdfValue,
  Ref,
} from './objects.js';
import type { RawPdf } from './raw.js';
import { serialise } from './syntax.js';

export interface Destination {
  /** Object number of the page, or its index where the file counts pages instead. */
  page: { num: number } | { index: number };
  /** How to show it, as PDF syntax: "/XYZ 0 842 null". */
  view: string;
}

export interface InputBookmark {
  title: string;
  /** 0 for the outline's top level. */
  depth: number;
  destination: Destination | null;
}

const MAX_NAMES = 200_000;
/** In pt. */
const FAR = 1e6;
const MAX_BOOKMARKS = 20_000;
const MAX_OUTLINE_DEPTH = 64;

export class Destinations {
  private readonly pdf: RawPdf;
  private tree: Map<string, PdfValue> | null = null;

  constructor(pdf: RawPdf) {
    this.pdf = pdf;
  }

  /** From /Dest or the /D of a GoTo action. */
  resolve(value: PdfValue | undefined): Destination | null {
    const { pdf } = this;
    let target = pdf.resolve(value);
    if (target instanceof Name) target = pdf.resolve(pdf.dict(pdf.catalog?.get('Dests'))?.get(target.value));
    else if (target instanceof PdfString) target = pdf.resolve(this.names().get(target.bytes));
    if (isDict(target)) target = pdf.resolve(target.get('D'));
    if (target instanceof PdfStream || !Array.isArray(target)) return null;
    const [page, ...view] = target;
    if (page instanceof Ref) return { page: { num: page.num }, view: this.view(view) };
    if (typeof page === 'number' && page >= 0)
      return { page: { index: Math.floor(page) }, view: this.view(view) };
    return null;
  }

  /** All named destinations of the name tree, by name as text. */
  *all(): Generator<[string, PdfValue]> {
    for (const [key, value] of this.names()) yield [decodeText(key), value];
  }

  /** From an annotation or outline item: /Dest, else a GoTo action. */
  of(item: Dict): Destination | null {
    if (item.has('Dest')) return this.resolve(item.get('Dest'));
    const action = this.pdf.dict(item.get('A'));
    return action !== null && nameOf(this.pdf.resolve(action.get('S'))) === 'GoTo'
      ? this.resolve(action.get('D'))
      : null;
  }

  private view(values: PdfValue[]): string {
    const [kind, ...rest] = values.map((value) => this.pdf.resolve(value));
    if (!(kind instanceof Name)) return '/Fit';
    // No place on a page is so far off; viewers differ on what they make of it.
    const figures = rest
      .slice(0, 4)
      .map((value) => (typeof value === 'number' && Math.abs(value) < FAR ? value : null));
    return [kind, ...figures].map((value) => serialise(value)).join(' ');
  }

  private names(): Map<string, PdfValue> {
    if (this.tree !== null) return this.tree;
    const found = new Map<string, PdfValue>();
    const { pdf } = this;
    const seen = new Set<number>();
    const stack: PdfValue[] = [pdf.dict(pdf.catalog?.get('Names'))?.get('Dests') ?? null];
    while (stack.length > 0 && found.size < MAX_NAMES) {
      const value = stack.pop() ?? null;
      if (value instanceof Ref) {
        if (seen.has(value.num)) continue;
        seen.add(value.num);
      }
      const node = pdf.dict(value);
      const names = pdf.array(node?.get('Names')) ?? [];
      for (let i = 0; i + 1 < names.length; i += 2) {
        const key = pdf.resolve(names[i]);
        if (key instanceof PdfString && !found.has(key.bytes)) found.set(key.bytes, names[i + 1] ?? null);
      }
      stack.push(...(pdf.array(node?.get('Kids')) ?? []).slice(0, MAX_NAMES).reverse());
    }
    this.tree = found;
    return found;
  }
}

/** The outline in reading order, at most `limit` items. An item that leads nowhere is kept for those beneath it. */
export function readOutline(pdf: RawPdf, destinations: Destinations, limit = MAX_BOOKMARKS): InputBookmark[] {
  const out: InputBookmark[] = [];
  const seen = new Set<number>();
  const first = pdf.dict(pdf.catalog?.get('Outlines'))?.get('First') ?? null;
  const stack: { value: PdfValue; depth: number }[] = [{ value: first, depth: 0 }];
  while (stack.length > 0 && out.length < limit) {
    const { value, depth } = stack.pop() as { value: PdfValue; depth: number };
    if (!(value instanceof Ref) || seen.has(value.num)) continue;
    seen.add(value.num);
    const item = pdf.dict(value);
    if (item === null) continue;
    const title = pdf.resolve(item.get('Title'));
    out.push({
      title: title instanceof PdfString ? cleanTitle(title.text) : '',
      depth,
      destination: destinations.of(item),
    });
    stack.push({ value: item.get('Next') ?? null, depth });
    if (depth < MAX_OUTLINE_DEPTH) stack.push({ value: item.get('First') ?? null, depth: depth + 1 });
  }
  return out;
}

function cleanTitle(title: string): string {
  return title
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 1000);
}
