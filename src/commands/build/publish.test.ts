import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discard, openStage, publish } from './publish.js';

const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'dossier-publish-'));
});
afterEach(() => rm(base, { recursive: true, force: true }));

async function stageWith(target: string, files: Record<string, string>): Promise<string> {
  const stage = await openStage(target);
  const all = { ...files, 'manifest.json': manifest(Object.keys(files)) };
  for (const [name, text] of Object.entries(all)) await writeFile(join(stage, name), text);
  return stage;
}

function manifest(names: string[]): string {
  return JSON.stringify({
    tool: { name: 'dossier' },
    files: names.map((path) => ({ role: 'volume', path })),
  });
}

describe('publish', () => {
  it('makes the target where there is none, parents included', async () => {
    const target = join(base, 'a', 'b');
    await publish(await stageWith(target, { '1.pdf': 'x' }), target);
    expect((await readdir(target)).sort()).toEqual(['1.pdf', 'manifest.json']);
    expect(await readdir(join(base, 'a'))).toEqual(['b']);
  });

  it('replaces its own dossier and keeps what the user put beside it', async () => {
    const target = join(base, 'out');
    await publish(await stageWith(target, { '1.pdf': 'old', '2.pdf': 'old' }), target);
    await writeFile(join(target, '领导批示.txt'), '留');
    await publish(await stageWith(target, { '1.pdf': 'new' }), target);
    expect((await readdir(target)).sort()).toEqual(['1.pdf', 'manifest.json', '领导批示.txt'].sort());
    expect(await readFile(join(target, '1.pdf'), 'utf8')).toBe('new');
    expect(await readFile(join(target, '领导批示.txt'), 'utf8')).toBe('留');
    expect(await readdir(base)).toEqual(['out']);
  });

  it('takes an empty folder', async () => {
    const target = join(base, 'out');
    await mkdir(target);
    await publish(await stageWith(target, { '1.pdf': 'x' }), target);
    expect(await readFile(join(target, '1.pdf'), 'utf8')).toBe('x');
  });

  it("refuses a folder with somebody else's files, and a file", async () => {
    await writeFile(join(base, 'notes.txt'), 'mine');
    await expect(openStage(base)).rejects.toMatchObject({ kind: 'usage' });
    await expect(openStage(join(base, 'notes.txt'))).rejects.toMatchObject({ kind: 'usage' });
    expect(await readdir(base)).toEqual(['notes.txt']);
  });

  it("refuses a folder whose manifest.json is another tool's", async () => {
    await writeFile(join(base, 'manifest.json'), '{"name":"app"}');
    await expect(openStage(base)).rejects.toMatchObject({ kind: 'usage' });
  });

  it('sweeps what a killed build left, and puts back the dossier that it had set aside', async () => {
    const target = join(base, 'out');
    await publish(await stageWith(target, { '1.pdf': 'old' }), target);
    await writeFile(join(target, '批示.txt'), '留');
    // No process has this number: the kernel's limit is 2^22.
    await rename(target, join(base, `.out.building-99999999-${HOST}-abc.old`));
    await mkdir(join(base, `.out.building-99999999-${HOST}-xyz`));
    await mkdir(join(base, `.out.building-99999999-${HOST}-xyz.gone`));
    await discard(await openStage(target));
    expect(await readdir(base)).toEqual(['out']);
    expect((await readdir(target)).sort()).toEqual(['1.pdf', 'manifest.json', '批示.txt'].sort());
  });

  it("leaves another machine's stage alone for a day: its numbers of processes say nothing here", async () => {
    const name = '.out.building-99999999-00000000-abc';
    await mkdir(join(base, name));
    await discard(await openStage(join(base, 'out')));
    expect(await readdir(base)).toEqual([name]);
    const before = new Date(Date.now() - 25 * 3_600_000);
    await utimes(join(base, name), before, before);
    await discard(await openStage(join(base, 'out')));
    expect(await readdir(base)).toEqual([]);
  });

  it('replaces folders of its own and keeps what the user put into them', async () => {
    const target = join(base, 'out');
    const stage = async (files: string[]) => {
      const made = await openStage(target);
      for (const file of files) {
        await mkdir(dirname(join(made, file)), { recursive: true });
        await writeFile(join(made, file), 'x');
      }
      await writeFile(join(made, 'manifest.json'), manifest(files));
      return made;
    };
    await publish(await stage(['1.pdf', '附件/017/录像.mp4', '附件/018/旧.zip']), target);
    await writeFile(join(target, '附件', '017', '说明.txt'), '留');
    await mkdir(join(target, '批示', '一'), { recursive: true });
    await writeFile(join(target, '批示', '一', '阅.txt'), '留');
    await publish(await stage(['1.pdf', '附件/019/新.mp4']), target);
    const files = await readdir(target, { recursive: true, withFileTypes: true });
    expect(
      files
        .filter((f) => f.isFile())
        .map((f) => relative(target, join(f.parentPath, f.name)))
        .sort(),
    ).toEqual(['1.pdf', 'manifest.json', '批示/一/阅.txt', '附件/017/说明.txt', '附件/019/新.mp4'].sort());
    expect(await readdir(base)).toEqual(['out']);
  });

  it("leaves a running build's stage alone", async () => {
    const name = `.out.building-${process.pid}-${HOST}-abc`;
    await mkdir(join(base, name));
    await discard(await openStage(join(base, 'out')));
    expect(await readdir(base)).toEqual([name]);
  });

  it('leaves nothing behind when discarded', async () => {
    const stage = await openStage(join(base, 'out'));
    await discard(stage);
    expect(await readdir(base)).toEqual([]);
  });
});
