/** Standard encryption ([MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9), as Excel 2007 writes it, by the built-in password. */
import { createDecipheriv } from 'node:crypto';
import { hashOf, type SegmentCipher, spin } from './encryption.js';

/** AlgID → bytes of the key ([MS-OFFCRYPTO] 2.3.2). RC4 is for .xls. */
const KEY_BYTES = new Map([
  [0x660e, 16],
  [0x660f, 24],
  [0x6610, 32],
]);

const SPINS = 50_000;
const HASH_BYTES = 20;

/** Null where the password is another, or the cipher not AES. */
export function standardCipher(info: Buffer): SegmentCipher | null {
  const headerLength = info.readUInt32LE(0);
  const keyBytes = KEY_BYTES.get(info.readUInt32LE(4 + 8));
  // EncryptionVerifier, 2.3.3: salt, verifier and its hash, of 16, 16 and 32 bytes; each hash's length goes before.
  const verifier = info.subarray(4 + headerLength);
  if (keyBytes === undefined || verifier.length < 72 || verifier.readUInt32LE(0) !== 16) return null;
  const key = keyOf(verifier.subarray(4, 20), keyBytes);
  const input = decrypt(key, verifier.subarray(20, 36));
  const given = decrypt(key, verifier.subarray(40, 72)).subarray(0, HASH_BYTES);
  return sha1(input).equals(given) ? (bytes) => decrypt(key, bytes) : null;
}

/** [MS-OFFCRYPTO] 2.3.4.7. */
function keyOf(salt: Buffer, length: number): Buffer {
  const last = sha1(spin('sha1', salt, SPINS), Buffer.alloc(4));
  const half = (fill: number): Buffer => {
    const block = Buffer.alloc(64, fill);
    for (const [i, byte] of last.entries()) block[i] = fill ^ byte;
    return sha1(block);
  };
  return Buffer.concat([half(0x36), half(0x5c)]).subarray(0, length);
}

function decrypt(key: Buffer, bytes: Buffer): Buffer {
  const cipher = createDecipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false);
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}

const sha1 = (...parts: Buffer[]): Buffer => hashOf('sha1', ...parts);
