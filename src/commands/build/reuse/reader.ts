/** A reader that knows documents from an earlier build: by the file's content and name, and by the code that reads it. */
import { resolve } from 'node:path';
import type { Document } from '../../../model/document.js';
import type { InventoryFile } from '../../../model/inventory.js';
import type { Digested, ReaderPool } from '../../../readers/index.js';
import { codeDigest } from '../../check/cache/code.js';
import { isLasting } from '../../check/cache/keeper.js';
import { digestOfJson } from '../../check/cache/keys.js';
import type { Stamps } from '../../check/cache/stamps.js';
import type { BuildStore } from './store.js';

type Request = Parameters<ReaderPool['read']>[0];

export class KnowingReader implements ReaderPool {
  readonly #pool: ReaderPool;
  readonly #files: ReadonlyMap<string, InventoryFile>;
  readonly #stamps: Stamps;
  readonly #store: BuildStore;
  /** What was read anew and may be kept, by inventory path. */
  readonly fresh = new Map<string, { key: string; document: Document }>();
  /** Files that were asked for, and how many of them were opened. */
  asked = 0;
  opened = 0;

  /** @param folder absolute path of the evidence */
  constructor(
    pool: ReaderPool,
    folder: string,
    files: readonly InventoryFile[],
    stamps: Stamps,
    store: BuildStore,
  ) {
    this.#pool = pool;
    this.#files = new Map(files.map((file) => [resolve(folder, file.path), file]));
    this.#stamps = stamps;
    this.#store = store;
  }

  async read(request: Request): Promise<Document> {
    return (await this.readDigested(request, this.#files.get(request.absolute)?.bytes ?? 0)).document;
  }

  async readDigested(request: Request, bytes: number): Promise<Digested> {
    const file = this.#files.get(request.absolute);
    if (file === undefined) return this.#pool.readDigested(request, bytes);
    this.asked += 1;
    // A file that was touched is opened once, to be read and digested.
    const read: Digested[] = [];
    const sha256 = await this.#stamps.digest(file, async () => {
      const done = await this.#pool.readDigested(request, bytes);
      read.push(done);
      return done.file?.sha256 ?? null;
    });
    const key = keyOf(request, sha256);
    const [anew] = read;
    const known = anew === undefined ? await this.#store.document(key) : null;
    const size = this.#stamps.bytesOf(file.path);
    const digest = sha256 === null || size === null ? null : { bytes: size, sha256 };
    if (known !== null) return { document: known, file: digest };
    this.opened += 1;
    const done = anew ?? (await this.#pool.readDigested(request, bytes));
    // What was read must be what was digested.
    const lasting = isLasting(done.document) && done.file !== null && done.file.sha256 === sha256;
    if (lasting && (await this.#stamps.isSame(file)))
      this.fresh.set(file.path, { key, document: done.document });
    return done;
  }

  async digest(absolute: string, bytes: number): Promise<string | null> {
    const file = this.#files.get(absolute);
    return file === undefined ? this.#pool.digest(absolute, bytes) : this.#stamps.digest(file);
  }

  picture(request: Parameters<ReaderPool['picture']>[0]): ReturnType<ReaderPool['picture']> {
    return this.#pool.picture(request);
  }

  drawing(absolute: string): ReturnType<ReaderPool['drawing']> {
    return this.#pool.drawing(absolute);
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

/** Where a document is kept. @param sha256 of its file; null where it could not be digested: nothing is kept then */
function keyOf({ absolute: _, ...request }: Request, sha256: string | null): string {
  return digestOfJson([codeDigest(), request, sha256]);
}
