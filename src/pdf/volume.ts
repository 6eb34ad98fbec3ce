/**
 * Writes one volume: every piece in order, in one pass, one input open at a time. Page objects are numbered
 * before the first byte, so that contents and links can point forward. Page numbers are the plan's: a piece
 * that gives another count than planned is a bug and stops the run.
 */
import { realpathSync, statSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import type { PageContent, StructPart } from '../layout/page.js';
import { DossierError } from '../model/error.js';
import { type OpenPdf, openPdf, type PdfFailure } from './cascade.js';
import { writeCatalog } from './catalog.js';
import { readOutline } from './destinations.js';
import { VolumeFontSet } from './fonts.js';
import { FormFields } from './form.js';
import { frameOf, type PageGeometry } from './geometry.js';
import type { BoundPdf, PieceResult, VolumeJob, VolumePiece, VolumeResult } from './job.js';
import { boundLink } from './links.js';
import { VolumeNotes } from './notes.js';
import { type Dict, dict, Name, type PdfValue, Raw, Ref } from './objects.js';
import { OptionalContent } from './optional-content.js';
import { VolumeOutline } from './outline.js';
import { drawPage, type OwnPageContext } from './own-page.js';
import { BoundFile, backLink, pageEntries, type SharedStamp, writeSharedStamp } from './page-copy.js';
import { PageTree } from './page-tree.js';
import { VolumePictures } from './pictures.js';
import { WindowBuffer } from './source.js';
import { type StampText, stampLabel } from './stamp.js';
import { evidenceText, type PieceStructure, StructureTree } from './structure.js';
import { PdfWriter } from './writer.js';

const A4_PAGE: PageGeometry = { mediaBox: [0, 0, 595.28, 841.89], cropBox: null, rotate: 0, userUnit: 1 };
/** The event loop gets a turn after this many pages or bytes. */
const TURN_PAGES = 200;
const TURN_BYTES = 32 << 20;

/**
 * @throws {DossierError} `input` if the target can't be written (its part is removed), `internal` if a piece
 * breaks the plan; the signal's reason if it was aborted.
 */
export async function writeVolume(job: VolumeJob): Promise<VolumeResult> {
  job.signal?.throwIfAborted();
  const writer = new PdfWriter(job.target, boundBytes(job));
  try {
    return await new VolumeWriter(job, writer).write();
  } catch (error) {
    writer.sink.discard();
    throw error;
  }
}

class VolumeWriter {
  private readonly job: VolumeJob;
  private readonly writer: PdfWriter;
  private readonly window = new WindowBuffer();
  private readonly fonts: VolumeFontSet;
  private readonly pictures: VolumePictures;
  private readonly outline = new VolumeOutline();
  private readonly layers = new OptionalContent();
  private readonly fields = new FormFields();
  private readonly tree: PageTree;
  private readonly structure: StructureTree;
  private readonly total: number;
  /** Files that are bound more than once: what has been written of them, and how often they are still due. */
  private readonly repeated = new Map<string, { left: number; file: BoundFile | null; size: number }>();
  /** Pages written. */
  private done = 0;
  /** Pages before the piece that is being written. */
  private pieceBase = 0;
  private readonly notes = new VolumeNotes();
  private turnPages = 0;
  private turnBytes = 0;

  constructor(job: VolumeJob, writer: PdfWriter) {
    this.job = job;
    this.writer = writer;
    this.total = job.pieces.reduce((sum, piece) => sum + piece.pages, 0);
    this.tree = new PageTree(writer, this.total);
    this.structure = new StructureTree(writer);
    this.fonts = new VolumeFontSet(job.fonts, writer);
    this.pictures = new VolumePictures(writer, (key) => job.picture(key));
    this.countRepeated();
  }

  async write(): Promise<VolumeResult> {
    const { job } = this;
    const shared = writeSharedStamp(this.writer, await this.fonts.load('song'));
    const pieces: PieceResult[] = [];
    const firsts: [string, number][] = [];
    for (const piece of job.pieces) {
      this.pieceBase = this.done;
      firsts.push([piece.id, this.done + 1]);
      if (piece.bookmark !== null && piece.pages > 0) {
        const { title, level, open } = piece.bookmark;
        this.outline.add(title, level, open, `[${this.tree.pageObject(this.done + 1)} 0 R/Fit]`);
      }
      const structure = this.structure.piece(piece.bookmark?.title ?? piece.id);
      pieces.push(await this.writePiece(piece, shared, structure));
      structure.finish();
      job.onPiece?.(piece, this.done);
      await this.turn();
    }
    this.fonts.writeAll();
    const pdfa = this.notes.claim(this.fonts.sound, this.writer.objects);
    const { outline, layers, fields, tree, structure, total } = this;
    const parts = { outline, layers, fields, tree, structure, firsts, total, pdfa };
    const { root, info } = writeCatalog(this.writer, job, parts);
    const written = this.writer.finish(root, info);
    const missingCharacters = [...this.fonts.missing].sort((a, b) => a - b);
    return {
      pages: this.done,
      ...written,
      pieces,
      missingCharacters,
      lostCharacters: this.notes.lost,
      missingPictures: this.pictures.missing,
      pdfa: this.notes.pdfa,
    };
  }

  private async writePiece(
    piece: VolumePiece,
    shared: SharedStamp,
    structure: PieceStructure,
  ): Promise<PieceResult> {
    const { source, id } = piece;
    if (source.kind === 'pages') {
      const pages = await source.make();
      this.expect(piece, pages.length);
      for (const [i, page] of pages.entries()) await this.writeOwnPage(page, piece, i, shared, structure);
      return { id, pages: pages.length };
    }
    const opened = await openPdf(source.path, this.job.normalise, this.window);
    if ('failure' in opened) return this.writeBlanks(piece, shared, structure, opened.failure);
    const { open } = opened;
    try {
      this.expect(piece, open.pages.length);
      const create = () => new BoundFile(open, this.writer, shared, this.fields);
      const file = this.boundFile(source, open, create);
      file.reopen(open);
      const first = this.done + 1;
      const figure: StructPart = { role: 'Figure', parent: null, alt: evidenceText(piece, this.job.lang) };
      file.writePages(this.tree.pageObject(first), (i) => ({
        num: this.tree.pageObject(first + i),
        parent: this.tree.parentOf(first + i),
        stamp: this.stampText(piece, i),
        structParents: structure.beginPage(this.tree.pageObject(first + i)),
        mcid: structure.mark(figure),
        links: this.linksOver(source, i),
      }));
      this.done += open.pages.length;
      this.fields.collect(file.copy);
      file.copy.drain();
      this.layers.collect(file.copy, piece.bookmark?.title ?? piece.id);
      this.adoptOutline(piece, file);
      this.notes.judge(piece.id, file.copy.check);
      return open.normalised ? { id, pages: piece.pages, normalised: true } : { id, pages: piece.pages };
    } finally {
      open.close();
    }
  }

  private linksOver({ links = [] }: BoundPdf, page: number): string[] {
    const context = {
      pageOf: (id: string) => this.job.pageOf(id),
      pageObject: (number: number) => this.tree.pageObject(number),
    };
    return links
      .filter((link) => link.page === page)
      .flatMap(({ rect, piece }) => boundLink(rect, piece, context) ?? []);
  }

  private async writeOwnPage(
    page: PageContent,
    piece: VolumePiece,
    index: number,
    shared: SharedStamp,
    structure: PieceStructure,
  ): Promise<void> {
    const number = this.done + 1;
    const structParents = structure.beginPage(this.tree.pageObject(number));
    const context: OwnPageContext = {
      fonts: this.fonts,
      pageOf: (id) => this.job.pageOf(id),
      pageObject: (number) => this.tree.pageObject(number),
      picture: async (key) => {
        const picture = await this.pictures.get(key);
        if (this.pictures.cmyk.has(key)) this.notes.broken(piece.id, ['cmyk']);
        return picture;
      },
      mark: (part) => structure.mark(part),
      lost: (characters) => this.notes.lostOn(piece.id, number, characters),
    };
    const drawn = await drawPage(page, context);
    const geometry: PageGeometry = { ...A4_PAGE, mediaBox: [0, 0, page.width, page.height] };
    const content = this.writer.addStream(
      dict({ Filter: new Name('FlateDecode') }),
      deflateSync(Buffer.from(drawn.content, 'latin1')),
    );
    const links: PdfValue[] = drawn.links.map(({ open, part }) => {
      const num = this.writer.allocate();
      this.writer.putText(num, `${open}/StructParent ${structure.link(part, num)}>>`);
      return new Ref(num);
    });
    const fonts: Dict = new Map(shared.fonts);
    for (const [name, ref] of drawn.fonts) fonts.set(name, new Raw(ref));
    const pictures: Dict = new Map();
    for (const [name, ref] of drawn.pictures) pictures.set(name, new Raw(ref));
    const stampText = this.stampText(piece, index);
    const frame = frameOf(geometry);
    const stamp = shared.stamps.content(frame, stampText);
    const back = backLink(this.writer, frame, shared.stamps, stampText);
    const stampStream = this.writer.addStream(new Map(), Buffer.from(stamp, 'latin1'));
    const out = pageEntries(this.tree.parentOf(number), geometry);
    const states: Dict = new Map(shared.states);
    for (const [name, state] of drawn.states) states.set(name, new Raw(state));
    const resources = dict({ Font: fonts, ExtGState: states });
    if (pictures.size > 0) resources.set('XObject', pictures);
    out.set('Resources', resources);
    out.set('Contents', [content, stampStream]);
    out.set('StructParents', structParents);
    if (back !== null) links.push(back);
    if (links.length > 0) {
      out.set('Annots', links);
      // In the order of the structure, not of their places.
      out.set('Tabs', new Name('S'));
    }
    this.writer.put(this.tree.pageObject(number), out);
    this.done++;
  }

  /** The plan's numbers hold even where a file has gone since it was probed. */
  private async writeBlanks(
    piece: VolumePiece,
    shared: SharedStamp,
    structure: PieceStructure,
    failure: PdfFailure,
  ): Promise<PieceResult> {
    const blank: PageContent = {
      width: A4_PAGE.mediaBox[2],
      height: A4_PAGE.mediaBox[3],
      items: [],
      links: [],
    };
    for (let i = 0; i < piece.pages; i++) await this.writeOwnPage(blank, piece, i, shared, structure);
    return { id: piece.id, pages: piece.pages, failure };
  }

  private stampText(piece: VolumePiece, index: number): StampText {
    const { job } = this;
    return {
      page: job.firstPrinted + this.pieceBase + index,
      label: piece.stamp === null ? null : stampLabel(piece.stamp, index + 1, piece.pages, job.lang),
      draft: job.draft,
      back: this.backOf(piece),
    };
  }

  /** Page object that a piece's stamps lead back to: one of this volume. */
  private backOf({ back }: VolumePiece): number | null {
    const place = back === undefined || back === null ? null : this.job.pageOf(back);
    return place === null || place.file !== undefined ? null : this.tree.pageObject(place.first);
  }

  private expect(piece: VolumePiece, found: number): void {
    if (found === piece.pages) return;
    throw new DossierError('internal', {
      zh: `“${piece.id}”计划 ${piece.pages} 页，实得 ${found} 页，页码将错位，已停止`,
      en: `Piece "${piece.id}" was planned with ${piece.pages} pages but has ${found}: page numbers would be wrong`,
    });
  }

  private countRepeated(): void {
    const counts = new Map<string, number>();
    for (const { source } of this.job.pieces) {
      if (source.kind === 'pdf') counts.set(fileKey(source), (counts.get(fileKey(source)) ?? 0) + 1);
    }
    for (const [key, count] of counts)
      if (count > 1) this.repeated.set(key, { left: count, file: null, size: 0 });
  }

  /** A file bound once is forgotten at once; one bound again keeps its numbers until its last material. */
  private boundFile(source: BoundPdf, open: OpenPdf, create: () => BoundFile): BoundFile {
    const key = fileKey(source);
    const entry = this.repeated.get(key);
    if (entry === undefined) return create();
    entry.left--;
    if (entry.left === 0) this.repeated.delete(key);
    const { size } = open.pdf.source;
    // Somebody changed one of them since it was digested.
    if (entry.file !== null && entry.size !== size) return create();
    entry.file ??= create();
    entry.size = size;
    return entry.file;
  }

  /** The input's own outline, closed, beneath the material's bookmark. */
  private adoptOutline(piece: VolumePiece, file: BoundFile): void {
    const level = (piece.bookmark?.level ?? 1) + 1;
    const items = readOutline(file.copy.pdf, file.destinations);
    for (const [i, item] of items.entries()) {
      const target = item.destination === null ? null : file.target(item.destination);
      const destination = target === null ? '' : `[${target} 0 R ${item.destination?.view ?? '/Fit'}]`;
      const holds = (items[i + 1]?.depth ?? 0) > item.depth;
      if (destination === '' && !holds) continue;
      this.outline.add(item.title, level + item.depth, false, destination);
    }
  }

  private async turn(): Promise<void> {
    this.job.signal?.throwIfAborted();
    const bytes = this.writer.sink.position;
    if (this.done - this.turnPages < TURN_PAGES && bytes - this.turnBytes < TURN_BYTES) return;
    this.turnPages = this.done;
    this.turnBytes = bytes;
    await new Promise((resolve) => setImmediate(resolve));
    this.job.signal?.throwIfAborted();
  }
}

/** Bytes of the files to be bound; one that has gone is told of when its turn comes. */
function boundBytes(job: VolumeJob): number {
  const paths = new Set(job.pieces.flatMap(({ source }) => (source.kind === 'pdf' ? [source.path] : [])));
  let bytes = 0;
  for (const path of paths) bytes += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return bytes;
}

/** One key for one file, however its path is spelled, and for its copies. */
function fileKey({ path, sha256 }: BoundPdf): string {
  if (sha256 !== undefined) return `sha256:${sha256}`;
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (error instanceof Error) return path;
    throw error;
  }
}
