/** A folder with all its documents at hand, for commands that look at it as a whole. */
import type { Workspace } from '../model/workspace.js';
import { createReaderPool } from '../readers/index.js';
import { buildWorkspace } from '../workspace/index.js';
import type { Arguments, Context, Options } from './command.js';
import { openFolder } from './folder.js';
import { PartReader } from './reading.js';

export interface Opened {
  folder: string;
  workspace: Workspace;
  /** Whether `--unit` or `--department` narrowed the view. */
  narrowed: boolean;
}

/**
 * Reads the folder and everything in it.
 * @throws DossierError (usage) if there is nothing to look at: a green run over an empty folder is a lie
 */
export async function openWorkspace(context: Context, args: Arguments, options: Options): Promise<Opened> {
  const opened = await openFolder(context, args, options);
  const { folder, ground, only, narrowed } = opened;
  const pool = createReaderPool();
  try {
    const contents = await new PartReader(context, opened, pool).read(ground.inventory.files);
    return { folder, workspace: buildWorkspace({ ...ground, only, ...contents }), narrowed };
  } finally {
    await pool.close();
  }
}
