/** Looks at a folder part by part: what a part was read from is forgotten when its findings and facts are known. */
import { type CheckOptions, type Examined, examine } from '../../check/index.js';
import type { Part } from '../../model/parts.js';
import { createReaderPool } from '../../readers/index.js';
import { buildPart } from '../../workspace/index.js';
import type { Context } from '../command.js';
import type { OpenedFolder } from '../folder.js';
import { PartReader } from '../reading.js';

/**
 * @param parts of the folder's, in their order
 * @returns one for each part
 */
export async function examineParts(
  context: Context,
  opened: OpenedFolder,
  parts: readonly Part[],
  options: CheckOptions,
): Promise<Examined[]> {
  const pool = createReaderPool();
  try {
    const reader = new PartReader(context, opened, pool);
    const examined: Examined[] = [];
    const workspaces = ahead(parts, async (part) =>
      buildPart(opened.ground, opened.surveyed, part, await reader.read(part.files)),
    );
    for await (const workspace of workspaces) examined.push(examine(workspace, options));
    return examined;
  } finally {
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
