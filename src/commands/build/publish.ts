/**
 * Puts a finished dossier in its place: everything is written beside the target and renamed at the end, so that an
 * interrupted build leaves the old dossier whole. Files in the target that no build made are kept.
 */
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DossierError } from '../../model/error.js';

function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : String(error);
}

export function cannotWrite(target: string, cause: unknown): DossierError {
  const code = systemCode(cause);
  const [zh, en] =
    code === 'ENOSPC'
      ? ['磁盘空间不足，请清理后重试', 'The disk is full; make room and try again']
      : code === 'EBUSY' || code === 'EPERM' || code === 'EACCES'
        ? [
            '没有权限，或其中的文件正被其他程序打开；请关闭 PDF、Excel 后重试，或用 -o 换一个位置',
            'No permission, or a file in it is open elsewhere; close PDF and Excel windows and try again, or name another place with -o',
          ]
        : ['请检查路径后重试', 'Check the path and try again'];
  return new DossierError(
    'input',
    {
      zh: `无法写入“${target}”（${code}）。${zh}。原有卷宗未受影响。`,
      en: `"${target}" can't be written (${code}). ${en}. The dossier that was there is untouched.`,
    },
    { cause },
  );
}

/** Names of the files that an earlier build of this tool left in a folder; null if it left none there. */
async function madeBefore(target: string): Promise<Set<string> | null> {
  let text: string;
  try {
    text = await readFile(join(target, 'manifest.json'), 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw cannotWrite(target, error);
  }
  try {
    const manifest = JSON.parse(text) as {
      tool?: { name?: unknown };
      files?: { role?: unknown; path?: unknown }[];
    };
    if (manifest.tool?.name !== 'dossier' || !Array.isArray(manifest.files)) return null;
    const names = manifest.files.flatMap((f) =>
      f.role !== 'input' && typeof f.path === 'string' && !f.path.includes('/') ? [f.path] : [],
    );
    return new Set([...names, 'manifest.json']);
  } catch (error) {
    // A manifest.json of somebody else's: the folder is not ours.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Marks the dossier that stood in the target while the new one is swapped in. */
const OLD = '.old';

/** Removes a replaced dossier; what somebody put beside it goes over, unless the new one has a file of that name. */
async function retire(old: string, target: string): Promise<void> {
  const made = (await madeBefore(old)) ?? new Set<string>();
  const fresh = new Set(await readdir(target));
  for (const name of await readdir(old)) {
    if (!made.has(name) && !fresh.has(name)) await rename(join(old, name), join(target, name));
  }
  await rm(old, { recursive: true, force: true });
}

const stagePrefix = (target: string) => `.${basename(target)}.building-`;

/** Whether a process of that number runs; a stage of a dead one was left by a build that was killed. */
function running(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ESRCH';
  }
}

/** Removes what killed builds left beside the target. */
async function sweep(target: string): Promise<void> {
  const prefix = stagePrefix(target);
  for (const name of await readdir(dirname(target))) {
    const pid = name.startsWith(prefix) ? /^(\d+)-/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (pid === undefined || running(Number(pid))) continue;
    const left = join(dirname(target), name);
    if (!name.endsWith(OLD)) await rm(left, { recursive: true, force: true });
    // The dossier that a killed swap set aside goes back, or gives over what was not its own.
    else if (await exists(target)) await retire(left, target);
    else await rename(left, target);
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: unknown) => {
      if (systemCode(error) === 'ENOENT') return false;
      throw error;
    },
  );
}

/**
 * A folder beside the target to write into.
 * @throws DossierError (usage) if the target is a file, or a folder with files that no build made
 */
export async function openStage(target: string): Promise<string> {
  let entries: string[] | null = null;
  try {
    if (await exists(dirname(target))) await sweep(target);
    const info = await lstat(target);
    if (!info.isDirectory()) {
      throw new DossierError('usage', {
        zh: `“${target}”是一个文件，不能作为输出文件夹。请用 -o 另指定一个文件夹。`,
        en: `"${target}" is a file; name a folder with -o.`,
      });
    }
    entries = await readdir(target);
  } catch (error) {
    if (error instanceof DossierError) throw error;
    if (systemCode(error) !== 'ENOENT') throw cannotWrite(target, error);
  }
  if (entries !== null && entries.length > 0 && (await madeBefore(target)) === null) {
    throw new DossierError('usage', {
      zh: `输出文件夹“${target}”里已有其他文件，且不是本工具生成的卷宗，为免混淆未写入。请用 -o 指定一个新的或空的文件夹。`,
      en: `"${target}" holds files that are no dossier of this tool, so nothing was written. Name a new or empty folder with -o.`,
    });
  }
  try {
    await mkdir(dirname(target), { recursive: true });
    const stage = await mkdtemp(join(dirname(target), `${stagePrefix(target)}${process.pid}-`));
    // mkdtemp makes it private; the office shares its dossier as it shares any folder.
    await chmod(stage, 0o777 & ~process.umask());
    return stage;
  } catch (error) {
    throw cannotWrite(target, error);
  }
}

/** Swaps the finished stage in for the target; on any failure the old target is put back. */
export async function publish(stage: string, target: string): Promise<void> {
  const made = await madeBefore(target);
  if (made === null) {
    try {
      // An empty folder of the user's gives way; rmdir refuses any other.
      await rmdir(target).catch((error: unknown) => {
        if (systemCode(error) !== 'ENOENT') throw error;
      });
      await rename(stage, target);
    } catch (error) {
      throw cannotWrite(target, error);
    }
    return;
  }
  const old = stage + OLD;
  try {
    await rename(target, old);
  } catch (error) {
    throw cannotWrite(target, error);
  }
  try {
    await rename(stage, target);
  } catch (error) {
    await rename(old, target);
    throw cannotWrite(target, error);
  }
  await retire(old, target);
}

/** Removes a stage that was not finished. */
export async function discard(stage: string): Promise<void> {
  await rm(stage, { recursive: true, force: true });
}
