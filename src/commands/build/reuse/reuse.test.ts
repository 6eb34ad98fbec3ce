/** A build from the cache gives the bytes of a cold one, whatever happened in between; and counts what it took over. */
import { createHash } from 'node:crypto';
import { appendFile, cp, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../../cli/testing.js';
import { append, Planter } from '../../testing/defects/planter.js';

const UNITS = ['行政审批局/1 行政审批事项', '司法局/79 人民调解组织建设'];
let base: string;
let folder: string;
let out: string;
let cache: string;
let runs = 0;

const argv = (target: string) => [
  'build',
  folder,
  '-o',
  target,
  '--as-of',
  '2024-12-20',
  '--split',
  'chapter',
];

interface Taken {
  files: number;
  known: number;
  volumes: number;
  kept: number;
}

async function warm(): Promise<Taken> {
  const built = await run([...argv(out), '--cache', cache]);
  expect(built.code, built.err + built.out).toBe(0);
  await settle();
  const [, files, known, volumes, kept] =
    /沿用上次结果：(\d+) 个文件中 (\d+) 个未重新读取，(\d+) 卷中 (\d+) 卷未重新写入/.exec(built.out) ?? [];
  return { files: Number(files), known: Number(known), volumes: Number(volumes), kept: Number(kept) };
}

async function digests(at: string): Promise<Record<string, string>> {
  const names = (await readdir(at)).sort();
  const bytes = await Promise.all(names.map((name) => readFile(join(at, name))));
  return Object.fromEntries(
    names.map((name, i) => [
      name,
      createHash('sha256')
        .update(bytes[i] ?? '')
        .digest('hex'),
    ]),
  );
}

async function expectAsCold(): Promise<void> {
  runs += 1;
  const cold = join(base, `cold-${runs}`);
  const built = await run(argv(cold));
  expect(built.code, built.err + built.out).toBe(0);
  expect(await digests(out)).toEqual(await digests(cold));
}

/** As if all had been there for a while: nothing is hashed again for being new. */
async function age(): Promise<void> {
  const old = new Date(Date.now() - 60_000);
  for (const name of await readdir(out)) await utimes(join(out, name), old, old);
}

/** As if all inputs had been there for a while when they were read: nothing is read again for being new. */
async function settle(): Promise<void> {
  for (const name of await readdir(join(cache, 'files'))) {
    const path = join(cache, 'files', name);
    const table = JSON.parse((await readFile(path, 'utf8')).slice(65)) as Record<string, { hashed: number }>;
    for (const row of Object.values(table)) row.hashed += 10_000;
    const body = JSON.stringify(table);
    await writeFile(path, `${createHash('sha256').update(body).digest('hex')}\n${body}`);
  }
}

const volumes = async () => (await readdir(out)).filter((name) => name.endsWith('.pdf')).sort();
const inodes = async () =>
  Promise.all((await volumes()).map(async (name) => (await stat(join(out, name))).ino));

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'dossier-reuse-'));
  folder = join(base, '申报材料');
  out = join(base, '卷宗');
  cache = join(base, 'cache');
  for (const unit of UNITS) {
    await cp(resolve('fixtures/demo/申报材料', unit), join(folder, unit), { recursive: true });
  }
  await writeFile(
    join(folder, 'dossier.yaml'),
    'units: [1, 79]\nregion: 青屿区\ndepartments: [行政审批局, 司法局]\n',
  );
  for (const department of ['行政审批局', '司法局']) {
    const from = resolve('fixtures/demo/申报材料', department);
    for (const name of (await readdir(from)).filter((n) => /\.\w+$/.test(n)))
      await cp(join(from, name), join(folder, department, name));
  }
}, 60_000);
afterAll(() => rm(base, { recursive: true, force: true }));

/** One after the other: each starts from what the one before left. */
describe('build --cache', () => {
  it('first takes nothing over, then everything', { timeout: 120_000 }, async () => {
    const first = await warm();
    expect(first).toMatchObject({ known: 0, kept: 0 });
    expect(first.volumes).toBeGreaterThan(1);
    const before = await inodes();
    const again = await warm();
    expect(again).toEqual({ ...first, known: first.files, kept: first.volumes });
    expect(await inodes()).toEqual(before);
  });

  it('one changed statement: that file is read, its volume written', { timeout: 120_000 }, async () => {
    const planter = new Planter(folder);
    await planter.editWord(
      await planter.find(UNITS[1] ?? '', /情况说明\.docx$/),
      append('全年共开展巡回调解。'),
    );
    const before = await inodes();
    const taken = await warm();
    expect([taken.files - taken.known, taken.volumes - taken.kept]).toEqual([1, 1]);
    const after = await inodes();
    expect(after.filter((inode) => before.includes(inode))).toHaveLength(before.length - 1);
    await expectAsCold();
  });

  it('other content of the same size under the old time is seen', { timeout: 120_000 }, async () => {
    const planter = new Planter(folder);
    const path = join(folder, await planter.find(`${UNITS[0]}`, /\.pdf$/));
    const { atime, mtime } = await stat(path);
    const bytes = await readFile(path);
    const at =
      bytes.lastIndexOf('/Title(') >= 0 ? bytes.lastIndexOf('/Title(') + 7 : bytes.indexOf('%', 9) + 1;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(path, bytes);
    await utimes(path, atime, mtime);
    const taken = await warm();
    expect([taken.files - taken.known, taken.volumes - taken.kept]).toEqual([1, 1]);
  });

  it('a volume that somebody altered is written again', { timeout: 120_000 }, async () => {
    const [first = '', second = ''] = await volumes();
    const path = join(out, first);
    const bytes = await readFile(path);
    const { atime, mtime } = await stat(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(path, bytes);
    await utimes(path, atime, mtime);
    await appendFile(join(out, second), '\n');
    const taken = await warm();
    expect(taken.volumes - taken.kept).toBe(2);
    await expectAsCold();
  });

  it('another draft mark, numbering or font changes every volume', { timeout: 120_000 }, async () => {
    const draft = await run([...argv(out), '--cache', cache, '--draft']);
    expect(draft.out).toMatch(/卷中 0 卷未重新写入/);
    await warm();
    await age();
    expect((await warm()).kept).toBe((await volumes()).length);
  });

  it('a damaged or foreign cache costs time alone', { timeout: 120_000 }, async () => {
    for (const room of ['documents', 'built']) {
      for (const name of await readdir(join(cache, 'build', room)))
        await writeFile(join(cache, 'build', room, name), 'x'.repeat(64));
    }
    expect(await warm()).toMatchObject({ known: 0, kept: 0 });
  });

  it('keeps nothing where a file bears a mark', { timeout: 120_000 }, async () => {
    const secret = join(folder, '司法局', '重点目标警卫方案.docx');
    await cp(
      resolve('fixtures/rules/security/classified-mark/bad-loose/申报材料/司法局/庚案通报.docx'),
      secret,
    );
    const other = join(base, 'other-cache');
    const refused = await run([...argv(out), '--cache', other]);
    expect(refused.code).toBe(1);
    expect(await readdir(join(other, 'build')).catch(() => [])).toEqual([]);
    await rm(secret);
  });
});
