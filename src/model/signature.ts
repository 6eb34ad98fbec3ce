/** Which first bytes fit which extension. */
import type { Signature } from './inventory.js';

/** Extension → the signatures that it may have. */
const EXPECTED: Readonly<Record<string, readonly Signature[]>> = {
  docx: ['docx'],
  docm: ['docx'],
  dotx: ['docx'],
  dotm: ['docx'],
  xlsx: ['xlsx'],
  xlsm: ['xlsx'],
  xltx: ['xlsx'],
  pptx: ['pptx'],
  pptm: ['pptx'],
  ppsx: ['pptx'],
  doc: ['ole', 'rtf'],
  dot: ['ole', 'rtf'],
  xls: ['ole'],
  ppt: ['ole'],
  pps: ['ole'],
  // Newer WPS writes its own extensions with either container.
  wps: ['ole', 'docx', 'rtf'],
  wpt: ['ole', 'docx'],
  et: ['ole', 'xlsx'],
  ett: ['ole', 'xlsx'],
  dps: ['ole', 'pptx'],
  pdf: ['pdf'],
  // An .ofd is a zip of its own kind.
  ofd: ['ofd', 'zip'],
  jpg: ['jpeg'],
  jpeg: ['jpeg'],
  jpe: ['jpeg'],
  jfif: ['jpeg'],
  png: ['png'],
  gif: ['gif'],
  tif: ['tiff'],
  tiff: ['tiff'],
  bmp: ['bmp'],
  webp: ['webp'],
  heic: ['heic'],
  heif: ['heic'],
  mp4: ['mp4'],
  m4v: ['mp4'],
  mov: ['mp4'],
  '3gp': ['mp4'],
  zip: ['zip', 'ofd'],
  rar: ['rar'],
  '7z': ['7z'],
  rtf: ['rtf'],
  html: ['html', 'text'],
  htm: ['html', 'text'],
  mht: ['text', 'html'],
  mhtml: ['text', 'html'],
  txt: ['text', 'html'],
  csv: ['text', 'html'],
  tsv: ['text', 'html'],
  md: ['text', 'html'],
  yaml: ['text'],
  yml: ['text'],
  json: ['text'],
  xml: ['text', 'html'],
  svg: ['text'],
};

/**
 * Whether an extension (lower case, no dot) fits what the bytes say. `unknown` where it can't be judged: a
 * foreign extension, none at all, an empty file, or an Office extension on an OLE container — that is how an
 * encrypted .docx looks ([MS-OFFCRYPTO] 2.3), and the reader tells it from a renamed .doc.
 */
export function extensionFits(extension: string, signature: Signature): 'fits' | 'differs' | 'unknown' {
  const expected = EXPECTED[extension];
  if (!expected || signature === 'empty') return 'unknown';
  if (expected.includes(signature)) return 'fits';
  if (signature === 'ole' && /^(?:doc|dot|xls|xlt|ppt|pps)[xm]$/.test(extension)) return 'unknown';
  return 'differs';
}
