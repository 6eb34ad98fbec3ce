import { beforeAll, describe, expect, it } from 'vitest';
import { openFonts } from '../commands/fonts.js';
import type { Matrix } from '../model/drawing.js';
import { drawingPages, type FontSet, type PageContent, picturePage } from './index.js';
import { roleOfFont } from './ofd.js';

let fonts: FontSet;
beforeAll(async () => {
  fonts = await openFonts();
});

const pictureOf = (pages: PageContent[]) => {
  const item = pages[0]?.items.find((one) => one.kind === 'picture');
  if (item?.kind !== 'picture') throw new Error('no picture');
  return item;
};
const base = { key: 'k', orientation: 1, caption: '现场' };

describe('a picture on its page', () => {
  it('a scanned sheet keeps its size and fills it; a photo of the same resolution does not', () => {
    const [sheet] = picturePage({ ...base, width: 2480, height: 3508, dpi: 300 }, fonts);
    expect(sheet?.width).toBeCloseTo(595.2, 0);
    expect(sheet?.items).toHaveLength(1);
    const [photo] = picturePage({ ...base, width: 4000, height: 3000, dpi: 300 }, fonts);
    expect(photo?.width).toBeCloseTo(841.89, 1);
  });

  it('a small picture is not blown up', () => {
    const item = pictureOf(picturePage({ ...base, width: 96, height: 48, dpi: null }, fonts));
    expect([item.width, item.height]).toEqual([72, 36]);
  });

  it('a fax of 204 × 98 dpi has the shape of its paper', () => {
    const item = pictureOf(
      picturePage({ ...base, width: 1728, height: 1143, dpi: 204, pixelAspect: 204 / 98 }, fonts),
    );
    expect(item.height / item.width).toBeCloseTo(1143 / 98 / (1728 / 204), 3);
  });

  it('says below it what is known, and leaves room for that', () => {
    const facts: [string, string][] = [
      ['时间', '2024年3月5日'],
      ['事由', '开展行政执法监督检查，现场抽查办件窗口的公示内容'.repeat(4)],
    ];
    const [page] = picturePage({ ...base, width: 3000, height: 4000, dpi: 300, facts }, fonts);
    const texts = page?.items.flatMap((item) => (item.kind === 'text' ? [item] : [])) ?? [];
    const said = texts.map(({ text }) => text).join('');
    expect(said).toContain('时间：2024年3月5日');
    const item = pictureOf(page ? [page] : []);
    for (const text of texts) expect(text.y).toBeGreaterThan(item.y + item.height);
    expect(Math.max(...texts.map(({ y }) => y))).toBeLessThan((page?.height ?? 0) - 95);
  });
});

describe('OFD pages', () => {
  it('play fonts by the nearest role', () => {
    const named = [
      'SimSun',
      '仿宋_GB2312',
      'KaiTi',
      'SimHei',
      '方正小标宋简体',
      'FZXBSJW--GB1-0',
      'Arial',
      'FZHTJW--GB1-0',
    ];
    expect(named.map(roleOfFont)).toEqual([
      'song',
      'fangsong',
      'kai',
      'hei',
      'biaosong',
      'biaosong',
      'hei',
      'hei',
    ]);
  });

  it('keep every character at its place; one line of one face is one run', () => {
    const text = {
      kind: 'text' as const,
      font: '宋体',
      bold: false,
      italic: false,
      size: 5,
      color: '000000',
      opacity: 1,
      text: '批复\u0001文',
      xs: [0, 5, 9, 12],
      ys: [0, 0, 0, 0],
      turn: 0,
      matrix: [2, 0, 0, 2, 100, 50] as Matrix,
    };
    const make = (more: Partial<typeof text>) =>
      drawingPages(
        { pages: [{ width: 300, height: 400, items: [{ ...text, ...more }] }] },
        (part) => part,
        fonts,
      )[0];
    const page = make({});
    expect(page).toMatchObject({ width: 300, height: 400 });
    expect(page?.items).toHaveLength(1);
    expect(page?.items[0]).toMatchObject({
      kind: 'text',
      text: '批复文',
      x: 100,
      y: 50,
      size: 10,
      font: 'song',
    });
    const [item] = page?.items ?? [];
    expect(item?.kind === 'text' && item.advances?.slice(0, 2)).toEqual([10, 14]);
    expect(make({ matrix: [0, 2, -2, 0, 100, 50] })?.items[0]).toMatchObject({
      kind: 'group',
      matrix: [0, 1, -1, 0, 100, 50],
    });
    expect(make({ opacity: 0.5 })?.items[0]).toMatchObject({ kind: 'group', opacity: 0.5 });
  });
});
