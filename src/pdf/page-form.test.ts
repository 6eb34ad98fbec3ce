import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { Bench, hasPoppler, material } from '../../fixtures/pdf/bench.js';
import { pageText, pixel, render } from '../../fixtures/pdf/pdfium.js';
import { PdfSample } from '../../fixtures/pdf/samples.js';
import { decodeStream } from './filters.js';
import { inspectPdf, writeVolume } from './index.js';
import { dict, isDict, Name, PdfStream } from './objects.js';
import { listPages } from './pages.js';
import { RawPdf } from './raw.js';
import { FileSource, WindowBuffer } from './source.js';

const bench = new Bench();
afterAll(() => bench.remove());

const A4 = '/MediaBox[0 0 595.28 841.89]';
const RED = '1 0 0 rg 100 400 50 50 re f';
const PROPERTIES = '/Resources<</Properties<</L 50 0 R>>/Font<</F 51 0 R>>>>';

/** Binds one page with this content; the volume's bytes. */
async function bind(name: string, make: (sample: PdfSample) => void): Promise<Buffer> {
  const sample = PdfSample.pages(1, () => A4 + PROPERTIES);
  sample.object(
    1,
    '<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[50 0 R]/D<</OFF[50 0 R]/Order[50 0 R]>>>>>>',
  );
  sample.object(50, '<</Type/OCG/Name(Hidden)>>');
  sample.object(51, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>');
  make(sample);
  await writeVolume(
    bench.job(`${name}-out.pdf`, [material('017-03', bench.save(`${name}.pdf`, sample.classic()), 1)]),
  );
  return readFileSync(bench.at(`${name}-out.pdf`));
}

async function expectStamp(name: string, bytes: Buffer): Promise<void> {
  expect(await pageText(bytes, 0)).toContain('— 1 —');
  expect(await pageText(bytes, 0)).toContain('017-03');
  expect(await numberInk(bytes)).toBeGreaterThan(25);
  expect(inspectPdf(bench.at(`${name}-out.pdf`)).pages[0]?.stamp?.number).toBe(1);
  if (!hasPoppler) return;
  const { stdout } = spawnSync('pdftotext', [bench.at(`${name}-out.pdf`), '-'], { encoding: 'utf8' });
  // Poppler leaves spaces out that have no glyph.
  expect(stdout).toMatch(/— ?1 ?—/);
}

/** Dark pixels where the number of a right-hand page stands (GB/T 9704 §7.5). */
async function numberInk(bytes: Buffer): Promise<number> {
  const picture = await render(bytes, 0);
  let dark = 0;
  for (let x = 450; x < 515; x++) for (let y = 750; y < 775; y++) if (pixel(picture, x, y) < '606060') dark++;
  return dark;
}

describe('a stamp shows whatever the page leaves open', () => {
  it.each([
    ['nothing', ''],
    ['string', 'BT /F 9 Tf (never closed'],
    ['nested-string', 'BT /F 9 Tf ((((never closed \\'],
    ['hex-string', 'BT /F 9 Tf <4142'],
    ['array', 'BT /F 9 Tf [(a) -20 (b)'],
    ['dictionary', '/L <</A <</B'],
    ['inline-image', 'q 9 0 0 9 0 0 cm BI /W 200 /H 200 /BPC 8 /CS /G ID abc'],
    ['inline-image-head', 'BI /W 200 /H 200'],
    ['saved-states', 'q q q q 0.01 0 0 0.01 900 900 cm'],
    ['restored-states', 'Q Q Q Q Q'],
    ['matrix', '-1 0 0 -0.5 90 90 cm'],
    ['clip', '0 0 1 1 re W n'],
    ['pending-clip', '0 0 1 1 re W'],
    ['path', '0 0 m 900 900 l'],
    ['text', 'BT /F 9 Tf 3 Tr 200 Tz 50 Ts 30 Tc'],
    ['marked-content', '/Span BMC /Span BMC'],
    ['ends-of-marked-content', 'EMC EMC EMC'],
    ['hidden-layer', '/OC /L BDC'],
    ['compatibility', 'BX nonsense'],
    ['nonsense', 'abc 1 2 3 } ] >> ) %'],
    ['comment', '% no line end'],
  ])('%s', async (name, tail) => {
    const bytes = await bind(name, (sample) => sample.stream(11, '', `q ${RED} Q\n${tail}`));
    await expectStamp(name, bytes);
    expect(pixel(await render(bytes, 0), 125, 842 - 425)).toBe('ff0000');
    bench.expectSound(`${name}-out.pdf`);
  });

  it.each([
    ['truncated', '/Filter/FlateDecode', deflateSync(Buffer.from(`${RED}\n`.repeat(99))).subarray(0, 30)],
    ['no-flate', '/Filter/FlateDecode', Buffer.from('not compressed at all')],
    ['unknown-filter', '/Filter/NoSuchDecode', Buffer.from('abc')],
    ['elsewhere', '/F(other.bin)/FFilter/FlateDecode', Buffer.from(RED)],
  ])('a content stream that is bad: %s', async (name, entries, data) => {
    await expectStamp(name, await bind(name, (sample) => sample.stream(11, entries, data)));
  });

  it.each([
    ['no-contents', ''],
    ['null-contents', '/Contents null'],
    ['empty-array', '/Contents[]'],
    ['missing-contents', '/Contents 99 0 R'],
    ['no-resources', '/Contents 11 0 R'],
  ])('%s', async (name, contents) => {
    const bytes = await bind(name, (sample) =>
      sample.object(10, `<</Type/Page/Parent 2 0 R${A4}${contents}>>`),
    );
    await expectStamp(name, bytes);
    bench.expectSound(`${name}-out.pdf`);
  });
});

describe('content in several streams', () => {
  const parts = (sample: PdfSample, contents: string) =>
    sample.object(10, `<</Type/Page/Parent 2 0 R${A4}${PROPERTIES}/Contents[${contents}]>>`);

  it('carries the state from one to the next', async () => {
    const bytes = await bind('carried', (sample) => {
      parts(sample, '60 0 R 99 0 R 61 0 R 62 0 R 63 0 R');
      sample.stream(60, '', 'q 1 0 0 1 100 400 cm 1 0 0');
      sample.stream(61, '/Filter/FlateDecode', deflateSync(Buffer.from('rg')));
      sample.stream(62, '/Filter[/ASCIIHexDecode]', `${Buffer.from('0 0 50 50 re f').toString('hex')}>`);
      sample.stream(63, '', 'Q 0 0 1 rg 200 400 50 50 re f (open');
    });
    const picture = await render(bytes, 0);
    expect(pixel(picture, 125, 842 - 425)).toBe('ff0000');
    expect(pixel(picture, 225, 842 - 425)).toBe('0000ff');
    await expectStamp('carried', bytes);
    bench.expectSound('carried-out.pdf');
  });

  it('unpacks every filter that content may have', async () => {
    // "-----A---B" of ISO 32000-1 §7.4.4.2, and the same words in ASCII 85 and run lengths.
    const lzw = Buffer.from('800b6050220c0c8501', 'hex');
    const text = '-----A---B';
    const decode = (filter: string, data: Buffer) =>
      decodeStream(dict({ Filter: new Name(filter) }), data)?.toString('latin1');
    expect(decode('LZWDecode', lzw)).toBe(text);
    expect(decode('A85', Buffer.from('9jqo^~>'))).toBe('Man ');
    expect(decode('RunLengthDecode', Buffer.from('fc2d004180'.replace('80', 'fe2d004280'), 'hex'))).toBe(
      text,
    );
    expect(decode('JBIG2Decode', lzw)).toBeUndefined();
    const bytes = await bind('filters', (sample) => {
      parts(sample, '60 0 R 61 0 R 62 0 R');
      sample.stream(60, '/Filter/RL', Buffer.concat([Buffer.from([RED.length]), Buffer.from(` ${RED}\x80`)]));
      sample.stream(61, '/Filter/NoSuchDecode', 'abc');
      sample.stream(62, '/Filter/RunLengthDecode', Buffer.from('fe20ff2080', 'hex'));
    });
    expect(pixel(await render(bytes, 0), 125, 842 - 425)).toBe('ff0000');
    await expectStamp('filters', bytes);
  });

  it('gives up a chain of filters that grows without end before it fills the memory', () => {
    // Each pass makes 64 of one byte: 64 bytes would be 4 TB.
    const chain = dict({ Filter: Array.from({ length: 6 }, () => new Name('RunLengthDecode')) });
    const before = process.resourceUsage().maxRSS;
    expect(decodeStream(chain, Buffer.alloc(64, 0x81))).toBeNull();
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(600 << 10);
  });
});

/** The forms of a volume's pages, with their stored bytes. */
function forms(name: string): { num: number; bytes: Buffer }[] {
  const source = new FileSource(bench.at(name), new WindowBuffer());
  const pdf = new RawPdf(source);
  const found = listPages(pdf).pages.map(({ num }) => {
    const page = pdf.get(num);
    const objects = pdf.dict(pdf.dict(isDict(page) ? page.get('Resources') : null)?.get('XObject'));
    const reference = objects?.values().next().value ?? null;
    const form = pdf.resolve(reference);
    if (!(form instanceof PdfStream)) throw new Error('page without a form');
    const bytes = Buffer.alloc(form.length);
    source.readInto(bytes, 0, form.start, form.length);
    return { num: Number(/^\d+/.exec(JSON.stringify(reference).replace(/^\D+/, ''))?.[0]), bytes };
  });
  source.close();
  return found;
}

it('leaves annotations the resources of the page, which viewers use where they have none', async () => {
  const bytes = await bind('borrowed', (sample) => {
    sample.object(
      10,
      `<</Type/Page/Parent 2 0 R${A4}/Contents 11 0 R/Annots[20 0 R]/Resources<</Font<</F 51 0 R>>/ColorSpace<</C/DeviceRGB>>/XObject<</X 22 0 R>>>>>>`,
    );
    sample.object(20, '<</Type/Annot/Subtype/Stamp/Rect[100 400 150 450]/AP<</N 21 0 R>>>>');
    sample.stream(21, '/Type/XObject/Subtype/Form/BBox[0 0 50 50]', '/C cs 0 0 1 sc 0 0 50 50 re f /X Do');
    sample.stream(22, '/Type/XObject/Subtype/Form/BBox[0 0 50 50]', '1 0 0 rg 0 0 25 50 re f');
  });
  await expectStamp('borrowed', bytes);
  const picture = await render(bytes, 0);
  expect(pixel(picture, 110, 842 - 425)).toBe('ff0000');
  expect(pixel(picture, 140, 842 - 425)).toBe('0000ff');
});

it('binds no more annotations than Poppler takes, which would open neither the page nor any behind it', async () => {
  const sample = PdfSample.pages(2, () => A4);
  const annotations =
    '<</Type/Annot/Subtype/Link/Rect[1 1 9 9]/A<</S/URI/URI(http://a.cn)>>>>'.repeat(10_000) +
    '<</Type/Annot/Subtype/Square/Rect[1 1 9 9]>>'.repeat(3);
  sample.object(10, `<</Type/Page/Parent 2 0 R${A4}/Contents 11 0 R/Annots[${annotations}]>>`);
  const path = bench.save('many.pdf', sample.classic());
  await writeVolume(bench.job('many-out.pdf', [material('017-03', path, 2)]));
  expect(inspectPdf(bench.at('many-out.pdf')).pages[0]?.links).toHaveLength(9_996);
  if (!hasPoppler) return;
  const { stdout } = spawnSync('pdftotext', [bench.at('many-out.pdf'), '-'], { encoding: 'utf8' });
  expect(stdout).toMatch(/第2页/);
});

describe('what goes into the form', () => {
  it('takes a single stream byte for byte, also from an array of one', async () => {
    const data = deflateSync(Buffer.from(RED), { level: 9 });
    await bind('bytes', (sample) => sample.stream(11, '/Filter[/FlateDecode]', data));
    expect(forms('bytes-out.pdf')[0]?.bytes.equals(data)).toBe(true);
    await bind('one', (sample) => {
      sample.object(10, `<</Type/Page/Parent 2 0 R${A4}/Contents[11 0 R]>>`);
      sample.stream(11, '/Filter/FlateDecode', data);
    });
    expect(forms('one-out.pdf')[0]?.bytes.equals(data)).toBe(true);
  });

  it('writes content once that pages share under the same resources, else apart', async () => {
    const sample = PdfSample.pages(4);
    sample.object(2, '<</Type/Pages/Count 4/Kids[10 0 R 12 0 R 14 0 R 16 0 R]/MediaBox[0 0 300 400]>>');
    const blue = '/ExtGState<</S<</ca 1>>>>';
    sample.object(10, `<</Type/Page/Parent 2 0 R/Contents 11 0 R/Resources<<${blue}>>>>`);
    sample.object(12, `<</Type/Page/Parent 2 0 R/Contents[11 0 R]/Resources<<${blue}>>>>`);
    sample.object(14, '<</Type/Page/Parent 2 0 R/Contents 11 0 R/Resources<<>>>>');
    sample.object(16, '<</Type/Page/Parent 2 0 R/Contents 11 0 R/MediaBox[0 0 99 99]>>');
    const path = bench.save('apart.pdf', sample.classic());
    await writeVolume(bench.job('apart-out.pdf', [material('001', path, 4), material('002', path, 4)]));
    const numbers = forms('apart-out.pdf').map(({ num }) => num);
    expect(numbers[1]).toBe(numbers[0]);
    expect(new Set(numbers).size).toBe(3);
    expect(numbers.slice(4)).toEqual(numbers.slice(0, 4));
    bench.expectSound('apart-out.pdf');
  });

  it('reaches to the edge of what is seen, and past it', async () => {
    const sample = PdfSample.pages(1);
    sample.object(
      10,
      '<</Type/Page/Parent 2 0 R/Contents 11 0 R/MediaBox[10.3 20.7 110.6 220.2]/CropBox[-5 0 300 400]>>',
    );
    sample.stream(11, '', '0 1 0 rg -999 -999 2999 2999 re f');
    const input = sample.classic();
    await writeVolume(bench.job('edge-out.pdf', [material('001', bench.save('edge.pdf', input), 1)]));
    const before = await render(input, 0, 3.3);
    const after = await render(readFileSync(bench.at('edge-out.pdf')), 0, 3.3);
    expect([after.width, after.height]).toEqual([before.width, before.height]);
    for (let y = 0; y < after.height; y += 5) {
      for (const x of [0, 1, after.width - 2, after.width - 1]) {
        expect(pixel(after, x, y)).toBe(pixel(before, x, y));
      }
    }
  });
});
