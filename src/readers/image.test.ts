import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fileOf, fixture } from '../../fixtures/readers/make.js';
import type { Signature } from '../model/inventory.js';
import { readFile } from './read.js';

const read = (absolute: string, signature: Signature) =>
  readFile({ path: 'a', absolute, role: 'evidence', signature, extension: '' });

const FILES: [string, Signature, object][] = [
  ['pillow-exif.jpg', 'jpeg', { width: 120, height: 80, dpi: 300, orientation: 6 }],
  ['pillow-jfif.jpg', 'jpeg', { width: 120, height: 80, dpi: 200, orientation: 1 }],
  ['pillow-progressive.jpg', 'jpeg', { width: 120, height: 80, dpi: null, orientation: 1 }],
  ['pillow.png', 'png', { width: 120, height: 80, dpi: 300 }],
  ['pillow.gif', 'gif', { width: 120, height: 80, dpi: null }],
  ['pillow.bmp', 'bmp', { width: 12, height: 8, dpi: 96 }],
  ['pillow.tif', 'tiff', { width: 12, height: 8, dpi: 400 }],
  ['pillow.webp', 'webp', { width: 120, height: 80, dpi: null }],
];

const box = (type: string, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};
const u32 = (...values: number[]): Buffer => {
  const out = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => {
    out.writeUInt32BE(value, i * 4);
  });
  return out;
};
const heic = Buffer.concat([
  box('ftyp', Buffer.from('heic'), u32(0), Buffer.from('mif1heic')),
  box(
    'meta',
    u32(0),
    box(
      'iprp',
      box(
        'ipco',
        box('ispe', u32(0, 160, 120)),
        box('ispe', u32(0, 4032, 3024)),
        box('irot', Buffer.from([3])),
      ),
    ),
  ),
  box('mdat', Buffer.alloc(200)),
]);

describe('pictures', () => {
  it.each(FILES)('%s', async (name, signature, facts) => {
    expect(await read(fixture(name), signature)).toMatchObject({
      kind: 'image',
      format: signature,
      ...facts,
    });
  });

  it('HEIC: the largest picture inside, its turn, and a cut', async () => {
    expect(await read(fileOf('a.heic', heic), 'heic')).toMatchObject({
      width: 4032,
      height: 3024,
      orientation: 6,
    });
    expect(await read(fileOf('a.heic', heic.subarray(0, -20)), 'heic')).toMatchObject({ reason: 'damaged' });
  });

  it.each(FILES)('%s cut off is damaged', async (name, signature) => {
    const bytes = readFileSync(fixture(name));
    for (const share of [0.2, 0.5, 0.95])
      expect(
        await read(fileOf('a', bytes.subarray(0, Math.floor(bytes.length * share))), signature),
      ).toMatchObject({
        kind: 'unreadable',
        reason: 'damaged',
      });
  });

  it('a JPEG with a film clip behind it is whole', async () => {
    const photo = Buffer.concat([readFileSync(fixture('pillow-jfif.jpg')), Buffer.alloc(3_000_000, 1)]);
    expect(await read(fileOf('a.jpg', photo), 'jpeg')).toMatchObject({ kind: 'image', width: 120 });
  });

  it('a JPEG with stray bytes between its segments is one, as libjpeg has it', async () => {
    const photo = readFileSync(fixture('pillow-jfif.jpg'));
    const second = 4 + photo.readUInt16BE(4);
    const withStray = (stray: Buffer): Buffer =>
      Buffer.concat([photo.subarray(0, second), stray, photo.subarray(second)]);
    const plain = await read(fileOf('a.jpg', photo), 'jpeg');
    for (const stray of ['01', '68656c6c6f', 'ff00ff0007'])
      expect(await read(fileOf('a.jpg', withStray(Buffer.from(stray, 'hex'))), 'jpeg')).toEqual(plain);
    expect(await read(fileOf('a.jpg', withStray(Buffer.alloc(100_000))), 'jpeg')).toMatchObject({
      reason: 'damaged',
    });
  });
});
