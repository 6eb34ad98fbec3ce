/** The thread beside `SinkBeside`: writes what it is handed. */
import { workerData } from 'node:worker_threads';
import { perform } from './beside.js';
import { SinkHere } from './sink.js';
import { FINISH, GIVE_DIGEST, type SinkShared, WRITE } from './sink-beside.js';

const { operations, path, fd, slots, digest, failed, code } = workerData as SinkShared;
const sink = new SinkHere(path, fd);

perform(operations, (kind, slot, length) => {
  if (Atomics.load(failed, 0) !== 0) return;
  try {
    if (kind === WRITE) sink.whole((slots[slot] as Uint8Array).subarray(0, length));
    else if (kind === GIVE_DIGEST) digest.set(Buffer.from(sink.digest(), 'hex'));
    else if (kind === FINISH) digest.set(Buffer.from(sink.end(), 'hex'));
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
