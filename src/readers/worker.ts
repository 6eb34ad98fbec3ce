/** A worker of the reader pool: one request in, one document out. Stands apart so that a file can't kill the run. */
import { parentPort } from 'node:worker_threads';
import { type ReadRequest, readFile } from './read.js';

parentPort?.on('message', async (message: { id: number; request: ReadRequest }) => {
  const document = await readFile(message.request);
  parentPort?.postMessage({ id: message.id, document });
});
