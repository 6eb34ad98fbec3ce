/**
 * One page of a TIFF as a picture that a page can carry (TIFF 6.0): black and white scans stay as they are coded
 * (T.6 in one strip), JPEG as it is; all else is unpacked to samples. Floating-point, CIE L*a*b* and the like are no
 * evidence that an office sends: they fail as 'damaged' with their name.
 */
import { deflateSync } from 'node:zlib';
import type { Picture, Raster } from '../model/raster.js';
import { ReadFailure } from './failure.js';
import type { ByteReader } from './image.js';
import { type Directory, tiffPages } from './image-tiff.js';
import { LIMITS } from './limits.js';
import { unpackLzw } from './lzw.js';
import { unpackBits, unpackCoded, unpackDeflate } from './tiff-codes.js';
import { jpegOfStrip, REVERSED } from './tiff-jpeg.js';
import { gather, type Layout } from './tiff-samples.js';

/** Everything about a page's data that its tags say, with the defaults of TIFF 6.0 filled in. */
export interface TiffLook extends Layout {
  compression: number;
  photometric: number;
  fillOrder: number;
  predictor: number;
  fax: number;
  palette: number[];
  jpegTables: number[];
  offsets: number[];
  lengths: number[];
}

const unsupported = (what: string): ReadFailure => new ReadFailure('damaged', `TIFF with ${what}`);

/** @param frame 0-based page. Throws ReadFailure. */
export async function tiffPicture(reader: ByteReader, frame: number): Promise<Picture> {
  const page = (await tiffPages(reader))[frame];
  if (page === undefined) throw new ReadFailure('damaged', `TIFF without page ${frame + 1}`);
  const look = lookOf(page);
  const size = Math.ceil((look.width * look.bits * look.samples) / 8) * look.height;
  if (size > LIMITS.image.unpacked) throw new ReadFailure('too-large', `${size} bytes unpacked`);
  const old = page.tags.get(513)?.[0];
  if (look.compression === 6) {
    if (old === undefined) throw unsupported('JPEG of the old kind');
    return { kind: 'file', bytes: await reader.at(old, page.tags.get(514)?.[0] ?? reader.size) };
  }
  const only = look.offsets.length === 1 && look.tile === null ? look.offsets[0] : undefined;
  if (only !== undefined && look.compression === 7) {
    const strip = await reader.at(only, look.lengths[0] ?? reader.size);
    return { kind: 'file', bytes: jpegOfStrip(strip, look) };
  }
  if (only !== undefined && look.compression === 4 && look.samples === 1 && look.bits === 1) {
    const strip = await reader.at(only, look.lengths[0] ?? reader.size);
    return {
      ...rasterOf(look, 'gray', 1),
      packing: 'g4',
      // Black runs are 0 in the dossier's picture, and black where 0 is white in the file.
      inverted: look.photometric === 1,
      bytes: look.fillOrder === 2 ? strip.map((byte) => REVERSED[byte] ?? 0) : strip,
      alpha: null,
    };
  }
  return samplesOf(reader, look);
}

function lookOf({ tags, little }: Directory): TiffLook {
  const one = (tag: number, otherwise: number): number => tags.get(tag)?.[0] ?? otherwise;
  const [width, height, samples] = [one(256, 0), one(257, 0), one(277, 1)];
  const bits = one(258, 1);
  if (!(width > 0 && height > 0)) throw new ReadFailure('damaged', 'the picture has no size');
  if (samples < 1 || samples > 16) throw unsupported(`${samples} samples a pixel`);
  const format = one(339, 1);
  if (format !== 1 && format !== 4) throw unsupported('samples that are no whole numbers');
  if (bits < 1 || bits > 16) throw unsupported(`${bits} bits a sample`);
  if ((tags.get(258) ?? []).some((each) => each !== bits)) throw unsupported('samples of several sizes');
  const tile = tags.has(322) ? { width: one(322, 0), height: one(323, 0) } : null;
  if (
    tile !== null &&
    !(tile.width > 0 && tile.height > 0 && tile.width * tile.height <= LIMITS.image.unpacked)
  )
    throw new ReadFailure('damaged', 'the tiles have no size');
  const compression = one(259, 1);
  return {
    width,
    height,
    samples,
    bits,
    little,
    tile,
    planar: one(284, 1) === 2 && samples > 1,
    rowsPerStrip: Math.max(1, Math.min(one(278, height), height)),
    compression: compression === 32946 ? 8 : compression,
    photometric: one(262, samples >= 3 ? 2 : 0),
    fillOrder: one(266, 1),
    predictor: one(317, 1),
    fax: one(292, 0),
    palette: tags.get(320) ?? [],
    jpegTables: tags.get(347) ?? [],
    offsets: (tile ? tags.get(324) : undefined) ?? tags.get(273) ?? [],
    lengths: (tile ? tags.get(325) : undefined) ?? tags.get(279) ?? [],
    extra: tags.get(338)?.[0] ?? 0,
  };
}

function rasterOf(
  { width, height }: TiffLook,
  color: Raster['color'],
  bits: Raster['bits'],
): Omit<Raster, 'bytes' | 'alpha' | 'inverted' | 'packing'> {
  return { kind: 'raster', width, height, color, bits };
}

async function samplesOf(reader: ByteReader, look: TiffLook): Promise<Raster> {
  const { color, channels } = colorOf(look);
  const chunk = async (index: number, width: number, height: number): Promise<Buffer> => {
    const offset = look.offsets[index];
    const samples = look.planar ? 1 : look.samples;
    const size = Math.ceil((width * look.bits * samples) / 8) * height;
    if (offset === undefined) return Buffer.alloc(size);
    const packed = await reader.at(
      offset,
      look.lengths[index] ?? (look.compression === 1 ? size : reader.size),
    );
    return unpack(packed, look, width, height, samples, size);
  };
  const { data, bits, alpha } = await gather(look, channels, typeof color !== 'string', chunk);
  return {
    ...rasterOf(look, color, bits),
    packing: 'flate',
    inverted: look.photometric === 0,
    bytes: deflateSync(data),
    alpha: alpha === null ? null : deflateSync(alpha),
  };
}

/** What the samples mean, and how many of them are colour. */
function colorOf(look: TiffLook): { color: Raster['color']; channels: number } {
  const { photometric, samples, bits, palette, compression } = look;
  const needs = (count: number): number => {
    if (samples < count) throw unsupported(`${samples} samples a pixel for colour ${photometric}`);
    return count;
  };
  switch (photometric) {
    case 0:
    case 1:
      return { color: 'gray', channels: needs(1) };
    case 2:
      return { color: 'rgb', channels: needs(3) };
    case 3: {
      const count = 1 << bits;
      if (bits > 8 || palette.length < 3 * count) throw unsupported('a palette that is not whole');
      // Some writers fill 8 of the 16 bits.
      const shift = palette.some((value) => value > 255) ? 8 : 0;
      const part = (at: number): number => (palette[at] ?? 0) >> shift;
      return {
        color: Uint8Array.from({ length: 3 * count }, (_, i) => part((i % 3) * count + Math.floor(i / 3))),
        channels: needs(1),
      };
    }
    case 5:
      return { color: 'cmyk', channels: needs(4) };
    case 6:
      // JPEG comes out as RGB.
      if (compression === 7) return { color: 'rgb', channels: needs(3) };
      throw unsupported('colour YCbCr');
    default:
      throw unsupported(`colour ${photometric}`);
  }
}

function unpack(
  packed: Buffer,
  look: TiffLook,
  width: number,
  height: number,
  samples: number,
  size: number,
): Buffer {
  const { compression, fillOrder, bits } = look;
  const plain = (bytes: Buffer): Buffer => {
    const whole = bytes.length >= size ? bytes.subarray(0, size) : Buffer.concat([bytes], size);
    return unpredict(whole, look, width, height, samples);
  };
  const ordered = fillOrder === 2 && compression < 2 ? packed.map((byte) => REVERSED[byte] ?? 0) : packed;
  switch (compression) {
    case 1:
      return plain(Buffer.from(ordered));
    case 5:
      // Before TIFF 6.0 codes had their low bit first: the first of them, which clears the table, tells.
      return plain(
        unpackLzw(packed, { codeBits: 8, lowFirst: packed[0] === 0 && ((packed[1] ?? 0) & 1) === 1 }, size),
      );
    case 8:
      return plain(unpackDeflate(packed, size));
    case 32773:
      return plain(unpackBits(packed, size));
    case 2:
    case 3:
    case 4:
      if (bits !== 1 || samples !== 1) throw unsupported('fax code for more than black and white');
      return unpackCoded({ ...look, width, height, samples }, packed);
    case 7: {
      const jpeg = jpegOfStrip(packed, look);
      return unpackCoded({ ...look, width, height, samples, photometric: samples === 1 ? 1 : 2 }, jpeg);
    }
    default:
      throw unsupported(`compression ${compression}`);
  }
}

/** Horizontal differences (§14): each sample is stored as what it adds to its left neighbour's. */
function unpredict(data: Buffer, look: TiffLook, width: number, height: number, samples: number): Buffer {
  const { predictor, bits, little } = look;
  if (predictor === 1) return data;
  if (predictor !== 2) throw unsupported(`predictor ${predictor}`);
  const row = Math.ceil((width * bits * samples) / 8);
  if (bits !== 8 && bits !== 16) throw unsupported(`differences of ${bits} bits`);
  for (let y = 0; y < height; y++) {
    const start = y * row;
    if (bits === 8) {
      for (let x = samples; x < row; x++)
        data[start + x] = ((data[start + x] ?? 0) + (data[start + x - samples] ?? 0)) & 255;
    } else {
      for (let x = samples * 2; x + 1 < row; x += 2) {
        const [here, left] = [start + x, start + x - samples * 2];
        if (little) data.writeUInt16LE((data.readUInt16LE(here) + data.readUInt16LE(left)) & 0xffff, here);
        else data.writeUInt16BE((data.readUInt16BE(here) + data.readUInt16BE(left)) & 0xffff, here);
      }
    }
  }
  return data;
}
