import { beforeAll, describe, expect, it } from 'vitest';
import { openFonts } from '../commands/fonts.js';
import type { SheetTable } from '../model/document.js';
import { type FontSet, type PageContent, sheetPages } from './index.js';
import type { RectItem, TextItem } from './page.js';

let fonts: FontSet;
beforeAll(async () => {
  fonts = await openFonts();
});

const pagesOf = (title: string, ...sheets: SheetTable[]): PageContent[] =>
  sheetPages(
    { title, document: { kind: 'sheet', path: 'a.xlsx', format: 'xlsx', sheets, activeContent: [] } },
    fonts,
  );
const texts = (pages: PageContent[]): TextItem[] =>
  pages.flatMap((page) => page.items).filter((item) => item.kind === 'text');
const textOf = (pages: PageContent[]): string =>
  texts(pages)
    .map((item) => item.text)
    .join('');
const rects = (pages: PageContent[]): RectItem[] =>
  pages.flatMap((page) => page.items).filter((item) => item.kind === 'rect');
const count = (text: string, part: string): number => text.split(part).length - 1;

/** No text runs over the edge of the cell it stands in, no cell over the edge of the page. */
function expectInside(pages: PageContent[]): void {
  for (const page of pages) {
    const cells = rects([page]);
    for (const cell of cells) expect(cell.x + cell.width).toBeLessThanOrEqual(page.width - 56);
    for (const item of texts([page])) {
      const right = item.x + fonts.measure(item.font, item.text, item.size);
      const home = cells.find(
        (c) => item.x >= c.x && item.x <= c.x + c.width && item.y > c.y && item.y < c.y + c.height,
      );
      expect(right, item.text).toBeLessThanOrEqual((home ? home.x + home.width : page.width - 50) + 1);
    }
  }
}

const title = '新城区行政执法案件统计表';
const table: SheetTable = {
  name: '统计',
  rows: [
    [title, '', '', ''],
    ['填报单位：司法局', '', '', ''],
    ['部门', '案件', '', '备注'],
    ['', '2023年', '2024年', ''],
    ['公安局', '1,234.50', '12%', ''],
    ['司法局', '2', '3', '连续两年'],
  ],
  spans: [
    { row: 0, column: 0, rowSpan: 1, colSpan: 4 },
    { row: 2, column: 0, rowSpan: 2, colSpan: 1 },
    { row: 2, column: 1, rowSpan: 1, colSpan: 2 },
    { row: 2, column: 3, rowSpan: 2, colSpan: 1 },
  ],
};

describe('sheetPages', () => {
  it('sets a title of the sheet as its title, and says it once', () => {
    const pages = pagesOf('新城区行政执法案件 统计表', table);
    const text = textOf(pages);
    expect(count(text, '案件统计表')).toBe(1);
    const heading = texts(pages)[0];
    expect(heading).toMatchObject({ font: 'biaosong', size: 18 });
    // Not in a cell.
    expect(rects(pages).every((cell) => cell.y > (heading?.y ?? 0))).toBe(true);
    expect(count(textOf(pagesOf('另一个名称', table)), title)).toBe(1);
    expect(textOf(pagesOf('另一个名称', table))).toContain('另一个名称');
  });

  it('takes a title of the sheet that holds its own for its title, and lines about the table for no head', () => {
    const quarters = Array.from({ length: 6 }, (_, i) => `第${i + 1}季度`);
    const sheet: SheetTable = {
      name: '统计',
      rows: [
        ['澜水县司法局自评表', ...quarters.map(() => '')],
        ['填报单位：司法局', '', '', '', '', '', '单位：件'],
        ['事项', ...quarters],
        ['甲', ...quarters.map((_, i) => String(i))],
        ['乙', ...quarters.map((_, i) => String(i))],
      ],
    };
    const pages = pagesOf('自评表', sheet);
    expect(count(textOf(pages), '自评表')).toBe(1);
    const about = texts(pages).find(({ text }) => text.includes('填报单位'));
    expect(rects(pages).every((cell) => cell.y > (about?.y ?? 0))).toBe(true);
  });

  it('does not tear a head of four characters', () => {
    const heads = Array.from({ length: 14 }, () => ['受理', '承诺时限']).flat();
    const rows = [
      ['序号', ...heads],
      ...Array.from({ length: 4 }, (_, i) => [String(i), ...heads.map(() => '1234')]),
    ];
    const said = texts(pagesOf('表', { name: '', rows })).map(({ text }) => text);
    expect(said).toContain('承诺时限');
    expect(said).not.toContain('限');
  });

  it('says the title once over a list of one column, and over CSV', () => {
    const list = { name: '', rows: [['人员名单'], ['甲'], ['乙']] };
    expect(textOf(pagesOf('人员名单', list))).toBe('人员名单甲乙');
    expect(textOf(pagesOf('名单', list))).toBe('名单人员名单甲乙');
  });

  it('keeps merged cells', () => {
    const [page] = pagesOf(title, table);
    if (!page) return;
    const cells = rects([page]);
    const cellOf = (text: string): RectItem => {
      const item = texts([page]).find((one) => one.text.startsWith(text)) as TextItem;
      return cells.find(
        (c) => item.x >= c.x && item.x < c.x + c.width && item.y > c.y && item.y < c.y + c.height,
      ) as RectItem;
    };
    // 部门 reaches over both rows of the head, 案件 over both years.
    expect(cellOf('部门').height).toBeCloseTo(cellOf('案件').height + cellOf('2023').height, 3);
    expect(cellOf('案件').width).toBeCloseTo(cellOf('2023').width + cellOf('2024').width, 3);
    // Both rows are head, filled; the body is not.
    expect(cellOf('2023').fill).toBeDefined();
    expect(cellOf('公安局').fill).toBeUndefined();
    expectInside([page]);
  });

  it('repeats both rows of a head', () => {
    const rows = [...table.rows, ...Array.from({ length: 80 }, (_, i) => [`部门${i}`, '1', '2', ''])];
    const pages = pagesOf(title, { ...table, rows });
    expect(pages.length).toBeGreaterThan(2);
    expect(count(textOf(pages), '2023')).toBe(pages.length);
  });

  it('finds the head below a title that a stray cell stands beside', () => {
    const rows = table.rows.map((row, i) => [...row, i === 0 ? '远' : '']);
    const more = Array.from({ length: 80 }, (_, i) => [`部门${i}`, '1', '2', '', '']);
    const pages = pagesOf('名称', { ...table, rows: [...rows, ...more] });
    expectInside(pages);
    expect(count(textOf(pages), '2023')).toBe(pages.length);
  });

  it('takes the first row of a list that has no head for a row: it counts or is dated', () => {
    const first = (rows: string[][]): number =>
      rects(pagesOf('清单', { name: '一', rows: [...rows, ...rows, ...rows] })).filter(({ fill }) => fill)
        .length;
    expect(
      first([
        ['序号', '名称'],
        ['1', '甲'],
      ]),
    ).toBe(2);
    expect(
      first([
        ['1', '甲'],
        ['2', '乙'],
      ]),
    ).toBe(0);
    expect(
      first([
        ['甲', '2024/2/1'],
        ['乙', '2024/2/2'],
      ]),
    ).toBe(0);
    expect(
      first([
        ['2022', '2023'],
        ['2023', '8'],
      ]),
    ).toBe(2);
  });

  it('leaves no last character alone where Chinese and digits meet and there is room', () => {
    const rows = [
      ['序号', '单位', ...Array.from({ length: 8 }, (_, i) => `第${i + 1}项（件）`)],
      ...Array.from({ length: 4 }, (_, i) => [`${i + 1}`, `第${i + 1}街道办事处`, ...'12345678']),
    ];
    const names = texts(pagesOf('统计表', { name: '一', rows })).filter((item) => item.text === '处');
    expect(names).toEqual([]);
  });

  it('lets a note alone in its row run over the columns', () => {
    const note = '说明：2024年数据统计至11月30日；时限按工作日计，取全部办理项的算术平均。';
    const rows = [
      ['年度', '数量', '比例'],
      ['2023年', '1', '2'],
      ['2024年', '3', '4'],
      [note, '', ''],
    ];
    const pages = pagesOf('表', { name: '', rows });
    const widths = rects(pages).map((cell) => cell.width);
    expect(widths).toHaveLength(10);
    expect(widths[9]).toBeCloseTo((widths[0] ?? 0) + (widths[1] ?? 0) + (widths[2] ?? 0), 6);
    expectInside(pages);
  });

  it('parts a table that is too wide by columns, the first ones on each part', () => {
    const head = ['序号', '名称', ...Array.from({ length: 60 }, (_, i) => `指标项目${i + 1}`)];
    const rows = [
      head,
      ...[1, 2].map((r) => head.map((_, c) => (c < 2 ? `甲${r}` : `${r * 1_000_000 + c}`))),
    ];
    const pages = pagesOf('宽表', { name: '', rows });
    expectInside(pages);
    const text = textOf(pages);
    for (let i = 1; i <= 60; i++) expect(text).toContain(`指标项目${i}`.slice(0, 4));
    for (let c = 2; c < 62; c++) expect(count(text, String(2_000_000 + c))).toBe(1);
    const parts = Number(/按列分(\d)/.exec(text)?.[1]);
    expect(parts).toBeGreaterThan(1);
    expect(count(text, '名称')).toBe(parts);
  });

  it('does not part what stands under one head', () => {
    const quarters = 7;
    const heads = Array.from({ length: quarters }, (_, i) => [`第${i + 1}季度`, '', '', '']).flat();
    const under = Array.from({ length: quarters }, () => ['受理数', '办结数', '承诺时限', '备注']).flat();
    const sheet: SheetTable = {
      name: '',
      rows: [
        ['事项', ...heads],
        ['', ...under],
        ...Array.from({ length: 3 }, () => [
          '食品小作坊登记许可',
          ...under.map((_, i) => String(100000 + i)),
        ]),
      ],
      spans: [
        { row: 0, column: 0, rowSpan: 2, colSpan: 1 },
        ...Array.from({ length: quarters }, (_, i) => ({
          row: 0,
          column: 1 + 4 * i,
          rowSpan: 1,
          colSpan: 4,
        })),
      ],
    };
    const text = textOf(pagesOf('表', sheet));
    expect(text).toContain('部分');
    for (let i = 1; i <= quarters; i++) expect(count(text, `第${i}季度`), `${i}`).toBe(1);
  });

  it('cuts a merged cell where the parts part', () => {
    const wide = Array.from({ length: 50 }, (_, c) => `${12_345_678 + c}`);
    const group = wide.map((_, c) => (c === 0 ? '序号' : c === 1 ? '合并的表头' : ''));
    const pages = pagesOf('宽表', {
      name: '',
      rows: [group, wide, wide],
      spans: [{ row: 0, column: 1, rowSpan: 1, colSpan: 49 }],
    });
    expectInside(pages);
    expect(count(textOf(pages), '合并的表头')).toBe(Number(/按列分(\d+)/.exec(textOf(pages))?.[1]));
  });

  it('keeps a word of 200 characters inside its cell', () => {
    expectInside(
      pagesOf('长', {
        name: '',
        rows: [
          ['a', 'b', 'c'],
          ['x'.repeat(200), '乙'.repeat(300), '1'],
        ],
      }),
    );
  });
});
