/** What the methods of encrypting a file have in common ([MS-OFFCRYPTO]). */
import { createHash } from 'node:crypto';

/**
 * The password that Excel encrypts with where a user protects the structure of a workbook, or recommends to only read
 * it, and sets none for opening. Excel tries it before it asks, and so does LibreOffice.
 */
const BUILT_IN = 'VelvetSweatshop';

/** As all methods hash it but XOR obfuscation, which takes its characters as bytes. */
export const PASSWORD_UTF16 = Buffer.from(BUILT_IN, 'utf16le');
export const PASSWORD_BYTES = Buffer.from(BUILT_IN, 'latin1');

/** Bytes of a package that are enciphered at a time ([MS-OFFCRYPTO] 2.3.4.15); the standard method has no such pieces. */
export const SEGMENT = 4096;

/** Deciphers whole segments, and the last one as far as it goes; `first`: number of the first of them. */
export type SegmentCipher = (bytes: Buffer, first: number) => Buffer;

/** A number as it is hashed. */
export function numberBytes(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function hashOf(hash: string, ...parts: Uint8Array[]): Buffer {
  const made = createHash(hash);
  for (const part of parts) made.update(part);
  return made.digest();
}

/** The password hashed again and again ([MS-OFFCRYPTO] 2.3.4.7, 2.3.4.11). */
export function spin(hash: string, salt: Buffer, turns: number): Buffer {
  let value = hashOf(hash, salt, PASSWORD_UTF16);
  const turn = Buffer.alloc(4 + value.length);
  for (let i = 0; i < turns; i++) {
    turn.writeUInt32LE(i, 0);
    value.copy(turn, 4);
    value = hashOf(hash, turn);
  }
  return value;
}
