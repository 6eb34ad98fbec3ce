/**
 * What a file is, by its first bytes, whatever its name says. The scan room gets {@link sniffFile} injected.
 * May read a file's head and, for a zip, its directory; nothing else.
 */
import { open } from 'node:fs/promises';
import type { Signature } from '../model/inventory.js';
import { looksLikeText } from './encoding.js';
import { ReadFailure } from './failure.js';
import { ZipFile } from './zip.js';

/** Bytes that {@link sniff} wants to see. */
const HEAD = 4096;

/** Tells what a file is by its first bytes. May reject with a system error. */
export type Sniff = (absolute: string) => Promise<Signature>;

/** Signature of the file at `absolute`. Throws only what the file system throws (the scan notes it as denied). */
export async function sniffFile(absolute: string): Promise<Signature> {
  const file = await open(absolute, 'r');
  let head: Uint8Array;
  try {
    const buffer = Buffer.alloc(HEAD);
    const { bytesRead } = await file.read(buffer, 0, HEAD, 0);
    head = buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
  const promised = officeKind(absolute);
  // Cut off within its first four bytes.
  const stump = promised !== null && head.length > 0 && head.length < 4 && startsZip(head);
  const signature = stump ? 'zip' : sniff(head);
  // Its header is lost, its objects are there: readers of PDF open it all the same.
  if ((signature === 'unknown' || signature === 'text') && /\.pdf$/i.test(absolute) && holdsObjects(head))
    return 'pdf';
  if (signature !== 'zip') return signature;
  try {
    const zip = await ZipFile.open(absolute);
    try {
      return zipKind(zip.names());
    } finally {
      await zip.close();
    }
  } catch (error) {
    // A cut-off zip has no directory: what its first entries show must do, else what its name promises, so that the
    // reader of that format calls it damaged.
    if (error instanceof ReadFailure) {
      const kind = zipKind(localNames(head));
      return kind === 'zip' ? (promised ?? kind) : kind;
    }
    throw error;
  }
}

const OFFICE: readonly [RegExp, Signature][] = [
  [/\.(?:docx|docm|dotx|dotm)$/i, 'docx'],
  [/\.(?:xlsx|xlsm|xltx)$/i, 'xlsx'],
  [/\.(?:pptx|pptm|ppsx)$/i, 'pptx'],
  [/\.ofd$/i, 'ofd'],
];

function officeKind(name: string): Signature | null {
  return OFFICE.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

function holdsObjects(head: Uint8Array): boolean {
  return /\d\s+\d+\s+obj\b/.test(Buffer.from(head.subarray(0, 1024)).toString('latin1'));
}

function startsZip(head: Uint8Array): boolean {
  return [0x50, 0x4b, 0x03].slice(0, head.length).every((byte, i) => head[i] === byte);
}

/** Signature from the first bytes (4 KB do); a zip's kind is only known from what entries they show. */
export function sniff(head: Uint8Array): Signature {
  if (head.length === 0) return 'empty';
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  const ascii = (from: number, to: number): string => bytes.toString('latin1', from, to);
  const hex = (length: number): string => bytes.toString('hex', 0, length);
  if (/^504b(?:0304|0506|0708)/.test(hex(4))) return 'zip';
  if (hex(8) === 'd0cf11e0a1b11ae1') return 'ole';
  if (hex(3) === 'ffd8ff') return 'jpeg';
  if (hex(8) === '89504e470d0a1a0a') return 'png';
  if (/^GIF8[79]a/.test(ascii(0, 6))) return 'gif';
  if (/^(?:49492[ab]00|4d4d002[ab])/.test(hex(4))) return 'tiff';
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return 'webp';
  if (ascii(4, 8) === 'ftyp')
    return /^(?:hei[cfmsx]|hev[cmsx]|mif1|msf1|avif)/.test(ascii(8, 12)) ? 'heic' : 'mp4';
  if (ascii(0, 6) === 'Rar!\x1a\x07') return 'rar';
  if (hex(6) === '377abcaf271c') return '7z';
  // The header may stand anywhere in the first 1024 bytes (ISO 32000-1 Annex H, note 13).
  if (bytes.subarray(0, 1024 + 5).includes('%PDF-')) return 'pdf';
  if (isBmp(bytes)) return 'bmp';
  if (ascii(0, 5) === '{\\rtf') return 'rtf';
  if (!looksLikeText(head)) return 'unknown';
  const text = ascii(0, 1024)
    .replaceAll('\0', '')
    .replace(/^(?:ÿþ|þÿ|ï»¿)/, '');
  return /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b/i.test(
    text,
  )
    ? 'html'
    : 'text';
}

/** "BM" also starts a text: the header behind it must be one of the known sizes. */
function isBmp(bytes: Buffer): boolean {
  return (
    bytes.length >= 26 &&
    bytes.toString('latin1', 0, 2) === 'BM' &&
    [12, 16, 40, 52, 56, 64, 108, 124].includes(bytes.readUInt32LE(14))
  );
}

export function zipKind(names: string[]): Signature {
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (has(/^word\/document\d*\.xml$/i)) return 'docx';
  if (has(/^xl\/workbook\d*\.xml$/i)) return 'xlsx';
  if (has(/^ppt\/presentation\.xml$/i)) return 'pptx';
  if (has(/^OFD\.xml$/i)) return 'ofd';
  if (!has(/^\[Content_Types\]\.xml$/i)) return 'zip';
  // Parts may be named otherwise; their folders hardly ever are.
  if (has(/^word\/.*\.xml$/i)) return 'docx';
  if (has(/^xl\/worksheets\/.*\.xml$/i)) return 'xlsx';
  return has(/^ppt\/slides\//i) ? 'pptx' : 'zip';
}

/** Names in the local headers that the first bytes hold. */
function localNames(head: Uint8Array): string[] {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  const names: string[] = [];
  let at = 0;
  while (at + 30 <= bytes.length) {
    if (bytes.readUInt32LE(at) === 0x04034b50) {
      const length = bytes.readUInt16LE(at + 26);
      names.push(bytes.toString('latin1', at + 30, Math.min(bytes.length, at + 30 + length)));
      at += 30 + length;
    } else at++;
  }
  return names;
}
