/**
 * SHA-256 of what is written, while it is written. A large volume is hashed by a thread beside the one that copies:
 * hashing takes as long as copying does. Knows no file.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/** Buffers that are filled, written and hashed in turn. */
export interface Digest {
  /** The buffer to fill next; blocks until it has been hashed. Null: the thread beside has died. */
  next(): Buffer | null;
  /** Takes the first `length` bytes of the buffer that `next` gave. */
  update(length: number): void;
  /** Hex digest of all bytes so far; null if the thread beside has died. */
  soFar(): string | null;
  close(): void;
}

/** Bytes of one buffer: a few of them stay in a processor's cache. */
export const CHUNK = 512 << 10;
const SLOTS = 4;
/** Operations under way at most; more than slots, since a digest needs none. */
const RING = 8;
const DIGEST_BYTES = 32;

/** Starting a thread takes as long as hashing this much, bytes. */
const WORTH_A_THREAD = 64 << 20;
/** ms without a sign of life before the thread beside is given up. */
const PATIENCE = 30_000;

/** What both threads see. `state`: operations asked for and done; `operations`: what each is, a slot or one of these. */
export interface Shared {
  state: Int32Array;
  operations: Int32Array;
  lengths: Int32Array;
  slots: Uint8Array[];
  digest: Uint8Array;
}
export const [ASKED, DONE] = [0, 1];
export const GIVE_DIGEST = -1;
export const END = -2;

/** @param bytes about as many as will come */
export function openDigest(bytes: number, workerFile = defaultWorker(), patience = PATIENCE): Digest {
  const beside = bytes >= WORTH_A_THREAD && availableParallelism() > 1 && existsSync(workerFile);
  return beside ? new DigestBeside(workerFile, patience) : new DigestHere();
}

/** Absent when run from TypeScript source: then this thread hashes. */
function defaultWorker(): string {
  return fileURLToPath(new URL('./digest-worker.js', import.meta.url));
}

class DigestHere implements Digest {
  readonly #buffer = Buffer.allocUnsafeSlow(CHUNK);
  readonly #hash = createHash('sha256');

  next(): Buffer {
    return this.#buffer;
  }

  update(length: number): void {
    this.#hash.update(this.#buffer.subarray(0, length));
  }

  soFar(): string {
    return this.#hash.copy().digest('hex');
  }

  close(): void {
    // Nothing is held.
  }
}

class DigestBeside implements Digest {
  readonly #worker: Worker;
  readonly #patience: number;
  readonly #shared: Shared;
  readonly #buffers: Buffer[];
  /** Number of the operation that hashes a slot, 0 for none. */
  readonly #pending = new Array<number>(SLOTS).fill(0);
  #slot = 0;
  #asked = 0;
  #dead = false;

  constructor(workerFile: string, patience: number) {
    this.#patience = patience;
    const ints = (count: number): Int32Array => new Int32Array(new SharedArrayBuffer(count * 4));
    const memory = Array.from({ length: SLOTS }, () => new SharedArrayBuffer(CHUNK));
    this.#buffers = memory.map((slot) => Buffer.from(slot));
    this.#shared = {
      state: ints(2),
      operations: ints(RING),
      lengths: ints(RING),
      slots: memory.map((slot) => new Uint8Array(slot)),
      digest: new Uint8Array(new SharedArrayBuffer(DIGEST_BYTES)),
    };
    this.#worker = new Worker(workerFile, {
      workerData: this.#shared,
      // It makes nothing: what it hashes is shared memory.
      resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 32 },
      stdout: true,
      stderr: true,
    });
    this.#worker.unref();
    this.#worker.on('error', () => {
      this.#dead = true;
    });
  }

  next(): Buffer | null {
    const before = this.#pending[this.#slot] ?? 0;
    return this.#await(before) ? (this.#buffers[this.#slot] as Buffer) : null;
  }

  update(length: number): void {
    this.#pending[this.#slot] = this.#ask(this.#slot, length);
    this.#slot = (this.#slot + 1) % SLOTS;
  }

  soFar(): string | null {
    const answered = this.#await(this.#ask(GIVE_DIGEST, 0));
    return answered ? Buffer.from(this.#shared.digest).toString('hex') : null;
  }

  close(): void {
    this.#ask(END, 0);
    void this.#worker.terminate();
  }

  /** Number of the operation. */
  #ask(operation: number, length: number): number {
    this.#await(this.#asked + 1 - RING);
    const { state, operations, lengths } = this.#shared;
    operations[this.#asked % RING] = operation;
    lengths[this.#asked % RING] = length;
    this.#asked++;
    Atomics.store(state, ASKED, this.#asked);
    Atomics.notify(state, ASKED);
    return this.#asked;
  }

  /** Until as many operations are done; false if that never comes. */
  #await(operation: number): boolean {
    const { state } = this.#shared;
    while (!this.#dead) {
      const done = Atomics.load(state, DONE);
      if (done >= operation) return true;
      if (Atomics.wait(state, DONE, done, this.#patience) === 'timed-out') this.#dead = true;
    }
    return false;
  }
}
