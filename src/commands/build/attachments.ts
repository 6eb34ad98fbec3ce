/**
 * The dossier's attachment tree: copies of the files that no page can show (video, sound, archives, what is damaged
 * or locked), beside the volumes, so that a reviewer who has the dossier has them too. What is classified is never
 * copied.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CatalogueEntry } from '../../model/document.js';
import type { InventoryFile } from '../../model/inventory.js';
import type { Lang, Localised } from '../../model/lang.js';
import { splitMaterialNumber, splitName } from '../../model/name.js';
import { isConcealed, nameMark } from '../../model/secrecy.js';
import type { DraftPiece } from '../../plan/index.js';
import type { FileRecord } from './manifest.js';

const FOLDER: Localised = { zh: '附件', en: 'attachments' };

/** Bytes of a name that every file system takes, with room for the number in front. */
const NAME_BYTES = 200;

export class Attachments {
  readonly #lang: Lang;
  /** Inventory path by path in the dossier. */
  readonly #files = new Map<string, string>();
  readonly #unread: ReadonlySet<string>;
  readonly #published: boolean;

  /**
   * @param unread inventory paths that can't be opened: there is nothing to copy
   * @param published the dossier is for everybody: what nobody can look through is not copied
   */
  constructor(lang: Lang, unread: ReadonlySet<string>, published: boolean) {
    this.#lang = lang;
    this.#unread = unread;
    this.#published = published;
  }

  /** Path of the copy in the dossier's folder, with `/`; null where none is made. */
  add(piece: DraftPiece, file: InventoryFile, entry: CatalogueEntry | null): string | null {
    if (this.#published || file.bytes === 0 || this.#unread.has(file.path)) return null;
    if (nameMark(file.name) || (entry !== null && isConcealed(entry))) return null;
    const number = piece.stamp ?? piece.id.replace(/^\w+:/, '');
    const path = `${FOLDER[this.#lang]}/${safe(piece.unit ?? '')}/${safe(`${number} ${shortened(file.name)}`)}`;
    this.#files.set(path, file.path);
    return path;
  }

  /** Copies into the folder, hashing what passes; rejects with the system's error. */
  async copy(folder: string, stage: string, signal?: AbortSignal): Promise<FileRecord[]> {
    const records: FileRecord[] = [];
    for (const [path, source] of this.#files) {
      signal?.throwIfAborted();
      const target = join(stage, path);
      await mkdir(dirname(target), { recursive: true });
      const hash = createHash('sha256');
      let bytes = 0;
      const counted = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk);
          bytes += chunk.length;
          done(null, chunk);
        },
      });
      await pipeline(
        createReadStream(resolve(folder, source), { highWaterMark: 1 << 20 }),
        counted,
        createWriteStream(target),
        { ...(signal ? { signal } : {}) },
      );
      records.push({ role: 'attachment', path, bytes, sha256: hash.digest('hex') });
    }
    return records;
  }
}

/** Characters that Windows allows in no name. */
function safe(name: string): string {
  return name.replace(/[<>:"/\\|?*\p{Cc}]/gu, '_').replace(/[. ]+$/, '_');
}

function shortened(name: string): string {
  const { stem, extension } = splitName(name);
  // The department's own number would stand beside the dossier's.
  const bare = splitMaterialNumber(stem).rest.trim() || stem;
  let kept = bare;
  while (Buffer.byteLength(kept) > NAME_BYTES) kept = [...kept].slice(0, -1).join('');
  return `${kept}${kept === bare ? '' : '…'}${extension === '' ? '' : `.${extension}`}`;
}
