/**
 * Puts several TrueType fonts of one face together to one. The packaged Noto faces come in about a hundred
 * slices by Unicode range; a PDF wants one font per face, not a hundred.
 * Outlines and widths only: a PDF addresses glyphs by number, so names, hints and layout tables are dropped.
 */
import {
  FontError,
  readAdvances,
  readCmap,
  readTables,
  type Tables,
  table,
  view,
  writeSfnt,
} from './sfnt.js';

/** Composite glyph flags (OpenType 'glyf'). */
const ARGS_ARE_WORDS = 1;
const HAS_SCALE = 8;
const MORE_COMPONENTS = 32;
const HAS_XY_SCALE = 64;
const HAS_2X2 = 128;
const HAS_INSTRUCTIONS = 256;

/**
 * @param parts TrueType files with glyf outlines and the same units per em.
 * @returns one TrueType file with all their glyphs and a character map of all their code points; where two
 * parts have a code point, the first wins.
 * @throws {FontError} if a part is no TrueType font.
 */
export function mergeFonts(parts: Uint8Array[]): Uint8Array {
  const glyphs: Uint8Array[] = [];
  const advances: number[] = [];
  const bearings: number[] = [];
  const cmap = new Map<number, number>();
  const limits = new Uint16Array(16);
  const box = [32767, 32767, -32768, -32768];
  let first: Tables | undefined;
  for (const part of parts) {
    const tables = readTables(part);
    first ??= tables;
    const from = readOutlines(tables);
    const widths = readAdvances(tables);
    // Glyph 0 (.notdef) is taken from the first part alone.
    const base = glyphs.length === 0 ? 0 : glyphs.length - 1;
    from.forEach((outline, gid) => {
      if (gid === 0 && glyphs.length > 0) return;
      glyphs.push(shiftComponents(outline, base));
      advances.push(widths[gid] ?? 0);
      bearings.push(outline.length > 0 ? view(outline).getInt16(2) : 0);
    });
    for (const [code, gid] of readCmap(table(tables, 'cmap')))
      if (!cmap.has(code)) cmap.set(code, gid + base);
    const maxp = view(table(tables, 'maxp'));
    for (let i = 3; i < 16; i++) limits[i] = Math.max(limits[i] ?? 0, maxp.getUint16(i * 2));
    const head = view(table(tables, 'head'));
    for (let i = 0; i < 4; i++)
      box[i] = (i < 2 ? Math.min : Math.max)(box[i] ?? 0, head.getInt16(36 + i * 2));
  }
  if (!first) throw new FontError('nothing to merge');
  return writeSfnt(assemble(first, { glyphs, advances, bearings, cmap, limits, box }));
}

function readOutlines(tables: Tables): Uint8Array[] {
  const long = view(table(tables, 'head')).getInt16(50) === 1;
  const count = view(table(tables, 'maxp')).getUint16(4);
  const loca = view(table(tables, 'loca'));
  const glyf = table(tables, 'glyf');
  const offset = (g: number): number => (long ? loca.getUint32(g * 4) : loca.getUint16(g * 2) * 2);
  return Array.from({ length: count }, (_, g) => glyf.subarray(offset(g), offset(g + 1)));
}

/** Component glyph numbers of a composite glyph, moved by `by` (except .notdef). */
function shiftComponents(outline: Uint8Array, by: number): Uint8Array {
  if (outline.length === 0 || by === 0 || view(outline).getInt16(0) >= 0) return outline;
  const copy = Uint8Array.from(outline);
  const v = view(copy);
  for (let p = 10, more = true; more; ) {
    const flags = v.getUint16(p);
    const gid = v.getUint16(p + 2);
    v.setUint16(p, flags & ~HAS_INSTRUCTIONS);
    v.setUint16(p + 2, gid === 0 ? 0 : gid + by);
    p += 4 + (flags & ARGS_ARE_WORDS ? 4 : 2);
    p += flags & HAS_SCALE ? 2 : flags & HAS_XY_SCALE ? 4 : flags & HAS_2X2 ? 8 : 0;
    more = (flags & MORE_COMPONENTS) !== 0;
  }
  return copy;
}

interface Merged {
  glyphs: Uint8Array[];
  advances: number[];
  bearings: number[];
  cmap: Map<number, number>;
  limits: Uint16Array;
  box: number[];
}

function assemble(first: Tables, merged: Merged): Map<string, Uint8Array> {
  const { glyphs, advances, bearings } = merged;
  const count = glyphs.length;
  const hmtx = new Uint8Array(count * 4);
  const loca = new Uint8Array((count + 1) * 4);
  let size = 0;
  glyphs.forEach((outline, g) => {
    view(hmtx).setUint16(g * 4, advances[g] ?? 0);
    view(hmtx).setInt16(g * 4 + 2, bearings[g] ?? 0);
    size += (outline.length + 3) & ~3;
    view(loca).setUint32((g + 1) * 4, size);
  });
  const glyf = new Uint8Array(size);
  glyphs.forEach((outline, g) => {
    glyf.set(outline, view(loca).getUint32(g * 4));
  });
  const head = Uint8Array.from(table(first, 'head'));
  merged.box.forEach((value, i) => {
    view(head).setInt16(36 + i * 2, value);
  });
  view(head).setInt16(50, 1);
  const hhea = Uint8Array.from(table(first, 'hhea'));
  view(hhea).setUint16(34, count);
  const maxp = new Uint8Array(32);
  view(maxp).setUint32(0, 0x00010000);
  view(maxp).setUint16(4, count);
  for (let i = 3; i < 16; i++) view(maxp).setUint16(i * 2, merged.limits[i] ?? 0);
  const tables = new Map([
    ['head', head],
    ['hhea', hhea],
    ['maxp', maxp],
    ['hmtx', hmtx],
    ['loca', loca],
    ['glyf', glyf],
    ['cmap', writeCmap(merged.cmap)],
    ['post', Uint8Array.from([0, 3, 0, 0, ...new Array<number>(28).fill(0)])],
  ]);
  for (const tag of ['OS/2', 'name']) {
    const bytes = first.get(tag);
    if (bytes) tables.set(tag, bytes);
  }
  return tables;
}

/** One format 12 subtable, a group per run of code points whose glyphs follow each other. */
function writeCmap(map: ReadonlyMap<number, number>): Uint8Array {
  const groups: [number, number, number][] = [];
  for (const [code, gid] of [...map].sort((a, b) => a[0] - b[0])) {
    const last = groups.at(-1);
    if (last && code === last[1] + 1 && gid === last[2] + code - last[0]) last[1] = code;
    else groups.push([code, code, gid]);
  }
  const out = new Uint8Array(12 + 16 + groups.length * 12);
  const v = view(out);
  v.setUint16(2, 1);
  v.setUint16(4, 3);
  v.setUint16(6, 10);
  v.setUint32(8, 12);
  v.setUint16(12, 12);
  v.setUint32(16, 16 + groups.length * 12);
  v.setUint32(24, groups.length);
  groups.forEach((group, i) => {
    group.forEach((value, k) => {
      v.setUint32(28 + i * 12 + k * 4, value);
    });
  });
  return out;
}
