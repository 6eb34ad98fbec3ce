import { create } from 'fontkit';
import { describe, expect, it } from 'vitest';
import { cutter, packagedFonts } from '../commands/fonts.js';
import { FONT_ROLES, loadFonts } from './fonts.js';
import type { FontRole } from './page.js';
import { readCmap, readTables, table, writeSfnt } from './sfnt.js';
import { isWoff2, outlinesOfWoff2, unpackWoff2 } from './woff2.js';

/** The packaged faces, with a note of every file that is read. */
function watched(): { read: Set<string>; sources: ReturnType<typeof packagedFonts> } {
  const read = new Set<string>();
  const sources = packagedFonts();
  for (const role of FONT_ROLES) {
    const source = sources[role];
    sources[role] = {
      ...source,
      files: source.files.map((file) => ({
        ...file,
        read: () => {
          read.add(file.path);
          return file.read();
        },
      })),
    };
  }
  return { read, sources };
}

interface Drawn {
  advanceWidth: number;
  path: { commands: unknown[] };
}
interface Opened {
  getGlyph(gid: number): Drawn;
  glyphForCodePoint(code: number): Drawn;
}

describe('a packaged face', () => {
  it('is read when a character asks for it, and then only the slice that has it', async () => {
    const { read, sources } = watched();
    const fonts = await loadFonts(sources, cutter);
    expect([...read]).toEqual([]);
    fonts.measure('fangsong', '2024', 16);
    expect(read.size).toBe(1);
    expect([...read].join()).toContain('noto-serif-sc-');
    fonts.measure('hei', '一', 16);
    expect(read.size).toBe(2);
    expect([...read].some((path) => path.includes('wenkai'))).toBe(false);
  });

  it.each<[FontRole, number]>([
    ['song', 400],
    ['biaosong', 700],
    ['hei', 500],
  ])('has the widths of its weight, as another reader of fonts tells them: %s', async (role, weight) => {
    const source = packagedFonts()[role];
    const fonts = await loadFonts(packagedFonts(), cutter);
    let compared = 0;
    for (const file of source.files.filter(({ path }) =>
      /-(?:latin|latin-ext|cyrillic|119)-wght/.test(path),
    )) {
      const bytes = file.read();
      // Its outlines are not needed, and fontkit can't vary those of a WOFF2.
      const needed = new Map(readTables(bytes));
      const glyphs = new DataView((needed.get('maxp') ?? new Uint8Array(6)).slice().buffer).getUint16(4);
      for (const [tag, length] of [
        ['glyf', 4],
        ['loca', (glyphs + 1) * 4],
        ['gvar', 4],
      ] as const)
        needed.set(tag, new Uint8Array(length));
      for (const tag of ['GSUB', 'GPOS', 'prep']) needed.delete(tag);
      const font = create(writeSfnt(needed)).getVariation({ wght: weight }) as unknown as Opened;
      for (const [code, gid] of readCmap(table(readTables(bytes), 'cmap'))) {
        const covered = file.covers?.some(
          (first, i, all) => i % 2 === 0 && code >= first && code <= (all[i + 1] ?? 0),
        );
        if (!covered) continue;
        const wanted = Math.round(font.getGlyph(gid).advanceWidth);
        expect([code, Math.round(fonts.advance(role, code) * 1000)]).toEqual([code, wanted]);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(200);
  });

  it.each([...'<＜（《≤〈', '<×'])('is cut for %s, whose mirror image nobody asked for', async (text) => {
    const fonts = await loadFonts(packagedFonts(), cutter);
    fonts.use('song', text);
    const { bytes, glyphs } = await fonts.subset('song');
    const opened = create(bytes) as unknown as Opened;
    for (const char of text) {
      const { gid } = glyphs.get(char.codePointAt(0) ?? 0) ?? { gid: 0 };
      expect(opened.getGlyph(gid).path.commands.length).toBeGreaterThan(2);
    }
  });

  it('gives the outlines that another reader of fonts gives, simple and composite', async () => {
    for (const role of ['kai', 'fangsong', 'song'] as const) {
      const [file] = packagedFonts()[role].files.filter(({ path }) => /wenkai|-latin-wght/.test(path));
      const bytes = file?.read() ?? new Uint8Array();
      expect(isWoff2(bytes)).toBe(true);
      const theirs = create(bytes) as unknown as Opened;
      const cmap = readCmap(table(readTables(bytes), 'cmap'));
      const codes = [...'AÅéÖg&%1法治政府堃镕龘。《']
        .map((c) => c.codePointAt(0) ?? 0)
        .filter((c) => cmap.has(c));
      const ours = create(
        writeSfnt(
          outlinesOfWoff2(unpackWoff2(bytes), new Set([0, ...codes.map((c) => cmap.get(c) ?? 0)]), new Set()),
        ),
      ) as unknown as Opened;
      for (const code of codes)
        expect(ours.glyphForCodePoint(code).path.commands).toEqual(
          theirs.glyphForCodePoint(code).path.commands,
        );
      expect(codes.length).toBeGreaterThan(5);
    }
  });
});
