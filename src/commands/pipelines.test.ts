/** The pipeline files for CI engines: their very shell lines are run, as far as that goes without the engines. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const run = promisify(execFile);
const bin = resolve('bin/dossier.js');
const made: string[] = [];
afterAll(() => Promise.all(made.map((path) => rm(path, { recursive: true, force: true }))));

interface Step {
  uses?: string;
  run?: string;
}
interface Github {
  on: Record<string, { paths: string[] }>;
  jobs: Record<
    'check' | 'report',
    { needs?: string; strategy?: { matrix: { shard: number[] } }; steps: Step[] }
  >;
}
interface Gitlab {
  stages: string[];
  check: { parallel: number; script: string[]; artifacts: { paths: string[] } };
  report: { script: string[]; artifacts: { reports: { junit: string } } };
}

async function read<T>(name: string): Promise<T> {
  return parse(await readFile(resolve('templates/ci', name), 'utf8')) as T;
}

/** A repository with the demo's folder. @returns its path */
async function repository(): Promise<string> {
  const base = await mkdtemp(join(tmpdir(), 'dossier-ci-'));
  made.push(base);
  await cp(resolve('fixtures/demo/申报材料'), join(base, '申报材料'), { recursive: true });
  return base;
}

/** @returns the exit code */
async function shell(line: string, cwd: string, env: Record<string, string>): Promise<number> {
  const script = line.replaceAll('npx dossier', `"${process.execPath}" "${bin}"`);
  try {
    await run('bash', ['-ec', script], { cwd, env: { ...process.env, ...env } });
    return 0;
  } catch (error) {
    return (error as { code: number }).code;
  }
}

const built = existsSync(resolve('dist/cli/main.js')) && process.platform !== 'win32';

describe.runIf(built)('pipelines', () => {
  it('GitHub Actions: shards, then one report; its exit code is that of the whole', async () => {
    const { jobs, on } = await read<Github>('github-actions.yml');
    expect(Object.keys(on)).toEqual(['push', 'pull_request']);
    expect(jobs.report.needs).toBe('check');
    const shards = jobs.check.strategy?.matrix.shard ?? [];
    const base = await repository();
    const check = jobs.check.steps.find((step) => step.run)?.run ?? '';
    for (const shard of shards) {
      const env = { SHARD: `${shard}/${shards.length}`, PART: `part-${shard}.json` };
      expect(await shell(check, base, env)).toBe(0);
    }
    const lines = jobs.report.steps.flatMap((step) => step.run ?? []);
    for (const line of lines) expect(await shell(line, base, {})).toBe(0);
    for (const file of ['report.sarif', '整改清单.xlsx'])
      expect(existsSync(join(base, file)), file).toBe(true);

    // Something is wrong: the shards still deliver their parts, and the last step fails.
    await writeFile(join(base, '申报材料/司法局/22 地方制度建设探索实践/空文件.pdf'), '');
    for (const shard of shards) {
      const env = { SHARD: `${shard}/${shards.length}`, PART: `part-${shard}.json` };
      expect(await shell(check, base, env)).toBe(0);
    }
    const codes: number[] = [];
    for (const line of lines) codes.push(await shell(line, base, {}));
    expect(codes).toEqual([0, 0, 1]);
  }, 120_000);

  it('GitLab CI: the same', async () => {
    const { stages, check, report } = await read<Gitlab>('gitlab-ci.yml');
    expect(stages).toEqual(['check', 'report']);
    const base = await repository();
    for (let index = 1; index <= check.parallel; index++) {
      const env = { CI_NODE_INDEX: String(index), CI_NODE_TOTAL: String(check.parallel) };
      for (const line of check.script) expect(await shell(line, base, env)).toBe(0);
    }
    for (const line of report.script) expect(await shell(line, base, {})).toBe(0);
    expect(existsSync(join(base, report.artifacts.reports.junit))).toBe(true);
  }, 120_000);

  it('steps name an action with its version, or a command', async () => {
    const { jobs } = await read<Github>('github-actions.yml');
    for (const { uses, run: line } of Object.values(jobs).flatMap((job) => job.steps)) {
      expect(uses === undefined).toBe(line !== undefined);
      if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w/-]+@v\d+$/);
    }
  });
});
