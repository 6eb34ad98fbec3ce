import { beforeAll, describe, expect, it } from 'vitest';
import { openFonts } from '../commands/fonts.js';
import type { Block, Paragraph, TableCell, TextRun, WordDocument } from '../model/document.js';
import type { Unit } from '../model/pack.js';
import {
  A4,
  type CatalogueRow,
  catalogue,
  chapterDivider,
  contents,
  cover,
  type FontSet,
  gaps,
  offlineRegister,
  type PageContent,
  type PageOptions,
  picturePage,
  placeholder,
  sheetPages,
  statement,
  textPages,
  unitSheet,
  urlIndex,
} from './index.js';

let fonts: FontSet;
beforeAll(async () => {
  fonts = await openFonts();
});

const textOf = (pages: PageContent[]): string =>
  pages
    .flatMap((page) => page.items)
    .map((item) => (item.kind === 'text' ? item.text : ''))
    .join('');
const targets = (pages: PageContent[]): string[] =>
  pages.flatMap((page) => page.items).flatMap((item) => (item.kind === 'page-ref' ? [item.target] : []));
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

const unit = {
  key: '26-29',
  prefix: '026',
  name: '规范性文件管理',
  kind: 'indicator',
  chapter: { no: 3, title: '行政决策', sections: [] },
  sections: [{ title: '合法性审查', indicators: [] }],
  indicators: [26, 27, 28, 29].map((no) => ({ no, text: `第${no}条指标全文。`, verbatim: no !== 29 })),
  materials: '1.提供情况说明；\n2.提供清单。',
  notes: '注意：一一对应。',
  leadText: '司法局',
} as unknown as Unit;

const row = (number: string, rest: Partial<CatalogueRow> = {}): CatalogueRow => ({
  number,
  fileNumber: '',
  documentNumber: '新政办发〔2024〕26号',
  responsible: '新城区人民政府办公室',
  title: `材料${number}`,
  date: '20240315',
  classification: '',
  pages: '',
  remark: '',
  state: 'file',
  urls: [],
  piece: `material:${number}`,
  ...rest,
});

const makers: Record<string, (options: PageOptions) => PageContent[]> = {
  cover: (options) =>
    cover(
      {
        region: '新城区',
        title: '法治政府建设示范创建申报材料',
        volume: { no: 2, of: 3 },
        scope: '',
        applicant: '新城区人民政府',
        compiler: '新城区委全面依法治区委员会办公室',
        date: '2024年12月20日',
        draft: true,
        tool: 'dossier 0.1.0',
      },
      fonts,
      options,
    ),
  contents: (options) =>
    contents(
      {
        entries: Array.from({ length: 120 }, (_, i) => ({
          title: `关于完善基本公共服务体系情况的说明${'长'.repeat(i % 40)}`,
          level: i % 3,
          piece: `p${i}`,
        })),
      },
      fonts,
      options,
    ),
  divider: (options) =>
    chapterDivider(
      { no: 3, title: '行政决策', entries: [{ title: '26 规范性文件管理', piece: 'unit:26-29' }] },
      fonts,
      options,
    ),
  unitSheet: (options) =>
    unitSheet(
      {
        unit,
        departments: ['司法局'],
        statements: [
          {
            title: '关于规范性文件管理的情况说明',
            department: '司法局',
            words: '498',
            piece: 'statement:26-29:1',
          },
          { title: '未报的说明', department: null, words: null, piece: null },
        ],
        counts: { file: 3, url: 1 },
        catalogues: [{ department: '司法局', piece: 'catalogue:26-29:1' }],
      },
      fonts,
      options,
    ),
  catalogue: (options) =>
    catalogue(
      {
        unitKey: '26-29',
        unitName: '规范性文件管理',
        department: '司法局',
        rows: [
          row('026-01'),
          row('026-02', { piece: null, state: 'on-site' }),
          row('026-03', { piece: null, state: 'url', urls: ['https://www.example.gov.cn/a/b.html'] }),
        ],
      },
      fonts,
      options,
    ),
  urlIndex: (options) =>
    urlIndex(
      {
        rows: [
          {
            number: '026-03',
            title: '公开栏目',
            url: 'https://www.example.gov.cn/a/b.html',
            department: null,
            piece: 'catalogue:26-29:1',
          },
        ],
      },
      fonts,
      options,
    ),
  offline: (options) =>
    offlineRegister(
      {
        rows: [
          {
            number: '026-02',
            title: '纸质卷宗',
            department: '司法局',
            state: 'paper',
            remark: '',
            piece: 'catalogue:26-29:1',
          },
        ],
      },
      fonts,
      options,
    ),
  gaps: (options) =>
    gaps(
      {
        rows: [
          {
            severity: 'error',
            department: '司法局',
            unit: '26-29',
            path: '司法局/26-29',
            message: '缺少情况说明',
            advice: '请补充。',
          },
        ],
      },
      fonts,
      options,
    ),
  placeholder: (options) =>
    placeholder(
      {
        number: '026-04',
        title: '录像',
        file: '录像.mp4',
        path: '司法局/录像.mp4',
        bytes: 1234567,
        sha256: 'ab'.repeat(32),
        reason: '视频不能装订',
      },
      fonts,
      options,
    ),
  picture: (options) =>
    picturePage(
      { key: 'a.jpg', width: 4000, height: 3000, dpi: 300, orientation: 6, caption: '026-05 现场' },
      fonts,
      options,
    ),
  text: (options) =>
    textPages({ title: '网址.txt', text: 'https://www.example.gov.cn/\n\n第二行\n' }, fonts, options),
  sheet: (options) =>
    sheetPages(
      {
        title: '清单',
        document: {
          kind: 'sheet',
          path: 'a.xlsx',
          format: 'xlsx',
          sheets: [
            {
              name: '表一',
              rows: [['序号', '名称'], ...Array.from({ length: 60 }, (_, i) => [`${i}`, '事项'])],
            },
          ],
        },
      },
      fonts,
      options,
    ),
  statement: (options) =>
    statement(
      {
        document: word([
          paragraph('关于规范性文件管理的情况说明'),
          paragraph('一、主要举措'),
          paragraph('正文。'.repeat(400)),
        ]),
      },
      fonts,
      options,
    ),
};

describe('every page maker', () => {
  for (const [name, make] of Object.entries(makers)) {
    it(`${name}: draws inside the page, clear of the page number, in both languages`, () => {
      for (const lang of ['zh', 'en'] as const) {
        const pages = make({ lang });
        expect(pages.length).toBeGreaterThan(0);
        for (const page of pages) {
          expect([page.width, page.height].sort((a, b) => a - b)).toEqual([A4.width, A4.height]);
          expect(page.items.length).toBeGreaterThan(0);
          // 7 mm below the type area stands the page number (GB/T 9704 §7.5): 35 mm at the foot are kept free.
          const foot = page.height - (35 * 72) / 25.4 + 0.1;
          for (const item of page.items) {
            if (item.kind !== 'text' || item.text === 'dossier 0.1.0') continue;
            expect(item.y).toBeLessThan(foot);
            expect(item.x).toBeGreaterThanOrEqual(0);
            expect(item.x + fonts.measure(item.font, item.text, item.size)).toBeLessThan(page.width - 40);
          }
          for (const link of page.links) expect(link.width).toBeGreaterThan(0);
        }
      }
    });

    it(`${name}: gives the same pages for the same data`, () => {
      expect(make({})).toEqual(make({}));
    });
  }
});

describe('contents', () => {
  it('has a page reference and a link over the whole row for each entry', () => {
    const pages = makers.contents?.({}) ?? [];
    const pieces = Array.from({ length: 120 }, (_, i) => `p${i}`);
    expect(targets(pages)).toEqual(pieces);
    expect(linked(pages)).toEqual(pieces);
  });
});

describe('unitSheet', () => {
  it('holds the list’s wording and leads to statement and catalogue', () => {
    const pages = makers.unitSheet?.({}) ?? [];
    const text = textOf(pages);
    for (const part of [
      '第26条指标全文。',
      '第29条指标全文。',
      '1.提供情况说明；',
      '注意：一一对应。',
      '498字',
      '未报送',
      '转述',
    ])
      expect(text).toContain(part);
    expect(targets(pages)).toEqual(['catalogue:26-29:1']);
    expect(linked(pages)).toContain('statement:26-29:1');
  });
});

describe('catalogue', () => {
  it('leads to what is bound in and says how the rest is delivered', () => {
    const pages = makers.catalogue?.({}) ?? [];
    expect(targets(pages)).toEqual(['material:026-01', 'material:026-01']);
    expect(textOf(pages)).toContain('实地核查');
    expect(linked(pages)).toContain('https://www.example.gov.cn/a/b.html');
    expect(textOf(pages)).not.toContain('档号');
  });
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

  it('begins a new page where the file does, and says so if it is empty', () => {
    const broken = [
      paragraph('甲。'),
      paragraph([run('乙。'), { kind: 'break', what: 'page' }, run('丙。')]),
      paragraph('丁。', { pageBreakBefore: true }),
    ];
    expect(statement({ document: word(broken) }, fonts)).toHaveLength(3);
    expect(textOf(statement({ document: word([paragraph('')]) }, fonts))).toBe('（空）');
  });
});

describe('picturePage', () => {
  it('fits a picture into the type area, after its turn', () => {
    const [page] = picturePage(
      { key: 'k', width: 4000, height: 1000, dpi: 300, orientation: 8, caption: '高' },
      fonts,
    );
    const item = page?.items.find((one) => one.kind === 'picture');
    expect(page && page.width < page.height).toBe(true);
    expect(item?.kind === 'picture' && item.height / item.width).toBeCloseTo(4, 3);
  });
});
