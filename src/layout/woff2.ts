/**
 * WOFF2 (W3C WOFF2) unpacked as far as it is needed: all small tables for measuring, and the outlines of the glyphs
 * that a subset wants. Knows no characters and no roles.
 *
 * Why own code: a packaged Chinese face unpacks to 17 MB of outlines, of which a dossier uses a hundredth. Libraries
 * unpack it whole, in a WebAssembly heap that never shrinks again (110 MB of the process), and take five times as long.
 */
import { brotliDecompressSync } from 'node:zlib';
import { ownMemory } from './own-memory.js';
import { FontError, type Tables, table, tagAt, view } from './sfnt.js';
import { TransformedOutlines } from './woff2-outlines.js';
import { Reader } from './woff2-reader.js';

/** Tables in the order that WOFF2 numbers them (§4.1). */
const KNOWN_TAGS = (
  'cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT ' +
  'VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln ' +
  'cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'
).match(/.{4}(?: |$)/g) as string[];

export function isWoff2(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && view(bytes).getUint32(0) === 0x774f4632;
}

/** A table as it is stored. */
interface Stored {
  data: Uint8Array;
  transformed: boolean;
}

/** All tables, unpacked but not transformed back: of a whole Chinese face 17 MB. */
export type Unpacked = ReadonlyMap<string, Stored>;

/**
 * @returns all tables that are stored plainly, and hmtx (side bearings as far as they are stored); glyf and loca are
 * left out where they are transformed.
 */
export function readWoff2(stored: Unpacked): Map<string, Uint8Array> {
  const tables = new Map<string, Uint8Array>();
  for (const [tag, { data, transformed }] of stored) {
    // Copied, so that the large decompressed buffer (glyphs) is not kept alive by a small table.
    if (!transformed) tables.set(tag, Uint8Array.from(data));
  }
  const metrics = stored.get('hmtx');
  if (metrics?.transformed)
    tables.set(
      'hmtx',
      plainMetrics(metrics.data, tables, () => 0),
    );
  return tables;
}

/**
 * The font as a TrueType file in which only some glyphs have their outlines; numbers stay as they are.
 * @param glyphs numbers of the glyphs wanted; what composites are made of comes along.
 * @param dropped tags of tables that nobody needs.
 */
export function outlinesOfWoff2(
  stored: Unpacked,
  glyphs: ReadonlySet<number>,
  dropped: ReadonlySet<string>,
): Map<string, Uint8Array> {
  const tables = new Map<string, Uint8Array>();
  for (const [tag, { data, transformed }] of stored)
    if (!transformed && !dropped.has(tag)) tables.set(tag, data);
  const outlines = stored.get('glyf');
  if (!outlines?.transformed) return tables;
  const rebuilt = new TransformedOutlines(outlines.data).rebuild(glyphs);
  tables.set('glyf', rebuilt.glyf);
  tables.set('loca', rebuilt.loca);
  const head = Uint8Array.from(table(tables, 'head'));
  view(head).setInt16(50, 1);
  tables.set('head', head);
  const metrics = stored.get('hmtx');
  if (metrics?.transformed)
    tables.set(
      'hmtx',
      plainMetrics(metrics.data, tables, (gid) => rebuilt.left.get(gid) ?? 0),
    );
  return tables;
}

/** @throws {FontError} if the file is damaged or a collection. */
export function unpackWoff2(bytes: Uint8Array): Unpacked {
  try {
    return unpack(bytes);
  } catch (cause) {
    if (cause instanceof FontError) throw cause;
    throw new FontError(`the font file is damaged: ${(cause as Error).message}`);
  }
}

function unpack(bytes: Uint8Array): Unpacked {
  const v = view(bytes);
  if (v.getUint32(4) === 0x74746366) throw new FontError('WOFF2 collections are not supported');
  const count = v.getUint16(12);
  const directory = new Reader(bytes, 48);
  const entries: { tag: string; length: number; transformed: boolean }[] = [];
  for (let i = 0; i < count; i++) {
    const flags = directory.byte();
    let tag = KNOWN_TAGS[flags & 63]?.slice(0, 4);
    if ((flags & 63) === 63) {
      tag = tagAt(v, directory.pos);
      directory.pos += 4;
    }
    if (tag === undefined) throw new FontError('unknown table in the WOFF2 directory');
    const original = directory.base128();
    const version = flags >> 6;
    // glyf and loca are transformed unless the version is 3; all others are plain unless it is not 0.
    const transformed = tag === 'glyf' || tag === 'loca' ? version !== 3 : version !== 0;
    entries.push({ tag, length: transformed ? directory.base128() : original, transformed });
  }
  const total = entries.reduce((sum, { length }) => sum + length, 0);
  // One chunk that holds it all: nothing is put together, and copied, at the end.
  const data = brotliDecompressSync(bytes.subarray(directory.pos, directory.pos + v.getUint32(20)), {
    chunkSize: ownMemory(Math.max(64, total)),
  });
  const stored = new Map<string, Stored>();
  let at = 0;
  for (const { tag, length, transformed } of entries) {
    stored.set(tag, { data: data.subarray(at, at + length), transformed });
    at += length;
  }
  return stored;
}

/** Horizontal metrics without what can be told from the outlines (§5.4). */
function plainMetrics(data: Uint8Array, tables: Tables, left: (gid: number) => number): Uint8Array {
  const glyphs = view(table(tables, 'maxp')).getUint16(4);
  const long = view(table(tables, 'hhea')).getUint16(34);
  const input = new Reader(data, 0);
  const flags = input.byte();
  const out = new Uint8Array(long * 4 + (glyphs - long) * 2);
  const v = view(out);
  for (let gid = 0; gid < long; gid++) v.setUint16(gid * 4, input.word());
  const at = (gid: number): number => (gid < long ? gid * 4 + 2 : long * 4 + (gid - long) * 2);
  for (let gid = 0; gid < glyphs; gid++) {
    const omitted = (flags & (gid < long ? 1 : 2)) !== 0;
    v.setUint16(at(gid), (omitted ? left(gid) : input.word()) & 0xffff);
  }
  return out;
}
