/**
 * Writes one PDF 1.7 from front to back: streams as they come, other objects gathered in object streams, a
 * cross-reference stream last (ISO 32000-1 §7.5.7–7.5.8), so that no offset is limited to 10 digits. Keeps
 * 9 bytes an object. Knows nothing of pages.
 */
import { deflateSync } from 'node:zlib';
import { type Dict, dict, Name, PdfString, type PdfValue, Ref } from './objects.js';
import type { Sink } from './sink.js';
import { openSink } from './sink-beside.js';
import type { ByteSource } from './source.js';
import { type MapRef, serialise } from './syntax.js';

/** Objects in one object stream; readers unpack a stream as a whole. */
const PER_STREAM = 200;
/** ... and at most this many bytes. */
const STREAM_BYTES = 64 << 10;
/** Object text is highly repetitive: the fastest level gives most of the gain. */
const DEFLATE = { level: 2 };

/** PDF/A-2 allows no more objects (ISO 19005-2 §6.1.13); some stand for what the end of the file still needs. */
export const PDFA_OBJECTS = 8_388_607 - 100_000;

export interface Written {
  bytes: number;
  sha256: string;
}

export class PdfWriter {
  readonly sink: Sink;
  private readonly index = new ObjectIndex();
  private nextNumber = 1;
  private pendingNumbers: number[] = [];
  private pending: string[] = [];
  private pendingBytes = 0;

  /** @param expected about as many bytes as will be written */
  constructor(path: string, expected = 0) {
    this.sink = openSink(path, expected);
    // The second line marks the file as binary (§7.5.2).
    this.sink.latin1('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
  }

  /** Numbers given away so far. */
  get objects(): number {
    return this.nextNumber - 1;
  }

  /** The next free object number, or the first of `count` successive ones. */
  allocate(count = 1): number {
    const num = this.nextNumber;
    this.nextNumber += count;
    return num;
  }

  /** Writes an object that is no stream under a number from `allocate`. */
  put(num: number, value: PdfValue, map?: MapRef): void {
    this.putText(num, serialise(value, map));
  }

  putText(num: number, text: string): void {
    if (
      this.pending.length >= PER_STREAM ||
      (this.pendingBytes > 0 && this.pendingBytes + text.length > STREAM_BYTES)
    ) {
      this.flushObjects();
    }
    this.pendingNumbers.push(num);
    this.pending.push(text);
    this.pendingBytes += text.length + 1;
  }

  add(value: PdfValue): Ref {
    const num = this.allocate();
    this.put(num, value);
    return new Ref(num);
  }

  /** Writes a stream; /Length is set here. `data` is as stored: already filtered. */
  putStream(num: number, entries: Dict, data: Uint8Array): void {
    this.beginStream(num, entries, data.length);
    this.sink.bytes(data);
    this.sink.latin1('\nendstream\nendobj\n');
  }

  addStream(entries: Dict, data: Uint8Array): Ref {
    const num = this.allocate();
    this.putStream(num, entries, data);
    return new Ref(num);
  }

  /** Writes a stream whose bytes come untouched from an input. */
  copyStream(
    num: number,
    entries: Dict,
    source: ByteSource,
    start: number,
    length: number,
    map: MapRef,
  ): void {
    this.beginStream(num, entries, length, map);
    this.sink.copy(source, start, length);
    this.sink.latin1('\nendstream\nendobj\n');
  }

  /** Writes what is pending, the cross-reference stream and the trailer; closes the file. */
  finish(root: Ref, info: Ref): Written {
    this.flushObjects();
    const { sink } = this;
    const num = this.allocate();
    const start = sink.position;
    this.index.direct(num, start);
    const id = sink.digest().slice(0, 32).toUpperCase();
    const data = deflateSync(this.index.encode(this.nextNumber), { level: 6 });
    const entries = dict({
      Type: new Name('XRef'),
      Size: this.nextNumber,
      W: ObjectIndex.WIDTHS,
      Root: root,
      Info: info,
      ID: [new PdfString(`<${id}>`), new PdfString(`<${id}>`)],
      Filter: new Name('FlateDecode'),
      DecodeParms: dict({ Predictor: 12, Columns: ObjectIndex.STEP }),
    });
    this.beginStream(num, entries, data.length);
    sink.bytes(data);
    sink.latin1(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`);
    const sha256 = sink.finish();
    return { bytes: sink.position, sha256 };
  }

  private beginStream(num: number, entries: Dict, length: number, map?: MapRef): void {
    // The map may queue or write other objects: the text is made before the place is taken.
    entries.set('Length', length);
    const text = serialise(entries, map);
    this.index.direct(num, this.sink.position);
    this.sink.latin1(`${num} 0 obj\n${text}\nstream\n`);
  }

  private flushObjects(): void {
    if (this.pending.length === 0) return;
    const holder = this.allocate();
    let head = '';
    let offset = 0;
    this.pending.forEach((text, i) => {
      const num = this.pendingNumbers[i] as number;
      head += `${num} ${offset} `;
      offset += text.length + 1;
      this.index.compressed(num, holder, i);
    });
    const data = deflateSync(Buffer.from(`${head}${this.pending.join(' ')} `, 'latin1'), DEFLATE);
    const entries = dict({
      Type: new Name('ObjStm'),
      N: this.pending.length,
      First: head.length,
      Filter: new Name('FlateDecode'),
    });
    this.pending = [];
    this.pendingNumbers = [];
    this.pendingBytes = 0;
    this.putStream(holder, entries, data);
  }
}

/** Where each object stands: offset, or holder and index; grows by doubling. */
class ObjectIndex {
  /** 1 type, 6 offset or holder, 2 index or generation: 256 TB. */
  static readonly WIDTHS = [1, 6, 2];
  static readonly STEP = 9;
  private place = new Float64Array(1024);
  /** Index in the holder + 1; 0 for a direct object. */
  private slot = new Uint16Array(1024);

  direct(num: number, offset: number): void {
    this.grow(num);
    this.place[num] = offset;
  }

  compressed(num: number, holder: number, index: number): void {
    this.grow(num);
    this.place[num] = holder;
    this.slot[num] = index + 1;
  }

  /** The rows 0 … size-1, each with the PNG predictor "up". */
  encode(size: number): Buffer {
    const step = ObjectIndex.STEP;
    const out = Buffer.alloc(size * (step + 1));
    const row = Buffer.alloc(step);
    const last = Buffer.alloc(step);
    for (let num = 0; num < size; num++) {
      row.fill(0);
      const slot = this.slot[num] ?? 0;
      const place = this.place[num] ?? 0;
      if (place > 0) {
        row[0] = slot > 0 ? 2 : 1;
        row.writeUIntBE(place, 1, 6);
        row.writeUInt16BE(slot > 0 ? slot - 1 : 0, 7);
      } else if (num === 0) {
        row.writeUInt16BE(65535, 7);
      }
      const at = num * (step + 1);
      out[at] = 2;
      for (let i = 0; i < step; i++) {
        out[at + 1 + i] = ((row[i] as number) - (last[i] as number)) & 255;
        last[i] = row[i] as number;
      }
    }
    return out;
  }

  private grow(num: number): void {
    if (num < this.place.length) return;
    const size = Math.max(num + 1, this.place.length * 2);
    const place = new Float64Array(size);
    place.set(this.place);
    this.place = place;
    const slot = new Uint16Array(size);
    slot.set(this.slot);
    this.slot = slot;
  }
}
