/** Checks a folder part by part, as `check` does, and makes the board of it. */
import { boardOf } from '../../board/index.js';
import { type CheckOptions, conclude } from '../../check/index.js';
import type { Board } from '../../model/board.js';
import { rules } from '../../rules/index.js';
import { cacheNote, openCache } from '../check/cache/open.js';
import { examineParts } from '../check/examine.js';
import type { Arguments, Context, Options } from '../command.js';
import { folderOf, type OpenedFolder, openFolder } from '../folder.js';

export interface Opened {
  opened: OpenedFolder;
  board: Board;
  /** Where the cache could not be used. */
  note: string | null;
}

/**
 * @throws DossierError (usage) where `check` would find nothing to check: most likely the wrong folder was named, and a
 * table in which everything is missing would be taken for true
 */
export async function openBoard(context: Context, args: Arguments, options: Options): Promise<Opened> {
  const cache = await openCache(context, folderOf(context, args), options);
  const opened = await openFolder(context, args, options);
  const { folder, ground, surveyed, narrowed } = opened;
  const memory = cache && { store: cache, stamps: (await cache.stamps(folder)) ?? {} };
  const checking: CheckOptions = { tool: context.tool, rules, onlyRules: null, narrowed };
  const examined = await examineParts(context, opened, surveyed.parts, checking, memory);
  const report = conclude({ ...ground, scope: surveyed.scope }, examined, checking);
  if (cache && memory) {
    await cache.putStamps(folder, memory.stamps);
    await cache.prune();
  }
  return { opened, board: boardOf(report, ground.pack, ground.config), note: cacheNote(context, cache) };
}
