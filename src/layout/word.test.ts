import { beforeAll, describe, expect, it } from 'vitest';
import { openFonts } from '../commands/fonts.js';
import type {
  Block,
  Border,
  Paragraph,
  ParagraphFormat,
  Section,
  Table,
  TextRun,
  WordDocument,
} from '../model/document.js';
import { type FontSet, type PageContent, statement, type TextItem } from './index.js';
import { LANDSCAPE, mm } from './style.js';
import { faceOf, frameOf, inkOn, lookOf, sizeIn } from './wordlook.js';

let fonts: FontSet;
beforeAll(async () => {
  fonts = await openFonts();
});

const words = { count: 0, low: 0, high: 0 };
const run = (text: string, look: Partial<TextRun> = {}): TextRun => ({
  kind: 'text',
  text,
  bold: false,
  italic: false,
  underline: false,
  size: 12,
  color: null,
  href: null,
  ...look,
});
const FORMAT: ParagraphFormat = {
  left: 0,
  right: 0,
  firstLine: 0,
  before: 0,
  after: 0,
  line: null,
  contextual: false,
  keepNext: false,
  tabs: [],
  fill: null,
  borders: {},
  size: null,
  suffix: 'tab',
  boxes: [],
};
const para = (
  inlines: string | Paragraph['inlines'],
  format: Partial<ParagraphFormat> = {},
  look: Partial<Paragraph> = {},
): Paragraph => ({
  kind: 'paragraph',
  inlines: typeof inlines === 'string' ? [run(inlines)] : inlines,
  style: null,
  headingLevel: null,
  alignment: null,
  label: null,
  firstLineIndent: null,
  pageBreakBefore: false,
  words,
  format: { ...FORMAT, ...format },
  ...look,
});
const section = (more: Partial<Section> = {}): Section => ({
  from: 0,
  width: 595.3,
  height: 841.9,
  margins: { top: 72, right: 90, bottom: 72, left: 90 },
  newPage: true,
  gridPitch: null,
  headers: [],
  footers: [],
  ...more,
});
const word = (blocks: Block[], rest: Partial<WordDocument> = {}): WordDocument => ({
  kind: 'word',
  format: 'docx',
  activeContent: [],
  path: '局/附件.docx',
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
  sections: [section()],
  ...rest,
});
const own = (blocks: Block[], rest: Partial<WordDocument> = {}): PageContent[] =>
  statement({ document: word(blocks, rest), look: 'own' }, fonts);
const texts = (page: PageContent | undefined): TextItem[] =>
  (page?.items ?? []).filter((item) => item.kind === 'text');
const drawn = (pages: PageContent[]): string =>
  pages
    .flatMap(texts)
    .map((item) => item.text)
    .join('');
const right = (item: TextItem | undefined): number =>
  item ? item.x + fonts.measure(item.font, item.text, item.size) : 0;

describe('which look a Word document gets', () => {
  it('keeps its own as evidence, the standard’s as a statement or where it has none', () => {
    const sized = word([para('正文十二磅')]);
    expect(lookOf(sized, 'own')).toEqual({ kind: 'own', body: 12 });
    expect(lookOf(sized, 'standard').kind).toBe('standard');
    expect(lookOf(word([para([run('未定', { size: null })])]), 'own').kind).toBe('standard');
    expect(texts(statement({ document: sized }, fonts)[0])[0]?.size).toBe(22);
    expect(texts(own([para('正文十二磅')])[0])[0]?.size).toBe(12);
  });

  it('keeps in a statement what is smaller than the document’s body, in proportion', () => {
    const look = { kind: 'standard', body: 12 } as const;
    expect(sizeIn(look, 12, 16)).toBe(16);
    expect(sizeIn(look, 18, 16)).toBe(16);
    expect(sizeIn(look, 9, 16)).toBe(12);
    expect(sizeIn(look, 10, 12)).toBe(10);
  });

  it('maps fonts to the five roles by name, bold to a face that is bold', () => {
    const role = (font: string, bold = false) => faceOf({ font, bold });
    expect(role('仿宋_GB2312')).toEqual({ role: 'fangsong', bold: false });
    expect(role('方正小标宋简体', true)).toEqual({ role: 'biaosong', bold: false });
    expect(role('楷体', true)).toEqual({ role: 'kai', bold: true });
    expect(role('SimHei').role).toBe('hei');
    expect(role('宋体', true)).toEqual({ role: 'biaosong', bold: false });
    expect(role('Calibri').role).toBe('song');
    expect(role('Calibri', true).role).toBe('hei');
  });

  it('lets no ink vanish: white on paper, black on dark', () => {
    expect(inkOn(null, 'FFFFFF')).toBeUndefined();
    expect(inkOn('1F3864', 'FFFFFF')).toBe('FFFFFF');
    expect(inkOn('1F3864', null)).toBe('FFFFFF');
    expect(inkOn('FFFF00', null)).toBeUndefined();
    expect(inkOn(null, 'C00000')).toBe('C00000');
  });

  it('keeps the foot of its pages free for the page number', () => {
    const frame = frameOf({ kind: 'own', body: 12 }, section());
    expect(frame).toMatchObject({ x: 90, y: 72 });
    expect(frame.pageHeight - frame.y - frame.height).toBeCloseTo(mm(32), 1);
    expect(frameOf({ kind: 'standard', body: 12 }, section({ width: 842, height: 595 }))).toBe(LANDSCAPE);
  });
});

describe('paragraphs in their own look', () => {
  it('stand where their indents say, lines as far apart as asked', () => {
    const [page] = own([
      para('长'.repeat(80), { left: 42, firstLine: 24, line: { rule: 'exact', value: 28 } }),
    ]);
    const [first, second] = texts(page);
    expect(first?.x).toBeCloseTo(90 + 42 + 24, 1);
    expect(second?.x).toBeCloseTo(90 + 42, 1);
    expect((second?.y ?? 0) - (first?.y ?? 0)).toBeCloseTo(28, 3);
  });

  it('hang, with the label’s text at the indent', () => {
    const [page] = own([para('第一项', { left: 42, firstLine: -21 }, { label: '1.' })]);
    const [label, text] = texts(page);
    expect(label?.x).toBeCloseTo(90 + 21, 1);
    expect(text?.x).toBeCloseTo(90 + 42, 1);
  });

  it('set what follows a right tab flush with it, and draw its leader', () => {
    const tab = { kind: 'break', what: 'tab' } as const;
    const [page] = own([
      para([run('一、总则'), tab, run('12')], { tabs: [{ at: 400, align: 'right', leader: 'dots' }] }),
    ]);
    expect(right(texts(page).at(-1))).toBeCloseTo(90 + 400, 1);
    const leader = page?.items.find((item) => item.kind === 'line');
    expect(leader?.kind === 'line' && leader.dash).toBeTruthy();
  });

  it('draw grounds and lines around them, one box for neighbours alike', () => {
    const line: Border = { width: 1, color: 'FF0000', style: 'single' };
    const borders = { top: line, bottom: line };
    const [page] = own([para('甲', { borders, fill: 'EEEEEE' }), para('乙', { borders, fill: 'EEEEEE' })]);
    expect(page?.items.filter((item) => item.kind === 'line')).toHaveLength(2);
    expect(page?.items.filter((item) => item.kind === 'rect' && item.fill === 'EEEEEE')).toHaveLength(2);
  });

  it('keep no space between neighbours of a style that says so', () => {
    const gap = (contextual: boolean): number => {
      const [page] = own(
        ['甲', '乙'].map((text) => para(text, { after: 20, contextual }, { style: 'list' })),
      );
      const [a, b] = texts(page);
      return (b?.y ?? 0) - (a?.y ?? 0);
    };
    expect(gap(false) - gap(true)).toBeCloseTo(20, 3);
  });
});

describe('what stands beside the body', () => {
  it('puts a footnote at the foot of the page that calls for it', () => {
    const note = { kind: 'note', of: 'footnote', index: 0 } as const;
    const pages = own(
      [para([run('数据'), note, run('如下')]), ...Array.from({ length: 60 }, () => para('行'))],
      {
        footnotes: [[para('来源：统计局')]],
      },
    );
    expect(pages.length).toBeGreaterThan(1);
    const said = texts(pages[0]).find((item) => item.text.includes('统计局'));
    expect(said?.y).toBeGreaterThan(680);
    expect(
      texts(pages[0])
        .filter((item) => item.text === '行')
        .every((item) => item.y < (said?.y ?? 0) - 10),
    ).toBe(true);
  });

  it('draws a header on each page, a red letterhead too high for the margin once, footers at the end', () => {
    const lines = Array.from({ length: 60 }, () => para('行'));
    const thin = own(lines, {
      sections: [section({ headers: [{ pages: 'default', blocks: [para('内部资料')] }] })],
    });
    expect(thin.map((page) => texts(page).filter((item) => item.text === '内部资料').length)).toEqual(
      thin.map(() => 1),
    );
    const head = para(
      [run('新城区人民政府文件', { size: 40, color: 'FF0000' })],
      {},
      { alignment: 'center' },
    );
    const page = para([run('第'), run('1', { pageNumber: true }), run('页')]);
    const high = own(lines, {
      sections: [
        section({
          headers: [{ pages: 'default', blocks: [head, head] }],
          footers: [
            { pages: 'default', blocks: [page] },
            { pages: 'even', blocks: [para('印发单位')] },
          ],
        }),
      ],
    });
    expect(drawn(high).split('新城区人民政府文件')).toHaveLength(3);
    expect(drawn(high)).toContain('印发单位');
    expect(drawn(high)).not.toContain('第');
  });

  it('gives a header that finds no place on any page one at the end', () => {
    const high = Array.from({ length: 5 }, (_, i) => para(`眉${i}`));
    const lines = Array.from({ length: 60 }, () => para('行'));
    const later = { pages: 'default' as const, blocks: high };
    const said = drawn(
      own(lines, { sections: [section({ headers: [{ pages: 'first', blocks: [para('首')] }, later] })] }),
    );
    expect(said.split('眉4')).toHaveLength(2);
    expect(said).toContain('页眉');
    // A section that goes on on the same page.
    const joined = section({
      from: 1,
      newPage: false,
      headers: [{ pages: 'default', blocks: [para('次节')] }],
    });
    expect(drawn(own([para('前'), para('后')], { sections: [section(), joined] }))).toContain('页眉次节');
    // The same header on: it stands already.
    const same = section({ headers: [{ pages: 'default', blocks: [para('次节')] }] });
    expect(drawn(own([para('前'), para('后')], { sections: [same, joined] }))).not.toContain('页眉');
  });

  it('tears no number of a table of many columns: its text gets smaller', () => {
    const cellOf = (text: string) => ({
      blocks: [para([run(text, { size: 10.5 })])],
      colSpan: 1,
      rowSpan: 1,
    });
    const rows = Array.from({ length: 4 }, (_, r) => ({
      header: r === 0,
      cells: Array.from({ length: 18 }, (_, c) => cellOf(r === 0 ? `指标${c}` : `${10000 + r * 100 + c}.55`)),
    }));
    const wide: Table = { kind: 'table', columnWidths: Array(18).fill(45), rows };
    const [, page] = own([para('前文。'), wide]);
    const said = texts(page).map(({ text }) => text);
    for (let c = 0; c < 18; c++) expect(said).toContain(`${10100 + c}.55`);
    expect(Math.min(...texts(page).map(({ size }) => size))).toBeGreaterThan(6);
  });

  it('leaves no heading alone at the foot, though the file does not say so', () => {
    for (let n = 30; n < 50; n++) {
      const pages = own([
        ...Array.from({ length: n }, () => para('行。')),
        para('十、工作任务'),
        para('正文。'),
      ]);
      const heading = pages.findIndex((page) => drawn([page]).includes('十、'));
      expect(drawn(pages.slice(heading, heading + 1)), String(n)).toContain('正文。');
    }
  });

  it('sets text boxes where they are anchored, none twice', () => {
    const said = drawn(
      own([para('前', { boxes: [0] }), para('后')], { textBoxes: [[para('箱中')], [para('无主')]] }),
    );
    expect(said.startsWith('前箱中后')).toBe(true);
    expect(said.split('箱中')).toHaveLength(2);
    expect(said).toContain('无主');
  });

  it('turns the page for a landscape section and back', () => {
    const pages = own([para('竖'), para('横'), para('又竖')], {
      sections: [section(), section({ from: 1, width: 841.9, height: 595.3 }), section({ from: 2 })],
    });
    expect(pages.map((page) => [drawn([page]), page.width > page.height])).toEqual([
      ['竖', false],
      ['横', true],
      ['又竖', false],
    ]);
  });

  it('names a picture that cannot be drawn', () => {
    const picture = {
      kind: 'picture',
      part: 'word/media/image1.emf',
      mime: 'image/x-emf',
      width: 200,
      height: 100,
      description: '',
    } as const;
    expect(drawn(own([para([run('见图'), picture])]))).toBe('见图［图：image1.emf］');
  });
});

describe('tables in their own look', () => {
  const line: Border = { width: 0.5, color: null, style: 'single' };
  const cellOf = (blocks: Block[], borders: Partial<Record<'top' | 'bottom', Border>> = {}) => ({
    blocks,
    colSpan: 1,
    rowSpan: 1,
    format: {
      fill: null,
      vertical: 'top' as const,
      borders,
      padding: { top: 0, right: 5.4, bottom: 0, left: 5.4 },
      upright: false,
    },
  });
  const tableOf = (blocks: Block[][], borders = {}): Table => ({
    kind: 'table',
    rows: [{ header: false, cells: blocks.map((block) => cellOf(block, borders)) }],
    columnWidths: blocks.map(() => 100),
    format: { align: 'center', indent: 0, width: null },
  });

  it('keep their width and place, and draw only the lines they have', () => {
    const [page] = own([tableOf([[para('甲')], [para('乙')]], { top: line })]);
    expect(page?.items.filter((item) => item.kind === 'rect')).toEqual([]);
    const tops = (page?.items ?? []).filter((item) => item.kind === 'line');
    expect(tops).toHaveLength(2);
    expect(tops[0]).toMatchObject({ x1: expect.closeTo(90 + (415.3 - 200) / 2, 0) });
  });

  it('tear no number because the file’s grid is narrow: columns and table grow as they do in Word', () => {
    const table = tableOf(Array.from({ length: 6 }, (_, i) => [para(`123,45${i}`)]));
    const [page] = own([{ ...table, columnWidths: table.columnWidths.map(() => 20) }]);
    const numbers = page?.items.flatMap((item) => (item.kind === 'text' ? [item] : [])) ?? [];
    expect(numbers.map((item) => item.text)).toEqual(Array.from({ length: 6 }, (_, i) => `123,45${i}`));
    expect(new Set(numbers.map((item) => item.y)).size).toBe(1);
  });

  it('within a cell break over pages and lose no word', () => {
    const rows = Array.from({ length: 90 }, (_, i) => `第${i}行`);
    const inner: Table = {
      kind: 'table',
      rows: [
        {
          header: false,
          cells: [
            cellOf(
              rows.map((row) => para(row)),
              { top: line, bottom: line },
            ),
          ],
        },
      ],
      columnWidths: [80],
    };
    const pages = own([tableOf([[inner]])]);
    expect(pages.length).toBeGreaterThan(1);
    expect(drawn(pages)).toBe(rows.join(''));
    for (const page of pages)
      for (const item of texts(page)) expect(item.y).toBeLessThan(page.height - mm(32) + 1);
  });
});
