/** RC4 ([MS-OFFCRYPTO] 2.3.6) and RC4 by CryptoAPI ([MS-OFFCRYPTO] 2.3.5) of an .xls, by the built-in password. */
import { hashOf, numberBytes, PASSWORD_UTF16 } from './encryption.js';
import { Rc4 } from './rc4.js';
import type { RecordCipher } from './xls-encryption.js';

/** Bytes of the stream that share a key ([MS-XLS] 2.2.10); heads and plain records use up key bytes too. */
const BLOCK = 1024;

const RC4 = 0x6801;
/** Zero stands for this many bits ([MS-OFFCRYPTO] 2.3.2, KeySize). */
const DEFAULT_KEY = 40;
const LONGEST_KEY = 16;

type KeyOf = (block: number) => Buffer;

/** @param info FilePass without its first field; null where the password is another */
export function rc4Cipher(info: Buffer): RecordCipher | null {
  const [major, minor] = [info.readUInt16LE(0), info.readUInt16LE(2)];
  if (major === 1 && minor === 1) return basic(info.subarray(4));
  return minor === 2 && major >= 2 && major <= 4 ? cryptoApi(info.subarray(8)) : null;
}

/** Salt, verifier and its hash, 16 bytes each ([MS-OFFCRYPTO] 2.3.6.1). */
function basic(info: Buffer): RecordCipher | null {
  if (info.length < 48) return null;
  const salted = Buffer.concat([hashOf('md5', PASSWORD_UTF16).subarray(0, 5), info.subarray(0, 16)]);
  const first = hashOf('md5', ...Array<Buffer>(16).fill(salted)).subarray(0, 5);
  const keyOf: KeyOf = (block) => hashOf('md5', first, numberBytes(block));
  return fits('md5', keyOf, info.subarray(16, 32), info.subarray(32, 48)) ? streamCipher(keyOf) : null;
}

/** @param info from EncryptionHeader's length on ([MS-OFFCRYPTO] 2.3.5.1) */
function cryptoApi(info: Buffer): RecordCipher | null {
  const headerLength = info.readUInt32LE(0);
  const header = info.subarray(4, 4 + headerLength);
  const verifier = info.subarray(4 + headerLength);
  if (header.readUInt32LE(8) !== RC4 || verifier.length < 60 || verifier.readUInt32LE(0) !== 16) return null;
  const keyBytes = Math.min(LONGEST_KEY, (header.readUInt32LE(16) || DEFAULT_KEY) >> 3);
  const first = hashOf('sha1', verifier.subarray(4, 20), PASSWORD_UTF16);
  const keyOf: KeyOf = (block) => {
    const key = hashOf('sha1', first, numberBytes(block)).subarray(0, keyBytes);
    // 40 bits are filled up with zeros, no other length is ([MS-OFFCRYPTO] 2.3.5.2).
    return keyBytes === 5 ? Buffer.concat([key, Buffer.alloc(LONGEST_KEY - 5)]) : key;
  };
  return fits('sha1', keyOf, verifier.subarray(20, 36), verifier.subarray(40, 60))
    ? streamCipher(keyOf)
    : null;
}

/** The verifier and its hash are enciphered one after the other. */
function fits(hash: string, keyOf: KeyOf, verifier: Buffer, verifierHash: Buffer): boolean {
  const rc4 = new Rc4(keyOf(0));
  const plain = Buffer.concat([verifier, verifierHash]).map((byte) => byte ^ rc4.next());
  return hashOf(hash, plain.subarray(0, verifier.length)).equals(plain.subarray(verifier.length));
}

function streamCipher(keyOf: KeyOf): RecordCipher {
  let block = -1;
  const keys = Buffer.alloc(BLOCK);
  return (stream, from, to) => {
    for (let at = from; at < to; at++) {
      const needed = Math.floor(at / BLOCK);
      if (needed !== block) {
        block = needed;
        const rc4 = new Rc4(keyOf(block));
        for (let i = 0; i < BLOCK; i++) keys[i] = rc4.next();
      }
      stream[at] = (stream[at] ?? 0) ^ (keys[at % BLOCK] ?? 0);
    }
  };
}
