/**
 * The cache on the disk: `parts/` with what parts came to, `files/` with a table of digests per evidence folder. What
 * can't be read, or is not whole, counts as not there. Only files that this program names are ever removed.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kept, KeptStore } from '../../../check/index.js';
import { DossierError } from '../../../model/error.js';
import type { StampTable } from './stamps.js';

/** Tells backups to pass over the folder (https://bford.info/cachedir/), and this program that it is its own. */
const TAG = 'CACHEDIR.TAG';
const TAG_TEXT =
  'Signature: 8a477f597d28d172789f06886806bc55\n# Cache of dossier check. It may be deleted.\n';
const ENTRY = /^[0-9a-f]{64}\.json$/;

/** Days after which what no run used is removed. */
const DAYS_KEPT = 30;
/** Bytes of all parts together; the ones that were not used for longest go first. */
const BYTES_KEPT = 256 * 1024 * 1024;

export class DiskCache implements KeptStore {
  readonly #dir: string;
  /** The first reason why something could not be written; null if all was. */
  failure: string | null = null;

  private constructor(dir: string) {
    this.#dir = dir;
  }

  /**
   * @param dir absolute path; made where it is missing
   * @throws DossierError (usage) for a folder that holds something else: no evidence folder shall be filled by mistake
   */
  static async open(dir: string): Promise<DiskCache> {
    const cache = new DiskCache(dir);
    const names: string[] = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') cache.failure = error.code ?? String(error);
      return [];
    });
    if (names.length > 0 && !names.includes(TAG)) {
      throw new DossierError('usage', {
        zh: `“${dir}”不是缓存文件夹（里面有其他内容）。请给 --cache 指定空的或新的文件夹；用默认位置的，把 --cache 写在最后。`,
        en: `"${dir}" is no cache (it holds other things). Name an empty or new folder after --cache, or put --cache last for the default place.`,
      });
    }
    await cache.#trying(async () => {
      for (const room of ['parts', 'files']) await mkdir(join(dir, room), { recursive: true, mode: 0o700 });
      if (!names.includes(TAG)) await writeFile(join(dir, TAG), TAG_TEXT);
    });
    return cache;
  }

  /** Absolute path. */
  get dir(): string {
    return this.#dir;
  }

  async get(key: string): Promise<Kept | null> {
    const path = join(this.#dir, 'parts', `${key}.json`);
    const kept = (await read(path)) as Kept | null;
    // Marks it as used. Where that fails it is only removed sooner.
    if (kept !== null) await this.#trying(() => utimes(path, new Date(), new Date()));
    return kept;
  }

  async put(key: string, kept: Kept): Promise<void> {
    await this.#write(join(this.#dir, 'parts', `${key}.json`), kept);
  }

  /** @param folder absolute path of the evidence folder */
  async stamps(folder: string): Promise<StampTable> {
    return ((await read(this.#stampsFile(folder))) as StampTable | null) ?? {};
  }

  async putStamps(folder: string, table: StampTable): Promise<void> {
    await this.#write(this.#stampsFile(folder), table);
  }

  /** Removes what was not used for long, and what is too much. */
  async prune(now = Date.now()): Promise<void> {
    await this.#trying(async () => {
      let bytes = 0;
      for (const { path, size, used } of await this.#entries()) {
        bytes += size;
        if (bytes > BYTES_KEPT || now - used > DAYS_KEPT * 86_400_000) await rm(path, { force: true });
      }
    });
  }

  /** Latest used first. */
  async #entries(): Promise<{ path: string; size: number; used: number }[]> {
    const found: { path: string; size: number; used: number }[] = [];
    for (const room of ['parts', 'files']) {
      for (const name of await readdir(join(this.#dir, room))) {
        if (!ENTRY.test(name)) continue;
        const path = join(this.#dir, room, name);
        const { size, mtimeMs } = await stat(path);
        found.push({ path, size, used: mtimeMs });
      }
    }
    return found.sort((a, b) => b.used - a.used);
  }

  /** The number is the table's form: another one would not be understood. */
  #stampsFile(folder: string): string {
    return join(this.#dir, 'files', `${sha256(`1:${folder}`)}.json`);
  }

  /** Beside its place, then renamed: a run that is interrupted, or another one, sees the old or the new. */
  async #write(path: string, value: unknown): Promise<void> {
    const body = JSON.stringify(value);
    const beside = `${path}.${randomUUID()}.tmp`;
    await this.#trying(async () => {
      try {
        await writeFile(beside, `${sha256(body)}\n${body}`, { mode: 0o600 });
        await rename(beside, path);
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
    });
  }

  /** A cache that fails costs time, never the check: the reason is kept for a note. */
  async #trying(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      this.failure ??= code;
    }
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The value that was written; null where there is none, or where it is not as it was written. */
async function read(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return null;
  }
  const body = text.slice(65);
  return text[64] === '\n' && sha256(body) === text.slice(0, 64) ? JSON.parse(body) : null;
}
