/**
 * Reads the tables of a font file (TrueType, OpenType, collection, WOFF2) without decoding a glyph, and writes
 * tables back to a file. Knows no roles, no text, no disk.
 */
import { readWoff2, unpackWoff2 } from './woff2.js';

export type Tables = ReadonlyMap<string, Uint8Array>;

/** The file is no font that can be embedded; `message` says why, in plain English. */
export class FontError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FontError';
  }
}

export function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * @returns the tables of the first face in the file by tag. Of a WOFF2, glyf and loca are left out where they are stored
 * in a transformed form (`outlinesOfWoff2`).
 * @throws {FontError} if the bytes are no font.
 */
export function readTables(bytes: Uint8Array): Tables {
  if (bytes.length < 12) throw new FontError('the file is too short for a font');
  const v = view(bytes);
  const signature = v.getUint32(0);
  try {
    if (signature === 0x774f4632) return readWoff2(unpackWoff2(bytes));
    if (signature === 0x74746366) return readDirectory(bytes, v.getUint32(12));
    if (signature === 0x00010000 || signature === 0x4f54544f || signature === 0x74727565)
      return readDirectory(bytes, 0);
  } catch (cause) {
    if (cause instanceof FontError) throw cause;
    throw new FontError(`the font file is damaged: ${(cause as Error).message}`);
  }
  throw new FontError('the file is no TrueType, OpenType or WOFF2 font');
}

function readDirectory(bytes: Uint8Array, at: number): Tables {
  const v = view(bytes);
  const tables = new Map<string, Uint8Array>();
  const count = v.getUint16(at + 4);
  for (let i = 0; i < count; i++) {
    const p = at + 12 + i * 16;
    const offset = v.getUint32(p + 8);
    const length = v.getUint32(p + 12);
    if (offset + length > bytes.length) throw new FontError('the font file is cut off');
    tables.set(tagAt(v, p), bytes.subarray(offset, offset + length));
  }
  return tables;
}

export function tagAt(v: DataView, p: number): string {
  return String.fromCharCode(v.getUint8(p), v.getUint8(p + 1), v.getUint8(p + 2), v.getUint8(p + 3));
}

/** The first font of a collection (simsun.ttc) as a file of its own; any other font as it is. */
export function singleFont(bytes: Uint8Array): Uint8Array {
  if (bytes.length < 12 || view(bytes).getUint32(0) !== 0x74746366) return bytes;
  const tables = readTables(bytes);
  return writeSfnt(tables, tables.has('CFF ') ? 0x4f54544f : 0x00010000);
}

export function table(tables: Tables, tag: string): Uint8Array {
  const found = tables.get(tag);
  if (!found) throw new FontError(`the font has no table "${tag.trim()}"`);
  return found;
}

/** Code point → glyph number, from the best Unicode subtable (formats 4 and 12). */
export function readCmap(cmap: Uint8Array): Map<number, number> {
  const v = view(cmap);
  const map = new Map<number, number>();
  const offsets: { rank: number; offset: number }[] = [];
  for (let i = 0; i < v.getUint16(2); i++) {
    const platform = v.getUint16(4 + i * 8);
    const encoding = v.getUint16(6 + i * 8);
    const offset = v.getUint32(8 + i * 8);
    const format = v.getUint16(offset);
    const unicode = platform === 0 ? encoding !== 5 : platform === 3 && (encoding === 1 || encoding === 10);
    if (unicode && (format === 12 || format === 4)) offsets.push({ rank: format, offset });
  }
  offsets.sort((a, b) => b.rank - a.rank);
  const best = offsets[0];
  if (!best) throw new FontError('the font has no Unicode character map');
  if (best.rank === 12) {
    for (let i = 0; i < v.getUint32(best.offset + 12); i++) {
      const p = best.offset + 16 + i * 12;
      const start = v.getUint32(p);
      const glyph = v.getUint32(p + 8);
      for (let code = start; code <= v.getUint32(p + 4); code++) map.set(code, glyph + code - start);
    }
    return map;
  }
  const segments = v.getUint16(best.offset + 6) / 2;
  for (let i = 0; i < segments; i++) {
    const ends = best.offset + 14 + i * 2;
    const starts = ends + segments * 2 + 2;
    const rangeAt = starts + segments * 4;
    const delta = v.getUint16(starts + segments * 2);
    const range = v.getUint16(rangeAt);
    for (let code = v.getUint16(starts); code <= v.getUint16(ends) && code !== 0xffff; code++) {
      const raw = range === 0 ? code : v.getUint16(rangeAt + range + (code - v.getUint16(starts)) * 2);
      const glyph = raw === 0 && range !== 0 ? 0 : (raw + delta) & 0xffff;
      if (glyph) map.set(code, glyph);
    }
  }
  return map;
}

/** Advance widths by glyph number, in font units. */
export function readAdvances(tables: Tables): Uint16Array {
  const glyphs = view(table(tables, 'maxp')).getUint16(4);
  const long = view(table(tables, 'hhea')).getUint16(34);
  const v = view(table(tables, 'hmtx'));
  const widths = new Uint16Array(glyphs);
  for (let g = 0; g < glyphs; g++) widths[g] = v.getUint16(Math.min(g, long - 1) * 4);
  return widths;
}

/** Puts tables together to a font file with correct checksums (OpenType §"Organization of an OpenType Font"). */
export function writeSfnt(tables: Tables, signature = 0x00010000): Uint8Array {
  const tags = [...tables.keys()].sort();
  const power = 2 ** Math.floor(Math.log2(tags.length));
  const head = 12 + tags.length * 16;
  const padded = (n: number): number => (n + 3) & ~3;
  const total = tags.reduce((sum, tag) => sum + padded(table(tables, tag).length), head);
  const out = new Uint8Array(total);
  const v = view(out);
  v.setUint32(0, signature);
  v.setUint16(4, tags.length);
  v.setUint16(6, power * 16);
  v.setUint16(8, Math.log2(power));
  v.setUint16(10, tags.length * 16 - power * 16);
  let at = head;
  let headAt = -1;
  tags.forEach((tag, i) => {
    const bytes = table(tables, tag);
    out.set(bytes, at);
    if (tag === 'head') {
      headAt = at;
      v.setUint32(at + 8, 0);
    }
    const p = 12 + i * 16;
    for (let k = 0; k < 4; k++) out[p + k] = tag.charCodeAt(k);
    v.setUint32(p + 4, checksum(v, at, padded(bytes.length)));
    v.setUint32(p + 8, at);
    v.setUint32(p + 12, bytes.length);
    at += padded(bytes.length);
  });
  if (headAt >= 0) v.setUint32(headAt + 8, (0xb1b0afba - checksum(v, 0, total)) >>> 0);
  return out;
}

function checksum(v: DataView, from: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i += 4) sum = (sum + v.getUint32(from + i)) >>> 0;
  return sum;
}
