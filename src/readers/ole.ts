/**
 * OLE compound files ([MS-CFB]): the container of .doc .wps .xls .et .ppt, and of encrypted .docx/.xlsx.
 * Knows streams and storages by name; a chain that runs in a circle ends where it has been before.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { ReadFailure } from './failure.js';

/** Sector numbers from here on are marks, not sectors. */
const LAST_SECTOR = 0xfffffffa;
const NO_ENTRY = 0xffffffff;

interface Entry {
  name: string;
  storage: boolean;
  left: number;
  right: number;
  child: number;
  start: number;
  size: number;
}

/** By {@link key} of the path. */
type Named = ReadonlyMap<string, { path: string; entry: Entry }>;

/** A stream's bytes by position: as many as there are. */
export interface OleStream {
  readonly size: number;
  at(position: number, length: number): Promise<Buffer>;
}

export class OleFile {
  readonly #file: FileHandle;
  readonly #fileSize: number;
  readonly #sectorSize: number;
  readonly #cutoff: number;
  readonly #table: Uint32Array;
  readonly #smallTable: Uint32Array;
  /** Holds the small streams. */
  readonly #small: Buffer;
  readonly #entries: Named;

  private constructor(parts: {
    file: FileHandle;
    fileSize: number;
    sectorSize: number;
    cutoff: number;
    table: Uint32Array;
    smallTable: Uint32Array;
    small: Buffer;
    entries: Named;
  }) {
    this.#file = parts.file;
    this.#fileSize = parts.fileSize;
    this.#sectorSize = parts.sectorSize;
    this.#cutoff = parts.cutoff;
    this.#table = parts.table;
    this.#smallTable = parts.smallTable;
    this.#small = parts.small;
    this.#entries = parts.entries;
  }

  /** Throws ReadFailure 'damaged' where header or directory are broken. */
  static async open(absolute: string): Promise<OleFile> {
    const file = await open(absolute, 'r');
    try {
      return await OleFile.#parse(file);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  static async #parse(file: FileHandle): Promise<OleFile> {
    const { size: fileSize } = await file.stat();
    const head = await readAt(file, 0, 512, fileSize);
    if (head.length < 512) throw new ReadFailure('damaged', 'OLE header is cut off');
    const sectorShift = head.readUInt16LE(30);
    if (sectorShift !== 9 && sectorShift !== 12) throw new ReadFailure('damaged', 'OLE header is broken');
    const sectorSize = 1 << sectorShift;
    const most = Math.ceil(fileSize / sectorSize);
    const sector = (n: number) => readAt(file, (n + 1) * sectorSize, sectorSize, fileSize);
    const tableSectors: number[] = [];
    const take = (bytes: Buffer, from: number, to: number): void => {
      for (let at = from; at + 4 <= Math.min(to, bytes.length); at += 4) {
        const n = bytes.readUInt32LE(at);
        if (n < most) tableSectors.push(n);
      }
    };
    take(head, 76, 512);
    // Above 7 MB the allocation sectors are listed in sectors of their own.
    let next = head.readUInt32LE(68);
    for (let seen = 0; next < most && seen <= most && tableSectors.length <= most; seen++) {
      const list = await sector(next);
      take(list, 0, sectorSize - 4);
      next = list.length === sectorSize ? list.readUInt32LE(sectorSize - 4) : NO_ENTRY;
    }
    const table = numbersOf(await readSectors(file, tableSectors.slice(0, most), sectorSize, fileSize));
    const at = (start: number, limit = Number.POSITIVE_INFINITY) =>
      readSectors(file, chain(table, start, Math.min(most, limit)), sectorSize, fileSize);
    const directory = readDirectory(await at(head.readUInt32LE(48), 65_536));
    const root = directory[0];
    if (!root) throw new ReadFailure('damaged', 'OLE directory is cut off');
    return new OleFile({
      file,
      fileSize,
      sectorSize,
      cutoff: head.readUInt32LE(56),
      table,
      smallTable: numbersOf(await at(head.readUInt32LE(60))),
      small: root.start < LAST_SECTOR ? await at(root.start) : Buffer.alloc(0),
      entries: pathsOf(directory),
    });
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  /** Paths of all streams and storages, with `/`: "ObjectPool/_123/WordDocument". */
  paths(): string[] {
    return [...this.#entries.values()].map(({ path }) => path);
  }

  has(path: string): boolean {
    return this.#entries.has(key(path));
  }

  /** A stream, at most its first `limit` bytes; null where there is none. What is cut off is missing at its end. */
  async read(path: string, limit: number): Promise<Buffer | null> {
    return (await this.#part(path, limit)?.at(0, limit)) ?? null;
  }

  /** A stream that is too long to be held; null where there is none. */
  stream(path: string): OleStream | null {
    return this.#part(path, Number.POSITIVE_INFINITY);
  }

  /** `limit`: bytes from its start that are of interest, so that no longer chain is followed. */
  #part(path: string, limit: number): OleStream | null {
    const entry = this.#entries.get(key(path))?.entry;
    if (!entry || entry.storage) return null;
    const size = Math.min(entry.size, limit, this.#fileSize);
    const small = entry.size < this.#cutoff && this.#small.length > 0;
    const sectorSize = small ? 64 : this.#sectorSize;
    const sectors = chain(small ? this.#smallTable : this.#table, entry.start, Math.ceil(size / sectorSize));
    const at = async (position: number, length: number): Promise<Buffer> => {
      const end = Math.min(size, position + length);
      const first = Math.floor(position / sectorSize);
      const asked = sectors.slice(first, Math.ceil(end / sectorSize));
      const bytes = small
        ? Buffer.concat(asked.map((n) => this.#small.subarray(n * 64, n * 64 + 64)))
        : await readSectors(this.#file, asked, sectorSize, this.#fileSize);
      return bytes.subarray(position - first * sectorSize, end - first * sectorSize);
    };
    return { size, at };
  }
}

async function readAt(file: FileHandle, position: number, length: number, size: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - position)));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
  return buffer.subarray(0, bytesRead);
}

/** Sectors in their order, neighbours with one read; a sector beyond the end gives what is there of it. */
async function readSectors(file: FileHandle, sectors: number[], sectorSize: number, size: number) {
  const parts: Buffer[] = [];
  for (let i = 0; i < sectors.length; ) {
    const first = sectors[i] ?? 0;
    let count = 1;
    while (sectors[i + count] === first + count) count++;
    parts.push(await readAt(file, (first + 1) * sectorSize, count * sectorSize, size));
    i += count;
  }
  return Buffer.concat(parts);
}

/** Names are compared without case ([MS-CFB] 2.6.4). */
function key(path: string): string {
  return path.toUpperCase();
}

function numbersOf(bytes: Buffer): Uint32Array {
  return Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => bytes.readUInt32LE(i * 4));
}

function chain(table: Uint32Array, start: number, most: number): number[] {
  const sectors: number[] = [];
  const seen = new Set<number>();
  for (let n = start; n < LAST_SECTOR && sectors.length < most && !seen.has(n); n = table[n] ?? NO_ENTRY) {
    seen.add(n);
    sectors.push(n);
  }
  return sectors;
}

/** Entries by their number; empty ones keep their place. */
function readDirectory(bytes: Buffer): (Entry | null)[] {
  return Array.from({ length: Math.floor(bytes.length / 128) }, (_, i) => {
    const at = i * 128;
    const length = bytes.readUInt16LE(at + 64);
    const type = bytes[at + 66] ?? 0;
    if (length < 2 || length > 64 || type === 0) return null;
    return {
      name: bytes.toString('utf16le', at, at + length - 2),
      storage: type !== 2,
      left: bytes.readUInt32LE(at + 68),
      right: bytes.readUInt32LE(at + 72),
      child: bytes.readUInt32LE(at + 76),
      start: bytes.readUInt32LE(at + 116),
      size: bytes.readUInt32LE(at + 120),
    };
  });
}

/** Walks the trees of siblings under each storage ([MS-CFB] 2.6.4). */
function pathsOf(directory: (Entry | null)[]): Named {
  const found = new Map<string, { path: string; entry: Entry }>();
  const seen = new Set<number>([0]);
  const open: [number, string][] = [[directory[0]?.child ?? NO_ENTRY, '']];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const [index, folder] = at;
    const entry = directory[index];
    if (!entry || seen.has(index)) continue;
    seen.add(index);
    const path = `${folder}${entry.name}`;
    found.set(key(path), { path, entry });
    open.push([entry.left, folder], [entry.right, folder]);
    if (entry.storage) open.push([entry.child, `${path}/`]);
  }
  return found;
}
