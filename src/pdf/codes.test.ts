import { readFileSync } from 'node:fs';
import jsqr from 'jsqr';
import { PDFDocument } from 'pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { Bench, material, own } from '../../fixtures/pdf/bench.js';
import { render } from '../../fixtures/pdf/pdfium.js';
import { PdfSample } from '../../fixtures/pdf/samples.js';
import { A4, anchorsOf, type PageContent, placeIn } from '../layout/index.js';
import { codeStrip } from '../layout/qr.js';
import { inspectPdf, writeVolume } from './index.js';

const bench = new Bench();
afterAll(() => bench.remove());

const ADDRESSES = [
  'https://www.qingyu.example.gov.cn/zwgk/gfxwj/202304/12.html',
  'www.example.gov.cn',
  `https://www.example.gov.cn/zwgk/xxgk/search?keyword=${'%E6%94%BF%E5%8A%A1'.repeat(6)}&page=1&size=20`,
  'https://www.example.gov.cn/政务公开/目录.html',
];

describe('QR codes', () => {
  it('are read by another decoder, with nothing but their own quiet zone around them', async () => {
    // Black all round: the code has to bring its white with it.
    const pages = ADDRESSES.map((address): PageContent => {
      const strip = codeStrip(address);
      if (strip === null) throw new Error(address);
      const size = strip.width + 40;
      return {
        width: size,
        height: size,
        items: [
          { kind: 'rect', x: 0, y: 0, width: size, height: size, fill: '000000' },
          { kind: 'rect', x: 20, y: 20, width: strip.width, height: strip.height, fill: 'FFFFFF' },
          ...strip.items.map((item) => ('x' in item ? { ...item, x: item.x + 20, y: item.y + 20 } : item)),
        ],
        links: [],
      };
    });
    await writeVolume(bench.job('codes.pdf', [own('codes', pages)]));
    const bytes = readFileSync(bench.at('codes.pdf'));
    for (const [i, address] of ADDRESSES.entries()) {
      // 200 dpi: what an ordinary scanner or telephone sees.
      const picture = await render(bytes, i, 200 / 72);
      const rgba = new Uint8ClampedArray(picture.bgra);
      // The page's stamp is drawn over a page this small; below the code it does no harm.
      const read = jsqr.default(rgba, picture.width, picture.height);
      const wanted = new URL(address.startsWith('www.') ? `http://${address}` : address).href;
      expect(read?.data.replace(/\/$/, ''), address).toBe(wanted.replace(/\/$/, ''));
    }
  });

  it('are left out for what is no address, and for what would be too fine to read', () => {
    expect(codeStrip('见局网站')).toBeNull();
    expect(codeStrip(`https://www.example.gov.cn/${'a'.repeat(700)}`)).toBeNull();
    const [short, long] = ['https://a.gov.cn/', `https://a.gov.cn/${'a'.repeat(300)}`].map(codeStrip);
    expect(short?.width ?? 0).toBeLessThan(60);
    expect(long?.width ?? 0).toBeLessThan(97);
  });
});

describe('ways back', () => {
  it('lead from the stamp of every page to the place within the catalogue, on turned pages too', async () => {
    const source = await PDFDocument.load(PdfSample.pages(2).classic());
    source.getPage(1).setRotation({ type: 'degrees' as never, angle: 90 });
    const path = bench.save('turned.pdf', await source.save());
    const rows: PageContent[] = ['017-01', '017-03'].map((name) => ({
      ...A4,
      items: [{ kind: 'anchor', x: 90, y: 90, name }],
      links: [],
    }));
    expect(anchorsOf(rows)).toEqual(
      new Map([
        ['017-01', 0],
        ['017-03', 1],
      ]),
    );
    const anchored = placeIn('catalogue', '017-03');
    const typeset = { ...own('material:017-04', [{ ...A4, items: [], links: [] }]), stamp: '017-04' };
    await writeVolume(
      bench.job(
        'back.pdf',
        [
          own('catalogue', rows),
          { ...material('017-03', path, 2), back: anchored },
          { ...typeset, back: anchored },
          { ...own('plain', [{ ...A4, items: [], links: [] }]), back: anchored },
        ],
        { pageOf: (id) => (id === anchored ? { first: 2, pages: 1 } : null) },
      ),
    );
    bench.expectSound('back.pdf');
    const { pages } = inspectPdf(bench.at('back.pdf'));
    const own2 = (page: number) => pages[page - 1]?.links.filter((link) => 'page' in link && link.page === 2);
    for (const page of [3, 4, 5]) expect(own2(page), `page ${page}`).toHaveLength(1);
    // Without a stamp there is no label to click.
    expect(own2(6)).toEqual([]);
    // The area lies over the label at the top right as the page is seen, turned or not.
    const written = await PDFDocument.load(readFileSync(bench.at('back.pdf')));
    for (const index of [2, 3]) {
      const page = written.getPage(index);
      const annotations = page.node.Annots();
      const rect = annotations?.lookup(annotations.size() - 1);
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = (rect?.toString().match(/Rect \[ ?([^\]]*)\]/)?.[1] ?? '')
        .trim()
        .split(/\s+/)
        .map(Number);
      const { width, height } = page.getSize();
      const turned = page.getRotation().angle === 90;
      // Clockwise by a quarter: what is seen at the top right lies at the top left of the sheet.
      const right = turned ? y2 / height : x2 / width;
      const top = turned ? 1 - x1 / width : y2 / height;
      expect(right).toBeGreaterThan(0.9);
      expect(top).toBeGreaterThan(0.9);
      expect(Math.min(x2 - x1, y2 - y1)).toBeGreaterThan(5);
    }
  });
});
