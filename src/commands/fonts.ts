/**
 * Where the fonts lie: the packaged open-licensed faces by default, files that the user names instead.
 * The packaged ones make every build the same everywhere; a font of the system is used only when it is named.
 *
 * Why these (all OFL): Noto Serif SC and Noto Sans SC as variable slices carry every weight in 11 MB; LXGW WenKai
 * comes whole and has all but 8 characters of GBK, so that it steps in for rare names that the slices lack
 * (fonts.test.ts). Whole Noto faces would add 210 MB to an installation. No FangSong under an open licence is
 * complete; the light WenKai has its stroke and is the nearest in look.
 */
import { closeSync, existsSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { checkFont, type FaceFile, type FaceSource, type FontSet, loadFonts } from '../layout/fonts.js';
import { harfBuzz } from '../layout/harfbuzz.js';
import { ownMemory } from '../layout/own-memory.js';
import type { FontRole } from '../layout/page.js';
import { DossierError } from '../model/error.js';

/** Font files (TrueType, OpenType, collection, WOFF2) that the user names per role. */
export type FontChoice = Partial<Record<FontRole, string>>;

const require = createRequire(import.meta.url);

/** "noto-serif-sc-latin-ext-wght-normal.woff2" → "latin-ext"; "noto-serif-sc-4-wght-normal.woff2" → "4". */
const SLICE = /^[a-z-]+-sc-(.+)-wght-normal\.woff2$/;

function packaged(name: string, wanted: RegExp): FaceFile[] {
  const manifest = require(`${name}/package.json`) as { version: string };
  const home = dirname(require.resolve(`${name}/package.json`));
  const ranges = unicodeRanges(join(home, 'unicode.json'));
  return readdirSync(join(home, 'files'))
    .filter((file) => wanted.test(file))
    .sort()
    .map((file) => {
      const slice = SLICE.exec(file)?.[1] ?? '';
      const covers = ranges.get(slice) ?? ranges.get(`[${slice}]`);
      return {
        path: `${name}@${manifest.version}/files/${file}`,
        ...(covers === undefined ? {} : { covers }),
        read: () => readFace(join(home, 'files', file)),
      };
    });
}

/** A whole face takes 9 MB, and is read anew whenever it is cut. */
function readFace(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.allocUnsafeSlow(ownMemory(size));
    let length = 0;
    while (length < size) {
      const n = readSync(file, bytes, length, size - length, length);
      if (n === 0) break;
      length += n;
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/** Slice → the code points that a browser would fetch it for (CSS unicode-range), as pairs; none for a whole font. */
function unicodeRanges(path: string): ReadonlyMap<string, number[]> {
  if (!existsSync(path)) return new Map();
  const written = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  return new Map(
    Object.entries(written).map(([slice, list]) => {
      const pairs = list.split(',').map((range) => {
        const [first = '', last = first] = range.replace(/^U\+/i, '').split('-');
        return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
      });
      return [slice, pairs.sort((a, b) => a[0] - b[0]).flat()];
    }),
  );
}

/** The faces that ship with the tool. */
export function packagedFonts(): Record<FontRole, FaceSource> {
  const licence = 'OFL-1.1';
  const serif = packaged('@fontsource-variable/noto-serif-sc', /-wght-normal\.woff2$/);
  const sans = packaged('@fontsource-variable/noto-sans-sc', /-wght-normal\.woff2$/);
  const kai = (weight: number): FaceFile[] =>
    packaged('@fontsource/lxgw-wenkai', new RegExp(`-${weight}-normal\\.woff2$`));
  return {
    fangsong: { name: 'LXGW WenKai Light', licence, files: kai(300), latin: 'song' },
    kai: { name: 'LXGW WenKai Regular', licence, files: kai(500), latin: 'song' },
    hei: { name: 'Noto Sans SC Medium', licence, files: sans, weight: 500 },
    biaosong: { name: 'Noto Serif SC Bold', licence, files: serif, weight: 700 },
    song: { name: 'Noto Serif SC', licence, files: serif, weight: 400 },
  };
}

/** What cuts the fonts that a volume embeds. It runs for moments: to optimise it would take longer, and 40 MB. */
export const cutter = harfBuzz(() => {
  setFlagsFromString('--wasm-tiering-budget=1500000000');
  return readFileSync(require.resolve('harfbuzzjs/dist/harfbuzz-subset.wasm'));
});

/**
 * @param choice font files per role; roles not named take the packaged face.
 * @throws {DossierError} `usage` if a named file is no usable font or can't be read.
 */
export async function openFonts(choice: FontChoice = {}): Promise<FontSet> {
  const sources = packagedFonts();
  for (const [role, path] of Object.entries(choice) as [FontRole, string][]) {
    tried(path);
    sources[role] = { name: basename(path), licence: '', files: [{ path, read: () => readFileSync(path) }] };
  }
  return loadFonts(sources, cutter);
}

/** Told of before anything is set, with the file's name. */
function tried(path: string): void {
  try {
    checkFont(readFileSync(path));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DossierError(
      'usage',
      {
        zh: `字体文件“${path}”不能使用：${reason}。--font 可用 TrueType、OpenType、字体集合（.ttc）和 WOFF2 文件。`,
        en: `The font file "${path}" can't be used: ${reason}. --font takes TrueType, OpenType, collections (.ttc) and WOFF2.`,
      },
      { cause },
    );
  }
}
