/** The picture of an electronic seal (GB/T 38540, SES_ESPictrueInfo), from the seal or from the signature around it. */

export interface SealPicture {
  /** "png", "bmp", "ofd", "jb2" … */
  type: string;
  bytes: Uint8Array;
}

const SEQUENCE = 0x30;
const CONTEXT = 0xa0;
const OCTETS = 0x04;
const IA5 = 0x16;
const UTF8 = 0x0c;
/** A picture is larger than any name or mark beside it. */
const LEAST = 32;

/** The first sequence (type, picture, …) in DER; null if there is none. */
export function sealPicture(der: Uint8Array, depth = 0): SealPicture | null {
  if (depth > 16) return null;
  const parts: { tag: number; body: Uint8Array }[] = [];
  for (let at = 0; at + 2 <= der.length; ) {
    const tag = der[at] ?? 0;
    let length = der[at + 1] ?? 0;
    let start = at + 2;
    if (length >= 0x80) {
      const count = length & 0x7f;
      if (count === 0 || count > 4 || start + count > der.length) break;
      length = der.subarray(start, start + count).reduce((sum, byte) => sum * 256 + byte, 0);
      start += count;
    }
    if (start + length > der.length) break;
    parts.push({ tag, body: der.subarray(start, start + length) });
    at = start + length;
  }
  const [type, picture] = parts;
  if (
    type &&
    picture &&
    (type.tag === IA5 || type.tag === UTF8) &&
    picture.tag === OCTETS &&
    picture.body.length > LEAST
  )
    return { type: Buffer.from(type.body).toString('latin1').toLowerCase(), bytes: picture.body };
  for (const { tag, body } of parts) {
    // Some makers wrap the seal in octets.
    const inside = tag === SEQUENCE || (tag & 0xe0) === CONTEXT || (tag === OCTETS && body[0] === SEQUENCE);
    const found = inside ? sealPicture(body, depth + 1) : null;
    if (found !== null) return found;
  }
  return null;
}
