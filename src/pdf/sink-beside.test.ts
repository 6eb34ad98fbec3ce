import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { sharedInts } from './beside.js';
import { openSink, SinkBeside } from './sink-beside.js';
import { FileSource, WindowBuffer } from './source.js';

const folder = mkdtempSync(join(tmpdir(), 'dossier-beside-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LARGE = 64 << 20;
const compiled = (name: string) => fileURLToPath(new URL(`../../dist/pdf/${name}`, import.meta.url));
const WORKER = compiled('sink-worker.js');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const open = (name: string) => openSink(join(folder, name), LARGE, WORKER);
/** Files of the folder that the process holds open; none where the system does not tell. */
function held(): string[] {
  if (!existsSync('/proc/self/fd')) return [];
  const targets = readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      // The folder itself was open for the listing.
      return [];
    }
  });
  return targets.filter((path) => path.startsWith(folder));
}

describe.skipIf(!existsSync(WORKER))('a file written by a thread beside', () => {
  it('holds text, bytes and places of many inputs in order, and has their digest', () => {
    const window = new WindowBuffer();
    const sink = open('out.bin');
    expect(sink).toBeInstanceOf(SinkBeside);
    const wanted: Buffer[] = [];
    for (let i = 0; i < 30; i++) {
      const data = randomBytes(1000 + i * 91_019);
      const path = join(folder, `in-${i % 3}.bin`);
      // The old one is still being read: a new one takes its name.
      rmSync(path, { force: true });
      writeFileSync(path, data);
      const source = new FileSource(path, window);
      sink.latin1(`${i} obj\n`);
      sink.copy(source, 7, data.length - 7);
      sink.copy(source, 0, Math.min(500, data.length));
      sink.bytes(data.subarray(0, 200_000));
      source.close();
      wanted.push(
        Buffer.from(`${i} obj\n`),
        data.subarray(7),
        data.subarray(0, 500),
        data.subarray(0, 200_000),
      );
      if (i === 11) expect(sink.digest()).toBe(sha256(Buffer.concat(wanted)));
    }
    const all = Buffer.concat(wanted);
    expect(sink.position).toBe(all.length);
    expect(sink.finish()).toBe(sha256(all));
    expect(readFileSync(join(folder, 'out.bin')).equals(all)).toBe(true);
    expect(held()).toEqual([]);
  });

  it('makes up with zeros what an input has lost meanwhile', () => {
    const path = join(folder, 'cut.bin');
    writeFileSync(path, Buffer.alloc(300_000, 7));
    const source = new FileSource(path, new WindowBuffer());
    truncateSync(path, 100_000);
    const sink = open('cut-out.bin');
    sink.copy(source, 0, 300_000);
    source.close();
    const wanted = Buffer.concat([Buffer.alloc(100_000, 7), Buffer.alloc(200_000)]);
    expect(sink.finish()).toBe(sha256(wanted));
  });

  it.skipIf(!existsSync('/dev/full'))('says so where the disk is full, and leaves no file open', () => {
    const path = join(folder, 'long.bin');
    writeFileSync(path, Buffer.alloc(4 << 20, 7));
    const sink = openSink('/dev/full', LARGE, WORKER);
    const source = new FileSource(path, new WindowBuffer());
    const writing = () => {
      sink.copy(source, 0, 4 << 20);
      sink.finish();
    };
    expect(writing).toThrow(/disk is full/);
    source.close();
    sink.discard();
    expect(sink.leftover).toBeNull();
    expect(existsSync('/dev/full')).toBe(true);
    expect(held()).toEqual([]);
  });

  it('is removed when it is given up', () => {
    const sink = open('given-up.bin');
    sink.latin1('begun');
    sink.discard();
    expect(existsSync(join(folder, 'given-up.bin'))).toBe(false);
  });

  it('does nothing that it was not asked for, however often it is woken', async () => {
    const operations = {
      state: sharedInts(2),
      kinds: sharedInts(256),
      numbers: new Float64Array(new SharedArrayBuffer(256 * 16)),
    };
    const beside = pathToFileURL(compiled('beside.js')).href;
    const code = `import('${beside}').then(({ perform }) =>
      perform(require('node:worker_threads').workerData.operations, () => {}))`;
    const worker = new Worker(code, { eval: true, workerData: { operations } });
    // Once it waits, a call reaches it.
    while (Atomics.notify(operations.state, 0) === 0) await pause(5);
    for (let i = 0; i < 20; i++) {
      await pause(1);
      Atomics.notify(operations.state, 0);
    }
    expect(Atomics.load(operations.state, 1)).toBe(0);
    await worker.terminate();
  });
});
