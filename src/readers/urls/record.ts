/** The dated record of a folder's probed URLs, as a file in that folder. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DossierError } from '../../model/error.js';
import { URL_RECORD_FILE, type UrlProbe, type UrlRecord, type UrlVerdict } from '../../model/urlrecord.js';

const VERDICTS: readonly UrlVerdict[] = ['ok', 'dead', 'blocked', 'unreachable', 'changed'];

/**
 * @param folder absolute path of the folder that was probed
 * @returns null where there is no record
 * @throws DossierError (input) where the record can't be read, or is none
 */
export async function readUrlRecord(folder: string): Promise<UrlRecord | null> {
  const path = join(folder, URL_RECORD_FILE);
  try {
    const record: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (isRecord(record)) return record;
    throw new TypeError('not of the expected form');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new DossierError(
      'input',
      {
        zh: `网址核验记录“${path}”无法读取或内容不完整。请删除该文件，重新运行 dossier urls。`,
        en: `The record of probed URLs "${path}" can't be read or is incomplete. Delete it and run dossier urls again.`,
      },
      { cause },
    );
  }
}

/** Written beside its place and renamed: a run that is interrupted leaves the old record. */
export async function writeUrlRecord(folder: string, record: UrlRecord): Promise<string> {
  const path = join(folder, URL_RECORD_FILE);
  const beside = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(beside, `${JSON.stringify(record, null, 2)}\n`);
    await rename(beside, path);
    return path;
  } catch (cause) {
    await rm(beside, { force: true });
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new DossierError(
      'input',
      {
        zh: `无法写入网址核验记录“${path}”（${why}）。请检查文件夹的写入权限。`,
        en: `The record of probed URLs "${path}" can't be written (${why}). Check that you may write to the folder.`,
      },
      { cause },
    );
  }
}

function isRecord(value: unknown): value is UrlRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { on, probes } = value as Partial<UrlRecord>;
  return isDay(on) && typeof probes === 'object' && probes !== null && Object.values(probes).every(isProbe);
}

function isProbe(value: unknown): value is UrlProbe {
  if (typeof value !== 'object' || value === null) return false;
  const { verdict, on, status, finalUrl, title, sha256, detail } = value as Partial<UrlProbe>;
  return (
    VERDICTS.some((known) => known === verdict) &&
    isDay(on) &&
    (status === null || typeof status === 'number') &&
    [finalUrl, title, sha256, detail].every((text) => typeof text === 'string')
  );
}

function isDay(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}
