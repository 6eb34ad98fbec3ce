/**
 * Work for one thread beside this one, asked for and done in order through shared memory: neither side turns to its
 * event loop, since both are busy with bytes. Knows nothing of what is done.
 */
import { Worker } from 'node:worker_threads';

/** Operations under way at most. */
const RING = 256;
/** Ends the thread; all other kinds are above. */
const END = -1;

/** What both threads see. `state`: operations asked for and done, and which one the asking thread sleeps until. */
export interface Operations {
  state: Int32Array;
  kinds: Int32Array;
  /** Two for each operation. */
  numbers: Float64Array;
}
const [ASKED, DONE, AWAITED] = [0, 1, 2];
/** Nobody sleeps. */
const NONE = 0x7fffffff;

export function sharedInts(count: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(count * 4));
}

export function sharedBytes(count: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(count));
}

export class Beside {
  readonly #worker: Worker;
  readonly #patience: number;
  readonly #operations: Operations;
  #asked = 0;
  #dead = false;

  /**
   * @param workerFile a module that calls {@link perform} with the `operations` of its worker data
   * @param shared the rest of its worker data
   * @param patience ms without a sign of life before the thread is given up
   */
  constructor(workerFile: string, shared: object, patience: number) {
    this.#patience = patience;
    this.#operations = {
      state: sharedInts(3),
      kinds: sharedInts(RING),
      numbers: new Float64Array(new SharedArrayBuffer(RING * 16)),
    };
    this.#worker = new Worker(workerFile, {
      workerData: { ...shared, operations: this.#operations },
      // It makes nothing: what it works on is shared memory.
      resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 32 },
      stdout: true,
      stderr: true,
    });
    this.#worker.unref();
    this.#worker.on('error', () => {
      this.#dead = true;
    });
  }

  /** Number of the operation. Blocks while too many are under way, and then until half of them are done: to be woken takes long. */
  ask(kind: number, first = 0, second = 0): number {
    if (this.done < this.#asked + 1 - RING) this.await(this.#asked - RING / 2);
    const { state, kinds, numbers } = this.#operations;
    const at = this.#asked % RING;
    kinds[at] = kind;
    numbers[at * 2] = first;
    numbers[at * 2 + 1] = second;
    this.#asked++;
    Atomics.store(state, ASKED, this.#asked);
    Atomics.notify(state, ASKED);
    return this.#asked;
  }

  /** Number of the last operation that is done. */
  get done(): number {
    return Atomics.load(this.#operations.state, DONE);
  }

  /** Number of the last operation asked for. */
  get asked(): number {
    return this.#asked;
  }

  /** Blocks until as many operations are done; false if that never comes. */
  await(operation: number): boolean {
    const { state } = this.#operations;
    // The other side wakes this one for what it waits for, and for nothing before.
    Atomics.store(state, AWAITED, operation);
    try {
      while (!this.#dead) {
        const { done } = this;
        if (done >= operation) return true;
        const woken = Atomics.wait(state, DONE, done, this.#patience) !== 'timed-out';
        if (!woken && this.done === done) this.#dead = true;
      }
      return false;
    } finally {
      Atomics.store(state, AWAITED, NONE);
    }
  }

  /** Lets it finish what it was asked for. */
  end(): void {
    this.await(this.ask(END));
    void this.#worker.terminate();
  }
}

/** The other side: does what is asked until it is told to end. `act` must not throw. */
export function perform(
  { state, kinds, numbers }: Operations,
  act: (kind: number, first: number, second: number) => void,
): void {
  for (let done = 0, ended = false; !ended; ) {
    // A call that comes late, for what has been done already, wakes it too.
    while (Atomics.load(state, ASKED) === done) Atomics.wait(state, ASKED, done);
    const at = done % kinds.length;
    const kind = kinds[at] as number;
    if (kind === END) ended = true;
    else act(kind, numbers[at * 2] as number, numbers[at * 2 + 1] as number);
    done++;
    Atomics.store(state, DONE, done);
    if (done >= Atomics.load(state, AWAITED)) Atomics.notify(state, DONE);
  }
}
