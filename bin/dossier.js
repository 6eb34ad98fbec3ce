#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { main } from '../dist/cli/main.js';

// V8 lets garbage grow to a multiple of what is in use before it collects it: a run over a province took a fifth more
// memory with each doubling of the folder, for nothing, and no less time.
setFlagsFromString('--heap-growing-percent=20');

// A reader that closes the pipe early (head, less) is no failure.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// An interrupted build removes what it had begun; a second signal ends it at once.
const abort = new AbortController();
let stopped = 0;
for (const [name, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  process.once(name, () => {
    stopped = code;
    abort.abort();
  });
}

const code = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  now: () => new Date(),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  interactive: process.stderr.isTTY === true,
  screen: process.stdout.isTTY === true ? { columns: process.stdout.columns || 80 } : null,
  signal: abort.signal,
});
// What was finished all the same, or is ended in no other way (--watch), says itself how it went.
process.exitCode = code === 2 ? stopped || code : code;
