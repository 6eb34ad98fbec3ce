/**
 * The transformed outlines of a WOFF2 (W3C WOFF2 §5.1): glyphs taken out of the streams that all of them share, and written
 * as a TrueType font has them. Only those wanted are rebuilt; the others are passed over.
 */
import { FontError, view } from './sfnt.js';
import { Reader } from './woff2-reader.js';

/** Composite glyph flags (OpenType 'glyf'). */
const ARGS_ARE_WORDS = 1;
const HAS_SCALE = 8;
const MORE_COMPONENTS = 32;
const HAS_XY_SCALE = 64;
const HAS_2X2 = 128;
const HAS_INSTRUCTIONS = 256;

/** Where each stream stood before a glyph, so that one glyph can be read without those before it. */
interface Start {
  points: number;
  flags: number;
  glyph: number;
  composite: number;
  box: number;
  instructions: number;
}

const STREAMS = 6;

/** The transformed glyf table (§5.1): seven streams that all glyphs share. */
export class TransformedOutlines {
  readonly #data: Uint8Array;
  readonly #count: number;
  readonly #contours: DataView;
  readonly #boxed: Uint8Array;
  readonly #overlapping: Uint8Array | null;
  readonly #first: Start;

  constructor(data: Uint8Array) {
    this.#data = data;
    const v = view(data);
    const options = v.getUint16(2);
    this.#count = v.getUint16(4);
    const sizes = Array.from({ length: 7 }, (_, i) => v.getUint32(8 + i * 4));
    const starts: number[] = [];
    let at = 36;
    for (const size of sizes) {
      starts.push(at);
      at += size;
    }
    const [contours = 0, points = 0, flags = 0, glyph = 0, composite = 0, boxes = 0, instructions = 0] =
      starts;
    const bitmap = 4 * Math.floor((this.#count + 31) / 32);
    this.#contours = view(data.subarray(contours, points));
    this.#boxed = data.subarray(boxes, boxes + bitmap);
    this.#overlapping = (options & 1) === 0 ? null : data.subarray(at, at + Math.ceil(this.#count / 8));
    this.#first = { points, flags, glyph, composite, box: boxes + bitmap, instructions };
  }

  /** `left`: xMin of the glyphs that were rebuilt. */
  rebuild(wanted: ReadonlySet<number>): { glyf: Uint8Array; loca: Uint8Array; left: Map<number, number> } {
    const startOf = this.#locate();
    const parts = new Map<number, Uint8Array>();
    const todo = [...wanted];
    for (let gid = todo.pop(); gid !== undefined; gid = todo.pop()) {
      if (parts.has(gid) || gid >= this.#count) continue;
      const start = startOf(gid);
      const contours = this.#contours.getInt16(gid * 2);
      if (contours > 0) parts.set(gid, this.#simple(gid, contours, start));
      else if (contours < 0) parts.set(gid, this.#composite(gid, start, todo));
    }
    const size = [...parts.values()].reduce((sum, part) => sum + ((part.length + 3) & ~3), 0);
    const glyf = new Uint8Array(size);
    const loca = new Uint8Array((this.#count + 1) * 4);
    const left = new Map<number, number>();
    let at = 0;
    for (let gid = 0; gid < this.#count; gid++) {
      view(loca).setUint32(gid * 4, at);
      const part = parts.get(gid);
      if (part === undefined) continue;
      glyf.set(part, at);
      left.set(gid, view(part).getInt16(2));
      at += (part.length + 3) & ~3;
    }
    view(loca).setUint32(this.#count * 4, at);
    return { glyf, loca, left };
  }

  /** One pass over all glyphs, which reads no coordinate: a flag tells how many bytes they take. */
  #locate(): (gid: number) => Start {
    const rows = new Int32Array(this.#count * STREAMS);
    const at = { ...this.#first };
    const points = new Reader(this.#data, at.points);
    const glyph = new Reader(this.#data, at.glyph);
    const composite = new Reader(this.#data, at.composite);
    for (let gid = 0; gid < this.#count; gid++) {
      rows.set([points.pos, at.flags, glyph.pos, composite.pos, at.box, at.instructions], gid * STREAMS);
      const contours = this.#contours.getInt16(gid * 2);
      if (contours > 0) {
        let total = 0;
        for (let i = 0; i < contours; i++) total += points.short();
        for (let i = 0; i < total; i++) glyph.pos += tripletBytes(this.#data[at.flags++] as number);
        at.instructions += glyph.short();
      } else if (contours < 0 && skipComponents(composite)) at.instructions += glyph.short();
      if (this.#hasBox(gid)) at.box += 8;
    }
    return (gid) => {
      const [points = 0, flags = 0, glyph = 0, composite = 0, box = 0, instructions = 0] = rows.subarray(
        gid * STREAMS,
        (gid + 1) * STREAMS,
      );
      return { points, flags, glyph, composite, box, instructions };
    };
  }

  #hasBox(gid: number): boolean {
    return ((this.#boxed[gid >> 3] as number) & (0x80 >> (gid & 7))) !== 0;
  }

  #simple(gid: number, contours: number, start: Start): Uint8Array {
    const points = new Reader(this.#data, start.points);
    const ends: number[] = [];
    let total = 0;
    for (let i = 0; i < contours; i++) {
      total += points.short();
      ends.push(total - 1);
    }
    const glyph = new Reader(this.#data, start.glyph);
    const deltas: Delta[] = [];
    for (let i = 0; i < total; i++) deltas.push(readTriplet(this.#data[start.flags + i] as number, glyph));
    const instructions = new Reader(this.#data, start.instructions).take(glyph.short());
    const overlapping = ((this.#overlapping?.[gid >> 3] ?? 0) & (0x80 >> (gid & 7))) !== 0;
    const box = this.#hasBox(gid) ? this.#data.subarray(start.box, start.box + 8) : boxOf(deltas);
    return writeSimple(ends, deltas, instructions, box, overlapping);
  }

  #composite(gid: number, start: Start, components: number[]): Uint8Array {
    if (!this.#hasBox(gid)) throw new FontError('a composite glyph without a box');
    const reader = new Reader(this.#data, start.composite);
    const instructed = skipComponents(reader, components);
    const body = this.#data.subarray(start.composite, reader.pos);
    const length = instructed ? new Reader(this.#data, start.glyph).short() : 0;
    const instructions = this.#data.subarray(start.instructions, start.instructions + length);
    const out = new Uint8Array(10 + body.length + (instructed ? 2 + length : 0));
    view(out).setInt16(0, -1);
    out.set(this.#data.subarray(start.box, start.box + 8), 2);
    out.set(body, 10);
    if (instructed) {
      view(out).setUint16(10 + body.length, length);
      out.set(instructions, 12 + body.length);
    }
    return out;
  }
}

/** Whether instructions follow; the component glyphs are added to `found`. */
function skipComponents(reader: Reader, found: number[] = []): boolean {
  let instructed = false;
  for (let more = true; more; ) {
    const flags = reader.word();
    found.push(reader.word());
    reader.pos += flags & ARGS_ARE_WORDS ? 4 : 2;
    reader.pos += flags & HAS_SCALE ? 2 : flags & HAS_XY_SCALE ? 4 : flags & HAS_2X2 ? 8 : 0;
    instructed ||= (flags & HAS_INSTRUCTIONS) !== 0;
    more = (flags & MORE_COMPONENTS) !== 0;
  }
  return instructed;
}

interface Delta {
  x: number;
  y: number;
  onCurve: boolean;
}

/** Bytes that a point's coordinates take, by its flag (§5.2). */
function tripletBytes(flag: number): number {
  const kind = flag & 127;
  return kind < 84 ? 1 : kind < 120 ? 2 : kind < 124 ? 3 : 4;
}

function readTriplet(flag: number, input: Reader): Delta {
  const kind = flag & 127;
  const onCurve = flag < 128;
  const signed = (bit: number, value: number): number => ((flag & bit) === 0 ? -value : value);
  const a = input.byte();
  if (kind < 10) return { x: 0, y: signed(1, ((kind & 14) << 7) + a), onCurve };
  if (kind < 20) return { x: signed(1, (((kind - 10) & 14) << 7) + a), y: 0, onCurve };
  if (kind < 84) {
    const base = kind - 20;
    const x = 1 + (base & 0x30) + (a >> 4);
    return { x: signed(1, x), y: signed(2, 1 + ((base & 0x0c) << 2) + (a & 15)), onCurve };
  }
  const b = input.byte();
  if (kind < 120) {
    const base = kind - 84;
    const x = 1 + (Math.floor(base / 12) << 8) + a;
    return { x: signed(1, x), y: signed(2, 1 + (((base % 12) >> 2) << 8) + b), onCurve };
  }
  const c = input.byte();
  if (kind < 124) return { x: signed(1, (a << 4) + (b >> 4)), y: signed(2, ((b & 15) << 8) + c), onCurve };
  return { x: signed(1, (a << 8) + b), y: signed(2, (c << 8) + input.byte()), onCurve };
}

function boxOf(deltas: readonly Delta[]): Uint8Array {
  let [x, y] = [0, 0];
  const box = [32767, 32767, -32768, -32768] as [number, number, number, number];
  for (const delta of deltas) {
    x += delta.x;
    y += delta.y;
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  const out = new Uint8Array(8);
  box.forEach((value, i) => {
    view(out).setInt16(i * 2, value);
  });
  return out;
}

/** Flags of a simple glyph's points (OpenType 'glyf'). */
const ON_CURVE = 1;
const SHORT = 2;
const SAME_OR_POSITIVE = 16;
const OVERLAPPING = 64;

function writeSimple(
  ends: readonly number[],
  deltas: readonly Delta[],
  instructions: Uint8Array,
  box: Uint8Array,
  overlapping: boolean,
): Uint8Array {
  const out: number[] = [ends.length >> 8, ends.length & 255, ...box];
  const word = (to: number[], value: number): void => {
    to.push((value >> 8) & 255, value & 255);
  };
  for (const end of ends) word(out, end);
  word(out, instructions.length);
  for (const byte of instructions) out.push(byte);
  const xs: number[] = [];
  const ys: number[] = [];
  deltas.forEach(({ x, y, onCurve }, i) => {
    const flag = (onCurve ? ON_CURVE : 0) | coordinate(x, xs, word) | (coordinate(y, ys, word) << 1);
    out.push(i === 0 && overlapping ? flag | OVERLAPPING : flag);
  });
  for (const byte of xs) out.push(byte);
  for (const byte of ys) out.push(byte);
  return Uint8Array.from(out);
}

/** Adds one difference to its list; its flags, those of x (y has them one bit higher). */
function coordinate(delta: number, to: number[], word: (to: number[], value: number) => void): number {
  if (delta === 0) return SAME_OR_POSITIVE;
  if (Math.abs(delta) > 255) {
    word(to, delta);
    return 0;
  }
  to.push(Math.abs(delta));
  return delta > 0 ? SHORT | SAME_OR_POSITIVE : SHORT;
}
