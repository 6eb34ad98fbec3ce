/**
 * The build's proof of its own output: every volume and the workbook are opened again, and for every page the stamp,
 * label, references and links, for every piece the named place and the bookmark, and for every row of the workbook the
 * page and its link must be what the plan says. Reads page objects and the tool's own pages, no evidence.
 */
import { join } from 'node:path';
import { inspectVolume } from '../../pdf/index.js';
import { inspectWorkbook } from '../../workbook/index.js';
import type { Discrepancy } from '../verify/discrepancy.js';
import { type Expected, placesOf } from '../verify/expectation.js';
import { compareVolume } from '../verify/volume.js';
import { sentence } from '../verify/words.js';
import { compareWorkbook } from '../verify/workbook.js';

/** @throws Error that names the first thing that is not as planned: a bug of this tool, so nothing is published */
export async function proveOutput(stage: string, expected: Expected, workbook: string): Promise<void> {
  const places = placesOf(expected);
  for (const volume of expected.volumes) {
    inspectVolume(join(stage, volume.file), Number.POSITIVE_INFINITY, (seen) =>
      refuse(compareVolume(seen, volume, expected, places)),
    );
  }
  refuse(compareWorkbook(await inspectWorkbook(join(stage, workbook)), workbook, expected));
}

function refuse(found: Iterable<Discrepancy>): void {
  for (const one of found) throw new Error(`self-proof failed: ${one.file}: ${sentence(one, 'en')}`);
}
