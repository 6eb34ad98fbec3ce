import { beforeAll, describe, expect, it } from 'vitest';
import { openFonts } from '../commands/fonts.js';
import type { FontSet } from './fonts.js';
import { type SetLine, type Span, setLines } from './lines.js';
import { BODY_TRACKING, PORTRAIT } from './style.js';

let fonts: FontSet;
beforeAll(async () => {
  fonts = await openFonts();
});

const body = (text: string): Span => ({ text, role: 'fangsong', size: 16 });
const textOf = (line: SetLine): string => line.items.map((item) => item.text).join('');
const set = (text: string, width = PORTRAIT.width, align: 'justify' | 'left' = 'justify'): SetLine[] =>
  setLines([body(text)], fonts, { width, align, tracking: BODY_TRACKING });

/** Right edge of the ink's cell on a line, pt. */
function rightEdge(line: SetLine): number {
  const last = line.items.at(-1);
  if (!last) return 0;
  const advances =
    last.advances ?? [...last.text].map((c) => fonts.advance(last.font, c.codePointAt(0) ?? 0) * last.size);
  return last.x + advances.reduce((a, b) => a + b, 0);
}

/** Text as departments write it, from a fixed seed. */
function* writings(count: number): Generator<string> {
  let seed = 20240315;
  const next = (n: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % n;
  };
  const parts = [
    ...'法治政府建设示范创建行政执法监督复议公开服务群众',
    '，',
    '。',
    '、',
    '；',
    '：',
    '“',
    '”',
    '《',
    '》',
    '（',
    '）',
    '〔2024〕26号',
    '——',
    '……',
    '！',
    '？',
    '」',
    '「',
    '2023年',
    '100%',
    '62.5',
    'https://www.example.gov.cn/zwgk/2024/03/15/content_1234567.html?id=88&p=2',
    'App',
    '12345',
    ' ',
    '①',
    '℃',
    '-',
    '(一)',
    '3.',
  ];
  for (let i = 0; i < count; i++) {
    let text = '';
    const length = 5 + next(120);
    for (let k = 0; k < length; k++) text += parts[next(parts.length)];
    yield text;
  }
}

describe('setLines', () => {
  it('puts 28 characters of 16 pt on a line of the type area (GB/T 9704 §5.2.3)', () => {
    const lines = set('法'.repeat(28 * 2 + 3));
    expect(lines.map((line) => [...textOf(line)].length)).toEqual([28, 28, 3]);
    expect(rightEdge(lines[0] as SetLine)).toBeLessThanOrEqual(PORTRAIT.width + 0.3);
  });

  it('loses, doubles and moves no character', () => {
    for (const text of writings(300)) {
      for (const width of [PORTRAIT.width, 150, 40]) {
        const drawn = set(text, width).map(textOf).join('');
        expect(drawn).toBe(text);
      }
    }
  });

  it('starts no line with a closing mark and ends none with an opening mark', () => {
    for (const text of writings(300)) {
      const lines = set(text).map((line) => textOf(line).trim());
      for (const [i, line] of lines.entries()) {
        if (i > 0) expect(line, text).not.toMatch(/^[。，、；：？！》」』】〕）”’…—%]/);
        // Generated marks such as （（（ as long as a line cannot be kept; real text has none.
        if (i < lines.length - 1) expect(line, text).not.toMatch(/[《（「『【〔“‘]$/);
      }
    }
  });

  it('sets the last step of an address whole on the next line, where nothing is spread for it', () => {
    const url = 'https://www.example.gov.cn/zwgk/2024/03/15/content_1234567.html';
    expect(set(url, 400, 'left').map(textOf)).toEqual([
      'https://www.example.gov.cn/zwgk/2024/03/15/',
      'content_1234567.html',
    ]);
    // A step that fills more than a line is torn where the line ends: it would be no shorter there.
    const long = `https://www.example.gov.cn/zwgk/${'abc_'.repeat(30)}`;
    expect(set(long, 400, 'left').map(textOf)[0]).toMatch(/abc_$/);
    // Chinese before it on its line keeps its distance.
    const [first] = set(`网上可办率达98.6%，详见${url}`, 400).map(textOf);
    expect(first).toMatch(/\.$/);
  });

  it('keeps Latin together over a space that must not break, and indents with others', () => {
    const text = '参照 GB/T\u00a09704—2012 排版。';
    for (let width = 60; width < 300; width += 7)
      for (const line of set(text, width).map(textOf)) expect(line, String(width)).not.toMatch(/GB\/T$/);
    expect(set('\u00a0\u00a0司法局').map(textOf)).toEqual(['  司法局']);
  });

  it('never tears a number, a word, —— or ……', () => {
    for (const text of writings(300)) {
      const lines = set(text).map(textOf);
      for (let i = 0; i + 1 < lines.length; i++) {
        const [before, after] = [lines[i] ?? '', lines[i + 1] ?? ''];
        if (/example\.gov\.cn|[\w.%-]{19}/.test(text)) continue;
        expect(`${before.at(-1)}${after[0]}`).not.toMatch(/\d\d|[A-Za-z]{2}|——|……/);
      }
    }
  });

  it('stays inside the column', () => {
    for (const text of writings(300))
      for (const line of set(text)) expect(line.width).toBeLessThanOrEqual(PORTRAIT.width + 0.02);
  });

  it('sets all lines but the last flush with the right edge', () => {
    const text =
      '新城区印发《实施方案》（新政办发〔2024〕26号），2023年以来推出36项“一件事一次办”主题服务，按期办结率99.2%。'.repeat(
        6,
      );
    const lines = set(text);
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines.slice(0, -1)) expect(line.width).toBeCloseTo(PORTRAIT.width, 1);
  });

  it('takes a full stop into a full line by giving up its blank half', () => {
    const lines = set(`${'法'.repeat(28)}。${'治'.repeat(4)}`);
    expect(textOf(lines[0] as SetLine)).toBe('法'.repeat(27));
    const roomy = set(`${'法'.repeat(27)}，。`.replace('，。', '」。') + '治'.repeat(4));
    expect(textOf(roomy[0] as SetLine)).toBe(`${'法'.repeat(27)}」。`);
  });

  it('squeezes marks that meet', () => {
    const [apart] = set('法）治。');
    const [meeting] = set('法治）。');
    expect((apart as SetLine).width - (meeting as SetLine).width).toBeCloseTo(8, 5);
  });

  it('gives “ ” — … full cells in Chinese, not in English', () => {
    expect((set('“法”')[0] as SetLine).width).toBeCloseTo(3 * (16 + BODY_TRACKING), 3);
    expect((set('法——治……')[0] as SetLine).width).toBeCloseTo(6 * (16 + BODY_TRACKING), 3);
    expect((set('don’t')[0] as SetLine).width).toBeLessThan(50);
  });

  it('breaks a web address behind its slashes', () => {
    const url = 'https://www.example.gov.cn/zwgk/2024/03/15/content_1234567.html?from=search&page=2';
    const lines = setLines([{ ...body(`详见${url}。`), link: { url } }], fonts, { width: 250 });
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines.slice(0, -1)) expect(textOf(line)).toMatch(/[/?&=_.-]$|详见$/);
    expect(lines.every((line) => line.links.length > 0)).toBe(true);
    expect(
      lines.flatMap((line) => line.links).every((link) => 'url' in link.target && link.target.url === url),
    ).toBe(true);
  });

  it('leaves no scrap of a web address to a line of its own', () => {
    const url = 'https://www.example.gov.cn/zwgk/content.html?type=list#part-3';
    for (let width = 200; width < 460; width += 5) {
      const lines = setLines([body(url)], fonts, { width });
      expect(lines.map(textOf).join('')).toBe(url);
      if (lines.length > 1) expect(textOf(lines.at(-1) as SetLine).length, String(width)).toBeGreaterThan(2);
    }
  });

  it('keeps looks apart and tells advances only where they differ from the font', () => {
    const [line] = setLines([body('甲乙'), { ...body('丙'), bold: true, color: 'C00000' }], fonts, {
      width: 300,
    });
    expect(line?.items).toEqual([
      { kind: 'text', x: 0, y: 0, size: 16, font: 'fangsong', text: '甲乙' },
      { kind: 'text', x: 32, y: 0, size: 16, font: 'fangsong', text: '丙', bold: true, color: 'C00000' },
    ]);
  });

  it('moves to tab stops and breaks at line breaks', () => {
    const lines = setLines([body('甲\t乙\n丙')], fonts, { width: 300 });
    expect(lines.map(textOf)).toEqual(['甲乙', '丙']);
    expect(lines[0]?.items[1]?.x).toBe(32);
  });

  it('drops what has no ink', () => {
    expect(set('\ufeff甲\u200b乙\u0007').map(textOf)).toEqual(['甲乙']);
  });
});
