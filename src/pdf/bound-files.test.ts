import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { Bench, hasPoppler, hasQpdf, material, own, PAGE } from '../../fixtures/pdf/bench.js';
import { pixel, render } from '../../fixtures/pdf/pdfium.js';
import { PdfSample } from '../../fixtures/pdf/samples.js';
import { inspectPdf, probePdf, writeVolume } from './index.js';

const bench = new Bench();
afterAll(() => bench.remove());

describe('what bound files keep', () => {
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
    const path = bench.save('outline.pdf', sample.classic());
    await writeVolume(bench.job('outline-out.pdf', [own('目录', [PAGE]), material('001', path, 3)]));
    bench.expectSound('outline-out.pdf');
    expect(inspectPdf(bench.at('outline-out.pdf')).outline).toEqual([
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
    const path = bench.save('annots.pdf', sample.classic());
    await writeVolume(bench.job('annots-out.pdf', [material('001', path, 2)]));
    bench.expectSound('annots-out.pdf');
    expect(inspectPdf(bench.at('annots-out.pdf')).pages[0]?.links).toEqual([
      { url: 'https://www.example.gov.cn/' },
      { page: 2 },
    ]);
    const picture = await render(readFileSync(bench.at('annots-out.pdf')), 0);
    expect(pixel(picture, 120, 400 - 120)).toBe('ff0000');
    expect(pixel(picture, 170, 400 - 120)).toBe('ff0000');
    expect(pixel(picture, 201, 400 - 320)).toBe('ff0000');
    if (hasQpdf) {
      const { stdout } = spawnSync(
        'qpdf',
        ['--qdf', '--object-streams=disable', bench.at('annots-out.pdf'), '-'],
        {
          encoding: 'latin1',
        },
      );
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
    const path = bench.save('field.pdf', sample.classic());
    await writeVolume(bench.job('field-out.pdf', [material('001', path, 1), material('002', path, 1)]));
    bench.expectSound('field-out.pdf');
    // PDFium draws such fields in a form environment only; Poppler always does.
    const { stdout } = spawnSync('pdftoppm', ['-r', '72', bench.at('field-out.pdf')]);
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

  it.skipIf(!hasPoppler)(
    'aligns a field as its form does, and ticks and frames boxes that have no appearance',
    async () => {
      const sample = PdfSample.pages(1);
      const font = (name: string) => `<</Type/Font/Subtype/Type1/BaseFont/${name}>>`;
      const fonts = `/Helv ${font('Helvetica')}/ZaDb ${font('ZapfDingbats')}`;
      sample.object(
        1,
        `<</Type/Catalog/Pages 2 0 R/AcroForm<</Q 2/Fields[20 0 R 21 0 R 22 0 R 23 0 R 24 0 R]/DR<</Font<<${fonts}>>>>>>>>`,
      );
      sample.object(
        10,
        '<</Type/Page/Parent 2 0 R/Contents 11 0 R/Annots[20 0 R 21 0 R 22 0 R 23 0 R 24 0 R]>>',
      );
      const widget = '/Type/Annot/Subtype/Widget/F 4';
      sample.object(20, `<<${widget}/FT/Tx/T(a)/V(H)/DA(/Helv 30 Tf 1 0 0 rg)/Rect[50 100 280 140]>>`);
      const box = `${widget}/FT/Btn/MK<</CA(n)>>/DA(/ZaDb 0 Tf 0 0 1 rg)`;
      sample.object(21, `<<${box}/T(b)/V/On/Rect[50 300 90 340]>>`);
      sample.object(22, `<<${box}/T(c)/V/Off/Rect[150 300 190 340]>>`);
      sample.object(23, `<<${widget}/FT/Tx/T(d)/BS<</W 4>>/MK<</BC[0 1 0]>>/Rect[200 300 240 340]>>`);
      sample.object(24, `<<${box}/Ff 32768/T(e)/V/On/AS/On/Rect[50 200 90 240]>>`);
      await writeVolume(
        bench.job('ticked-out.pdf', [material('001', bench.save('ticked.pdf', sample.classic()), 1)]),
      );
      bench.expectSound('ticked-out.pdf');
      const { stdout } = spawnSync('pdftoppm', ['-r', '72', bench.at('ticked-out.pdf')]);
      const ink = (colour: number, fromX: number, toX: number, fromY: number, toY: number) => {
        let count = 0;
        for (let x = fromX; x < toX; x++)
          for (let y = fromY; y < toY; y++) {
            const rgb = stdout.subarray(15 + (y * 300 + x) * 3, 18 + (y * 300 + x) * 3);
            if (rgb.every((part, i) => part === (i === colour ? 255 : 0))) count++;
          }
        return count;
      };
      expect(ink(0, 50, 160, 260, 300)).toBe(0);
      expect(ink(0, 240, 280, 260, 300)).toBeGreaterThan(10);
      expect(ink(2, 50, 90, 60, 100)).toBeGreaterThan(100);
      expect(ink(2, 150, 190, 60, 100)).toBe(0);
      expect(ink(2, 50, 90, 160, 200)).toBeGreaterThan(100);
      expect(ink(1, 199, 241, 59, 101)).toBeGreaterThan(100);
    },
  );

  it.skipIf(!hasPoppler)('leaves to the viewer what the fields of a stale form look like', async () => {
    const sample = PdfSample.pages(1);
    const font = '<</Font<</ZaDb<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>>>>>';
    sample.object(
      1,
      `<</Type/Catalog/Pages 2 0 R/AcroForm<</NeedAppearances true/Fields[20 0 R 21 0 R 22 0 R]/DR${font}>>>>`,
    );
    sample.object(10, '<</Type/Page/Parent 2 0 R/Contents 11 0 R/Annots[20 0 R 21 0 R 22 0 R]>>');
    const widget = '/Type/Annot/Subtype/Widget/F 4';
    // Ticked, with a stream that has no bounds; empty, and a button, both with a stale look.
    const box = `${widget}/FT/Btn/V/On/AS/On/BS<</W 4>>/MK<</BC[0 1 0]/CA(n)>>/DA(/ZaDb 0 Tf 0 0 1 rg)`;
    sample.object(20, `<<${box}/T(a)/AP<</N<</On 30 0 R/Off/Off>>>>/Rect[50 200 90 240]>>`);
    sample.object(21, `<<${widget}/FT/Tx/T(b)/AP<</N 31 0 R>>/Rect[150 200 190 240]>>`);
    sample.object(22, `<<${widget}/FT/Btn/Ff 65536/T(c)/AP<</N 31 0 R>>/Rect[150 100 190 140]>>`);
    sample.stream(30, '', '0 0 m');
    sample.stream(31, '/Type/XObject/Subtype/Form/BBox[0 0 40 40]', '1 0 0 rg 0 0 40 40 re f');
    await writeVolume(
      bench.job('stale-out.pdf', [material('001', bench.save('stale.pdf', sample.classic()), 1)]),
    );
    bench.expectSound('stale-out.pdf');
    const { stdout } = spawnSync('pdftoppm', ['-r', '72', bench.at('stale-out.pdf')]);
    const colours = new Set<string>();
    for (let at = 15; at + 3 <= stdout.length; at += 3)
      colours.add(stdout.subarray(at, at + 3).toString('hex'));
    expect([...colours]).toEqual(expect.arrayContaining(['0000ff', '00ff00']));
    expect(colours).not.toContain('ff0000');
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
      material('001', bench.save('on.pdf', make(false)), 1),
      material('002', bench.save('off.pdf', make(true)), 1),
    ];
    await writeVolume(bench.job('layers-out.pdf', pieces));
    bench.expectSound('layers-out.pdf');
    const bytes = readFileSync(bench.at('layers-out.pdf'));
    expect(pixel(await render(bytes, 0), 120, 400 - 220)).toBe('ff0000');
    expect(pixel(await render(bytes, 1), 120, 400 - 220)).toBe('ffffff');
  });

  it.skipIf(!hasPoppler)(
    'shows layers of a file that lists none, beside one that lists its own',
    async () => {
      const properties = '/Resources<</Properties<</L 50 0 R>>>>';
      const listed = PdfSample.pages(1, () => properties).object(50, '<</Type/OCG/Name(Listed)>>');
      listed.object(1, '<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[50 0 R]/D<<>>>>>>');
      listed.object(10, `<</Type/Page/Parent 2 0 R/Contents 11 0 R${properties}>>`);
      const loose = PdfSample.pages(1).object(50, '<</Type/OCMD/OCGs[51 0 R]>>');
      loose.object(51, '<</Type/OCG/Name(Loose)>>');
      loose.object(10, `<</Type/Page/Parent 2 0 R/Contents 11 0 R${properties}>>`);
      for (const sample of [listed, loose])
        sample.stream(11, '', '/OC/L BDC 1 0 0 rg 100 200 50 50 re f EMC');
      const pieces = [
        material('001', bench.save('listed.pdf', listed.classic()), 1),
        material('002', bench.save('loose.pdf', loose.classic()), 1),
      ];
      await writeVolume(bench.job('loose-out.pdf', pieces));
      bench.expectSound('loose-out.pdf');
      const { stdout } = spawnSync('pdftoppm', ['-r', '72', bench.at('loose-out.pdf')]);
      for (const page of [0, 1]) {
        const pixels = stdout.subarray((page * stdout.length) / 2).subarray(15);
        expect([...pixels.subarray((180 * 300 + 120) * 3).subarray(0, 3)]).toEqual([255, 0, 0]);
      }
    },
  );

  it('stamps in its own place where the page leaves its graphics state changed', async () => {
    const sample = PdfSample.pages(1, () => '/MediaBox[0 0 595.28 841.89]');
    sample.stream(11, '', '0.1 0 0 0.1 300 300 cm 1 0 0 rg 0 0 1 1 re f 0 0 0 0 k');
    await writeVolume(
      bench.job('state-out.pdf', [material('001', bench.save('state.pdf', sample.classic()), 1)]),
    );
    const picture = await render(readFileSync(bench.at('state-out.pdf')), 0);
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
    await writeVolume(bench.job('shared-out.pdf', [material('001', bench.save('shared.pdf', input), 3)]));
    bench.expectSound('shared-out.pdf');
    const output = readFileSync(bench.at('shared-out.pdf'));
    for (const i of [0, 1, 2]) {
      const before = await render(input, i === 2 ? 0 : i);
      const after = await render(output, i);
      for (let y = 80; y < 110; y++) {
        for (let x = 0; x < 150; x++) expect(pixel(after, x, y)).toBe(pixel(before, x, y));
      }
    }
    expect(inspectPdf(bench.at('shared-out.pdf')).pages.map(({ stamp }) => stamp?.number)).toEqual([1, 2, 3]);
  });

  it('binds its own output again', async () => {
    const path = bench.save('seed.pdf', PdfSample.pages(70).compressed());
    await writeVolume(bench.job('inner.pdf', [own('目录', [PAGE]), material('001', path, 70)]));
    const probe = await probePdf(bench.at('inner.pdf'), async () => null);
    expect(probe).toEqual({ pages: 71, normalised: false, doubt: null });
    await writeVolume(
      bench.job('outer.pdf', [material('002', bench.at('inner.pdf'), 71), material('003', path, 70)]),
    );
    bench.expectSound('outer.pdf');
    const { pages, outline } = inspectPdf(bench.at('outer.pdf'));
    expect(pages.map(({ stamp }) => stamp?.number)).toEqual(Array.from({ length: 141 }, (_, i) => i + 1));
    expect(outline.map(({ title, level }) => [title, level])).toEqual([
      ['002 材料', 1],
      ['目录', 2],
      ['001 材料', 3],
      ['003 材料', 1],
    ]);
  });
});
