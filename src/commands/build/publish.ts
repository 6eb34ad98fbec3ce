/**
 * Puts a finished dossier in its place: everything is written beside the target and renamed at the end, so that an
 * interrupted build leaves the old dossier whole. Files in the target that no build made are kept.
 */
import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
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

/** Paths (with `/`) of the files that an earlier build of this tool left in a folder; null if it left none there. */
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
      f.role !== 'input' && typeof f.path === 'string' ? [f.path] : [],
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
/** Marks a replaced dossier of which nothing is wanted any more. */
const EMPTIED = '.gone';

/**
 * Removes a replaced dossier; what somebody put beside it, or into a folder of it, goes over, unless the new one has a
 * file of that name.
 */
async function retire(old: string, target: string): Promise<void> {
  const made = (await madeBefore(old)) ?? new Set<string>();
  await handOver(old, target, '', made);
  // Its manifest says what is not to be handed over: half removed, it must not be taken for a dossier set aside.
  const emptied = `${old.slice(0, -OLD.length)}${EMPTIED}`;
  await rename(old, emptied);
  await removed(emptied);
}

async function handOver(
  old: string,
  target: string,
  below: string,
  made: ReadonlySet<string>,
): Promise<void> {
  const fresh = new Set(await readdir(join(target, below)));
  for (const entry of await readdir(join(old, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (made.has(path)) continue;
    const inMade = [...made].some((file) => file.startsWith(`${path}/`));
    if (!fresh.has(entry.name) && !inMade) await rename(join(old, path), join(target, path));
    else if (entry.isDirectory()) await handOverInto(old, target, path, made);
  }
}

async function handOverInto(
  old: string,
  target: string,
  path: string,
  made: ReadonlySet<string>,
): Promise<void> {
  const foreign = (await filesBelow(old, path)).filter((file) => !made.has(file));
  if (foreign.length === 0) return;
  const there = await lstat(join(target, path)).catch(absent);
  // A file of the new dossier stands where that folder was: it has the name.
  if (there !== null && !there.isDirectory()) return;
  await mkdir(join(target, path), { recursive: true });
  await handOver(old, target, path, made);
}

async function filesBelow(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const found = entries.map(async (entry) => {
    const path = `${below}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(folder, path) : [path];
  });
  return (await Promise.all(found)).flat();
}

function absent(error: unknown): null {
  if (systemCode(error) === 'ENOENT') return null;
  throw error;
}

/** A viewer that holds a file of the replaced dossier delays its removal to the next build's sweep, no more. */
async function removed(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
  } catch (error) {
    if (!HELD.has(systemCode(error))) throw error;
  }
}

/** What Windows says of a file or folder that a program holds open. */
const HELD: ReadonlySet<string> = new Set(['EBUSY', 'EPERM', 'EACCES', 'ENOTEMPTY']);

/** Virus scanners and indexers hold new files for a moment: ms to wait before each further try. */
const PATIENCE = process.platform === 'win32' ? [50, 200, 800, 2000] : [];

async function renamed(from: string, to: string): Promise<void> {
  for (const pause of PATIENCE) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (!HELD.has(systemCode(error))) throw error;
      await wait(pause);
    }
  }
  await rename(from, to);
}

/** Stages on a shared drive may be another machine's, where our numbers of processes say nothing. */
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** Hours after which a stage of another machine counts as left. */
const HOURS_LEFT = 24;

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

/** Whether nobody works on a stage any more. @param owner "1234-1a2b3c4d": process and machine */
async function isLeft(owner: string, path: string): Promise<boolean> {
  if (owner.endsWith(`-${HOST}`)) return !isOurs(owner);
  return Date.now() - (await stat(path)).mtimeMs > HOURS_LEFT * 3_600_000;
}

/** Whether a process that runs on this machine may be working on it. */
function isOurs(owner: string): boolean {
  const [pid, host] = owner.split('-');
  return host === HOST && running(Number(pid));
}

/** Removes what killed builds left beside the target. */
async function sweep(target: string): Promise<void> {
  const prefix = stagePrefix(target);
  for (const name of await readdir(dirname(target))) {
    const owner = name.startsWith(prefix)
      ? /^\d+-[0-9a-f]{8}(?=-)/.exec(name.slice(prefix.length))?.[0]
      : undefined;
    if (owner === undefined) continue;
    const left = join(dirname(target), name);
    // A dossier that was set aside while there is none in its place belongs back, whoever was killed over it.
    const astray = name.endsWith(OLD) && !(await exists(target)) && !isOurs(owner);
    if (!astray && !(await isLeft(owner, left))) continue;
    if (!name.endsWith(OLD)) await removed(left);
    else if (astray) await rename(left, target);
    else await retire(left, target);
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
    const stage = await mkdtemp(join(dirname(target), `${stagePrefix(target)}${process.pid}-${HOST}-`));
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
      await renamed(stage, target);
    } catch (error) {
      throw cannotWrite(target, error);
    }
    return;
  }
  const old = stage + OLD;
  try {
    await renamed(target, old);
  } catch (error) {
    throw cannotWrite(target, error);
  }
  try {
    await renamed(stage, target);
  } catch (error) {
    await renamed(old, target);
    throw cannotWrite(target, error);
  }
  try {
    await retire(old, target);
  } catch (cause) {
    throw new DossierError(
      'input',
      {
        zh: `新卷宗已在“${target}”，但原文件夹中另外放的文件未能全部移过来（${systemCode(cause)}），还在“${old}”。请自行移出，或关闭占用它们的程序后重新生成。`,
        en: `The new dossier is in "${target}", but what you had put beside the old one could not all be moved (${systemCode(cause)}): it lies in "${old}". Move it, or close what holds it and build again.`,
      },
      { cause },
    );
  }
}

/** Removes a stage that was not finished. */
export async function discard(stage: string): Promise<void> {
  await removed(stage);
}
