/**
 * The last resort of the raw reader: finds objects by scanning the file for `n g obj`, where the
 * cross-reference chain is missing or lies. The later definition of a number wins, as in an incremental update.
 */
import { readIndirect } from './indirect.js';
import { Keyword, Lexer } from './lexer.js';
import { type Dict, isDict, nameOf, type PdfObject, PdfStream, Ref } from './objects.js';
import type { ByteSource } from './source.js';
import { type Entries, MAX_NUMBER, type Xref } from './xref.js';

const CHUNK = 1 << 20;
/** Longest head before `obj` that is looked at: "2147483647 65535 obj". */
const HEAD = 24;

/** Numbers of the objects that an object stream holds; empty if it can't be decoded. */
export type Contained = (stream: PdfStream) => number[];

export function scanObjects(source: ByteSource, contained: Contained): Xref {
  const entries: Entries = new Map();
  const trailer: Dict = new Map();
  let catalog: Ref | null = null;
  const chunk = Buffer.allocUnsafeSlow(Math.min(CHUNK, source.size) + HEAD);
  let pos = 0;
  while (pos < source.size) {
    const from = Math.max(0, pos - HEAD);
    const length = source.readInto(chunk, 0, from, chunk.length);
    const window = chunk.subarray(0, length);
    let next = from + length;
    let cursor = pos - from;
    for (;;) {
      const hit = nextMark(window, cursor);
      if (hit < 0) break;
      cursor = hit + 3;
      if (window[hit] === 0x74) {
        adoptTrailer(source, from + hit, trailer);
        continue;
      }
      const head = headBefore(window, hit);
      if (head < 0) continue;
      const object = readIndirect(source, from + head, (ref) => lengthAt(source, entries, ref));
      if (object === null || object.num > MAX_NUMBER) continue;
      entries.set(object.num, from + head);
      const type = typeOf(object.value);
      if (type === 'Catalog') catalog = new Ref(object.num, object.gen);
      if (object.value instanceof PdfStream) {
        if (type === 'XRef') merge(trailer, object.value.dict);
        if (type === 'ObjStm') for (const num of contained(object.value)) entries.set(num, -object.num);
        // What lies in a stream is data, also where it looks like an object.
        if (object.end > from + window.length) {
          next = object.end;
          break;
        }
        cursor = Math.max(cursor, object.end - from);
      }
    }
    if (next <= pos) break;
    pos = next;
  }
  if (!(trailer.get('Root') instanceof Ref) && catalog !== null) trailer.set('Root', catalog);
  return { entries, trailer };
}

/** Next `obj` or `trailer` at or after `cursor`: index of its first letter. */
function nextMark(window: Buffer, cursor: number): number {
  const object = window.indexOf('obj', cursor, 'latin1');
  const trailer = window.indexOf('trailer', cursor, 'latin1');
  if (object < 0) return trailer;
  return trailer >= 0 && trailer < object ? trailer : object;
}

/** Start of "n g " before `obj`, or -1. */
function headBefore(window: Buffer, at: number): number {
  let p = at - 1;
  const floor = Math.max(0, at - HEAD);
  const space = () => {
    while (p >= floor && (window[p] === 32 || window[p] === 10 || window[p] === 13 || window[p] === 9)) p--;
  };
  const digits = () => {
    const end = p;
    while (p >= floor && (window[p] as number) >= 0x30 && (window[p] as number) <= 0x39) p--;
    return end - p;
  };
  space();
  if (digits() === 0) return -1;
  const gap = p;
  space();
  if (gap === p || digits() === 0) return -1;
  return p + 1;
}

function lengthAt(source: ByteSource, entries: Entries, ref: Ref): number | null {
  const offset = entries.get(ref.num);
  if (offset === undefined || offset <= 0) return null;
  const object = readIndirect(source, offset, () => null);
  return object !== null && typeof object.value === 'number' ? object.value : null;
}

function typeOf(value: PdfObject): string | null {
  if (value instanceof PdfStream) return nameOf(value.dict.get('Type'));
  return isDict(value) ? nameOf(value.get('Type')) : null;
}

function adoptTrailer(source: ByteSource, at: number, trailer: Dict): void {
  const lexer = new Lexer(source.view(at, 16 << 10));
  if (!lexer.accept('trailer')) return;
  const value = lexer.next();
  if (!(value instanceof Keyword) && isDict(value)) merge(trailer, value);
}

function merge(trailer: Dict, later: Dict): void {
  for (const key of ['Root', 'Encrypt', 'Info', 'ID']) {
    const value = later.get(key);
    if (value !== undefined && value !== null) trailer.set(key, value);
  }
}
