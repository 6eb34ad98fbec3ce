import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { degrees, PDFDocument, PDFName, StandardFonts } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageCount, pixel, render } from '../../fixtures/pdf/pdfium.js';
import { PdfSample } from '../../fixtures/pdf/samples.js';
import { loadFonts } from '../layout/fonts.js';
import type { PageContent } from '../layout/page.js';
import type { EmbeddableFont, VolumeFonts } from './fonts.js';
import {
  inspectPdf,
  probePdf,
  stampCharacters,
  type VolumeJob,
  type VolumePiece,
  writeVolume,
} from './index.js';

const folder = mkdtempSync(join(tmpdir(), 'dossier-pdf-'));
const at = (name: string) => join(folder, name);
const hasQpdf = spawnSync('qpdf', ['--version']).status === 0;
const hasPoppler = spawnSync('pdftoppm', ['-v']).status === 0;
let fonts: VolumeFonts;

beforeAll(async () => {
  const require = createRequire(import.meta.url);
  const files = join(dirname(require.resolve('@fontsource/lxgw-wenkai/package.json')), 'files');
  const names = ['latin-300', ...Array.from({ length: 120 }, (_, i) => `${i}-300`)];
  const source = {
    name: 'LXGW WenKai Light',
    licence: 'OFL-1.1',
    files: names
      .map((name) => join(files, `lxgw-wenkai-${name}-normal.woff2`))
      .filter((path) => existsSync(path))
      .map((path) => ({ path, read: async () => readFileSync(path) })),
  };
  const set = await loadFonts({ fangsong: source, hei: source, kai: source, biaosong: source, song: source });
  set.use('song', stampCharacters(['017-03']) + WORDS);
  const subset: EmbeddableFont = await set.subset('song');
  fonts = { subset: async () => subset };
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WORDS = '关于法治政府建设的情况说明0123456789-目录';

function job(name: string, pieces: VolumePiece[], more: Partial<VolumeJob> = {}): VolumeJob {
  return {
    target: at(name),
    info: {
      title: '新城区申报材料 第一卷',
      author: '依法治区办',
      subject: '法治政府建设示范创建',
      lang: 'zh-CN',
      date: '2024-12-20',
      producer: 'dossier 0.1.0',
    },
    firstPrinted: 1,
    draft: false,
    lang: 'zh',
    fonts,
    pageOf: () => null,
    pieces,
    picture: async (key) => {
      throw new Error(`no picture ${key}`);
    },
    normalise: async () => null,
    ...more,
  };
}

function material(number: string, path: string, pages: number): VolumePiece {
  return {
    id: `material:${number}`,
    pages,
    bookmark: { title: `${number} 材料`, level: 2, open: false },
    stamp: number,
    source: { kind: 'pdf', path },
  };
}

function own(id: string, pages: PageContent[]): VolumePiece {
  return {
    id,
    pages: pages.length,
    bookmark: { title: id, level: 1, open: true },
    stamp: null,
    source: { kind: 'pages', make: async () => pages },
  };
}

function save(name: string, bytes: Uint8Array): string {
  writeFileSync(at(name), bytes);
  return at(name);
}

/** qpdf, where it is installed, has no complaint. */
function expectSound(name: string): void {
  if (!hasQpdf) return;
  const { status, stdout, stderr } = spawnSync('qpdf', ['--check', at(name)], { encoding: 'utf8' });
  expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: '' });
}

const PAGE: PageContent = {
  width: 595.28,
  height: 841.89,
  items: [
    { kind: 'text', x: 90, y: 120, size: 22, font: 'biaosong', text: '情况说明', bold: true },
    { kind: 'text', x: 90, y: 160, size: 16, font: 'fangsong', text: '法治政府', advances: [20, 20, 20, 16] },
    {
      kind: 'text',
      x: 90,
      y: 190,
      size: 16,
      font: 'kai',
      text: '目录',
      italic: true,
      underline: true,
      color: 'CC0000',
    },
    { kind: 'rect', x: 100, y: 300, width: 50, height: 20, fill: '00FF00' },
    { kind: 'line', x1: 90, y1: 400, x2: 300, y2: 400, width: 2, color: 'FF00FF' },
    {
      kind: 'page-ref',
      x: 500,
      y: 160,
      size: 16,
      font: 'fangsong',
      target: 'material:017-03',
      show: 'range',
      align: 'right',
    },
  ],
  links: [
    { x: 90, y: 140, width: 100, height: 20, target: { piece: 'material:017-03' } },
    { x: 90, y: 180, width: 100, height: 20, target: { url: 'https://www.example.gov.cn/政务?a=(1)' } },
    { x: 90, y: 200, width: 100, height: 20, target: { piece: 'elsewhere' } },
    { x: 90, y: 220, width: 100, height: 20, target: { piece: 'nowhere' } },
  ],
};

describe('writeVolume', () => {
  it('binds own pages and evidence; what it says of itself is what stands in the file', async () => {
    const path = save('three.pdf', PdfSample.pages(3).classic());
    const places: Record<string, { first: number; pages: number; file?: string }> = {
      'material:017-03': { first: 2, pages: 3 },
      elsewhere: { first: 9, pages: 1, file: '第二卷.pdf' },
    };
    const result = await writeVolume(
      job('plain.pdf', [own('目录', [PAGE]), material('017-03', path, 3)], {
        pageOf: (id) => places[id] ?? null,
      }),
    );
    const bytes = readFileSync(at('plain.pdf'));
    expect(result).toMatchObject({
      pages: 4,
      bytes: bytes.length,
      missingCharacters: [],
      missingPictures: [],
    });
    expect(result.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(await pageCount(bytes)).toBe(4);
    expectSound('plain.pdf');
    const inspection = inspectPdf(at('plain.pdf'));
    expect(inspection.title).toBe('新城区申报材料 第一卷');
    expect(inspection.labels).toEqual(['1', '2', '3', '4']);
    expect(inspection.pages.map(({ stamp }) => stamp)).toEqual([
      { number: 1, label: null, draft: false },
      { number: 2, label: '017-03　第1页/共3页', draft: false },
      { number: 3, label: '017-03　第2页/共3页', draft: false },
      { number: 4, label: '017-03　第3页/共3页', draft: false },
    ]);
    expect(inspection.pages[0]?.links).toEqual([
      { page: 2 },
      { url: 'https://www.example.gov.cn/%E6%94%BF%E5%8A%A1?a=(1)' },
      { file: '第二卷.pdf', page: 9 },
    ]);
    expect(inspection.outline).toEqual([
      { title: '目录', level: 1, page: 1 },
      { title: '017-03 材料', level: 2, page: 2 },
    ]);
    expect([...inspection.names]).toEqual([
      ['material:017-03', 2],
      ['目录', 1],
    ]);
  });

  it('draws own pages where the layout put things', async () => {
    await writeVolume(job('own.pdf', [own('a', [PAGE])]));
    const picture = await render(readFileSync(at('own.pdf')), 0);
    expect(pixel(picture, 125, 310)).toBe('00ff00');
    expect(pixel(picture, 200, 400)).toBe('ff00ff');
    const inked = (x: number, y: number, width: number, height: number) => {
      let dark = 0;
      for (let i = 0; i < width; i++)
        for (let k = 0; k < height; k++) if (pixel(picture, x + i, y + k) < '800000') dark++;
      return dark;
    };
    expect(inked(90, 100, 88, 22)).toBeGreaterThan(150);
    // The advances spread four characters over 76 pt: the last one stands at 150.
    expect(inked(151, 146, 14, 16)).toBeGreaterThan(15);
    expect(inked(168, 146, 30, 16)).toBe(0);
  });

  it('writes the same bytes for the same input', async () => {
    const path = save('same.pdf', PdfSample.pages(5).compressed());
    const pieces = [own('a', [PAGE]), material('001', path, 5)];
    const first = await writeVolume(job('first.pdf', pieces));
    const second = await writeVolume(job('second.pdf', pieces));
    expect(second.sha256).toBe(first.sha256);
    expect(readFileSync(at('second.pdf')).equals(readFileSync(at('first.pdf')))).toBe(true);
  });

  it('continues numbers from another volume and marks drafts', async () => {
    const path = save('cont.pdf', PdfSample.pages(2).classic());
    await writeVolume(
      job('cont-out.pdf', [material('001', path, 2)], { firstPrinted: 341, draft: true, lang: 'en' }),
    );
    const { pages, labels } = inspectPdf(at('cont-out.pdf'));
    expect(labels).toEqual(['341', '342']);
    expect(pages.map(({ stamp }) => stamp)).toEqual([
      { number: 341, label: '001　1 of 2', draft: true },
      { number: 342, label: '001　2 of 2', draft: true },
    ]);
  });

  it('leaves a page as it was outside its stamp, whatever its size, turn, crop and unit', async () => {
    const document = await PDFDocument.create();
    const font = await document.embedFont(StandardFonts.Helvetica);
    const shapes: [number, number, number, (number[] | undefined)?, number?][] = [
      [595.28, 841.89, 0],
      [595.28, 841.89, 90],
      [595.28, 841.89, 180],
      [595.28, 841.89, 270],
      [841.89, 1190.55, 0],
      [800, 1000, 90, [100, 150, 500, 700]],
      [800, 1000, -90, [100, 150, 500, 700]],
      [300, 421, 0, undefined, 2],
    ];
    for (const [width, height, turn, crop, unit] of shapes) {
      const page = document.addPage([width, height]);
      for (let y = 20; y < height; y += 40) page.drawText(`${y}`.repeat(60), { x: 0, y, size: 9, font });
      page.setRotation(degrees(turn));
      if (crop) page.setCropBox(...(crop as [number, number, number, number]));
      if (unit) page.node.set(PDFName.of('UserUnit'), document.context.obj(unit));
    }
    const input = await document.save();
    await writeVolume(job('shapes-out.pdf', [material('017-03', save('shapes.pdf', input), shapes.length)]));
    const output = readFileSync(at('shapes-out.pdf'));
    expectSound('shapes-out.pdf');
    const { pages } = inspectPdf(at('shapes-out.pdf'));
    for (const [i] of shapes.entries()) {
      const before = await render(input, i, 0.5);
      const after = await render(output, i, 0.5);
      expect([after.width, after.height]).toEqual([before.width, before.height]);
      const { width, height } = before;
      let above = 0;
      let number = 0;
      let elsewhere = 0;
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          if (pixel(before, x, y) === pixel(after, x, y)) continue;
          if (y < height * 0.1 && x > width * 0.55) above++;
          else if (y > height * 0.85 && x > width * 0.1 && x < width * 0.9) number++;
          else elsewhere++;
        }
      }
      expect({ page: i, elsewhere }).toEqual({ page: i, elsewhere: 0 });
      expect(above).toBeGreaterThan(40);
      expect(number).toBeGreaterThan(10);
      expect(pages[i]?.stamp?.number).toBe(i + 1);
    }
  });

  it('puts odd numbers right and even ones left', async () => {
    const path = save(
      'odd.pdf',
      PdfSample.pages(2, () => '/MediaBox[0 0 595.28 841.89]/Contents 99 0 R').classic(),
    );
    await writeVolume(job('odd-out.pdf', [material('001', path, 2)]));
    const bytes = readFileSync(at('odd-out.pdf'));
    for (const [i, side] of ['right', 'left'].entries()) {
      const picture = await render(bytes, i);
      const columns: number[] = [];
      for (let x = 0; x < picture.width; x++) {
        for (let y = 740; y < 800; y++) if (pixel(picture, x, y) < '606060') columns.push(x);
      }
      const left = Math.min(...columns);
      const right = Math.max(...columns);
      // 28 mm and one character of 14 pt from the left edge, 26 mm and one from the right (GB/T 9704 §7.5).
      if (side === 'left') expect(Math.abs(left - (79.4 + 14))).toBeLessThan(4);
      else expect(Math.abs(right - (595.28 - 73.7 - 14))).toBeLessThan(4);
    }
  });

  it('writes the bytes of a file bound twice once, and pages for both', async () => {
    const data = Buffer.alloc(200_000, 'x');
    const sample = PdfSample.pages(2).stream(11, '', data);
    sample.object(10, '<</Type/Page/Parent 2 0 R/Contents 11 0 R/Annots[20 0 R]>>');
    sample.object(20, '<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Dest[12 0 R/Fit]/P 10 0 R>>');
    const path = save('twice.pdf', sample.classic());
    const pieces = [material('001', path, 2), own('between', [PAGE]), material('002', path, 2)];
    const { bytes } = await writeVolume(job('twice-out.pdf', pieces));
    expect(bytes).toBeLessThan(2 * 200_000);
    const { pages } = inspectPdf(at('twice-out.pdf'));
    expect(pages.map(({ links }) => links[0])).toEqual([
      { page: 2 },
      undefined,
      expect.anything(),
      { page: 5 },
      undefined,
    ]);
    expect(pages.map(({ stamp }) => stamp?.label?.slice(0, 3))).toEqual([
      '001',
      '001',
      undefined,
      '002',
      '002',
    ]);
  });

  it('keeps the input outline beneath the bookmark, named destinations resolved', async () => {
    const sample = PdfSample.pages(3);
    sample.object(
      1,
      '<</Type/Catalog/Pages 2 0 R/Outlines 30 0 R/Names<</Dests 40 0 R>>/Dests<</old[12 0 R/Fit]>>>>',
    );
    sample.object(30, '<</First 31 0 R/Last 33 0 R>>');
    sample.object(
      31,
      '<</Title<FEFF7B2C4E007AE0>/Dest[12 0 R/XYZ 0 300 null]/First 32 0 R/Last 32 0 R/Next 33 0 R>>',
    );
    sample.object(32, '<</Title(Part)/A<</S/GoTo/D(named)>>/Parent 31 0 R>>');
    sample.object(33, '<</Title(Old)/Dest/old/Next 34 0 R>>');
    sample.object(34, '<</Title(Dead)/Dest(no such)/Next 31 0 R>>');
    sample
      .object(40, '<</Kids[41 0 R 40 0 R]>>')
      .object(41, '<</Limits[(named)(named)]/Names[(named)42 0 R]>>');
    sample.object(42, '<</D[14 0 R/FitH 10]>>');
    const path = save('outline.pdf', sample.classic());
    await writeVolume(job('outline-out.pdf', [own('目录', [PAGE]), material('001', path, 3)]));
    expectSound('outline-out.pdf');
    expect(inspectPdf(at('outline-out.pdf')).outline).toEqual([
      { title: '目录', level: 1, page: 1 },
      { title: '001 材料', level: 2, page: 2 },
      { title: '第一章', level: 3, page: 3 },
      { title: 'Part', level: 4, page: 4 },
      { title: 'Old', level: 3, page: 3 },
    ]);
  });

  it('keeps what annotations show and drops what they do', async () => {
    const sample = PdfSample.pages(2);
    const actions = [
      '<</S/URI/URI(https://www.example.gov.cn/)/Next<</S/JavaScript/JS(app.alert\\(1\\))>>>>',
      '<</S/Launch/F(cmd.exe)>>',
      '<</S/JavaScript/JS(app.alert\\(2\\))>>',
      '<</S/GoTo/D[12 0 R/Fit]>>',
      '<</S/GoTo/D[77 0 R/Fit]>>',
      '<</S/SubmitForm/F(http://example.com)>>',
      '<</S/URI/URI(javascript:alert\\(3\\))>>',
    ];
    const links = actions
      .map((action) => `<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Border[0 0 0]/A${action}>>`)
      .join(' ');
    const framed =
      '<</Type/Annot/Subtype/Link/Rect[200 300 260 340]/C[1 0 0]/BS<</W 4>>/A<</S/Launch/F(x)>>>>';
    sample.object(
      10,
      `<</Type/Page/Parent 2 0 R/Contents 11 0 R/AA<</O<</S/JavaScript/JS(app.alert\\(4\\))>>>>/Annots[${links} ${framed} 20 0 R 21 0 R]>>`,
    );
    sample.object(
      20,
      '<</Type/Annot/Subtype/Widget/FT/Btn/T(f)/Rect[100 100 140 140]/AS/On/AP<</N<</On 22 0 R/Off 23 0 R>>>>/AA<</D<</S/JavaScript/JS(app.alert\\(5\\))>>>>>>',
    );
    sample.object(
      21,
      '<</Type/Annot/Subtype/FileAttachment/Rect[150 100 190 140]/AP<</N 22 0 R>>/FS<</EF<</F 24 0 R>>>>>>',
    );
    sample.stream(22, '/Type/XObject/Subtype/Form/BBox[0 0 10 10]', '1 0 0 rg 0 0 10 10 re f');
    sample.stream(23, '/Type/XObject/Subtype/Form/BBox[0 0 10 10]', '');
    sample.stream(24, '/Type/EmbeddedFile', 'secret payload');
    const path = save('annots.pdf', sample.classic());
    await writeVolume(job('annots-out.pdf', [material('001', path, 2)]));
    expectSound('annots-out.pdf');
    expect(inspectPdf(at('annots-out.pdf')).pages[0]?.links).toEqual([
      { url: 'https://www.example.gov.cn/' },
      { page: 2 },
    ]);
    const picture = await render(readFileSync(at('annots-out.pdf')), 0);
    expect(pixel(picture, 120, 400 - 120)).toBe('ff0000');
    expect(pixel(picture, 170, 400 - 120)).toBe('ff0000');
    expect(pixel(picture, 201, 400 - 320)).toBe('ff0000');
    if (hasQpdf) {
      const { stdout } = spawnSync('qpdf', ['--qdf', '--object-streams=disable', at('annots-out.pdf'), '-'], {
        encoding: 'latin1',
      });
      expect(stdout).not.toMatch(/alert|Launch|cmd\.exe|secret payload|EmbeddedFile|SubmitForm|\/AA/);
    }
  });

  it.skipIf(!hasPoppler)('shows the value of a field that has no appearance, or a stale one', async () => {
    const sample = PdfSample.pages(1);
    const helv = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';
    sample.object(
      1,
      `<</Type/Catalog/Pages 2 0 R/AcroForm<</NeedAppearances true/Fields[20 0 R]/DR<</Font<</Helv ${helv}>>>>>>>>`,
    );
    sample.object(10, '<</Type/Page/Parent 2 0 R/Contents 11 0 R/Annots[21 0 R]>>');
    sample.object(20, '<</FT/Tx/T(name)/V(HHHHHHHH)/DA(/Helv 30 Tf 1 0 0 rg)/Kids[21 0 R]>>');
    sample.object(21, '<</Type/Annot/Subtype/Widget/Parent 20 0 R/Rect[100 100 280 140]/F 4>>');
    const path = save('field.pdf', sample.classic());
    await writeVolume(job('field-out.pdf', [material('001', path, 1), material('002', path, 1)]));
    expectSound('field-out.pdf');
    // PDFium draws such fields in a form environment only; Poppler always does.
    const { stdout } = spawnSync('pdftoppm', ['-r', '72', at('field-out.pdf')]);
    for (const page of [0, 1]) {
      const pixels = stdout.subarray((page * stdout.length) / 2).subarray(15);
      let red = 0;
      for (let x = 100; x < 280; x++) {
        for (let y = 260; y < 300; y++) {
          const p = (y * 300 + x) * 3;
          if (pixels[p] === 255 && pixels[p + 1] === 0 && pixels[p + 2] === 0) red++;
        }
      }
      expect(red).toBeGreaterThan(100);
    }
  });

  it('keeps hidden layers hidden', async () => {
    const make = (off: boolean) => {
      const sample = PdfSample.pages(1, () => '/Resources<</Properties<</L 50 0 R>>>>');
      sample.object(10, '<</Type/Page/Parent 2 0 R/Contents 11 0 R/Resources<</Properties<</L 50 0 R>>>>>>');
      sample.stream(11, '', '/OC/L BDC 1 0 0 rg 100 200 50 50 re f EMC');
      sample.object(50, '<</Type/OCG/Name(Layer)>>').object(51, '<</Type/OCG/Name(Unused)>>');
      const state = off ? '/BaseState/OFF/ON[51 0 R]' : '/ON[50 0 R]';
      sample.object(
        1,
        `<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[50 0 R 51 0 R]/D<<${state}/Order[50 0 R]>>>>>>`,
      );
      return sample.classic();
    };
    const pieces = [
      material('001', save('on.pdf', make(false)), 1),
      material('002', save('off.pdf', make(true)), 1),
    ];
    await writeVolume(job('layers-out.pdf', pieces));
    expectSound('layers-out.pdf');
    const bytes = readFileSync(at('layers-out.pdf'));
    expect(pixel(await render(bytes, 0), 120, 400 - 220)).toBe('ff0000');
    expect(pixel(await render(bytes, 1), 120, 400 - 220)).toBe('ffffff');
  });

  it('stamps in its own place where the page leaves its graphics state changed', async () => {
    const sample = PdfSample.pages(1, () => '/MediaBox[0 0 595.28 841.89]');
    sample.stream(11, '', '0.1 0 0 0.1 300 300 cm 1 0 0 rg 0 0 1 1 re f 0 0 0 0 k');
    await writeVolume(job('state-out.pdf', [material('001', save('state.pdf', sample.classic()), 1)]));
    const picture = await render(readFileSync(at('state-out.pdf')), 0);
    let dark = 0;
    for (let x = 440; x < 520; x++)
      for (let y = 750; y < 790; y++) if (pixel(picture, x, y) < '606060') dark++;
    expect(dark).toBeGreaterThan(20);
  });

  it('copies a page that stands twice, resources that are shared, and a font name that is taken', async () => {
    const sample = PdfSample.pages(2);
    sample.object(
      2,
      '<</Type/Pages/Count 3/Kids[10 0 R 12 0 R 10 0 R]/MediaBox[0 0 300 400]/Resources 60 0 R>>',
    );
    sample.object(10, '<</Type/Page/Parent 2 0 R/Contents 11 0 R>>');
    sample.object(12, '<</Type/Page/Parent 2 0 R/Contents[11 0 R 77 0 R 13 0 R]>>');
    sample.object(60, '<</Font<</Dsr<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>');
    sample.stream(11, '', 'BT /Dsr 20 Tf 50 300 Td (Hello) Tj ET');
    const input = sample.classic();
    await writeVolume(job('shared-out.pdf', [material('001', save('shared.pdf', input), 3)]));
    expectSound('shared-out.pdf');
    const output = readFileSync(at('shared-out.pdf'));
    for (const i of [0, 1, 2]) {
      const before = await render(input, i === 2 ? 0 : i);
      const after = await render(output, i);
      for (let y = 80; y < 110; y++) {
        for (let x = 0; x < 150; x++) expect(pixel(after, x, y)).toBe(pixel(before, x, y));
      }
    }
    expect(inspectPdf(at('shared-out.pdf')).pages.map(({ stamp }) => stamp?.number)).toEqual([1, 2, 3]);
  });

  it('binds its own output again', async () => {
    const path = save('seed.pdf', PdfSample.pages(70).compressed());
    await writeVolume(job('inner.pdf', [own('目录', [PAGE]), material('001', path, 70)]));
    const probe = await probePdf(at('inner.pdf'), async () => null);
    expect(probe).toEqual({ pages: 71, normalised: false });
    await writeVolume(job('outer.pdf', [material('002', at('inner.pdf'), 71), material('003', path, 70)]));
    expectSound('outer.pdf');
    const { pages, outline } = inspectPdf(at('outer.pdf'));
    expect(pages.map(({ stamp }) => stamp?.number)).toEqual(Array.from({ length: 141 }, (_, i) => i + 1));
    expect(outline.map(({ title, level }) => [title, level])).toEqual([
      ['002 材料', 1],
      ['目录', 2],
      ['001 材料', 3],
      ['003 材料', 1],
    ]);
  });
});

describe('what goes wrong', () => {
  it('stops where a piece has another number of pages than planned', async () => {
    const path = save('count.pdf', PdfSample.pages(3).classic());
    const wrong = writeVolume(job('count-out.pdf', [material('001', path, 2)]));
    await expect(wrong).rejects.toMatchObject({ name: 'DossierError', kind: 'internal' });
    expect(existsSync(at('count-out.pdf'))).toBe(false);
  });

  it('fills the planned pages of a file that has gone, and says so', async () => {
    const pieces = [
      material('001', at('gone.pdf'), 2),
      material('002', save('here.pdf', PdfSample.pages(1).classic()), 1),
    ];
    const result = await writeVolume(job('gone-out.pdf', pieces));
    expect(result.pieces).toMatchObject([{ pages: 2, failure: { reason: 'damaged' } }, { pages: 1 }]);
    expect(inspectPdf(at('gone-out.pdf')).pages.map(({ stamp }) => stamp?.number)).toEqual([1, 2, 3]);
  });

  it('names why it can not write, and leaves nothing behind', async () => {
    const piece = own('a', [PAGE]);
    await expect(
      writeVolume({ ...job('x', [piece]), target: at('no/such/folder.pdf') }),
    ).rejects.toMatchObject({
      kind: 'input',
      zh: expect.stringContaining('目标文件夹不存在'),
    });
    const full = '/dev/full';
    if (existsSync(full)) {
      const data = Buffer.alloc(3 << 20, 7);
      const path = save('big.pdf', PdfSample.pages(1).stream(11, '', data).classic());
      const writing = writeVolume({ ...job('x', [material('001', path, 1)]), target: full });
      await expect(writing).rejects.toMatchObject({
        kind: 'input',
        zh: expect.stringContaining('磁盘空间不足'),
      });
    }
  });

  it.skipIf(process.getuid?.() === 0)('says that it may not write', async () => {
    const locked = mkdtempSync(join(folder, 'locked-'));
    chmodSync(locked, 0o500);
    const writing = writeVolume({ ...job('x', [own('a', [PAGE])]), target: join(locked, 'x.pdf') });
    await expect(writing).rejects.toMatchObject({
      kind: 'input',
      zh: expect.stringContaining('没有写入权限'),
    });
  });

  it('stops when told to and removes its part', async () => {
    const stop = new AbortController();
    const path = save('abort.pdf', PdfSample.pages(2).classic());
    const pieces = Array.from({ length: 5 }, (_, i) => material(`00${i}`, path, 2));
    const writing = writeVolume(
      job('abort-out.pdf', pieces, { signal: stop.signal, onPiece: () => stop.abort() }),
    );
    await expect(writing).rejects.toMatchObject({ name: 'AbortError' });
    expect(existsSync(at('abort-out.pdf'))).toBe(false);
  });

  it('notes characters that no subset has', async () => {
    const page: PageContent = {
      ...PAGE,
      items: [{ kind: 'text', x: 1, y: 9, size: 9, font: 'kai', text: '镕' }],
      links: [],
    };
    const { missingCharacters } = await writeVolume(job('missing.pdf', [own('a', [page])]));
    expect(missingCharacters).toEqual(['镕'.codePointAt(0)]);
  });

  it('holds no more memory for many inputs than for few', async () => {
    const data = Buffer.alloc(1 << 20, 'y');
    const paths = Array.from({ length: 8 }, (_, i) =>
      save(`mem-${i}.pdf`, PdfSample.pages(4).stream(11, '', data).stream(13, `/N ${i}`, data).classic()),
    );
    let peak = 0;
    const measure = () => {
      const { arrayBuffers, external } = process.memoryUsage();
      peak = Math.max(peak, arrayBuffers, external);
    };
    const pieces = paths.map((path, i) => material(`0${i}`, path, 4));
    const base = process.memoryUsage().external;
    await writeVolume(job('mem.pdf', pieces, { onPiece: measure }));
    // 16 MB went through; buffers of some MB carry it.
    expect(peak - base).toBeLessThan(12 << 20);
  });
});

describe('probePdf', () => {
  const never = async () => {
    throw new Error('must not be asked');
  };

  it('counts pages without help where the file is sound', async () => {
    expect(await probePdf(save('p.pdf', PdfSample.pages(7).compressed()), never)).toEqual({
      pages: 7,
      normalised: false,
    });
  });

  it('takes the normalised copy where it must, or where it has more pages', async () => {
    const whole = PdfSample.pages(4).classic();
    const encrypted = save('enc.pdf', PdfSample.pages(4).classic({ trailer: '/Encrypt 50 0 R' }));
    const short = save('short.pdf', whole.subarray(0, whole.indexOf('14 0 obj')));
    expect(await probePdf(encrypted, async () => whole)).toEqual({ pages: 4, normalised: true });
    expect(await probePdf(short, async () => whole)).toEqual({ pages: 4, normalised: true });
    expect(await probePdf(short, async () => null)).toEqual({ pages: 2, normalised: false });
    const result = await writeVolume(
      job('enc-out.pdf', [material('001', encrypted, 4)], { normalise: async () => whole }),
    );
    expect(result.pieces[0]).toEqual({ id: 'material:001', pages: 4, normalised: true });
  });

  it.each([
    ['empty', () => Buffer.alloc(0)],
    ['not-the-format', () => Buffer.from('PK\x03\x04 and so on')],
    ['encrypted', () => PdfSample.pages(1).classic({ trailer: '/Encrypt 50 0 R' })],
    ['damaged', () => Buffer.from('%PDF-1.4\nnothing follows')],
  ])('says %s', async (reason, make) => {
    const path = save(`fail-${reason}.pdf`, make());
    expect(await probePdf(path, async () => null)).toMatchObject({ failure: { reason } });
  });

  it('survives a normaliser that throws', async () => {
    const path = save('throws.pdf', PdfSample.pages(1).classic({ trailer: '/Encrypt 50 0 R' }));
    expect(await probePdf(path, never)).toMatchObject({ failure: { reason: 'encrypted' } });
  });
});
