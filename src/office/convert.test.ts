/** What becomes of many files whatever the program does. A fake stands in for it. */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Converted, type ConvertOptions, convert } from './convert.js';
import { candidates, findOffice } from './find.js';
import { openProfile } from './profile.js';
import { fakeOffice } from './testing.js';

let base: string;
let env: Record<string, string>;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'office-test-'));
  await mkdir(join(base, 'files'));
  env = { PATH: process.env.PATH ?? '', DOSSIER_SOFFICE: await fakeOffice(base) };
});
afterEach(() => rm(base, { recursive: true, force: true }));

/** Converts files with these texts. @returns what came of them, in their order */
async function run(texts: string[], options: ConvertOptions = {}): Promise<string[]> {
  const office = await findOffice(env);
  if (office === null) throw new Error('the fake was not found');
  const profile = await openProfile(office);
  try {
    const sources = texts.map((_, i) => ({
      id: `file ${i}`,
      path: join(base, 'files', `${i}.doc`),
      kind: 'doc' as const,
    }));
    await Promise.all(sources.map(({ path }, i) => writeFile(path, texts[i] ?? '')));
    const results = await convert(profile, sources, options);
    const said = (one: Converted | undefined) => (one && 'pdf' in one ? 'pdf' : (one?.failure ?? 'nothing'));
    return sources.map(({ id }) => said(results.get(id)));
  } finally {
    await profile.close();
    await expect(stat(profile.root)).rejects.toThrow('ENOENT');
  }
}

const runs = async () => (await readFile(join(base, 'runs.txt'), 'utf8')).trim().split('\n').map(Number);
/** Of the one that hung. Where nobody asks how it ended, it stays as a zombie. */
async function childRuns(): Promise<boolean> {
  const child = (await readFile(join(base, 'child.txt'), 'utf8')).trim();
  return /^[^Z\s]/.test(spawnSync('ps', ['-o', 'stat=', '-p', child], { encoding: 'utf8' }).stdout.trim());
}
const many = (count: number) => Array.from({ length: count }, () => 'good');

describe.skipIf(process.platform === 'win32')('convert', () => {
  it('gives 200 files to one process, and no more', async () => {
    expect(new Set(await run(many(450)))).toEqual(new Set(['pdf']));
    expect(await runs()).toEqual([200, 200, 50]);
  }, 60_000);

  it('counts what came and tries the rest again: the program may stop early and say that all is well', async () => {
    env.MOST = '4';
    expect(await run(many(10))).toEqual(Array(10).fill('pdf'));
    expect(await runs()).toEqual([10, 5, 1, 1]);
  }, 60_000);

  it('ends a program that hangs, with its children, and goes on behind the file', async () => {
    const said = await run(['good', 'good', 'HANG', 'good', 'good'], { silence: 0.5 });
    expect(said).toEqual(['pdf', 'pdf', 'hung', 'pdf', 'pdf']);
    expect(await runs()).toEqual([5, 2, 1]);
    await expect.poll(() => childRuns()).toBe(false);
  }, 60_000);

  it('names the files that it ends over, refuses, or leaves by halves', async () => {
    const said = await run(['good', 'CRASH', 'good', 'REFUSE', 'HALF', 'good']);
    expect(said).toEqual(['pdf', 'crashed', 'pdf', 'refused', 'refused', 'pdf']);
  }, 60_000);

  it('gives up a program that hangs over everything', async () => {
    const said = await run(Array(8).fill('HANG'), { silence: 0.3 });
    expect(new Set(said)).toEqual(new Set(['given-up']));
    expect(await runs()).toHaveLength(3);
  }, 60_000);

  it('tells a file that cannot be read', async () => {
    const office = await findOffice(env);
    if (office === null) throw new Error('the fake was not found');
    const profile = await openProfile(office);
    const gone = await convert(profile, [{ id: 'a', path: join(base, 'none.doc'), kind: 'doc' }]);
    await profile.close();
    expect(gone.get('a')).toEqual({ failure: 'unread' });
  });

  it('stops where the run is stopped, and leaves no process', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 500);
    await expect(run(['HANG'], { signal: abort.signal })).rejects.toThrow('abort');
    await expect.poll(() => childRuns()).toBe(false);
  }, 60_000);

  it('runs in a profile of its own, without a window', async () => {
    await run(['good']);
    const args = await readFile(join(base, 'args.txt'), 'utf8');
    expect(args).toMatch(/^-env:UserInstallation=file:\/\/\/.*dossier-office-.*\/profile$/m);
    expect(args).toContain('--headless\n--norestore\n');
  });
});

describe.skipIf(process.platform === 'win32')('findOffice', () => {
  it('finds the program that is named, and its version', async () => {
    expect(await findOffice(env)).toMatchObject({ program: join(base, 'soffice'), version: '7.4.7.2' });
  });

  it('finds none where what is named is not there, is another program, or does not answer', async () => {
    expect(await findOffice({ ...env, DOSSIER_SOFFICE: join(base, 'none') })).toBeNull();
    await fakeOffice(base, 'OpenOffice 4');
    expect(await findOffice(env)).toBeNull();
    await writeFile(join(base, 'soffice'), '#!/bin/sh\nsleep 60\n');
    expect(await findOffice(env, 0.3)).toBeNull();
  }, 20_000);

  it('never runs what a relative folder in PATH holds', () => {
    expect(candidates({ PATH: `.:bin:/opt/x` }, 'linux')).toEqual([
      '/opt/x/soffice',
      '/opt/x/libreoffice',
      '/usr/bin/soffice',
      '/usr/lib/libreoffice/program/soffice',
      '/snap/bin/libreoffice',
    ]);
  });
});
