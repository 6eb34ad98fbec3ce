/** The thread beside `SinkBeside`: writes what it is handed, and copies what it is told of. */
import { workerData } from 'node:worker_threads';
import { perform } from './beside.js';
import { SinkHere } from './sink.js';
import { COPY, FINISH, GIVE_DIGEST, INPUT, type SinkShared, WRITE } from './sink-beside.js';
import { FdSource } from './source.js';

const { operations, path, fd, slots, digest, failed, code } = workerData as SinkShared;
const sink = new SinkHere(path, fd);
let input: FdSource | null = null;

function act(kind: number, first: number, second: number): void {
  switch (kind) {
    case WRITE:
      sink.bytes((slots[first] as Uint8Array).subarray(0, second));
      return;
    case INPUT:
      input = new FdSource(first);
      return;
    case COPY:
      if (input !== null) sink.copy(input, first, second);
      return;
    case GIVE_DIGEST:
      digest.set(Buffer.from(sink.digest(), 'hex'));
      return;
    case FINISH:
      digest.set(Buffer.from(sink.end(), 'hex'));
  }
}

perform(operations, (kind, first, second) => {
  if (Atomics.load(failed, 0) !== 0) return;
  try {
    act(kind, first, second);
  } catch (error) {
    code.set(Buffer.from(codeOf(error), 'latin1').subarray(0, code.length));
    Atomics.store(failed, 0, 1);
  }
});

/** The system's code, which `sinkError` words; else what was said. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause ? String(cause.code) : cause.message;
}
