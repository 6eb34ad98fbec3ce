/** Whether a file's content contradicts its extension, given what its reader made of it. */
import type { Document } from '../../model/document.js';
import type { InventoryFile, Signature } from '../../model/inventory.js';
import { extensionFits } from '../../model/signature.js';
import type { Workspace } from '../../model/workspace.js';

/** Formats with an unmistakable head: without it the file is none, even if the bytes say nothing else. */
const STRONG: ReadonlySet<string> = new Set(['pdf', 'docx', 'xlsx', 'jpg', 'jpeg', 'png']);
const SAYS_LITTLE: ReadonlySet<Signature> = new Set(['text', 'html', 'unknown', 'zip']);

const OLE_OR_NEW = /^(?:doc|xls|ppt)[xm]$/;

/** What a signature is called by its usual extension; null where it says nothing. */
export const CALLED: Readonly<Record<Signature, string | null>> = {
  docx: '.docx',
  xlsx: '.xlsx',
  pptx: '.pptx',
  ofd: '.ofd',
  zip: '.zip',
  ole: '.doc/.xls/.wps',
  pdf: '.pdf',
  jpeg: '.jpg',
  png: '.png',
  gif: '.gif',
  tiff: '.tif',
  bmp: '.bmp',
  webp: '.webp',
  heic: '.heic',
  mp4: '.mp4',
  rar: '.rar',
  '7z': '.7z',
  rtf: '.rtf',
  html: '.html',
  text: '.txt',
  empty: null,
  unknown: null,
};

const OLD_WORD = /^(?:doc|dot|wps|wpt)$/;
const OLD_SHEET = /^(?:xls|xlt|et|ett)$/;

/** What an OLE container turned out to hold, by extension; null where that could not be told. */
function inContainer(document: Document | undefined): '.doc' | '.xls' | '.docx' | '.xlsx' | null {
  if (document?.kind !== 'word' && document?.kind !== 'sheet' && document?.kind !== 'catalogue') return null;
  return document.format === 'csv' ? null : `.${document.format}`;
}

/**
 * How a file's content contradicts its extension.
 * @returns null where it does not, or cannot be told; else what the content is, by extension, '' if unknown
 */
export function contradiction(file: InventoryFile, workspace: Workspace): string | null {
  const { extension, signature } = file;
  if (file.denied !== null) return null;
  const document = workspace.documents.get(file.path);
  const unreadable = document?.kind === 'unreadable' ? document.reason : null;
  const held = signature === 'ole' ? inContainer(document) : null;
  // An encrypted one that opens without a password being asked for: its own format, or the old one to look at.
  if (held === '.docx' || held === '.xlsx') return held.startsWith(`.${extension.slice(0, 3)}`) ? null : held;
  // An OLE file under .docx is an encrypted one, or an old one renamed: the reader tells.
  const renamed = signature === 'ole' && unreadable !== 'encrypted' && OLE_OR_NEW.test(extension);
  if (signature === 'ole') {
    if ((held === '.xls' && OLD_WORD.test(extension)) || (held === '.doc' && OLD_SHEET.test(extension)))
      return held;
    if (held !== null && renamed) return held;
  }
  if (extensionFits(extension, signature) !== 'differs' && !renamed) return null;
  const readable = document !== undefined && document.kind !== 'unreadable' && document.kind !== 'other';
  if (SAYS_LITTLE.has(signature) && readable) return null;
  const called = CALLED[signature];
  if (called === null) return STRONG.has(extension) ? '' : null;
  // Text in a .mov or a .rar is damage; only what has a head of its own contradicts those.
  if (SAYS_LITTLE.has(signature) && signature !== 'zip' && !STRONG.has(extension) && !OFFICE.has(extension))
    return null;
  return called;
}

/** Web pages saved as .doc or .xls are what systems like to export; Word then asks or refuses. */
const OFFICE: ReadonlySet<string> = new Set([
  'doc',
  'wps',
  'xls',
  'et',
  'ppt',
  'dps',
  'pptx',
  'docm',
  'xlsm',
]);
