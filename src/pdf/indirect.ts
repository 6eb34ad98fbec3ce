/**
 * One indirect object, `n g obj … endobj`, at a known place of a source, with its stream's true extent:
 * a wrong /Length is mended by looking for `endstream`. Resolves no reference but /Length, through the caller.
 */
import { CLASS, Keyword, Lexer } from './lexer.js';
import { isDict, type PdfObject, PdfStream, type PdfValue, Ref } from './objects.js';
import type { ByteSource } from './source.js';

export interface Indirect {
  num: number;
  gen: number;
  value: PdfObject;
  /** Offset behind the value: of a stream, behind its data. */
  end: number;
}

/** First guess at the bytes that an object without its stream takes; grows eightfold. */
const FIRST_WINDOW = 8 << 10;
/** An object (without stream) that needs more than this is taken for damage, bytes. */
const MAX_OBJECT = 64 << 20;

export type LengthOf = (ref: Ref) => number | null;

/** The object at `pos`, or null if none begins there (white space before it is passed over). */
export function readIndirect(source: ByteSource, pos: number, lengthOf: LengthOf): Indirect | null {
  for (let size = FIRST_WINDOW; ; size *= 8) {
    const window = source.view(pos, size);
    const lexer = new Lexer(window);
    const more = pos + window.length < source.size && size < MAX_OBJECT;
    const head = objectHead(lexer);
    if (head === null) {
      if (lexer.hitEnd && more && window.length < 256) continue;
      return null;
    }
    const read = lexer.next();
    const value: PdfValue = read instanceof Keyword ? null : read;
    if (read instanceof Keyword) lexer.pos -= read.text.length;
    const afterValue = lexer.pos;
    const isStream = isDict(value) && lexer.accept('stream');
    if (lexer.hitEnd && more) continue;
    if (!isStream) return { ...head, value, end: pos + afterValue };
    const start = pos + dataStart(window, lexer.pos);
    const length = streamLength(source, start, value.get('Length') ?? null, lengthOf);
    return { ...head, value: new PdfStream(value, start, length), end: start + length };
  }
}

function objectHead(lexer: Lexer): { num: number; gen: number } | null {
  const num = lexer.integer();
  if (num < 0) return null;
  const gen = lexer.integer();
  if (gen < 0 || !lexer.accept('obj')) return null;
  return { num, gen };
}

function dataStart(window: Buffer, pos: number): number {
  let p = pos;
  while (window[p] === 0x20 || window[p] === 0x09) p++;
  if (window[p] === 0x0d) return window[p + 1] === 0x0a ? p + 2 : p + 1;
  if (window[p] === 0x0a) return p + 1;
  return pos;
}

function streamLength(source: ByteSource, start: number, declared: PdfValue, lengthOf: LengthOf): number {
  const length = declared instanceof Ref ? lengthOf(declared) : declared;
  if (
    typeof length === 'number' &&
    Number.isInteger(length) &&
    length >= 0 &&
    start + length <= source.size
  ) {
    // The view is as large as an object's window: what follows the stream is often read next.
    const tail = source.view(start + length, FIRST_WINDOW);
    let p = 0;
    while (p < tail.length && CLASS[tail[p] as number] === 1) p++;
    if (p <= 4 && startsWith(tail, p, 'end')) return length;
  }
  return findEnd(source, start);
}

function startsWith(bytes: Buffer, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false;
  return true;
}

/** Length up to `endstream` (else `endobj`, else the end of the file), without the line end before it. */
function findEnd(source: ByteSource, start: number): number {
  const step = 64 << 10;
  const overlap = 16;
  let fallback = -1;
  for (let pos = start; pos < source.size; pos += step) {
    const chunk = source.view(pos, step + overlap);
    const at = chunk.indexOf('endstream', 0, 'latin1');
    if (at >= 0) return trimLineEnd(source, start, pos + at);
    if (fallback < 0) {
      const object = chunk.indexOf('endobj', 0, 'latin1');
      if (object >= 0) fallback = pos + object;
    }
  }
  return fallback >= 0 ? trimLineEnd(source, start, fallback) : source.size - start;
}

function trimLineEnd(source: ByteSource, start: number, end: number): number {
  const from = Math.max(start, end - 2);
  const tail = source.view(from, end - from);
  let drop = 0;
  if (tail[tail.length - 1] === 0x0a) drop = tail[tail.length - 2] === 0x0d ? 2 : 1;
  else if (tail[tail.length - 1] === 0x0d) drop = 1;
  return end - start - drop;
}
