/**
 * What a PDF does besides being read (ISO 32000-1 §12.6): scripts, programs started, files attached, forms sent off.
 * PDFium tells what hangs in its trees; what hangs elsewhere is found by the words of its dictionary, as far as those
 * stand in the file unpacked. Nothing is run.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ActiveContent } from '../model/document.js';
import { gathered } from './active.js';
import type { DigestTap } from './digests.js';
import { LIMITS } from './limits.js';
import { type Pdfium, readUtf16 } from './pdfium.js';

/** PDFACTION_LAUNCH */
const LAUNCH = 4;
/** FPDF_ANNOT_FILEATTACHMENT */
const FILE_ATTACHMENT = 17;

/** The document's scripts and attachments, and the programs that its bookmarks start. */
export function documentContent(pdfium: Pdfium, document: number): ActiveContent[] {
  const found: ActiveContent[] = [];
  if (pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0) found.push({ what: 'javascript', detail: '' });
  const attachments = Math.min(pdfium.FPDFDoc_GetAttachmentCount(document), 10);
  for (let i = 0; i < attachments; i++)
    found.push({ what: 'embedded-file', detail: attachmentName(pdfium, document, i) });
  for (const bookmark of bookmarks(pdfium, document))
    found.push(...launchOf(pdfium, pdfium.FPDFBookmark_GetAction(bookmark)));
  return found;
}

/** Files attached to a page that PDFium has loaded, and programs that its links start. */
export function pageContent(pdfium: Pdfium, page: number): ActiveContent[] {
  const found: ActiveContent[] = [];
  const count = Math.min(pdfium.FPDFPage_GetAnnotCount(page), LIMITS.pdf.annotations);
  for (let i = 0; i < count; i++) {
    const annotation = pdfium.FPDFPage_GetAnnot(page, i);
    if (!annotation) continue;
    if (pdfium.FPDFAnnot_GetSubtype(annotation) === FILE_ATTACHMENT)
      found.push({ what: 'embedded-file', detail: '' });
    const link = pdfium.FPDFAnnot_GetLink(annotation);
    if (link) found.push(...launchOf(pdfium, pdfium.FPDFLink_GetAction(link)));
    pdfium.FPDFPage_CloseAnnot(annotation);
  }
  return found;
}

function launchOf(pdfium: Pdfium, action: number): ActiveContent[] {
  const launches = action !== 0 && pdfium.FPDFAction_GetType(action) === LAUNCH;
  return launches ? [{ what: 'launch', detail: launched(pdfium, action) }] : [];
}

function attachmentName(pdfium: Pdfium, document: number, index: number): string {
  const attachment = pdfium.FPDFDoc_GetAttachment(document, index);
  const length = attachment ? pdfium.FPDFAttachment_GetName(attachment, 0, 0) : 0;
  if (length <= 2 || length > 4096) return '';
  return readUtf16(pdfium, length, (slot) => pdfium.FPDFAttachment_GetName(attachment, slot, length));
}

/** The last part of the path: folders above name persons and machines. */
function launched(pdfium: Pdfium, action: number): string {
  const length = pdfium.FPDFAction_GetFilePath(action, 0, 0);
  if (length <= 1 || length > 4096) return '';
  const slot = pdfium.pdfium.wasmExports.malloc(length);
  try {
    pdfium.FPDFAction_GetFilePath(action, slot, length);
    return pdfium.pdfium.UTF8ToString(slot).split(/[/\\]/).at(-1)?.slice(0, 100) ?? '';
  } finally {
    pdfium.pdfium.wasmExports.free(slot);
  }
}

/** They may be chained in a circle: as many are looked at as a person could have made. */
function* bookmarks(pdfium: Pdfium, document: number): Generator<number> {
  const open = [pdfium.FPDFBookmark_GetFirstChild(document, 0)];
  for (let looked = 0; open.length > 0 && looked < LIMITS.pdf.bookmarks; looked++) {
    const bookmark = open.pop();
    if (!bookmark) continue;
    yield bookmark;
    open.push(pdfium.FPDFBookmark_GetNextSibling(document, bookmark));
    open.push(pdfium.FPDFBookmark_GetFirstChild(document, bookmark));
  }
}

const ACTION = /^\/S\s*\/(JavaScript|Launch|SubmitForm)\b/;
const MEANS: Readonly<Record<string, ActiveContent['what']>> = {
  JavaScript: 'javascript',
  Launch: 'launch',
  SubmitForm: 'remote-submit',
};
const CHUNK = 1024 * 1024;
/** An action's type is a short stretch; of one that two chunks share the beginning is kept for the second. */
const OVERLAP = 64;
/** Reused: a thread reads one file at a time. */
let buffer: Buffer | null = null;

/**
 * By the bytes of the file; of a very large one its beginning and its end.
 * @param tap gets all bytes, in order
 */
export function scannedContent(absolute: string, tap: DigestTap | null = null): ActiveContent[] {
  const file = openSync(absolute, 'r');
  try {
    const { size } = fstatSync(file);
    const half = LIMITS.pdf.scannedBytes / 2;
    const skipped = size <= 2 * half ? null : { from: half, to: size - half };
    const found: ActiveContent[] = [];
    buffer ??= Buffer.allocUnsafeSlow(OVERLAP + CHUNK);
    let kept = 0;
    for (let at = 0; at < size; ) {
      const within = skipped !== null && at >= skipped.from && at < skipped.to;
      if (within && tap === null) {
        at = skipped.to;
        kept = 0;
        continue;
      }
      const bytesRead = readSync(file, buffer, kept, CHUNK, at);
      if (bytesRead === 0) break;
      tap?.update(buffer.subarray(kept, kept + bytesRead));
      at += bytesRead;
      const end = kept + bytesRead;
      if (!within) found.push(...actionsIn(buffer.subarray(0, end)));
      kept = Math.min(OVERLAP, end);
      buffer.copyWithin(0, end - kept, end);
    }
    tap?.end();
    return gathered(found);
  } finally {
    closeSync(file);
  }
}

/** Where an action's type may begin. One short mark is found ten times sooner than three long words. */
const MARK = '/S';

function actionsIn(bytes: Buffer): ActiveContent[] {
  const found: ActiveContent[] = [];
  for (let at = bytes.indexOf(MARK, 0, 'latin1'); at >= 0; at = bytes.indexOf(MARK, at + 1, 'latin1')) {
    const next = bytes[at + MARK.length] ?? 0;
    // Most are names that only begin so, or lie in a picture.
    if (next !== SOLIDUS && !WHITE.has(next)) continue;
    const word = ACTION.exec(bytes.toString('latin1', at, at + OVERLAP))?.[1] ?? '';
    const what = MEANS[word];
    if (what) found.push({ what, detail: '' });
  }
  return found;
}

const SOLIDUS = 0x2f;
/** ISO 32000-1 §7.2.2, and what JavaScript takes for white besides. */
const WHITE: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0xa0]);
