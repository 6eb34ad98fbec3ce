import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { degrees, PDFDocument, PDFName, StandardFonts } from 'pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { Bench, material, own, PAGE } from '../../fixtures/pdf/bench.js';
import { pageCount, pixel, render } from '../../fixtures/pdf/pdfium.js';
import { PdfSample } from '../../fixtures/pdf/samples.js';
import { inspectPdf, writeVolume } from './index.js';

const bench = new Bench();
afterAll(() => bench.remove());

describe('writeVolume', () => {
  it('binds own pages and evidence; what it says of itself is what stands in the file', async () => {
    const path = bench.save('three.pdf', PdfSample.pages(3).classic());
    const places: Record<string, { first: number; pages: number; file?: string }> = {
      'material:017-03': { first: 2, pages: 3 },
      elsewhere: { first: 9, pages: 1, file: '第二卷.pdf' },
    };
    const result = await writeVolume(
      bench.job('plain.pdf', [own('目录', [PAGE]), material('017-03', path, 3)], {
        pageOf: (id) => places[id] ?? null,
      }),
    );
    const bytes = readFileSync(bench.at('plain.pdf'));
    expect(result).toMatchObject({
      pages: 4,
      bytes: bytes.length,
      missingCharacters: [],
      missingPictures: [],
    });
    expect(result.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(await pageCount(bytes)).toBe(4);
    bench.expectSound('plain.pdf');
    const inspection = inspectPdf(bench.at('plain.pdf'));
    expect(inspection.title).toBe('新城区申报材料 第一卷');
    expect(inspection.pages.map(({ label }) => label)).toEqual(['1', '2', '3', '4']);
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
    expect(inspection.pages[0]?.meant).toEqual(['material:017-03', null, 'elsewhere']);
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
    await writeVolume(bench.job('own.pdf', [own('a', [PAGE])]));
    const picture = await render(readFileSync(bench.at('own.pdf')), 0);
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
    const path = bench.save('same.pdf', PdfSample.pages(5).compressed());
    const pieces = [own('a', [PAGE]), material('001', path, 5)];
    const first = await writeVolume(bench.job('first.pdf', pieces));
    const second = await writeVolume(bench.job('second.pdf', pieces));
    expect(second.sha256).toBe(first.sha256);
    expect(readFileSync(bench.at('second.pdf')).equals(readFileSync(bench.at('first.pdf')))).toBe(true);
  });

  it('continues numbers from another volume and marks drafts', async () => {
    const path = bench.save('cont.pdf', PdfSample.pages(2).classic());
    await writeVolume(
      bench.job('cont-out.pdf', [material('001', path, 2)], { firstPrinted: 341, draft: true, lang: 'en' }),
    );
    const { pages } = inspectPdf(bench.at('cont-out.pdf'));
    expect(pages.map(({ label }) => label)).toEqual(['341', '342']);
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
    await writeVolume(
      bench.job('shapes-out.pdf', [material('017-03', bench.save('shapes.pdf', input), shapes.length)]),
    );
    const output = readFileSync(bench.at('shapes-out.pdf'));
    bench.expectSound('shapes-out.pdf');
    const { pages } = inspectPdf(bench.at('shapes-out.pdf'));
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
    const path = bench.save(
      'odd.pdf',
      PdfSample.pages(2, () => '/MediaBox[0 0 595.28 841.89]/Contents 99 0 R').classic(),
    );
    await writeVolume(bench.job('odd-out.pdf', [material('001', path, 2)]));
    const bytes = readFileSync(bench.at('odd-out.pdf'));
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

  it('writes copies of one file once, each with its own pages, and what its pages share once', async () => {
    const scan = randomBytes(300_000);
    const font = randomBytes(100_000);
    const resources = '/Resources<</XObject<</I 50 0 R>>/Font<</F 51 0 R>>>>';
    const sample = PdfSample.pages(6, () => resources)
      .stream(
        50,
        '/Type/XObject/Subtype/Image/Width 600/Height 500/BitsPerComponent 8/ColorSpace/DeviceGray',
        scan,
      )
      .object(51, '<</Type/Font/Subtype/TrueType/BaseFont/Shared/FontDescriptor 52 0 R>>')
      .object(52, '<</Type/FontDescriptor/FontName/Shared/Flags 4/FontFile2 53 0 R>>')
      .stream(53, '', font);
    const whole = sample.classic();
    const other = sample
      .stream(
        50,
        '/Type/XObject/Subtype/Image/Width 600/Height 500/BitsPerComponent 8/ColorSpace/DeviceGray',
        randomBytes(300_001),
      )
      .classic();
    const bind = async (name: string, files: [Buffer, string | undefined][]) => {
      const pieces = files.map(([bytes, sha256], i) => {
        const piece = material(`00${i + 1}`, bench.save(`${name}-${i}.pdf`, bytes), 6);
        return {
          ...piece,
          source: { kind: 'pdf', path: bench.at(`${name}-${i}.pdf`), ...(sha256 && { sha256 }) },
        } as typeof piece;
      });
      const { bytes } = await writeVolume(bench.job(`${name}.pdf`, pieces));
      bench.expectSound(`${name}.pdf`);
      expect(inspectPdf(bench.at(`${name}.pdf`)).pages.map(({ stamp }) => stamp?.number)).toEqual(
        Array.from({ length: 6 * files.length }, (_, i) => i + 1),
      );
      return bytes;
    };
    const once = await bind('single', [[whole, 'a']]);
    // Picture and font of six pages once.
    expect(once).toBeLessThan(450_000);
    const copies = await bind('copies', [
      [whole, 'a'],
      [whole, 'a'],
      [whole, 'a'],
    ]);
    expect(copies - once).toBeLessThan(20_000);
    // Without a digest nothing says that they are the same.
    expect(
      await bind('unknown', [
        [whole, undefined],
        [whole, undefined],
      ]),
    ).toBeGreaterThan(2 * 400_000);
    // A file that was changed after it had been digested is not taken for the other.
    expect(
      await bind('changed', [
        [whole, 'a'],
        [other, 'a'],
      ]),
    ).toBeGreaterThan(2 * 400_000);
  });

  it('writes the bytes of a file bound twice once, and pages for both', async () => {
    const data = Buffer.alloc(200_000, 'x');
    const sample = PdfSample.pages(2).stream(11, '', data);
    sample.object(10, '<</Type/Page/Parent 2 0 R/Contents 11 0 R/Annots[20 0 R]>>');
    sample.object(20, '<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Dest[12 0 R/Fit]/P 10 0 R>>');
    const path = bench.save('twice.pdf', sample.classic());
    const pieces = [material('001', path, 2), own('between', [PAGE]), material('002', path, 2)];
    const { bytes } = await writeVolume(bench.job('twice-out.pdf', pieces));
    expect(bytes).toBeLessThan(2 * 200_000);
    const { pages } = inspectPdf(bench.at('twice-out.pdf'));
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
});
