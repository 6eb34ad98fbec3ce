/**
 * What `build` keeps in the cache folder that it shares with `check`: documents as they were read, and of each dossier
 * which volume came of what. What can't be read, or is not whole, counts as not there.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Document } from '../../../model/document.js';
import type { Probe, VolumeResult } from '../../../pdf/index.js';
import type { Stamp } from '../../check/cache/stamps.js';

export interface KeptVolume {
  /** Digest of all that its bytes rest on. */
  key: string;
  /** Name in the dossier's folder. */
  file: string;
  pages: number;
  bytes: number;
  sha256: string;
  lostCharacters: VolumeResult['lostCharacters'];
  pdfa: VolumeResult['pdfa'];
  stamp: Stamp;
}

/** What is known of a dossier that was built. */
export interface Built {
  /** When it was noted, ms since 1970. */
  at: number;
  volumes: KeptVolume[];
  /** Pages of PDFs by SHA-256. */
  probes: Record<string, Probe>;
}

/** Days after which what no build used is removed, and bytes of all documents together. */
const DAYS_KEPT = 30;
const BYTES_KEPT = 512 * 1024 * 1024;

const ROOMS = ['documents', 'built'] as const;
type Room = (typeof ROOMS)[number];

export class BuildStore {
  readonly #dir: string;
  /** The first reason why something could not be written; null if all was. */
  failure: string | null = null;

  /** @param dir absolute path of the cache folder, which is there */
  constructor(dir: string) {
    this.#dir = join(dir, 'build');
  }

  async document(key: string): Promise<Document | null> {
    return (await this.#read('documents', key)) as Document | null;
  }

  async putDocument(key: string, document: Document): Promise<void> {
    await this.#write('documents', key, document);
  }

  async built(key: string): Promise<Built | null> {
    return (await this.#read('built', key)) as Built | null;
  }

  async putBuilt(key: string, built: Built): Promise<void> {
    await this.#write('built', key, built);
  }

  /** Removes what was not used for long, and what is too much: the ones not used for longest go first. */
  async prune(now = Date.now()): Promise<void> {
    await this.#trying(async () => {
      const found: { path: string; size: number; used: number }[] = [];
      for (const room of ROOMS) {
        for (const name of await namesIn(join(this.#dir, room))) {
          const path = join(this.#dir, room, name);
          const { size, mtimeMs } = await stat(path);
          found.push({ path, size, used: mtimeMs });
        }
      }
      let bytes = 0;
      for (const { path, size, used } of found.sort((a, b) => b.used - a.used)) {
        bytes += size;
        if (bytes > BYTES_KEPT || now - used > DAYS_KEPT * 86_400_000) await rm(path, { force: true });
      }
    });
  }

  async #read(room: Room, key: string): Promise<unknown> {
    const path = join(this.#dir, room, key);
    let bytes: Buffer;
    try {
      bytes = await readFile(path);
    } catch {
      return null;
    }
    const body = bytes.subarray(65);
    if (bytes.subarray(0, 64).toString('latin1') !== sha256(body)) return null;
    // Marks it as used. Where that fails it is only removed sooner.
    await this.#trying(() => utimes(path, new Date(), new Date()));
    return deserialize(body);
  }

  /** Beside its place, then renamed: a run that is interrupted, or another one, sees the old or the new. */
  async #write(room: Room, key: string, value: unknown): Promise<void> {
    await this.#trying(async () => {
      await mkdir(join(this.#dir, room), { recursive: true, mode: 0o700 });
      const body = serialize(value);
      const path = join(this.#dir, room, key);
      const beside = `${path}.${randomUUID()}.tmp`;
      try {
        await writeFile(beside, Buffer.concat([Buffer.from(`${sha256(body)}\n`), body]), { mode: 0o600 });
        await rename(beside, path);
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
    });
  }

  /** A cache that fails costs time, never the build: the reason is kept for a note. */
  async #trying(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      this.failure ??= code;
    }
  }
}

/** None where the folder is not there yet. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
