/** A JPEG strip of a TIFF as a JPEG of its own (TIFF Technical Note 2), and the order of bits in a byte. */
import type { TiffLook } from './tiff-picture.js';

/** Bytes with their bits the other way round (FillOrder 2). */
export const REVERSED = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number.parseInt(byte.toString(2).padStart(8, '0').split('').reverse().join(''), 2),
);

/** Tables that all strips share go in front; RGB is said to be RGB, for three samples mean YCbCr otherwise. */
export function jpegOfStrip(strip: Buffer, { jpegTables, photometric, samples }: TiffLook): Buffer {
  const tables = Buffer.from(jpegTables);
  const shared =
    tables.length > 4
      ? tables.subarray(2, tables.readUInt16BE(tables.length - 2) === 0xffd9 ? -2 : undefined)
      : tables.subarray(0, 0);
  const rgb = photometric === 2 && samples >= 3;
  // Adobe's APP14 with transform 0.
  const marker = rgb ? Buffer.from('ffee000e41646f62650064000000000000', 'hex') : Buffer.alloc(0);
  return Buffer.concat([Buffer.from('ffd8', 'hex'), marker, shared, strip.subarray(2)]);
}
