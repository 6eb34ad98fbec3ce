/**
 * SHA-256 of the folder's files, known from the last run as long as the system says that a file was not touched. Paths
 * are kept as digests: a name must not outlive its file.
 */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { InventoryFile } from '../../../model/inventory.js';
import type { ReaderPool } from '../../../readers/index.js';

/** As the system tells it: size, times in ns, number of the file. */
type Stamp = [size: string, mtime: string, ctime: string, inode: string];

export interface StampRow {
  stamp: Stamp;
  /** When hashing began, ms since 1970. */
  hashed: number;
  sha256: string;
}

/** By {@link rowKey}. */
export type StampTable = Record<string, StampRow>;

/**
 * A file that was changed so shortly before it was hashed may have been changed again in the same tick of the file
 * system's clock, and would look the same: FAT counts in steps of 2 s. As git does with its index.
 */
const RACY = 2000;

export class Stamps {
  readonly #folder: string;
  readonly #pool: ReaderPool;
  readonly #before: StampTable;
  readonly #now: StampTable = {};

  /** @param before the table that the last run left */
  constructor(folder: string, pool: ReaderPool, before: StampTable) {
    this.#folder = folder;
    this.#pool = pool;
    this.#before = before;
  }

  /** The rows of this run's files alone. */
  get table(): StampTable {
    return this.#now;
  }

  /** SHA-256 (hex) of the file; null where it can't be read. */
  async digest({ path, bytes }: InventoryFile): Promise<string | null> {
    const stamp = await this.#stamp(path);
    if (stamp === null) return null;
    const key = rowKey(path);
    const row = this.#before[key];
    if (row && equal(row.stamp, stamp) && !isRacy(row)) {
      this.#now[key] = row;
      return row.sha256;
    }
    const hashed = Date.now();
    const sha256 = await this.#pool.digest(join(this.#folder, path), bytes);
    if (sha256 !== null) this.#now[key] = { stamp, hashed, sha256 };
    return sha256;
  }

  /** Whether the file is still the one that {@link digest} saw. */
  async isSame({ path }: InventoryFile): Promise<boolean> {
    const row = this.#now[rowKey(path)];
    const stamp = await this.#stamp(path);
    return row !== undefined && stamp !== null && equal(row.stamp, stamp);
  }

  async #stamp(path: string): Promise<Stamp | null> {
    try {
      const { size, mtimeNs, ctimeNs, ino } = await stat(join(this.#folder, path), { bigint: true });
      return [String(size), String(mtimeNs), String(ctimeNs), String(ino)];
    } catch {
      // Gone or out of reach: the part is then read, and its reader says why.
      return null;
    }
  }
}

function rowKey(path: string): string {
  return createHash('sha256').update(path).digest('base64url');
}

function equal(a: Stamp, b: Stamp): boolean {
  return a.every((value, index) => value === b[index]);
}

function isRacy({ stamp: [, mtime, ctime], hashed }: StampRow): boolean {
  const touched = [mtime, ctime].map((ns) => Number(BigInt(ns) / 1_000_000n));
  return touched.some((ms) => ms > hashed - RACY);
}
