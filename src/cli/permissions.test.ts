/**
 * What the user may not read or write. Root may do all, so the program runs here as a user of its own where the tests
 * run as root; it is the compiled one.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = process.getuid?.() === 0;
/** nobody */
const user = root ? { uid: 65534, gid: 65534 } : {};
/** A checkout below a private home is out of that user's reach: then there is nothing to run. */
const reachable =
  process.platform !== 'win32' &&
  spawnSync(process.execPath, [resolve('bin/dossier.js'), '--version'], user).status === 0;
let base: string;
let folder: string;

function dossier(...argv: string[]) {
  const said = spawnSync(process.execPath, [resolve('bin/dossier.js'), ...argv], {
    encoding: 'utf8',
    ...user,
  });
  return { code: said.status, out: said.stdout, err: said.stderr };
}

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'dossier-permissions-'));
  folder = join(base, '司法局');
  mkdirSync(folder);
  for (const unit of ['79 人民调解组织建设', '82 行政复议体制改革']) {
    cpSync(resolve('fixtures/demo/申报材料/司法局', unit), join(folder, unit), { recursive: true });
  }
  chmodSync(base, 0o755);
});
afterEach(() => {
  chmodSync(folder, 0o755);
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o755);
  rmSync(base, { recursive: true, force: true });
});

describe.skipIf(!reachable)('without permission', () => {
  it('to list a unit folder: a finding that says so, and no other about its parts', () => {
    chmodSync(join(folder, '79 人民调解组织建设'), 0o000);
    const { code, out } = dossier('check', folder, '--unit', '79,82', '--format', 'json');
    const { findings } = JSON.parse(out) as { findings: Record<string, string>[] };
    expect(findings.map((f) => [f.rule, f.severity, f.path])).toEqual([
      ['format/unreadable', 'error', '79 人民调解组织建设'],
    ]);
    expect(findings[0]?.message).toMatch(/权限/);
    expect(code).toBe(1);
  });

  it('to open a file: a finding that names it', () => {
    const unit = join(folder, '82 行政复议体制改革');
    const name = readdirSync(join(unit, '印证材料')).find((n) => n.startsWith('1 ')) ?? '';
    chmodSync(join(unit, '印证材料', name), 0o000);
    const { code, out } = dossier('check', folder, '--unit', '82', '--format', 'json');
    const { findings } = JSON.parse(out) as { findings: Record<string, string>[] };
    expect(findings.map((f) => [f.rule, f.path])).toEqual([
      ['format/unreadable', `82 行政复议体制改革/印证材料/${name}`],
    ]);
    expect(code).toBe(1);
  });

  it('to list the folder itself: exit 2, in plain words', () => {
    chmodSync(folder, 0o000);
    const { code, err } = dossier('check', folder);
    expect(err).toMatch(/读取.*EACCES.*权限/);
    expect(err).not.toMatch(/\.js:\d+/);
    expect(code).toBe(2);
  });

  it('to write where the dossier is to go: exit 2, nothing left behind', () => {
    if (!root) chmodSync(base, 0o555);
    const { code, err } = dossier('build', folder, '--unit', '82', '-o', join(base, 'out'));
    chmodSync(base, 0o755);
    expect(err).toMatch(/无法写入.*没有权限/s);
    expect(code).toBe(2);
    expect(readdirSync(base)).toEqual(['司法局']);
  });

  it('to write into the folder that init is to fill: exit 2, nothing changed', () => {
    const before = readdirSync(folder);
    if (!root) chmodSync(folder, 0o555);
    const { code, err } = dossier('init', folder, '--department', '司法局', '--unit', '30');
    expect(err).toMatch(/[\u4e00-\u9fff]/);
    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual(before);
  });
});
