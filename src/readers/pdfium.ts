/**
 * PDFium as a WebAssembly module: started once per thread, fed through a callback that reads the file by blocks,
 * so that 1 GB of scans does not enter memory. All handles are closed here; the module writes nothing to the console.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { ReadFailure, wordsOf } from './failure.js';
import { LIMITS } from './limits.js';

export type Pdfium = WrappedPdfiumModule;
export type PdfSource = string | Uint8Array;

export interface Tools {
  /** Length of the source. */
  bytes: number;
  /** Saves a document of the module to bytes; null where PDFium fails. */
  save(document: number): Uint8Array | null;
  /**
   * What `ask` returns while large pieces of the file are not read: for a question about a stream's length, which
   * PDFium answers by fetching the stream. What it is given in their place is never looked at.
   */
  unread<T>(ask: () => T): T;
}

/** Heap size at which the module is dropped after a file: WASM memory never shrinks. */
const HEAP_KEPT = 256 * 1024 * 1024;

/** PDFium asks for a few hundred bytes at a time; blocks make that few system calls. */
const BLOCK = 16 * 1024;
const BLOCKS_KEPT = 256;
/** More than this at once is a stream, bytes. */
const LARGE = 4 * BLOCK;

interface Engine {
  pdfium: Pdfium;
  /** Function pointers in the module's table: reading and writing. */
  getBlock: number;
  writeBlock: number;
}

/** The module's memory as it is now: it moves when it grows. The package's types lack it. */
export function heapOf(pdfium: Pdfium): Uint8Array {
  return (pdfium.pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8;
}

let engine: Promise<Engine> | null = null;
/** The one file and the one output that the callbacks serve; calls into the module are synchronous. */
let reading: ((position: number, length: number) => Uint8Array | null) | null = null;
let written: Uint8Array[] = [];
/** Large pieces are asked for to be measured only. */
let measuring = false;

async function start(): Promise<Engine> {
  const require = createRequire(import.meta.url);
  const wasmBinary = await readFile(require.resolve('@embedpdf/pdfium/pdfium.wasm'));
  const said: string[] = [];
  const listen = (line: unknown): void => {
    if (said.length < 5) said.push(String(line));
  };
  const options = {
    wasmBinary: wasmBinary.buffer.slice(wasmBinary.byteOffset, wasmBinary.byteOffset + wasmBinary.length),
    print: listen,
    printErr: listen,
  };
  // It is to be optimised soon, whatever the threads beside this one want of other modules.
  setFlagsFromString('--wasm-tiering-budget=20000000');
  const pdfium = await init(options as Parameters<typeof init>[0]);
  pdfium.PDFiumExt_Init();
  // int GetBlock(void* param, unsigned long position, unsigned char* buffer, unsigned long size)
  const getBlock = pdfium.pdfium.addFunction((_: number, position: number, buffer: number, size: number) => {
    if (measuring && size >>> 0 > LARGE) return 1;
    const bytes = reading?.(position >>> 0, size >>> 0);
    if (!bytes) return 0;
    heapOf(pdfium).set(bytes, buffer >>> 0);
    return 1;
  }, 'iiiii');
  // int WriteBlock(FPDF_FILEWRITE* self, const void* data, unsigned long size)
  const writeBlock = pdfium.pdfium.addFunction((_: number, data: number, size: number) => {
    written.push(heapOf(pdfium).slice(data >>> 0, (data >>> 0) + (size >>> 0)));
    return 1;
  }, 'iiii');
  return { pdfium, getBlock, writeBlock };
}

/**
 * Opens a PDF, gives it to `use`, closes it. `use` must be synchronous: one file at a time holds the module.
 * Throws ReadFailure: 'encrypted' where a password is needed, 'damaged' else, 'too-large' above 4 GB.
 */
export async function withPdf<T>(
  source: PdfSource,
  use: (pdfium: Pdfium, document: number, tools: Tools) => T,
): Promise<T> {
  engine ??= start();
  const { pdfium, getBlock, writeBlock } = await engine;
  const file = typeof source === 'string' ? openFile(source) : openBytes(source);
  let healthy = false;
  try {
    if (file.length > LIMITS.bytes.pdf) throw new ReadFailure('too-large', `${file.length} bytes`);
    reading = file.read;
    const result = call(pdfium, file.length, getBlock, (document) =>
      use(pdfium, document, { bytes: file.length, save: (copy) => save(pdfium, copy, writeBlock), unread }),
    );
    healthy = true;
    return result;
  } catch (error) {
    healthy = error instanceof ReadFailure;
    if (healthy) throw error;
    throw new ReadFailure('damaged', `PDFium: ${wordsOf(error)}`, error);
  } finally {
    reading = null;
    written = [];
    file.close();
    // After an abort the module's memory can't be trusted; after a huge file it is only large.
    if (!healthy || heapOf(pdfium).length > HEAP_KEPT) engine = null;
  }
}

function unread<T>(ask: () => T): T {
  measuring = true;
  try {
    return ask();
  } finally {
    measuring = false;
  }
}

function call<T>(pdfium: Pdfium, length: number, getBlock: number, use: (document: number) => T): T {
  const { malloc, free } = pdfium.pdfium.wasmExports;
  // struct FPDF_FILEACCESS { unsigned long m_FileLen; GetBlock*; void* m_Param }, 32 bits each
  const access = malloc(12);
  try {
    // setValue takes signed numbers; above 2 GB the length wraps to the same bits.
    pdfium.pdfium.setValue(access, length | 0, 'i32');
    pdfium.pdfium.setValue(access + 4, getBlock, 'i32');
    pdfium.pdfium.setValue(access + 8, 0, 'i32');
    // An empty password is no password.
    const document = pdfium.FPDF_LoadCustomDocument(access, '');
    if (!document) throw refusal(pdfium.FPDF_GetLastError());
    try {
      return use(document);
    } finally {
      pdfium.FPDF_CloseDocument(document);
    }
  } finally {
    free(access);
  }
}

/** FPDF_ERR_*: 3 format, 4 password, 5 an encryption it doesn't know, 6 page. */
function refusal(code: number): ReadFailure {
  if (code === 4) return new ReadFailure('encrypted', 'a password is needed');
  if (code === 5) return new ReadFailure('encrypted', 'unknown encryption');
  return new ReadFailure('damaged', `PDFium error ${code}`);
}

function save(pdfium: Pdfium, document: number, writeBlock: number): Uint8Array | null {
  const { malloc, free } = pdfium.pdfium.wasmExports;
  // struct FPDF_FILEWRITE { int version; WriteBlock* }
  const writer = malloc(8);
  try {
    pdfium.pdfium.setValue(writer, 1, 'i32');
    pdfium.pdfium.setValue(writer + 4, writeBlock, 'i32');
    written = [];
    // FPDF_NO_INCREMENTAL
    return pdfium.FPDF_SaveAsCopy(document, writer, 2) ? Buffer.concat(written) : null;
  } finally {
    written = [];
    free(writer);
  }
}

interface OpenSource {
  length: number;
  read(position: number, length: number): Uint8Array | null;
  close(): void;
}

function openBytes(bytes: Uint8Array): OpenSource {
  return {
    length: bytes.length,
    read: (position, length) =>
      position + length <= bytes.length ? bytes.subarray(position, position + length) : null,
    close: () => undefined,
  };
}

/** Buffers of blocks, for one file after another: PDFium asks a hundred thousand times for a GB of scans. */
const spare: Buffer[] = [];

/** Reads by position, keeping the last blocks. What `read` gives is valid until the next call. */
function openFile(absolute: string): OpenSource {
  const fd = openSync(absolute, 'r');
  const { size } = fstatSync(fd);
  const blocks = new Map<number, Buffer>();
  let latest = -1;
  let current: Buffer = Buffer.alloc(0);
  const block = (index: number): Buffer => {
    if (index === latest) return current;
    const known = blocks.get(index);
    if (known) {
      blocks.delete(index);
      current = known;
    } else {
      const oldest = blocks.size >= BLOCKS_KEPT ? blocks.keys().next().value : undefined;
      const buffer =
        (oldest === undefined ? spare.pop() : blocks.get(oldest)) ?? Buffer.allocUnsafeSlow(BLOCK);
      if (oldest !== undefined) blocks.delete(oldest);
      fill(fd, buffer, Math.min(BLOCK, size - index * BLOCK), index * BLOCK);
      current = buffer;
    }
    blocks.set(index, current);
    latest = index;
    return current;
  };
  return {
    length: size,
    read: (position, length) => {
      if (position + length > size) return null;
      const first = Math.floor(position / BLOCK);
      const offset = position - first * BLOCK;
      if (offset + length <= BLOCK) return block(first).subarray(offset, offset + length);
      const out = Buffer.allocUnsafe(length);
      if (length > LARGE) return fill(fd, out, length, position) === length ? out : null;
      for (let done = 0; done < length; ) {
        const at = position + done;
        done += block(Math.floor(at / BLOCK)).copy(out, done, at % BLOCK, BLOCK);
      }
      return out;
    },
    close: () => {
      closeSync(fd);
      spare.push(...blocks.values());
    },
  };
}

/** Bytes read: fewer than asked for only where the file has become shorter; zeros stand for what is gone. */
function fill(fd: number, target: Buffer, length: number, position: number): number {
  let filled = 0;
  while (filled < length) {
    const got = readSync(fd, target, filled, length - filled, position + filled);
    if (got === 0) break;
    filled += got;
  }
  target.fill(0, filled, length);
  return filled;
}

/** Lets PDFium write UTF-16LE into a buffer of `size` bytes; `fill` returns the bytes written, final zero included. */
export function readUtf16(pdfium: Pdfium, size: number, fill: (slot: number) => number): string {
  const slot = pdfium.pdfium.wasmExports.malloc(size + 2);
  try {
    const written = Math.min(fill(slot), size);
    if (written <= 2) return '';
    // The heap may have grown meanwhile: its view is taken now.
    return Buffer.from(heapOf(pdfium).buffer, slot, written - 2).toString('utf16le');
  } finally {
    pdfium.pdfium.wasmExports.free(slot);
  }
}
