/** What TIFF packs its strips and tiles with (TIFF 6.0 §9, §13, §14): packed bytes → bytes, never more than asked for. */
import { constants, inflateSync } from 'node:zlib';
import UTIF from 'utif2';
import { ReadFailure, wordsOf } from './failure.js';

/** PackBits (§9). */
export function unpackBits(data: Uint8Array, size: number): Buffer {
  const out = Buffer.alloc(size);
  let at = 0;
  let to = 0;
  while (at < data.length && to < size) {
    const n = data[at++] ?? 0;
    if (n < 128) {
      const part = data.subarray(at, at + Math.min(n + 1, size - to));
      out.set(part, to);
      to += n + 1;
      at += n + 1;
    } else if (n > 128) {
      out.fill(data[at++] ?? 0, to, Math.min(size, to + 257 - n));
      to += 257 - n;
    }
  }
  return out;
}

/** Deflate (Adobe, compression 8 and 32946). A damaged end costs what lies behind it. */
export function unpackDeflate(data: Uint8Array, size: number): Buffer {
  try {
    const found = inflateSync(data, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: size + 65_536 });
    return found.length >= size ? found.subarray(0, size) : Buffer.concat([found], size);
  } catch (error) {
    throw new ReadFailure('damaged', wordsOf(error), error);
  }
}

export interface CodedChunk {
  /** px */
  width: number;
  height: number;
  /** Bits a sample and samples a pixel of what comes out. */
  bits: number;
  samples: number;
  /** TIFF tags 259, 262, 266, 292. */
  compression: number;
  photometric: number;
  fillOrder: number;
  fax: number;
}

/** One strip of fax (T.4, T.6) or JPEG, by the library: it is given a TIFF of this strip alone. */
export function unpackCoded(chunk: CodedChunk, data: Uint8Array): Buffer {
  const { width, height, bits, samples, compression, photometric, fillOrder, fax } = chunk;
  const tags: [number, number][] = [
    [256, width],
    [257, height],
    [258, bits],
    [259, compression],
    [262, photometric],
    [266, fillOrder],
    [273, 0],
    [277, samples],
    [278, height],
    [279, data.length],
    [292, fax],
  ];
  const head = 8 + 2 + tags.length * 12 + 4;
  const file = Buffer.alloc(head + data.length);
  file.write('II*\0', 0, 'latin1');
  file.writeUInt32LE(8, 4);
  file.writeUInt16LE(tags.length, 8);
  tags.forEach(([tag, value], i) => {
    const at = 10 + i * 12;
    file.writeUInt16LE(tag, at);
    file.writeUInt16LE(4, at + 2);
    file.writeUInt32LE(1, at + 4);
    file.writeUInt32LE(tag === 273 ? head : value, at + 8);
  });
  file.set(data, head);
  const [directory] = UTIF.decode(file);
  if (directory === undefined) throw new ReadFailure('damaged', 'the strip cannot be unpacked');
  UTIF.decodeImage(file, directory);
  const size = Math.ceil((width * bits * samples) / 8) * height;
  const found = directory.data;
  if (found === undefined) throw new ReadFailure('damaged', 'the strip cannot be unpacked');
  return found.length >= size
    ? Buffer.from(found.buffer, found.byteOffset, size)
    : Buffer.concat([found], size);
}
