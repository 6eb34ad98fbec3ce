/**
 * Reads a zip's directory and single entries, by position: a 300 MB document with photos costs its XML alone.
 * May not write to disk, nor trust a declared size: inflating stops at the limit given (zip bombs).
 *
 * node:zlib rather than a library: its `maxOutputLength` is the one that stops inside the inflater.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { crc32, inflateRawSync } from 'node:zlib';
import { ReadFailure } from './failure.js';
import { LIMITS } from './limits.js';

interface Entry {
  name: string;
  method: number;
  flags: number;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

const END = 0x06054b50;
const END64 = 0x06064b50;
const END64_LOCATOR = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

export class ZipFile {
  readonly #file: FileBytes;
  readonly #entries: Map<string, Entry>;
  /** Bytes before the archive: a self-extractor or junk shifts all offsets. */
  readonly #shift: number;

  private constructor(file: FileBytes, entries: Map<string, Entry>, shift: number) {
    this.#file = file;
    this.#entries = entries;
    this.#shift = shift;
  }

  /**
   * Opens a zip and reads its directory; an encrypted package as well that asks nobody for a password. Throws
   * ReadFailure: 'damaged' where there is no directory, 'encrypted' where a password is needed. Close it.
   */
  static async open(absolute: string): Promise<ZipFile> {
    let file: FileBytes = await DiskBytes.open(absolute);
    if ((await file.at(0, OLE.length)).equals(OLE)) {
      await file.close();
      // Loaded when the first such file comes.
      file = await (await import('./encrypted-package.js')).EncryptedPackage.open(absolute);
    }
    try {
      const { entries, shift } = await readDirectory(file);
      return new ZipFile(file, entries, shift);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** A zip inside another file: the same, of bytes at hand. */
  static async of(bytes: Buffer): Promise<ZipFile> {
    const file = DiskBytes.of(bytes);
    const { entries, shift } = await readDirectory(file);
    return new ZipFile(file, entries, shift);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  /** Entry names with `/`, as written. */
  names(): string[] {
    return [...this.#entries.values()].map((entry) => entry.name);
  }

  has(name: string): boolean {
    return this.#entries.has(key(name));
  }

  /** Declared unpacked size in bytes, or 0. */
  size(name: string): number {
    return this.#entries.get(key(name))?.size ?? 0;
  }

  /** One entry unpacked, or null if there is none of that name. `limit`: bytes, above it 'too-large'. */
  async read(name: string, limit: number): Promise<Uint8Array | null> {
    const entry = this.#entries.get(key(name));
    if (!entry) return null;
    if (entry.flags & 1) throw new ReadFailure('encrypted', `zip entry ${entry.name} is encrypted`);
    if (entry.size > limit || entry.packed > limit)
      throw new ReadFailure(
        'too-large',
        `${entry.name}: ${Math.max(entry.size, entry.packed)} bytes, limit ${limit}`,
      );
    const head = await this.#file.at(entry.offset + this.#shift, 30);
    if (head.length < 30 || head.readUInt32LE(0) !== LOCAL)
      throw new ReadFailure('damaged', `zip entry ${entry.name} has no local header`);
    const start = entry.offset + this.#shift + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
    const packed = await this.#file.at(start, entry.packed);
    if (packed.length < entry.packed) throw new ReadFailure('damaged', `zip entry ${entry.name} is cut off`);
    const bytes = unpack(entry, packed, limit);
    if (crc32(bytes) !== entry.crc)
      throw new ReadFailure('damaged', `zip entry ${entry.name}: checksum does not match`);
    return bytes;
  }
}

/** Part names of OOXML are compared without case (ECMA-376-2 §6.2.2.3); some zippers write `\`. */
function key(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

function unpack(entry: Entry, packed: Buffer, limit: number): Uint8Array {
  if (entry.method === 0) return packed;
  if (entry.method !== 8)
    throw new ReadFailure('damaged', `zip entry ${entry.name}: packing method ${entry.method}`);
  try {
    return inflateRawSync(packed, { maxOutputLength: limit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new ReadFailure(
        'too-large',
        `zip entry ${entry.name} unpacks to more than ${limit} bytes`,
        error,
      );
    throw new ReadFailure('damaged', `zip entry ${entry.name} does not unpack`, error);
  }
}

/** Bytes of a file that are read at once: a document's ten parts would take forty calls otherwise. */
const WHOLE = 1 << 20;

/** The head of an OLE file ([MS-CFB] 2.2), which an encrypted package is. */
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** A zip's bytes by position: as many as there are. */
interface FileBytes {
  readonly size: number;
  at(position: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

class DiskBytes implements FileBytes {
  /** Null where all bytes are at hand. */
  readonly #file: FileHandle | null;
  readonly size: number;
  #whole: Buffer | null = null;

  private constructor(file: FileHandle | null, size: number) {
    this.#file = file;
    this.size = size;
  }

  static of(bytes: Buffer): DiskBytes {
    const file = new DiskBytes(null, bytes.length);
    file.#whole = bytes;
    return file;
  }

  static async open(absolute: string): Promise<DiskBytes> {
    const file = await open(absolute, 'r');
    try {
      const bytes = new DiskBytes(file, (await file.stat()).size);
      if (bytes.size <= WHOLE) bytes.#whole = await bytes.at(0, bytes.size);
      return bytes;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** As many bytes as there are. */
  async at(position: number, length: number): Promise<Buffer> {
    if (position < 0 || length < 0) return Buffer.alloc(0);
    const end = Math.min(this.size, position + length);
    if (this.#whole) return this.#whole.subarray(position, end);
    if (this.#file === null) return Buffer.alloc(0);
    const buffer = Buffer.alloc(Math.max(0, end - position));
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await this.#file.read(buffer, filled, buffer.length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }
}

async function readDirectory(file: FileBytes): Promise<{ entries: Map<string, Entry>; shift: number }> {
  const { size: fileSize } = file;
  const tailLength = Math.min(fileSize, 65_557);
  const tail = await file.at(fileSize - tailLength, tailLength);
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END) at--;
  if (at < 0) throw new ReadFailure('damaged', 'no zip directory: the file is cut off');
  const endPosition = fileSize - tailLength + at;
  let count = tail.readUInt16LE(at + 10);
  let length = tail.readUInt32LE(at + 12);
  let offset = tail.readUInt32LE(at + 16);
  let directoryEnd = endPosition;
  if (count === 0xffff || length === 0xffffffff || offset === 0xffffffff) {
    const locator = await file.at(endPosition - 20, 20);
    if (locator.length === 20 && locator.readUInt32LE(0) === END64_LOCATOR) {
      const position = Number(locator.readBigUInt64LE(8));
      const end64 = await file.at(position, 56);
      if (end64.length === 56 && end64.readUInt32LE(0) === END64) {
        count = Number(end64.readBigUInt64LE(32));
        length = Number(end64.readBigUInt64LE(40));
        offset = Number(end64.readBigUInt64LE(48));
        directoryEnd = position;
      }
    }
  }
  if (count > LIMITS.zip.entries || length > 64 * 1024 * 1024)
    throw new ReadFailure('too-large', `${count} zip entries`);
  const shift = directoryEnd - length - offset;
  if (shift < 0) throw new ReadFailure('damaged', 'the zip directory lies outside the file');
  return { entries: parseDirectory(await file.at(offset + shift, length), count), shift };
}

function parseDirectory(directory: Buffer, count: number): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== CENTRAL)
      throw new ReadFailure('damaged', 'the zip directory is broken');
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const flags = directory.readUInt16LE(at + 8);
    const raw = directory.subarray(at + 46, at + 46 + nameLength);
    const entry: Entry = {
      // Part names of documents are ASCII; other zips only have their names looked at.
      name: raw.toString(flags & 0x800 ? 'utf8' : 'latin1').replaceAll('\\', '/'),
      flags,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    };
    widen(entry, directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength));
    // The first of two equal names is the one that Word opens.
    if (!entries.has(key(entry.name))) entries.set(key(entry.name), entry);
    at += 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** Zip64: sizes that don't fit 32 bits stand in the extra field. */
function widen(entry: Entry, extra: Buffer): void {
  let at = 0;
  while (at + 4 <= extra.length) {
    const id = extra.readUInt16LE(at);
    const end = Math.min(extra.length, at + 4 + extra.readUInt16LE(at + 2));
    if (id === 1) {
      let field = at + 4;
      for (const name of ['size', 'packed', 'offset'] as const) {
        if (entry[name] !== 0xffffffff || field + 8 > end) continue;
        entry[name] = Number(extra.readBigUInt64LE(field));
        field += 8;
      }
    }
    at = end;
  }
}
