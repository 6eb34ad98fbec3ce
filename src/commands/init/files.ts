/** Puts new files and folders in their places. Never replaces, changes or removes one that was there. */
import { link, lstat, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DossierError } from '../../model/error.js';

export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw unwritable(path, error);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

export function unwritable(path: string, cause: unknown): DossierError {
  if (cause instanceof DossierError) return cause;
  const code = codeOf(cause);
  const blocked = code === 'EEXIST' || code === 'ENOTDIR';
  return new DossierError(
    'input',
    blocked
      ? {
          zh: `“${path}”无法建立：同名的文件已经存在。请先移走或改名。`,
          en: `"${path}" can't be made: a file of that name is in the way. Move or rename it first.`,
        }
      : {
          zh: `无法写入“${path}”（${code}）。请检查文件夹的写入权限和磁盘空间。`,
          en: `"${path}" can't be written (${code}). Check the permissions of the folder and the space on the disk.`,
        },
    { cause },
  );
}

/** @returns whether it was made; false where it was there */
export async function makeFolder(root: string, path: string): Promise<boolean> {
  const folder = join(root, path);
  try {
    return await makeWithParents(folder);
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/** Not `recursive: true`: Node tries for ever where a folder takes no folders and says ENOENT (/proc, broken shares). */
async function makeWithParents(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await stat(folder)).isDirectory()) return false;
    const parent = dirname(folder);
    if (codeOf(error) !== 'ENOENT' || (await exists(parent))) throw error;
    await makeWithParents(parent);
    await mkdir(folder);
    return true;
  }
}

/** Writes beside the target and puts it in place whole. @returns false where something is there already */
export async function writeNew(root: string, path: string, bytes: Uint8Array): Promise<boolean> {
  const target = join(root, path);
  await makeFolder(root, dirname(path));
  const temporary = join(dirname(target), `.dossier-${process.pid}.tmp`);
  try {
    if (await occupied(target)) return false;
  } catch (error) {
    throw unwritable(target, error);
  }
  try {
    await writeFile(temporary, bytes);
    return await putInPlace(temporary, target);
  } catch (error) {
    throw unwritable(target, error);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** A link fails where a name is taken, a rename would replace it; file systems without links get the rename. */
async function putInPlace(temporary: string, target: string): Promise<boolean> {
  try {
    await link(temporary, target);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (await occupied(target)) return false;
    await rename(temporary, target);
    return true;
  }
}

async function occupied(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
