import { beforeAll, describe, expect, it } from 'vitest';
import { openFonts } from '../commands/fonts.js';
import type { Unit } from '../model/pack.js';
import {
  A4,
  anchorsOf,
  type CatalogueRow,
  catalogue,
  chapterDivider,
  contents,
  cover,
  type FontSet,
  gaps,
  notes,
  offlineRegister,
  type PageContent,
  type PageOptions,
  picturePage,
  placeholder,
  placeIn,
  sheetPages,
  textPages,
  unitSheet,
  urlIndex,
} from './index.js';
import { LINK_COLOR } from './style.js';

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
  statements: [{ name: '关于规范性文件管理的情况说明' }],
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
        state: 'paper',
        rows: [
          {
            number: '026-02',
            title: '纸质卷宗',
            documentNumber: '新司发〔2024〕3号',
            unit: '26-29 规范性文件管理',
            department: '司法局',
            keeper: '新城区司法局\n档案室',
            date: '20240301',
            piece: 'catalogue:26-29:1#026-02',
          },
        ],
      },
      fonts,
      options,
    ),
  codes: (options) =>
    urlIndex(
      {
        qr: true,
        rows: Array.from({ length: 12 }, (_, i) => ({
          number: `026-${i + 1}`,
          title: '公开栏目',
          url: `https://www.example.gov.cn/${'zwgk/'.repeat(i * 4)}b.html`,
          department: '国有资产监督管理委员会办公室',
          piece: `catalogue:26-29:1#026-${i + 1}`,
        })),
      },
      fonts,
      options,
    ),
  notes: (options) =>
    notes(
      {
        sections: [
          { title: '编制依据', paragraphs: ['本卷宗依据任务清单编制。'.repeat(20)] },
          { title: '编号方法', paragraphs: ['材料编号由申报单元号和顺序号组成。'] },
        ],
        unshown: Array.from({ length: 30 }, (_, i) => ({
          number: `026-${i + 1}`,
          title: '录像',
          reason: '音视频不能排成纸面，请查看电子原件',
          piece: `material:026-${i + 1}`,
        })),
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
        copy: '附件/26-29/026-04 录像.mp4',
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
          activeContent: [],
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

describe('cover', () => {
  it('sets long names further to the left before it breaks them, short ones where they stand', () => {
    const data = { region: '青屿区', title: '申报材料', volume: { no: 1, of: 1 }, scope: '', draft: false };
    const nameOf = (compiler: string, lang: 'zh' | 'en') => {
      const pages = cover({ ...data, applicant: '', compiler, date: '' }, fonts, { lang });
      return pages
        .flatMap(({ items }) => items)
        .find((item) => item.kind === 'text' && item.text === compiler);
    };
    const [short, long] = ['区委办公室', '中共青屿区委全面依法治区委员会办公室'];
    const at = (compiler: string) => (nameOf(compiler, 'en') as { x: number } | undefined)?.x ?? 0;
    expect(nameOf(long, 'zh')).toBeDefined();
    expect(at(long)).toBeGreaterThan(0);
    expect(at(long)).toBeLessThan(at(short));
  });
});

describe('contents', () => {
  it('has a page reference and a link over the whole row for each entry', () => {
    const pages = makers.contents?.({}) ?? [];
    const pieces = Array.from({ length: 120 }, (_, i) => `p${i}`);
    expect(targets(pages)).toEqual(pieces);
    expect(linked(pages)).toEqual(pieces);
  });
});

describe('contents that run over by a few lines', () => {
  it('and the notes leave no page to their last line where a tighter pitch saves it', () => {
    const pagesOf = (lines: number): number =>
      notes({ sections: [{ title: '甲', paragraphs: Array(lines).fill('一行。') }], unshown: [] }, fonts)
        .length;
    expect([pagesOf(22), pagesOf(24), pagesOf(26), pagesOf(40)]).toEqual([1, 1, 1, 2]);
  });

  it('tear nothing of what leads to the table of the notes, and set it above the table', () => {
    const lead = '下列文件未能呈现或者未能完整呈现，已以说明页代替或者须核对原件，请按页码查阅：';
    const row = { number: '001-01', title: '材料', reason: '已损坏', piece: 'material:001-01' };
    // Too many for a tighter pitch to save the page.
    const unshown = Array(12).fill(row);
    for (let lines = 12; lines < 30; lines += 1) {
      const sections = [{ title: '甲', paragraphs: [...Array(lines).fill('一行。'), lead] }];
      const pages = notes({ sections, unshown }, fonts);
      const at = pages.findIndex((page) => textOf([page]).includes('下列'));
      expect(textOf(pages.slice(at, at + 1)), `${lines}`).toMatch(/下列.*查阅：.*001-01/s);
    }
  });

  it('put the department in brackets on one line', () => {
    const linesWith = (title: string, pattern: RegExp): number => {
      const [page] = contents({ entries: [{ title, level: 2, piece: 'a' }] }, fonts);
      const items = (page?.items ?? []).flatMap((item) => (item.kind === 'text' ? [item] : []));
      return new Set(items.filter(({ text }) => pattern.test(text)).map(({ y }) => y)).size;
    };
    for (let n = 22; n < 34; n++) expect(linesWith(`${'法'.repeat(n)}（政务办）`, /[政务办]/)).toBe(1);
  });

  it('say the number of a chapter once', () => {
    const divider = (no: number, title: string): string =>
      textOf(chapterDivider({ no, title, entries: [] }, fonts));
    expect(divider(4, '（四）严格规范公正文明执法')).toBe('第四部分严格规范公正文明执法');
    expect(divider(4, '四、依法行政')).toBe('第四部分依法行政');
    // A number that is another's stays.
    expect(divider(5, '（四）依法行政')).toContain('（四）');
  });

  it('are set tighter where that saves a page, and are not where it does not', () => {
    const made = (count: number) =>
      contents(
        {
          entries: Array.from({ length: count }, (_, i) => ({ title: `材料${i}`, level: 1, piece: `p${i}` })),
        },
        fonts,
      );
    const counts = Array.from({ length: 60 }, (_, i) => i + 1);
    const full = counts.find((count) => made(count).length > 1) ?? 0;
    const pitch = (pages: PageContent[]) => {
      const ys = pages[0]?.items.flatMap((item) =>
        item.kind === 'text' && item.text.startsWith('材料') ? [item.y] : [],
      );
      return (ys?.[1] ?? 0) - (ys?.[0] ?? 0);
    };
    expect(pitch(made(10))).toBeCloseTo(23, 3);
    expect(pitch(made(full - 1))).toBeCloseTo(23 * 0.9, 3);
    expect(pitch(made(full))).toBeCloseTo(23, 3);
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
    expect(targets(pages)).toEqual(['statement:26-29:1', 'catalogue:26-29:1']);
    expect(linked(pages)).toContain('statement:26-29:1');
  });

  it('has no box for a column that the list lacks, nor for statements that nobody owes', () => {
    const bare = { ...unit, materials: '', leadText: '', statements: [] };
    const data = { departments: ['司法局'], statements: [], counts: { file: 1 }, catalogues: [] };
    const boxes = (of: Unit) => textOf(unitSheet({ ...data, unit: of }, fonts));
    for (const label of ['申报材料', '牵头单位', '情况说明']) {
      expect(boxes(unit)).toContain(label);
      expect(boxes(bare)).not.toContain(label);
    }
    expect(boxes(bare)).not.toContain('未报送');
  });

  it('sets page numbers flush at the right edge of their cell, on the line of what they belong to', () => {
    const items = makers.unitSheet?.({}).flatMap((page) => page.items) ?? [];
    const refs = items.filter((item) => item.kind === 'page-ref');
    const right = Math.max(...items.map((item) => (item.kind === 'rect' ? item.x + item.width : 0)));
    expect(refs).toHaveLength(2);
    for (const ref of refs) {
      expect(ref.align).toBe('right');
      expect(right - ref.x).toBeCloseTo(7, 1);
    }
    const lead = items.find((item) => item.kind === 'text' && item.text.startsWith('证明材料目录'));
    expect(lead?.kind === 'text' && Math.abs(lead.y - (refs[1]?.y ?? 0))).toBeLessThan(1);
  });

  it('is set tighter where that saves a page, and is not where it does not', () => {
    const made = (lines: number) =>
      unitSheet(
        {
          unit: { ...unit, notes: Array.from({ length: lines }, () => '一一对应。').join('\n') },
          departments: [],
          statements: [],
          counts: {},
          catalogues: [],
        },
        fonts,
      );
    const pitch = (pages: PageContent[]): number => {
      const ys = pages
        .flatMap((page) => page.items)
        .flatMap((item) => (item.kind === 'text' && item.text === '一一对应。' ? [item.y] : []));
      return (ys[1] ?? 0) - (ys[0] ?? 0);
    };
    const lines = Array.from({ length: 60 }, (_, i) => i + 1);
    const full = lines.find((count) => made(count).length > 1) ?? 0;
    expect(pitch(made(10))).toBeCloseTo(12 * 1.45, 3);
    expect(pitch(made(full - 1))).toBeCloseTo(12 * 1.3, 3);
    expect(pitch(made(full))).toBeCloseTo(12 * 1.45, 3);
  });
});

describe('the evidence of a unit', () => {
  const sheet = (missing?: number, counts: Record<string, number> = { file: 3 }) =>
    unitSheet(
      {
        unit,
        departments: [],
        statements: [{ title: '关于落实《条例》情况的说明', department: null, words: '300', piece: 's' }],
        counts,
        catalogues: [],
        ...(missing === undefined ? {} : { missing }),
      },
      fonts,
    );
  it('counts what is missing, in red', () => {
    expect(textOf(sheet())).toContain('文件材料3件。');
    expect(textOf(sheet(0))).not.toContain('缺');
    expect(textOf(sheet(2))).toContain('文件材料3件，缺2件。');
    expect(textOf(sheet(2, {}))).toContain('缺2件。');
    const red = sheet(2)
      .flatMap((page) => page.items)
      .filter((item) => item.kind === 'text' && item.color === 'C00000')
      .map((item) => (item.kind === 'text' ? item.text : ''));
    expect(red.join('')).toContain('缺2件');
  });
  it('sets 〈〉 within 《》', () => expect(textOf(sheet())).toContain('《关于落实〈条例〉情况的说明》'));
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

describe('lists', () => {
  const rows = [
    row('026-01', { documentNumber: '', responsible: '', remark: '' }),
    row('026-02', { documentNumber: '', responsible: '', remark: '', piece: null }),
    row('026-03', { documentNumber: '', responsible: '', remark: '', piece: null, state: 'paper' }),
  ];
  const make = (data: CatalogueRow[], lang: 'zh' | 'en' = 'zh') =>
    catalogue({ unitKey: '26-29', unitName: '文件', department: null, rows: data }, fonts, { lang });
  const widthOf = (pages: PageContent[], head: string): number => {
    const items = pages[0]?.items ?? [];
    const text = items.find((item) => item.kind === 'text' && item.text === head);
    const cell = items.find(
      (item) =>
        item.kind === 'rect' &&
        text?.kind === 'text' &&
        text.x >= item.x &&
        text.x < item.x + item.width &&
        text.y > item.y &&
        text.y < item.y + item.height,
    );
    return cell?.kind === 'rect' ? cell.width : Number.NaN;
  };

  it('give empty columns no more than their heads need, and the title what is left', () => {
    const empty = make(rows);
    const full = make([row('026-01', { documentNumber: '新政办发〔2024〕126号文件汇编' }), ...rows]);
    for (const head of ['文号', '责任者', '备注', '密级']) expect(widthOf(empty, head)).toBeLessThan(46);
    expect(widthOf(empty, '题名')).toBeGreaterThan(330);
    expect(widthOf(full, '文号')).toBeGreaterThan(100);
    expect(widthOf(full, '题名')).toBeLessThan(widthOf(empty, '题名'));
    // The heads stay on one line.
    for (const head of ['文号', '责任者', '密级', '页数', '备注'])
      expect(widthOf(empty, head)).toBeGreaterThan(0);
  });

  it('keep numbers and names of offices on one line, and wrap names before numbers where the title starves', () => {
    const linesOf = (pages: PageContent[], start: string): number => {
      const items = pages.flatMap((page) => page.items).filter((item) => item.kind === 'text');
      const first = items.find((item) => item.text.startsWith(start));
      return new Set(items.filter((item) => first && Math.abs(item.x - first.x) < 1).map((item) => item.y))
        .size;
    };
    const one = make([
      row('026-01', { documentNumber: '青屿审批发〔2024〕8号', responsible: '青屿区行政审批局' }),
    ]);
    // The head stands elsewhere: it is centred.
    expect(linesOf(one, '青屿审批发')).toBe(1);
    expect(linesOf(one, '青屿区行政')).toBe(1);
    const tight = make([
      row('026-01', {
        title: '长'.repeat(60),
        documentNumber: '新行审发〔2024〕101号',
        responsible: '呼和浩特市新城区人民政府办公室',
        remark: '备注'.repeat(20),
      }),
    ]);
    expect(linesOf(tight, '新行审发')).toBe(1);
    expect(linesOf(tight, '呼和浩特')).toBe(2);
    expect(widthOf(tight, '题名')).toBeGreaterThan(180);
  });

  it('break the name of an office where a word ends', () => {
    const rows = [row('001-01', { responsible: '青屿区行政审批局', urls: ['https://www.example.gov.cn/'] })];
    const [page] = catalogue({ unitKey: '1', unitName: '甲', department: null, rows, qr: true }, fonts);
    const said = (page?.items ?? []).flatMap((item) => (item.kind === 'text' ? [item.text] : []));
    expect(said).not.toContain('局');
    expect(said.join('')).toContain('青屿区行政审批局');
  });

  it('tear no word of a head', () => {
    const [page] = catalogue(
      { unitKey: '1', unitName: '甲', department: null, rows: [row('001-01')] },
      fonts,
      { lang: 'en' },
    );
    const heads = (page?.items ?? []).flatMap((item) => (item.kind === 'text' ? [item.text] : []));
    for (const head of ['Class.', 'Pages', 'Remarks']) expect(heads).toContain(head);
  });

  it('tear no word of a level', () => {
    const levels = ['error', 'warning', 'info', 'unverified'] as const;
    const place = { department: null, unit: null, path: '', message: '', advice: '' };
    const rows = levels.map((severity) => ({ severity, ...place }));
    const [page] = gaps({ rows }, fonts, { lang: 'en' });
    const said = (page?.items ?? []).flatMap((item) => (item.kind === 'text' ? [item.text] : []));
    for (const level of levels) expect(said).toContain(level);
  });

  it('set a code beside a title and its address, not below', () => {
    const [page] = catalogue(
      {
        unitKey: '1',
        unitName: '事项',
        department: null,
        qr: true,
        rows: [row('001-01', { title: '公开专栏', urls: ['https://www.example.gov.cn/zwgk/1.html'] })],
      },
      fonts,
    );
    const items = page?.items ?? [];
    const code = items.find((item) => item.kind === 'code');
    const title = items.find((item) => item.kind === 'text' && item.text === '公开专栏');
    if (code?.kind !== 'code' || title?.kind !== 'text') throw new Error('no code or no title');
    expect(title.y).toBeGreaterThan(code.y);
    expect(title.y).toBeLessThan(code.y + code.size);
    expect(title.x + fonts.measure('fangsong', title.text, title.size)).toBeLessThan(code.x);
  });

  it('tear below the code what an address of 300 characters makes too high, and lose none of it', () => {
    const url = `https://www.example.gov.cn/zwgk/${'abcdefghi/'.repeat(27)}`;
    const pages = catalogue(
      {
        unitKey: '1',
        unitName: '事项',
        department: null,
        qr: true,
        rows: [row('001-01', { title: '长'.repeat(200), urls: [url] })],
      },
      fonts,
    );
    const blue = pages
      .flatMap((page) => page.items)
      .filter((item) => item.kind === 'text' && item.color === LINK_COLOR);
    expect(blue.map((item) => (item.kind === 'text' ? item.text : '')).join('')).toBe(url);
    for (const page of pages)
      for (const item of page.items)
        if (item.kind === 'text') expect(item.y, item.text).toBeLessThan(page.height - 90);
    expect(pages[0]?.items.some((item) => item.kind === 'text' && item.text.startsWith('长长'))).toBe(true);
  });

  it('say of a file that is not there that it is missing', () => {
    expect(textOf(make(rows))).toContain('缺');
    expect(textOf(make(rows))).not.toContain('电子文件');
    expect(textOf(make(rows))).toContain('纸质');
    expect(textOf(make(rows, 'en'))).toContain('missing');
  });

  it('link an address with Chinese in it percent-encoded, and show it as written', () => {
    const pages = make([row('026-01', { urls: ['https://a.gov.cn/p?q=1&中文=参数1'] })]);
    expect(linked(pages)).toContain('https://a.gov.cn/p?q=1&%E4%B8%AD%E6%96%87=%E5%8F%82%E6%95%B01');
    expect(textOf(pages)).toContain('中文=参数1');
  });

  it('call the list of gaps by its name', () => {
    expect(textOf(gaps({ rows: [] }, fonts))).toContain('缺项与问题清单');
    expect(textOf(gaps({ rows: [] }, fonts, { lang: 'en' }))).toContain('Gaps and findings');
  });
});

describe('the registers', () => {
  const states = ['paper', 'on-site', 'superior', 'none', 'withheld'] as const;
  const make = (state: (typeof states)[number], lang: 'zh' | 'en' = 'zh') =>
    offlineRegister(
      {
        state,
        rows: [
          {
            number: '026-02',
            title: '***（涉密材料，不录标题）',
            documentNumber: '',
            unit: '26-29 文件',
            department: '司法局',
            keeper: '新城区司法局\n档案室302柜',
            date: '20240301',
            piece: placeIn('catalogue:26-29:1', '026-02'),
          },
        ],
      },
      fonts,
      { lang },
    );

  it('each have a name of their own, tell where a thing is, and lead to its row', () => {
    expect(new Set(states.map((state) => textOf(make(state)).slice(0, 8))).size).toBe(states.length);
    for (const state of states) {
      expect(textOf(make(state)), state).toContain('档案室302柜');
      expect(textOf(make(state)).includes('核查人签字'), state).toBe(state !== 'withheld');
      expect(textOf(make(state, 'en')).includes('Signature'), state).toBe(state !== 'withheld');
      expect(linked(make(state))).toContain('catalogue:26-29:1#026-02');
    }
  });
});

describe('places within a catalogue', () => {
  const rows = Array.from({ length: 60 }, (_, i) => row(`026-${String(i + 1).padStart(2, '0')}`));
  const make = (qr: boolean) =>
    catalogue({ unitKey: '26-29', unitName: '文件', department: null, rows, back: 'unit:26-29', qr }, fonts);

  it('are the pages on which its rows stand', () => {
    const pages = make(false);
    const anchors = anchorsOf(pages);
    expect(pages.length).toBeGreaterThan(2);
    expect(anchors.size).toBe(60);
    for (const [number, page] of anchors) {
      const shown = pages[page]?.items.some((item) => item.kind === 'text' && item.text === number);
      expect(shown, number).toBe(true);
    }
    expect([...anchors.values()].at(-1)).toBe(pages.length - 1);
  });

  it('and every page leads back to the unit', () => {
    for (const page of make(false)) expect(linked([page])).toContain('unit:26-29');
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
