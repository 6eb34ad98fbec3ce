/**
 * PDF through PDFium, or by its own objects where it is scans alone: pages, sizes, text of the first pages; and {@link normalisePdf}, which the pdf room
 * falls back on for files that its own reader can't take. May not write to the console, nor keep a handle open.
 */
import { open } from 'node:fs/promises';
import type { ActiveContent, PageFact, PdfDocument } from '../model/document.js';
import { gathered } from './active.js';
import type { DigestTap } from './digests.js';
import { ReadFailure } from './failure.js';
import { LIMITS } from './limits.js';
import { documentContent, pageContent, scannedContent } from './pdf-active.js';
import { pageFact } from './pdf-pages.js';
import { readScans } from './pdf-scans.js';
import { type Pdfium, type PdfSource, readUtf16, type Tools, withPdf } from './pdfium.js';

/**
 * Reads one PDF, and the text of its first `wanted` pages. Files with an owner password alone are readable. Throws
 * ReadFailure 'encrypted' or 'damaged'.
 * @param tap gets all bytes of the file, which are then read once and not twice
 */
export async function readPdf(
  path: string,
  absolute: string,
  wanted: number = LIMITS.pdf.textPages,
  tap: DigestTap | null = null,
): Promise<PdfDocument> {
  // PDFium mends a file that ends too early and finds fewer pages: evidence must not shrink in silence.
  if (await isCutOff(absolute)) throw new ReadFailure('damaged', 'the file is cut off: its end is missing');
  const scanned = scannedContent(absolute, tap);
  const scans = readScans(absolute);
  if (scans === null) return readWithPdfium(path, absolute, wanted, scanned);
  const textPages = Math.min(scans.pages, wanted);
  return { kind: 'pdf', path, ...scans, text: '', textPages, activeContent: scanned, plain: true };
}

/** @param scanned what the bytes of the file say that it does */
export function readWithPdfium(
  path: string,
  absolute: string,
  wanted: number,
  scanned: readonly ActiveContent[],
): Promise<PdfDocument> {
  return withPdf(absolute, (pdfium, document, tools) => {
    const pages = pdfium.FPDF_GetPageCount(document);
    if (pages < 1) throw new ReadFailure('damaged', 'no pages');
    const sizes = readSizes(pdfium, document, Math.min(pages, LIMITS.pdf.sizes));
    const textPages = Math.min(pages, wanted);
    const texts: string[] = [];
    for (let i = 0; i < textPages; i++) texts.push(pageText(pdfium, document, i));
    const { pageFacts, onPages } = lookAtPages(pdfium, document, pages, tools);
    return {
      kind: 'pdf',
      path,
      pages,
      sizes,
      text: texts.join('\f').trim(),
      textPages,
      title: metaText(pdfium, document, 'Title').trim(),
      pageFacts,
      activeContent: gathered([...documentContent(pdfium, document), ...onPages, ...scanned]),
    };
  });
}

/**
 * The file rewritten by PDFium: repaired, without encryption, its pages imported into a new document.
 * null where PDFium can't take it either, or only with a password. Bookmarks and forms are lost.
 */
export async function normalisePdf(source: PdfSource): Promise<Uint8Array | null> {
  try {
    return await withPdf(source, (pdfium, document, tools) => {
      if (tools.bytes > LIMITS.normaliseBytes) return null;
      const pages = pdfium.FPDF_GetPageCount(document);
      if (pages < 1) return null;
      const copy = pdfium.FPDF_CreateNewDocument();
      if (!copy) return null;
      try {
        if (!pdfium.FPDF_ImportPages(copy, document, '', 0) || pdfium.FPDF_GetPageCount(copy) !== pages)
          return null;
        const bytes = tools.save(copy);
        return bytes && withoutClock(bytes);
      } finally {
        pdfium.FPDF_CloseDocument(copy);
      }
    });
  } catch (error) {
    if (error instanceof ReadFailure) return null;
    throw error;
  }
}

/** Same input, same bytes: PDFium writes the time of day and a random file identifier; both are set to zero. */
function withoutClock(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const info = buffer.indexOf('/Creator(PDFium)/Producer(PDFium)>>', 0, 'latin1');
  const date = buffer.lastIndexOf('/CreationDate(D:', info, 'latin1');
  if (info >= 0 && date >= 0 && info - date === 31) buffer.write('19700101000000', date + 16, 'latin1');
  const id = buffer.lastIndexOf('/ID[<', buffer.length, 'latin1');
  const tail = id < 0 ? '' : buffer.toString('latin1', id);
  const hit = /^\/ID\[<[0-9A-F]+><[0-9A-F]+>\]/.exec(tail)?.[0];
  const zeros = hit?.replace(/<[0-9A-F]+>/g, (digits) => `<${'0'.repeat(digits.length - 2)}>`);
  if (zeros) buffer.write(zeros, id, 'latin1');
  return bytes;
}

/** Bytes at the end in which the end marks are looked for; mail gateways and scanners add some of their own. */
const TAIL = 64 * 1024;

/** No end mark in the tail (ISO 32000-1 §7.5.5), or shorter than the linearisation dictionary says (Annex F.3.3). */
async function isCutOff(absolute: string): Promise<boolean> {
  const file = await open(absolute, 'r');
  try {
    const { size } = await file.stat();
    // One read where the tail holds the head as well.
    const from = Math.max(0, size - TAIL);
    const read = await file.read(Buffer.allocUnsafe(Math.min(TAIL, size)), 0, Math.min(TAIL, size), from);
    const tail = read.buffer.subarray(0, read.bytesRead);
    const head = from === 0 ? tail : (await file.read(Buffer.allocUnsafe(1024), 0, 1024, 0)).buffer;
    const length = /\/Linearized\b[^>]*?\/L\s+(\d{1,15})/.exec(head.toString('latin1', 0, 1024))?.[1];
    if (length !== undefined && size < Number(length)) return true;
    return !tail.includes('startxref') && !tail.includes('%%EOF');
  } finally {
    await file.close();
  }
}

/** Page sizes in pt with the page's rotation applied. */
function readSizes(pdfium: Pdfium, document: number, count: number): PdfDocument['sizes'] {
  const sizes: PdfDocument['sizes'] = [];
  const slot = pdfium.pdfium.wasmExports.malloc(8);
  try {
    let missing = 0;
    for (let i = 0; i < count; i++) {
      const found = pdfium.FPDF_GetPageSizeByIndexF(document, i, slot);
      const width = found ? pdfium.pdfium.getValue(slot, 'float') : 0;
      const height = found ? pdfium.pdfium.getValue(slot + 4, 'float') : 0;
      const medium = width > 0 && height > 0 ? null : mediumSize(pdfium, document, i);
      if (width > 0 && height > 0) sizes.push({ width: round(width), height: round(height) });
      else if (medium) sizes.push(medium);
      else {
        missing++;
        // The page object is broken: the rest of the file may be sound, so A4 stands in.
        sizes.push({ width: 595.28, height: 841.89 });
      }
    }
    if (missing === count) throw new ReadFailure('damaged', 'no page can be loaded');
    return sizes;
  } finally {
    pdfium.pdfium.wasmExports.free(slot);
  }
}

/**
 * Size of the medium, for a page that shows nothing of it: its CropBox lies outside its MediaBox, and PDFium says
 * 0 × 0 where other readers fall back on the MediaBox (ISO 32000-1 §14.11.2). null where the page can't be loaded.
 */
function mediumSize(
  pdfium: Pdfium,
  document: number,
  index: number,
): { width: number; height: number } | null {
  const page = pdfium.FPDF_LoadPage(document, index);
  if (!page) return null;
  const slot = pdfium.pdfium.wasmExports.malloc(16);
  try {
    // An inherited box is not found: the page is sound all the same, and A4 stands in.
    const found = pdfium.FPDFPage_GetMediaBox(page, slot, slot + 4, slot + 8, slot + 12);
    const [left = 0, bottom = 0, right = 0, top = 0] = [0, 4, 8, 12].map((at) =>
      found ? pdfium.pdfium.getValue(slot + at, 'float') : 0,
    );
    const size = { width: round(Math.abs(right - left)), height: round(Math.abs(top - bottom)) };
    if (size.width <= 0 || size.height <= 0) return { width: 595.28, height: 841.89 };
    const turned = pdfium.FPDFPage_GetRotation(page) % 2 === 1;
    return turned ? { width: size.height, height: size.width } : size;
  } finally {
    pdfium.pdfium.wasmExports.free(slot);
    pdfium.FPDF_ClosePage(page);
  }
}

function round(points: number): number {
  return Math.round(points * 100) / 100;
}

/** Page by page, as many as the limits allow. */
function lookAtPages(pdfium: Pdfium, document: number, pages: number, tools: Tools) {
  const pageFacts: PageFact[] = [];
  const onPages: ActiveContent[] = [];
  const budget = { objects: LIMITS.pdf.objects as number, drawn: LIMITS.pdf.drawnPages as number };
  for (let i = 0; i < Math.min(pages, LIMITS.pdf.factPages) && budget.objects > 0; i++) {
    const page = pdfium.FPDF_LoadPage(document, i);
    if (!page) {
      // What can't be loaded shows nothing, but for another reason.
      pageFacts.push({ dpi: null, text: false, blank: null });
      continue;
    }
    try {
      pageFacts.push(pageFact(pdfium, page, budget, tools));
      onPages.push(...pageContent(pdfium, page));
    } finally {
      pdfium.FPDF_ClosePage(page);
    }
  }
  return { pageFacts, onPages };
}

/** Text of one page in reading order; '' where it has none or can't be loaded. */
function pageText(pdfium: Pdfium, document: number, index: number): string {
  const page = pdfium.FPDF_LoadPage(document, index);
  if (!page) return '';
  try {
    const text = pdfium.FPDFText_LoadPage(page);
    if (!text) return '';
    try {
      const count = Math.min(pdfium.FPDFText_CountChars(text), LIMITS.pdf.textChars);
      if (count <= 0) return '';
      return readUtf16(pdfium, (count + 1) * 2, (slot) => {
        // Returns characters written, the final zero included.
        return pdfium.FPDFText_GetText(text, 0, count, slot) * 2;
      }).replace(/\r\n?/g, '\n');
    } finally {
      pdfium.FPDFText_ClosePage(text);
    }
  } finally {
    pdfium.FPDF_ClosePage(page);
  }
}

function metaText(pdfium: Pdfium, document: number, tag: string): string {
  const length = pdfium.FPDF_GetMetaText(document, tag, 0, 0);
  if (length <= 2 || length > 65_536) return '';
  return readUtf16(pdfium, length, (slot) => pdfium.FPDF_GetMetaText(document, tag, slot, length));
}
