/**
 * One face: which characters it has, how wide they are, and the subset that a PDF embeds. A face is one font
 * file, or the slices of a variable font set to one weight. Reads files through the source it is given; keeps
 * character maps and widths, never outlines.
 */
import { create } from 'fontkit';
import subsetFont from 'subset-font';
import { mergeFonts } from './merge.js';
import type { FontRole } from './page.js';
import {
  readAdvances,
  readCmap,
  readTables,
  singleFont,
  type Tables,
  table,
  view,
  writeSfnt,
} from './sfnt.js';

/** A font file as the caller found it. */
export interface FaceFile {
  /** As recorded in the manifest: package and file, or the path the user named. */
  path: string;
  read(): Promise<Uint8Array>;
}

export interface FaceSource {
  /** "LXGW WenKai Light". */
  name: string;
  /** SPDX id; "" for a font that the user named. */
  licence: string;
  files: readonly FaceFile[];
  /** Role whose face draws Latin letters and digits in place of this one (Times beside 仿宋 is the custom). */
  latin?: FontRole;
  /** Weight that a variable font is set to (axis wght). */
  weight?: number;
}

export interface SubsetFont {
  /** A TrueType file (or OpenType with CFF outlines) with the used glyphs only. */
  bytes: Uint8Array;
  /** By code point; width in 1/1000 em. A character that no face has stands for .notdef (gid 0). */
  glyphs: ReadonlyMap<number, { gid: number; width: number }>;
  /** Vertical figures and box in 1/1000 em. */
  metrics: {
    ascent: number;
    descent: number;
    capHeight: number;
    bbox: [number, number, number, number];
    italicAngle: number;
    postscriptName: string;
    unitsPerEm: number;
    /** True: embed as CIDFontType0 (CFF), else CIDFontType2 (glyf). */
    cff: boolean;
  };
}

interface Slice {
  file: FaceFile;
  cmap: Map<number, number>;
  advances: Uint16Array;
}

/** All that measuring needs; outlines are read again when a subset is made. */
export interface Face {
  source: FaceSource;
  unitsPerEm: number;
  slices: Slice[];
  /** Code point → index of the slice that has it. */
  home: Map<number, number>;
}

/** Tables of files already read: two weights of one variable face share theirs. */
export type TableCache = Map<FaceFile, Promise<Tables>>;

/** @throws {FontError} if a file is no usable font. */
export async function loadFace(source: FaceSource, cache: TableCache = new Map()): Promise<Face> {
  const face: Face = { source, unitsPerEm: 1000, slices: [], home: new Map() };
  const loaded = await Promise.all(source.files.map((file) => tablesOf(file, cache)));
  source.files.forEach((file, index) => {
    const tables = loaded[index] as Tables;
    const cmap = readCmap(table(tables, 'cmap'));
    const advances = readAdvances(tables);
    if (source.weight !== undefined && tables.has('HVAR'))
      varyAdvances(tables, cmap, advances, source.weight);
    face.unitsPerEm = view(table(tables, 'head')).getUint16(18);
    face.slices.push({ file, cmap, advances });
    for (const code of cmap.keys()) if (!face.home.has(code)) face.home.set(code, index);
  });
  return face;
}

function tablesOf(file: FaceFile, cache: TableCache): Promise<Tables> {
  const known = cache.get(file);
  if (known) return known;
  const read = (async () => {
    const bytes = singleFont(await file.read());
    const tables = readTables(bytes);
    if (tables.has('hmtx')) return tables;
    // WOFF2 with transformed widths: let harfbuzz unpack it.
    return readTables(await subsetFont(bytes, undefined, { keepAllGlyphs: true, targetFormat: 'truetype' }));
  })();
  cache.set(file, read);
  return read;
}

/** A variable face stores widths of its default weight; letters and digits differ at another. */
function varyAdvances(tables: Tables, cmap: Map<number, number>, advances: Uint16Array, wght: number): void {
  const needed = new Map([...tables].filter(([tag]) => !['GSUB', 'GPOS', 'prep'].includes(tag)));
  needed.set('glyf', new Uint8Array(4));
  needed.set('loca', new Uint8Array((advances.length + 1) * 4));
  // fontkit asks for the table; widths come from HVAR alone.
  needed.set('gvar', new Uint8Array(4));
  const font = create(writeSfnt(needed)).getVariation({ wght });
  for (const gid of cmap.values()) {
    // Full-width glyphs stay full-width in every weight.
    if (advances[gid] !== 1000) advances[gid] = Math.round(font.getGlyph(gid).advanceWidth);
  }
}

/** Advance in em. */
export function faceAdvance(face: Face, code: number): number {
  const slice = face.slices[face.home.get(code) ?? -1];
  if (!slice) return 1;
  return (slice.advances[slice.cmap.get(code) ?? 0] ?? face.unitsPerEm) / face.unitsPerEm;
}

/**
 * @param codes code points that the face has, in rising order.
 * @param missing code points to be shown as .notdef.
 */
export async function subsetFace(face: Face, codes: number[], missing: number[]): Promise<SubsetFont> {
  const bySlice = new Map<number, string>();
  for (const code of codes.length > 0 ? codes : [...face.home.keys()].slice(0, 1)) {
    const slice = face.home.get(code) ?? 0;
    bySlice.set(slice, (bySlice.get(slice) ?? '') + String.fromCodePoint(code));
  }
  const parts: Uint8Array[] = [];
  for (const [index, text] of [...bySlice].sort((a, b) => a[0] - b[0])) {
    const file = face.slices[index]?.file;
    if (!file) continue;
    const { weight } = face.source;
    const options = {
      targetFormat: 'truetype' as const,
      noHinting: true,
      noLayoutClosure: true,
      keepFeatures: [],
      dropTables: ['GSUB', 'GPOS', 'GDEF', 'BASE', 'vhea', 'vmtx', 'STAT', 'morx', 'FFTM', 'feat', 'prop'],
      ...(weight === undefined ? {} : { variationAxes: { wght: weight } }),
    };
    parts.push(await subsetFont(singleFont(await file.read()), text, options));
  }
  const [only] = parts;
  const bytes = only && parts.length === 1 ? new Uint8Array(only) : mergeFonts(parts);
  const tables = readTables(bytes);
  const cmap = readCmap(table(tables, 'cmap'));
  const advances = readAdvances(tables);
  const scale = 1000 / view(table(tables, 'head')).getUint16(18);
  const glyphs = new Map<number, { gid: number; width: number }>();
  for (const code of codes) {
    const gid = cmap.get(code) ?? 0;
    glyphs.set(code, { gid, width: Math.round((advances[gid] ?? 0) * scale) });
  }
  for (const code of missing) glyphs.set(code, { gid: 0, width: Math.round((advances[0] ?? 0) * scale) });
  return { bytes, glyphs, metrics: readMetrics(tables, face.source.name) };
}

function readMetrics(tables: Tables, name: string): SubsetFont['metrics'] {
  const head = view(table(tables, 'head'));
  const hhea = view(table(tables, 'hhea'));
  const unitsPerEm = head.getUint16(18);
  const per1000 = (value: number): number => Math.round((value * 1000) / unitsPerEm);
  const os2 = tables.get('OS/2');
  const post = tables.get('post');
  // sCapHeight exists from version 2 of OS/2 on (offset 88).
  const capHeight = os2 && os2.length >= 90 ? view(os2).getInt16(88) : 0;
  return {
    ascent: per1000(hhea.getInt16(4)),
    descent: per1000(hhea.getInt16(6)),
    capHeight: per1000(capHeight || Math.round(unitsPerEm * 0.7)),
    bbox: [36, 38, 40, 42].map((at) => per1000(head.getInt16(at))) as [number, number, number, number],
    italicAngle: post ? view(post).getInt32(4) / 65536 : 0,
    postscriptName: name.replace(/[^A-Za-z0-9-]/g, '') || 'Font',
    unitsPerEm,
    cff: tables.has('CFF ') || tables.has('CFF2'),
  };
}
