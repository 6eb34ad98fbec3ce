/** One share of a check, and what it writes down so that `merge-reports` can put the shares together. */
import { basename, dirname, isAbsolute, relative, sep } from 'node:path';
import { type CheckOptions, type Examined, withoutConcealed } from '../../check/index.js';
import type { Part } from '../../model/parts.js';
import type { Config, Workspace } from '../../model/workspace.js';
import { packRoot } from '../../packs/index.js';
import type { Context } from '../command.js';
import type { OpenedFolder } from '../folder.js';
import { digestOfJson } from './cache/keys.js';
import { examineParts, type Memory } from './examine.js';
import type { ShardOption } from './options.js';

/** What must be the same in all shares of one check, each told of by its own words where it is not. */
export interface ShardGround {
  /** Name and version. */
  tool: string;
  /** Digest of the task list. */
  pack: string;
  /** Digest of the inventory and of the record of probed URLs. */
  folder: string;
  /** Digest of dossier.yaml, as far as it says anything. */
  settings: string;
  asOf: string;
  /** Digest of what `--unit`, `--department` and `--rule` left. */
  scope: string;
}

/** Stands in the JSON report of a share, beside the report of what it found. Names no classified file. */
export interface ShardRecord {
  /** From 1. */
  index: number;
  of: number;
  ground: ShardGround;
  /** Id of the task list, and its folder from where the program was started; null for one of the package. */
  pack: { id: string; path: string | null };
  /** The folder that was checked, from where the program was started; '' where that tells nothing. */
  folder: string;
  config: Config;
  scope: Workspace['scope'];
  onlyRules: string[] | null;
  narrowed: boolean;
  parts: { unit: string | null; examined: Examined }[];
  /** Of all that stands above, as JSON: a file that was edited or cut off is no share. */
  sha256: string;
}

/**
 * Examines a share. The inventory that rules look at is whole, so they may speak of files that another share reads, and
 * that alone will know whether one of them is classified: such parts are looked at here as well, by the rules of
 * secrecy alone, before a word is written.
 */
export async function examineShare(
  context: Context,
  opened: OpenedFolder,
  share: readonly Part[],
  options: CheckOptions,
  memory: Memory | null,
): Promise<Examined[]> {
  const examined = await examineParts(context, opened, share, options, memory);
  const paths = new Set(examined.flatMap(({ findings }) => findings.map((f) => f.path)));
  const units = new Set(examined.flatMap(({ findings }) => findings.map((f) => f.unit)));
  const spokenOf = opened.surveyed.parts.filter(
    (part) =>
      !share.includes(part) &&
      ((part.unit !== null && units.has(part.unit)) || part.files.some((f) => paths.has(f.path))),
  );
  const secrecy = await examineParts(context, opened, spokenOf, { ...options, onlyRules: [] }, null);
  const concealed = [...examined, ...secrecy].flatMap((part) => part.concealed);
  return examined.map((part) => withoutConcealed(part, concealed));
}

export function shardRecord(
  { cwd }: Context,
  { folder, packDir, ground, surveyed }: OpenedFolder,
  { index, of }: ShardOption,
  share: readonly Part[],
  examined: readonly Examined[],
  { tool, onlyRules, narrowed }: CheckOptions,
): ShardRecord {
  const { pack, config, asOf, inventory, urlRecord } = ground;
  const { root: _, ...lies } = inventory;
  const settings = { ...config, path: config.path === null ? null : basename(config.path) };
  const { scope } = surveyed;
  const record: Omit<ShardRecord, 'sha256'> = {
    index,
    of,
    ground: {
      tool: `${tool.name} ${tool.version}`,
      pack: digestOfJson(pack),
      folder: digestOfJson([lies, urlRecord]),
      settings: digestOfJson(settings),
      asOf,
      scope: digestOfJson([scope, onlyRules, narrowed]),
    },
    pack: { id: pack.id, path: packPath(cwd, packDir) },
    folder: fromHere(cwd, folder),
    config: settings,
    scope,
    onlyRules,
    narrowed,
    parts: share.flatMap(({ unit }, at) => {
      const one = examined[at];
      return one ? [{ unit, examined: one }] : [];
    }),
  };
  return { ...record, sha256: digestOfJson(record) };
}

/** From where the program was started; null for a task list of the package, which is found by its id. */
function packPath(cwd: string, packDir: string): string | null {
  if (dirname(packDir) === packRoot()) return null;
  const path = relative(cwd, packDir).split(sep).join('/');
  return path.includes('/') ? path : `./${path}`;
}

/** A path from a folder, with `/`; '' for that folder itself and for what lies outside: machines differ there. */
function fromHere(base: string, path: string): string {
  const below = relative(base, path).split(sep).join('/');
  return isAbsolute(below) || below === '..' || below.startsWith('../') ? '' : below;
}
