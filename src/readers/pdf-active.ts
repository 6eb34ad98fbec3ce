/**
 * What a PDF does besides being read (ISO 32000-1 §12.6): scripts, programs started, files attached, forms sent off.
 * PDFium tells what hangs in its trees; what hangs elsewhere is found by the words of its dictionary, as far as those
 * stand in the file unpacked. Nothing is run.
 */
import { open } from 'node:fs/promises';
import type { ActiveContent } from '../model/document.js';
import { gathered } from './active.js';
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

const ACTION = /\/S\s*\/(JavaScript|Launch|SubmitForm)\b/g;
const MEANS: Readonly<Record<string, ActiveContent['what']>> = {
  JavaScript: 'javascript',
  Launch: 'launch',
  SubmitForm: 'remote-submit',
};
const CHUNK = 4 * 1024 * 1024;
/** An action's type is a short stretch; one that two chunks share is found in the second. */
const OVERLAP = 64;

/** By the bytes of the file; of a very large one its beginning and its end. */
export async function scannedContent(absolute: string): Promise<ActiveContent[]> {
  const file = await open(absolute, 'r');
  try {
    const { size } = await file.stat();
    const half = LIMITS.pdf.scannedBytes / 2;
    const ranges =
      size <= 2 * half ? [[0, size] as const] : [[0, half] as const, [size - half, size] as const];
    const found: ActiveContent[] = [];
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK, size));
    for (const [from, to] of ranges) {
      for (let at = from; at < to; at += CHUNK - OVERLAP) {
        const { bytesRead } = await file.read(buffer, 0, Math.min(CHUNK, to - at), at);
        found.push(...actionsIn(buffer.subarray(0, bytesRead)));
        if (bytesRead < CHUNK) break;
      }
    }
    return gathered(found);
  } finally {
    await file.close();
  }
}

/** Most chunks hold pictures and none of the words, which a search of bytes tells far sooner than a pattern. */
function actionsIn(bytes: Buffer): ActiveContent[] {
  if (!Object.keys(MEANS).some((word) => bytes.includes(`/${word}`))) return [];
  return [...bytes.toString('latin1').matchAll(ACTION)].flatMap(([, word = '']) => {
    const what = MEANS[word];
    return what ? [{ what, detail: '' }] : [];
  });
}
