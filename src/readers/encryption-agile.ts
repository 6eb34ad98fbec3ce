/** Agile encryption ([MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15), as Excel 2010 and later write it, by the built-in password. */
import { createDecipheriv } from 'node:crypto';
import { hashOf, numberBytes, SEGMENT, type SegmentCipher, spin } from './encryption.js';
import { LIMITS } from './limits.js';
import { parseXml, type XmlNode } from './xml.js';

/** Keep the keys apart that are made of one password ([MS-OFFCRYPTO] 2.3.4.13). */
const VERIFIER_INPUT = Buffer.from('fea7d2763b4b9e79', 'hex');
const VERIFIER_HASH = Buffer.from('d7aa0f6d3061344e', 'hex');
const KEY_VALUE = Buffer.from('146e0be7abacd0d6', 'hex');

/** What a key or a vector is filled up with that is longer than a hash. */
const FILL = 0x36;

const HASHES = new Map([
  ['SHA1', 'sha1'],
  ['SHA256', 'sha256'],
  ['SHA384', 'sha384'],
  ['SHA512', 'sha512'],
]);

interface Method {
  hash: string;
  keyBytes: number;
  blockSize: number;
  salt: Buffer;
}

/** Null where the password is another. The HMAC over the package is not checked: the zip has checksums of its own. */
export function agileCipher(descriptor: Buffer): SegmentCipher | null {
  const root = parseXml(descriptor, 'EncryptionInfo');
  const nodes = all(root);
  const data = methodOf(nodes.find((one) => local(one) === 'keyData'));
  // The password's; those of certificates are not spun.
  const node = nodes.find((one) => local(one) === 'encryptedKey' && 'spinCount' in one.attributes);
  const own = methodOf(node);
  const spins = Number(node?.attributes.spinCount);
  if (!data || !own || !node || !(spins >= 0 && spins <= LIMITS.encryption.spins)) return null;
  const spun = spin(own.hash, own.salt, spins);
  const opened = (attribute: string, purpose: Buffer): Buffer => {
    const key = sized(hashOf(own.hash, spun, purpose), own.keyBytes);
    return decrypt(key, sized(own.salt, own.blockSize), base64(node.attributes[attribute]));
  };
  const input = opened('encryptedVerifierHashInput', VERIFIER_INPUT).subarray(0, own.salt.length);
  const expected = hashOf(own.hash, input);
  const given = opened('encryptedVerifierHashValue', VERIFIER_HASH).subarray(0, expected.length);
  if (!expected.equals(given)) return null;
  const key = opened('encryptedKeyValue', KEY_VALUE).subarray(0, data.keyBytes);
  return (bytes, first) => {
    const parts: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += SEGMENT) {
      const vector = sized(hashOf(data.hash, data.salt, numberBytes(first + at / SEGMENT)), data.blockSize);
      parts.push(decrypt(key, vector, bytes.subarray(at, at + SEGMENT)));
    }
    return Buffer.concat(parts);
  };
}

/** Null where the cipher is not AES with chained blocks: RC2 and DES may be named, and Excel writes neither. */
function methodOf(node: XmlNode | undefined): Method | null {
  if (!node) return null;
  const {
    cipherAlgorithm,
    cipherChaining,
    hashAlgorithm = '',
    keyBits,
    blockSize,
    saltValue,
  } = node.attributes;
  const hash = HASHES.get(hashAlgorithm.replace('-', '').toUpperCase());
  if (cipherAlgorithm !== 'AES' || cipherChaining !== 'ChainingModeCBC' || !hash) return null;
  return { hash, keyBytes: Number(keyBits) / 8, blockSize: Number(blockSize), salt: base64(saltValue) };
}

function decrypt(key: Buffer, vector: Buffer, bytes: Buffer): Buffer {
  const cipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, vector).setAutoPadding(false);
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}

function sized(bytes: Buffer, length: number): Buffer {
  return Buffer.concat([bytes.subarray(0, length), Buffer.alloc(Math.max(0, length - bytes.length), FILL)]);
}

function base64(text = ''): Buffer {
  return Buffer.from(text, 'base64');
}

function all(root: XmlNode): XmlNode[] {
  return [root, ...root.children.flatMap((child) => (typeof child === 'string' ? [] : all(child)))];
}

/** The descriptor's namespaces are none of a document's, so its prefixes are the writer's own. */
function local({ name }: XmlNode): string {
  return name.replace(/^.*[:}]/, '');
}
