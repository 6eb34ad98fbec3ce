/**
 * SHA-256 of what is written, while it is written. A large volume is hashed by a thread beside the one that copies:
 * hashing takes as long as copying does. Knows no file.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Beside, type Operations, sharedBytes } from './beside.js';

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
export const DIGEST_BYTES = 32;

/** Starting a thread takes as long as hashing this much, bytes. */
const WORTH_A_THREAD = 64 << 20;
/** ms without a sign of life before a thread beside is given up. */
export const PATIENCE = 30_000;

/** What the thread beside gets. */
export interface DigestShared {
  operations: Operations;
  slots: Uint8Array[];
  digest: Uint8Array;
}
/** Operations: a slot of so many bytes is to be hashed; the digest so far is to be given. */
export const [HASH, GIVE_DIGEST] = [0, 1];

/** Whether so many bytes are worth a thread, which lies in a compiled file. Absent when run from TypeScript source. */
export function worthThread(bytes: number, workerFile: string): boolean {
  return bytes >= WORTH_A_THREAD && availableParallelism() > 1 && existsSync(workerFile);
}

/** @param bytes about as many as will come */
export function openDigest(bytes: number, workerFile = defaultWorker(), patience = PATIENCE): Digest {
  return worthThread(bytes, workerFile) ? new DigestBeside(workerFile, patience) : new DigestHere();
}

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
  readonly #beside: Beside;
  readonly #digest = sharedBytes(DIGEST_BYTES);
  readonly #buffers: Buffer[];
  /** Number of the operation that hashes a slot, 0 for none. */
  readonly #pending = new Array<number>(SLOTS).fill(0);
  #slot = 0;

  constructor(workerFile: string, patience: number) {
    const slots = Array.from({ length: SLOTS }, () => sharedBytes(CHUNK));
    this.#buffers = slots.map((slot) => Buffer.from(slot.buffer));
    this.#beside = new Beside(workerFile, { slots, digest: this.#digest }, patience);
  }

  next(): Buffer | null {
    const before = this.#pending[this.#slot] ?? 0;
    return this.#beside.await(before) ? (this.#buffers[this.#slot] as Buffer) : null;
  }

  update(length: number): void {
    this.#pending[this.#slot] = this.#beside.ask(HASH, this.#slot, length);
    this.#slot = (this.#slot + 1) % SLOTS;
  }

  soFar(): string | null {
    const answered = this.#beside.await(this.#beside.ask(GIVE_DIGEST));
    return answered ? Buffer.from(this.#digest).toString('hex') : null;
  }

  close(): void {
    this.#beside.end();
  }
}
