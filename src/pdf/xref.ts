/**
 * The cross-reference chain of a PDF (ISO 32000-1 §7.5.4–7.5.8): tables, streams, hybrids, /Prev. Says null
 * where the chain can't be trusted; then `recover` scans the file.
 */
import { decodeStream } from './filters.js';
import { readIndirect } from './indirect.js';
import { Keyword, Lexer } from './lexer.js';
import { type Dict, isDict, nameOf, PdfStream } from './objects.js';
import type { ByteSource } from './source.js';

/** Where objects are: > 0 offset in the file; 0 free; < 0 minus the number of the object stream that holds it. */
export type Entries = Map<number, number>;

export interface Xref {
  entries: Entries;
  trailer: Dict;
}

/** A larger object number is damage (Acrobat's own limit is 8,388,607). */
export const MAX_NUMBER = 0x7fffff;
const MAX_SECTIONS = 4096;

/** Offset of `%PDF-` in the first 1,024 bytes (Adobe's implementation note 13), or -1. */
export function headerOffset(source: ByteSource): number {
  return source.view(0, 1024 + 5).indexOf('%PDF-', 0, 'latin1');
}

export function readXref(source: ByteSource, base: number): Xref | null {
  const start = startOffset(source);
  if (start < 0) return null;
  const entries: Entries = new Map();
  let trailer: Dict | null = null;
  const seen = new Set<number>();
  const todo = [start];
  while (todo.length > 0) {
    const offset = todo.pop() as number;
    if (seen.has(offset)) continue;
    seen.add(offset);
    if (seen.size > MAX_SECTIONS) return null;
    const section =
      readSection(source, offset, entries) ?? (base > 0 ? readSection(source, offset + base, entries) : null);
    if (section === null) return null;
    trailer ??= section.trailer;
    for (const num of section.free) if (!entries.has(num)) entries.set(num, 0);
    const prev = section.trailer.get('Prev');
    if (typeof prev === 'number' && prev > 0) todo.push(prev);
  }
  return trailer === null ? null : { entries, trailer };
}

function startOffset(source: ByteSource): number {
  // The file's end may carry junk; 1,024 bytes are the rule, more is kindness.
  for (const reach of [1024, 16 << 10]) {
    const tail = source.view(Math.max(0, source.size - reach), reach);
    const at = tail.lastIndexOf('startxref', undefined, 'latin1');
    if (at >= 0) return new Lexer(tail, at + 9).integer();
    if (reach >= source.size) break;
  }
  return -1;
}

interface Section {
  trailer: Dict;
  free: number[];
}

function readSection(source: ByteSource, offset: number, entries: Entries): Section | null {
  if (offset < 0 || offset >= source.size) return null;
  const head = new Lexer(source.view(offset, 64));
  return head.accept('xref') ? readTable(source, offset, entries) : readXrefStream(source, offset, entries);
}

function readTable(source: ByteSource, offset: number, entries: Entries): Section | null {
  for (let size = 16 << 10; ; size *= 8) {
    const window = source.view(offset, size);
    const lexer = new Lexer(window);
    lexer.accept('xref');
    const used: [number, number][] = [];
    const free: number[] = [];
    const ok = readSubsections(lexer, used, free);
    const trailer = ok && lexer.accept('trailer') ? lexer.next() : null;
    if (lexer.hitEnd && offset + window.length < source.size) continue;
    if (trailer === null || trailer instanceof Keyword || !isDict(trailer)) return null;
    for (const [num, at] of used) if (!entries.has(num)) entries.set(num, at);
    // A hybrid file marks as free what its stream then places (§7.5.8.4): the stream comes before the free ones.
    const hybrid = trailer.get('XRefStm');
    if (typeof hybrid === 'number') {
      const extra = readXrefStream(source, hybrid, entries);
      if (extra !== null) free.push(...extra.free);
    }
    return { trailer, free };
  }
}

function readSubsections(lexer: Lexer, used: [number, number][], free: number[]): boolean {
  for (;;) {
    let first = lexer.integer();
    if (first < 0) return true;
    const count = lexer.integer();
    if (count < 0) return false;
    for (let i = 0; i < count; i++) {
      const at = lexer.integer();
      const gen = lexer.integer();
      if (at < 0 || gen < 0) return !lexer.hitEnd && at < 0 && i > 0;
      const inUse = lexer.accept('n');
      if (!inUse && !lexer.accept('f')) return false;
      // "1 5" for a table that begins with object 0, as several producers write.
      if (i === 0 && first === 1 && !inUse && gen === 65535) first = 0;
      const num = first + i;
      if (num > MAX_NUMBER) continue;
      if (inUse && at > 0) used.push([num, at]);
      else free.push(num);
    }
  }
}

function readXrefStream(source: ByteSource, offset: number, entries: Entries): Section | null {
  const object = readIndirect(source, offset, () => null);
  if (object === null || !(object.value instanceof PdfStream)) return null;
  return readXrefEntries(source, object.value, entries);
}

function readXrefEntries(source: ByteSource, stream: PdfStream, entries: Entries): Section | null {
  const { dict } = stream;
  if (nameOf(dict.get('Type')) !== 'XRef') return null;
  const data = decodeStream(dict, Buffer.from(source.view(stream.start, stream.length)));
  const widths = numbers(dict.get('W'));
  if (data === null || widths.length < 3 || widths.some((w) => w < 0 || w > 8)) return null;
  const [w0 = 0, w1 = 0, w2 = 0] = widths;
  const step = w0 + w1 + w2;
  if (step === 0) return null;
  const size = dict.get('Size');
  const index = numbers(dict.get('Index'));
  if (index.length < 2) index.splice(0, index.length, 0, typeof size === 'number' ? size : 0);
  const free: number[] = [];
  let p = 0;
  for (let i = 0; i + 1 < index.length; i += 2) {
    const first = index[i] as number;
    const count = index[i + 1] as number;
    for (let k = 0; k < count && p + step <= data.length; k++, p += step) {
      const num = first + k;
      if (num < 0 || num > MAX_NUMBER) continue;
      const type = w0 === 0 ? 1 : field(data, p, w0);
      const value = field(data, p + w0, w1);
      if (type === 0) free.push(num);
      else if (!entries.has(num)) {
        if (type === 1) entries.set(num, value);
        else if (type === 2) entries.set(num, -value);
      }
    }
  }
  return { trailer: dict, free };
}

function field(data: Buffer, at: number, width: number): number {
  let value = 0;
  for (let i = 0; i < width; i++) value = value * 256 + (data[at + i] as number);
  return value;
}

function numbers(value: unknown): number[] {
  return Array.isArray(value) ? value.filter((item): item is number => Number.isInteger(item)) : [];
}
