import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openDigest } from './digest.js';
import { openTarget, type Sink, SinkHere } from './sink.js';
import { openSink } from './sink-beside.js';
import { MemorySource } from './source.js';

const folder = mkdtempSync(join(tmpdir(), 'dossier-sink-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LARGE = 64 << 20;
const compiled = fileURLToPath(new URL('../../dist/pdf/digest-worker.js', import.meta.url));
/** Random lengths around the buffer's: bytes, text and copies in turn. */
const data = randomBytes(7_654_321);

/** Writes all of `data`; the digests half-way and at the end. */
function write(sink: Sink): [string, string] {
  const source = new MemorySource(data);
  const half = 4_000_001;
  sink.bytes(data.subarray(0, 1_500_000));
  sink.latin1(data.toString('latin1', 1_500_000, 1_500_100));
  sink.copy(source, 1_500_100, half - 1_500_100);
  const first = sink.digest();
  for (let at = half; at < data.length; at += 333_333)
    sink.copy(source, at, Math.min(333_333, data.length - at));
  expect(sink.position).toBe(data.length);
  return [first, sink.finish()];
}

const wanted = [4_000_001, data.length].map((length) =>
  createHash('sha256').update(data.subarray(0, length)).digest('hex'),
);

describe('the digest of what is written', () => {
  it('is that of the file, made in this thread', () => {
    const path = join(folder, 'here.pdf');
    expect(write(openSink(path, 0))).toEqual(wanted);
    expect(readFileSync(path).equals(data)).toBe(true);
  });

  it.skipIf(!existsSync(compiled))('is the same, made by a thread beside', () => {
    const path = join(folder, 'beside.pdf');
    expect(write(new SinkHere(path, openTarget(path), openDigest(LARGE, compiled)))).toEqual(wanted);
    expect(readFileSync(path).equals(data)).toBe(true);
  });

  it('is taken from the file where the thread beside does not answer', () => {
    const path = join(folder, 'dead.pdf');
    const silent = join(folder, 'silent.mjs');
    writeFileSync(silent, 'setTimeout(() => {}, 60_000);\n');
    expect(write(new SinkHere(path, openTarget(path), openDigest(LARGE, silent, 50)))).toEqual(wanted);
    expect(readFileSync(path).equals(data)).toBe(true);
  });
});
