import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { type Sink, SinkHere } from './sink.js';
import { openSink, SinkBeside } from './sink-beside.js';
import { MemorySource } from './source.js';

const folder = mkdtempSync(join(tmpdir(), 'dossier-sink-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LARGE = 64 << 20;
const compiled = fileURLToPath(new URL('../../dist/pdf/sink-worker.js', import.meta.url));
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
  const check = (expected: number, kind: typeof SinkHere | typeof SinkBeside) => {
    const path = join(folder, 'out.pdf');
    const sink = openSink(path, expected, compiled);
    expect(sink).toBeInstanceOf(kind);
    expect(write(sink)).toEqual(wanted);
    expect(readFileSync(path).equals(data)).toBe(true);
  };

  it('is that of the file, written by this thread', () => check(0, SinkHere));

  it.skipIf(!existsSync(compiled))('is the same, written by a thread beside', () => check(LARGE, SinkBeside));
});
