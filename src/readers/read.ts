/**
 * One file → Document. Picks the reader by what the bytes are, then by the extension; whatever a reader throws
 * becomes an UnreadableDocument here. Never throws, never writes.
 */
import { stat } from 'node:fs/promises';
import type { Document } from '../model/document.js';
import type { Role, Signature } from '../model/inventory.js';
import { extensionFits } from '../model/signature.js';
import { catalogueFromCsv, catalogueFromSheets, catalogueFromWord } from './catalogue.js';
import { readCsvRows } from './csv.js';
import { readDocx } from './docx.js';
import { ReadFailure, unreadable } from './failure.js';
import { readImage } from './image.js';
import { LIMITS } from './limits.js';
import { oleFailure } from './ole.js';
import { readPdf } from './pdf.js';
import { shownTable, tableOfRows } from './sheet-table.js';
import { readText } from './textfile.js';
import { readWorkbook } from './xlsx.js';
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
}

/** Reads one file. Bad input gives `kind: 'unreadable'`; a format that isn't opened gives `kind: 'other'`. */
export async function readFile(request: ReadRequest): Promise<Document> {
  try {
    return await read(request);
  } catch (error) {
    return unreadable(request.path, error);
  }
}

async function read(request: ReadRequest): Promise<Document> {
  const { path, absolute, signature, extension } = request;
  const { size } = await stat(absolute);
  if (size === 0 || signature === 'empty') throw new ReadFailure('empty', '0 bytes');
  const within = (limit: number): void => {
    if (size > limit) throw new ReadFailure('too-large', `${size} bytes, limit ${limit}`);
  };
  switch (signature) {
    case 'docx': {
      within(LIMITS.bytes.docx);
      const document = await readDocx(path, absolute);
      return request.role === 'catalogue' ? catalogueFromWord(path, document) : document;
    }
    case 'xlsx': {
      within(LIMITS.bytes.xlsx);
      if (request.role === 'catalogue') return catalogueFromSheets(path, await readWorkbook(absolute));
      const sheets = await readWorkbook(absolute, 'formatted');
      const shown = sheets.filter((sheet) => !sheet.hidden);
      return { kind: 'sheet', path, format: 'xlsx', sheets: shown.map(shownTable), activeContent: [] };
    }
    case 'pdf':
      within(LIMITS.bytes.pdf);
      return readPdf(path, absolute);
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
      throw await oleFailure(absolute);
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

/** Extensions of formats that are opened: a file under one of them is expected to be one. */
const OPENED = /^(?:docx|docm|dotx|xlsx|xlsm|pdf|jpe?g|png|gif|tiff?|bmp|webp|heic|txt|csv)$/;

/** Video, archives, OFD and the like are listed, not opened; a .docx that is none is unreadable. */
function other({ path, signature, extension }: ReadRequest): Document {
  if (!OPENED.test(extension)) return { kind: 'other', path };
  throw new ReadFailure('not-the-format', `.${extension} holds ${signature}`);
}
