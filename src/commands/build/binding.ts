/**
 * What stands on a piece's pages: the tool's own sheets, a typeset Word file, a picture, or a PDF bound in as it is.
 * Pages are made twice, once to be counted and once to be written, so that none is held in between.
 */
import { resolve } from 'node:path';
import {
  anchorsOf,
  type CatalogueRow,
  catalogue,
  drawingPages,
  type FontSet,
  type PageContent,
  placeholder,
  type References,
  sheetPages,
  textPages,
  unitSheet,
  wordPages,
} from '../../layout/index.js';
import { eightDigits } from '../../model/dates.js';
import type { CatalogueEntry, Document, MaterialState } from '../../model/document.js';
import type { InventoryFile } from '../../model/inventory.js';
import type { Lang } from '../../model/lang.js';
import type { BoundPdf, Normalise, PageDoubt, Probe } from '../../pdf/index.js';
import { type DraftPiece, type DraftSubmission, type DraftUnit, pieceId } from '../../plan/index.js';
import type { ReaderPool } from '../../readers/index.js';
import type { Attachments } from './attachments.js';
import type { Engine, EngineName } from './engine/index.js';
import { statementLinks } from './engine/links.js';
import type { FileRecord } from './manifest.js';
import { canDraw, pictureFilePages } from './pictures.js';
import { type Trace, traceOf } from './reuse/trace.js';
import { doubtText, type PlaceholderReason, REASONS, withoutPicturesText } from './words.js';

export type Bound = {
  pages: number;
  source: { kind: 'pages'; make: () => Promise<PageContent[]> } | BoundPdf;
  /** Why a placeholder stands for the file; null where the file itself does. */
  failure: string | null;
  /** What is or may be missing of a file that is bound in as far as it could be read. */
  doubt?: string;
  /** Who set its pages; absent for what is bound as it is, and for a placeholder. */
  engine?: EngineName;
  /** What its pages draw; absent for a PDF. */
  trace?: Trace;
  /** Places within it that links lead to: name → 0-based page. */
  anchors?: ReadonlyMap<string, number>;
};

export interface Binder {
  folder: string;
  lang: Lang;
  fonts: FontSet;
  normalise: Normalise;
  /** Pages of a PDF. @param path absolute */
  probe(path: string): Promise<Probe>;
  documents: ReadonlyMap<string, Document>;
  /** Bind in what pages are found of a damaged PDF that nobody could read: not where personal data must not be. */
  salvage: boolean;
  /** Input files with their digests, by inventory path. */
  inputs: ReadonlyMap<string, FileRecord>;
  /** Draw a QR code beside each web address. */
  qr: boolean;
  /** What a statement's words refer to, by the statement's piece. */
  references: ReadonlyMap<string, References>;
  /** A file's name or path as pages may show it. */
  shown(text: string): string;
  /** The workers in which strangers' pictures are unpacked. */
  pool: ReaderPool;
  /** The catalogue's row of a material's piece. */
  entries: ReadonlyMap<string, CatalogueEntry>;
  /** Has set Word and Excel files, where it was asked to. */
  engine: Engine;
  /** Takes a copy of what no page can show. */
  attachments: Attachments;
}

async function own(make: () => PageContent[], failure: string | null = null): Promise<Bound> {
  const pages = make();
  const anchors = anchorsOf(pages);
  return {
    pages: pages.length,
    source: { kind: 'pages', make: async () => make() },
    failure,
    trace: traceOf(pages),
    ...(anchors.size > 0 ? { anchors } : {}),
  };
}

/** A file, whatever it is. Never throws for what the file is: that becomes a placeholder page. */
export async function bindFile(binder: Binder, piece: DraftPiece, file: InventoryFile): Promise<Bound> {
  const set = await bindSet(binder, piece, file);
  if (set !== null) return set;
  const bound = await bindBuiltIn(binder, piece, file);
  const kind = binder.documents.get(file.path)?.kind;
  const typeset = kind === 'word' || kind === 'sheet' || kind === 'text';
  return typeset && bound.failure === null ? { ...bound, engine: 'builtin' } : bound;
}

/** A file that LibreOffice has set; null where it has not, or nothing that can be used. */
async function bindSet(binder: Binder, piece: DraftPiece, file: InventoryFile): Promise<Bound | null> {
  const pdf = binder.engine.pdfOf(file.path);
  if (pdf === null) return null;
  const probe = await binder.probe(pdf.path);
  if ('failure' in probe || probe.pages === 0 || probe.doubt) {
    binder.engine.refuse(file.path, 'unsound');
    return null;
  }
  const document = binder.documents.get(file.path);
  const references = binder.references.get(piece.id);
  const links = references && document ? await statementLinks(pdf.path, document, references) : [];
  return {
    pages: probe.pages,
    source: { kind: 'pdf', ...pdf, ...(links.length > 0 ? { links } : {}) },
    failure: null,
    engine: 'libreoffice',
  };
}

async function bindBuiltIn(binder: Binder, piece: DraftPiece, file: InventoryFile): Promise<Bound> {
  const { fonts, lang } = binder;
  const document = binder.documents.get(file.path);
  const title = piece.title;
  const options = { lang };
  const references = binder.references.get(piece.id);
  switch (document?.kind) {
    case 'word': {
      const pictures = document.picturesLeftOut ?? 0;
      // Evidence in Word is mostly screenshots: without them its pages would say nothing.
      if (pictures > 0 && piece.kind !== 'statement') return substitute(binder, piece, file, 'old-pictures');
      const bound = await own(() =>
        wordPages(
          {
            document,
            ...(piece.kind === 'statement' ? { title } : { look: 'own' as const }),
            ...(references ? { references } : {}),
          },
          fonts,
          options,
        ),
      );
      return pictures > 0 ? { ...bound, doubt: withoutPicturesText(pictures, lang) } : bound;
    }
    case 'sheet':
      return own(() => sheetPages({ title, document }, fonts, options));
    case 'text':
      return own(() => textPages({ title, text: document.text }, fonts, options));
    case 'image': {
      if (!(await canDraw(document, resolve(binder.folder, file.path), binder.pool)))
        return substitute(binder, piece, file, 'picture-format');
      const entry = binder.entries.get(piece.id) ?? null;
      return own(() => pictureFilePages(document, title, entry, fonts, lang));
    }
    case 'pdf':
      return (await bindPdf(binder, file, null)) ?? substitute(binder, piece, file, 'damaged');
    case 'ofd':
      return bindOfd(binder, piece, file);
    case 'unreadable': {
      // Two readers open more damaged files than one: pages that are found at all are shown, and the doubt is told.
      const saved = binder.salvage && file.signature === 'pdf' && document.reason === 'damaged';
      const bound = saved ? await bindPdf(binder, file, { declared: null }) : null;
      return bound ?? substitute(binder, piece, file, document.reason);
    }
    case 'other':
      return substitute(binder, piece, file, 'cannot-show');
    default:
      return substitute(binder, piece, file, 'not-read');
  }
}

/** Null where no page is found. @param known what is known to be amiss, should the probe itself have no doubt */
async function bindPdf(binder: Binder, file: InventoryFile, known: PageDoubt | null): Promise<Bound | null> {
  const path = resolve(binder.folder, file.path);
  const document = binder.documents.get(file.path);
  const plain = document?.kind === 'pdf' && document.plain === true;
  const probe = plain ? { pages: document.pages, doubt: null } : await binder.probe(path);
  if ('failure' in probe || probe.pages === 0) return null;
  const { pages } = probe;
  const doubt = probe.doubt ?? known;
  const sha256 = binder.inputs.get(file.path)?.sha256;
  return {
    pages,
    source: { kind: 'pdf', path, ...(sha256 === undefined ? {} : { sha256 }) },
    failure: null,
    ...(doubt ? { doubt: doubtText(pages, doubt.declared, binder.lang) } : {}),
  };
}

/** Its pages are fetched each time they are made: a long file's display lists are not held in between. */
async function bindOfd(binder: Binder, piece: DraftPiece, file: InventoryFile): Promise<Bound> {
  const { fonts, pool, folder } = binder;
  const absolute = resolve(folder, file.path);
  const make = async () => {
    const drawing = await pool.drawing(absolute);
    return drawing === null ? null : drawingPages(drawing, (part) => `${file.path}#${part}`, fonts);
  };
  const pages = await make();
  if (pages === null) return substitute(binder, piece, file, 'damaged');
  const blank = pages.map(({ width, height }) => ({ width, height, items: [], links: [] }));
  return {
    pages: pages.length,
    source: { kind: 'pages', make: async () => (await make()) ?? blank },
    failure: null,
    trace: traceOf(pages),
  };
}

/** The page that stands for a file, and says why. */
export function substitute(
  binder: Binder,
  piece: DraftPiece,
  file: InventoryFile,
  reason: PlaceholderReason,
): Promise<Bound> {
  const facts = binder.inputs.get(file.path);
  const words = REASONS[reason][binder.lang];
  const data = {
    number: piece.stamp ?? '',
    title: piece.title,
    file: binder.shown(file.name),
    path: binder.shown(file.path),
    bytes: facts?.bytes ?? null,
    sha256: facts?.sha256 ?? null,
    reason: words,
    copy: binder.attachments.add(piece, file, binder.entries.get(piece.id) ?? null),
  };
  return own(() => placeholder(data, binder.fonts, { lang: binder.lang }), words);
}

/** The sheet before a unit. */
export function bindUnitSheet(binder: Binder, draft: DraftUnit): Promise<Bound> {
  const { unit } = draft.work;
  const counts: Partial<Record<MaterialState, number>> = {};
  let missing = 0;
  for (const m of draft.submissions.flatMap((s) => s.materials)) {
    if (m.state === 'file' && m.piece === null) missing += 1;
    else counts[m.state] = (counts[m.state] ?? 0) + 1;
  }
  const delivered = draft.submissions.flatMap(({ submission, statements }) =>
    statements.map(({ piece, part }) => ({
      title: piece.title,
      department: submission.department,
      words: part.words === null ? null : wordsText(part.words),
      piece: piece.id,
    })),
  );
  const undelivered = unit.statements
    .filter((due) => !draft.submissions.some((s) => s.statements.some(({ part }) => part.prescribed === due)))
    .map((due) => ({ title: due.name, department: null, words: null, piece: null }));
  const data = {
    unit,
    departments: draft.submissions.flatMap(({ submission }) =>
      submission.department ? [submission.department] : [],
    ),
    statements: [...delivered, ...undelivered],
    counts,
    missing,
    catalogues: draft.submissions.flatMap(({ submission, catalogue: piece }) =>
      piece ? [{ department: submission.department, piece: piece.id }] : [],
    ),
    back: pieceId.contentsHere,
  };
  return own(() => unitSheet(data, binder.fonts, { lang: binder.lang }));
}

function wordsText({ low, high, count }: { low: number; high: number; count: number }): string {
  return low === high ? String(count) : `${low}–${high}`;
}

/** The catalogue as the dossier prints it: the department's entries with the dossier's numbers and pages. */
export function bindCatalogue(binder: Binder, draft: DraftSubmission, unit: DraftUnit): Promise<Bound> {
  const { key, name } = unit.work.unit;
  const rows = draft.materials.map(
    (m): CatalogueRow => ({
      number: m.number,
      fileNumber: m.entry?.extra.档号 ?? '',
      documentNumber: m.entry?.documentNumber ?? '',
      responsible: m.entry?.responsible || (m.department ?? ''),
      title: m.title,
      date: catalogueDate(m.entry?.date ?? ''),
      classification: m.entry?.classification ?? '',
      pages: m.entry?.pages ?? '',
      remark: m.entry?.remark ?? '',
      state: m.state,
      urls: m.entry?.urls ?? [],
      piece: m.piece,
    }),
  );
  const data = {
    unitKey: key,
    unitName: name,
    department: draft.submission.department,
    rows,
    back: unit.sheet.id,
    qr: binder.qr,
  };
  return own(() => catalogue(data, binder.fonts, { lang: binder.lang }));
}

/** 8 digits as in DA/T 22-2015; what is no whole date stays as written. */
export function catalogueDate(written: string): string {
  return String(eightDigits(written) ?? written);
}
