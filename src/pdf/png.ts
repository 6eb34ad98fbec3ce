/**
 * A PNG as an image XObject. Without alpha and interlace its compressed rows go in untouched (FlateDecode with
 * PNG predictors); otherwise it is unpacked, and alpha becomes a soft mask.
 */
import { deflateSync } from 'node:zlib';
import { inflate, unpng } from './filters.js';
import { type Dict, dict, Name, Raw } from './objects.js';

export interface PngImage {
  entries: Dict;
  data: Uint8Array;
  /** 8- or 16-bit grey mask, to be written first and named in /SMask. */
  mask: { entries: Dict; data: Uint8Array } | null;
}

/** Samples a pixel by colour type. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Unpacked pixels above this are refused, bytes. */
const MAX_UNPACKED = 512 << 20;

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

interface Header {
  width: number;
  height: number;
  bits: number;
  type: number;
  channels: number;
  interlaced: boolean;
}

interface Chunks {
  header: Header;
  palette: Buffer | null;
  transparency: Buffer | null;
  data: Buffer;
}

/** Null if this is no PNG that can be drawn. */
export function readPng(bytes: Uint8Array): PngImage | null {
  const chunks = readChunks(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (chunks === null) return null;
  const { header, transparency } = chunks;
  if (header.type === 3 && chunks.palette === null) return null;
  const alpha = header.type >= 4 || (header.type === 3 && transparency !== null);
  if (!alpha && !header.interlaced) {
    const parms = `<</Predictor 15/Colors ${header.channels}/BitsPerComponent ${header.bits}/Columns ${header.width}>>`;
    const entries = imageEntries(header, colorSpace(chunks), header.bits);
    entries.set('DecodeParms', new Raw(parms));
    const key = colorKey(chunks);
    if (key !== null) entries.set('Mask', new Raw(key));
    return { entries, data: chunks.data, mask: null };
  }
  const pixels = unpack(chunks);
  return pixels === null ? null : split(chunks, pixels);
}

function readChunks(data: Buffer): Chunks | null {
  if (data.length < 33 || data.readUInt32BE(0) !== 0x89504e47 || data.toString('latin1', 12, 16) !== 'IHDR')
    return null;
  const type = data[25] as number;
  const channels = CHANNELS[type];
  const header = {
    width: data.readUInt32BE(16),
    height: data.readUInt32BE(20),
    bits: data[24] as number,
    type,
    channels: channels ?? 0,
    interlaced: data[28] === 1,
  };
  if (channels === undefined || header.width === 0 || header.height === 0) return null;
  if (![1, 2, 4, 8, 16].includes(header.bits)) return null;
  let palette: Buffer | null = null;
  let transparency: Buffer | null = null;
  const parts: Buffer[] = [];
  for (let p = 33; p + 8 <= data.length; ) {
    const length = data.readUInt32BE(p);
    const name = data.toString('latin1', p + 4, p + 8);
    const body = data.subarray(p + 8, p + 8 + length);
    if (name === 'PLTE') palette = body;
    else if (name === 'tRNS') transparency = body;
    else if (name === 'IDAT') parts.push(body);
    else if (name === 'IEND') break;
    p += 12 + length;
  }
  return parts.length === 0 ? null : { header, palette, transparency, data: Buffer.concat(parts) };
}

function imageEntries(header: Header, space: string, bits: number): Dict {
  return dict({
    Type: new Name('XObject'),
    Subtype: new Name('Image'),
    Width: header.width,
    Height: header.height,
    ColorSpace: new Raw(space),
    BitsPerComponent: bits,
    Filter: new Name('FlateDecode'),
  });
}

function colorSpace({ header, palette }: Chunks): string {
  if (header.type === 3 && palette !== null) {
    return `[/Indexed/DeviceRGB ${Math.floor(palette.length / 3) - 1}<${palette.toString('hex')}>]`;
  }
  return header.type === 2 || header.type === 6 ? '/DeviceRGB' : '/DeviceGray';
}

/** One colour that is transparent (tRNS of grey and RGB) → /Mask. */
function colorKey({ header, transparency }: Chunks): string | null {
  if (transparency === null || header.type === 3 || transparency.length < header.channels * 2) return null;
  const values: number[] = [];
  for (let i = 0; i < header.channels; i++) {
    const value = transparency.readUInt16BE(i * 2);
    values.push(value, value);
  }
  return `[${values.join(' ')}]`;
}

/** Bare rows of the whole picture, interlace undone. */
function unpack({ header, data }: Chunks): Buffer | null {
  const { width, height, bits, channels } = header;
  const pixelBits = bits * channels;
  const row = Math.ceil((width * pixelBits) / 8);
  const size = row * height;
  if (size > MAX_UNPACKED) return null;
  const inflated = inflate(data, size * 2 + height * 16 + 1024);
  if (inflated === null) return null;
  const step = Math.max(1, pixelBits >> 3);
  const out = Buffer.alloc(size);
  if (!header.interlaced) {
    unpng(inflated, row, step).copy(out);
    return out;
  }
  let at = 0;
  for (const [x0, y0, dx, dy] of ADAM7) {
    const columns = Math.ceil((width - x0) / dx);
    const rows = Math.ceil((height - y0) / dy);
    if (columns <= 0 || rows <= 0) continue;
    const passRow = Math.ceil((columns * pixelBits) / 8);
    const pass = unpng(inflated.subarray(at, at + (passRow + 1) * rows), passRow, step);
    at += (passRow + 1) * rows;
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        copyPixel(pass, y * passRow, x, out, (y0 + y * dy) * row, x0 + x * dx, pixelBits);
      }
    }
  }
  return out;
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

/** Colour and alpha apart. */
function split(chunks: Chunks, pixels: Buffer): PngImage {
  const { header, transparency } = chunks;
  const { width, height, bits, channels } = header;
  const color = { entries: imageEntries(header, colorSpace(chunks), bits) };
  if (header.type === 3 || header.type < 4) {
    const mask =
      header.type === 3 && transparency !== null ? paletteMask(header, pixels, transparency) : null;
    const key = colorKey(chunks);
    if (key !== null) color.entries.set('Mask', new Raw(key));
    return { ...color, data: deflateSync(pixels), mask };
  }
  const sample = bits >> 3;
  const colors = (channels - 1) * sample;
  const count = width * height;
  const rgb = Buffer.allocUnsafe(count * colors);
  const alpha = Buffer.allocUnsafe(count * sample);
  for (let i = 0, p = 0; i < count; i++) {
    for (let c = 0; c < colors; c++) rgb[i * colors + c] = pixels[p++] as number;
    for (let c = 0; c < sample; c++) alpha[i * sample + c] = pixels[p++] as number;
  }
  const mask = { entries: imageEntries(header, '/DeviceGray', bits), data: deflateSync(alpha) };
  return { ...color, data: deflateSync(rgb), mask };
}

function paletteMask(
  header: Header,
  pixels: Buffer,
  transparency: Buffer,
): { entries: Dict; data: Uint8Array } {
  const { width, height, bits } = header;
  const row = Math.ceil((width * bits) / 8);
  const alpha = Buffer.allocUnsafe(width * height);
  const low = (1 << bits) - 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = x * bits;
      const index = ((pixels[y * row + (at >> 3)] as number) >> (8 - bits - (at & 7))) & low;
      alpha[y * width + x] = transparency[index] ?? 255;
    }
  }
  return { entries: imageEntries(header, '/DeviceGray', 8), data: deflateSync(alpha) };
}
