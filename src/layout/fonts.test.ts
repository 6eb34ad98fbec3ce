import { create } from 'fontkit';
import subsetFont from 'subset-font';
import { beforeAll, describe, expect, it } from 'vitest';
import { cffFont } from '../../fixtures/fonts/cff.js';
import { cutter, openFonts, packagedFonts } from '../commands/fonts.js';
import { FONT_ROLES, FontError, type FontSet, loadFonts } from './fonts.js';
import { readTables, writeSfnt } from './sfnt.js';

interface Outline {
  id: number;
  advanceWidth: number;
  path: { commands: { command: string; args: number[] }[] };
}
const outline = (bytes: Uint8Array, code: number): Outline =>
  (create(bytes) as unknown as { glyphForCodePoint(code: number): Outline }).glyphForCodePoint(code);

/** All characters of GBK, from the runtime's own table. */
function gbk(): number[] {
  const decoder = new TextDecoder('gbk');
  const codes = new Set<number>();
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) {
      const text = low === 0x7f ? '' : decoder.decode(Uint8Array.of(high, low));
      const code = text.codePointAt(0) ?? 0;
      const privateUse = code >= 0xe000 && code < 0xf900;
      if ([...text].length === 1 && code !== 0xfffd && !privateUse) codes.add(code);
    }
  return [...codes];
}

let fonts: FontSet;
/** A small whole font: the 楷体 face cut down to a few characters. */
let small: Uint8Array;
const text = '依法行政堃，12345热线〔2024〕26号ÅQ%';

beforeAll(async () => {
  fonts = await openFonts();
  fonts.use('kai', '楷体');
  for (const role of FONT_ROLES) for (const run of fonts.runs(role, text)) fonts.use(run.role, run.text);
  small = (await fonts.subset('kai')).bytes;
});

describe('packaged faces', () => {
  it('draw every character of GBK in every role', () => {
    const codes = gbk();
    expect(codes.length).toBeGreaterThan(21_000);
    for (const role of FONT_ROLES) {
      const lost = codes.filter((code) => {
        const [run] = fonts.runs(role, String.fromCodePoint(code));
        return !run || !fonts.has(run.role, code);
      });
      expect(lost.map((code) => String.fromCodePoint(code)).join('')).toBe('');
    }
  });

  it('have the body face itself for all but a handful of GBK, and for rare names', () => {
    const lost = gbk().filter((code) => !fonts.has('fangsong', code));
    expect(lost.length).toBeLessThanOrEqual(8);
    for (const char of '镕喆堃𬭚') expect(fonts.has('fangsong', char.codePointAt(0) ?? 0)).toBe(true);
  });

  it('are under an open licence and named for the manifest', () => {
    for (const face of fonts.describe()) {
      expect(face.licence).toBe('OFL-1.1');
      expect(face.from).toMatch(/^@fontsource[\w-]*\/[\w-]+@\d+\.\d+\.\d+\/files/);
    }
  });

  it('set Chinese to full cells and digits in the serif face beside it', () => {
    expect(fonts.measure('fangsong', '法治政府', 16)).toBeCloseTo(64, 5);
    expect(fonts.runs('fangsong', '共36项')).toEqual([
      { role: 'fangsong', text: '共' },
      { role: 'song', text: '36' },
      { role: 'fangsong', text: '项' },
    ]);
  });
});

describe('subsets', () => {
  it('have every glyph with ink, its width as measured', async () => {
    expect(fonts.usedRoles()).toEqual(FONT_ROLES);
    for (const role of fonts.usedRoles()) {
      const { bytes, glyphs, metrics } = await fonts.subset(role);
      expect(metrics.unitsPerEm).toBe(1000);
      expect(glyphs.size).toBeGreaterThan(0);
      for (const [code, { gid, width }] of glyphs) {
        const drawn = outline(bytes, code);
        expect(drawn.id).toBe(gid);
        expect(gid).toBeGreaterThan(0);
        expect(drawn.path.commands.length).toBeGreaterThan(3);
        expect(Math.abs(drawn.advanceWidth - width)).toBeLessThanOrEqual(1);
        // The face's own width, not that of the variable font's thinnest weight.
        if (fonts.runs(role, String.fromCodePoint(code))[0]?.role === role)
          expect(Math.abs(fonts.advance(role, code) * 1000 - width)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('merged of slices, keep the outlines of each slice', async () => {
    const chars = '法治政府建设一a9Å';
    fonts.use('biaosong', chars);
    const { bytes } = await fonts.subset('biaosong');
    const { files, weight } = packagedFonts().biaosong;
    let compared = 0;
    for (const file of files) {
      const slice = await file.read();
      const font = create(slice) as unknown as { hasGlyphForCodePoint(code: number): boolean };
      for (const char of chars) {
        const code = char.codePointAt(0) ?? 0;
        if (!font.hasGlyphForCodePoint(code)) continue;
        const alone = await subsetFont(slice, char, {
          targetFormat: 'truetype',
          variationAxes: { wght: weight ?? 0 },
        });
        expect(outline(bytes, code).path.commands).toEqual(outline(alone, code).path.commands);
        compared++;
      }
    }
    expect(compared).toBeGreaterThanOrEqual([...chars].length);
  });

  it('are the same bytes for the same text, in whatever order it came', async () => {
    const [a, b] = [await openFonts(), await openFonts()];
    a.use('hei', '一、主要举措');
    b.use('hei', '举措要主、一');
    expect(Buffer.from((await a.subset('hei')).bytes).equals((await b.subset('hei')).bytes)).toBe(true);
  });

  it('grow when more is used', async () => {
    const set = await openFonts();
    set.use('hei', '一');
    expect((await set.subset('hei')).glyphs.size).toBe(1);
    set.use('hei', '二');
    expect((await set.subset('hei')).glyphs.size).toBe(2);
  });

  it('show a character that no face has as .notdef, and name it', async () => {
    const set = await openFonts();
    set.use('hei', '甲\u{10FFFD}');
    expect(set.missing()).toEqual([0x10fffd]);
    expect((await set.subset('hei')).glyphs.get(0x10fffd)).toMatchObject({ gid: 0 });
  });
});

describe('fonts that the user names', () => {
  const named = (bytes: Uint8Array) => ({
    name: 'named.ttf',
    licence: '',
    files: [{ path: 'named.ttf', read: () => bytes }],
  });

  it('play the role, with the packaged faces for what they lack', async () => {
    const set = await loadFonts({ ...packagedFonts(), fangsong: named(small) }, cutter);
    expect(set.runs('fangsong', '楷书').map((run) => run.role)).toEqual(['fangsong', 'song']);
    expect(set.describe()[0]).toMatchObject({ name: 'named.ttf', from: 'named.ttf' });
  });

  it('may be a collection: its first font is taken', async () => {
    const set = await loadFonts({ ...packagedFonts(), kai: named(asCollection(small)) }, cutter);
    set.use('kai', '楷');
    expect((await set.subset('kai')).glyphs.get('楷'.codePointAt(0) ?? 0)?.gid).toBeGreaterThan(0);
  });

  it('may have CFF outlines', async () => {
    const code = (char: string) => char.codePointAt(0) ?? 0;
    const font = cffFont(
      new Map([
        [code('A'), [400, 700]],
        [code('一'), [800, 60]],
        [code('二'), [790, 500]],
      ]),
    );
    const set = await loadFonts({ ...packagedFonts(), hei: named(font) }, cutter);
    expect(set.measure('hei', '一A', 10)).toBeCloseTo(16, 5);
    expect(set.runs('hei', '一三').map((run) => run.role)).toEqual(['hei', 'kai']);
    set.use('hei', '一A');
    const { bytes, glyphs, metrics } = await set.subset('hei');
    expect(metrics).toMatchObject({ cff: true, unitsPerEm: 1000, ascent: 880 });
    expect([glyphs.get(code('一'))?.width, glyphs.get(code('A'))?.width]).toEqual([1000, 600]);
    const drawn = outline(bytes, code('一')).path.commands.map(({ args }) => args.join(' '));
    expect(drawn.slice(0, 4)).toEqual(['100 0', '900 0', '900 60', '100 60']);
    expect(outline(bytes, code('二')).id).toBe(0);
  });

  it('are refused if they are no font', async () => {
    for (const bytes of [new Uint8Array(3), Buffer.from('%PDF-1.7 something else altogether')])
      await expect(loadFonts({ ...packagedFonts(), hei: named(bytes) }, cutter)).rejects.toBeInstanceOf(
        FontError,
      );
    const missing = openFonts({ hei: '/no/such/font.ttf' });
    await expect(missing).rejects.toMatchObject({
      kind: 'usage',
      zh: expect.stringContaining('/no/such/font.ttf'),
    });
  });
});

/** A collection with one font in it: header, then the font with its offsets moved. */
function asCollection(font: Uint8Array): Uint8Array {
  const plain = writeSfnt(readTables(font));
  const out = new Uint8Array(16 + plain.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, 0x74746366);
  view.setUint32(4, 0x00010000);
  view.setUint32(8, 1);
  view.setUint32(12, 16);
  out.set(plain, 16);
  for (let i = 0; i < view.getUint16(20); i++) {
    const at = 16 + 12 + i * 16 + 8;
    view.setUint32(at, view.getUint32(at) + 16);
  }
  return out;
}
