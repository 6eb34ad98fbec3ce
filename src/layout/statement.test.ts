import { beforeAll, describe, expect, it } from 'vitest';
import { openFonts } from '../commands/fonts.js';
import type { Block, Paragraph, TableCell, TextRun, WordDocument } from '../model/document.js';
import { type FontSet, type PageContent, statement } from './index.js';
import { PORTRAIT } from './style.js';
import { breakTitle } from './title.js';
import { chineseNumber } from './words.js';

let fonts: FontSet;
beforeAll(async () => {
  fonts = await openFonts();
});

const textOf = (pages: PageContent[]): string =>
  pages
    .flatMap((page) => page.items)
    .map((item) => (item.kind === 'text' ? item.text : ''))
    .join('');
const linked = (pages: PageContent[]): string[] =>
  pages.flatMap((page) => page.links).map(({ target }) => ('piece' in target ? target.piece : target.url));

const words = { count: 0, low: 0, high: 0 };
const run = (text: string, look: Partial<TextRun> = {}): TextRun => ({
  kind: 'text',
  text,
  bold: false,
  italic: false,
  underline: false,
  size: null,
  color: null,
  href: null,
  ...look,
});
const paragraph = (text: string | Paragraph['inlines'], look: Partial<Paragraph> = {}): Paragraph => ({
  kind: 'paragraph',
  inlines: typeof text === 'string' ? [run(text)] : text,
  style: null,
  headingLevel: null,
  alignment: null,
  label: null,
  firstLineIndent: null,
  pageBreakBefore: false,
  words,
  ...look,
});
const cell = (text: string, look: Partial<TableCell> = {}): TableCell => ({
  blocks: [paragraph(text)],
  colSpan: 1,
  rowSpan: 1,
  ...look,
});
const word = (blocks: Block[], rest: Partial<WordDocument> = {}): WordDocument => ({
  kind: 'word',
  format: 'docx',
  activeContent: [],
  path: '行政审批局/17 优化公共服务/说明.docx',
  blocks,
  textBoxes: [],
  footnotes: [],
  endnotes: [],
  headers: [],
  footers: [],
  comments: [],
  revisions: { inserted: 0, deleted: 0 },
  hiddenText: '',
  properties: {},
  words,
  excluded: {
    textBoxes: 0,
    footnotes: 0,
    endnotes: 0,
    headers: 0,
    footers: 0,
    hidden: 0,
    deleted: 0,
    comments: 0,
  },
  ...rest,
});

describe('statement', () => {
  const body = '新城区印发《实施方案》（新政办发〔2024〕26号），2023年以来推出36项主题服务。'.repeat(5);

  it('draws every character once and in order', () => {
    const blocks = [
      paragraph('关于规范性文件管理的情况说明', { alignment: 'center' }),
      paragraph(body),
      paragraph('主要举措', { headingLevel: 1, label: '一、' }),
      paragraph(`（一）加强领导。${body}`),
      paragraph([
        run('加粗', { bold: true }),
        run('与'),
        run('链接', { href: 'https://www.example.gov.cn/' }),
        run('。'),
      ]),
    ];
    const pages = statement({ document: word(blocks) }, fonts);
    expect(textOf(pages)).toBe(
      `关于规范性文件管理的情况说明${body}一、主要举措（一）加强领导。${body}加粗与链接。`,
    );
    expect(linked(pages)).toEqual(['https://www.example.gov.cn/']);
  });

  it('gives title and levels the faces of GB/T 9704', () => {
    const pages = statement(
      {
        document: word([
          paragraph('关于规范性文件管理的情况说明'),
          paragraph('一、主要举措'),
          paragraph('（一）加强领导。落实责任。'),
          paragraph('1.推行清单管理。'),
        ]),
      },
      fonts,
    );
    const roles = pages[0]?.items.flatMap((item) =>
      item.kind === 'text' ? [[item.font, item.size, item.text]] : [],
    );
    expect(roles).toEqual([
      ['biaosong', 22, '关于规范性文件管理的情况说明'],
      ['hei', 16, '一、主要举措'],
      ['kai', 16, '（一）加强领导。'],
      ['fangsong', 16, '落实责任。'],
      ['song', 16, '1.'],
      ['fangsong', 16, '推行清单管理。'],
    ]);
  });

  it('does not take a first paragraph of text for a title', () => {
    const pages = statement(
      { document: word([paragraph('新城区落实责任，成效明显。'), paragraph('其次。')]) },
      fonts,
    );
    expect(pages[0]?.items.some((item) => item.kind === 'text' && item.font === 'biaosong')).toBe(false);
  });

  it('sets tables with spans, pictures by key and notes at the end', () => {
    const document = word(
      [
        paragraph('见下表：'),
        {
          kind: 'table',
          columnWidths: [100, 100],
          rows: [
            { header: true, cells: [cell('项目'), cell('数量')] },
            { header: false, cells: [cell('合计', { rowSpan: 2 }), cell('1,234件')] },
            { header: false, cells: [cell('100%')] },
          ],
        },
        paragraph([
          {
            kind: 'picture',
            part: 'word/media/image1.png',
            mime: 'image/png',
            width: 900,
            height: 300,
            description: '',
          },
        ]),
      ],
      { footnotes: [[paragraph('数据来源：统计局。')]] },
    );
    const pages = statement({ document }, fonts);
    expect([...textOf(pages)].sort()).toEqual(
      [...'见下表：项目数量合计1,234件100%脚注1. 数据来源：统计局。'].sort(),
    );
    const picture = pages[0]?.items.find((item) => item.kind === 'picture');
    expect(picture).toMatchObject({ key: `${document.path}#word/media/image1.png` });
    expect((picture?.kind === 'picture' && picture.width) || 0).toBeLessThanOrEqual(442.3);
  });

  it('turns the page for a table of many columns and back', () => {
    const wide = {
      kind: 'table',
      columnWidths: [],
      rows: [{ header: false, cells: Array.from({ length: 12 }, (_, i) => cell(`列${i}`)) }],
    } as const;
    const pages = statement(
      {
        document: word([
          paragraph('见下表：'),
          { ...wide, rows: [...wide.rows], columnWidths: [] },
          paragraph('完。'),
        ]),
      },
      fonts,
    );
    expect(pages.map((page) => page.width > page.height)).toEqual([false, true, false]);
  });

  it('lets a heading go with the table below it, upright or across', () => {
    const table = (columns: number, rows: number): Block => ({
      kind: 'table',
      columnWidths: [],
      rows: Array.from({ length: rows }, (_, r) => ({
        header: r === 0,
        cells: Array.from({ length: columns }, (_, c) => cell(`${r}${c}`)),
      })),
    });
    const pages = (table: Block, lines: number) =>
      statement(
        {
          document: word([
            ...Array.from({ length: lines }, () => paragraph('正文。')),
            paragraph('三、有关情况'),
            paragraph('表1 统计表', { alignment: 'center' }),
            table,
            paragraph('完。'),
          ]),
        },
        fonts,
      );
    const across = pages(table(12, 3), 3);
    expect(across.map((page) => page.width > page.height)).toEqual([false, true, false]);
    expect(textOf(across.slice(0, 1))).toBe('正文。'.repeat(3));
    expect(textOf(across.slice(1, 2))).toContain('三、有关情况表1 统计表');
    // Upright: the table needs more room than is left below the heading.
    const upright = pages(table(2, 4), 19);
    expect(textOf(upright.slice(0, 1))).toBe('正文。'.repeat(19));
    expect(textOf(upright.slice(1))).toMatch(/^三、有关情况表1 统计表/);
  });

  it('does not part signature and date', () => {
    for (let n = 15; n < 25; n++) {
      const lines = Array.from({ length: n }, () => paragraph('正文。'));
      const signed = [
        paragraph('青屿区司法局', { alignment: 'right' }),
        paragraph('2024年12月2日', { alignment: 'right' }),
      ];
      const pages = statement({ document: word([...lines, ...signed]) }, fonts);
      const page = pages.find((one) => textOf([one]).includes('司法局'));
      expect(textOf(page ? [page] : []), String(n)).toContain('12');
    }
  });

  it('tears no short text in a narrow column', () => {
    const [page] = statement(
      {
        document: word([
          {
            kind: 'table',
            columnWidths: [40, 360, 30, 30],
            rows: [
              {
                header: true,
                cells: [cell('年度'), cell('评估文件'), cell('得分'), cell('评估结论')],
              },
              {
                header: false,
                cells: [
                  cell('2024年'),
                  cell('小微餐饮油烟防治管理办法'.repeat(3)),
                  cell('91分'),
                  cell('继续实施'),
                ],
              },
            ],
          },
        ]),
      },
      fonts,
    );
    const lines = (page?.items ?? []).flatMap((item) => (item.kind === 'text' ? [item] : []));
    const rows = (pattern: RegExp) =>
      new Set(lines.filter(({ text }) => pattern.test(text)).map(({ y }) => y)).size;
    expect([rows(/91|分$/), rows(/继|续|实施/), rows(/2024|年$/)]).toEqual([2, 1, 1]);
  });

  it('tears no 材料12 between word and number', () => {
    const references = (text: string) =>
      [...text.matchAll(/材料\d+/g)].map(({ 0: found, index }) => ({
        from: index,
        to: index + found.length,
        piece: 'material:1',
      }));
    for (let n = 20; n < 32; n++) {
      const document = word([paragraph(`${'法'.repeat(n)}（材料12）。`)]);
      const [page] = statement({ document, references }, fonts);
      const lines = (page?.items ?? []).flatMap((item) =>
        item.kind === 'text' && /材|料|12/.test(item.text) ? [item.y] : [],
      );
      expect(new Set(lines).size, String(n)).toBe(1);
    }
  });

  it('begins a new page where the file does, and says so if it is empty', () => {
    const broken = [
      paragraph('甲。'),
      paragraph([run('乙。'), { kind: 'break', what: 'page' }, run('丙。')]),
      paragraph('丁。', { pageBreakBefore: true }),
    ];
    expect(statement({ document: word(broken) }, fonts)).toHaveLength(3);
    expect(textOf(statement({ document: word([paragraph('')]) }, fonts))).toBe('（空）');
  });

  it('fills 22 lines a page inside the type area, the same every time', () => {
    const make = () => statement({ document: word([paragraph(body.repeat(20))]) }, fonts);
    const pages = make();
    expect(pages.length).toBeGreaterThan(3);
    const baselines = new Set(pages[1]?.items.map((item) => (item.kind === 'text' ? Math.round(item.y) : 0)));
    expect(baselines.size).toBe(22);
    expect(Math.max(...baselines)).toBeLessThan(PORTRAIT.y + PORTRAIT.height);
    expect(make()).toEqual(pages);
  });

  it('does not tear a small table', () => {
    const rows = Array.from({ length: 4 }, (_, i) => ({
      header: i === 0,
      cells: [cell(`甲${i}`), cell('乙')],
    }));
    const lines = Array.from({ length: 20 }, () => paragraph('正文。'));
    const pages = statement({ document: word([...lines, { kind: 'table', columnWidths: [], rows }]) }, fonts);
    expect(pages).toHaveLength(2);
    expect(textOf(pages.slice(1))).toBe('甲0乙甲1乙甲2乙甲3乙');
  });
});

describe('breakTitle', () => {
  it('breaks between words into balanced lines that fit', () => {
    const title = '关于优化公共服务完善基本公共服务体系推进政务服务标准化规范化便利化情况的说明';
    const lines = breakTitle(title, fonts, 'biaosong', 22, PORTRAIT.width);
    expect(lines.join('')).toBe(title);
    expect(lines).toHaveLength(2);
    const widths = lines.map((line) => fonts.measure('biaosong', line, 22));
    expect(Math.max(...widths)).toBeLessThanOrEqual(PORTRAIT.width);
    expect(Math.abs((widths[0] ?? 0) - (widths[1] ?? 0))).toBeLessThan(22 * 4);
    for (const line of lines) expect(line).not.toMatch(/^[的和、》）]/);
  });

  it('keeps numbers with what they count', () => {
    const title = '澜阳市政府法制办2011年依法行政工作情况报告';
    const lines = breakTitle(title, fonts, 'biaosong', 22, PORTRAIT.width);
    expect(lines).toHaveLength(2);
    expect(lines.join('|')).toContain('2011年');
  });

  it('keeps a title together that fits on one line', () => {
    expect(breakTitle('情况说明', fonts, 'biaosong', 22, PORTRAIT.width)).toEqual(['情况说明']);
  });

  it('loses nothing of a title as long as a page', () => {
    const title = '关于情况的说明'.repeat(60);
    expect(breakTitle(title, fonts, 'biaosong', 22, PORTRAIT.width).join('')).toBe(title);
  });
});

describe('chineseNumber', () => {
  it('writes 1 to 99', () => {
    expect([1, 10, 11, 20, 34, 99].map(chineseNumber)).toEqual([
      '一',
      '十',
      '十一',
      '二十',
      '三十四',
      '九十九',
    ]);
  });
});
