/** One digest for what a department has delivered for a unit: a change shows, though no number may have changed. */
import { createHash } from 'node:crypto';
import type { InventoryFile } from '../../model/inventory.js';
import { createReaderPool } from '../../readers/index.js';
import { Stamps, type StampTable } from '../check/cache/stamps.js';
import type { OpenedFolder } from '../folder.js';

const key = (unit: string, department: string | null) => JSON.stringify([unit, department]);

/**
 * SHA-256 (hex) over paths and digests of the files of each submission.
 * @param stamps digests known from before, by the time of the files
 */
export async function submissionDigests(
  { folder, ground, surveyed }: OpenedFolder,
  stamps: StampTable,
): Promise<(unit: string, department: string | null) => string> {
  const groups = new Map<string, InventoryFile[]>();
  const units = new Set(surveyed.scope.units);
  for (const file of ground.inventory.files) {
    if (file.unit === null || !units.has(file.unit) || file.role === 'litter') continue;
    const at = key(file.unit, file.department);
    groups.set(at, [...(groups.get(at) ?? []), file]);
  }
  const pool = createReaderPool();
  try {
    const known = new Stamps(folder, pool, stamps);
    const digests = new Map<string, string>();
    for (const [at, files] of groups) {
      const hash = createHash('sha256');
      for (const file of files) hash.update(`${file.path}\0${(await known.digest(file)) ?? ''}\n`);
      digests.set(at, hash.digest('hex'));
    }
    return (unit, department) => digests.get(key(unit, department)) ?? '';
  } finally {
    await pool.close();
  }
}
