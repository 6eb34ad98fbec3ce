/**
 * Bytes → PDF values (ISO 32000-1 §7.2–7.3), forgiving where readers in the field are forgiving.
 * Works on a window of the file: if it runs into the window's end it says so (`hitEnd`) and the caller
 * comes back with a larger window. Never throws, never reads a file.
 */
import { type Dict, Name, PdfString, type PdfValue, Ref } from './objects.js';

/** 0 regular, 1 white space, 2 delimiter. */
export const CLASS = new Uint8Array(256);
for (const c of [0, 9, 10, 12, 13, 32]) CLASS[c] = 1;
for (const c of '()<>[]{}/%') CLASS[c.charCodeAt(0)] = 2;

/** A token that is no value: `obj`, `stream`, `endobj`, `R`, `]`, `>>` … */
export class Keyword {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Deeper nesting than this is an attack or damage; brackets beyond it are passed over. */
const MAX_DEPTH = 200;

/**
 * The names and keywords met last, each at a place that its bytes tell: a file has thousands of them and few kinds. To
 * make a string of bytes takes ten times as long as to compare them with one.
 */
class Words<T> {
  private readonly places: ({ text: string; value: T } | undefined)[] = new Array(512).fill(undefined);
  private readonly make: (text: string) => T;

  constructor(make: (text: string) => T) {
    this.make = make;
  }

  /** @param hash of the bytes from `start` to `end` */
  at(buf: Buffer, start: number, end: number, hash: number): T {
    const place = hash & 511;
    const known = this.places[place];
    if (known !== undefined && isSame(known.text, buf, start, end)) return known.value;
    const text = buf.toString('latin1', start, end);
    const value = this.make(text);
    // A long one is no word.
    if (text.length <= MAX_WORD) this.places[place] = { text, value };
    return value;
  }
}

const MAX_WORD = 40;

function isSame(text: string, buf: Buffer, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== buf[start + i]) return false;
  return true;
}

const NAMES = new Words((text) => new Name(text));
const KEYWORDS = new Words((text) => new Keyword(text));

const TOO_DEEP = new Keyword('[');
const END = new Keyword('');
const CLOSE_ARRAY = new Keyword(']');
const CLOSE_DICT = new Keyword('>>');
const STOP = /^(?:endobj|obj|stream|endstream|xref|trailer|startxref)$/;

export class Lexer {
  readonly buf: Buffer;
  pos: number;
  readonly end: number;
  /** True once a token touched the end of the window: it may be incomplete. */
  hitEnd = false;

  constructor(buf: Buffer, pos = 0, end = buf.length) {
    this.buf = buf;
    this.pos = pos;
    this.end = end;
  }

  skipSpace(): void {
    const { buf, end } = this;
    let p = this.pos;
    while (p < end) {
      const c = buf[p] as number;
      if (CLASS[c] === 1) p++;
      else if (c === 0x25) {
        while (p < end && buf[p] !== 10 && buf[p] !== 13) p++;
      } else break;
    }
    if (p >= end) this.hitEnd = true;
    this.pos = p;
  }

  /** The next value, or a keyword where there is none. An empty keyword is the end. */
  next(depth = 0): PdfValue | Keyword {
    this.skipSpace();
    if (this.pos >= this.end) return END;
    const c = this.buf[this.pos] as number;
    if ((c >= 0x30 && c <= 0x39) || c === 0x2b || c === 0x2d || c === 0x2e) return this.number(c);
    switch (c) {
      case 0x2f:
        this.pos++;
        return this.name();
      case 0x28:
        return this.literal();
      case 0x3c:
        if (this.buf[this.pos + 1] === 0x3c) {
          this.pos += 2;
          return depth < MAX_DEPTH ? this.dictionary(depth) : TOO_DEEP;
        }
        if (this.pos + 1 >= this.end) this.hitEnd = true;
        return this.hex();
      case 0x5b:
        this.pos++;
        return depth < MAX_DEPTH ? this.array(depth) : TOO_DEEP;
      case 0x5d:
        this.pos++;
        return CLOSE_ARRAY;
      case 0x3e:
        if (this.pos + 1 >= this.end) this.hitEnd = true;
        this.pos += this.buf[this.pos + 1] === 0x3e ? 2 : 1;
        return CLOSE_DICT;
      case 0x29:
      case 0x7b:
      case 0x7d:
        this.pos++;
        return new Keyword(String.fromCharCode(c));
      default:
        return this.keyword();
    }
  }

  /** A whole number ≥ 0 at the cursor, or -1 without moving. */
  integer(): number {
    this.skipSpace();
    let p = this.pos;
    let n = 0;
    while (p < this.end) {
      const d = (this.buf[p] as number) - 0x30;
      if (d < 0 || d > 9) break;
      n = n * 10 + d;
      p++;
    }
    if (p >= this.end) this.hitEnd = true;
    if (p === this.pos) return -1;
    this.pos = p;
    return n;
  }

  /** Whether this ASCII word stands at the cursor, after white space; if so it is passed. */
  accept(word: string): boolean {
    this.skipSpace();
    if (this.pos + word.length > this.end) this.hitEnd = true;
    for (let i = 0; i < word.length; i++) if (this.buf[this.pos + i] !== word.charCodeAt(i)) return false;
    this.pos += word.length;
    return true;
  }

  private keyword(): PdfValue | Keyword {
    const { buf, end } = this;
    const start = this.pos;
    let p = start;
    let hash = 0;
    while (p < end) {
      const c = buf[p] as number;
      if (CLASS[c] !== 0) break;
      hash = (hash * 31 + c) | 0;
      p++;
    }
    if (p >= end) this.hitEnd = true;
    this.pos = p;
    const word = KEYWORDS.at(buf, start, p, hash);
    if (word.text === 'null') return null;
    if (word.text === 'true') return true;
    if (word.text === 'false') return false;
    return word;
  }

  private number(first: number): PdfValue {
    const { buf, end } = this;
    let p = this.pos;
    let sign = 1;
    let c = first;
    // "--5" and "+-5" are seen in the field; all signs count, as in other readers.
    while (c === 0x2b || c === 0x2d) {
      if (c === 0x2d) sign = -1;
      c = buf[++p] ?? 0;
    }
    let n = 0;
    const digits = p;
    while (c >= 0x30 && c <= 0x39 && p < end) {
      n = n * 10 + (c - 0x30);
      c = buf[++p] ?? 0;
    }
    const plain = p > digits && digits === this.pos && c !== 0x2e;
    if (c === 0x2e && p < end) {
      let scale = 1;
      c = buf[++p] ?? 0;
      while (c >= 0x30 && c <= 0x39 && p < end) {
        n = n * 10 + (c - 0x30);
        scale *= 10;
        c = buf[++p] ?? 0;
      }
      n = scale > 1e15 || n > Number.MAX_SAFE_INTEGER ? Number(buf.toString('latin1', digits, p)) : n / scale;
    }
    // "0.00-35", "1.2.3": what follows in the same token is noise.
    while (p < end && (c === 0x2d || c === 0x2e || (c >= 0x30 && c <= 0x39))) c = buf[++p] ?? 0;
    if (p >= end) {
      p = end;
      this.hitEnd = true;
    }
    this.pos = p;
    if (plain && CLASS[c] === 1) {
      const gen = this.referenceTail();
      if (gen >= 0) return new Ref(n, gen);
    }
    return sign < 0 ? -n : n;
  }

  /** After a whole number: " gen R", else -1 without moving. */
  private referenceTail(): number {
    const { buf, end } = this;
    let p = this.pos;
    while (p < end && CLASS[buf[p] as number] === 1) p++;
    const start = p;
    let gen = 0;
    while (p < end && p - start < 6) {
      const d = (buf[p] as number) - 0x30;
      if (d < 0 || d > 9) break;
      gen = gen * 10 + d;
      p++;
    }
    if (p === start && p < end) return -1;
    const space = p;
    while (p < end && CLASS[buf[p] as number] === 1) p++;
    if (p + 1 >= end) {
      this.hitEnd = true;
      if (p >= end) return -1;
    }
    if (p === space || buf[p] !== 0x52 || (p + 1 < end && CLASS[buf[p + 1] as number] === 0)) return -1;
    this.pos = p + 1;
    return gen;
  }

  private name(): Name {
    const { buf, end } = this;
    const start = this.pos;
    let p = start;
    let escaped = false;
    let hash = 0;
    while (p < end) {
      const c = buf[p] as number;
      if (CLASS[c] !== 0) break;
      if (c === 0x23) escaped = true;
      hash = (hash * 31 + c) | 0;
      p++;
    }
    if (p >= end) this.hitEnd = true;
    this.pos = p;
    if (!escaped) return NAMES.at(buf, start, p, hash);
    const text = buf.toString('latin1', start, p);
    return new Name(
      text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    );
  }

  private literal(): PdfString {
    const { buf, end } = this;
    const start = this.pos;
    let p = start + 1;
    let open = 1;
    while (p < end) {
      const c = buf[p++] as number;
      if (c === 0x5c) p++;
      else if (c === 0x28) open++;
      else if (c === 0x29 && --open === 0) {
        this.pos = p;
        return new PdfString(buf.toString('latin1', start, p));
      }
    }
    this.hitEnd = true;
    this.pos = end;
    return new PdfString('()');
  }

  private hex(): PdfString {
    const start = this.pos;
    let close = this.buf.indexOf(0x3e, start);
    if (close < 0 || close >= this.end) {
      this.hitEnd = true;
      close = this.end - 1;
      this.pos = this.end;
      return new PdfString('<>');
    }
    this.pos = close + 1;
    const raw = this.buf.toString('latin1', start, close + 1);
    // Other signs between the brackets would be passed on; then only its digits are kept.
    return new PdfString(/^<[0-9A-Fa-f\s]*>$/.test(raw) ? raw : `<${raw.replace(/[^0-9A-Fa-f]/g, '')}>`);
  }

  private array(depth: number): PdfValue {
    const items: PdfValue[] = [];
    for (;;) {
      const before = this.pos;
      const item = this.next(depth + 1);
      if (item instanceof Keyword) {
        if (item === CLOSE_ARRAY || item === END) break;
        // A bracket was forgotten: what follows belongs to the outer level.
        if (item === CLOSE_DICT || STOP.test(item.text)) {
          this.pos = before;
          break;
        }
        continue;
      }
      items.push(item);
    }
    return items;
  }

  private dictionary(depth: number): PdfValue {
    const map: Dict = new Map();
    for (;;) {
      const before = this.pos;
      const key = this.next(depth + 1);
      if (key instanceof Keyword) {
        if (key === CLOSE_DICT || key === END) break;
        if (STOP.test(key.text)) {
          this.pos = before;
          break;
        }
        continue;
      }
      if (!(key instanceof Name)) continue;
      const at = this.pos;
      const value = this.next(depth + 1);
      if (value instanceof Keyword) {
        map.set(key.value, null);
        if (value === CLOSE_DICT || value === END) break;
        if (STOP.test(value.text)) {
          this.pos = at;
          break;
        }
        continue;
      }
      // The first of two equal keys counts in some readers, the last in most: the last.
      map.set(key.value, value);
    }
    return map;
  }
}
