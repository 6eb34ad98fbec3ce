/**
 * Where the fonts lie: the packaged open-licensed faces by default, files that the user names instead.
 * The packaged ones make every build the same everywhere; a font of the system is used only when it is named.
 *
 * Why these (all OFL): Noto Serif SC and Noto Sans SC as variable slices carry every weight in 11 MB; LXGW WenKai
 * comes whole and has all but 8 characters of GBK, so that it steps in for rare names that the slices lack
 * (fonts.test.ts). Whole Noto faces would add 210 MB to an installation. No FangSong under an open licence is
 * complete; the light WenKai has its stroke and is the nearest in look.
 */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type FaceFile, type FaceSource, type FontSet, loadFonts } from '../layout/fonts.js';
import type { FontRole } from '../layout/page.js';

/** Font files (TrueType, OpenType, collection, WOFF2) that the user names per role. */
export type FontChoice = Partial<Record<FontRole, string>>;

const require = createRequire(import.meta.url);

function packaged(name: string, wanted: RegExp): FaceFile[] {
  const manifest = require(`${name}/package.json`) as { version: string };
  const folder = join(dirname(require.resolve(`${name}/package.json`)), 'files');
  return readdirSync(folder)
    .filter((file) => wanted.test(file))
    .sort()
    .map((file) => ({
      path: `${name}@${manifest.version}/files/${file}`,
      read: () => readFile(join(folder, file)),
    }));
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

/**
 * @param choice font files per role; roles not named take the packaged face.
 * @throws {FontError} if a named file is no usable font; a system error if it can't be read.
 */
export async function openFonts(choice: FontChoice = {}): Promise<FontSet> {
  const sources = packagedFonts();
  for (const [role, path] of Object.entries(choice) as [FontRole, string][]) {
    sources[role] = { name: basename(path), licence: '', files: [{ path, read: () => readFile(path) }] };
  }
  return loadFonts(sources);
}
