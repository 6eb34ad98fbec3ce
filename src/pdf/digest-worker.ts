/** The thread beside `DigestBeside`: hashes the buffers that it is told of, in order, until it is told to end. */
import { createHash } from 'node:crypto';
import { workerData } from 'node:worker_threads';
import { ASKED, DONE, END, GIVE_DIGEST, type Shared } from './digest.js';

const { state, operations, lengths, slots, digest } = workerData as Shared;
const hash = createHash('sha256');
for (let done = 0, ended = false; !ended; ) {
  Atomics.wait(state, ASKED, done);
  const at = done % operations.length;
  const operation = operations[at] as number;
  if (operation === END) ended = true;
  else if (operation === GIVE_DIGEST) digest.set(hash.copy().digest());
  else hash.update((slots[operation] as Uint8Array).subarray(0, lengths[at]));
  done++;
  Atomics.store(state, DONE, done);
  Atomics.notify(state, DONE);
}
