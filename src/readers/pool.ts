/**
 * Readers in worker threads with a time and a memory limit per file: no file can hang or kill a run.
 * Each request gets its own answer whatever the order of the work.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Document } from '../model/document.js';
import { wordsOf } from './failure.js';
import { LIMITS } from './limits.js';
import { type ReadRequest, readFile } from './read.js';

export interface ReaderPool {
  /** Reads one file. Never rejects while the pool is open. */
  read(request: ReadRequest): Promise<Document>;
  /** Ends the workers; requests still waiting get an unreadable document. */
  close(): Promise<void>;
}

export interface PoolOptions {
  /** Default: one less than the processors, so that the main thread keeps one. */
  workers?: number;
  /** Seconds per file. */
  seconds?: number;
  /** MB of JavaScript heap per worker. */
  heap?: number;
  /** The compiled worker; default: `worker.js` beside this module. */
  workerFile?: string;
}

interface Job {
  id: number;
  request: ReadRequest;
  done(document: Document): void;
}

/** Starts no worker before the first request. */
export function createReaderPool(options: PoolOptions = {}): ReaderPool {
  const file = options.workerFile ?? fileURLToPath(new URL('./worker.js', import.meta.url));
  // Run from its TypeScript source (under vitest) there is no worker.js that Node could start: files are then read
  // in this thread, one after another, without the limits. An installed package always has it.
  if (!existsSync(file)) return inProcess();
  const most = Math.max(1, options.workers ?? availableParallelism() - 1);
  return new WorkerPool(file, most, options.seconds ?? LIMITS.seconds, options.heap ?? LIMITS.workerHeap);
}

function inProcess(): ReaderPool {
  let last: Promise<unknown> = Promise.resolve();
  return {
    read(request) {
      const next = last.then(() => readFile(request));
      last = next;
      return next;
    },
    close: async () => {
      await last;
    },
  };
}

class WorkerPool implements ReaderPool {
  readonly #file: string;
  readonly #most: number;
  readonly #seconds: number;
  readonly #heap: number;
  readonly #waiting: Job[] = [];
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, { job: Job; timer: NodeJS.Timeout }>();
  #closed = false;
  #nextId = 1;

  constructor(file: string, most: number, seconds: number, heap: number) {
    this.#file = file;
    this.#most = most;
    this.#seconds = seconds;
    this.#heap = heap;
  }

  read(request: ReadRequest): Promise<Document> {
    return new Promise((done) => {
      const job: Job = { id: this.#nextId++, request, done };
      if (this.#closed) return done(lost(request, 'damaged', 'the pool is closed'));
      this.#waiting.push(job);
      this.#dispatch();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) job.done(lost(job.request, 'damaged', 'the pool was closed'));
    const workers = [...this.#idle.splice(0), ...this.#busy.keys()];
    for (const worker of this.#busy.keys())
      this.#settle(worker, (job) => lost(job.request, 'damaged', 'the pool was closed'));
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const worker = this.#idle.pop() ?? (this.#busy.size < this.#most ? this.#spawn() : null);
      if (!worker) return;
      const job = this.#waiting.shift();
      if (!job) return;
      const timer = setTimeout(() => {
        this.#settle(worker, ({ request }) => lost(request, 'timeout', `longer than ${this.#seconds} s`));
        void worker.terminate();
        this.#dispatch();
      }, this.#seconds * 1000);
      this.#busy.set(worker, { job, timer });
      worker.ref();
      worker.postMessage({ id: job.id, request: job.request });
    }
  }

  #spawn(): Worker {
    const worker = new Worker(this.#file, {
      resourceLimits: { maxOldGenerationSizeMb: this.#heap },
      // What a library prints is not the run's output.
      stdout: true,
      stderr: true,
    });
    worker.on('message', (message: { id: number; document: Document }) => {
      if (this.#busy.get(worker)?.job.id !== message.id) return;
      this.#settle(worker, () => message.document);
      if (this.#closed) return;
      // An idle worker must not keep the process alive.
      worker.unref();
      this.#idle.push(worker);
      this.#dispatch();
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#gone(worker, memory ? 'too-large' : 'damaged', wordsOf(error));
    });
    worker.on('exit', (code) => this.#gone(worker, 'damaged', `the reader ended with code ${code}`));
    return worker;
  }

  /** A worker died: its file is answered for, the others go on with a new one. */
  #gone(worker: Worker, reason: 'too-large' | 'damaged', detail: string): void {
    const at = this.#idle.indexOf(worker);
    if (at >= 0) this.#idle.splice(at, 1);
    this.#settle(worker, ({ request }) => lost(request, reason, detail));
    if (!this.#closed) this.#dispatch();
  }

  #settle(worker: Worker, answer: (job: Job) => Document): void {
    const busy = this.#busy.get(worker);
    if (!busy) return;
    clearTimeout(busy.timer);
    this.#busy.delete(worker);
    busy.job.done(answer(busy.job));
  }
}

function lost(request: ReadRequest, reason: 'timeout' | 'too-large' | 'damaged', detail: string): Document {
  return { kind: 'unreadable', path: request.path, reason, detail };
}
