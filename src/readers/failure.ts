/**
 * How a reader gives up on a file. Readers throw {@link ReadFailure} inside this room alone;
 * `read.ts` turns whatever is thrown into an {@link UnreadableDocument}, so nothing leaves the room.
 */
import type { UnreadableDocument, UnreadableReason } from '../model/document.js';

/** A file that can't be read, with the reason that the finding is worded from. */
export class ReadFailure extends Error {
  readonly reason: UnreadableReason;
  constructor(reason: UnreadableReason, detail: string, cause?: unknown) {
    super(detail, cause === undefined ? undefined : { cause });
    this.name = 'ReadFailure';
    this.reason = reason;
  }
}

/** What was thrown, as one line of text. Some libraries throw bare strings. */
export function wordsOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return text.replace(/\s+/g, ' ').trim().slice(0, 300) || 'no message';
}

const DENIED = new Set(['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'EBUSY', 'EIO', 'EMFILE']);

/** The document that stands for a file whose reader threw. Never throws itself. */
export function unreadable(path: string, thrown: unknown): UnreadableDocument {
  if (thrown instanceof ReadFailure)
    return { kind: 'unreadable', path, reason: thrown.reason, detail: wordsOf(thrown) };
  const code = (thrown as NodeJS.ErrnoException | null)?.code;
  // The system's own message holds the absolute path; its code says enough.
  if (typeof code === 'string' && DENIED.has(code))
    return { kind: 'unreadable', path, reason: 'denied', detail: code };
  return { kind: 'unreadable', path, reason: 'damaged', detail: wordsOf(thrown) };
}
