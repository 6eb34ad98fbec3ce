/**
 * What a part of the folder came to can be kept, and taken again as long as all that it rests on is the same: the
 * part's own files, and what its rules looked at beyond them. The latter is watched while they run, so that no rule
 * has to say it: a unit whose rules never asked for the list of all files does not depend on it.
 */
import type { Inventory } from '../model/inventory.js';
import type { Workspace } from '../model/workspace.js';
import type { Examined } from './check.js';

/** What is the same in every part, and may be looked at from each. */
export type Beyond = keyof Inventory | 'urlRecord' | 'departmentWork';

export interface Kept {
  examined: Examined;
  /** What was looked at beyond the part, with its digest then. */
  beyond: [Beyond, string][];
}

/** Where they are kept. */
export interface KeptStore {
  /** @returns null where there is none, or none that can be read */
  get(key: string): Promise<Kept | null>;
  put(key: string, kept: Kept): Promise<void>;
}

const INVENTORY: Record<keyof Inventory, true> = {
  root: true,
  layout: true,
  departments: true,
  strays: true,
  emptyFolders: true,
  deniedFolders: true,
  files: true,
};

function isInventory(key: string | symbol): key is keyof Inventory {
  return Object.hasOwn(INVENTORY, key);
}

/** @returns the same workspace, and the set that fills with what is looked at in it */
export function witnessed(workspace: Workspace): { workspace: Workspace; looked: ReadonlySet<Beyond> } {
  const looked = new Set<Beyond>();
  const inventory = new Proxy(workspace.inventory, {
    get(target, key, receiver) {
      if (isInventory(key)) looked.add(key);
      return Reflect.get(target, key, receiver);
    },
  });
  const watched: Workspace = {
    ...workspace,
    inventory,
    get urlRecord() {
      looked.add('urlRecord');
      return workspace.urlRecord;
    },
    get departments() {
      looked.add('departmentWork');
      return workspace.departments;
    },
  };
  return { workspace: watched, looked };
}

/** The value that a name of {@link Beyond} stands for. */
export function beyond(
  name: Beyond,
  { inventory, urlRecord, departments }: Pick<Workspace, 'inventory' | 'urlRecord' | 'departments'>,
): unknown {
  if (name === 'urlRecord') return urlRecord;
  return name === 'departmentWork' ? departments : inventory[name];
}
