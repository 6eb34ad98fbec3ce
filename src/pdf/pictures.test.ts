import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { pixel, render } from '../../fixtures/pdf/pdfium.js';
import { frameOf } from './geometry.js';
import { jpegEntries } from './jpeg.js';
import { dict, Name, Raw, Ref } from './objects.js';
import { orientationMatrix } from './own-page.js';
import { VolumePictures } from './pictures.js';
import { readPng } from './png.js';
import { PdfWriter } from './writer.js';

const folder = mkdtempSync(join(tmpdir(), 'dossier-pictures-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

type Sample = (x: number, y: number) => number[];

/** A PNG of 10 × 6 pixels; samples of `bits` bits each, the rows filtered in turn by 0–4 where `bits` is 8. */
function png(
  type: number,
  bits: number,
  interlaced: boolean,
  sample: Sample,
  extra: [string, Buffer][] = [],
): Buffer {
  const width = 10;
  const height = 6;
  const rows: Buffer[] = [];
  for (const [x0, y0, dx, dy] of interlaced ? PASSES : ([[0, 0, 1, 1]] as const)) {
    let last = Buffer.alloc(0);
    for (let y = y0; y < height; y += dy) {
      let text = '';
      for (let x = x0; x < width; x += dx) {
        text += sample(x, y)
          .map((value) => value.toString(2).padStart(bits, '0'))
          .join('');
      }
      if (text === '') continue;
      const bytes = (text.match(/.{1,8}/g) ?? []).map((part) => Number.parseInt(part.padEnd(8, '0'), 2));
      rows.push(filtered(Buffer.from(bytes), y === y0 ? null : last, bits === 8 ? SAMPLES[type] : undefined));
      last = Buffer.from(bytes);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([bits, type, 0, 0, interlaced ? 1 : 0], 8);
  const chunks: [string, Buffer][] = [
    ['IHDR', head],
    ...extra,
    ['IDAT', deflateSync(Buffer.concat(rows))],
    ['IEND', Buffer.alloc(0)],
  ];
  const parts = chunks.map(([name, body]) => {
    const content = Buffer.concat([Buffer.from(name), body]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(body.length, 0);
    frame.writeUInt32BE(crc(content), 4);
    return Buffer.concat([frame.subarray(0, 4), content, frame.subarray(4)]);
  });
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
}

const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
let turn = 0;

/** A row with the next of the five PNG filters applied (PNG §9). */
function filtered(row: Buffer, above: Buffer | null, step: number | undefined): Buffer {
  const kind = step === undefined ? 0 : turn++ % 5;
  const out = Buffer.from([kind, ...row]);
  for (let i = 0; i < row.length; i++) {
    const [a, b, c] = [row[i - (step ?? 1)] ?? 0, above?.[i] ?? 0, above?.[i - (step ?? 1)] ?? 0];
    const p = a + b - c;
    const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
    const paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
    out[i + 1] = (row[i] as number) - ([0, a, b, (a + b) >> 1, paeth][kind] as number);
  }
  return out;
}

function crc(bytes: Buffer): number {
  // Node 20.15 and newer have it in zlib; the reader does not check it.
  return typeof crc32 === 'function' ? crc32(bytes) : 0;
}

/** Draws a picture over a green page of 10 × 6 pt and renders it with one pixel a sample. */
async function draw(bytes: Uint8Array): Promise<(x: number, y: number) => string> {
  const target = join(folder, 'picture.pdf');
  const writer = new PdfWriter(target);
  const pictures = new VolumePictures(writer, async () => ({ bytes, mime: '' }));
  const picture = await pictures.get('key');
  if (picture === null) throw new Error('not drawn');
  const content = writer.addStream(
    new Map(),
    Buffer.from('0 1 0 rg 0 0 10 6 re f q 10 0 0 6 0 0 cm /P Do Q'),
  );
  const tree = writer.allocate();
  const page = writer.add(
    new Raw(
      `<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 10 6]/Contents ${content.num} 0 R/Resources<</XObject<</P ${picture.text}>>>>>>`,
    ),
  );
  writer.put(tree, dict({ Type: new Name('Pages'), Count: 1, Kids: [page] }));
  writer.finish(writer.add(dict({ Type: new Name('Catalog'), Pages: new Ref(tree) })), writer.add(new Map()));
  const shown = await render(readFileSync(target), 0, 8);
  return (x, y) => pixel(shown, x * 8 + 4, y * 8 + 4);
}

const left = (x: number) => x < 5;
const hex = (...parts: number[]) => parts.map((part) => part.toString(16).padStart(2, '0')).join('');

describe('PNG', () => {
  for (const interlaced of [false, true]) {
    const how = interlaced ? 'interlaced' : 'plain';
    it(`draws ${how} RGB, grey, palette and 16 bits`, async () => {
      const rgb = await draw(png(2, 8, interlaced, (x) => (left(x) ? [255, 0, 0] : [0, 0, 255])));
      expect([rgb(1, 1), rgb(8, 4)]).toEqual(['ff0000', '0000ff']);
      const deep = await draw(png(2, 16, interlaced, (x) => (left(x) ? [65535, 0, 0] : [0, 0, 65535])));
      expect([deep(1, 1), deep(8, 4)]).toEqual(['ff0000', '0000ff']);
      for (const bits of [1, 2, 4, 8]) {
        const grey = await draw(png(0, bits, interlaced, (x) => [left(x) ? 2 ** bits - 1 : 0]));
        expect([grey(1, 1), grey(8, 4)]).toEqual(['ffffff', '000000']);
        const palette = Buffer.from([255, 0, 0, 0, 0, 255]);
        const indexed = await draw(png(3, bits, interlaced, (x) => [left(x) ? 0 : 1], [['PLTE', palette]]));
        expect([indexed(1, 1), indexed(8, 4)]).toEqual(['ff0000', '0000ff']);
      }
    });

    it(`lets the page through ${how} alpha`, async () => {
      const rgba = await draw(png(6, 8, interlaced, (x) => [255, 0, 0, left(x) ? 255 : 0]));
      expect([rgba(1, 1), rgba(8, 4)]).toEqual(['ff0000', '00ff00']);
      const deep = await draw(png(4, 16, interlaced, (x) => [0, left(x) ? 65535 : 0]));
      expect([deep(1, 1), deep(8, 4)]).toEqual(['000000', '00ff00']);
      const palette: [string, Buffer][] = [
        ['PLTE', Buffer.from([255, 0, 0, 0, 0, 255])],
        ['tRNS', Buffer.from([255, 0])],
      ];
      const indexed = await draw(png(3, 4, interlaced, (x) => [left(x) ? 0 : 1], palette));
      expect([indexed(1, 1), indexed(8, 4)]).toEqual(['ff0000', '00ff00']);
      const key = await draw(
        png(0, 8, interlaced, (x) => [left(x) ? 0 : 7], [['tRNS', Buffer.from([0, 7])]]),
      );
      expect([key(1, 1), key(8, 4)]).toEqual(['000000', '00ff00']);
    });
  }

  it.each([true, false])('gives every pixel through every filter (interlaced: %s)', async (interlaced) => {
    for (let round = 0; round < 5; round++) {
      turn = round;
      const shown = await draw(png(6, 8, interlaced, (x, y) => [x * 25, y * 40, 7, 255]));
      const grey = await draw(png(0, 8, interlaced, (x, y) => [x * 20 + y * 9]));
      for (let y = 0; y < 6; y++) {
        for (let x = 0; x < 10; x++) {
          expect(shown(x, y)).toBe(hex(x * 25, y * 40, 7));
          expect(grey(x, y)).toBe(hex(...Array<number>(3).fill(x * 20 + y * 9)));
        }
      }
    }
  });

  it('comes to an end on chunks that lie, and draws what is there', async () => {
    const whole = png(6, 8, false, (x) => [255, 0, 0, left(x) ? 255 : 0], [['tEXt', Buffer.from('no zero')]]);
    const cut = whole.subarray(0, whole.indexOf('IEND') - 12);
    const endless = Buffer.concat([cut, Buffer.from('fffffff0', 'hex'), Buffer.from('fdAT')]);
    const animated = png(6, 8, false, (x) => [255, 0, 0, left(x) ? 255 : 0], [
      ['acTL', Buffer.from('0000000200000000', 'hex')],
      ['fcTL', Buffer.from(`${'00'.repeat(26)}`, 'hex')],
      ['fcTL', Buffer.from(`${'00'.repeat(26)}`, 'hex')],
    ]);
    for (const bytes of [whole, cut, endless, animated]) {
      const shown = await draw(bytes);
      expect([shown(1, 1), shown(8, 1)]).toEqual(['ff0000', '00ff00']);
    }
  });

  it('refuses what is no PNG', async () => {
    expect(await readPng(Buffer.from('GIF89a'))).toBeNull();
    expect(await readPng(Buffer.alloc(100))).toBeNull();
    expect(await readPng(png(3, 8, false, () => [0]))).toBeNull();
    expect(await readPng(png(2, 8, false, () => [0, 0, 0]).subarray(0, 40))).toBeNull();
  });

  it('reports a picture whose alpha cannot be unpacked', async () => {
    const whole = png(6, 8, false, (x, y) => [x, y, 0, 9]);
    const broken = Buffer.from(whole);
    broken.fill(0xee, whole.indexOf('IDAT') + 4, whole.indexOf('IEND') - 4);
    const writer = new PdfWriter(join(folder, 'broken.pdf'));
    const pictures = new VolumePictures(writer, async () => ({ bytes: broken, mime: '' }));
    expect(await pictures.get('key')).toBeNull();
    expect(pictures.missing).toEqual(['key']);
    writer.sink.discard();
  });
});

describe('JPEG', () => {
  const header = (components: number, adobe: boolean) =>
    Buffer.from(
      `ffd8${adobe ? 'ffee000e41646f626500640000000000' : ''}ffc000${(8 + 3 * components).toString(16).padStart(2, '0')}0800200010${components
        .toString(16)
        .padStart(2, '0')}${'011100'.repeat(components)}`,
      'hex',
    );

  it('takes size and colours from the header', () => {
    for (const [components, space] of [
      [1, 'DeviceGray'],
      [3, 'DeviceRGB'],
      [4, 'DeviceCMYK'],
    ] as const) {
      const entries = jpegEntries(header(components, false));
      expect(entries?.get('Width')).toBe(16);
      expect(entries?.get('Height')).toBe(32);
      expect(entries?.get('ColorSpace')).toEqual(new Name(space));
    }
  });

  it('turns the inverted CMYK of Adobe programs', () => {
    expect(jpegEntries(header(4, true))?.get('Decode')).toEqual([1, 0, 1, 0, 1, 0, 1, 0]);
    expect(jpegEntries(header(4, false))?.has('Decode')).toBe(false);
  });

  it('passes over stray bytes between segments, as libjpeg does', () => {
    const bytes = header(3, false);
    for (const stray of ['01', 'ff00ff0007'])
      expect(
        jpegEntries(Buffer.concat([bytes.subarray(0, 2), Buffer.from(stray, 'hex'), bytes.subarray(2)])),
      ).toEqual(jpegEntries(bytes));
    expect(
      jpegEntries(Buffer.concat([bytes.subarray(0, 2), Buffer.alloc(100_000), bytes.subarray(2)])),
    ).toBeNull();
  });

  it('refuses what is no JPEG', () => {
    expect(jpegEntries(Buffer.from('ffd8ff', 'hex'))).toBeNull();
    expect(jpegEntries(Buffer.from('not a picture'))).toBeNull();
  });
});

describe('placing', () => {
  /** Where the stored picture's corners (left/right, bottom/top) come to stand in a box of 40 × 20 at 0,0. */
  it.each([
    [1, [0, 20], [40, 20]],
    [2, [40, 20], [0, 20]],
    [3, [40, 0], [0, 0]],
    [4, [0, 0], [40, 0]],
    [5, [0, 20], [0, 0]],
    [6, [40, 20], [40, 0]],
    [7, [40, 0], [40, 20]],
    [8, [0, 0], [0, 20]],
  ])('undoes EXIF orientation %i', (orientation, topLeft, topRight) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = orientationMatrix(orientation, 0, 0, 40, 20);
    const at = (u: number, v: number) => [a * u + c * v + e, b * u + d * v + f];
    expect(at(0, 1)).toEqual(topLeft);
    expect(at(1, 1)).toEqual(topRight);
  });

  it.each([
    [0, [10, 20]],
    [90, [110, 20]],
    [180, [110, 220]],
    [270, [10, 220]],
  ])('finds the lower left corner of a page turned by %i', (rotate, corner) => {
    const frame = frameOf({ mediaBox: [0, 0, 500, 500], cropBox: [10, 20, 110, 220], rotate, userUnit: 2 });
    expect([frame.width, frame.height]).toEqual(rotate % 180 === 0 ? [200, 400] : [400, 200]);
    const [a, b, c, d, e, f] = frame.matrix;
    expect([e, f]).toEqual(corner);
    const end = [a * frame.width + c * frame.height + e, b * frame.width + d * frame.height + f];
    // The opposite corner of the frame is the opposite corner of the crop box.
    expect(end).toEqual([120 - (corner[0] ?? 0), 240 - (corner[1] ?? 0)]);
  });
});
