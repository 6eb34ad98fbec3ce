/** SHA-256 of the files that could be twins: only those whose size another one shares are read. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { InventoryFile } from '../model/inventory.js';

/** @returns hex, of the file as it is on disk. Throws the system's error. */
export async function digestOf(absolute: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(absolute, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/**
 * @param folder absolute path of the inventory's root
 * @returns by inventory path; without empty files, and without what can't be read: format/unreadable speaks of it
 */
export async function digestsOf(
  folder: string,
  files: readonly InventoryFile[],
): Promise<Map<string, string>> {
  const bySize = new Map<number, InventoryFile[]>();
  for (const file of files) {
    if (file.bytes === 0 || file.denied !== null || file.role === 'litter' || file.role === 'config')
      continue;
    bySize.set(file.bytes, [...(bySize.get(file.bytes) ?? []), file]);
  }
  const digests = new Map<string, string>();
  for (const same of bySize.values()) {
    for (const file of same.length > 1 ? same : []) {
      const digest = await digestOf(join(folder, file.path)).catch(() => null);
      if (digest !== null) digests.set(file.path, digest);
    }
  }
  return digests;
}
