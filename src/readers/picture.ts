/**
 * A picture of a stranger, unpacked as far as a page needs it: a whole file, one page of a TIFF, or a part of a Word
 * or OFD file. Runs in the workers: unpacking is where bombs and endless loops lie.
 */
import { open } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import type { Picture } from '../model/raster.js';
import { bmpPicture } from './bmp-picture.js';
import { ReadFailure, wordsOf } from './failure.js';
import { gifPicture } from './gif-picture.js';
import { type ByteReader, bytesOf } from './image.js';
import { LIMITS } from './limits.js';
import { sealPicture } from './ofd-seal.js';
import { sniff } from './signature.js';
import { tiffPicture } from './tiff-picture.js';
import { ZipFile } from './zip.js';

export interface PictureRequest {
  /** Where the file lies. */
  absolute: string;
  /** Entry of the zip that the file is; null for the file itself. */
  part: string | null;
  /** 0-based page of a TIFF. */
  frame: number;
}

/** Null where it can't be drawn: of a format that is not unpacked (HEIC, JBIG2, EMF), or damaged. Never throws. */
export async function readPictureOf(request: PictureRequest): Promise<Picture | null> {
  try {
    return await read(request);
  } catch {
    // Whatever a decoder throws on a stranger's bytes: the page says that there is no picture.
    return null;
  }
}

async function read({ absolute, part, frame }: PictureRequest): Promise<Picture> {
  if (part !== null) {
    const zip = await ZipFile.open(absolute);
    try {
      const bytes = await zip.read(part, LIMITS.zip.picture);
      if (bytes === null) throw new ReadFailure('damaged', `no part ${part}`);
      // An electronic seal holds its picture inside.
      const held = /\.(?:esl|dat)$/i.test(part) ? (sealPicture(bytes)?.bytes ?? bytes) : bytes;
      return await pictureOf(memory(Buffer.from(held.buffer, held.byteOffset, held.length)), frame);
    } finally {
      await zip.close();
    }
  }
  const file = await open(absolute, 'r');
  try {
    return await pictureOf(await bytesOf(file), frame);
  } finally {
    await file.close();
  }
}

function memory(bytes: Buffer): ByteReader {
  return {
    size: bytes.length,
    at: async (position, length) =>
      position < 0 ? Buffer.alloc(0) : bytes.subarray(position, Math.max(position, position + length)),
  };
}

/** By its bytes, whatever its name says. */
export async function pictureOf(reader: ByteReader, frame = 0): Promise<Picture> {
  const signature = sniff(await reader.at(0, 4096));
  if (signature === 'tiff') return tiffPicture(reader, frame);
  if (reader.size > LIMITS.image.packed) throw new ReadFailure('too-large', `${reader.size} bytes`);
  const bytes = await reader.at(0, reader.size);
  switch (signature) {
    case 'jpeg':
    case 'png':
      return { kind: 'file', bytes };
    case 'bmp':
      return bmpPicture(bytes);
    case 'gif':
      return gifPicture(bytes);
    case 'webp':
      return webpPicture(bytes);
    default:
      throw new ReadFailure('not-the-format', `no picture that can be drawn: ${signature}`);
  }
}

/** A still WebP, or the library's choice of one that moves. */
async function webpPicture(bytes: Buffer): Promise<Picture> {
  // Loaded where one is met: the library starts a WASM machine.
  const { decode } = (await import('@cwasm/webp')).default;
  let image: { width: number; height: number; data: Uint8ClampedArray };
  try {
    image = decode(stillOf(bytes));
  } catch (error) {
    throw new ReadFailure('damaged', wordsOf(error), error);
  }
  const { width, height, data } = image;
  if (data.length > LIMITS.image.unpacked) throw new ReadFailure('too-large', `${width} × ${height} px`);
  const rgb = Buffer.alloc(width * height * 3);
  const alpha = Buffer.alloc(width * height);
  let opaque = true;
  for (let i = 0; i < width * height; i++) {
    rgb[i * 3] = data[i * 4] ?? 0;
    rgb[i * 3 + 1] = data[i * 4 + 1] ?? 0;
    rgb[i * 3 + 2] = data[i * 4 + 2] ?? 0;
    const value = data[i * 4 + 3] ?? 255;
    alpha[i] = value;
    if (value !== 255) opaque = false;
  }
  return {
    kind: 'raster',
    width,
    height,
    color: 'rgb',
    bits: 8,
    inverted: false,
    packing: 'flate',
    bytes: deflateSync(rgb),
    alpha: opaque ? null : deflateSync(alpha),
  };
}

/** The first frame of a WebP that moves (RIFF chunk ANMF) as a WebP of its own; any other as it is. */
function stillOf(bytes: Buffer): Buffer {
  let at = 12;
  while (at + 8 <= bytes.length) {
    const type = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    if (type === 'ANMF') {
      const frame = bytes.subarray(at + 8 + 16, at + 8 + size);
      const alpha = frame.toString('latin1', 0, 4) === 'ALPH';
      const extended = Buffer.alloc(alpha ? 18 : 0);
      if (alpha) {
        extended.write('VP8X', 0, 'latin1');
        extended.writeUInt32LE(10, 4);
        extended[8] = 0x10;
        // Canvas = the frame: its width and height less one, 24 bits each, stand in the frame's head.
        bytes.copy(extended, 12, at + 8 + 6, at + 8 + 12);
      }
      const head = Buffer.alloc(12);
      head.write('RIFF', 0, 'latin1');
      head.writeUInt32LE(4 + extended.length + frame.length, 4);
      head.write('WEBP', 8, 'latin1');
      return Buffer.concat([head, extended, frame]);
    }
    at += 8 + size + (size & 1);
  }
  return bytes;
}
