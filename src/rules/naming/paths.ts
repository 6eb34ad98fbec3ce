/** The paths of a folder as other systems would have to hold them: every file and folder once. */
import type { RawFinding } from '../../model/finding.js';
import type { Workspace } from '../../model/workspace.js';
import { inScope, NAME_NOT_UTF8, ownerOf } from '../scope.js';

export interface NamedPath {
  /** From the inventory's root, with `/`. */
  path: string;
  /** Last part. */
  name: string;
  /** Path of the folder that it lies in; '' for the root. */
  parent: string;
  folder: boolean;
  /** The bytes of the name are no UTF-8: what is shown is a guess. */
  garbled: boolean;
  owner: Required<Pick<RawFinding, 'department' | 'unit'>>;
}

/** Every path in scope, folders before what lies in them; litter is to be deleted, whatever its name. */
export function* namedPaths(workspace: Workspace): Generator<NamedPath> {
  const { files, emptyFolders, deniedFolders, strays, departments } = workspace.inventory;
  const kept = files.filter((f) => f.role !== 'litter');
  const garbled = new Set([
    ...kept.filter((f) => f.denied === NAME_NOT_UTF8).map((f) => f.path),
    ...deniedFolders.filter((d) => d.reason === NAME_NOT_UTF8).map((d) => d.path),
  ]);
  const filePaths = new Set(kept.map((f) => f.path));
  const leaves = [
    ...filePaths,
    ...emptyFolders,
    ...deniedFolders.map((d) => d.path),
    ...strays.map((s) => s.path),
    ...departments.flatMap((d) => [d.path, ...d.units.map((u) => u.path)]),
  ];
  const paths = new Set<string>();
  for (const leaf of leaves) {
    const segments = leaf.split('/');
    for (let depth = 1; depth <= segments.length; depth++) paths.add(segments.slice(0, depth).join('/'));
  }
  paths.delete('');
  for (const path of [...paths].sort()) {
    const owner = ownerOf(workspace, path);
    if (!inScope(workspace, owner.department, owner.unit)) continue;
    const cut = path.lastIndexOf('/');
    yield {
      path,
      name: path.slice(cut + 1),
      parent: path.slice(0, Math.max(0, cut)),
      folder: !filePaths.has(path),
      garbled: garbled.has(path),
      owner,
    };
  }
}
