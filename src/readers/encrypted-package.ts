/**
 * The zip inside an encrypted .xlsx or .docx ([MS-OFFCRYPTO] 2.3.4.4), where the password is the one that Excel has
 * built in. Each segment is deciphered as it is asked for, so that a large file is never held whole.
 */
import { SEGMENT, type SegmentCipher } from './encryption.js';
import { agileCipher } from './encryption-agile.js';
import { standardCipher } from './encryption-standard.js';
import { ReadFailure } from './failure.js';
import { LIMITS } from './limits.js';
import { OleFile, type OleStream } from './ole.js';

/** The length of the zip stands before it, in the clear. */
const SIZE_FIELD = 8;

/** The last file's, since the pictures of one file are asked for one by one: the key costs 0.2 s. */
let last: { info: Buffer; cipher: SegmentCipher } | null = null;

export class EncryptedPackage {
  readonly #file: OleFile;
  readonly #stream: OleStream;
  readonly #decipher: SegmentCipher;
  readonly size: number;

  private constructor(file: OleFile, stream: OleStream, decipher: SegmentCipher, size: number) {
    this.#file = file;
    this.#stream = stream;
    this.#decipher = decipher;
    this.size = size;
  }

  /** Throws ReadFailure 'encrypted' where another password is needed, 'not-the-format' where there is no such package. */
  static async open(absolute: string): Promise<EncryptedPackage> {
    const file = await OleFile.open(absolute);
    try {
      const stream = file.stream('EncryptedPackage');
      if (stream === null) throw new ReadFailure('not-the-format', 'OLE compound file');
      const info = await file.read('EncryptionInfo', LIMITS.encryption.descriptor);
      const decipher = info === null ? null : cipherOf(info);
      const field = await stream.at(0, SIZE_FIELD);
      if (decipher === null || field.length < SIZE_FIELD)
        throw new ReadFailure('encrypted', 'EncryptedPackage');
      const size = Math.min(Number(field.readBigUInt64LE(0)), stream.size - SIZE_FIELD);
      return new EncryptedPackage(file, stream, decipher, size);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** As many bytes of the zip as there are. */
  async at(position: number, length: number): Promise<Buffer> {
    const end = Math.min(this.size, position + length);
    if (position < 0 || end <= position) return Buffer.alloc(0);
    const first = Math.floor(position / SEGMENT);
    const start = first * SEGMENT;
    const until = Math.ceil(end / SEGMENT) * SEGMENT;
    const bytes = await this.#stream.at(SIZE_FIELD + start, until - start);
    // What a cut-off file leaves of its last block can't be deciphered.
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 16));
    return this.#decipher(whole, first).subarray(position - start, end - start);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

function cipherOf(info: Buffer): SegmentCipher | null {
  if (last?.info.equals(info)) return last.cipher;
  const cipher = tried(info);
  if (cipher !== null) last = { info, cipher };
  return cipher;
}

/** Null where the password is another, or the method one that is not known. */
function tried(info: Buffer): SegmentCipher | null {
  if (info.length < 8) return null;
  try {
    const [major, minor] = [info.readUInt16LE(0), info.readUInt16LE(2)];
    if (major === 4 && minor === 4) return agileCipher(info.subarray(8));
    return minor === 2 && major >= 2 && major <= 4 ? standardCipher(info.subarray(8)) : null;
  } catch {
    // A stranger's descriptor can name keys and salts of any length, which node:crypto then refuses.
    return null;
  }
}
