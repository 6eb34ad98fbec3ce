/** Opens volumes and workbook again and compares them; what can't be opened is a discrepancy like any other. */
import { join } from 'node:path';
import { DossierError } from '../../model/error.js';
import { inspectVolume } from '../../pdf/index.js';
import { inspectWorkbook } from '../../workbook/index.js';
import { type Discrepancy, discrepancy } from './discrepancy.js';
import type { Expected, ExpectedVolume, Place } from './expectation.js';
import { compareVolume, type Tally } from './volume.js';
import { compareWorkbook } from './workbook.js';

/** @param original bytes that the file had when it was built, where it was altered since */
export function proveVolume(
  folder: string,
  volume: ExpectedVolume,
  expected: Expected,
  places: ReadonlyMap<string, Place>,
  tally: Tally,
  original = Number.POSITIVE_INFINITY,
): Discrepancy[] {
  try {
    return inspectVolume(join(folder, volume.file), original, (seen) =>
      compareVolume(seen, volume, expected, places, tally),
    );
  } catch (error) {
    return [unreadable(volume.file, error)];
  }
}

export async function proveWorkbook(
  folder: string,
  file: string,
  expected: Expected,
): Promise<Discrepancy[]> {
  try {
    return [...compareWorkbook(await inspectWorkbook(join(folder, file)), file, expected)];
  } catch (error) {
    return [unreadable(file, error)];
  }
}

/** @throws what is no fault of the file */
function unreadable(file: string, error: unknown): Discrepancy {
  if (!(error instanceof DossierError) || error.kind !== 'input') throw error;
  const { cause } = error;
  return discrepancy('unreadable', file, { found: cause instanceof Error ? cause.message : error.message });
}
