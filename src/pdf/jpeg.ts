/**
 * A JPEG as an image XObject: its bytes go in untouched (DCTDecode). Reads the header only. Own code, for pdf-lib's
 * JpegEmbedder inverts every CMYK picture, also those that no Adobe program wrote, reads from the start of the
 * underlying buffer where it is given a part of one, and takes DAC for a frame.
 */
import { type Dict, dict, Name } from './objects.js';

const COLOR_SPACE: Readonly<Record<number, string>> = { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' };

/** Bytes of one file that may lie between segments. */
const STRAY = 64 * 1024;

/** The XObject's entries, or null if this is no JPEG that a PDF can carry. */
export function jpegEntries(bytes: Uint8Array): Dict | null {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.length < 4 || data.readUInt16BE(0) !== 0xffd8) return null;
  let adobe = false;
  let p = 2;
  let stray = 0;
  while (p + 4 <= data.length) {
    // Stray bytes between segments: libjpeg, and with it most readers of PDF, warns and goes on.
    if (data[p] !== 0xff || data[p + 1] === 0) {
      const next = data.indexOf(0xff, p + 1);
      if (next < 0 || stray + next - p > STRAY) return null;
      stray += next - p;
      p = next;
      continue;
    }
    const marker = data[p + 1] as number;
    if (marker === 0xff) {
      p++;
      continue;
    }
    // Markers without a length: RSTn, TEM.
    if ((marker >= 0xd0 && marker <= 0xd7) || marker === 0x01) {
      p += 2;
      continue;
    }
    const length = data.readUInt16BE(p + 2);
    if (marker === 0xee && data.toString('latin1', p + 4, p + 9) === 'Adobe') adobe = true;
    // SOFn, but not DHT, JPG, DAC.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      // Lossless, hierarchical and arithmetic pictures are none that a PDF knows (§7.4.8).
      if (p + 10 > data.length || marker > 0xc2) return null;
      const components = data[p + 9] as number;
      const space = COLOR_SPACE[components];
      const height = data.readUInt16BE(p + 5);
      const width = data.readUInt16BE(p + 7);
      if (space === undefined || data[p + 4] !== 8 || width === 0 || height === 0) return null;
      return dict({
        Type: new Name('XObject'),
        Subtype: new Name('Image'),
        Width: width,
        Height: height,
        ColorSpace: new Name(space),
        BitsPerComponent: 8,
        Filter: new Name('DCTDecode'),
        // Adobe programs store CMYK inverted.
        ...(components === 4 && adobe ? { Decode: [1, 0, 1, 0, 1, 0, 1, 0] } : {}),
      });
    }
    p += 2 + length;
  }
  return null;
}
