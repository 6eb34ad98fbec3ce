/**
 * How a stranger's PDF is opened: by the own reader; where that has doubts or fails, normalised by the injected
 * engine (PDFium, which repairs and decrypts) and read again; else a failure with its reason. Never throws
 * on bad input.
 */
import type { UnreadableReason } from '../model/document.js';
import { listPages, type PageEntry } from './pages.js';
import { RawPdf } from './raw.js';
import { type ByteSource, FileSource, MemorySource, WindowBuffer } from './source.js';
import { headerOffset } from './xref.js';

/** Rewrites a damaged or encrypted PDF as a sound one; null if it can't. Must give the same bytes each time. */
export type Normalise = (path: string) => Promise<Uint8Array | null>;

export interface PdfFailure {
  reason: UnreadableReason;
  /** What the reader or the system said, for the log; never shown alone. */
  detail: string;
}

export interface OpenPdf {
  pdf: RawPdf;
  pages: PageEntry[];
  /** True where the pages come from the normalised copy. */
  normalised: boolean;
  doubt: PageDoubt | null;
  close(): void;
}

export type Opened = { open: OpenPdf } | { failure: PdfFailure };

/** Pages of a damaged file seem to be lost: those found are fewer than `declared`, or nothing says how many there were. */
export interface PageDoubt {
  /** As the file itself says; null where its page tree is lost. */
  declared: number | null;
}

export type Probe = { pages: number; normalised: boolean; doubt: PageDoubt | null } | { failure: PdfFailure };

/** Number of pages that `writeVolume` will find in this file. Cheap: reads the page tree alone. */
export async function probePdf(
  path: string,
  normalise: Normalise,
  window = new WindowBuffer(),
): Promise<Probe> {
  const opened = await openPdf(path, normalise, window);
  if ('failure' in opened) return opened;
  const { pages, normalised, doubt } = opened.open;
  opened.open.close();
  return { pages: pages.length, normalised, doubt };
}

export async function openPdf(path: string, normalise: Normalise, window: WindowBuffer): Promise<Opened> {
  const first = openRaw(path, window);
  if ('open' in first && !first.doubtful) return first;
  if ('failure' in first && !first.curable) return { failure: first.failure };
  const second = await openNormalised(path, normalise);
  if ('open' in first) {
    // Doubtful, but read: the engine's copy is taken only if it saved more pages.
    if ('open' in second && second.open.pages.length > first.open.pages.length) {
      first.open.close();
      return { open: { ...second.open, doubt: stillShort(first.open.doubt, second.open.pages.length) } };
    }
    if ('open' in second) second.open.close();
    return first;
  }
  if ('open' in second) return second;
  const detail = `${first.failure.detail}; ${second.failure.detail}`;
  return { failure: { reason: first.failure.reason, detail } };
}

/** The engine's copy declares what the engine saved; what the file itself declared still counts. */
function stillShort(doubt: PageDoubt | null, found: number): PageDoubt | null {
  return doubt?.declared === null || (doubt !== null && doubt.declared > found) ? doubt : null;
}

type RawResult = { open: OpenPdf; doubtful: boolean } | { failure: PdfFailure; curable: boolean };

function openRaw(path: string, window: WindowBuffer): RawResult {
  let source: ByteSource;
  try {
    source = new FileSource(path, window);
  } catch (error) {
    return { failure: systemFailure(error), curable: false };
  }
  const result = readSource(source, false);
  if ('failure' in result) source.close();
  return result;
}

async function openNormalised(path: string, normalise: Normalise): Promise<Opened> {
  let bytes: Uint8Array | null;
  try {
    bytes = await normalise(path);
  } catch (error) {
    return { failure: { reason: 'damaged', detail: `normalise: ${message(error)}` } };
  }
  if (bytes === null) return { failure: { reason: 'damaged', detail: 'normalise: refused' } };
  return readSource(new MemorySource(bytes), true);
}

function readSource(source: ByteSource, normalised: boolean): RawResult {
  const fail = (reason: UnreadableReason, detail: string, curable = true): RawResult => ({
    failure: { reason, detail },
    curable,
  });
  try {
    if (source.size === 0) return fail('empty', 'file of 0 bytes', false);
    if (headerOffset(source) < 0 && !looksLikePdf(source))
      return fail('not-the-format', 'no %PDF- header', false);
    const pdf = new RawPdf(source);
    if (pdf.encrypted) return fail('encrypted', 'trailer has /Encrypt');
    const { pages, doubtful, declared } = listPages(pdf);
    if (pages.length === 0) return fail('damaged', 'no page found');
    const lost = doubtful && (declared === null || declared > pages.length);
    const doubt = lost ? { declared } : null;
    return { open: { pdf, pages, normalised, doubt, close: () => source.close() }, doubtful };
  } catch (error) {
    // A device error while reading, or a bug in the reader: either way this file can't be taken in raw.
    return { failure: { ...systemFailure(error), detail: message(error) }, curable: true };
  }
}

/** Some producers drop the header; objects in the first bytes speak for a PDF. */
function looksLikePdf(source: ByteSource): boolean {
  return /\d+\s+\d+\s+obj\b/.test(source.view(0, 1024).toString('latin1'));
}

function systemFailure(error: unknown): PdfFailure {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const denied = code === 'EACCES' || code === 'EPERM';
  return { reason: denied ? 'denied' : 'damaged', detail: message(error) };
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
