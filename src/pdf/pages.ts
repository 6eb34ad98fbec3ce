/**
 * The page tree, flattened in reading order (ISO 32000-1 §7.7.3). Cycles, shared nodes, missing kids and
 * wrong counts are survived and reported as doubt; no page's content is looked at.
 */
import { type Dict, isDict, nameOf, type PdfValue, Ref } from './objects.js';
import type { RawPdf } from './raw.js';

/** What a page takes from its ancestors. Pages under one node share one object. */
export interface Inherited {
  Resources?: PdfValue;
  MediaBox?: PdfValue;
  CropBox?: PdfValue;
  Rotate?: PdfValue;
}

export interface PageEntry {
  /** Object number; 0 where the page stands directly in /Kids. */
  num: number;
  /** The page itself where it has no number. */
  direct: Dict | null;
  inherited: Inherited;
}

export interface PageList {
  pages: PageEntry[];
  /** The tree is not as it should be: pages may be missing. */
  doubtful: boolean;
  /** Pages by the root's own /Count; null where no root was found. */
  declared: number | null;
}

/** More pages than this in one file is an attack. */
const MAX_PAGES = 500_000;
/** Deeper trees are damage. */
const MAX_DEPTH = 64;
const INHERITABLE = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;

interface Node {
  value: PdfValue;
  inherited: Inherited;
}

export function listPages(pdf: RawPdf): PageList {
  let list = walk(pdf);
  if (list.pages.length === 0 && !pdf.repaired) {
    pdf.repair();
    list = walk(pdf);
  }
  if (list.pages.length === 0) list = loosePages(pdf);
  return { ...list, doubtful: list.doubtful || pdf.repaired };
}

function walk(pdf: RawPdf): PageList {
  const pages: PageEntry[] = [];
  const root = pdf.catalog?.get('Pages') ?? null;
  const seen = new Set<number>();
  const stack: Node[] = [{ value: root, inherited: {} }];
  let doubtful = false;
  while (stack.length > 0 && pages.length < MAX_PAGES) {
    const { value, inherited } = stack.pop() as Node;
    const num = value instanceof Ref ? value.num : 0;
    const node = pdf.resolve(value);
    if (!isDict(node)) {
      doubtful = true;
      continue;
    }
    const kids = pdf.array(node.get('Kids'));
    if (kids === null) {
      if (nameOf(pdf.resolve(node.get('Type'))) === 'Pages') doubtful ||= pdf.number(node.get('Count')) !== 0;
      else pages.push({ num, direct: num === 0 ? node : null, inherited });
      continue;
    }
    if (num !== 0 && seen.has(num)) {
      doubtful = true;
      continue;
    }
    seen.add(num);
    const passedOn = inherit(node, inherited);
    for (let i = kids.length - 1; i >= 0; i--)
      stack.push({ value: kids[i] as PdfValue, inherited: passedOn });
  }
  const top = pdf.dict(root);
  const count = pdf.number(top?.get('Count'));
  if (count !== null && count !== pages.length) doubtful = true;
  return { pages, doubtful, declared: count };
}

function inherit(node: Dict, from: Inherited): Inherited {
  if (!INHERITABLE.some((key) => node.has(key))) return from;
  const own: Inherited = { ...from };
  for (const key of INHERITABLE) {
    const value = node.get(key);
    if (value !== undefined && value !== null) own[key] = value;
  }
  return own;
}

/** Without a page tree: every object that says it is a page, by number; of a linearised file its first page first. */
function loosePages(pdf: RawPdf): PageList {
  const pages: PageEntry[] = [];
  let declared: number | null = null;
  let first: number | null = null;
  for (const num of pdf.numbers()) {
    const object = pdf.get(num);
    if (!isDict(object)) continue;
    const type = nameOf(object.get('Type'));
    if (type === 'Page') pages.push({ num, direct: null, inherited: fromParents(pdf, object) });
    // The largest node is the root, if anything of it is left.
    if (type === 'Pages') declared = Math.max(declared ?? 0, pdf.number(object.get('Count')) ?? 0) || null;
    // Its number is among the highest (Annex F).
    if (object.has('Linearized')) first = pdf.number(object.get('O'));
  }
  const at = pages.findIndex(({ num }) => num === first);
  if (at > 0) pages.unshift(...pages.splice(at, 1));
  return { pages, doubtful: true, declared };
}

/** What a page takes from the nodes that it names itself, where no way leads down to it. */
function fromParents(pdf: RawPdf, page: Dict): Inherited {
  let found: Inherited = {};
  let node = pdf.dict(page.get('Parent'));
  for (let i = 0; i < MAX_DEPTH && node !== null; i++) {
    // The nearest counts.
    found = { ...inherit(node, {}), ...found };
    node = pdf.dict(node.get('Parent'));
  }
  return found;
}
