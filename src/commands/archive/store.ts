/** The archives on disk: one file of lines per department, which is only ever appended to. */
import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type ArchiveEntry, digestOf, lineOf, readChain } from '../../archive/index.js';
import { safeName } from '../../forms/index.js';
import { DossierError } from '../../model/error.js';
import { unwritable } from '../init/files.js';

const EXTENSION = '.jsonl';

export class ArchiveStore {
  /** Absolute. */
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  pathOf(department: string): string {
    return join(this.folder, `${safeName(department)}${EXTENSION}`);
  }

  /** Names of the departments that have an archive, sorted. */
  async departments(): Promise<string[]> {
    try {
      const names = await readdir(this.folder);
      return names
        .filter((name) => name.endsWith(EXTENSION))
        .map((name) => basename(name, EXTENSION))
        .sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw unwritable(this.folder, error);
    }
  }

  /**
   * @returns no entries where there is no archive yet
   * @throws DossierError (input) where it was altered, or can't be read: nothing is appended to such a one
   */
  async read(department: string): Promise<ArchiveEntry[]> {
    const path = this.pathOf(department);
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return [];
      throw unwritable(path, error);
    }
    const { entries, broken } = readChain(text, department);
    if (entries !== null) return entries;
    throw new DossierError('input', {
      zh: `考核档案“${path}”第 ${broken.line} 行${broken.zh}。档案只能追加，不能改动：请从备份恢复后重试；本次没有记录。`,
      en: `Line ${broken.line} of the archive "${path}" ${broken.en}. An archive is only ever appended to: restore it from a backup and try again; nothing was recorded.`,
    });
  }

  /** Appends one line, and has the system write it to the disk. */
  async append(department: string, entry: ArchiveEntry): Promise<void> {
    const path = this.pathOf(department);
    try {
      await mkdir(dirname(path), { recursive: true });
      const file = await open(path, 'a');
      try {
        await file.appendFile(`${lineOf(entry)}\n`, 'utf8');
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      throw unwritable(path, error);
    }
  }
}

/** 16 digits that vouch for an archive up to its last entry: its digest stands in no later line yet. */
export function sealOf(entries: readonly ArchiveEntry[]): string {
  const last = entries.at(-1);
  if (!last) return '';
  return (digestOf(lineOf(last)).slice(0, 16).toUpperCase().match(/.{4}/g) ?? []).join('-');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
