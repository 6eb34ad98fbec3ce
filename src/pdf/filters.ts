/**
 * Decoding of the streams that must be looked into: cross-reference streams, object streams, page contents that
 * come in parts and, for the proof, the own stamps. All else of the evidence is copied as stored.
 */
import { constants, inflateRawSync, inflateSync } from 'node:zlib';
import { type Dict, isDict, nameOf, type PdfValue } from './objects.js';
import { decodeRare } from './pdflib.js';

/** More than this from one stream is taken for a decompression bomb, bytes. */
export const MAX_DECODED = 256 << 20;

/** The same of a rare filter: chains of them grow a few hundred bytes to gigabytes. */
const MAX_RARE = 64 << 20;

/** Decoded bytes, or null if a filter is not known or the data is damaged beyond use. */
export function decodeStream(dict: Dict, data: Buffer, limit = MAX_DECODED): Buffer | null {
  const filters = list(dict.get('Filter') ?? dict.get('F') ?? null);
  const parms = list(dict.get('DecodeParms') ?? dict.get('DP') ?? null);
  let bytes: Buffer | null = data;
  for (const [i, filter] of filters.entries()) {
    if (bytes === null) return null;
    const parm = parms[i];
    switch (nameOf(filter)) {
      case 'FlateDecode':
      case 'Fl':
        bytes = unpredict(inflate(bytes, limit), isDict(parm) ? parm : null);
        break;
      case 'ASCIIHexDecode':
      case 'AHx':
        bytes = asciiHex(bytes);
        break;
      default: {
        const early = isDict(parm) ? parm.get('EarlyChange') : null;
        bytes = decodeRare(nameOf(filter), bytes, early === 0 ? 0 : 1, Math.min(limit, MAX_RARE));
        if (nameOf(filter)?.startsWith('LZW')) bytes = unpredict(bytes, isDict(parm) ? parm : null);
      }
    }
  }
  return bytes;
}

function list(value: PdfValue): PdfValue[] {
  if (value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Inflates as far as the data goes: a missing check sum or tail costs only the tail. Null if nothing comes out. */
export function inflate(data: Buffer, limit = MAX_DECODED): Buffer | null {
  const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: limit };
  const attempts = [
    () => inflateSync(data, options),
    // A damaged zlib header or check sum: the deflate data behind the two header bytes may be whole.
    () => inflateRawSync(data.subarray(2), options),
  ];
  for (const attempt of attempts) {
    try {
      return attempt();
    } catch (error) {
      if (error instanceof RangeError) return null;
    }
  }
  return null;
}

function asciiHex(data: Buffer): Buffer {
  const text = data.toString('latin1');
  const end = text.indexOf('>');
  const digits = (end < 0 ? text : text.slice(0, end)).replace(/[^0-9A-Fa-f]/g, '');
  return Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex');
}

function number(dict: Dict, key: string, fallback: number): number {
  const value = dict.get(key);
  return typeof value === 'number' && value > 0 && value < 1 << 20 ? value : fallback;
}

/** Undoes PNG and 8-bit TIFF predictors (§7.4.4.4). */
function unpredict(data: Buffer | null, parms: Dict | null): Buffer | null {
  if (data === null || parms === null) return data;
  const predictor = number(parms, 'Predictor', 1);
  if (predictor < 2) return data;
  const bits = number(parms, 'BitsPerComponent', 8);
  const colors = number(parms, 'Colors', 1);
  const columns = number(parms, 'Columns', 1);
  const step = Math.max(1, (bits * colors) >> 3);
  const row = (bits * colors * columns + 7) >> 3;
  if (predictor === 2) return bits === 8 ? untiff(data, row, step) : null;
  return unpng(data, row, step);
}

function untiff(data: Buffer, row: number, step: number): Buffer {
  const out = Buffer.from(data);
  for (let start = 0; start < out.length; start += row) {
    const end = Math.min(start + row, out.length);
    for (let i = start + step; i < end; i++) out[i] = ((out[i] as number) + (out[i - step] as number)) & 255;
  }
  return out;
}

/** PNG rows, each with its filter byte → the bare rows. */
export function unpng(data: Buffer, row: number, step: number): Buffer {
  const rows = Math.ceil(data.length / (row + 1));
  const out = Buffer.alloc(rows * row);
  let used = 0;
  for (let r = 0; r < rows; r++) {
    const from = r * (row + 1);
    const filter = data[from] as number;
    const width = Math.min(row, data.length - from - 1);
    const to = r * row;
    for (let i = 0; i < width; i++) {
      const left = i >= step ? (out[to + i - step] as number) : 0;
      const up = r > 0 ? (out[to + i - row] as number) : 0;
      const corner = i >= step && r > 0 ? (out[to + i - row - step] as number) : 0;
      const raw = data[from + 1 + i] as number;
      out[to + i] = (raw + predicted(filter, left, up, corner)) & 255;
    }
    used += width;
  }
  return out.subarray(0, used);
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const p = left + up - corner;
      const a = Math.abs(p - left);
      const b = Math.abs(p - up);
      const c = Math.abs(p - corner);
      return a <= b && a <= c ? left : b <= c ? up : corner;
    }
    default:
      return 0;
  }
}
