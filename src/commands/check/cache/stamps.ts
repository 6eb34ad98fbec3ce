/**
 * SHA-256 of the folder's files, known from the last run as long as the system says that a file was not touched. Paths
 * are kept as digests: a name must not outlive its file.
 */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { InventoryFile } from '../../../model/inventory.js';
import type { ReaderPool } from '../../../readers/index.js';

/** As the system tells it: size, times in ns, number of the file. */
export type Stamp = [size: string, mtime: string, ctime: string, inode: string];

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
export const RACY = 2000;

export class Stamps {
  readonly #folder: string;
  readonly #pool: Pick<ReaderPool, 'digest'>;
  readonly #before: StampTable;
  readonly #now: StampTable = {};

  /** @param before the table that the last run left */
  constructor(folder: string, pool: Pick<ReaderPool, 'digest'>, before: StampTable) {
    this.#folder = folder;
    this.#pool = pool;
    this.#before = before;
  }

  /** The rows of this run's files alone. */
  get table(): StampTable {
    return this.#now;
  }

  /**
   * SHA-256 (hex) of the file; null where it can't be read.
   * @param anew how it is taken where it is not known
   */
  async digest(
    { path, bytes }: InventoryFile,
    anew = () => this.#pool.digest(resolve(this.#folder, path), bytes),
  ): Promise<string | null> {
    const stamp = await this.#stamp(path);
    if (stamp === null) return null;
    const key = rowKey(path);
    const taken = this.#now[key];
    if (taken && equal(taken.stamp, stamp)) return taken.sha256;
    const row = this.#before[key];
    if (row && equal(row.stamp, stamp) && !isRacy(row)) {
      this.#now[key] = row;
      return row.sha256;
    }
    const hashed = Date.now();
    const sha256 = await anew();
    if (sha256 !== null) this.#now[key] = { stamp, hashed, sha256 };
    return sha256;
  }

  /** Whether the file is still the one that {@link digest} saw. */
  async isSame({ path }: InventoryFile): Promise<boolean> {
    const row = this.#now[rowKey(path)];
    const stamp = await this.#stamp(path);
    return row !== undefined && stamp !== null && equal(row.stamp, stamp);
  }

  /** Size in bytes when it was stamped; null for a file that {@link digest} did not see. */
  bytesOf(path: string): number | null {
    const row = this.#now[rowKey(path)];
    return row === undefined ? null : Number(row.stamp[0]);
  }

  #stamp(path: string): Promise<Stamp | null> {
    return stampOf(resolve(this.#folder, path));
  }
}

/** Null where the file is gone or out of reach: its reader says why. */
export async function stampOf(absolute: string): Promise<Stamp | null> {
  try {
    const { size, mtimeNs, ctimeNs, ino } = await stat(absolute, { bigint: true });
    return [String(size), String(mtimeNs), String(ctimeNs), String(ino)];
  } catch {
    return null;
  }
}

function rowKey(path: string): string {
  return createHash('sha256').update(path).digest('base64url');
}

export function equal(a: Stamp, b: Stamp): boolean {
  return a.every((value, index) => value === b[index]);
}

function isRacy({ stamp: [, mtime, ctime], hashed }: StampRow): boolean {
  const touched = [mtime, ctime].map((ns) => Number(BigInt(ns) / 1_000_000n));
  return touched.some((ms) => ms > hashed - RACY);
}
