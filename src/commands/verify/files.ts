/** The files of a dossier's folder against the manifest: by size and SHA-256; what is there besides is told. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from '../build/manifest.js';
import type { Context } from '../command.js';
import { type Discrepancy, discrepancy } from './discrepancy.js';
import { MANIFEST, type Manifest } from './manifest.js';

export interface ComparedFiles {
  discrepancies: Discrepancy[];
  /** Paths of files that could be read. */
  present: ReadonlySet<string>;
  altered: ReadonlySet<string>;
}

export async function compareFiles(
  context: Context,
  folder: string,
  manifest: Manifest,
  tally: { files: number },
): Promise<ComparedFiles> {
  const discrepancies: Discrepancy[] = [];
  const present = new Set<string>();
  const altered = new Set<string>();
  const outputs = manifest.files.filter(({ role }) => role !== 'input');
  for (const file of outputs) {
    context.signal?.throwIfAborted();
    context.progress({ zh: `核对 ${file.path}`, en: `comparing ${file.path}` });
    const found = await factsOf(join(folder, file.path));
    tally.files += 1;
    if (found === null) {
      discrepancies.push(discrepancy('missing', file.path, { expected: String(file.bytes) }));
    } else if ('failure' in found) {
      discrepancies.push(discrepancy('unreadable', file.path, { found: found.failure }));
    } else {
      present.add(file.path);
      if (found.bytes === file.bytes && found.sha256 === file.sha256) continue;
      altered.add(file.path);
      discrepancies.push(discrepancy('altered', file.path, { found: facts(found), expected: facts(file) }));
    }
  }
  const known = new Set([MANIFEST, ...outputs.map(({ path }) => path.normalize('NFC'))]);
  for (const path of await filesBelow(folder)) {
    if (!known.has(path.normalize('NFC'))) discrepancies.push(discrepancy('added', path));
  }
  return { discrepancies, present, altered };
}

function facts({ bytes, sha256 }: { bytes: number; sha256: string }): string {
  return `${bytes} B, SHA-256 ${sha256.slice(0, 16)}…`;
}

/** Size and digest; null where there is no such file. */
export async function factsOf(
  absolute: string,
): Promise<{ bytes: number; sha256: string } | { failure: string } | null> {
  try {
    if (!(await stat(absolute)).isFile()) return null;
    return await hashFile(absolute);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const code = String(error.code);
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : { failure: code };
  }
}

/** What systems and office programs leave in folders that were only looked at. */
const LITTER = /^(?:\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|~\$.*|\.~.*)$/i;

/** Paths below a folder with `/`, sorted; links are told, not followed. */
async function filesBelow(folder: string, below = ''): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) found.push(...(await filesBelow(folder, path)));
    else if (!LITTER.test(entry.name)) found.push(path);
  }
  return found.sort();
}
