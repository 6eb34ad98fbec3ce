/** Limits of PDF/A-2 on single values (ISO 19005-2 §6.1.6, §6.1.8, §6.1.13). */
import { Name, PdfString, type PdfValue } from './objects.js';
import type { PdfaReason } from './pdfa.js';

const MAX_STRING = 32767;
const MAX_NAME = 127;
const MAX_INTEGER = 2 ** 31 - 1;
/** Device colour that no sRGB output intent explains, in full and as inline images shorten it. */
const CMYK = new Set(['DeviceCMYK', 'CMYK']);

/** What is wrong with a number, name or string; null for one that is sound, and for everything else. */
export function valueReason(value: PdfValue): PdfaReason | null {
  if (typeof value === 'number') return Math.abs(value) > MAX_INTEGER ? 'limits' : null;
  if (value instanceof Name) {
    if (CMYK.has(value.value)) return 'cmyk';
    return value.value.length > MAX_NAME || !isUtf8(value.value) ? 'limits' : null;
  }
  if (!(value instanceof PdfString)) return null;
  const { raw } = value;
  if (raw.length > MAX_STRING) return 'limits';
  return raw.startsWith('<') && !/^<(?:\s*[\dA-Fa-f]\s*[\dA-Fa-f])*\s*>$/.test(raw) ? 'limits' : null;
}

/** Names of fonts and colorants have to be UTF-8 (§6.1.8); all others are asked to be as well. */
function isUtf8(name: string): boolean {
  if (/^[\x20-\x7e]*$/.test(name)) return true;
  return Buffer.from(Buffer.from(name, 'latin1').toString('utf8'), 'utf8').toString('latin1') === name;
}
