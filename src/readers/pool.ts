/**
 * Readers in worker threads with a time and a memory limit per file: no file can hang or kill a run.
 * Each request gets its own answer whatever the order of the work.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Document } from '../model/document.js';
import type { Drawing } from '../model/drawing.js';
import type { Picture } from '../model/raster.js';
import { digestOf, type FileDigest } from './digests.js';
import { wordsOf } from './failure.js';
import { LIMITS } from './limits.js';
import type { PictureRequest } from './picture.js';
import { type ReadRequest, readDigested, readFile } from './read.js';

export interface ReaderPool {
  /** Reads one file. Never rejects while the pool is open. */
  read(request: ReadRequest): Promise<Document>;
  /** Reads one file and takes its digest, null where its bytes can't be read. @param bytes as the scan saw it */
  readDigested(request: ReadRequest, bytes: number): Promise<Digested>;
  /** SHA-256 (hex) of a file's bytes; null where it can't be read. @param bytes as the scan saw it */
  digest(absolute: string, bytes: number): Promise<string | null>;
  /** A picture unpacked as far as a page needs it; null where it can't be drawn. */
  picture(request: PictureRequest): Promise<Picture | null>;
  /** The pages of an OFD file; null where they can't be had. */
  drawing(absolute: string): Promise<Drawing | null>;
  /** Ends the workers; requests still waiting get an unreadable document. */
  close(): Promise<void>;
}

export interface Digested {
  document: Document;
  file: FileDigest | null;
}

export interface PoolOptions {
  /** Default: one per processor: the main thread mostly waits. */
  workers?: number;
  /** Seconds per file. */
  seconds?: number;
  /** MB of JavaScript heap per worker. */
  heap?: number;
  /** The compiled worker; default: `worker.js` beside this module. */
  workerFile?: string;
}

/** What a worker is asked; it answers with the same id. */
export type Task = { id: number } & (
  | { request: ReadRequest; digested: boolean }
  | { absolute: string }
  | { picture: PictureRequest }
  | { drawing: string }
);
export type Answer = { id: number } & (
  | { document: Document; file?: FileDigest | null }
  | { digest: string | null }
  | { picture: Picture | null }
  | { drawing: Drawing | null }
);

type Reason = 'timeout' | 'too-large' | 'damaged';

interface Job {
  task: Task;
  seconds: number;
  done(answer: Answer): void;
  fail(reason: Reason, detail: string): void;
  /** It was among those that a worker held when it died: it goes alone, so that the right one is answered for. */
  suspect: boolean;
}

interface Lane {
  /** In the order of the work; the first is being read. */
  jobs: Job[];
  /** The first one's. */
  timer: NodeJS.Timeout | undefined;
}

/** Requests that a worker holds: it need not wait for this thread, which is busy with rules meanwhile. */
const DEPTH = 64;

/** Bytes a second that even a slow disk on the network gives. */
const SLOWEST_DISK = 5 << 20;

/** Starts no worker before the first request. */
export function createReaderPool(options: PoolOptions = {}): ReaderPool {
  const file = options.workerFile ?? fileURLToPath(new URL('./worker.js', import.meta.url));
  // Run from its TypeScript source (under vitest) there is no worker.js that Node could start: files are then read
  // in this thread, one after another, without the limits. An installed package always has it.
  if (!existsSync(file)) return inProcess();
  const most = Math.max(1, options.workers ?? availableParallelism());
  return new WorkerPool(file, most, options.seconds ?? LIMITS.seconds, options.heap ?? LIMITS.workerHeap);
}

function inProcess(): ReaderPool {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work);
    last = next;
    return next;
  };
  return {
    read: (request) => inTurn(() => readFile(request)),
    readDigested: (request) => inTurn(() => readDigested(request)),
    digest: (absolute) => inTurn(() => digestOf(absolute)),
    picture: (request) => inTurn(async () => (await import('./picture.js')).readPictureOf(request)),
    drawing: (absolute) => inTurn(async () => (await import('./ofd.js')).drawingOf(absolute)),
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
  readonly #lanes = new Map<Worker, Lane>();
  #closed = false;
  #nextId = 1;

  constructor(file: string, most: number, seconds: number, heap: number) {
    this.#file = file;
    this.#most = most;
    this.#seconds = seconds;
    this.#heap = heap;
  }

  async read(request: ReadRequest): Promise<Document> {
    return (await this.#read(request, false, this.#seconds)).document;
  }

  readDigested(request: ReadRequest, bytes: number): Promise<Digested> {
    return this.#read(request, true, this.#seconds + bytes / SLOWEST_DISK);
  }

  #read(request: ReadRequest, digested: boolean, seconds: number): Promise<Digested> {
    return new Promise((resolve) => {
      const fail = (reason: Reason, detail: string) =>
        resolve({ document: { kind: 'unreadable', path: request.path, reason, detail }, file: null });
      this.#add({
        task: { id: this.#nextId++, request, digested },
        seconds,
        done: (answer) =>
          'document' in answer
            ? resolve({ document: answer.document, file: answer.file ?? null })
            : fail('damaged', 'no document came'),
        fail,
        suspect: false,
      });
    });
  }

  digest(absolute: string, bytes: number): Promise<string | null> {
    return new Promise((resolve) => {
      this.#add({
        task: { id: this.#nextId++, absolute },
        seconds: this.#seconds + bytes / SLOWEST_DISK,
        done: (answer) => resolve('digest' in answer ? answer.digest : null),
        fail: () => resolve(null),
        suspect: false,
      });
    });
  }

  picture(picture: PictureRequest): Promise<Picture | null> {
    return this.#fetch({ id: this.#nextId++, picture }, (answer) =>
      'picture' in answer ? answer.picture : null,
    );
  }

  drawing(drawing: string): Promise<Drawing | null> {
    return this.#fetch({ id: this.#nextId++, drawing }, (answer) =>
      'drawing' in answer ? answer.drawing : null,
    );
  }

  #fetch<T>(task: Task, take: (answer: Answer) => T | null): Promise<T | null> {
    return new Promise((resolve) => {
      this.#add({
        task,
        seconds: this.#seconds,
        done: (answer) => resolve(take(answer)),
        fail: () => resolve(null),
        suspect: false,
      });
    });
  }

  #add(job: Job): void {
    if (this.#closed) {
      job.fail('damaged', 'the pool is closed');
      return;
    }
    this.#waiting.push(job);
    this.#dispatch();
  }

  async close(): Promise<void> {
    this.#closed = true;
    const open = [...this.#lanes].flatMap(([, { jobs, timer }]) => {
      clearTimeout(timer);
      return jobs;
    });
    for (const job of [...open, ...this.#waiting.splice(0)]) job.fail('damaged', 'the pool was closed');
    const workers = [...this.#lanes.keys()];
    this.#lanes.clear();
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #dispatch(): void {
    for (let job = this.#waiting[0]; job !== undefined; job = this.#waiting[0]) {
      const found = this.#freeLane(job);
      if (found === null) return;
      this.#waiting.shift();
      const [worker, lane] = found;
      lane.jobs.push(job);
      worker.ref();
      worker.postMessage(job.task);
      if (lane.jobs.length === 1) this.#watch(worker, lane);
    }
  }

  /** The worker with least to do, or a new one as long as all have something. */
  #freeLane({ suspect }: Job): [Worker, Lane] | null {
    const lanes = [...this.#lanes].sort(([, a], [, b]) => a.jobs.length - b.jobs.length);
    const least = lanes[0];
    if ((least === undefined || least[1].jobs.length > 0) && lanes.length < this.#most) return this.#spawn();
    if (least === undefined) return null;
    const { jobs } = least[1];
    return jobs.length < (suspect || jobs[0]?.suspect ? 1 : DEPTH) ? least : null;
  }

  /** Starts the clock of the lane's first job. */
  #watch(worker: Worker, lane: Lane): void {
    clearTimeout(lane.timer);
    const [first] = lane.jobs;
    // An idle worker must not keep the process alive.
    if (first === undefined) {
      worker.unref();
      return;
    }
    lane.timer = setTimeout(() => {
      this.#lanes.delete(worker);
      void worker.terminate();
      const [slow, ...behind] = lane.jobs;
      slow?.fail('timeout', `longer than ${Math.round(slow.seconds)} s`);
      this.#waiting.unshift(...behind);
      this.#dispatch();
    }, first.seconds * 1000);
  }

  #spawn(): [Worker, Lane] {
    const worker = new Worker(this.#file, {
      resourceLimits: {
        maxOldGenerationSizeMb: this.#heap,
        maxYoungGenerationSizeMb: LIMITS.workerYoung,
      },
      // What a library prints is not the run's output.
      stdout: true,
      stderr: true,
    });
    const lane: Lane = { jobs: [], timer: undefined };
    this.#lanes.set(worker, lane);
    worker.on('message', (answer: Answer) => {
      if (!this.#lanes.has(worker) || lane.jobs[0]?.task.id !== answer.id) return;
      lane.jobs.shift()?.done(answer);
      this.#watch(worker, lane);
      this.#dispatch();
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#gone(worker, memory ? 'too-large' : 'damaged', wordsOf(error));
    });
    worker.on('exit', (code) => this.#gone(worker, 'damaged', `the reader ended with code ${code}`));
    return [worker, lane];
  }

  /** A worker died: its file is answered for, the others go on with a new one. */
  #gone(worker: Worker, reason: Reason, detail: string): void {
    const lane = this.#lanes.get(worker);
    if (!lane) return;
    this.#lanes.delete(worker);
    clearTimeout(lane.timer);
    const [only, ...more] = lane.jobs;
    if (only !== undefined && more.length === 0) only.fail(reason, detail);
    else {
      for (const job of lane.jobs) job.suspect = true;
      this.#waiting.unshift(...lane.jobs);
    }
    this.#dispatch();
  }
}
