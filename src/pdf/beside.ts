/**
 * Work for one thread beside this one, asked for and done in order through shared memory: neither side turns to its
 * event loop, since both are busy with bytes. Knows nothing of what is done.
 */
import { Worker } from 'node:worker_threads';

/** Operations under way at most. */
const RING = 64;
/** Ends the thread; all other kinds are above. */
const END = -1;

/** What both threads see. `state`: operations asked for and done. */
export interface Operations {
  state: Int32Array;
  kinds: Int32Array;
  /** Two for each operation. */
  numbers: Float64Array;
}
const [ASKED, DONE] = [0, 1];

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
      state: sharedInts(2),
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

  /** Number of the operation. Blocks while too many are under way. */
  ask(kind: number, first = 0, second = 0): number {
    this.await(this.#asked + 1 - RING);
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

  /** Blocks until as many operations are done; false if that never comes. */
  await(operation: number): boolean {
    const { state } = this.#operations;
    while (!this.#dead) {
      const done = Atomics.load(state, DONE);
      if (done >= operation) return true;
      const woken = Atomics.wait(state, DONE, done, this.#patience) !== 'timed-out';
      if (!woken && Atomics.load(state, DONE) === done) this.#dead = true;
    }
    return false;
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
    Atomics.notify(state, DONE);
  }
}
