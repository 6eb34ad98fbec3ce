/**
 * An interlaced PNG (Adam7, PNG §8.2) as a plain one. Own code, for pdf-lib's decoder gives wrong pixels or none
 * on many interlaced pictures: it undoes the filter "average" at the wrong place in every pass but the first.
 */
import { deflateSync } from 'node:zlib';
import { inflate, unpng } from './filters.js';
import type { PngHeader } from './png.js';

/** x and y of the first pixel and steps of the seven passes. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** The same pixels in rows from the top, each with filter 0, compressed; null if the data can't be unpacked. */
export function straighten({ width, height, bits, channels }: PngHeader, data: Buffer): Buffer | null {
  const pixelBits = bits * channels;
  const row = 1 + Math.ceil((width * pixelBits) / 8);
  const inflated = inflate(data, row * height * 2 + height * 16 + 1024);
  if (inflated === null) return null;
  const out = Buffer.alloc(row * height);
  let at = 0;
  for (const [x0, y0, dx, dy] of ADAM7) {
    const columns = Math.ceil((width - x0) / dx);
    const rows = Math.ceil((height - y0) / dy);
    if (columns <= 0 || rows <= 0) continue;
    const passRow = Math.ceil((columns * pixelBits) / 8);
    const pass = unpng(
      inflated.subarray(at, at + (passRow + 1) * rows),
      passRow,
      Math.max(1, pixelBits >> 3),
    );
    at += (passRow + 1) * rows;
    for (let y = 0; y < rows; y++) {
      const target = (y0 + y * dy) * row + 1;
      for (let x = 0; x < columns; x++) copyPixel(pass, y * passRow, x, out, target, x0 + x * dx, pixelBits);
    }
  }
  return deflateSync(out);
}

function copyPixel(
  from: Buffer,
  fromRow: number,
  fromX: number,
  to: Buffer,
  toRow: number,
  toX: number,
  bits: number,
): void {
  if (bits >= 8) {
    const n = bits >> 3;
    from.copy(to, toRow + toX * n, fromRow + fromX * n, fromRow + fromX * n + n);
    return;
  }
  const mask = (1 << bits) - 1;
  const source = fromX * bits;
  const value = ((from[fromRow + (source >> 3)] ?? 0) >> (8 - bits - (source & 7))) & mask;
  const target = toX * bits;
  const index = toRow + (target >> 3);
  to[index] = (to[index] as number) | (value << (8 - bits - (target & 7)));
}
