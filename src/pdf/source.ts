/**
 * Positioned reads from one input, a file or bytes in memory. A small file is read once; of a large one only
 * windows are ever in memory. Knows nothing of PDF.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export interface ByteSource {
  readonly size: number;
  /** Bytes from `pos`, at most `length`, fewer at the end. Valid only until the next call. */
  view(pos: number, length: number): Buffer;
  /** Bytes from `pos` copied into `target`; the number copied, fewer than `length` only at the end. */
  readInto(target: Buffer, offset: number, pos: number, length: number): number;
  close(): void;
}

/** Files up to this size are read in one go, bytes. */
export const WHOLE_FILE = 1 << 20;

/**
 * Least that is read of a larger file, bytes. Double the window of an object: its end, or what stands behind a short
 * stream, is then mostly there.
 */
const READ_AHEAD = 16 << 10;

/** One window per reader is reused for all inputs. */
export class WindowBuffer {
  bytes: Buffer = Buffer.allocUnsafeSlow(WHOLE_FILE);
  /** A buffer of at least `length` bytes; what was in it is lost. */
  atLeast(length: number): Buffer {
    if (this.bytes.length < length) this.bytes = Buffer.allocUnsafeSlow(length);
    return this.bytes;
  }
  /** Gives back what one large object made it grow to. */
  shrink(): void {
    if (this.bytes.length > WHOLE_FILE) this.bytes = Buffer.allocUnsafeSlow(WHOLE_FILE);
  }
}

export class MemorySource implements ByteSource {
  readonly size: number;
  private readonly bytes: Buffer;
  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.size = bytes.byteLength;
  }
  view(pos: number, length: number): Buffer {
    return this.bytes.subarray(Math.min(pos, this.size), Math.min(pos + length, this.size));
  }
  readInto(target: Buffer, offset: number, pos: number, length: number): number {
    return this.bytes.copy(target, offset, Math.min(pos, this.size), Math.min(pos + length, this.size));
  }
  close(): void {
    // Nothing is held.
  }
}

export class FileSource implements ByteSource {
  readonly size: number;
  private readonly fd: number;
  private readonly window: WindowBuffer;
  private start = 0;
  private filled = 0;

  /** Throws the system's error if the file can't be opened. */
  constructor(path: string, window: WindowBuffer) {
    const fd = openSync(path, 'r');
    const stat = fstatSync(fd);
    if (!stat.isFile()) {
      closeSync(fd);
      throw Object.assign(new Error(`EISDIR: not a regular file, open '${path}'`), { code: 'EISDIR' });
    }
    this.fd = fd;
    this.size = stat.size;
    this.window = window;
  }

  view(pos: number, length: number): Buffer {
    const from = Math.min(pos, this.size);
    const to = Math.min(pos + length, this.size);
    if (from < this.start || to > this.start + this.filled) {
      const whole = this.size <= WHOLE_FILE;
      this.start = whole ? 0 : from;
      const want = whole ? this.size : Math.min(Math.max(to - from, READ_AHEAD), this.size - from);
      this.filled = this.read(this.window.atLeast(want), 0, this.start, want);
    }
    const end = Math.min(to - this.start, this.filled);
    return this.window.bytes.subarray(Math.min(from - this.start, end), end);
  }

  readInto(target: Buffer, offset: number, pos: number, length: number): number {
    if (pos >= this.start && pos + length <= this.start + this.filled) {
      return this.window.bytes.copy(target, offset, pos - this.start, pos - this.start + length);
    }
    return this.read(target, offset, pos, Math.min(length, Math.max(0, this.size - pos)));
  }

  private read(target: Buffer, offset: number, pos: number, length: number): number {
    let done = 0;
    while (done < length) {
      const n = readSync(this.fd, target, offset + done, length - done, pos + done);
      if (n === 0) break;
      done += n;
    }
    return done;
  }

  close(): void {
    closeSync(this.fd);
    this.filled = 0;
    this.window.shrink();
  }
}
