/** The same input gives the same bytes on another machine: another clock, zone, locale, umask, folder and order of files. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const bin = resolve('bin/dossier.js');
const runs = spawnSync(process.execPath, [bin, 'verify', '--help']).status === 0;

let base: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'dossier-same-'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

const UNITS = ['行政审批局/1 行政审批事项', '司法局/79 人民调解组织建设'];

/** Copies file by file, in an order of its own, each with a time of its own. */
async function copyIn(to: string, order: (paths: string[]) => string[], at: Date): Promise<void> {
  const from = resolve('fixtures/demo/申报材料');
  const files: string[] = [];
  for (const unit of UNITS) {
    const entries = await readdir(join(from, unit), { recursive: true, withFileTypes: true });
    files.push(
      ...entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name).slice(from.length + 1)),
    );
  }
  for (const path of order(files.sort())) {
    await mkdir(dirname(join(to, path)), { recursive: true });
    await cp(join(from, path), join(to, path));
    await utimes(join(to, path), at, at);
  }
  await writeFile(join(to, 'dossier.yaml'), 'units: [1, 79]\nregion: 青屿区\n');
}

async function built(evidence: string, cwd: string, umask: string, env: Record<string, string>) {
  await mkdir(cwd, { recursive: true });
  const options = ['--draft', '--split', 'chapter', '--as-of', '2024-12-20', '-q'];
  const script = `umask ${umask}; exec "$0" "$@"`;
  const argv = ['-c', script, process.execPath, bin, 'build', evidence, '-o', '卷宗', ...options];
  const { status, stderr } = spawnSync('sh', argv, {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  const out = join(cwd, '卷宗');
  const digests: Record<string, string> = {};
  for (const name of (await readdir(out)).sort())
    digests[name] = createHash('sha256')
      .update(await readFile(join(out, name)))
      .digest('hex');
  return digests;
}

describe.skipIf(!runs || process.platform === 'win32')('the same input elsewhere', () => {
  it('gives the same bytes', async () => {
    await copyIn(join(base, 'a', '申报材料'), (paths) => paths, new Date('2024-11-01T00:00:00Z'));
    await copyIn(
      join(base, 'b', '另一处', '材料'),
      (paths) => paths.reverse(),
      new Date('2031-05-06T07:08:09Z'),
    );
    const here = await built(join(base, 'a', '申报材料'), base, '022', {
      TZ: 'Asia/Shanghai',
      LANG: 'zh_CN.UTF-8',
    });
    const there = await built(join(base, 'b', '另一处', '材料'), join(base, 'b', 'x'), '077', {
      TZ: 'America/Adak',
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'tr_TR.UTF-8',
    });
    expect(there).toEqual(here);
    expect(Object.keys(here).length).toBeGreaterThan(4);
  }, 180_000);
});
