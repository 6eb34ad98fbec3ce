/**
 * The one place that calls pdf-lib, for what is not worth own code: PNGs that must be unpacked, and the rare
 * filters. Each call is given bytes and gives bytes; what pdf-lib throws on bad input becomes null here.
 */
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import type { PDFContext, PDFRawStream, PDFRef } from 'pdf-lib';

const require = createRequire(import.meta.url);

/** Loaded when it is needed: most dossiers have no such file, and it takes a quarter of a second at every start. */
function pdfLib(): typeof import('pdf-lib') {
  return require('pdf-lib') as typeof import('pdf-lib');
}

/** An image of 8 bits a sample, RGB, with its compressed samples; alpha apart, as compressed grey. */
export interface UnpackedPng {
  /** Pixels. */
  width: number;
  height: number;
  rgb: Uint8Array;
  alpha: Uint8Array | null;
}

/** Any PNG by way of its pixels: 4 bytes each, and 7 more while they are parted. Null if it can't be drawn. */
export async function unpackPng(bytes: Uint8Array): Promise<UnpackedPng | null> {
  const { PDFContext, PDFName, PDFRef, PngEmbedder } = pdfLib();
  const context = PDFContext.create();
  // pdf-lib's own deflate takes ten times as long as Node's.
  context.flateStream = (contents, entries = {}) =>
    context.stream(deflateSync(contents as Uint8Array, { level: 6 }), { ...entries, Filter: 'FlateDecode' });
  try {
    const embedder = await PngEmbedder.for(bytes);
    const image = stream(context, await embedder.embedIntoContext(context));
    const mask = image.dict.get(PDFName.of('SMask'));
    const { width, height } = embedder;
    const alpha = mask instanceof PDFRef ? stream(context, mask).contents : null;
    return { width, height, rgb: image.contents, alpha };
  } catch {
    // A bad picture: the caller reports it.
    return null;
  }
}

function stream(context: PDFContext, ref: PDFRef): PDFRawStream {
  const { PDFRawStream } = pdfLib();
  const found = context.lookup(ref);
  if (found instanceof PDFRawStream) return found;
  throw new Error('pdf-lib wrote no stream');
}

const RARE: Readonly<Record<string, string>> = {
  LZWDecode: 'LZWDecode',
  LZW: 'LZWDecode',
  ASCII85Decode: 'ASCII85Decode',
  A85: 'ASCII85Decode',
  RunLengthDecode: 'RunLengthDecode',
  RL: 'RunLengthDecode',
};

/** Decoded bytes that are asked for at once. */
const PORTION = 1 << 16;

/** One filter undone, without its predictor; null if it is none of these three, bad, or more than `limit` bytes. */
export function decodeRare(
  filter: string | null,
  data: Uint8Array,
  earlyChange: number,
  limit: number,
): Buffer | null {
  const name = RARE[filter ?? ''];
  if (name === undefined) return null;
  const { decodePDFRawStream, PDFContext, PDFName, PDFNumber, PDFRawStream } = pdfLib();
  const context = PDFContext.create();
  const entries = context.obj({});
  entries.set(PDFName.of('Filter'), PDFName.of(name));
  const parms = context.obj({});
  parms.set(PDFName.of('EarlyChange'), PDFNumber.of(earlyChange));
  entries.set(PDFName.of('DecodeParms'), parms);
  try {
    const stream = decodePDFRawStream(PDFRawStream.of(entries, data));
    const portions: Buffer[] = [];
    let total = 0;
    for (;;) {
      // A portion lies in a buffer that goes on growing.
      const portion = Buffer.from(stream.getBytes(PORTION));
      total += portion.length;
      if (total > limit) return null;
      portions.push(portion);
      if (portion.length < PORTION) return Buffer.concat(portions);
    }
  } catch {
    return null;
  }
}
