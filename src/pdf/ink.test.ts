/** Every character that is written can be seen: judged by pixels, since text extraction can't see a blank glyph. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench, hasPoppler, own } from '../../fixtures/pdf/bench.js';
import { type Picture, pixel, render } from '../../fixtures/pdf/pdfium.js';
import { openFonts } from '../commands/fonts.js';
import { FONT_ROLES, type FontRole, type FontSet, type PageContent } from '../layout/index.js';
import { setLines } from '../layout/lines.js';
import { stampCharacters, type VolumeResult, writeVolume } from './index.js';

const bench = new Bench();
let fonts: FontSet;
beforeAll(async () => {
  fonts = await openFonts();
  fonts.use('song', stampCharacters([]));
}, 60_000);
afterAll(() => bench.remove());

const SIZE = 10;
const CELL = 14;
const COLUMNS = 40;
const ROWS = 54;
const MARGIN = 16;
/** Pixels a point. */
const SCALE = 2;
/** What a full stop leaves at this scale is more. */
const LEAST_INK = 3;

interface Placed {
  char: string;
  role: FontRole;
}

/** A grid of characters, set as any text is, in pages without room for the stamp's number between them. */
function grid(placed: readonly Placed[]): PageContent[] {
  const pages: PageContent[] = [];
  placed.forEach(({ char, role }, i) => {
    const at = i % (COLUMNS * ROWS);
    if (at === 0) pages.push({ width: 595, height: 842 + 100, items: [], links: [] });
    const x = MARGIN + (at % COLUMNS) * CELL;
    const y = MARGIN + Math.floor(at / COLUMNS) * CELL + SIZE;
    const [line] = setLines([{ text: char, role, size: SIZE }], fonts, { width: 4 * SIZE });
    for (const item of line?.items ?? []) pages.at(-1)?.items.push({ ...item, x: item.x + x, y: item.y + y });
  });
  return pages;
}

/** Characters whose cell holds less ink than anything that can be read. */
function blanks(placed: readonly Placed[], shown: readonly ((x: number, y: number) => boolean)[]): string[] {
  return placed
    .filter((_, i) => {
      const at = i % (COLUMNS * ROWS);
      const dark = shown[Math.floor(i / (COLUMNS * ROWS))];
      const left = (MARGIN + (at % COLUMNS) * CELL - 1) * SCALE;
      const top = (MARGIN + Math.floor(at / COLUMNS) * CELL - 1) * SCALE;
      let ink = 0;
      for (let y = 0; y < CELL * SCALE; y++)
        for (let x = 0; x < CELL * SCALE; x++) if (dark?.(left + x, top + y)) ink++;
      return ink < LEAST_INK;
    })
    .map(({ char, role }) => `${char} ${role}`);
}

async function write(name: string, pages: PageContent[]): Promise<VolumeResult> {
  return writeVolume(bench.job(name, [own('字', pages)], { fonts }));
}

const byPdfium = async (name: string, count: number) => {
  const bytes = readFileSync(bench.at(name));
  const shown: ((x: number, y: number) => boolean)[] = [];
  for (let i = 0; i < count; i++) {
    const picture: Picture = await render(bytes, i, SCALE);
    shown.push((x, y) => pixel(picture, x, y) < '909090');
  }
  return shown;
};

const byPoppler = (name: string, count: number) => {
  const stem = bench.at('shown');
  execFileSync('pdftoppm', ['-r', String(72 * SCALE), '-gray', bench.at(name), stem]);
  return Array.from({ length: count }, (_, i) => {
    const no = String(i + 1).padStart(String(count).length, '0');
    const pgm = readFileSync(`${stem}-${no}.pgm`);
    const head = /^P5\s(\d+)\s(\d+)\s255\s/.exec(pgm.toString('latin1', 0, 40));
    const width = Number(head?.[1]);
    const from = head?.[0].length ?? 0;
    return (x: number, y: number) => (pgm[from + y * width + x] ?? 255) < 0x90;
  });
};

/** Level 1 and 2 of GB/T 2312-1980: rows 16–87. */
function gb2312(): string[] {
  const decoder = new TextDecoder('gbk');
  const chars: string[] = [];
  for (let row = 0xb0; row <= 0xf7; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const char = decoder.decode(Uint8Array.of(row, cell));
      if (/^\p{Script=Han}$/u.test(char)) chars.push(char);
    }
  return chars;
}

const NAMES = '镕喆堃䶮㛃玥昇赟翀囡犇骉淼焱垚喆頔祎旻瑀璟';
const MARKS = '，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』—…·～％‰℃㎡㎏№§※→←↑↓√×÷±≤≥≠≈∞△□○●★☆◆■';
const NUMBERS = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑳㈠㈡㈢⑴⑵⒈⒉ⅠⅡⅢⅣⅤⅩ½¼¾²³';
const LATIN = 'ABCxyz0123456789&@#$%*+-/<=>?àáâäåæçèéêëìíîïñòóôöøùúûüýÿāēěīńōšūǎǐǒǔǚžŒœŠß€£¥©®°µ';
const FORMS = '☐☑☒✓✔✗✘';

describe('every character that is written', () => {
  it('leaves ink: all of GB/T 2312, names, marks, numbers, forms, in the roles that set them', async () => {
    const hanzi = gb2312();
    expect(hanzi).toHaveLength(6763);
    const others = [...NAMES, ...MARKS, ...NUMBERS, ...LATIN, ...FORMS];
    const sample = hanzi.filter((_, i) => i % 40 === 7);
    const placed: Placed[] = [
      ...hanzi.map((char): Placed => ({ char, role: 'fangsong' })),
      ...FONT_ROLES.flatMap((role) => [...others, ...sample].map((char): Placed => ({ char, role }))),
    ];
    const pages = grid(placed);
    const result = await write('ink.pdf', pages);
    expect(result.missingCharacters).toEqual([]);
    expect(result.lostCharacters).toEqual([]);
    expect(result.pdfa.claimed).toBe(true);
    expect(blanks(placed, await byPdfium('ink.pdf', pages.length))).toEqual([]);
    if (hasPoppler) expect(blanks(placed, byPoppler('ink.pdf', pages.length))).toEqual([]);
  });

  it('stands as a box, told with its page, where no face has it', async () => {
    const rare: Placed[] = [...'人\u{2a000}𫗧民\u{e000}'].map((char) => ({ char, role: 'fangsong' }));
    const lost = rare.filter(({ char }) => fonts.standIn(char.codePointAt(0) ?? 0)?.lost === true);
    expect(lost.length).toBeGreaterThan(0);
    const pages = [...grid([{ char: '首', role: 'song' }]), ...grid(rare)];
    const { lostCharacters } = await write('lost.pdf', pages);
    expect(lostCharacters).toEqual([
      { piece: '字', page: 2, characters: lost.map(({ char }) => char).join('') },
    ]);
    const [, shown] = await byPdfium('lost.pdf', 2);
    expect(blanks(rare, shown ? [shown] : [])).toEqual([]);
  });

  it('would be found if it left none', async () => {
    const placed: Placed[] = [...'有\u3000无'].map((char) => ({ char, role: 'fangsong' }));
    await write('none.pdf', grid(placed));
    expect(blanks(placed, await byPdfium('none.pdf', 1))).toEqual(['\u3000 fangsong']);
  });
});
