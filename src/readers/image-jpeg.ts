/** JPEG markers (ITU-T T.81 Annex B), JFIF and EXIF segments. */
import { ReadFailure } from './failure.js';
import type { ByteReader, ImageFacts } from './image.js';
import { readExif } from './image-tiff.js';

const WINDOW = 1024 * 1024;

/** Bytes of one file between segments that belong to none: libjpeg warns and goes on, so viewers show such pictures. */
const STRAY = 64 * 1024;

/** Walks the segments to the picture data; 'damaged' where the end marker is missing. */
export async function readJpeg(reader: ByteReader): Promise<ImageFacts> {
  const facts: ImageFacts = { width: 0, height: 0, dpi: null, orientation: 1 };
  let jfif: number | null = null;
  let exif: number | null = null;
  let at = 2;
  let stray = 0;
  for (;;) {
    const head = await reader.at(at, 20);
    if (head.length < 4) throw new ReadFailure('damaged', 'the picture is cut off');
    if (head[0] !== 0xff || head[1] === 0) {
      const next = await nextMarker(reader, at);
      stray += next - at;
      if (stray > STRAY) throw new ReadFailure('damaged', 'a JPEG marker is missing');
      at = next;
      continue;
    }
    const marker = head[1] ?? 0;
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === 0xd9) throw new ReadFailure('damaged', 'the JPEG holds no picture');
    const length = head.readUInt16BE(2);
    if (marker === 0xe0 && head.toString('latin1', 4, 9) === 'JFIF\0' && head.length >= 16) {
      // Unit 0 gives a ratio only.
      const density = head.readUInt16BE(12);
      if (density > 0) jfif = head[11] === 1 ? density : head[11] === 2 ? density * 2.54 : null;
    } else if (marker === 0xe1 && head.toString('latin1', 4, 10) === 'Exif\0\0') {
      const found = await readExif(await reader.at(at + 10, length - 8));
      if (found) {
        exif = found.dpi;
        facts.orientation = found.orientation;
      }
    } else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      if (head.length < 9) throw new ReadFailure('damaged', 'the picture is cut off');
      facts.height = head.readUInt16BE(5);
      facts.width = head.readUInt16BE(7);
      // A PDF carries Huffman-coded baseline, extended and progressive pictures of 8 bits (ISO 32000-1 §7.4.8).
      facts.drawable = marker <= 0xc2 && head[4] === 8;
    } else if (marker === 0xda) {
      // Whoever looks for a lost marker may run past the frame.
      if (facts.drawable === undefined) throw new ReadFailure('damaged', 'the JPEG holds no frame');
      if (!(await hasEnd(reader, at))) throw new ReadFailure('damaged', 'the picture is cut off');
      // Scanners write JFIF; cameras write 72 into EXIF without meaning it.
      facts.dpi = jfif ?? exif;
      return facts;
    }
    if (length < 2) throw new ReadFailure('damaged', 'a JPEG segment is broken');
    at += 2 + length;
  }
}

/** The next byte pair that is a marker; FF 00 stands for a byte of the picture's data (T.81 B.1.1.5). */
async function nextMarker(reader: ByteReader, from: number): Promise<number> {
  const bytes = await reader.at(from, STRAY);
  let at = bytes.indexOf(0xff);
  while (at >= 0 && bytes[at + 1] === 0) at = bytes.indexOf(0xff, at + 2);
  if (at < 0) throw new ReadFailure('damaged', 'a JPEG marker is missing');
  return from + at;
}

/** Looks for the end marker: mostly the last bytes; phones append a film clip behind it. */
async function hasEnd(reader: ByteReader, from: number): Promise<boolean> {
  const tail = await reader.at(Math.max(from, reader.size - 4096), 4096);
  if (tail.lastIndexOf('ffd9', tail.length, 'hex') >= 0) return true;
  for (let at = from; at < reader.size; at += WINDOW) {
    // One byte over, so that a marker across the border is seen.
    const block = await reader.at(at, WINDOW + 1);
    if (block.indexOf('ffd9', 0, 'hex') >= 0) return true;
  }
  return false;
}
