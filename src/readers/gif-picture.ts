/** The first picture of a GIF (GIF89a) as samples; what moves afterwards has no place on paper. */
import { deflateSync } from 'node:zlib';
import type { Picture } from '../model/raster.js';
import { ReadFailure } from './failure.js';
import { LIMITS } from './limits.js';
import { unpackLzw } from './lzw.js';

const damaged = (what: string): ReadFailure => new ReadFailure('damaged', `GIF: ${what}`);

interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
  interlaced: boolean;
  palette: Buffer;
  transparent: number | null;
  data: Buffer;
  codeBits: number;
}

/** Throws ReadFailure. */
export function gifPicture(file: Buffer): Picture {
  if (file.length < 13) throw damaged('cut off');
  const [width, height] = [file.readUInt16LE(6), file.readUInt16LE(8)];
  if (!(width > 0 && height > 0)) throw damaged('no size');
  if (width * height > LIMITS.image.unpacked) throw new ReadFailure('too-large', `${width} × ${height} px`);
  const frame = firstFrame(file);
  const { palette, transparent } = frame;
  const indexes = unpackLzw(
    frame.data,
    { codeBits: frame.codeBits, lowFirst: true },
    frame.width * frame.height,
  );
  // What the first picture leaves of the screen is transparent.
  const whole = frame.x === 0 && frame.y === 0 && frame.width >= width && frame.height >= height;
  const alpha = whole && transparent === null ? null : Buffer.alloc(width * height);
  const out = Buffer.alloc(width * height);
  const order = frame.interlaced ? interlacedRows(frame.height) : null;
  const colors = Math.max(1, Math.floor(palette.length / 3));
  for (let row = 0; row < frame.height; row++) {
    const y = frame.y + (order?.[row] ?? row);
    for (let x = 0; x < frame.width; x++) {
      if (y >= height || frame.x + x >= width) continue;
      const index = indexes[row * frame.width + x] ?? 0;
      out[y * width + frame.x + x] = index < colors ? index : 0;
      if (alpha && index !== transparent) alpha[y * width + frame.x + x] = 255;
    }
  }
  return {
    kind: 'raster',
    width,
    height,
    color: palette.length >= 3 ? Uint8Array.from(palette) : new Uint8Array(3),
    bits: 8,
    inverted: false,
    packing: 'flate',
    bytes: deflateSync(out),
    alpha: alpha === null ? null : deflateSync(alpha),
  };
}

function firstFrame(file: Buffer): Frame {
  const flags = file[10] ?? 0;
  let at = 13;
  let palette = file.subarray(at, at);
  if (flags & 0x80) {
    const length = 3 * 2 ** ((flags & 7) + 1);
    palette = file.subarray(at, at + length);
    at += length;
  }
  let transparent: number | null = null;
  while (at < file.length) {
    const what = file[at++];
    if (what === 0x21) {
      // Graphic control: whether and which index is transparent.
      if (file[at] === 0xf9 && (file[at + 2] ?? 0) & 1) transparent = file[at + 5] ?? null;
      at = blocks(file, at + 1).next;
    } else if (what === 0x2c) {
      if (at + 10 > file.length) break;
      const local = file[at + 8] ?? 0;
      const [x, y] = [file.readUInt16LE(at), file.readUInt16LE(at + 2)];
      const [width, height] = [file.readUInt16LE(at + 4), file.readUInt16LE(at + 6)];
      at += 9;
      if (local & 0x80) {
        const length = 3 * 2 ** ((local & 7) + 1);
        palette = file.subarray(at, at + length);
        at += length;
      }
      const codeBits = file[at] ?? 0;
      if (codeBits < 1 || codeBits > 11 || width * height === 0) throw damaged('no picture');
      if (width * height > LIMITS.image.unpacked)
        throw new ReadFailure('too-large', `${width} × ${height} px`);
      const { data } = blocks(file, at + 1);
      return { x, y, width, height, interlaced: (local & 0x40) !== 0, palette, transparent, data, codeBits };
    } else break;
  }
  throw damaged('no picture');
}

/** Sub-blocks up to the empty one, joined. */
function blocks(file: Buffer, from: number): { data: Buffer; next: number } {
  const parts: Buffer[] = [];
  let at = from;
  while (at < file.length) {
    const length = file[at++] ?? 0;
    if (length === 0) break;
    parts.push(file.subarray(at, at + length));
    at += length;
  }
  return { data: Buffer.concat(parts), next: at };
}

function interlacedRows(height: number): number[] {
  const rows: number[] = [];
  for (const [start, step] of [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ] as const)
    for (let y = start; y < height; y += step) rows.push(y);
  return rows;
}
