/**
 * One file → Document. Picks the reader by what the bytes are, then by the extension; whatever a reader throws
 * becomes an UnreadableDocument here. Never throws, never writes.
 */
import { stat } from 'node:fs/promises';
import type { Document, SheetDocument, WordDocument } from '../model/document.js';
import type { Role, Signature } from '../model/inventory.js';
import { extensionFits } from '../model/signature.js';
import { catalogueFromCsv, catalogueFromSheets, catalogueFromWord } from './catalogue.js';
import { readCsvRows } from './csv.js';
import { DigestTap, type FileDigest, fileDigest } from './digests.js';
import { readDoc } from './doc.js';
import { readDocx } from './docx.js';
import { ReadFailure, unreadable } from './failure.js';
import { readImage } from './image.js';
import { LIMITS } from './limits.js';
import { readOfd } from './ofd.js';
import { OleFile } from './ole.js';
import { oleKind } from './ole-kind.js';
import { readPdf } from './pdf.js';
import { readRtf } from './rtf.js';
import { shownTable, tableOfRows } from './sheet-table.js';
import { readText } from './textfile.js';
import { readOldWorkbook } from './xls.js';
import { type NumberLook, readWorkbook, type Workbook } from './xlsx.js';
import { ZipFile } from './zip.js';

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
  const { path, absolute, signature, extension } = request;
  const { size } = await stat(absolute);
  if (size === 0 || signature === 'empty') throw new ReadFailure('empty', '0 bytes');
  const within = (limit: number): void => {
    if (size > limit) throw new ReadFailure('too-large', `${size} bytes, limit ${limit}`);
  };
  switch (signature) {
    case 'docx':
      within(LIMITS.bytes.docx);
      return words(request, await readDocx(path, absolute));
    case 'xlsx':
      within(LIMITS.bytes.xlsx);
      return cells(request, 'xlsx', await readWorkbook(absolute, lookFor(request)));
    case 'pdf':
      within(LIMITS.bytes.pdf);
      return readPdf(path, absolute, request.textPages, tap);
    case 'ofd':
      within(LIMITS.bytes.ofd);
      return readOfd(path, absolute);
    case 'jpeg':
    case 'png':
    case 'gif':
    case 'tiff':
    case 'bmp':
    case 'webp':
    case 'heic':
      within(LIMITS.bytes.image);
      return readImage(path, absolute, signature);
    case 'ole':
      return readOle(request, within);
    case 'rtf':
      within(LIMITS.bytes.rtf);
      return words(request, await readRtf(path, absolute));
    case 'text':
    case 'html': {
      // Text under a name that promises something else is not that.
      if (extensionFits(extension, signature) === 'differs')
        throw new ReadFailure('not-the-format', `text under the extension .${extension}`);
      within(LIMITS.bytes.text);
      const table = extension === 'csv' || extension === 'tsv';
      if (request.role === 'catalogue') return catalogueFromCsv(path, await readCsvRows(absolute));
      if (table)
        return {
          kind: 'sheet',
          path,
          format: 'csv',
          sheets: [tableOfRows('', await readCsvRows(absolute))],
          activeContent: [],
        };
      return readText(path, absolute);
    }
    case 'pptx':
      // Listed, not read; but one that is cut off opens nowhere.
      await (await ZipFile.open(absolute)).close();
      return other(request);
    default:
      return other(request);
  }
}

/** Old Word and Excel files; slides and other containers are listed, not opened. */
async function readOle(request: ReadRequest, within: (limit: number) => void): Promise<Document> {
  const { path, absolute } = request;
  const file = await OleFile.open(absolute);
  try {
    switch (await oleKind(file)) {
      case 'word':
        within(LIMITS.bytes.doc);
        return words(request, await readDoc(path, file));
      case 'workbook':
        within(LIMITS.bytes.xls);
        return cells(request, 'xls', await readOldWorkbook(absolute, file, lookFor(request)));
      default:
        throw new ReadFailure('old-format', 'OLE compound file');
    }
  } finally {
    await file.close();
  }
}

function words(request: ReadRequest, document: WordDocument): Document {
  return request.role === 'catalogue' ? catalogueFromWord(document) : document;
}

function cells({ path, role }: ReadRequest, format: 'xlsx' | 'xls', workbook: Workbook): Document {
  if (role === 'catalogue') return catalogueFromSheets(path, format, workbook);
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
