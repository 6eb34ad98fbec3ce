import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../cli/testing.js';
import { changes } from './changes.js';

let base: string;
let folder: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'dossier-watch-'));
  folder = join(base, '申报材料');
  await mkdir(folder);
});
afterEach(() => rm(base, { recursive: true, force: true }));

/** Waits until something holds; a watcher's delay is the system's, so there is no fixed time. */
async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('it did not come to pass');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe.each([
  ['as the system tells', false],
  ['by looking', true],
])('changes, %s', (_, poll) => {
  it('tells of files that come, change and go, once for a burst; not of litter and own outputs', async () => {
    const abort = new AbortController();
    const output = join(folder, 'report.json');
    let told = 0;
    const listening = (async () => {
      const options = { paths: [folder], except: [output], signal: abort.signal };
      for await (const _ of changes({ ...options, quiet: 60, interval: 40, poll })) told += 1;
    })();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await mkdir(join(folder, '司法局'));
    await until(() => told === 1);
    for (const name of ['a', 'b', 'c']) await writeFile(join(folder, '司法局', name), 'x');
    await until(() => told >= 2);
    await new Promise((resolve) => setTimeout(resolve, 400));
    const after = told;
    expect(after).toBeLessThanOrEqual(3);
    await writeFile(output, '{}');
    await writeFile(join(folder, '司法局', '~$a.docx'), 'lock');
    await mkdir(join(folder, '.cache'));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(told).toBe(after);
    await rename(join(folder, '司法局', 'a'), join(folder, '司法局', 'd'));
    await until(() => told > after);
    abort.abort();
    await listening;
  });
});

describe('check --watch', () => {
  it('shows a fresh report for each change, outlives faulty settings, ends with the last code', async () => {
    await cp(resolve('fixtures/demo/申报材料/司法局'), join(folder, '司法局'), { recursive: true });
    const settings = join(folder, 'dossier.yaml');
    await writeFile(settings, 'units: [79]\n');
    const abort = new AbortController();
    let out = '';
    let err = '';
    const reports = () => out.split('共检查').length - 1;
    const running = run(['check', folder, '--watch', '--as-of', '2024-12-20'], {
      signal: abort.signal,
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
    });
    await until(() => reports() === 1 && err.includes('等待文件变动'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await writeFile(settings, 'units: [\n');
    await until(() => err.includes('dossier.yaml:'));
    await writeFile(settings, 'units: [79]\n');
    await until(() => reports() >= 2);
    const empty = join(folder, '司法局/79 人民调解组织建设/印证材料/9 空.pdf');
    await writeFile(empty, '');
    await until(() => out.includes('9 空.pdf'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    abort.abort();
    expect((await running).code).toBe(1);
    // Nothing wipes a file or a pipe.
    expect(out).not.toContain('\u001b[2J');
  }, 60_000);

  it('does not go with --fix and --shard', async () => {
    for (const other of [['--fix'], ['--shard', '1/2']]) {
      const { code, err } = await run(['check', folder, '--watch', ...other]);
      expect([code, err]).toEqual([2, expect.stringContaining(`--watch 不能与 ${other[0]} 同用`)]);
    }
  });
});
