/** Samples that a reader has unpacked, as an image XObject (ISO 32000-1 §8.9.5); opacity becomes a soft mask. */
import type { Raster } from '../model/raster.js';
import { dict, Name, Raw, type Ref } from './objects.js';
import type { PdfWriter } from './writer.js';

const SPACES = { gray: '/DeviceGray', rgb: '/DeviceRGB', cmyk: '/DeviceCMYK' } as const;
const CHANNELS = { gray: 1, rgb: 3, cmyk: 4 } as const;

export function writeRaster(writer: PdfWriter, raster: Raster): Ref {
  const { width, height, color, bits, inverted, packing, bytes, alpha } = raster;
  const image = { Type: new Name('XObject'), Subtype: new Name('Image'), Width: width, Height: height };
  const mask =
    alpha === null
      ? undefined
      : writer.addStream(
          dict({
            ...image,
            ColorSpace: new Name('DeviceGray'),
            BitsPerComponent: 8,
            Filter: new Name('FlateDecode'),
          }),
          alpha,
        );
  const space =
    typeof color === 'string'
      ? SPACES[color]
      : `[/Indexed/DeviceRGB ${Math.floor(color.length / 3) - 1}<${Buffer.from(color).toString('hex')}>]`;
  const swapped = typeof color === 'string' && inverted;
  return writer.addStream(
    dict({
      ...image,
      ColorSpace: new Raw(space),
      BitsPerComponent: bits,
      ...(swapped ? { Decode: new Array(CHANNELS[color]).fill([1, 0]).flat() } : {}),
      ...(packing === 'g4'
        ? {
            Filter: new Name('CCITTFaxDecode'),
            DecodeParms: new Raw(`<</K -1/Columns ${width}/Rows ${height}>>`),
          }
        : { Filter: new Name('FlateDecode') }),
      ...(mask === undefined ? {} : { SMask: mask }),
    }),
    bytes,
  );
}
