/**
 * The colour that the volume's RGB and grey mean: an ICC profile of sRGB (IEC 61966-2-1), made here from the figures
 * of the standard, version 2.1 for the sake of old readers (ICC.1:1998-09). The same bytes every time.
 */

const TAGS = ['desc', 'cprt', 'wtpt', 'rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC'] as const;
type Tag = (typeof TAGS)[number];

/** White D50, and the primaries of sRGB adapted to it (Bradford): X, Y, Z. */
const COLOURS: Readonly<Partial<Record<Tag, readonly number[]>>> = {
  wtpt: [0.9642, 1, 0.8249],
  rXYZ: [0.43607, 0.22249, 0.01392],
  gXYZ: [0.38515, 0.71687, 0.09708],
  bXYZ: [0.14307, 0.06061, 0.7141],
};
/** Points of the curve from 0 to 1. */
const POINTS = 1024;
const HEADER = 128;

/** "sRGB IEC61966-2.1", by which the profile is known in its dictionary, too. */
export const SRGB_NAME = 'sRGB IEC61966-2.1';

export function srgbProfile(): Buffer {
  const curve = toneCurve();
  const data = new Map<Tag, Buffer>();
  for (const tag of TAGS) data.set(tag, tag.endsWith('TRC') ? curve : tagData(tag));
  const table = Buffer.alloc(4 + 12 * TAGS.length);
  table.writeUInt32BE(TAGS.length, 0);
  const parts: Buffer[] = [];
  const placed = new Map<Buffer, number>();
  let end = HEADER + table.length;
  TAGS.forEach((tag, i) => {
    const bytes = data.get(tag) as Buffer;
    let at = placed.get(bytes);
    if (at === undefined) {
      at = end;
      placed.set(bytes, at);
      const padded = Buffer.alloc(Math.ceil(bytes.length / 4) * 4);
      bytes.copy(padded);
      parts.push(padded);
      end += padded.length;
    }
    table.write(tag, 4 + 12 * i, 'latin1');
    table.writeUInt32BE(at, 8 + 12 * i);
    table.writeUInt32BE(bytes.length, 12 + 12 * i);
  });
  return Buffer.concat([header(end), table, ...parts]);
}

function header(size: number): Buffer {
  const out = Buffer.alloc(HEADER);
  out.writeUInt32BE(size, 0);
  out.writeUInt32BE(0x02100000, 8);
  out.write('mntrRGB XYZ ', 12, 'latin1');
  // The date of a profile that says the same every time: that of the standard.
  [1999, 10, 1, 0, 0, 0].forEach((part, i) => {
    out.writeUInt16BE(part, 24 + 2 * i);
  });
  out.write('acsp', 36, 'latin1');
  fixed(COLOURS.wtpt as readonly number[]).copy(out, 68);
  return out;
}

function tagData(tag: Tag): Buffer {
  const colour = COLOURS[tag];
  if (colour !== undefined) return Buffer.concat([Buffer.from('XYZ \0\0\0\0', 'latin1'), fixed(colour)]);
  if (tag === 'cprt') return Buffer.from('text\0\0\0\0No copyright, use freely\0', 'latin1');
  // textDescriptionType: the ASCII text; no Unicode, no Macintosh text (67 bytes).
  const name = `${SRGB_NAME}\0`;
  const out = Buffer.alloc(12 + name.length + 8 + 3 + 67);
  out.write('desc', 0, 'latin1');
  out.writeUInt32BE(name.length, 8);
  out.write(name, 12, 'latin1');
  return out;
}

function toneCurve(): Buffer {
  const out = Buffer.alloc(12 + 2 * POINTS);
  out.write('curv', 0, 'latin1');
  out.writeUInt32BE(POINTS, 8);
  for (let i = 0; i < POINTS; i++) {
    const value = i / (POINTS - 1);
    const linear = value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    out.writeUInt16BE(Math.round(linear * 65535), 12 + 2 * i);
  }
  return out;
}

/** s15Fixed16 numbers. */
function fixed(values: readonly number[]): Buffer {
  const out = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => {
    out.writeInt32BE(Math.round(value * 65536), 4 * i);
  });
  return out;
}
