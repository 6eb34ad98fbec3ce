/** The thread beside `DigestBeside`: hashes the buffers that it is told of. */
import { createHash } from 'node:crypto';
import { workerData } from 'node:worker_threads';
import { perform } from './beside.js';
import { type DigestShared, GIVE_DIGEST } from './digest.js';

const { operations, slots, digest } = workerData as DigestShared;
const hash = createHash('sha256');
perform(operations, (kind, slot, length) => {
  if (kind === GIVE_DIGEST) digest.set(hash.copy().digest());
  else hash.update((slots[slot] as Uint8Array).subarray(0, length));
});
