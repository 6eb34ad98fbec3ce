/**
 * The file being written: one pass, a running SHA-256. Never seeks. On an error of the disk it
 * throws a `DossierError` with the cause; removing the file is the caller's choice (`discard`).
 * A large file is written by a thread beside this one (`sink-beside.ts`).
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { DossierError } from '../model/error.js';
import type { ByteSource } from './source.js';

export interface Sink {
  readonly path: string;
  /** Bytes taken so far = offset of the next byte. */
  readonly position: number;
  /** Text of chars below 256, one byte each. */
  latin1(text: string): void;
  bytes(data: Uint8Array): void;
  /** Bytes from an input, untouched. What the input no longer has (it was cut meanwhile) is made up with zeros. */
  copy(source: ByteSource, start: number, length: number): void;
  /** Hex SHA-256 of all bytes so far. */
  digest(): string;
  /** Writes what is left; returns the hash of the whole file. */
  finish(): string;
  /** Closes and removes the file; errors here would hide the one that led here. */
  discard(): void;
  /** Why the file could not be removed, if so. */
  readonly leftover: unknown;
}

/** Bytes of a buffer: a few of them stay in a processor's cache. */
export const CHUNK = 512 << 10;

/** Opens a file to be written. */
export function openTarget(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw sinkError(path, error);
  }
}

/** Puts bytes together in one buffer after another. */
export abstract class BufferedSink {
  /** That is being filled, and how far. */
  protected abstract buffer: Buffer;
  protected used = 0;

  /** Hands over what is in the buffer; afterwards there is an empty one. */
  protected abstract flush(): void;

  latin1(text: string): void {
    const room = this.buffer.length;
    if (text.length > room) {
      this.bytes(Buffer.from(text, 'latin1'));
      return;
    }
    if (this.used + text.length > room) this.flush();
    this.used += this.buffer.write(text, this.used, 'latin1');
  }

  bytes(data: Uint8Array): void {
    for (let from = 0; from < data.length; ) {
      if (this.used === this.buffer.length) this.flush();
      const n = Math.min(this.buffer.length - this.used, data.length - from);
      this.buffer.set(data.subarray(from, from + n), this.used);
      this.used += n;
      from += n;
    }
  }

  copy(source: ByteSource, start: number, length: number): void {
    for (let done = 0; done < length; ) {
      if (this.used === this.buffer.length) this.flush();
      const want = Math.min(this.buffer.length - this.used, length - done);
      const got = source.readInto(this.buffer, this.used, start + done, want);
      if (got < want) this.buffer.fill(0, this.used + got, this.used + want);
      this.used += want;
      done += want;
    }
  }
}

export class SinkHere extends BufferedSink implements Sink {
  readonly path: string;
  private readonly fd: number;
  protected buffer = Buffer.allocUnsafeSlow(CHUNK);
  private flushed = 0;
  private open = true;
  private readonly hash = createHash('sha256');

  /** @param fd of the file, opened by {@link openTarget} */
  constructor(path: string, fd: number) {
    super();
    this.path = path;
    this.fd = fd;
  }

  get position(): number {
    return this.flushed + this.used;
  }

  digest(): string {
    this.flush();
    return this.hash.copy().digest('hex');
  }

  finish(): string {
    const sha256 = this.end();
    try {
      closeSync(this.fd);
    } catch (error) {
      throw sinkError(this.path, error);
    }
    return sha256;
  }

  /** As {@link finish}, but leaves the file open: it is another's to close. */
  end(): string {
    const sha256 = this.digest();
    this.open = false;
    return sha256;
  }

  discard(): void {
    this.leftover = removeTarget(this.path, this.open ? this.fd : null);
    this.open = false;
  }

  leftover: unknown = null;

  /** Writes these bytes as they lie: they are no buffer of this sink's, and nothing is in that. */
  whole(chunk: Uint8Array): void {
    this.hash.update(chunk);
    try {
      for (let done = 0; done < chunk.length; ) done += writeSync(this.fd, chunk, done);
    } catch (error) {
      throw sinkError(this.path, error);
    }
    this.flushed += chunk.length;
  }

  protected flush(): void {
    this.whole(this.buffer.subarray(0, this.used));
    this.used = 0;
  }
}

/** Closes and removes a file; a device or pipe is only closed. @returns why it could not be removed, if so */
export function removeTarget(path: string, fd: number | null): unknown {
  let leftover: unknown = null;
  for (const step of [() => fd !== null && closeSync(fd), () => isFile(path) && unlinkSync(path)]) {
    try {
      step();
    } catch (error) {
      if (!isMissing(error)) leftover = error;
    }
  }
  return leftover;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EBADF');
}

const REASONS: Readonly<Record<string, { zh: string; en: string }>> = {
  ENOSPC: { zh: '磁盘空间不足', en: 'the disk is full' },
  EDQUOT: { zh: '磁盘配额已用完', en: 'the disk quota is used up' },
  EACCES: { zh: '没有写入权限', en: 'no permission to write' },
  EPERM: { zh: '没有写入权限', en: 'no permission to write' },
  EROFS: { zh: '磁盘是只读的', en: 'the disk is read-only' },
  ENOENT: { zh: '目标文件夹不存在', en: 'the target folder does not exist' },
  EISDIR: { zh: '目标是一个文件夹', en: 'the target is a folder' },
  EFBIG: { zh: '文件超过该磁盘格式允许的大小', en: 'the file is larger than this file system allows' },
};

export function sinkError(path: string, cause: unknown): DossierError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const reason = REASONS[code] ?? {
    zh: code || '未知错误',
    en: cause instanceof Error ? cause.message : 'unknown error',
  };
  return new DossierError(
    'input',
    { zh: `无法写入 ${path}：${reason.zh}`, en: `Cannot write ${path}: ${reason.en}` },
    { cause },
  );
}
