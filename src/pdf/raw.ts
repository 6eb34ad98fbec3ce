/**
 * A PDF opened by the tool's own reader: objects by number, streams by extent, little in memory. Mends what
 * it can by a scan of the file, once, and says so. Decrypts nothing.
 */
import { decodeStream } from './filters.js';
import { readIndirect } from './indirect.js';
import { Keyword, Lexer } from './lexer.js';
import { type Dict, isDict, type PdfObject, PdfStream, type PdfValue, Ref } from './objects.js';
import { scanObjects } from './recover.js';
import type { ByteSource } from './source.js';
import { type Entries, headerOffset, readXref } from './xref.js';

const CACHED_OBJECTS = 512;
/** Bytes of object streams kept unpacked: objects that are used together may lie far apart. */
const CACHED_OBJECT_STREAMS = 32 << 20;

interface ObjectStream {
  data: Buffer;
  /** Object number → offset in `data`. */
  offsets: Map<number, number>;
}

export class RawPdf {
  readonly source: ByteSource;
  trailer: Dict = new Map();
  /** True once the scan had to replace the cross-reference chain. */
  repaired = false;
  private entries: Entries = new Map();
  private readonly base: number;
  private cache = new Map<number, PdfObject>();
  private objectStreams = new Map<number, ObjectStream>();
  private objectStreamBytes = 0;
  private readonly most: number;
  private readonly loading = new Set<number>();

  /** @param most bytes of object streams to keep unpacked */
  constructor(source: ByteSource, most = CACHED_OBJECT_STREAMS) {
    this.source = source;
    this.most = most;
    this.base = Math.max(0, headerOffset(source));
    const xref = readXref(source, this.base);
    if (xref === null) this.repair();
    else {
      this.entries = xref.entries;
      this.trailer = xref.trailer;
      if (!this.encrypted && this.catalog === null) this.repair();
    }
  }

  get encrypted(): boolean {
    return (this.trailer.get('Encrypt') ?? null) !== null;
  }

  /** The document catalog, or null if there is none that names pages. */
  get catalog(): Dict | null {
    const root = this.dict(this.trailer.get('Root'));
    return root?.has('Pages') ? root : null;
  }

  /** All object numbers that are in use, rising. */
  numbers(): number[] {
    return [...this.entries]
      .filter(([, at]) => at !== 0)
      .map(([num]) => num)
      .sort((a, b) => a - b);
  }

  /** Where the object, or the stream that holds it, begins in the file, bytes; null where there is none. */
  offsetOf(num: number): number | null {
    const at = this.entries.get(num) ?? 0;
    if (at === 0) return null;
    return at > 0 ? at : (this.entries.get(-at) ?? null);
  }

  /** The object of this number; null where there is none. */
  get(num: number): PdfObject {
    const cached = this.cache.get(num);
    if (cached !== undefined) return cached;
    // A /Length that lies in the very stream it measures, or an object stream in itself.
    if (this.loading.has(num)) return null;
    this.loading.add(num);
    let value: PdfObject;
    try {
      value = this.load(num);
    } finally {
      this.loading.delete(num);
    }
    if (this.cache.size >= CACHED_OBJECTS) this.cache.clear();
    this.cache.set(num, value);
    return value;
  }

  /** Follows references, also a reference to a reference. */
  resolve(value: PdfObject | undefined): PdfObject {
    let current = value ?? null;
    for (let i = 0; i < 32 && current instanceof Ref; i++) current = this.get(current.num);
    return current instanceof Ref ? null : current;
  }

  dict(value: PdfObject | undefined): Dict | null {
    const resolved = this.resolve(value);
    if (resolved instanceof PdfStream) return resolved.dict;
    return isDict(resolved) ? resolved : null;
  }

  array(value: PdfObject | undefined): PdfValue[] | null {
    const resolved = this.resolve(value);
    return Array.isArray(resolved) ? resolved : null;
  }

  number(value: PdfObject | undefined): number | null {
    const resolved = this.resolve(value);
    return typeof resolved === 'number' ? resolved : null;
  }

  /** The decoded bytes of a stream; null if its filters are not the reader's. */
  decoded(stream: PdfStream, limit?: number): Buffer | null {
    const data = Buffer.allocUnsafe(stream.length);
    const length = this.source.readInto(data, 0, stream.start, stream.length);
    const plain: Dict = new Map(stream.dict);
    for (const key of ['Filter', 'DecodeParms']) {
      const value = this.resolve(plain.get(key));
      if (Array.isArray(value))
        plain.set(
          key,
          value.map((item) => plainValue(this.resolve(item))),
        );
      else plain.set(key, plainValue(value));
    }
    return decodeStream(plain, data.subarray(0, length), limit);
  }

  /** Replaces the cross-reference chain by a scan of the file. Does nothing a second time. */
  repair(): void {
    if (this.repaired) return;
    this.repaired = true;
    const first = this.trailer;
    const found = scanObjects(this.source, (stream) => [...this.open(stream).offsets.keys()]);
    this.entries = found.entries;
    this.trailer = new Map([...first, ...found.trailer]);
    this.cache = new Map();
    this.objectStreams = new Map();
    this.objectStreamBytes = 0;
  }

  private load(num: number): PdfObject {
    const at = this.entries.get(num);
    if (at === undefined || at === 0) return null;
    const value = at > 0 ? this.loadDirect(num, at) : this.loadCompressed(num, -at);
    if (value !== undefined) return value;
    if (this.repaired) return null;
    this.repair();
    return this.load(num);
  }

  private loadDirect(num: number, at: number): PdfObject | undefined {
    const lengthOf = (ref: Ref) => this.number(ref);
    let object = readIndirect(this.source, at, lengthOf);
    if (object?.num !== num && this.base > 0) object = readIndirect(this.source, at + this.base, lengthOf);
    return object?.num === num ? object.value : undefined;
  }

  private loadCompressed(num: number, holder: number): PdfObject | undefined {
    const stream = this.objectStream(holder);
    if (stream === null) return undefined;
    const offset = stream.offsets.get(num);
    if (offset === undefined) return undefined;
    const value = new Lexer(stream.data, offset).next();
    return value instanceof Keyword ? null : value;
  }

  /** Of those kept, the one that was not asked for longest goes first. */
  private objectStream(holder: number): ObjectStream | null {
    let stream = this.objectStreams.get(holder);
    if (stream === undefined) {
      const object = this.entries.get(holder) === undefined ? null : this.get(holder);
      if (!(object instanceof PdfStream)) return null;
      stream = this.open(object);
      this.objectStreamBytes += stream.data.length;
    } else this.objectStreams.delete(holder);
    this.objectStreams.set(holder, stream);
    for (const [oldest, { data }] of this.objectStreams) {
      if (this.objectStreamBytes <= this.most || oldest === holder) break;
      this.objectStreams.delete(oldest);
      this.objectStreamBytes -= data.length;
    }
    return stream;
  }

  private open(stream: PdfStream): ObjectStream {
    const data = this.decoded(stream) ?? Buffer.alloc(0);
    const count = this.number(stream.dict.get('N')) ?? 0;
    const first = this.number(stream.dict.get('First')) ?? 0;
    const offsets = new Map<number, number>();
    const head = new Lexer(data);
    for (let i = 0; i < count; i++) {
      const num = head.integer();
      const offset = head.integer();
      if (num < 0 || offset < 0) break;
      if (first + offset < data.length) offsets.set(num, first + offset);
    }
    return { data, offsets };
  }
}

function plainValue(value: PdfObject): PdfValue {
  return value instanceof PdfStream ? value.dict : value;
}
