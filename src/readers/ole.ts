/**
 * OLE compound files ([MS-CFB]): the container of .doc .wps .xls .et .ppt, and of encrypted .docx/.xlsx.
 * Says which of these a file is; the old formats themselves are not read.
 */
import { open } from 'node:fs/promises';
import { ReadFailure } from './failure.js';

const FREE = 0xfffffffa;

/** What to say of an OLE file: it never gives a document. Throws only what the file system throws. */
export async function oleFailure(absolute: string): Promise<ReadFailure> {
  const file = await open(absolute, 'r');
  try {
    const { size } = await file.stat();
    const at = async (position: number, length: number): Promise<Buffer> => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - position)));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      return buffer.subarray(0, bytesRead);
    };
    const head = await at(0, 512);
    if (head.length < 512) return new ReadFailure('damaged', 'OLE header is cut off');
    const sectorShift = head.readUInt16LE(30);
    if (sectorShift !== 9 && sectorShift !== 12) return new ReadFailure('damaged', 'OLE header is broken');
    const sectorSize = 1 << sectorShift;
    const sector = (n: number): Promise<Buffer> => at((n + 1) * sectorSize, sectorSize);
    /** The next sector of a chain, through the 109 allocation sectors that the header names (7 MB at least). */
    const after = async (n: number): Promise<number> => {
      const perSector = sectorSize / 4;
      const slot = Math.floor(n / perSector);
      if (slot >= 109) return FREE;
      const table = head.readUInt32LE(76 + slot * 4);
      if (table >= FREE) return FREE;
      const entry = await at((table + 1) * sectorSize + (n % perSector) * 4, 4);
      return entry.length === 4 ? entry.readUInt32LE(0) : FREE;
    };
    const streams = new Map<string, number>();
    let place = head.readUInt32LE(48);
    const seen = new Set<number>();
    while (place < FREE && !seen.has(place) && seen.size < 4096) {
      seen.add(place);
      const bytes = await sector(place);
      for (let i = 0; i + 128 <= bytes.length; i += 128) {
        const length = bytes.readUInt16LE(i + 64);
        if (length < 2 || length > 64) continue;
        streams.set(bytes.toString('utf16le', i, i + length - 2), bytes.readUInt32LE(i + 116));
      }
      place = await after(place);
    }
    if (streams.size === 0) return new ReadFailure('damaged', 'OLE directory is cut off');
    if (streams.has('EncryptedPackage')) return new ReadFailure('encrypted', 'EncryptedPackage');
    const word = streams.get('WordDocument');
    if (word !== undefined) {
      // FibBase.fEncrypted, [MS-DOC] 2.5.2
      const fib = await sector(word);
      const encrypted = fib.length >= 12 && (fib.readUInt16LE(10) & 0x0100) !== 0;
      return new ReadFailure(encrypted ? 'encrypted' : 'old-format', 'WordDocument');
    }
    const book = streams.get('Workbook') ?? streams.get('Book');
    if (book !== undefined)
      return new ReadFailure(hasFilePass(await sector(book)) ? 'encrypted' : 'old-format', 'Workbook');
    if (streams.has('PowerPoint Document')) return new ReadFailure('old-format', 'PowerPoint Document');
    return new ReadFailure('old-format', 'OLE compound file');
  } finally {
    await file.close();
  }
}

/** A FilePass record near the start of the stream means encryption ([MS-XLS] 2.4.117). */
function hasFilePass(bytes: Buffer): boolean {
  let at = 0;
  while (at + 4 <= bytes.length) {
    if (bytes.readUInt16LE(at) === 0x2f) return true;
    at += 4 + bytes.readUInt16LE(at + 2);
  }
  return false;
}
