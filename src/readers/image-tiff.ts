/** TIFF structure (TIFF 6.0 §2): whole TIFF pictures, and the EXIF block of a JPEG, which has the same form. */
import type { ImageFrame } from '../model/document.js';
import { ReadFailure } from './failure.js';
import type { ByteReader, ImageFacts } from './image.js';
import { LIMITS } from './limits.js';

const TYPE_BYTES: Record<number, number> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  16: 8,
};

const SUBFILE = 254;
const WIDTH = 256;
const HEIGHT = 257;
const STRIP_OFFSETS = 273;
const ORIENTATION = 274;
const STRIP_BYTES = 279;
const X_RESOLUTION = 282;
const Y_RESOLUTION = 283;
const RESOLUTION_UNIT = 296;
const TILE_OFFSETS = 324;
const TILE_BYTES = 325;

/** Values of one directory by tag; of those that aren't numbers, their bytes. */
export type Tags = Map<number, number[]>;

export interface Directory {
  tags: Tags;
  /** Whether figures have their low byte first, those in the picture's data too. */
  little: boolean;
}

/** All pages of a TIFF; 'damaged' where data of one lies beyond the end of the file. */
export async function readTiff(reader: ByteReader): Promise<ImageFacts & { frames: ImageFrame[] }> {
  const pages = await tiffPages(reader);
  const [first] = pages;
  if (first === undefined) throw new ReadFailure('damaged', 'the picture is cut off');
  for (const { tags } of pages) {
    const offsets = tags.get(STRIP_OFFSETS) ?? tags.get(TILE_OFFSETS) ?? [];
    const lengths = tags.get(STRIP_BYTES) ?? tags.get(TILE_BYTES) ?? [];
    const end = offsets.reduce((most, offset, i) => Math.max(most, offset + (lengths[i] ?? 0)), 0);
    if (end > reader.size) throw new ReadFailure('damaged', 'the picture is cut off');
  }
  const frames = pages.map(({ tags }) => frameOf(tags));
  return { ...frameOf(first.tags), frames };
}

function frameOf(tags: Tags): ImageFrame {
  const [x, y] = [tags.get(X_RESOLUTION)?.[0] ?? 0, tags.get(Y_RESOLUTION)?.[0] ?? 0];
  const aspect = x > 0 && y > 0 ? x / y : 1;
  return {
    ...lookOf(tags),
    width: tags.get(WIDTH)?.[0] ?? 0,
    height: tags.get(HEIGHT)?.[0] ?? 0,
    // Beyond what faxes have, somebody made a mistake.
    pixelAspect: aspect >= 0.4 && aspect <= 2.5 ? aspect : 1,
  };
}

/** The directories that are pages: thumbnails (NewSubfileType 1) and masks (4) of others are none. */
export async function tiffPages(reader: ByteReader): Promise<Directory[]> {
  const all = await readDirectories(reader, LIMITS.image.frames);
  const pages = all.filter(({ tags }) => tags.has(WIDTH) && ((tags.get(SUBFILE)?.[0] ?? 0) & 5) === 0);
  return pages.length > 0 ? pages : all.filter(({ tags }) => tags.has(WIDTH)).slice(0, 1);
}

/** Resolution and turn from an EXIF block; null where it can't be read. */
export async function readExif(block: Buffer): Promise<{ dpi: number | null; orientation: number } | null> {
  const [first] = await readDirectories(
    {
      size: block.length,
      at: async (position, length) =>
        position < 0 ? Buffer.alloc(0) : block.subarray(position, position + length),
    },
    1,
  );
  return first ? lookOf(first.tags) : null;
}

function lookOf(tags: Tags): { dpi: number | null; orientation: number } {
  const unit = tags.get(RESOLUTION_UNIT)?.[0] ?? 2;
  const x = tags.get(X_RESOLUTION)?.[0];
  // Unit 1 means "no unit": the figure is only a ratio.
  const dpi = x === undefined || !(x > 0) || unit === 1 ? null : unit === 3 ? x * 2.54 : x;
  return { dpi, orientation: tags.get(ORIENTATION)?.[0] ?? 1 };
}

/** The chain of directories, as far as it lies inside the file; BigTIFF (43) too. */
async function readDirectories(reader: ByteReader, most: number): Promise<Directory[]> {
  const head = await reader.at(0, 16);
  if (head.length < 8) return [];
  const little = head.toString('latin1', 0, 2) === 'II';
  const u16 = (b: Buffer, at: number): number => (little ? b.readUInt16LE(at) : b.readUInt16BE(at));
  const u32 = (b: Buffer, at: number): number => (little ? b.readUInt32LE(at) : b.readUInt32BE(at));
  const u64 = (b: Buffer, at: number): number =>
    Number(little ? b.readBigUInt64LE(at) : b.readBigUInt64BE(at));
  const big = u16(head, 2) === 43;
  if (big && head.length < 16) return [];
  const found: Directory[] = [];
  const seen = new Set<number>();
  let start = big ? u64(head, 8) : u32(head, 4);
  while (start !== 0 && !seen.has(start) && found.length < most) {
    seen.add(start);
    const countBytes = await reader.at(start, big ? 8 : 2);
    if (countBytes.length < (big ? 8 : 2)) break;
    const count = big ? u64(countBytes, 0) : u16(countBytes, 0);
    const step = big ? 20 : 12;
    if (count > 4096) break;
    const entries = await reader.at(start + countBytes.length, count * step);
    const tags: Tags = new Map();
    for (let at = 0; at + step <= entries.length; at += step) {
      const type = u16(entries, at + 2);
      const width = TYPE_BYTES[type];
      const values = big ? u64(entries, at + 4) : u32(entries, at + 4);
      if (!width || values === 0) continue;
      const kept = Math.min(values, LIMITS.image.tagValues);
      const inline = width * values <= (big ? 8 : 4);
      const valueAt = at + (big ? 12 : 8);
      const bytes = inline
        ? entries.subarray(valueAt, at + step)
        : await reader.at(big ? u64(entries, valueAt) : u32(entries, valueAt), width * kept);
      const list: number[] = [];
      for (let i = 0; i < kept && (i + 1) * width <= bytes.length; i++) {
        const p = i * width;
        if (type === 3) list.push(u16(bytes, p));
        else if (type === 4) list.push(u32(bytes, p));
        else if (type === 16) list.push(u64(bytes, p));
        else if (type === 5) list.push(u32(bytes, p) / (u32(bytes, p + 4) || 1));
        else if (width === 1) list.push(bytes[p] ?? 0);
      }
      tags.set(u16(entries, at), list);
    }
    found.push({ tags, little });
    const nextAt = start + countBytes.length + count * step;
    const next = await reader.at(nextAt, big ? 8 : 4);
    if (next.length < (big ? 8 : 4)) break;
    start = big ? u64(next, 0) : u32(next, 0);
  }
  return found;
}
