/** The lines of an archive, read and proved: each entry rests on the one before. Pure. */
import type { Localised } from '../model/lang.js';
import { type ArchiveEntry, digestOf, lineOf } from './entry.js';

export type Chain = { entries: ArchiveEntry[]; broken: null } | { entries: null; broken: Broken };

export interface Broken extends Localised {
  /** 1-based. */
  line: number;
}

/**
 * @param text of the file; its last line may lack the line feed, as when the disk was full
 * @param department whose archive it is to be
 */
export function readChain(text: string, department: string): Chain {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const entries: ArchiveEntry[] = [];
  for (const [index, line] of lines.entries()) {
    const broken = (zh: string, en: string): Chain => ({
      entries: null,
      broken: { line: index + 1, zh, en },
    });
    const entry = parsed(line);
    if (entry === null) return broken('不是一条档案记录', 'is no entry of an archive');
    if (entry.department !== department)
      return broken(`是“${entry.department}”的记录`, `is an entry of ${entry.department}`);
    if (entry.no !== index + 1)
      return broken(`编号为 ${entry.no}，应为 ${index + 1}`, `is numbered ${entry.no}, not ${index + 1}`);
    const before = lines[index - 1];
    if (entry.previous !== (before === undefined ? '' : digestOf(before)))
      return broken('与前一条衔接不上：前一条已被改动', 'does not follow the one before, which was altered');
    const last = entries.at(-1);
    if (last && entry.on < last.on)
      return broken(`日期 ${entry.on} 早于前一条`, `is dated ${entry.on}, before the one above it`);
    entries.push(entry);
  }
  return { entries, broken: null };
}

/** Null for what this tool has not written, or not so. */
function parsed(line: string): ArchiveEntry | null {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof data !== 'object' || data === null) return null;
  const entry = data as Partial<ArchiveEntry>;
  const sound =
    typeof entry.no === 'number' &&
    typeof entry.on === 'string' &&
    typeof entry.department === 'string' &&
    typeof entry.previous === 'string' &&
    Array.isArray(entry.units) &&
    typeof entry.totals === 'object';
  // The last line has none after it that vouches for it: it must at least be as this tool writes it.
  return sound && lineOf(entry as ArchiveEntry) === line ? (entry as ArchiveEntry) : null;
}
