import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { issuedFile, landscapeFile, statementFile } from '../../fixtures/layout/documents.js';
import { difference, draw, type Grey, golden } from '../../fixtures/layout/goldens.js';
import { KINDS } from '../../fixtures/layout/pages.js';
import { fileOf } from '../../fixtures/readers/make.js';
import { openFonts } from '../commands/fonts.js';
import type { VolumePicture } from '../pdf/index.js';
import { readFile, sniffFile } from '../readers/index.js';
import { type FontSet, type StatementData, wordPages } from './index.js';

let fonts: FontSet;
beforeAll(async () => {
  fonts = await openFonts();
});

async function drawn(bytes: Uint8Array, data: Omit<StatementData, 'document'>): Promise<Grey[]> {
  const absolute = fileOf('文件.docx', bytes);
  const document = await readFile({
    path: '局/文件.docx',
    absolute,
    role: 'evidence',
    signature: await sniffFile(absolute),
    extension: 'docx',
  });
  if (document.kind !== 'word') throw new Error('no Word document');
  const pages = wordPages({ document, ...data }, fonts);
  return draw(pages, fonts, async (key) => {
    throw new Error(`no picture ${key}`);
  });
}

/** Half a line of text more or less in a block of 8 × 8 is more than this. */
const TOLERANCE = 24;

/** A picture of even grey. */
const GREY_PICTURE: VolumePicture = {
  kind: 'raster',
  width: 1,
  height: 1,
  color: 'gray',
  bits: 8,
  inverted: false,
  packing: 'flate',
  bytes: deflateSync(Uint8Array.of(0xb0)),
  alpha: null,
};

function compare(name: string, picture: Grey): void {
  const kept = golden(name, picture);
  if (!kept) throw new Error(`no golden ${name}: UPDATE_GOLDENS=1 writes it`);
  const { most, at } = difference(picture, kept);
  expect(most, `${name} at ${at.join(',')}`).toBeLessThan(TOLERANCE);
}

describe('pages look as they did', () => {
  it.each([
    ['statement', statementFile, { title: '关于优化公共服务的情况说明' }, 2],
    ['issued', issuedFile, { look: 'own' }, 1],
    ['landscape', landscapeFile, { look: 'own' }, 2],
  ] as const)('%s', async (name, file, data, pages) => {
    const pictures = await drawn(file(), data);
    expect(pictures).toHaveLength(pages);
    pictures.forEach((picture, i) => {
      compare(`${name}-${i + 1}`, picture);
    });
  });

  it.each(KINDS)('$name, set by the tool', async ({ name, pages, binding }) => {
    const [picture] = await draw(pages(fonts), fonts, async () => GREY_PICTURE, binding);
    if (!picture) throw new Error('no page');
    compare(name, picture);
  });

  it('a page that lost a line does not pass', async () => {
    const [picture] = await drawn(statementFile(), { title: '关于优化公共服务的情况说明' });
    if (!picture) throw new Error('no page');
    const pixels = picture.pixels.slice();
    // A line of text is 11 pixels high.
    pixels.fill(255, picture.width * 100, picture.width * 111);
    expect(difference(picture, { ...picture, pixels }).most).toBeGreaterThan(TOLERANCE);
  });
});
