import { beforeAll, describe, expect, it } from 'vitest';
import { openFonts } from '../commands/fonts.js';
import { Cells } from './cells.js';
import { Flow } from './flow.js';
import type { FontSet } from './fonts.js';
import type { PageContent, RectItem, TextItem } from './page.js';
import { LINES_PER_PAGE, PORTRAIT } from './style.js';
import { gridColumns, placeTable, type RowSpec } from './table.js';

let fonts: FontSet;
beforeAll(async () => {
  fonts = await openFonts();
});

const texts = (page: PageContent): TextItem[] => page.items.filter((item) => item.kind === 'text');
const rects = (page: PageContent): RectItem[] => page.items.filter((item) => item.kind === 'rect');
const drawn = (pages: PageContent[]): string =>
  pages
    .flatMap(texts)
    .map((item) => item.text)
    .join('');

function table(rows: (cells: Cells) => RowSpec[], columns = [100, 200, 142.2]): PageContent[] {
  const flow = new Flow(fonts);
  placeTable(flow, columns, rows(new Cells(fonts, columns)), flow.frame.x);
  return flow.pages;
}

/** No cell overlaps another, and every text lies inside a cell and inside the type area. */
function expectSound(pages: PageContent[]): void {
  const bottom = PORTRAIT.y + PORTRAIT.height + 0.1;
  for (const page of pages) {
    const cells = rects(page);
    for (const [i, a] of cells.entries()) {
      expect(a.y).toBeGreaterThanOrEqual(PORTRAIT.y - 0.1);
      expect(a.y + a.height).toBeLessThanOrEqual(bottom);
      for (const b of cells.slice(i + 1)) {
        const apart =
          a.x + a.width <= b.x + 0.1 ||
          b.x + b.width <= a.x + 0.1 ||
          a.y + a.height <= b.y + 0.1 ||
          b.y + b.height <= a.y + 0.1;
        expect(apart).toBe(true);
      }
    }
    for (const text of texts(page)) {
      const home = cells.find(
        (c) => text.x >= c.x && text.x <= c.x + c.width && text.y > c.y && text.y < c.y + c.height,
      );
      expect(home, text.text).toBeDefined();
      const width = fonts.measure(text.font, text.text, text.size);
      expect(text.x + width * 0.99).toBeLessThanOrEqual((home as RectItem).x + (home as RectItem).width + 1);
    }
  }
}

describe('Flow', () => {
  it('puts 22 lines on a page (GB/T 9704 §5.2.3)', () => {
    const flow = new Flow(fonts);
    for (let i = 0; i < LINES_PER_PAGE + 1; i++) flow.paragraph([{ text: '法', role: 'fangsong', size: 16 }]);
    expect(flow.pages.map((page) => page.items.length)).toEqual([22, 1]);
    const last = texts(flow.pages[0] as PageContent).at(-1);
    expect(last?.y).toBeLessThan(PORTRAIT.y + PORTRAIT.height);
  });

  it('keeps a heading with the line that follows it', () => {
    const flow = new Flow(fonts);
    for (let i = 0; i < LINES_PER_PAGE - 1; i++) flow.paragraph([{ text: '法', role: 'fangsong', size: 16 }]);
    flow.paragraph([{ text: '一、标题', role: 'hei', size: 16 }], { keep: 1 });
    expect(flow.pages).toHaveLength(2);
    expect(drawn(flow.pages.slice(1))).toBe('一、标题');
  });
});

describe('placeTable', () => {
  const head = (cells: Cells): RowSpec => ({
    header: true,
    cells: ['序号', '题名', '备注'].map((text, i) => cells.text(i, text, { role: 'hei' })),
  });

  it('repeats the head on every page and keeps all rows', () => {
    const pages = table((cells) => [
      head(cells),
      ...Array.from({ length: 90 }, (_, i) => ({
        header: false,
        cells: [
          cells.text(0, `№${i}；`),
          cells.text(1, '关于印发工作方案的通知'.repeat(1 + (i % 4))),
          cells.text(2, ''),
        ],
      })),
    ]);
    expect(pages.length).toBeGreaterThan(3);
    for (const page of pages)
      expect(
        texts(page)
          .slice(0, 3)
          .map((item) => item.text),
      ).toEqual(['序号', '题名', '备注']);
    const all = drawn(pages);
    for (let i = 0; i < 90; i++) expect(all.split(`${i}；`).length, String(i)).toBeGreaterThan(1);
    expect(all.match(/关于印发工作方案的通知/g)?.length).toBe(
      Array.from({ length: 90 }, (_, i) => 1 + (i % 4)).reduce((a, b) => a + b),
    );
    expectSound(pages);
  });

  it('tears a row that is higher than a page, losing no line', () => {
    const long = Array.from({ length: 2500 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
    const pages = table((cells) => [
      head(cells),
      { header: false, cells: [cells.text(0, '短'), cells.text(1, long), cells.text(2, '')] },
      { header: false, cells: [cells.text(0, '后'), cells.text(1, '完'), cells.text(2, '')] },
    ]);
    expect(pages.length).toBeGreaterThan(2);
    const body = drawn(pages).replaceAll('序号题名备注', '');
    expect([...body].filter((char) => char !== '短' && char !== '后' && char !== '完').join('')).toBe(
      [...long].filter((char) => char !== '短' && char !== '后' && char !== '完').join(''),
    );
    expectSound(pages);
  });

  it('leaves no last line of a torn cell alone on the next page', () => {
    for (let count = 20; count < 60; count++) {
      const text = Array.from({ length: count }, (_, i) => `第${i}行`).join('\n');
      const pages = table((cells) => [
        { header: false, cells: [cells.text(0, '一'), cells.text(1, text), cells.text(2, '')] },
      ]);
      const lines = pages.map((page) => texts(page).filter((item) => item.text.startsWith('第')).length);
      expect(
        lines.reduce((a, b) => a + b, 0),
        String(count),
      ).toBe(count);
      expect(lines.at(-1), String(count)).toBeGreaterThan(1);
    }
  });

  it('carries a cell that spans rows over the page', () => {
    const pages = table((cells) => [
      head(cells),
      ...Array.from({ length: 60 }, (_, i) => ({
        header: false,
        cells: [
          ...(i % 20 === 0 ? [cells.text(0, `第${i / 20 + 1}组`, { rowSpan: 20 })] : []),
          cells.text(1, `事项${i}。`),
          cells.text(2, ''),
        ],
      })),
    ]);
    expect(pages.length).toBeGreaterThan(1);
    expectSound(pages);
    for (let i = 0; i < 60; i++) expect(drawn(pages)).toContain(`${i}。`);
    expect(drawn(pages).match(/第\d组/g)).toEqual(['第1组', '第2组', '第3组']);
  });

  it('grows the last row when a spanning cell needs more room than its rows', () => {
    const tall = '甲乙丙丁戊己庚辛'.repeat(30);
    const pages = table((cells) => [
      { header: false, cells: [cells.text(0, tall, { rowSpan: 2 }), cells.text(1, '一', { colSpan: 2 })] },
      { header: false, cells: [cells.text(1, '二'), cells.text(2, '三')] },
    ]);
    expect([...drawn(pages)].sort().join('')).toBe([...`${tall}一二三`].sort().join(''));
    expectSound(pages);
  });

  it('survives a head with spans and a body row that fills the page', () => {
    const pages = table((cells) => [
      { header: true, cells: [cells.text(0, '甲', { rowSpan: 2 }), cells.text(1, '乙', { colSpan: 2 })] },
      { header: true, cells: [cells.text(1, '丙'), cells.text(2, '丁')] },
      ...Array.from({ length: 5 }, () => ({
        header: false,
        cells: [cells.text(0, '子'), cells.text(1, '丑'.repeat(700)), cells.text(2, '寅')],
      })),
    ]);
    expect(drawn(pages).match(/丑/g)).toHaveLength(3500);
    expectSound(pages);
  });

  it('breaks a small table between its rows rather than leave a hole', () => {
    const tableAt = (used: number, rows: number): PageContent[] => {
      const flow = new Flow(fonts);
      flow.y += used;
      const columns = [442];
      const cells = new Cells(fonts, columns);
      const body = Array.from({ length: rows }, (_, i) => ({
        header: false,
        cells: [cells.text(0, `行${i}`)],
      }));
      placeTable(flow, columns, [{ header: true, cells: [cells.text(0, '头')] }, ...body], flow.frame.x);
      return flow.pages;
    };
    const rowHeight = rects(tableAt(0, 1)[0] as PageContent)[0]?.height ?? 0;
    const roomFor = (n: number): number => PORTRAIT.height - n * rowHeight - 2;
    // Head and three rows stand before the break, the head again behind it.
    const broken = tableAt(roomFor(4), 5);
    expect(broken.map((page) => drawn([page]))).toEqual(['头行0行1行2', '头行3行4']);
    // One row would be too few, and a table of three rows is kept whole.
    expect(tableAt(roomFor(2), 5).map((page) => drawn([page]))).toEqual(['', '头行0行1行2行3行4']);
    expect(tableAt(roomFor(3), 3).map((page) => drawn([page]))).toEqual(['', '头行0行1行2']);
    // The last row takes the one before it along.
    expect(tableAt(roomFor(6), 6).map((page) => drawn([page]))).toEqual(['头行0行1行2行3', '头行4行5']);
  });

  it('finds the columns beside cells that span from above', () => {
    const span = (colSpan: number, rowSpan: number) => ({ colSpan, rowSpan });
    expect(
      gridColumns([
        { cells: [span(1, 3), span(2, 1), span(1, 1)] },
        { cells: [span(1, 2), span(1, 1), span(1, 1)] },
        { cells: [span(2, 1)] },
        { cells: [span(4, 1)] },
      ]),
    ).toEqual([[0, 1, 3], [1, 2, 3], [2], [0]]);
  });
});
