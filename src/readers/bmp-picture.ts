/** A BMP as samples (Microsoft, BITMAPINFOHEADER and its kin; OS/2 core header): every depth, masks, RLE. */
import { deflateSync } from 'node:zlib';
import type { Picture } from '../model/raster.js';
import { ReadFailure } from './failure.js';
import { LIMITS } from './limits.js';

interface Head {
  width: number;
  height: number;
  topDown: boolean;
  bits: number;
  compression: number;
  /** Offset of the pixels. */
  dataAt: number;
  /** Bytes of an entry of the palette, which begins at `paletteAt`. */
  entry: number;
  paletteAt: number;
  colors: number;
  masks: [number, number, number, number];
}

const damaged = (what: string): ReadFailure => new ReadFailure('damaged', `BMP: ${what}`);

/** Throws ReadFailure. */
export function bmpPicture(file: Buffer): Picture {
  const head = readHead(file);
  const { width, height, bits, compression } = head;
  if (width * height * 4 > LIMITS.image.unpacked)
    throw new ReadFailure('too-large', `${width} × ${height} px`);
  if (compression === 4 || compression === 5) {
    // A JPEG or PNG in the frame of a BMP.
    return { kind: 'file', bytes: file.subarray(head.dataAt) };
  }
  if (bits <= 8) return indexed(file, head);
  return direct(file, head);
}

function readHead(file: Buffer): Head {
  if (file.length < 26) throw damaged('cut off');
  const size = file.readUInt32LE(14);
  const core = size === 12;
  if (!core && file.length < 54) throw damaged('cut off');
  const tall = core ? file.readUInt16LE(20) : file.readInt32LE(22);
  const bits = core ? file.readUInt16LE(24) : file.readUInt16LE(28);
  const compression = core ? 0 : file.readUInt32LE(30);
  const width = core ? file.readUInt16LE(18) : file.readInt32LE(18);
  const height = Math.abs(tall);
  if (!(width > 0 && height > 0)) throw damaged('no size');
  if (![1, 2, 4, 8, 16, 24, 32].includes(bits) && !(bits === 0 && compression >= 4))
    throw damaged(`${bits} bits a pixel`);
  if (compression > 6) throw damaged(`compression ${compression}`);
  const used = core ? 0 : file.readUInt32LE(46);
  const fields = compression === 3 || compression === 6;
  // Masks stand in the longer headers, or behind the plain one.
  const maskAt = 54;
  const mask = (i: number): number =>
    maskAt + i * 4 + 4 <= file.length ? file.readUInt32LE(maskAt + i * 4) : 0;
  const masks: Head['masks'] = fields
    ? [mask(0), mask(1), mask(2), size >= 56 || compression === 6 ? mask(3) : 0]
    : bits === 16
      ? [0x7c00, 0x3e0, 0x1f, 0]
      : [0xff0000, 0xff00, 0xff, 0];
  return {
    width,
    height,
    topDown: tall < 0,
    bits,
    compression,
    dataAt: file.readUInt32LE(10),
    entry: core ? 3 : 4,
    paletteAt: 14 + size + (fields && size === 40 ? 12 : 0),
    colors: bits > 8 ? 0 : used > 0 && used <= 1 << bits ? used : 1 << bits,
    masks,
  };
}

function paletteOf(file: Buffer, { colors, entry, paletteAt }: Head): Uint8Array {
  const palette = new Uint8Array(colors * 3);
  for (let i = 0; i < colors; i++) {
    const at = paletteAt + i * entry;
    palette.set([file[at + 2] ?? 0, file[at + 1] ?? 0, file[at] ?? 0], i * 3);
  }
  return palette;
}

function indexed(file: Buffer, head: Head): Picture {
  const { width, height, bits, compression, dataAt, topDown, colors } = head;
  const out = Buffer.alloc(width * height);
  if (compression === 1 || compression === 2) unpackRuns(file, head, out);
  else {
    const row = Math.ceil((width * bits) / 32) * 4;
    const mask = (1 << bits) - 1;
    for (let y = 0; y < height; y++) {
      const from = dataAt + (topDown ? y : height - 1 - y) * row;
      for (let x = 0; x < width; x++) {
        const bit = x * bits;
        out[y * width + x] = ((file[from + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & mask;
      }
    }
  }
  // An index beyond the palette is a mistake of the writer; a PDF would be invalid.
  for (let i = 0; i < out.length; i++) if ((out[i] ?? 0) >= colors) out[i] = 0;
  const color = paletteOf(file, head);
  return {
    kind: 'raster',
    width,
    height,
    color,
    bits: 8,
    inverted: false,
    packing: 'flate',
    bytes: deflateSync(out),
    alpha: null,
  };
}

/** RLE8 and RLE4: pairs of count and value; 0 0 ends a row, 0 1 the picture, 0 2 moves on, 0 n copies n. */
function unpackRuns(file: Buffer, { width, height, bits, dataAt, topDown }: Head, out: Buffer): void {
  let x = 0;
  let y = 0;
  const put = (value: number): void => {
    if (x < width && y < height) out[(topDown ? y : height - 1 - y) * width + x] = value;
    x++;
  };
  for (let at = dataAt; at + 1 < file.length && y < height; ) {
    const count = file[at] ?? 0;
    const value = file[at + 1] ?? 0;
    at += 2;
    if (count > 0) {
      for (let i = 0; i < count; i++) put(bits === 8 ? value : i % 2 === 0 ? value >> 4 : value & 15);
    } else if (value === 0) {
      x = 0;
      y++;
    } else if (value === 1) return;
    else if (value === 2) {
      x += file[at] ?? 0;
      y += file[at + 1] ?? 0;
      at += 2;
    } else {
      for (let i = 0; i < value; i++) {
        const byte = file[at + (bits === 8 ? i : i >> 1)] ?? 0;
        put(bits === 8 ? byte : i % 2 === 0 ? byte >> 4 : byte & 15);
      }
      // Padded to 16 bits.
      at += Math.ceil((bits === 8 ? value : Math.ceil(value / 2)) / 2) * 2;
    }
  }
}

function direct(file: Buffer, { width, height, bits, dataAt, topDown, masks }: Head): Picture {
  const step = bits / 8;
  const row = Math.ceil((width * bits) / 32) * 4;
  const out = Buffer.alloc(width * height * 3);
  const [red, green, blue, opacity] = masks.map(scaleOf);
  const alpha = masks[3] !== 0 ? Buffer.alloc(width * height) : null;
  let seen = false;
  for (let y = 0; y < height; y++) {
    const from = dataAt + (topDown ? y : height - 1 - y) * row;
    if (from + width * step > file.length) continue;
    for (let x = 0; x < width; x++) {
      const at = from + x * step;
      const value =
        step === 2 ? file.readUInt16LE(at) : step === 3 ? file.readUIntLE(at, 3) : file.readUInt32LE(at);
      const to = (y * width + x) * 3;
      out[to] = red?.(value) ?? 0;
      out[to + 1] = green?.(value) ?? 0;
      out[to + 2] = blue?.(value) ?? 0;
      if (alpha) {
        const value8 = opacity?.(value) ?? 255;
        alpha[y * width + x] = value8;
        seen ||= value8 > 0;
      }
    }
  }
  return {
    kind: 'raster',
    width,
    height,
    color: 'rgb',
    bits: 8,
    inverted: false,
    packing: 'flate',
    bytes: deflateSync(out),
    // Nothing but zeros: the writer left the byte unused.
    alpha: alpha !== null && seen ? deflateSync(alpha) : null,
  };
}

/** The bits under a mask as 0–255. */
function scaleOf(mask: number): (value: number) => number {
  if (mask === 0) return () => 0;
  let shift = 0;
  while (((mask >>> shift) & 1) === 0) shift++;
  const most = mask >>> shift;
  return (value) => Math.round((((value & mask) >>> shift) * 255) / most);
}
