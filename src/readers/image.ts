/**
 * Pictures: size in pixels, resolution and turn as the file states them; and whether it is whole.
 * Reads heads and markers only, never decodes a picture.
 */
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { imageSize } from 'image-size';
import type { ImageDocument, ImageFrame } from '../model/document.js';
import type { Signature } from '../model/inventory.js';
import { ReadFailure, wordsOf } from './failure.js';
import { readJpeg } from './image-jpeg.js';
import { readTiff } from './image-tiff.js';

/** What is known of one picture; of a TIFF, of each of its pages. */
export interface ImageFacts extends Omit<ImageFrame, 'pixelAspect'> {
  pixelAspect?: number;
  frames?: ImageFrame[];
  /** False: of a coding that nothing here unpacks. */
  drawable?: boolean;
}

/** A file that is read by position. */
export interface ByteReader {
  size: number;
  /** Up to `length` bytes; fewer at the end of the file. */
  at(position: number, length: number): Promise<Buffer>;
}

/** Throws ReadFailure 'damaged' for a picture that is cut off or states no size. */
export async function readImage(
  path: string,
  absolute: string,
  signature: Signature,
): Promise<ImageDocument> {
  const file = await open(absolute, 'r');
  try {
    const reader = await bytesOf(file);
    const facts = await factsOf(reader, signature);
    if (!(facts.width > 0 && facts.height > 0)) throw new ReadFailure('damaged', 'the picture has no size');
    const frames = (facts.frames ?? [facts]).map(sound);
    const first = frames[0] ?? sound(facts);
    return { kind: 'image', path, format: signature, ...first, frames, drawable: facts.drawable ?? true };
  } finally {
    await file.close();
  }
}

/** Figures that no scanner or camera means are left out. */
function sound({ width, height, dpi, orientation, pixelAspect = 1 }: ImageFacts): ImageFrame {
  return {
    width,
    height,
    dpi: dpi !== null && dpi >= 1 && dpi < 100_000 ? Math.round(dpi) : null,
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    pixelAspect,
  };
}

export async function bytesOf(file: FileHandle): Promise<ByteReader> {
  const { size } = await file.stat();
  return {
    size,
    async at(position, length) {
      if (position < 0 || position >= size) return Buffer.alloc(0);
      const buffer = Buffer.alloc(Math.min(length, size - position));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      return buffer.subarray(0, bytesRead);
    },
  };
}

function factsOf(reader: ByteReader, signature: Signature): Promise<ImageFacts> {
  switch (signature) {
    case 'jpeg':
      return readJpeg(reader);
    case 'png':
      return readPng(reader);
    case 'gif':
      return readGif(reader);
    case 'bmp':
      return readBmp(reader);
    case 'tiff':
      return readTiff(reader);
    case 'webp':
      return readWebp(reader);
    case 'heic':
      return readHeic(reader);
    default:
      throw new ReadFailure('not-the-format', `no picture: ${signature}`);
  }
}

const cutOff = (): ReadFailure => new ReadFailure('damaged', 'the picture is cut off');

/** Walks the chunks to IEND (PNG 3rd ed. §5.3, §11.3.4.3 pHYs). */
async function readPng(reader: ByteReader): Promise<ImageFacts> {
  const facts: ImageFacts = { width: 0, height: 0, dpi: null, orientation: 1 };
  let at = 8;
  for (;;) {
    const head = await reader.at(at, 8 + 13);
    if (head.length < 8) throw cutOff();
    const length = head.readUInt32BE(0);
    const type = head.toString('latin1', 4, 8);
    const next = at + 12 + length;
    if (next > reader.size) throw cutOff();
    if (type === 'IHDR' && head.length >= 16) {
      facts.width = head.readUInt32BE(8);
      facts.height = head.readUInt32BE(12);
    } else if (type === 'pHYs' && head.length >= 17 && head[16] === 1)
      facts.dpi = head.readUInt32BE(8) * 0.0254;
    else if (type === 'IEND') return facts;
    at = next;
  }
}

async function readGif(reader: ByteReader): Promise<ImageFacts> {
  const head = await reader.at(0, 13);
  if (head.length < 13) throw cutOff();
  // The trailer byte ends the file; some writers add zeros behind it.
  const tail = await reader.at(Math.max(0, reader.size - 256), 256);
  if (!/;\0*$/.test(tail.toString('latin1'))) throw cutOff();
  return { width: head.readUInt16LE(6), height: head.readUInt16LE(8), dpi: null, orientation: 1 };
}

async function readBmp(reader: ByteReader): Promise<ImageFacts> {
  const head = await reader.at(0, 54);
  if (head.length < 26) throw cutOff();
  const dataAt = head.readUInt32LE(10);
  const core = head.readUInt32LE(14) === 12;
  if (!core && head.length < 46) throw cutOff();
  const width = core ? head.readUInt16LE(18) : Math.abs(head.readInt32LE(18));
  const height = core ? head.readUInt16LE(20) : Math.abs(head.readInt32LE(22));
  const bits = core ? head.readUInt16LE(24) : head.readUInt16LE(28);
  const compression = core ? 0 : head.readUInt32LE(30);
  const perMetre = core ? 0 : head.readInt32LE(38);
  const bytes = Math.ceil((width * bits) / 32) * 4 * height;
  if ((compression === 0 || compression === 3) && dataAt + bytes > reader.size) throw cutOff();
  return { width, height, dpi: perMetre > 0 ? perMetre * 0.0254 : null, orientation: 1 };
}

async function readWebp(reader: ByteReader): Promise<ImageFacts> {
  const head = await reader.at(0, 64);
  if (head.length < 30 || head.readUInt32LE(4) + 8 > reader.size) throw cutOff();
  return { ...measured(head), dpi: null, orientation: 1 };
}

/**
 * HEIC keeps its metadata in front; the picture data's boxes must lie inside the file. The turn stands in an
 * `irot` property (ISO/IEC 23008-12 §6.5.10), counter-clockwise.
 */
async function readHeic(reader: ByteReader): Promise<ImageFacts> {
  let at = 0;
  let meta: Buffer | null = null;
  let first: Buffer | null = null;
  while (at < reader.size) {
    const head = await reader.at(at, 16);
    if (head.length < 8) throw cutOff();
    let length = head.readUInt32BE(0);
    if (length === 1 && head.length === 16) length = Number(head.readBigUInt64BE(8));
    if (length === 0) length = reader.size - at;
    if (length < 8) throw new ReadFailure('damaged', 'a box of the HEIC file is broken');
    if (at + length > reader.size) throw cutOff();
    const type = head.toString('latin1', 4, 8);
    if (type === 'ftyp') first = await reader.at(at, Math.min(length, 4096));
    if (type === 'meta') meta = await reader.at(at, Math.min(length, 4 * 1024 * 1024));
    at += length;
  }
  if (!first || !meta) throw new ReadFailure('damaged', 'no metadata in the HEIC file');
  const irot = meta.indexOf('irot', 0, 'latin1');
  const turn = irot < 0 ? 0 : (meta[irot + 4] ?? 0) & 3;
  return {
    ...measured(Buffer.concat([first, meta])),
    dpi: null,
    // Its decoders stand under the LGPL, and what it packs (HEVC) under patents.
    drawable: false,
    orientation: [1, 8, 3, 6][turn] ?? 1,
  };
}

/** The library's measure; of several pictures in one file the largest (thumbnails, tiles of a grid). */
function measured(bytes: Buffer): { width: number; height: number } {
  try {
    const { width, height, images = [] } = imageSize(bytes);
    const all = [{ width, height }, ...images];
    return all.reduce((best, image) =>
      image.width * image.height > best.width * best.height
        ? { width: image.width, height: image.height }
        : best,
    );
  } catch (error) {
    throw new ReadFailure('damaged', wordsOf(error), error);
  }
}
