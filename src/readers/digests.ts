/** SHA-256 of files, and which files could be twins. */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { InventoryFile } from '../model/inventory.js';

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
  let file: number;
  try {
    file = openSync(absolute, 'r');
  } catch {
    return null;
  }
  try {
    const hash = createHash('sha256');
    if (!fstatSync(file).isFile()) return null;
    chunk ??= Buffer.allocUnsafeSlow(CHUNK);
    for (;;) {
      const length = readSync(file, chunk, 0, CHUNK, null);
      if (length === 0) return hash.digest('hex');
      hash.update(chunk.subarray(0, length));
    }
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
