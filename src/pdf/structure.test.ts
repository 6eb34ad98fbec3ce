import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench, hasPoppler, material, own } from '../../fixtures/pdf/bench.js';
import { PdfSample } from '../../fixtures/pdf/samples.js';
import { type StructNode, Walk } from '../../fixtures/pdf/walk.js';
import { openFonts } from '../commands/fonts.js';
import { Flow } from '../layout/flow.js';
import { contents, type FontSet, gaps, type PageContent, placeholder, statement } from '../layout/index.js';
import type { WordDocument } from '../model/document.js';
import { stampCharacters, type VolumePiece, writeVolume } from './index.js';

const bench = new Bench();
let fonts: FontSet;
beforeAll(async () => {
  fonts = await openFonts();
  fonts.use('song', stampCharacters(['017-03']));
}, 60_000);
afterAll(() => bench.remove());

async function written(name: string, pieces: VolumePiece[], draft = false): Promise<Walk> {
  const job = bench.job(name, pieces, { fonts, draft, pageOf: () => ({ first: 1, pages: 1 }) });
  await writeVolume(job);
  bench.expectSound(name);
  return Walk.open(readFileSync(bench.at(name)));
}

/** The parts of a section by role, content left out: ["H1", ["Table", ["TR", …]]]. */
type Shape = string | [string, ...Shape[]];
function shape(node: StructNode): Shape {
  const parts = node.kids.filter((kid): kid is StructNode => 'role' in kid).map(shape);
  return parts.length === 0 ? node.role : [node.role, ...parts];
}

function nodes(node: StructNode): StructNode[] {
  return [node, ...node.kids.flatMap((kid) => ('role' in kid ? nodes(kid) : []))];
}

const section = (walk: Walk, i = 0): StructNode => {
  const found = walk.structure().kids[i];
  if (found === undefined || !('role' in found)) throw new Error(`no section ${i}`);
  return found;
};

const text = (value: string) => ({
  kind: 'text' as const,
  text: value,
  bold: false,
  italic: false,
  underline: false,
  size: null,
  color: null,
  href: null,
  font: null,
});
const paragraph = (value: string) => ({
  kind: 'paragraph' as const,
  inlines: [text(value)],
  label: null,
  alignment: null,
  style: null,
  headingLevel: null,
  pageBreakBefore: false,
});

describe('the structure of own pages', () => {
  it('nests the contents by level; each line is one link', async () => {
    const pages = contents(
      {
        entries: [
          { title: '一、政府职能', level: 0, piece: 'a' },
          { title: '第1项　行政审批', level: 1, piece: 'b' },
          { title: '情况说明', level: 2, piece: 'c' },
          { title: '第2项　行政许可', level: 1, piece: 'd' },
          { title: '二、依法行政', level: 0, piece: 'e' },
        ],
      },
      fonts,
    );
    const walk = await written('contents.pdf', [own('目录', pages)]);
    const line: Shape = ['TOCI', ['Reference', 'Link']];
    expect(shape(section(walk))).toEqual([
      'Sect',
      'H1',
      ['TOC', line, ['TOC', line, ['TOC', line], line], line],
    ]);
    expect(section(walk).title).toBe('目录');
    for (const link of nodes(section(walk)).filter(({ role }) => role === 'Link')) {
      expect(link.kids.filter((kid) => 'annotation' in kid)).toHaveLength(1);
      expect(link.kids.filter((kid) => 'mcid' in kid)).not.toHaveLength(0);
    }
  });

  it('gives a table over several pages its rows in order, its head once', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({
      severity: 'error' as const,
      department: '司法局',
      unit: '17',
      path: `司法局/${i}.pdf`,
      message: `第${i}处问题，须整改。`,
      advice: '补齐。',
    }));
    const pages = gaps({ rows }, fonts);
    expect(pages.length).toBeGreaterThan(2);
    const walk = await written('table.pdf', [own('清单', pages)]);
    const tables = nodes(section(walk)).filter(({ role }) => role === 'Table');
    expect(tables).toHaveLength(1);
    const shapes = (tables[0] as StructNode).kids.map((kid) => ('role' in kid ? shape(kid) : 'loose'));
    expect(shapes[0]).toEqual(['TR', 'TH', 'TH', 'TH', 'TH', 'TH']);
    expect(shapes.slice(1)).toEqual(rows.map(() => ['TR', 'TD', 'TD', 'TD', 'TD', 'TD']));
    const heads = nodes(tables[0] as StructNode).filter(({ role }) => role === 'TH');
    expect(heads.every(({ table }) => table.Scope === '/Column')).toBe(true);
    // The heads of later pages are seen, but not read out again.
    expect(heads.flatMap(({ kids }) => kids.map((kid) => ('page' in kid ? kid.page : -1)))).toEqual(
      heads.map(() => 0),
    );
    const places = nodes(tables[0] as StructNode).flatMap(({ role, kids }) =>
      role === 'TD' ? kids.flatMap((kid) => ('page' in kid ? [kid.page] : [])) : [],
    );
    expect(new Set(places).size).toBe(pages.length);
  });

  it('knows heads of rows, and cells over several', async () => {
    const pages = placeholder(
      {
        number: '017-03',
        title: '录像',
        file: 'a.mp4',
        path: 'a.mp4',
        bytes: 5,
        sha256: null,
        reason: '不能排成纸面',
        copy: null,
      },
      fonts,
    );
    const walk = await written('placeholder.pdf', [own('x', pages)]);
    const heads = nodes(section(walk)).filter(({ role }) => role === 'TH');
    expect(heads.length).toBeGreaterThan(4);
    expect(heads.every(({ table }) => table.Scope === '/Row')).toBe(true);
    const listed = await written('empty.pdf', [own('x', gaps({ rows: [] }, fonts))]);
    expect(nodes(section(listed)).find(({ table }) => table.ColSpan !== undefined)?.table).toEqual({
      ColSpan: '5',
    });
  });

  it('tells the levels of headings', async () => {
    const blocks = [
      '关于工作的情况说明',
      '一、总体情况',
      '（一）加强领导',
      '1.健全机制',
      '全区各部门认真落实。',
    ].map(paragraph);
    const document = { kind: 'word', path: 'a.docx', blocks, textBoxes: [], footnotes: [], endnotes: [] };
    const pages = statement(
      { document: document as unknown as WordDocument, title: '关于工作的情况说明' },
      fonts,
    );
    const walk = await written('levels.pdf', [own('x', pages)]);
    expect(shape(section(walk))).toEqual(['Sect', 'H1', 'H2', 'H3', 'H4', 'P']);
  });

  it('takes a link that runs over two lines as one', async () => {
    const flow = new Flow(fonts);
    const span = { role: 'fangsong' as const, size: 16 };
    const link = { url: 'https://www.example.gov.cn/' };
    flow.paragraph([
      { ...span, text: '见' },
      { ...span, text: '青屿区人民政府门户网站公开的规范性文件目录及其清理结果公告（二〇二四年）', link },
      { ...span, text: '。' },
    ]);
    const walk = await written('link.pdf', [own('x', flow.pages)]);
    const [part] = section(walk).kids as StructNode[];
    expect(part?.kids.map((kid) => ('role' in kid ? kid.role : 'text'))).toEqual(['text', 'Link', 'text']);
    const inner = part?.kids[1] as StructNode;
    expect(inner.kids.filter((kid) => 'annotation' in kid)).toHaveLength(2);
  });

  it('leaves nothing on a page that is neither part nor artifact', async () => {
    const picture: PageContent = {
      width: 595,
      height: 842,
      items: [
        { kind: 'text', x: 90, y: 100, size: 16, font: 'song', text: '1' },
        { kind: 'text', x: 90, y: 120, size: 16, font: 'song', text: '2' },
        { kind: 'line', x1: 0, y1: 0, x2: 9, y2: 9, width: 1 },
        { kind: 'picture', x: 90, y: 200, width: 50, height: 50, key: 'gone' },
      ],
      links: [{ x: 90, y: 90, width: 50, height: 20, target: { piece: 'x' } }],
    };
    const walk = await written('loose.pdf', [own('照片', [picture])], true);
    const { marks, loose } = walk.marks(0);
    expect(loose).toEqual([]);
    expect(marks).toEqual([
      { tag: 'P', mcid: 0 },
      { tag: 'Artifact', mcid: null },
      { tag: 'Figure', mcid: 1 },
      { tag: 'Artifact', mcid: null },
    ]);
    expect(shape(section(walk))).toEqual(['Sect', 'P', 'Figure', 'Link']);
    expect((section(walk).kids[1] as StructNode).alt).toBe('照片');
  });
});

describe('bound evidence', () => {
  it('is one figure that names the material; its own structure is not mixed in', async () => {
    const sample = PdfSample.pages(2, () => '/StructParents 0').stream(
      11,
      '/StructParents 1',
      '/P<</MCID 0>>BDC 1 0 0 rg 10 10 50 50 re f EMC',
    );
    const path = bench.save('tagged.pdf', sample.classic());
    const walk = await written('evidence.pdf', [material('017-03', path, 2), material('017-04', path, 2)]);
    const sections = [section(walk, 0), section(walk, 1)];
    expect(sections.map(shape)).toEqual([
      ['Sect', 'Figure'],
      ['Sect', 'Figure'],
    ]);
    const figures = sections.map(({ kids }) => kids[0] as StructNode);
    expect(figures.map(({ alt }) => alt)).toEqual([
      '017-03 材料（原件共2页，照原样装订）',
      '017-04 材料（原件共2页，照原样装订）',
    ]);
    expect(figures.map(({ kids }) => kids)).toEqual([
      [
        { page: 0, mcid: 0 },
        { page: 1, mcid: 0 },
      ],
      [
        { page: 2, mcid: 0 },
        { page: 3, mcid: 0 },
      ],
    ]);
    for (const page of [0, 1, 2, 3]) {
      const { marks, loose } = walk.marks(page);
      expect(marks.map(({ tag }) => tag)).toEqual(['Figure', 'Artifact']);
      expect(loose).toEqual([]);
    }
  });

  it.skipIf(!hasPoppler)('is read out by Poppler in the order of the pieces', async () => {
    const page = (title: string) => {
      const flow = new Flow(fonts);
      flow.paragraph([{ text: title, role: 'fangsong', size: 16 }]);
      return own(title, flow.pages);
    };
    await written('order.pdf', ['甲', '乙', '丙'].map(page));
    const { stdout } = spawnSync('pdfinfo', ['-struct-text', bench.at('order.pdf')], { encoding: 'utf8' });
    expect(stdout.match(/"[甲乙丙]"/g)).toEqual(['"甲"', '"乙"', '"丙"']);
    expect(spawnSync('pdfinfo', [bench.at('order.pdf')], { encoding: 'utf8' }).stdout).toMatch(
      /Tagged: +yes/,
    );
  });
});
