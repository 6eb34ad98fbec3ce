/** A zip in memory whose parts are replaced while all others are copied as they are packed. */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** Length of the end record without its comment, which is shorter than 64 KB. */
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const DEFLATED = 8;
const UTF8 = 0x800;
/** Sizes stand behind the data: not in what is written anew. */
const DESCRIPTOR = 0x8;
const ENCRYPTED = 0x1;
const SEVERAL_DISKS = 0xffff;

interface Entry {
  name: string;
  rawName: Buffer;
  flags: number;
  method: number;
  crc: number;
  packed: number;
  size: number;
  /** Of its local header. */
  offset: number;
}

export class Package {
  readonly #bytes: Buffer;
  readonly #entries: readonly Entry[];
  readonly #changed = new Map<string, Buffer>();

  private constructor(bytes: Buffer, entries: readonly Entry[]) {
    this.#bytes = bytes;
    this.#entries = entries;
  }

  /** @returns null for what is no plain zip: none, a damaged one, one above 4 GB, an encrypted one */
  static read(bytes: Buffer): Package | null {
    const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
    if (end < 0 || end + END_LENGTH > bytes.length || bytes.length - end > END_LENGTH + LONGEST_COMMENT)
      return null;
    if (bytes.readUInt32LE(end) !== END) return null;
    const count = bytes.readUInt16LE(end + 10);
    let at = bytes.readUInt32LE(end + 16);
    if (count === SEVERAL_DISKS || at === 0xffffffff) return null;
    const entries: Entry[] = [];
    for (let i = 0; i < count; i += 1) {
      if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) return null;
      const nameLength = bytes.readUInt16LE(at + 28);
      const rawName = bytes.subarray(at + 46, at + 46 + nameLength);
      const entry: Entry = {
        name: rawName.toString('utf8'),
        rawName,
        flags: bytes.readUInt16LE(at + 8),
        method: bytes.readUInt16LE(at + 10),
        crc: bytes.readUInt32LE(at + 16),
        packed: bytes.readUInt32LE(at + 20),
        size: bytes.readUInt32LE(at + 24),
        offset: bytes.readUInt32LE(at + 42),
      };
      if ((entry.flags & ENCRYPTED) !== 0 || dataOf(bytes, entry) === null) return null;
      entries.push(entry);
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    return new Package(bytes, entries);
  }

  /** @param limit bytes when unpacked @returns null where there is no such part, or it can't be unpacked */
  text(name: string, limit: number): string | null {
    const entry = this.#entries.find((one) => one.name === name);
    const data = entry && dataOf(this.#bytes, entry);
    if (!entry || !data) return null;
    if (entry.method === 0) return data.length > limit ? null : data.toString('utf8');
    if (entry.method !== DEFLATED) return null;
    try {
      return inflateRawSync(data, { maxOutputLength: limit }).toString('utf8');
    } catch (error) {
      // Damaged, or larger than it may be: it is converted as it is.
      if (error instanceof Error) return null;
      throw error;
    }
  }

  /** Replaces a part, or adds it. */
  put(name: string, text: string): void {
    this.#changed.set(name, Buffer.from(text, 'utf8'));
  }

  bytes(): Buffer {
    if (this.#changed.size === 0) return this.#bytes;
    const parts: Buffer[] = [];
    const directory: Buffer[] = [];
    let offset = 0;
    const write = (entry: Omit<Entry, 'offset' | 'name'>, data: Buffer) => {
      const local = Buffer.concat([header(entry), entry.rawName]);
      directory.push(central(entry, offset), entry.rawName);
      parts.push(local, data);
      offset += local.length + data.length;
    };
    for (const entry of this.#entries) {
      if (this.#changed.has(entry.name)) continue;
      const data = dataOf(this.#bytes, entry);
      if (data !== null) write({ ...entry, flags: entry.flags & ~DESCRIPTOR }, data);
    }
    for (const [name, content] of this.#changed) {
      const data = deflateRawSync(content);
      const rawName = Buffer.from(name, 'utf8');
      const facts = { crc: crc32(content), packed: data.length, size: content.length };
      write({ rawName, flags: UTF8, method: DEFLATED, ...facts }, data);
    }
    const list = Buffer.concat(directory);
    const end = Buffer.alloc(END_LENGTH);
    end.writeUInt32LE(END, 0);
    end.writeUInt16LE(directory.length / 2, 8);
    end.writeUInt16LE(directory.length / 2, 10);
    end.writeUInt32LE(list.length, 12);
    end.writeUInt32LE(offset, 16);
    return Buffer.concat([...parts, list, end]);
  }
}

/** The packed bytes; null where they do not lie in the file. */
function dataOf(bytes: Buffer, { offset, packed }: Entry): Buffer | null {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) return null;
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  return start + packed > bytes.length ? null : bytes.subarray(start, start + packed);
}

type Facts = Omit<Entry, 'offset' | 'name'>;

function header({ flags, method, crc, packed, size, rawName }: Facts): Buffer {
  const out = Buffer.alloc(30);
  out.writeUInt32LE(LOCAL, 0);
  out.writeUInt16LE(20, 4);
  out.writeUInt16LE(flags, 6);
  out.writeUInt16LE(method, 8);
  out.writeUInt32LE(crc, 14);
  out.writeUInt32LE(packed, 18);
  out.writeUInt32LE(size, 22);
  out.writeUInt16LE(rawName.length, 26);
  return out;
}

function central(entry: Facts, offset: number): Buffer {
  const out = Buffer.alloc(46);
  out.writeUInt32LE(CENTRAL, 0);
  out.writeUInt16LE(20, 4);
  header(entry).copy(out, 6, 4, 30);
  out.writeUInt32LE(offset, 42);
  return out;
}
