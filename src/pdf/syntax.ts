/**
 * PDF values → bytes (one char per byte), the counterpart of `lexer`. References go through `ref`, so that a
 * copy is renumbered while it is written. No I/O.
 */
import { Name, PdfString, type PdfValue, Raw, Ref } from './objects.js';

/** New number of a reference, or 0 where its target is left out (written as null). */
export type MapRef = (ref: Ref) => number;

const SAME: MapRef = (ref) => ref.num;

export function serialise(value: PdfValue, map: MapRef = SAME): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value instanceof Name) return nameText(value.value);
  if (value instanceof Ref) {
    const num = map(value);
    return num === 0 ? 'null' : `${num} 0 R`;
  }
  if (value instanceof PdfString) return value.raw;
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) {
    let out = '[';
    for (let i = 0; i < value.length; i++) out += (i === 0 ? '' : ' ') + serialise(value[i] as PdfValue, map);
    return `${out}]`;
  }
  let out = '<<';
  for (const [key, item] of value) {
    const text = serialise(item, map);
    const c = text.charCodeAt(0);
    // A delimiter ends the name before it: / ( < [
    out += nameText(key) + (c === 0x2f || c === 0x28 || c === 0x3c || c === 0x5b ? text : ` ${text}`);
  }
  return `${out}>>`;
}

const PLAIN = /^[!"$&'*+,\-.0-9:;=?@A-Z\\^_`a-z|~]*$/;

function nameText(name: string): string {
  if (PLAIN.test(name)) return `/${name}`;
  let out = '/';
  for (const char of name) {
    out += PLAIN.test(char) ? char : `#${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

/** A number as PDF spells it: no exponent (§7.3.3). */
export function formatNumber(value: number): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? String(value) : '0';
  if (!Number.isFinite(value)) return '0';
  const text = String(value);
  if (!text.includes('e')) return text;
  return value.toFixed(10).replace(/\.?0+$/, '');
}

/** A length for content streams, rounded to 1/1000 pt. */
export function pt(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return formatNumber(rounded === 0 ? 0 : rounded);
}
