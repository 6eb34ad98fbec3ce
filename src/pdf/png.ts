/**
 * A PNG as an image XObject. Without alpha its compressed rows go in untouched (FlateDecode with PNG predictors,
 * ISO 32000-1 §7.4.4.4): a scan of 8 MB in 6 ms and at its full depth, where unpacking takes seconds. With
 * alpha it is unpacked by pdf-lib, and the alpha becomes a soft mask.
 */
import { deflateSync } from 'node:zlib';
import { inflate } from './filters.js';
import { type Dict, dict, Name, Raw } from './objects.js';
import { unpackPng } from './pdflib.js';
import { straighten } from './png-interlace.js';

export interface PngImage {
  entries: Dict;
  data: Uint8Array;
  /** 8-bit grey mask, to be written first and named in /SMask. */
  mask: { entries: Dict; data: Uint8Array } | null;
}

export interface PngHeader {
  /** Pixels. */
  width: number;
  height: number;
  /** A sample. */
  bits: number;
  /** Colour type: 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha. */
  type: number;
  /** Samples a pixel. */
  channels: number;
  interlaced: boolean;
}

interface Chunks {
  header: PngHeader;
  palette: Buffer | null;
  transparency: Buffer | null;
  data: Buffer;
}

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Pictures above this are not unpacked, pixels: up to 12 bytes are held for each. */
const MAX_PIXELS = 100_000_000;
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** Null if this is no PNG that can be drawn. */
export async function readPng(bytes: Uint8Array): Promise<PngImage | null> {
  const chunks = readChunks(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (chunks === null) return null;
  const { header, palette, transparency } = chunks;
  const { width, height, type, interlaced } = header;
  if (type === 3 && palette === null) return null;
  const alpha = type >= 4 || (type === 3 && transparency !== null);
  if (!alpha && !interlaced) return untouched(chunks);
  if (width * height > MAX_PIXELS) return null;
  if (interlaced) {
    const data = straighten(header, chunks.data);
    if (data === null) return null;
    return readPng(plainPng({ ...chunks, header: { ...header, interlaced: false }, data }));
  }
  const rows = wholeRows(chunks);
  const unpacked = rows === null ? null : await unpackPng(plainPng({ ...chunks, data: rows }));
  if (unpacked === null) return null;
  const entries = (space: string) => imageEntries(header, space, 8);
  const mask = unpacked.alpha === null ? null : { entries: entries('/DeviceGray'), data: unpacked.alpha };
  return { entries: entries('/DeviceRGB'), data: unpacked.rgb, mask };
}

function readChunks(data: Buffer): Chunks | null {
  if (data.length < 33 || !data.subarray(0, 8).equals(SIGNATURE)) return null;
  if (data.toString('latin1', 12, 16) !== 'IHDR') return null;
  const [bits = 0, type = 0] = data.subarray(24, 26);
  const channels = CHANNELS[type];
  const [width, height] = [data.readUInt32BE(16), data.readUInt32BE(20)];
  if (channels === undefined || width === 0 || height === 0 || ![1, 2, 4, 8, 16].includes(bits)) return null;
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
  if (parts.length === 0) return null;
  const header = { width, height, bits, type, channels, interlaced: data[28] === 1 };
  return { header, palette, transparency, data: Buffer.concat(parts) };
}

/** The rows at their full length, merely wrapped as compressed: what is missing at a damaged end becomes 0. */
function wholeRows({ header, data }: Chunks): Buffer | null {
  const { width, height, bits, channels } = header;
  const size = (1 + Math.ceil((width * bits * channels) / 8)) * height;
  const inflated = inflate(data, size * 2 + 1024);
  if (inflated === null) return null;
  const rows = inflated.subarray(0, size);
  return deflateSync(Buffer.concat([rows, Buffer.alloc(size - rows.length)]), { level: 0 });
}

/**
 * A PNG of the parts that matter, all lengths right: on damaged or odd chunks pdf-lib's decoder can loop without
 * end, and it refuses animations. Check sums are left at 0, for no reader here looks at them.
 */
function plainPng({ header, palette, transparency, data }: Chunks): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(header.width, 0);
  head.writeUInt32BE(header.height, 4);
  head.set([header.bits, header.type], 8);
  const chunk = (name: string, body: Buffer | null): Buffer[] => {
    if (body === null) return [];
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return [length, Buffer.from(name), body, Buffer.alloc(4)];
  };
  return Buffer.concat([
    SIGNATURE,
    ...chunk('IHDR', head),
    ...chunk('PLTE', palette),
    ...chunk('tRNS', transparency),
    ...chunk('IDAT', data),
    ...chunk('IEND', Buffer.alloc(0)),
  ]);
}

function untouched(chunks: Chunks): PngImage {
  const { header, palette, data } = chunks;
  const { width, bits, type, channels } = header;
  const space =
    type === 3 && palette !== null
      ? `[/Indexed/DeviceRGB ${Math.floor(palette.length / 3) - 1}<${palette.toString('hex')}>]`
      : type === 2
        ? '/DeviceRGB'
        : '/DeviceGray';
  const entries = imageEntries(header, space, bits);
  const parms = `<</Predictor 15/Colors ${channels}/BitsPerComponent ${bits}/Columns ${width}>>`;
  entries.set('DecodeParms', new Raw(parms));
  const key = colorKey(chunks);
  if (key !== null) entries.set('Mask', new Raw(key));
  return { entries, data, mask: null };
}

function imageEntries({ width, height }: PngHeader, space: string, bits: number): Dict {
  return dict({
    Type: new Name('XObject'),
    Subtype: new Name('Image'),
    Width: width,
    Height: height,
    ColorSpace: new Raw(space),
    BitsPerComponent: bits,
    Filter: new Name('FlateDecode'),
  });
}

/** One colour that is transparent (tRNS of grey and RGB) → /Mask. */
function colorKey({ header: { channels }, transparency }: Chunks): string | null {
  if (transparency === null || transparency.length < channels * 2) return null;
  const values: number[] = [];
  for (let i = 0; i < channels; i++) {
    const value = transparency.readUInt16BE(i * 2);
    values.push(value, value);
  }
  return `[${values.join(' ')}]`;
}
