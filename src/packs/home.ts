/** Where packs live, which there are, and what `--pack` means. */
import { readdir, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DossierError } from '../model/error.js';
import { nearest } from '../model/nearest.js';

export const defaultPackId = 'xincheng-2024';

/** The folder `indicators/` of the package: two levels above this file in src/ as well as in dist/. */
export function packRoot(): string {
  return fileURLToPath(new URL('../../indicators', import.meta.url));
}

/** Ids of the packs in a folder, sorted: each folder with a pack.yaml. */
export async function listPacks(root: string = packRoot()): Promise<string[]> {
  const folders = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const packs = await Promise.all(
    folders.map(async ({ name }) => ((await isPack(join(root, name))) ? [name] : [])),
  );
  return packs.flat().sort();
}

/**
 * What `--pack` names: a pack of the package by its id, or any folder with a pack.yaml.
 * A bare word is an id first, so that a folder of that name in the way changes nothing.
 * @param base folder that a relative path starts from
 * @returns the pack's folder, absolute
 * @throws DossierError 'usage' with the packs there are
 */
export async function resolvePack(idOrPath: string, base: string = process.cwd()): Promise<string> {
  const bare = !idOrPath.includes('/') && !idOrPath.includes(sep) && !/^\.*$/.test(idOrPath);
  const inPackage = join(packRoot(), idOrPath);
  if (bare && (await isPack(inPackage))) return inPackage;
  const folder = resolve(base, idOrPath);
  if (await isPack(folder)) return folder;
  throw await noSuchPack(idOrPath);
}

/** The error for a pack that is not there; it names those that are. */
export async function noSuchPack(idOrPath: string): Promise<DossierError> {
  const packs = await listPacks();
  const guess = nearest(idOrPath, packs);
  const there = packs.join('、') || '（无）';
  return new DossierError('usage', {
    zh: `找不到指标包“${idOrPath}”${guess === null ? '。' : `，是不是“${guess}”？`}现有：${there}；也可写指标包文件夹的路径（其中应有 pack.yaml）`,
    en: `No pack "${idOrPath}"${guess === null ? '.' : `; did you mean "${guess}"?`} There are: ${packs.join(', ') || 'none'}; or give the path of a folder with a pack.yaml`,
  });
}

export async function isPack(folder: string): Promise<boolean> {
  return isFile(join(folder, 'pack.yaml'));
}

/**
 * Whether a file is there.
 * @throws DossierError 'input' where that can't be told, for want of permission say
 */
export async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(code)) return false;
    throw new DossierError(
      'input',
      {
        zh: `无法读取 ${path}（${code}），请检查所在文件夹的读取权限`,
        en: `Cannot read ${path} (${code}): check that you may read its folder`,
      },
      { cause },
    );
  }
}
