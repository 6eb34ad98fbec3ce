/**
 * One file → Document. Picks the reader by what the bytes are, then by the extension; whatever a reader throws
 * becomes an UnreadableDocument here. Never throws, never writes. Each reader is loaded with the first file that needs
 * it: a thread that only ever sees scans holds no reader of workbooks.
 */
import { stat } from 'node:fs/promises';
import type { Document, SheetDocument, WordDocument } from '../model/document.js';
import type { Role, Signature } from '../model/inventory.js';
import { extensionFits } from '../model/signature.js';
import { DigestTap, type FileDigest, fileDigest } from './digests.js';
import { ReadFailure, unreadable } from './failure.js';
import { LIMITS } from './limits.js';
import type { NumberLook, Workbook } from './xlsx.js';

export interface ReadRequest {
  /** Inventory path: the document's identity. */
  path: string;
  /** Where the file lies. */
  absolute: string;
  role: Role;
  signature: Signature;
  /** Lower case, no dot. */
  extension: string;
  /** Pages of a PDF whose text is read; absent: the first few, where titles and marks stand. */
  textPages?: number;
}

/**
 * Reads one file. Bad input gives `kind: 'unreadable'`; a format that isn't opened gives `kind: 'other'`.
 * @param tap gets the file's bytes if the reader comes by all of them
 */
export async function readFile(request: ReadRequest, tap: DigestTap | null = null): Promise<Document> {
  try {
    return await read(request, tap);
  } catch (error) {
    return unreadable(request.path, error);
  }
}

/** A file and its digest; null where its bytes can't be read. A PDF is read once for both. */
export async function readDigested(
  request: ReadRequest,
): Promise<{ document: Document; file: FileDigest | null }> {
  const tap = new DigestTap();
  const document = await readFile(request, tap);
  return { document, file: tap.digest ?? (await fileDigest(request.absolute)) };
}

async function read(request: ReadRequest, tap: DigestTap | null): Promise<Document> {
  const { path, absolute, signature } = request;
  const { size } = await stat(absolute);
  if (size === 0 || signature === 'empty') throw new ReadFailure('empty', '0 bytes');
  const within = (limit: number): void => {
    if (size > limit) throw new ReadFailure('too-large', `${size} bytes, limit ${limit}`);
  };
  switch (signature) {
    case 'docx':
      within(LIMITS.bytes.docx);
      return words(request, await (await import('./docx.js')).readDocx(path, absolute));
    case 'xlsx': {
      within(LIMITS.bytes.xlsx);
      const { readWorkbook } = await import('./xlsx.js');
      return cells(request, 'xlsx', await readWorkbook(absolute, lookFor(request)));
    }
    case 'pdf':
      within(LIMITS.bytes.pdf);
      return (await import('./pdf.js')).readPdf(path, absolute, request.textPages, tap);
    case 'ofd':
      within(LIMITS.bytes.ofd);
      return (await import('./ofd.js')).readOfd(path, absolute);
    case 'jpeg':
    case 'png':
    case 'gif':
    case 'tiff':
    case 'bmp':
    case 'webp':
    case 'heic':
      within(LIMITS.bytes.image);
      return (await import('./image.js')).readImage(path, absolute, signature);
    case 'ole':
      return readOle(request, within);
    case 'rtf':
      within(LIMITS.bytes.rtf);
      return words(request, await (await import('./rtf.js')).readRtf(path, absolute));
    case 'text':
    case 'html':
      within(LIMITS.bytes.text);
      return readWritten(request);
    case 'pptx':
      // Listed, not read; but one that is cut off opens nowhere.
      await (await (await import('./zip.js')).ZipFile.open(absolute)).close();
      return other(request);
    default:
      return other(request);
  }
}

async function readWritten(request: ReadRequest): Promise<Document> {
  const { path, absolute, signature, extension, role } = request;
  // Text under a name that promises something else is not that.
  if (extensionFits(extension, signature) === 'differs')
    throw new ReadFailure('not-the-format', `text under the extension .${extension}`);
  const table = extension === 'csv' || extension === 'tsv';
  if (role !== 'catalogue' && !table) return (await import('./textfile.js')).readText(path, absolute);
  const rows = await (await import('./csv.js')).readCsvRows(absolute);
  if (role === 'catalogue') return (await import('./catalogue.js')).catalogueFromCsv(path, rows);
  const { tableOfRows } = await import('./sheet-table.js');
  return { kind: 'sheet', path, format: 'csv', sheets: [tableOfRows('', rows)], activeContent: [] };
}

/** Old Word and Excel files, and encrypted ones; slides and other containers are listed, not opened. */
async function readOle(request: ReadRequest, within: (limit: number) => void): Promise<Document> {
  const { path, absolute } = request;
  const [{ OleFile }, { oleKind }] = await Promise.all([import('./ole.js'), import('./ole-kind.js')]);
  const file = await OleFile.open(absolute);
  try {
    switch (await oleKind(file)) {
      case 'word':
        within(LIMITS.bytes.doc);
        return words(request, await (await import('./doc.js')).readDoc(path, file));
      case 'workbook': {
        within(LIMITS.bytes.xls);
        const { readOldWorkbook } = await import('./xls.js');
        return cells(request, 'xls', await readOldWorkbook(absolute, file, lookFor(request)));
      }
      case 'package':
        // Whoever opens the file by its path gets the zip inside, as of one that is not encrypted.
        return await read({ ...request, signature: await packageKind(absolute) }, null);
      default:
        throw new ReadFailure('old-format', 'OLE compound file');
    }
  } finally {
    await file.close();
  }
}

/** What an encrypted package holds that opens without a password being asked for. Throws ReadFailure 'encrypted'. */
async function packageKind(absolute: string): Promise<Signature> {
  const [{ ZipFile }, { zipKind }] = await Promise.all([import('./zip.js'), import('./signature.js')]);
  const zip = await ZipFile.open(absolute);
  try {
    return zipKind(zip.names());
  } finally {
    await zip.close();
  }
}

async function words(request: ReadRequest, document: WordDocument): Promise<Document> {
  if (request.role !== 'catalogue') return document;
  return (await import('./catalogue.js')).catalogueFromWord(document);
}

async function cells(
  { path, role }: ReadRequest,
  format: 'xlsx' | 'xls',
  workbook: Workbook,
): Promise<Document> {
  if (role === 'catalogue')
    return (await import('./catalogue.js')).catalogueFromSheets(path, format, workbook);
  const { shownTable } = await import('./sheet-table.js');
  const { sheets, activeContent } = workbook;
  const shown: SheetDocument['sheets'] = sheets.filter((sheet) => !sheet.hidden).map(shownTable);
  return { kind: 'sheet', path, format, sheets: shown, activeContent };
}

function lookFor({ role }: ReadRequest): NumberLook {
  return role === 'catalogue' ? 'plain' : 'formatted';
}

/** Extensions of formats that are opened: a file under one of them is expected to be one. */
const OPENED = /^(?:docx|docm|dotx|xlsx|xlsm|pdf|jpe?g|png|gif|tiff?|bmp|webp|heic|ofd|txt|csv)$/;

/** Video, archives and the like are listed, not opened; a .docx that is none is unreadable. */
function other({ path, signature, extension }: ReadRequest): Document {
  if (!OPENED.test(extension)) return { kind: 'other', path };
  throw new ReadFailure('not-the-format', `.${extension} holds ${signature}`);
}
