/**
 * Builds that are killed, and disks that are full, read-only or busy: the old dossier stays whole, or the new one is
 * there; nothing between. Runs the compiled program, since what is killed must be a process of its own.
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { discard, openStage, publish } from './publish.js';

const bin = resolve('bin/dossier.js');
const compiled = resolve('dist/commands/build/publish.js');
const runs = spawnSync(process.execPath, [bin, 'verify', '--help']).status === 0;

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'dossier-kill-'));
});
afterEach(() => rm(base, { recursive: true, force: true }));

/** Publishes a small dossier, and kills itself before its n-th call into the file system. */
const SCRIPT = `
import { createRequire, syncBuiltinESMExports } from 'node:module';
const [, , target, mark, at] = process.argv;
const fs = createRequire(import.meta.url)('node:fs/promises');
const { writeFile } = fs;
let calls = 0;
for (const [name, call] of Object.entries(fs)) {
  if (typeof call !== 'function' || name === 'writeFile') continue;
  fs[name] = (...args) => {
    calls += 1;
    if (calls === Number(at)) process.kill(process.pid, 'SIGKILL');
    return call(...args);
  };
}
syncBuiltinESMExports();
const { openStage, publish } = await import(${JSON.stringify(pathToFileURL(compiled).href)});
const stage = await openStage(target);
const names = ['1.pdf', '2.pdf', '3.pdf'];
for (const name of names) await writeFile(stage + '/' + name, mark);
const files = names.map((path) => ({ role: 'volume', path }));
await writeFile(stage + '/manifest.json', JSON.stringify({ tool: { name: 'dossier' }, files, mark }));
await publish(stage, target);
`;

async function stateOf(target: string): Promise<{ marks: string[]; others: string[] }> {
  const marks: string[] = [];
  const others: string[] = [];
  for (const name of (await readdir(target)).sort()) {
    const text = await readFile(join(target, name), 'utf8');
    if (name === 'manifest.json') marks.push(JSON.parse(text).mark);
    else if (name.endsWith('.pdf')) marks.push(text);
    else others.push(name);
  }
  return { marks, others };
}

describe.skipIf(!runs)('a build that is killed', () => {
  const publishing = (target: string, mark: string, at: number) =>
    spawnSync(process.execPath, [join(scripts, 'publish.mjs'), target, mark, String(at)], {
      encoding: 'utf8',
    });
  let scripts: string;
  beforeAll(async () => {
    scripts = await mkdtemp(join(tmpdir(), 'dossier-script-'));
    await writeFile(join(scripts, 'publish.mjs'), SCRIPT);
  });
  afterAll(() => rm(scripts, { recursive: true, force: true }));

  it('at any call: the old dossier or the new one is there, whole, with what was put beside it', async () => {
    const target = join(base, 'out');
    expect(publishing(target, 'old', 0).status).toBe(0);
    await writeFile(join(target, '批示.txt'), '留');
    const seen = new Set<string>();
    for (let at = 1; ; at += 1) {
      expect(at).toBeLessThan(60);
      const { status, stderr } = publishing(target, `new-${at}`, at);
      expect(stderr).toBe('');
      if (status === 0) break;
      // The next build puts right what was left.
      await discard(await openStage(target));
      const { marks, others } = await stateOf(target);
      expect([marks.length, new Set(marks).size, others], `killed at call ${at}`).toEqual([
        4,
        1,
        ['批示.txt'],
      ]);
      expect(await readdir(base)).toEqual(['out']);
      seen.add(marks[0] === `new-${at}` ? 'new' : 'old');
    }
    expect(seen).toEqual(new Set(['old', 'new']));
  }, 180_000);

  it('while it writes: nothing of it is seen, and the next run cleans up', async () => {
    const evidence = join(base, '申报材料');
    const unit = '司法局/79 人民调解组织建设';
    await cp(resolve('fixtures/demo/申报材料', unit), join(evidence, unit), { recursive: true });
    await writeFile(join(evidence, 'dossier.yaml'), 'units: [79]\nregion: 青屿区\n');
    const target = join(base, '卷宗');
    const argv = [bin, 'build', evidence, '-o', target, '--draft', '--as-of', '2024-12-20', '-q'];
    const started = Date.now();
    expect(spawnSync(process.execPath, argv).status).toBe(0);
    const took = Date.now() - started;
    const manifest = await readFile(join(target, 'manifest.json'), 'utf8');
    await writeFile(join(evidence, unit, '9 新增.txt'), '新增');
    const timeout = Math.round(took * 0.75);
    const killed = spawnSync(process.execPath, argv, { timeout, killSignal: 'SIGKILL' });
    // A machine that has become faster meanwhile may be done by then.
    if (killed.signal === 'SIGKILL') {
      expect(await readFile(join(target, 'manifest.json'), 'utf8')).toBe(manifest);
      expect(spawnSync(process.execPath, [bin, 'verify', target, '-q']).status).toBe(0);
    }
    expect(spawnSync(process.execPath, argv).status).toBe(0);
    expect(await readFile(join(target, 'manifest.json'), 'utf8')).not.toBe(manifest);
    expect((await readdir(base)).sort()).toEqual(['卷宗', '申报材料'].sort());
  }, 180_000);
});

/** A disk of its own; only the super-user can have one. */
const mounts = ((): boolean => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  return spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
})();

async function small(target: string, mark: string): Promise<string> {
  const stage = await openStage(target);
  const files = [{ role: 'volume', path: '1.pdf' }];
  await writeFile(join(stage, '1.pdf'), mark);
  await writeFile(join(stage, 'manifest.json'), JSON.stringify({ tool: { name: 'dossier' }, files, mark }));
  return stage;
}

describe.skipIf(!runs || !mounts)('a disk', () => {
  let disk: string;
  let target: string;
  beforeEach(async () => {
    disk = join(base, 'disk');
    target = join(disk, '卷宗');
    await mkdir(disk);
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]).status).toBe(0);
    await publish(await small(target, 'old'), target);
  });
  afterEach(() => {
    spawnSync('umount', ['-l', disk]);
  });

  it('that is full, or read-only: the old dossier stays, the error says what to do', async () => {
    const evidence = join(base, '申报材料');
    const unit = '行政审批局/1 行政审批事项';
    await cp(resolve('fixtures/demo/申报材料', unit), join(evidence, unit), { recursive: true });
    await writeFile(join(evidence, 'dossier.yaml'), 'units: [1]\nregion: 青屿区\n');
    const argv = [bin, 'build', evidence, '-o', target, '--draft', '--as-of', '2024-12-20', '-q'];
    const full = spawnSync(process.execPath, argv, { encoding: 'utf8' });
    const said = /ENOSPC.*磁盘空间不足.*原有卷宗未受影响/s;
    expect([full.status, full.stderr]).toEqual([2, expect.stringMatching(said)]);
    expect(await readdir(disk)).toEqual(['卷宗']);
    expect(await stateOf(target)).toEqual({ marks: ['old', 'old'], others: [] });
    expect(spawnSync('mount', ['-o', 'remount,ro', disk]).status).toBe(0);
    await expect(openStage(target)).rejects.toMatchObject({
      zh: expect.stringMatching(/EROFS.*原有卷宗未受影响/),
    });
    expect(await stateOf(target)).toEqual({ marks: ['old', 'old'], others: [] });
  }, 180_000);

  it('that will not let go of the old dossier, as where a viewer holds it', async () => {
    const stage = await small(target, 'new');
    // A place where something is mounted cannot be renamed: EBUSY, as Windows says of an open file.
    expect(spawnSync('mount', ['--bind', target, target]).status).toBe(0);
    const busy = publish(stage, target);
    await expect(busy).rejects.toMatchObject({ zh: expect.stringMatching(/EBUSY.*关闭 PDF、Excel 后重试/) });
    spawnSync('umount', [target]);
    await discard(stage);
    expect(await stateOf(target)).toEqual({ marks: ['old', 'old'], others: [] });
    expect(await readdir(disk)).toEqual(['卷宗']);
    await publish(await small(target, 'new'), target);
    expect(await stateOf(target)).toEqual({ marks: ['new', 'new'], others: [] });
  });
});
