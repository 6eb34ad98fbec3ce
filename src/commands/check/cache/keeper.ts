/** Recalls what parts of a folder came to, and keeps what was found anew. */
import {
  atRest,
  type Beyond,
  beyond,
  type CheckOptions,
  type Examined,
  examine,
  type Kept,
  type KeptStore,
  unaffected,
  witnessed,
} from '../../../check/index.js';
import type { Document } from '../../../model/document.js';
import type { InventoryFile } from '../../../model/inventory.js';
import type { Part } from '../../../model/parts.js';
import type { Workspace } from '../../../model/workspace.js';
import type { OpenedFolder } from '../../folder.js';
import { isRead, type PartReader } from '../../reading.js';
import { digestOfJson, partKey, runKey } from './keys.js';
import type { Stamps } from './stamps.js';

/** What is known of a part before it is read. */
export interface Recalled {
  /** Null where a file could not be hashed: nothing is kept then. */
  key: string | null;
  /** SHA-256 by inventory path. */
  digests: Map<string, string>;
  examined: Examined | null;
}

export class Keeper {
  readonly #opened: OpenedFolder;
  readonly #options: CheckOptions;
  readonly #store: KeptStore;
  readonly #stamps: Stamps;
  readonly #run: string;
  readonly #beyond = new Map<Beyond, string>();
  readonly #fresh = new Map<Examined, { key: string; beyond: Kept['beyond'] }>();

  constructor(opened: OpenedFolder, options: CheckOptions, store: KeptStore, stamps: Stamps) {
    this.#opened = opened;
    this.#options = options;
    this.#store = store;
    this.#stamps = stamps;
    this.#run = runKey(opened, options);
  }

  async recall(part: Part, reader: PartReader): Promise<Recalled> {
    const digests = new Map<string, string>();
    const hashed = part.files.filter(hasContent);
    await Promise.all(
      hashed.map(async (file) => {
        const digest = await this.#stamps.digest(file);
        if (digest !== null) digests.set(file.path, digest);
      }),
    );
    if (digests.size < hashed.length) return { key: null, digests, examined: null };
    const key = partKey(this.#run, part, digests, (file) => reader.couldBeTwin(file));
    const kept = await this.#store.get(key);
    const holds = kept?.beyond.every(([name, digest]) => this.#digestOf(name) === digest) ?? false;
    if (kept === null || !holds) return { key, digests, examined: null };
    const { examined } = kept;
    return { key, digests, examined: { ...examined, facts: atRest(examined.facts) } };
  }

  /** Runs the rules over a part that was read, and marks it to be kept where what was read is what was hashed. */
  async examine(part: Part, workspace: Workspace, { key }: Recalled): Promise<Examined> {
    const { workspace: watched, looked } = witnessed(workspace);
    const examined = examine(watched, this.#options);
    const lasting = [...workspace.documents.values()].every(isLasting);
    if (key !== null && lasting && (await this.#isUntouched(part))) {
      const names = [...looked].sort();
      this.#fresh.set(examined, { key, beyond: names.map((name) => [name, this.#digestOf(name)]) });
    }
    return examined;
  }

  /** Writes what is new. @param parts all that were examined or recalled */
  async keep(parts: readonly Examined[]): Promise<void> {
    for (const examined of unaffected(parts)) {
      const fresh = this.#fresh.get(examined);
      if (fresh) await this.#store.put(fresh.key, { examined, beyond: fresh.beyond });
    }
  }

  async #isUntouched({ files }: Part): Promise<boolean> {
    const same = await Promise.all(files.filter(hasContent).map((file) => this.#stamps.isSame(file)));
    return same.every((one) => one);
  }

  #digestOf(name: Beyond): string {
    const { ground, surveyed } = this.#opened;
    const known =
      this.#beyond.get(name) ?? digestOfJson(beyond(name, { ...ground, departments: surveyed.departments }));
    this.#beyond.set(name, known);
    return known;
  }
}

function hasContent(file: InventoryFile): boolean {
  return isRead(file) && file.denied === null;
}

/** Another run, on another day or machine, may read what this one could not. */
export function isLasting(document: Document): boolean {
  return document.kind !== 'unreadable' || !['denied', 'timeout', 'too-large'].includes(document.reason);
}
