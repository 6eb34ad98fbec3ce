/** QR codes (ISO/IEC 18004) as vector drawings beside web addresses, for whoever reads on paper. */
import { encode } from 'uqr';
import type { Strip } from './flow.js';
import { mm } from './style.js';

/** Module of 0.42 mm: what telephones read from paper at arm's length; smaller only for long addresses. */
const MODULE = mm(0.42);
const LEAST_MODULE = mm(0.33);
/** Largest side with the quiet zone: two codes still fit beside a table's text. */
const LARGEST = mm(34);
/** §5.3.8: four modules of white on every side. */
const QUIET = 4;

/** Where a link of this address leads: percent-encoded, as readers of codes expect it; null if it leads nowhere. */
export function webAddress(url: string): string | null {
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(url) ? url : /^www\./i.test(url) ? `http://${url}` : null;
  const encoded = address === null || /^[!-~]+$/.test(address) || !URL.canParse(address);
  return encoded ? address : new URL(address).href;
}

/**
 * The code of a web address with its quiet zone.
 * @returns a strip as high as wide; null for what is no address or too long for a code that a telephone can read
 */
export function codeStrip(url: string): (Strip & { width: number }) | null {
  const address = webAddress(url.trim());
  // 500 bytes at level M are a code of 85 modules: the largest that fits.
  if (address === null || Buffer.byteLength(address) > 500) return null;
  const { data } = encode(address, { ecc: 'M', border: 0 });
  const sides = data.length + 2 * QUIET;
  const module = Math.min(MODULE, LARGEST / sides);
  if (module < LEAST_MODULE) return null;
  const rows = data.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''));
  const quiet = QUIET * module;
  return {
    width: sides * module,
    height: sides * module,
    items: [{ kind: 'code', x: quiet, y: quiet, size: data.length * module, rows }],
    links: [],
  };
}
