/** XOR obfuscation of an .xls by method 1 ([MS-OFFCRYPTO] 2.3.7.1 to 2.3.7.3), by the built-in password. */
import { PASSWORD_BYTES } from './encryption.js';
import type { RecordCipher } from './xls-encryption.js';

/** Behind the password, to make it 16 bytes. */
const PAD = Buffer.from('bbffffbaffffb98000be0f00bf0f00', 'hex');
const KEY_LENGTH = 16;

/** @param info key and verifier, of two bytes each; null where the password is another */
export function xorCipher(info: Buffer): RecordCipher | null {
  const key = xorKey(PASSWORD_BYTES);
  if (info.readUInt16LE(0) !== key || info.readUInt16LE(2) !== verifierOf(PASSWORD_BYTES)) return null;
  const low = key & 0xff;
  const high = key >> 8;
  const keys = Buffer.concat([PASSWORD_BYTES, PAD])
    .subarray(0, KEY_LENGTH)
    .map((byte, i) => rotated(byte ^ (i % 2 === 0 ? low : high), 7, 8));
  return (stream, from, to, length) => {
    for (let at = from; at < to; at++)
      stream[at] = rotated((stream[at] ?? 0) ^ (keys[(at + length) % KEY_LENGTH] ?? 0), 3, 8);
  };
}

/** The key that the tables of 2.3.7.2 make of a password: they hold the turns of one shift register. */
function xorKey(password: Buffer): number {
  let key = 0;
  let base = 0x8000;
  let end = 0xffff;
  const turned = (value: number): number => {
    const next = rotated(value, 1, 16);
    return next & 1 ? next ^ 0x1020 : next;
  };
  for (const byte of [...password].reverse()) {
    for (let bit = 0; bit < 8; bit++) {
      base = turned(base);
      if ((byte & 0x7f & (1 << bit)) !== 0) key ^= base;
      end = turned(end);
    }
  }
  return key ^ end;
}

/** [MS-OFFCRYPTO] 2.3.7.1. */
function verifierOf(password: Buffer): number {
  let verifier = 0;
  for (const byte of [...password].reverse()) verifier = rotated(verifier, 1, 15) ^ byte;
  return rotated(verifier, 1, 15) ^ password.length ^ 0xce4b;
}

/** To the left, within `width` bits. */
function rotated(value: number, by: number, width: number): number {
  return ((value << by) | (value >>> (width - by))) & ((1 << width) - 1);
}
