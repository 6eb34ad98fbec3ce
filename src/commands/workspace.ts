/** A folder with all its documents at hand, for commands that look at it as a whole. */
import type { Workspace } from '../model/workspace.js';
import { createReaderPool, type FileDigest, type ReaderPool } from '../readers/index.js';
import { buildWorkspace } from '../workspace/index.js';
import type { Arguments, Context, Options } from './command.js';
import { type OpenedFolder, openFolder } from './folder.js';
import { PartReader } from './reading.js';

export interface Opened {
  folder: string;
  workspace: Workspace;
  /** Whether `--unit` or `--department` narrowed the view. */
  narrowed: boolean;
  /** Size and SHA-256 of the files that were read, by inventory path; empty where nobody asked for them. */
  digests: ReadonlyMap<string, FileDigest>;
}

/**
 * Reads the folder and everything in it.
 * @param through digests every file while it is read; what stands between may know a file from before
 * @throws DossierError (usage) if there is nothing to look at: a green run over an empty folder is a lie
 */
export async function openWorkspace(
  context: Context,
  args: Arguments,
  options: Options,
  through: ((pool: ReaderPool, opened: OpenedFolder) => ReaderPool) | null = null,
): Promise<Opened> {
  const opened = await openFolder(context, args, options);
  const { folder, ground, only, narrowed } = opened;
  const pool = createReaderPool();
  try {
    const reader = new PartReader(context, opened, through?.(pool, opened) ?? pool, through !== null);
    const contents = await reader.read(ground.inventory.files);
    const workspace = buildWorkspace({ ...ground, only, ...contents });
    return { folder, workspace, narrowed, digests: reader.digested ?? new Map() };
  } finally {
    await pool.close();
  }
}
