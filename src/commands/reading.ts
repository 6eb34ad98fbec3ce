/** Reads the documents of a folder, or of one part of it. */
import { resolve } from 'node:path';
import type { Document } from '../model/document.js';
import type { InventoryFile } from '../model/inventory.js';
import { type FileDigest, possibleTwins, type ReaderPool } from '../readers/index.js';
import type { Contents } from '../workspace/index.js';
import type { Context } from './command.js';
import type { OpenedFolder } from './folder.js';

/** Files a person who waits is told of at a time. */
const TOLD = 50;

export class PartReader {
  readonly #context: Context;
  readonly #folder: string;
  readonly #pool: ReaderPool;
  readonly #twins: ReadonlySet<string>;
  readonly #total: number;
  #done = 0;
  /** Digests of all files read, by inventory path; null where nobody asked for them. */
  readonly digested: Map<string, FileDigest> | null;

  /** @param digesting whether every file read is to be digested as well */
  constructor(context: Context, { folder, ground }: OpenedFolder, pool: ReaderPool, digesting = false) {
    this.digested = digesting ? new Map() : null;
    this.#context = context;
    this.#folder = folder;
    this.#pool = pool;
    this.#twins = possibleTwins(ground.inventory.files);
    this.#total = ground.inventory.files.filter(isRead).length;
  }

  /** Whether another file of the folder could be this one's twin. */
  couldBeTwin(file: InventoryFile): boolean {
    return this.#twins.has(file.path);
  }

  /** @param digests SHA-256 that are known already, by inventory path */
  async read(
    files: readonly InventoryFile[],
    digests: ReadonlyMap<string, string> = new Map(),
  ): Promise<Contents> {
    const documents = new Map<string, Document>();
    const twins = new Map<string, string>();
    const readOne = async (file: InventoryFile) => {
      if (isRead(file)) documents.set(file.path, await this.#document(file));
      const digest = !this.couldBeTwin(file)
        ? null
        : (digests.get(file.path) ??
          this.digested?.get(file.path)?.sha256 ??
          (await this.#pool.digest(resolve(this.#folder, file.path), file.bytes)));
      if (digest !== null) twins.set(file.path, digest);
      this.#context.signal?.throwIfAborted();
      this.passed([file]);
    };
    this.#context.signal?.throwIfAborted();
    await Promise.all(files.map(readOne));
    return { documents: inOrder(files, documents), digests: inOrder(files, twins) };
  }

  /** Counts files, read or known already, so that a person sees how far it is. */
  passed(files: readonly InventoryFile[]): void {
    const before = this.#done;
    this.#done += files.filter(isRead).length;
    if (Math.floor(before / TOLD) === Math.floor(this.#done / TOLD)) return;
    this.#context.progress({
      zh: `已读 ${this.#done}/${this.#total} 个文件`,
      en: `read ${this.#done} of ${this.#total} files`,
    });
  }

  async #document(file: InventoryFile): Promise<Document> {
    const { path, denied, role, signature, extension, bytes } = file;
    if (denied !== null) return { kind: 'unreadable', path, reason: 'denied', detail: denied };
    const request = { path, absolute: resolve(this.#folder, path), role, signature, extension };
    if (this.digested === null) return this.#pool.read(request);
    const { document, file: digest } = await this.#pool.readDigested(request, bytes);
    if (digest !== null) this.digested.set(path, digest);
    return document;
  }
}

/** What belongs nowhere is read as well: a classification mark matters wherever it lies. */
export function isRead({ role }: InventoryFile): boolean {
  return role !== 'litter' && role !== 'config';
}

/** Answers come in any order; what looks at them shall not see that. */
function inOrder<T>(files: readonly InventoryFile[], by: ReadonlyMap<string, T>): Map<string, T> {
  return new Map(
    files.flatMap(({ path }) => {
      const value = by.get(path);
      return value === undefined ? [] : [[path, value] as const];
    }),
  );
}
