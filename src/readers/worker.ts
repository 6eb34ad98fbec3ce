/** A worker of the reader pool: tasks in, answers out, one after another. Stands apart so that a file can't kill the run. */
import { parentPort } from 'node:worker_threads';
import { digestOf } from './digests.js';
import type { Answer, Task } from './pool.js';
import { readDigested, readFile } from './read.js';

async function perform(task: Task): Promise<Answer> {
  const { id } = task;
  if ('picture' in task)
    return { id, picture: await (await import('./picture.js')).readPictureOf(task.picture) };
  if ('drawing' in task) return { id, drawing: await (await import('./ofd.js')).drawingOf(task.drawing) };
  if (!('request' in task)) return { id, digest: await digestOf(task.absolute) };
  const { request } = task;
  if (!task.digested) return { id, document: await readFile(request) };
  return { id, ...(await readDigested(request)) };
}

let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (task: Task) => {
  last = last.then(async () => parentPort?.postMessage(await perform(task)));
});
