import { beforeAll, describe, expect, it } from 'vitest';
import { openFonts } from '../commands/fonts.js';
import type { FontSet } from './fonts.js';
import { setLines } from './lines.js';
import type { TextItem } from './page.js';
import { standIn } from './standins.js';

let fonts: FontSet;
beforeAll(async () => {
  fonts = await openFonts();
});

const set = (text: string, from = fonts): TextItem[] =>
  setLines([{ text, role: 'fangsong', size: 16 }], from, { width: 440 }).flatMap((line) => line.items);
const drawn = (text: string): string =>
  set(text)
    .map((item) => item.text)
    .join('|');

describe('characters that no face has', () => {
  it('shows boxes and ticks of forms so that they can be told apart', async () => {
    const own = await openFonts();
    const shown = ['☐', '☑', '☒', '✓', '✔', '✗', '✘', '✅', '❌', '⬜'].map((sign) => drawn(sign));
    expect(shown).toEqual(['□', '□|✓', '☒', '✓', '✓', '✗', '✗', '□|✓', '×', '□']);
    // All that is drawn has a glyph, and none counts as missing.
    for (const sign of '☐☑☒✓✔✗✘')
      for (const item of set(sign, own))
        for (const char of item.text) expect(own.has(item.font, char.codePointAt(0) ?? 0)).toBe(true);
    expect(own.missing()).toEqual([]);
  });

  it('puts the tick amid its box', () => {
    const [box, tick] = set('☑');
    if (!box || !tick) throw new Error('no tick');
    const middle = (item: TextItem): number => item.x + fonts.measure(item.font, item.text, item.size) / 2;
    expect(tick.size).toBeLessThan(box.size);
    expect(middle(tick)).toBeCloseTo(middle(box), 1);
    expect(set('一☑是').map((item) => item.text)).toEqual(['一□是', '✓']);
  });

  it('shows a box for any other, and names the character itself', async () => {
    const own = await openFonts();
    const items = set('甲😀\u{10FFFD}乙', own);
    expect(items.map((item) => item.text).join('')).toBe('甲□□乙');
    expect(own.missing()).toEqual([0x1f600, 0x10fffd]);
    for (const item of items)
      for (const char of item.text) {
        const glyph = (await own.subset(item.font)).glyphs.get(char.codePointAt(0) ?? 0);
        expect(glyph?.gid, char).toBeGreaterThan(0);
      }
  });

  it('falls back on simpler signs where a face lacks the better ones', () => {
    const has = (signs: string) => (code: number) => signs.includes(String.fromCodePoint(code));
    expect(standIn('☑', has('□√×'))).toEqual({ char: '□', over: '√', lost: false });
    expect(standIn('☒', has('□√×'))).toEqual({ char: '□', over: '×', lost: false });
    expect(standIn('✔', has('□√×'))).toEqual({ char: '√', lost: false });
    expect(standIn('\u2003', has('□'))).toEqual({ char: '\u3000', lost: false });
    expect(standIn('⽂', has('文□'))).toEqual({ char: '文', lost: false });
    expect(standIn('✔', has('□'))).toEqual({ char: '□', lost: true });
    expect(standIn('文', has('文'))).toBeNull();
  });
});

describe('struck, raised and lowered text', () => {
  const spans = (look: object) => [
    { text: '面积20m', role: 'fangsong' as const, size: 16 },
    { text: '2', role: 'fangsong' as const, size: 16, ...look },
  ];
  it('draws a line through struck text, as long as it is', () => {
    const [line] = setLines(
      [
        { text: '保留', role: 'fangsong', size: 16 },
        { text: '删去的字', role: 'fangsong', size: 16, strike: true, color: 'FF0000' },
      ],
      fonts,
      { width: 440 },
    );
    expect(line?.strikes).toHaveLength(1);
    const [strike] = line?.strikes ?? [];
    expect([strike?.x1, strike?.x2]).toEqual([32, 96]);
    expect(strike?.y1).toBeLessThan(0);
    expect(strike?.color).toBe('FF0000');
  });

  it('sets raised text smaller and higher, lowered text smaller and lower', () => {
    const last = (look: object) => setLines(spans(look), fonts, { width: 440 })[0]?.items.at(-1);
    expect(last({ script: 'super' })).toMatchObject({ text: '2' });
    expect(last({ script: 'super' })?.size).toBeLessThan(12);
    expect(last({ script: 'super' })?.y).toBeLessThan(-3);
    expect(last({ script: 'sub' })?.y).toBeGreaterThan(1);
    // The line keeps its height.
    expect(setLines(spans({ script: 'super' }), fonts, { width: 440 })[0]?.size).toBe(16);
  });
});
