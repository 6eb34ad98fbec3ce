/** LZW as GIF (GIF89a Appendix F) and TIFF (TIFF 6.0 §13) use it. */

export interface LzwForm {
  /** Bits of a plain value; codes are one wider and grow to 12. */
  codeBits: number;
  /** The low bit of a code comes first (GIF, TIFF before 6.0); else the high one, and codes widen one early. */
  lowFirst: boolean;
}

const MOST_CODES = 4096;

/** Never more than `size` bytes; what is missing at a damaged end stays 0. */
export function unpackLzw(data: Uint8Array, { codeBits, lowFirst }: LzwForm, size: number): Buffer {
  const out = Buffer.alloc(size);
  const clear = 1 << codeBits;
  const end = clear + 1;
  const early = lowFirst ? 0 : 1;
  // A code stands for the bytes of an earlier code and one more: where those lie in `out`, and how many.
  const from = new Int32Array(MOST_CODES);
  const length = new Int32Array(MOST_CODES);
  let next = end + 1;
  let bits = codeBits + 1;
  let last = -1;
  let lastAt = 0;
  let to = 0;
  let hold = 0;
  let held = 0;
  for (let at = 0; to < size; ) {
    while (held < bits && at < data.length) {
      const byte = data[at++] ?? 0;
      hold = lowFirst ? hold | (byte << held) : ((hold << 8) | byte) & 0xffffff;
      held += 8;
    }
    if (held < bits) break;
    const code = (lowFirst ? hold : hold >> (held - bits)) & ((1 << bits) - 1);
    if (lowFirst) hold >>>= bits;
    held -= bits;
    if (code === end) break;
    if (code === clear) {
      next = end + 1;
      bits = codeBits + 1;
      last = -1;
      continue;
    }
    if (code > next || (code === next && last < 0)) break;
    const start = to;
    if (code < clear) out[to++] = code;
    else {
      // The code that is just being made repeats the last one and its own first byte.
      const [source, count] =
        code === next ? [lastAt, to - lastAt + 1] : [from[code] ?? 0, length[code] ?? 0];
      for (let i = 0; i < count && to < size; i++) out[to++] = out[source + i] ?? 0;
    }
    if (last >= 0 && next < MOST_CODES) {
      from[next] = lastAt;
      length[next] = start - lastAt + 1;
      next++;
    }
    last = code;
    lastAt = start;
    if (next >= (1 << bits) - early && bits < 12) bits++;
  }
  return out;
}
