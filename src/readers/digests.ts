/** SHA-256 of files, and which files could be twins. */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { InventoryFile } from '../model/inventory.js';

/** What the manifest says of a file. */
export interface FileDigest {
  bytes: number;
  /** Hex. */
  sha256: string;
}

/** Takes the bytes of a file from a reader that reads all of them anyway, so that none is read twice. */
export class DigestTap {
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #digest: FileDigest | null = null;

  update(chunk: Uint8Array): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
  }

  /** The reader has come to the file's end. */
  end(): void {
    this.#digest ??= { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  /** Null where no reader came to the file's end. */
  get digest(): FileDigest | null {
    return this.#digest;
  }
}

/** Bytes at a time; most files are read at one go. */
const CHUNK = 1 << 20;
/** Reused: a buffer per file of a province costs more than reading it. */
let chunk: Buffer | null = null;

/**
 * Reads with blocking calls, since it runs in a reader's thread, where nothing else waits: for small files
 * the promises of a stream cost five times what reading does.
 * @returns hex, of the file as it is on disk; null where it can't be read: format/unreadable speaks of it
 */
export async function digestOf(absolute: string): Promise<string | null> {
  return (await fileDigest(absolute))?.sha256 ?? null;
}

/** As {@link digestOf}, with the number of bytes. */
export async function fileDigest(absolute: string): Promise<FileDigest | null> {
  let file: number;
  try {
    file = openSync(absolute, 'r');
  } catch {
    return null;
  }
  try {
    const tap = new DigestTap();
    if (!fstatSync(file).isFile()) return null;
    chunk ??= Buffer.allocUnsafeSlow(CHUNK);
    for (;;) {
      const length = readSync(file, chunk, 0, CHUNK, null);
      if (length === 0) break;
      tap.update(chunk.subarray(0, length));
    }
    tap.end();
    return tap.digest;
  } catch {
    return null;
  } finally {
    closeSync(file);
  }
}

/** Whether a file's content can be compared: what is empty, not delivered or out of reach has no twin. */
function comparable({ bytes, denied, role }: InventoryFile): boolean {
  return bytes > 0 && denied === null && role !== 'litter' && role !== 'config';
}

/** Inventory paths of the files whose size another file shares: no other can have a twin. */
export function possibleTwins(files: readonly InventoryFile[]): Set<string> {
  const bySize = new Map<number, string[]>();
  for (const { path, bytes } of files.filter(comparable)) {
    const same = bySize.get(bytes);
    if (same) same.push(path);
    else bySize.set(bytes, [path]);
  }
  return new Set([...bySize.values()].filter((same) => same.length > 1).flat());
}
