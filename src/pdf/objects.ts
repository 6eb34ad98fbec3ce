/**
 * The values of PDF syntax (ISO 32000-1 §7.3) as the reader gives them and the writer takes them.
 * Strings stay as they were spelled, so that copying changes no byte. No I/O; treat every value as read-only.
 */

export class Name {
  /** Decoded: `#20` is a space. One char per byte. */
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

export class Ref {
  readonly num: number;
  readonly gen: number;
  constructor(num: number, gen = 0) {
    this.num = num;
    this.gen = gen;
  }
}

/** A string with its delimiters as spelled, `(…)` or `<…>`, one char per byte. */
export class PdfString {
  readonly raw: string;
  constructor(raw: string) {
    this.raw = raw;
  }
  /** The bytes it stands for, one char per byte. */
  get bytes(): string {
    return this.raw.startsWith('<') ? decodeHex(this.raw) : decodeLiteral(this.raw);
  }
  /** As a text string (§7.9.2.2): UTF-16 with mark, UTF-8 with mark, else PDFDocEncoding taken as Latin-1. */
  get text(): string {
    return decodeText(this.bytes);
  }
}

/** Ready-made syntax, written as it stands: for values that the writer composes itself. */
export class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Dict = Map<string, PdfValue>;
export type PdfValue = null | boolean | number | Name | Ref | PdfString | Raw | Dict | PdfValue[];

/** A stream whose bytes lie in the source at `start`. */
export class PdfStream {
  readonly dict: Dict;
  /** Offset of the first byte in the source. */
  readonly start: number;
  /** Bytes as stored; already corrected where /Length was wrong. */
  readonly length: number;
  constructor(dict: Dict, start: number, length: number) {
    this.dict = dict;
    this.start = start;
    this.length = length;
  }
}

export type PdfObject = PdfValue | PdfStream;

export function isDict(value: PdfObject | undefined): value is Dict {
  return value instanceof Map;
}

export function nameOf(value: PdfObject | undefined): string | null {
  return value instanceof Name ? value.value : null;
}

export function dict(entries: Record<string, PdfValue | undefined>): Dict {
  const map: Dict = new Map();
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) map.set(key, value);
  return map;
}

/** A text string: ASCII in parentheses, anything else as UTF-16BE with mark in hex. */
export function textString(text: string): PdfString {
  if (/^[\x20-\x7e]*$/.test(text)) return new PdfString(`(${text.replace(/[\\()]/g, '\\$&')})`);
  let hex = '<FEFF';
  for (let i = 0; i < text.length; i++) {
    hex += text.charCodeAt(i).toString(16).toUpperCase().padStart(4, '0');
  }
  return new PdfString(`${hex}>`);
}

function decodeHex(raw: string): string {
  let digits = raw.replace(/[^0-9A-Fa-f]/g, '');
  if (digits.length % 2 === 1) digits += '0';
  return Buffer.from(digits, 'hex').toString('latin1');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function decodeLiteral(raw: string): string {
  const inner = raw.slice(1, raw.endsWith(')') ? -1 : undefined);
  if (!/[\\\r]/.test(inner)) return inner;
  return inner.replace(/\\(\r\n|[0-7]{1,3}|[\s\S])|\r\n?/g, (whole: string, escaped: string | undefined) => {
    if (escaped === undefined) return '\n';
    if (escaped === '\n' || escaped === '\r' || escaped === '\r\n') return '';
    if (/^[0-7]/.test(escaped)) return String.fromCharCode(Number.parseInt(escaped, 8) & 255);
    return ESCAPES[escaped] ?? whole.slice(1);
  });
}

export function decodeText(bytes: string): string {
  if (bytes.startsWith('\xfe\xff')) {
    const swapped = Buffer.from(bytes.slice(2, bytes.length - (bytes.length % 2)), 'latin1').swap16();
    return stripLanguageEscapes(swapped.toString('utf16le'));
  }
  if (bytes.startsWith('\xff\xfe')) {
    return stripLanguageEscapes(Buffer.from(bytes.slice(2), 'latin1').toString('utf16le'));
  }
  if (bytes.startsWith('\xef\xbb\xbf')) return Buffer.from(bytes.slice(3), 'latin1').toString('utf8');
  return bytes;
}

/** U+001B … U+001B marks a language in a text string (§7.9.2.2); it is not text. */
function stripLanguageEscapes(text: string): string {
  return text.includes('\x1b')
    ? text
        .split('\x1b')
        .filter((_, i) => i % 2 === 0)
        .join('')
    : text;
}
