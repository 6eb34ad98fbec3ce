/**
 * One face: which characters it has, how wide they are, and the subset that a PDF embeds. A face is one font
 * file, or the slices of a variable font set to one weight. Reads files through the source it is given, and only
 * those that a character in hand could be in; keeps character maps and widths, never outlines.
 */
import type { Cutter } from './harfbuzz.js';
import { widthChange } from './hvar.js';
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
import { isWoff2, outlinesOfWoff2, readWoff2, unpackWoff2 } from './woff2.js';

/** A font file as the caller found it. */
export interface FaceFile {
  /** As recorded in the manifest: package and file, or the path the user named. */
  path: string;
  /** Code points that it may have: first and last of each range, rising. Absent: it must be read to know. */
  covers?: readonly number[];
  /** Blocks: text is measured while it is set, and asks for a file when a character needs it. */
  read(): Uint8Array;
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

/** All that measuring needs of one file; outlines are read again when a subset is made. */
interface Slice {
  file: FaceFile;
  cmap: Map<number, number>;
  advances: Uint16Array;
  unitsPerEm: number;
}

/** A whole face, not a slice, bytes. */
const LARGE_FILE = 1 << 20;

/**
 * What a whole face was unpacked into, 17 MB, lies about until 64 MB of such buffers have come together. The tool lets itself
 * be asked to collect them (bin/dossier.js); elsewhere they wait. Kept until it is cut, it would be what a run's memory is
 * judged by; unpacking it again takes a tenth of a second.
 */
function letGo(bytes: Uint8Array): void {
  if (bytes.length > LARGE_FILE) globalThis.gc?.();
}

export class Face {
  readonly source: FaceSource;
  readonly #slices = new Map<number, Slice>();
  /** Code point → index of the file that has it, -1 for none; of the code points that were asked for. */
  readonly #homes = new Map<number, number>();

  constructor(source: FaceSource) {
    this.source = source;
  }

  /**
   * Reads all files at once, so that a bad one is told of before anything is set.
   * @throws {FontError} if a file is no usable font.
   */
  open(): void {
    this.source.files.forEach((_, index) => {
      this.slice(index);
    });
  }

  has(code: number): boolean {
    return this.home(code) >= 0;
  }

  /** Advance in em. */
  advance(code: number): number {
    const home = this.home(code);
    if (home < 0) return 1;
    const { advances, cmap, unitsPerEm } = this.slice(home);
    return (advances[cmap.get(code) ?? 0] ?? unitsPerEm) / unitsPerEm;
  }

  /** Index of the first file that has the character; -1 for none. */
  home(code: number): number {
    let home = this.#homes.get(code);
    if (home === undefined) {
      home = this.source.files.findIndex(
        ({ covers }, index) => isWithin(covers, code) && this.slice(index).cmap.has(code),
      );
      this.#homes.set(code, home);
    }
    return home;
  }

  slice(index: number): Slice {
    const known = this.#slices.get(index);
    if (known) return known;
    const slice = readSlice(this.source.files[index] as FaceFile, this.source.weight);
    this.#slices.set(index, slice);
    return slice;
  }
}

function isWithin(ranges: readonly number[] | undefined, code: number): boolean {
  if (ranges === undefined) return true;
  let low = 0;
  let high = ranges.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (code < (ranges[middle * 2] as number)) high = middle - 1;
    else if (code > (ranges[middle * 2 + 1] as number)) low = middle + 1;
    else return true;
  }
  return false;
}

function readSlice(file: FaceFile, weight: number | undefined): Slice {
  const bytes = file.read();
  const tables = isWoff2(bytes) ? readWoff2(unpackWoff2(bytes)) : readTables(singleFont(bytes));
  letGo(bytes);
  const cmap = readCmap(table(tables, 'cmap'));
  const advances = readAdvances(tables);
  const unitsPerEm = view(table(tables, 'head')).getUint16(18);
  if (weight !== undefined) varyAdvances(tables, cmap, advances, unitsPerEm, weight);
  return { file, cmap, advances, unitsPerEm };
}

/** A variable face stores widths of its default weight; letters and digits differ at another. */
function varyAdvances(
  tables: Tables,
  cmap: Map<number, number>,
  advances: Uint16Array,
  unitsPerEm: number,
  wght: number,
): void {
  const change = widthChange(tables, wght);
  if (change === null) return;
  for (const gid of new Set(cmap.values())) {
    const advance = advances[gid] ?? 0;
    // Full-width glyphs stay full-width in every weight.
    if (advance !== unitsPerEm) advances[gid] = Math.round(advance + change(gid));
  }
}

/** Tables that a PDF has no use for: it addresses glyphs by number. */
const DROPPED = ['GSUB', 'GPOS', 'GDEF', 'BASE', 'vhea', 'vmtx', 'STAT', 'morx', 'FFTM', 'feat', 'prop'];

/** Characters that have a counterpart in mirror writing. */
const isMirrored = (code: number): boolean => /\p{Bidi_Mirrored}/u.test(String.fromCodePoint(code));

/** The file as harfbuzz gets it: of a WOFF2 the wanted outlines alone, so that its heap stays small. */
function wantedPart(slice: Slice, codes: readonly number[]): Uint8Array {
  const bytes = singleFont(slice.file.read());
  if (!isWoff2(bytes)) return bytes;
  const glyphs = new Set([0]);
  for (const code of codes) glyphs.add(slice.cmap.get(code) ?? 0);
  // With < harfbuzz keeps > (a text may run to the left): without its outline the cut font would have none at all.
  if (codes.some(isMirrored)) {
    for (const [code, gid] of slice.cmap) if (isMirrored(code)) glyphs.add(gid);
  }
  const tables = outlinesOfWoff2(unpackWoff2(bytes), glyphs, new Set(DROPPED));
  return writeSfnt(tables, tables.has('CFF ') ? 0x4f54544f : 0x00010000);
}

/**
 * @param codes code points that the face has, in rising order.
 * @param missing code points to be shown as .notdef.
 * @param cut takes the characters out of one file of the face.
 */
export function subsetFace(face: Face, codes: number[], missing: number[], cut: Cutter): SubsetFont {
  const bySlice = new Map<number, number[]>();
  for (const code of codes.length > 0 ? codes : face.slice(0).cmap.keys()) {
    const slice = Math.max(0, face.home(code));
    const kept = bySlice.get(slice);
    if (kept === undefined) bySlice.set(slice, [code]);
    else kept.push(code);
    if (codes.length === 0) break;
  }
  const parts: Uint8Array[] = [];
  const { weight } = face.source;
  for (const [index, kept] of [...bySlice].sort((a, b) => a[0] - b[0]))
    parts.push(cut(wantedPart(face.slice(index), kept), { codes: kept, dropped: DROPPED, weight }));
  if (face.source.files.length === 1) globalThis.gc?.();
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
