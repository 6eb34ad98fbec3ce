/** Bytes of a WOFF2 in order, with its two ways of packing a number. */
import { FontError } from './sfnt.js';

export class Reader {
  readonly #bytes: Uint8Array;
  pos: number;

  constructor(bytes: Uint8Array, pos: number) {
    this.#bytes = bytes;
    this.pos = pos;
  }

  byte(): number {
    const value = this.#bytes[this.pos++];
    if (value === undefined) throw new FontError('the WOFF2 file is cut off');
    return value;
  }

  word(): number {
    return this.byte() * 256 + this.byte();
  }

  /** 255UInt16 (§6.1.1). */
  short(): number {
    const code = this.byte();
    if (code === 253) return this.word();
    if (code === 255) return this.byte() + 253;
    return code === 254 ? this.byte() + 506 : code;
  }

  /** UIntBase128 (§6.1.2). */
  base128(): number {
    let value = 0;
    for (let i = 0; i < 5; i++) {
      const byte = this.byte();
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
    throw new FontError('bad length in the WOFF2 directory');
  }

  take(length: number): Uint8Array {
    this.pos += length;
    return this.#bytes.subarray(this.pos - length, this.pos);
  }
}
