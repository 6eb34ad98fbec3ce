#!/usr/bin/env node
/**
 * The tool runs in a thread of its own, since only a thread can be told how much memory it may take for what it has just
 * made: left alone, V8 takes 32 MB for that, and it comes on top of everything else.
 */
import { setFlagsFromString } from 'node:v8';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { FLAGS, YOUNG } from './flags.js';

if (isMainThread) begin();
else await run();

function begin() {
  for (const flag of FLAGS) setFlagsFromString(flag);

  // A reader that closes the pipe early (head, less) is no failure.
  process.stdout.on('error', (error) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });

  const worker = new Worker(new URL(import.meta.url), {
    argv: process.argv.slice(2),
    workerData: {
      interactive: process.stderr.isTTY === true,
      screen: process.stdout.isTTY === true ? { columns: process.stdout.columns || 80 } : null,
    },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
  });

  // An interrupted build removes what it had begun; a second signal ends it at once.
  let stopped = 0;
  for (const [name, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ]) {
    process.once(name, () => {
      stopped = code;
      worker.postMessage('stop');
    });
  }
  // The thread says itself what is wrong with its input; this is what it can't: no memory is left.
  let died = false;
  worker.on('error', (error) => {
    died = true;
    process.stderr.write(
      error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? '错误：内存不足，本次运行没有结果。请用 --department 或 --unit 缩小范围后再试。\n' +
            'Error: out of memory, nothing was done. Narrow the run with --department or --unit.\n'
        : `${error.stack ?? error}\n`,
    );
  });
  // What was finished all the same, or is ended in no other way (--watch), says itself how it went.
  worker.on('exit', (code) => {
    const ended = died ? 2 : code;
    process.exitCode = ended === 2 ? stopped || ended : ended;
  });
}

async function run() {
  const abort = new AbortController();
  parentPort.once('message', () => abort.abort());
  parentPort.unref();
  const { main } = await import('../dist/cli/main.js');
  process.exitCode = await main(process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    now: () => new Date(),
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    ...workerData,
    signal: abort.signal,
  });
}
