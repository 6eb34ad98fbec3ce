/** Looks at a folder part by part: what a part was read from is forgotten when its findings and facts are known. */
import { type CheckOptions, type Examined, examine, type KeptStore } from '../../check/index.js';
import type { Part } from '../../model/parts.js';
import { createReaderPool } from '../../readers/index.js';
import { buildPart } from '../../workspace/index.js';
import type { Context } from '../command.js';
import type { OpenedFolder } from '../folder.js';
import { PartReader } from '../reading.js';
import { Keeper } from './cache/keeper.js';
import { Stamps, type StampTable } from './cache/stamps.js';

/** What outlives a run: what parts came to, and the digests of files. */
export interface Memory {
  store: KeptStore;
  stamps: StampTable;
}

/**
 * @param parts of the folder's, in their order
 * @param memory what is known from before; its stamps are replaced by those of this run. null = nothing is kept
 * @returns one for each part
 */
export async function examineParts(
  context: Context,
  opened: OpenedFolder,
  parts: readonly Part[],
  options: CheckOptions,
  memory: Memory | null,
): Promise<Examined[]> {
  const pool = createReaderPool();
  const stamps = memory && new Stamps(opened.folder, pool, memory.stamps);
  const keeper = memory && stamps && new Keeper(opened, options, memory.store, stamps);
  try {
    const reader = new PartReader(context, opened, pool);
    const examined: Examined[] = [];
    const prepared = ahead(parts, async (part) => {
      const recalled = (await keeper?.recall(part, reader)) ?? null;
      if (recalled?.examined) {
        reader.passed(part.files);
        return { known: recalled.examined };
      }
      const contents = await reader.read(part.files, recalled?.digests);
      const workspace = buildPart(opened.ground, opened.surveyed, part, contents);
      return { known: null, part, recalled, workspace };
    });
    for await (const found of prepared) {
      if (found.known !== null) examined.push(found.known);
      else if (keeper && found.recalled) {
        examined.push(await keeper.examine(found.part, found.workspace, found.recalled));
      } else examined.push(examine(found.workspace, options));
    }
    await keeper?.keep(examined);
    return examined;
  } finally {
    if (memory && stamps) memory.stamps = stamps.table;
    await pool.close();
  }
}

/** The readers work on the next part while the rules look at one; no more than these two are held at a time. */
async function* ahead<T, U>(items: readonly T[], make: (item: T) => Promise<U>): AsyncGenerator<U> {
  let next: Promise<U> | null = null;
  try {
    for (const [index, item] of items.entries()) {
      const made: U = await (next ?? make(item));
      const following = items[index + 1];
      next = following === undefined ? null : make(following);
      yield made;
    }
  } finally {
    // Ended early: what was begun is waited for, so that nothing works on behind the caller's back.
    await Promise.allSettled([next]);
  }
}
