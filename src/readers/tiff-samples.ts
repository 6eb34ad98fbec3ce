/** Strips and tiles of a TIFF put together to whole rows (TIFF 6.0 §3, §15), in depths that a PDF knows. */
import type { Raster } from '../model/raster.js';

export interface Layout {
  /** px */
  width: number;
  height: number;
  /** A pixel. */
  samples: number;
  /** A sample, 1–16. */
  bits: number;
  /** Low byte first in samples of 16 bits. */
  little: boolean;
  /** px; null for strips. */
  tile: { width: number; height: number } | null;
  /** Each sample in a plane of its own. */
  planar: boolean;
  rowsPerStrip: number;
  /** What the first sample beyond the colours is (§18): 1 and 2 opacity. */
  extra: number;
}

export interface Gathered {
  data: Buffer;
  bits: Raster['bits'];
  /** 8 bits a pixel. */
  alpha: Buffer | null;
}

/** Unpacked data of one strip or tile. */
type Chunk = (index: number, width: number, height: number) => Promise<Buffer>;

/**
 * @param channels samples of a pixel that are colour; others are left out, but for opacity
 * @param indexed the sample is an index and keeps its value
 */
export async function gather(
  layout: Layout,
  channels: number,
  indexed: boolean,
  chunk: Chunk,
): Promise<Gathered> {
  const { bits, samples, tile, planar, little } = layout;
  const whole = bits === 1 || bits === 2 || bits === 4 || bits === 8 || bits === 16 ? bits : null;
  if (whole !== null && tile === null && !planar && samples === channels) {
    const data = await strips(layout, chunk);
    if (bits === 16 && little) data.subarray(0, data.length & ~1).swap16();
    return { data, bits: whole, alpha: null };
  }
  return sampled(layout, channels, indexed, chunk);
}

async function strips({ width, height, bits, samples, rowsPerStrip }: Layout, chunk: Chunk): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let y = 0, i = 0; y < height; y += rowsPerStrip, i++)
    parts.push(await chunk(i, width, Math.min(rowsPerStrip, height - y)));
  return Buffer.concat(parts, Math.ceil((width * bits * samples) / 8) * height);
}

/** Sample by sample, each as 8 bits. */
async function sampled(layout: Layout, channels: number, indexed: boolean, chunk: Chunk): Promise<Gathered> {
  const { width, height, samples, bits, little, tile, planar, rowsPerStrip, extra } = layout;
  const data = Buffer.alloc(width * height * channels);
  const alpha = samples > channels && (extra === 1 || extra === 2) ? Buffer.alloc(width * height) : null;
  const across = tile ? Math.ceil(width / tile.width) : 1;
  const [stepX, stepY] = tile ? [tile.width, tile.height] : [width, rowsPerStrip];
  const down = Math.ceil(height / stepY);
  const most = (1 << bits) - 1;
  const planes = planar ? samples : 1;
  for (let plane = 0; plane < planes; plane++) {
    if (planar && plane > channels) break;
    for (let i = 0; i < across * down; i++) {
      const [x0, y0] = [(i % across) * stepX, Math.floor(i / across) * stepY];
      const rows = tile ? tile.height : Math.min(rowsPerStrip, height - y0);
      const bytes = await chunk(plane * across * down + i, stepX, rows);
      const own = planar ? 1 : samples;
      const row = Math.ceil((stepX * bits * own) / 8);
      for (let y = 0; y < rows && y0 + y < height; y++) {
        for (let x = 0; x < stepX && x0 + x < width; x++) {
          const pixel = (y0 + y) * width + x0 + x;
          for (let s = 0; s < own && s <= channels; s++) {
            const value = sampleAt(bytes, y * row, (x * own + s) * bits, bits, little);
            const scaled = indexed || bits === 8 ? value : Math.round((value * 255) / most);
            const channel = planar ? plane : s;
            if (channel < channels) data[pixel * channels + channel] = scaled;
            else if (alpha) alpha[pixel] = scaled;
          }
        }
      }
    }
  }
  return { data, bits: 8, alpha };
}

function sampleAt(bytes: Buffer, row: number, bit: number, bits: number, little: boolean): number {
  const at = row + (bit >> 3);
  if (bits === 8) return bytes[at] ?? 0;
  if (bits === 16) return ((bytes[at + (little ? 1 : 0)] ?? 0) << 8) | (bytes[at + (little ? 0 : 1)] ?? 0);
  const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
  return (three >> (24 - (bit & 7) - bits)) & ((1 << bits) - 1);
}
