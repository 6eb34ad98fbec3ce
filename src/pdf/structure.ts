/**
 * The tagged structure of a volume (ISO 32000-1 §14.7–14.8): under one document a section a piece, under it what
 * `layout` said of the own pages, or one figure for bound evidence. Written piece by piece; what is kept is a number
 * a piece and a number a leaf of the parent tree.
 */
import type { StructPart } from '../layout/page.js';
import type { Lang } from '../model/lang.js';
import type { VolumePiece } from './job.js';
import { textString } from './objects.js';
import { serialise } from './syntax.js';
import type { PdfWriter } from './writer.js';

interface Element {
  num: number;
  role: string;
  parent: number;
  /** Object of the page that its content is on unless said otherwise; 0 before it has any. */
  page: number;
  /** Entries of /K as syntax. */
  kids: string[];
  /** Other entries as syntax. */
  more: string;
}

/** Rows in one leaf of the parent tree. */
const LEAF = 128;

/** From /StructParents and /StructParent to elements, as a number tree (§7.9.7). */
class ParentTree {
  next = 0;
  private rows: string[] = [];
  private readonly leaves: string[] = [];
  private readonly writer: PdfWriter;

  constructor(writer: PdfWriter) {
    this.writer = writer;
  }

  /** @param num an element, or an array of them. @returns its key. */
  add(num: number): number {
    if (this.rows.length === LEAF) this.flush();
    this.rows.push(`${this.next} ${num} 0 R`);
    return this.next++;
  }

  write(): number {
    this.flush();
    const num = this.writer.allocate();
    this.writer.putText(num, `<</Kids[${this.leaves.join(' ')}]>>`);
    return num;
  }

  private flush(): void {
    if (this.rows.length === 0) return;
    const num = this.writer.allocate();
    const first = this.next - this.rows.length;
    this.writer.putText(num, `<</Limits[${first} ${this.next - 1}]/Nums[${this.rows.join(' ')}]>>`);
    this.leaves.push(`${num} 0 R`);
    this.rows = [];
  }
}

export class StructureTree {
  readonly root: number;
  private readonly document: number;
  private readonly writer: PdfWriter;
  private readonly parents: ParentTree;
  private readonly sections: string[] = [];

  constructor(writer: PdfWriter) {
    this.writer = writer;
    this.parents = new ParentTree(writer);
    this.root = writer.allocate();
    this.document = writer.allocate();
  }

  /** The section of a piece; call its `finish` once all its pages are written. */
  piece(title: string): PieceStructure {
    const section = this.writer.allocate();
    this.sections.push(`${section} 0 R`);
    return new PieceStructure(this.writer, this.parents, section, this.document, title);
  }

  /** Writes the root. */
  write(): void {
    const { writer, parents } = this;
    const tree = parents.write();
    writer.putText(
      this.document,
      `<</Type/StructElem/S/Document/P ${this.root} 0 R/K[${this.sections.join(' ')}]>>`,
    );
    writer.putText(
      this.root,
      `<</Type/StructTreeRoot/K ${this.document} 0 R/ParentTree ${tree} 0 R/ParentTreeNextKey ${parents.next}>>`,
    );
  }
}

export class PieceStructure {
  private readonly title: string;
  private readonly writer: PdfWriter;
  private readonly parents: ParentTree;
  private readonly section: Element;
  private readonly all: Element[] = [];
  private readonly elements = new Map<StructPart, Element>();
  /** The page being written, and the elements of its marked content, by MCID. */
  private page = 0;
  private owners: string[] = [];
  private ownersAt = 0;

  constructor(writer: PdfWriter, parents: ParentTree, section: number, document: number, title: string) {
    this.writer = writer;
    this.parents = parents;
    this.title = title;
    const more = `/T${text(title)}`;
    this.section = { num: section, role: 'Sect', parent: document, page: 0, kids: [], more };
    this.all.push(this.section);
  }

  /** @param page object number. @returns the page's /StructParents. */
  beginPage(page: number): number {
    this.endPage();
    this.page = page;
    this.ownersAt = this.writer.allocate();
    return this.parents.add(this.ownersAt);
  }

  /** Content of a part begins. @returns its MCID on this page. */
  mark(part: StructPart): number {
    const element = this.element(part);
    const mcid = this.owners.length;
    this.owners.push(`${element.num} 0 R`);
    if (element.page === 0) element.page = this.page;
    element.kids.push(
      element.page === this.page ? String(mcid) : `<</Type/MCR/Pg ${this.page} 0 R/MCID ${mcid}>>`,
    );
    return mcid;
  }

  /** A link annotation of this page, by its object number. @returns its /StructParent. */
  link(part: StructPart | null | undefined, annotation: number): number {
    const own = part?.role === 'Link' ? part : { role: 'Link' as const, parent: part ?? null };
    const element = this.element(own);
    element.kids.push(`<</Type/OBJR/Pg ${this.page} 0 R/Obj ${annotation} 0 R>>`);
    return this.parents.add(element.num);
  }

  /** Writes the elements of the piece. */
  finish(): void {
    this.endPage();
    for (const { num, role, parent, page, kids, more } of this.all) {
      const on = page === 0 ? '' : `/Pg ${page} 0 R`;
      const content = kids.length === 0 ? '' : `/K[${kids.join(' ')}]`;
      this.writer.putText(num, `<</Type/StructElem/S/${role}/P ${parent} 0 R${on}${content}${more}>>`);
    }
  }

  private endPage(): void {
    if (this.page !== 0) this.writer.putText(this.ownersAt, `[${this.owners.join(' ')}]`);
    this.page = 0;
    this.owners = [];
  }

  private element(part: StructPart): Element {
    const known = this.elements.get(part);
    if (known !== undefined) return known;
    const parent = part.parent ? this.element(part.parent) : this.section;
    // The parent may have made it just now, with its siblings.
    const made = this.elements.get(part);
    if (made !== undefined) return made;
    return this.make(part, parent);
  }

  private make(part: StructPart, parent: Element): Element {
    const num = this.writer.allocate();
    const more = this.entries(part);
    const element: Element = { num, role: part.role, parent: parent.num, page: 0, kids: [], more };
    parent.kids.push(`${num} 0 R`);
    this.all.push(element);
    this.elements.set(part, element);
    for (const kid of part.kids ?? []) this.make(kid, element);
    return element;
  }

  private entries({ role, alt, scope, colSpan = 1, rowSpan = 1 }: StructPart): string {
    let more = '';
    // A figure has to say what it shows (§14.9.3).
    if (role === 'Figure') more += `/Alt${text(alt || this.title)}`;
    const table =
      (scope ? `/Scope/${scope}` : '') +
      (colSpan > 1 ? `/ColSpan ${colSpan}` : '') +
      (rowSpan > 1 ? `/RowSpan ${rowSpan}` : '');
    if (table !== '') more += `/A<</O/Table${table}>>`;
    return more;
  }
}

/** What a reader hears of bound pages, whose own structure is not taken over. */
export function evidenceText({ bookmark, id, pages }: VolumePiece, lang: Lang): string {
  const title = bookmark?.title ?? id;
  return lang === 'zh'
    ? `${title}（原件共${pages}页，照原样装订）`
    : `${title} (the original, bound in as it is; pages: ${pages})`;
}

function text(value: string): string {
  return serialise(textString(value));
}
