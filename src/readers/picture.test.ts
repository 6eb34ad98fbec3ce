import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fileOf, fixture } from '../../fixtures/readers/make.js';
import type { Picture, Raster } from '../model/raster.js';
import { readImage } from './image.js';
import { unpackLzw } from './lzw.js';
import { readPictureOf } from './picture.js';
import { unpackBits } from './tiff-codes.js';

const pictureAt = (absolute: string, frame = 0): Promise<Picture | null> =>
  readPictureOf({ absolute, part: null, frame });

function raster(picture: Picture | null): Raster {
  if (picture?.kind !== 'raster') throw new Error('no samples');
  return picture;
}
const samples = (picture: Picture | null): number[] => [...inflateSync(raster(picture).bytes)];

type Tag = [number, number[]];

/** A TIFF of pages, low byte first, all figures of 32 bits. */
function tiff(pages: { tags: Tag[]; strips: Buffer[] }[]): Buffer {
  const u16 = (value: number): Buffer => Buffer.from([value & 255, value >> 8]);
  const u32 = (value: number): Buffer => {
    const out = Buffer.alloc(4);
    out.writeUInt32LE(value);
    return out;
  };
  const parts: Buffer[] = [Buffer.from('II*\0'), Buffer.alloc(4)];
  const put = (bytes: Buffer): number => {
    const at = parts.reduce((sum, part) => sum + part.length, 0);
    parts.push(bytes);
    return at;
  };
  // Where the place of the next directory is to be written.
  let link: Buffer = parts[1] ?? Buffer.alloc(4);
  for (const { tags, strips } of pages) {
    const whole: Tag[] = [...tags, [273, strips.map(put)], [279, strips.map((strip) => strip.length)]];
    const entries = whole
      .sort((a, b) => a[0] - b[0])
      .map(([tag, values]) => {
        const value = values.length > 1 ? put(Buffer.concat(values.map(u32))) : (values[0] ?? 0);
        return Buffer.concat([u16(tag), u16(4), u32(values.length), u32(value)]);
      });
    link.writeUInt32LE(put(Buffer.concat([u16(entries.length), ...entries])));
    link = u32(0);
    put(link);
  }
  return Buffer.concat(parts);
}

const page = (width: number, height: number, bits: number, more: Tag[], ...strips: Buffer[]) => ({
  tags: [[256, [width]], [257, [height]], [258, [bits]], ...more] as Tag[],
  strips,
});

const file = (bytes: Buffer, name = 'a.tif'): string => fileOf(name, bytes);

describe('TIFF', () => {
  it('gives a page for each directory that is no thumbnail', async () => {
    const grey: Tag[] = [[262, [1]]];
    const bytes = tiff([
      page(2, 1, 8, grey, Buffer.from([10, 20])),
      page(1, 1, 8, [[254, [1]], ...grey], Buffer.from([99])),
      page(3, 1, 8, grey, Buffer.from([30, 40, 50])),
    ]);
    const path = file(bytes);
    expect(await readImage('a.tif', path, 'tiff')).toMatchObject({
      width: 2,
      drawable: true,
      frames: [
        { width: 2, height: 1 },
        { width: 3, height: 1 },
      ],
    });
    expect(samples(await pictureAt(path, 1))).toEqual([30, 40, 50]);
    expect(await pictureAt(path, 2)).toBeNull();
  });

  it('keeps a fax of one strip as it is coded, bits in the order of a PDF', async () => {
    const code = Buffer.from([0b0010_0110, 0x80]);
    const form: Tag[] = [
      [259, [4]],
      [262, [0]],
    ];
    expect(raster(await pictureAt(file(tiff([page(8, 1, 1, form, code)]))))).toMatchObject({
      packing: 'g4',
      inverted: false,
      bytes: code,
    });
    const turned = raster(
      await pictureAt(file(tiff([page(8, 1, 1, [...form, [266, [2]]], Buffer.from([0b0110_0100, 0x01]))]))),
    );
    expect([...turned.bytes]).toEqual([...code]);
  });

  it('unpacks strips, planes, differences, odd depths and palettes', async () => {
    const one = (more: Tag[], bits: number, width: number, ...strips: Buffer[]) =>
      pictureAt(file(tiff([page(width, 2, bits, [[278, [1]], ...more], ...strips)])));
    // Rows in strips of their own, differences of neighbours.
    expect(
      samples(
        await one(
          [
            [262, [1]],
            [317, [2]],
          ],
          8,
          3,
          Buffer.from([5, 1, 1]),
          Buffer.from([9, 255, 255]),
        ),
      ),
    ).toEqual([5, 6, 7, 9, 8, 7]);
    // Three planes.
    const rgb = await one(
      [
        [262, [2]],
        [277, [3]],
        [284, [2]],
      ],
      8,
      1,
      ...[1, 2, 3, 4, 5, 6].map((value) => Buffer.from([value])),
    );
    expect(samples(rgb)).toEqual([1, 3, 5, 2, 4, 6]);
    // Five bits a sample: 31 is white.
    expect(samples(await one([[262, [1]]], 5, 1, Buffer.from([0b1111_1000]), Buffer.from([0])))).toEqual([
      255, 0,
    ]);
    const ramp = Array.from({ length: 12 }, (_, i) => i * 5000);
    const indexed = raster(
      await one(
        [
          [262, [3]],
          [320, ramp],
        ],
        2,
        4,
        Buffer.from([0x1b]),
        Buffer.from([0xe4]),
      ),
    );
    expect([...(indexed.color as Uint8Array)].slice(3, 6)).toEqual([5000 >> 8, 25000 >> 8, 45000 >> 8]);
  });

  it('swaps samples of 16 bits and reads what is packed', async () => {
    const deep = await pictureAt(file(tiff([page(1, 1, 16, [[262, [1]]], Buffer.from([1, 2]))])));
    expect(samples(deep)).toEqual([2, 1]);
    const packed = await pictureAt(
      file(
        tiff([
          page(
            4,
            1,
            8,
            [
              [259, [32773]],
              [262, [0]],
            ],
            Buffer.from([253, 7]),
          ),
        ]),
      ),
    );
    expect(samples(packed)).toEqual([7, 7, 7, 7]);
    expect(raster(packed).inverted).toBe(true);
  });

  it('tells pixels that are not square', async () => {
    const bytes = tiff([
      page(
        2,
        1,
        8,
        [
          [262, [1]],
          [282, [204]],
          [283, [98]],
        ],
        Buffer.from([1, 2]),
      ),
    ]);
    const { frames } = await readImage('a', file(bytes), 'tiff');
    expect(frames[0]?.pixelAspect).toBeCloseTo(2.08, 2);
  });

  it('refuses a picture that would fill the memory, and one of a kind that nobody sends', async () => {
    expect(await pictureAt(file(tiff([page(60_000, 60_000, 8, [[262, [1]]], Buffer.alloc(4))])))).toBeNull();
    expect(await pictureAt(file(tiff([page(1, 1, 8, [[262, [8]]], Buffer.alloc(4))])))).toBeNull();
  });
});

describe('the codes of TIFF and GIF', () => {
  it('PackBits: runs, copies and a stump', () => {
    expect([...unpackBits(Buffer.from([254, 9, 1, 3, 4, 128, 0]), 6)]).toEqual([9, 9, 9, 3, 4, 0]);
  });

  it('LZW: the example of TIFF 6.0, and a code that is just being made', () => {
    // 256, 7, 258, 8, 8, 258, 6, 6 and 257 of the standard, packed in 9 bits each, high bit first.
    const codes = [256, 7, 258, 8, 8, 258, 6, 6, 257];
    const bits = codes.map((code) => code.toString(2).padStart(9, '0')).join('');
    const bytes = Buffer.from((bits.match(/.{1,8}/g) ?? []).map((b) => Number.parseInt(b.padEnd(8, '0'), 2)));
    expect([...unpackLzw(bytes, { codeBits: 8, lowFirst: false }, 9)]).toEqual([7, 7, 7, 8, 8, 7, 7, 6, 6]);
  });
});

describe('other formats', () => {
  it('BMP, GIF, TIFF and WebP of another program show the same picture', async () => {
    const found = await Promise.all(
      ['pillow.bmp', 'pillow.gif', 'pillow.tif', 'pillow.webp'].map((name) => pictureAt(fixture(name))),
    );
    for (const picture of found) expect(raster(picture).width).toBeGreaterThan(0);
    const [bmp, , tif] = found;
    expect([raster(bmp ?? null).width, raster(tif ?? null).width]).toEqual([12, 12]);
    expect(samples(bmp ?? null)).toEqual(samples(tif ?? null));
  });

  it('BMP in runs', async () => {
    const head = Buffer.alloc(54 + 8);
    head.write('BM', 0, 'latin1');
    head.writeUInt32LE(62, 10);
    head.writeUInt32LE(40, 14);
    head.writeInt32LE(3, 18);
    head.writeInt32LE(2, 22);
    head.writeUInt16LE(1, 26);
    head.writeUInt16LE(8, 28);
    head.writeUInt32LE(1, 30);
    head.writeUInt32LE(2, 46);
    const runs = Buffer.from([3, 1, 0, 0, 1, 0, 2, 1, 0, 1]);
    const picture = await pictureAt(file(Buffer.concat([head, runs]), 'a.bmp'));
    // The lowest row comes first in the file.
    expect(samples(picture)).toEqual([0, 1, 1, 1, 1, 1]);
  });

  it('JPEG and PNG stay as they are', async () => {
    for (const name of ['pillow-progressive.jpg', 'pillow.png'])
      expect(await pictureAt(fixture(name))).toMatchObject({
        kind: 'file',
        bytes: readFileSync(fixture(name)),
      });
  });

  it('broken and cut pictures end in nothing, never in a crash', async () => {
    for (const name of ['pillow.bmp', 'pillow.gif', 'pillow.tif', 'pillow.webp']) {
      const whole = readFileSync(fixture(name));
      for (let cut = 1; cut < whole.length; cut += Math.ceil(whole.length / 23)) {
        await pictureAt(fileOf('a', whole.subarray(0, cut)));
        const bent = Buffer.from(whole);
        bent[cut] = (bent[cut] ?? 0) ^ 0xff;
        const picture = await pictureAt(fileOf('a', bent));
        if (picture?.kind === 'raster') expect(picture.bytes.length).toBeGreaterThan(0);
      }
    }
    expect(await pictureAt(fileOf('a', Buffer.from('II*\0garbage')))).toBeNull();
  });
});
