/**
 * A sink whose file is written by a thread beside this one: while that writes and hashes what has been put together, this
 * one reads on. Handed over are large buffers, in turn, as they fill.
 */
import { closeSync, existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Beside, type Operations, sharedBytes, sharedInts } from './beside.js';
import { BufferedSink, CHUNK, openTarget, removeTarget, type Sink, SinkHere, sinkError } from './sink.js';

/** Buffers that are filled and written in turn: enough that the thread beside has work while this one opens files. */
const SLOTS = 16;
/** Starting a thread takes as long as writing and hashing this much, bytes. */
const WORTH_A_THREAD = 64 << 20;
/** ms without a sign of life before a thread beside is given up. */
const PATIENCE = 30_000;
const DIGEST_BYTES = 32;
/** Characters of an error's code. */
const CODE_BYTES = 32;

/** What the thread beside gets. */
export interface SinkShared {
  operations: Operations;
  path: string;
  fd: number;
  slots: Uint8Array[];
  digest: Uint8Array;
  /** 0: all is well; 1: the disk failed, and nothing more is written. */
  failed: Int32Array;
  /** Code of the disk's error (ENOSPC), padded with zeros. */
  code: Uint8Array;
}
/** Operations: a slot of so many bytes; the digest so far; the file's end. */
export const [WRITE, GIVE_DIGEST, FINISH] = [0, 1, 2];

/**
 * @param path of the file to be written
 * @param expected about as many bytes as will be written
 * @throws {DossierError} `input` if it can't be written
 */
export function openSink(path: string, expected: number, workerFile = defaultWorker()): Sink {
  const fd = openTarget(path);
  // Run from its TypeScript source there is no compiled thread.
  return expected >= WORTH_A_THREAD && availableParallelism() > 1 && existsSync(workerFile)
    ? new SinkBeside(path, fd, workerFile)
    : new SinkHere(path, fd);
}

function defaultWorker(): string {
  return fileURLToPath(new URL('./sink-worker.js', import.meta.url));
}

export class SinkBeside extends BufferedSink implements Sink {
  readonly path: string;
  leftover: unknown = null;
  readonly #fd: number;
  readonly #beside: Beside;
  readonly #shared: Omit<SinkShared, 'operations'>;
  readonly #buffers: Buffer[];
  /** Number of the operation that writes a slot, 0 for none. */
  readonly #pending = new Array<number>(SLOTS).fill(0);
  #slot = 0;
  protected buffer: Buffer;
  /** Bytes handed over. */
  #handed = 0;
  #open = true;

  constructor(path: string, fd: number, workerFile: string) {
    super();
    this.path = path;
    this.#fd = fd;
    const slots = Array.from({ length: SLOTS }, () => sharedBytes(CHUNK));
    this.#buffers = slots.map((slot) => Buffer.from(slot.buffer));
    this.buffer = this.#buffers[0] as Buffer;
    const [digest, code] = [sharedBytes(DIGEST_BYTES), sharedBytes(CODE_BYTES)];
    this.#shared = { path, fd, slots, digest, failed: sharedInts(1), code };
    this.#beside = new Beside(workerFile, this.#shared, PATIENCE);
  }

  get position(): number {
    return this.#handed + this.used;
  }

  digest(): string {
    this.flush();
    return this.#digestOf(GIVE_DIGEST);
  }

  finish(): string {
    this.flush();
    const sha256 = this.#digestOf(FINISH);
    this.#open = false;
    this.#beside.end();
    try {
      closeSync(this.#fd);
    } catch (error) {
      throw sinkError(this.path, error);
    }
    return sha256;
  }

  discard(): void {
    if (this.#open) this.#beside.end();
    this.leftover = removeTarget(this.path, this.#open ? this.#fd : null);
    this.#open = false;
  }

  protected flush(): void {
    if (this.used === 0) return;
    this.#pending[this.#slot] = this.#ask(WRITE, this.#slot, this.used);
    this.#handed += this.used;
    this.used = 0;
    this.#slot = (this.#slot + 1) % SLOTS;
    this.buffer = this.#buffers[this.#slot] as Buffer;
    this.#answered(this.#pending[this.#slot] ?? 0);
  }

  #digestOf(operation: number): string {
    this.#answered(this.#ask(operation));
    return Buffer.from(this.#shared.digest).toString('hex');
  }

  #ask(kind: number, first = 0, second = 0): number {
    this.#refuseFailed();
    return this.#beside.ask(kind, first, second);
  }

  #answered(operation: number): void {
    const alive = this.#beside.await(operation);
    this.#refuseFailed();
    if (!alive) throw new Error(`${this.path}: the thread that writes has died`);
  }

  #refuseFailed(): void {
    if (Atomics.load(this.#shared.failed, 0) === 0) return;
    const code = Buffer.from(this.#shared.code).toString('latin1').replace(/\0+$/, '');
    throw sinkError(this.path, Object.assign(new Error(code), { code }));
  }
}
