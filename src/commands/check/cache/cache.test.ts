/** A cached check says what a cold one says, whatever happened in between. */
import { cp, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../../cli/testing.js';
import { append, Planter } from '../../testing/defects/planter.js';

const UNIT_79 = '司法局/79 人民调解组织建设';
let base: string;
let folder: string;
let cache: string;

/** Units 79 (司法局) and 1, 2 (行政审批局), and what belongs to no unit. */
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'dossier-cache-'));
  folder = join(base, '申报材料');
  cache = join(base, 'cache');
  const demo = resolve('fixtures/demo/申报材料');
  await cp(join(demo, '司法局'), join(folder, '司法局'), { recursive: true });
  for (const name of await readdir(join(folder, '司法局'))) {
    if (/^\d/.test(name) && !name.startsWith('79'))
      await rm(join(folder, '司法局', name), { recursive: true });
  }
  for (const name of await readdir(join(demo, '行政审批局'))) {
    if (/^[12] /.test(name))
      await cp(join(demo, '行政审批局', name), join(folder, '行政审批局', name), { recursive: true });
  }
  await writeFile(join(folder, 'dossier.yaml'), 'units: [1, 2, 79]\nregion: 青屿区\n');
});
afterEach(() => rm(base, { recursive: true, force: true }));

const OPTIONS = ['--format', 'json', '--as-of', '2024-12-20'];
const cached = (...more: string[]) => run(['check', folder, ...OPTIONS, ...more, '--cache', cache]);
const cold = (...more: string[]) => run(['check', folder, ...OPTIONS, ...more]);
const parts = async () => (await readdir(join(cache, 'parts'))).sort();

/** @returns names of the entries that the cached run added */
async function expectSame(...more: string[]): Promise<string[]> {
  const before = await parts();
  const warm = await cached(...more);
  expect(warm).toEqual(await cold(...more));
  return (await parts()).filter((name) => !before.includes(name));
}

/** As if all files had been there for a while: nothing is hashed again for being new. */
async function age(): Promise<void> {
  for (const name of await readdir(join(cache, 'files'))) {
    const path = join(cache, 'files', name);
    const table = JSON.parse((await readFile(path, 'utf8')).slice(65)) as Record<string, { hashed: number }>;
    for (const row of Object.values(table)) row.hashed += 10_000;
    const { createHash } = await import('node:crypto');
    const body = JSON.stringify(table);
    await writeFile(path, `${createHash('sha256').update(body).digest('hex')}\n${body}`);
  }
}

const find = async (place: string, pattern: RegExp) => new Planter(folder).find(place, pattern);

describe('check --cache', () => {
  beforeEach(async () => {
    await cached();
    await age();
  });

  it('keeps a part per unit and one for the rest, and takes them all again', async () => {
    expect(await parts()).toHaveLength(4);
    expect(await expectSame()).toEqual([]);
  });

  it('an edited statement: its unit is read again, and what is compared across units', async () => {
    const planter = new Planter(folder);
    const statement = await find(UNIT_79, /情况说明\.docx$/);
    await planter.editWord(statement, append('{{待补充}}'));
    // The rest is looked at anew as well, under its old key: it looks at the sizes of all files.
    expect(await expectSame()).toHaveLength(1);
    await planter.copy(await find('行政审批局/1 行政审批事项', /^1 /), `${UNIT_79}/印证材料/9 复件.pdf`);
    const { out } = await cached();
    expect(out).toContain('9 复件.pdf');
    await expectSame();
  });

  it('a file that was only touched changes nothing', async () => {
    await utimes(join(folder, await find(UNIT_79, /情况说明\.docx$/)), new Date(), new Date());
    expect(await expectSame()).toEqual([]);
  });

  it('other content of the same size under the old time is seen', async () => {
    const path = join(folder, UNIT_79, '证明材料目录.csv');
    await writeFile(path, '序号,材料名称\n1,甲\n');
    await rm(join(folder, await find(UNIT_79, /^证明材料目录\.(?:xlsx|docx)$/)));
    await cached();
    await age();
    const { atime, mtime } = await stat(path);
    await writeFile(path, '序号,材料名称\n1,乙\n');
    await utimes(path, atime, mtime);
    expect((await expectSame()).length).toBeGreaterThan(0);
    expect((await cached()).out).toContain('乙');
  });

  it('a file more, a file less, a new name', async () => {
    const first = join(folder, await find('行政审批局/2 依法实施行政许可', /^1 /));
    await rename(first, join(folder, '行政审批局/2 依法实施行政许可/1 新建文档.pdf'));
    await expectSame();
    await rm(join(folder, '行政审批局/2 依法实施行政许可/1 新建文档.pdf'));
    await expectSame();
    await writeFile(join(folder, '司法局', '照片.txt'), '照片');
    await expectSame();
  });

  it('a size that becomes that of a file in another unit', async () => {
    const catalogue = '序号,材料名称\n1,甲\n';
    const one = join(folder, UNIT_79, '印证材料', '7 清单.txt');
    await writeFile(one, catalogue);
    await cached();
    await age();
    await writeFile(join(folder, '行政审批局/1 行政审批事项', '8 清单.txt'), catalogue);
    await expectSame();
  });

  it('settings, day, rules and scope', async () => {
    await expectSame('--as-of', '2025-06-01');
    await expectSame('--rule', 'structure');
    await expectSame('--unit', '79');
    await writeFile(join(folder, 'dossier.yaml'), 'units: [1, 2, 79]\nregion: 别处区\n');
    expect((await expectSame()).length).toBeGreaterThan(2);
    const waiver =
      'waivers:\n  - {rule: structure/litter-file, reason: 试验, approver: 办, expires: 2024-12-31}\n';
    await writeFile(join(folder, 'dossier.yaml'), `units: [1, 2, 79]\nregion: 青屿区\n${waiver}`);
    expect((await expectSame()).length).toBeLessThanOrEqual(1);
    expect((await cached()).out).toContain('waiver/unused');
  });

  it('a changed task list', async () => {
    const pack = join(base, 'pack');
    await cp(resolve('indicators/xincheng-2024'), pack, { recursive: true });
    await expectSame('--pack', pack);
    const file = join(pack, 'pack.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text.replace(/hardLimit: 1000/, 'hardLimit: 600').replace(/softLimit: 500/, 'softLimit: 100'),
    );
    expect((await expectSame('--pack', pack)).length).toBeGreaterThan(2);
  });

  it('entries that are damaged, cut off or not of this program are passed over', async () => {
    const [first = '', second = '', third = '', fourth = ''] = await parts();
    const at = (name: string) => join(cache, 'parts', name);
    await writeFile(at(first), 'not ours');
    await writeFile(at(second), (await readFile(at(second), 'utf8')).slice(0, -20));
    await writeFile(
      at(third),
      (await readFile(at(third), 'utf8')).replace('"findings":[', '"findings":[{},'),
    );
    await writeFile(at(fourth), '');
    for (const name of await readdir(join(cache, 'files'))) await writeFile(join(cache, 'files', name), '{');
    await expectSame();
    expect(await expectSame()).toEqual([]);
  });

  it('a record of probed URLs', async () => {
    const record = { tool: 'dossier 0.1.0', on: '2024-12-01', probes: {} };
    await writeFile(join(folder, 'dossier-urls.json'), JSON.stringify(record));
    await expectSame();
    await writeFile(join(folder, 'dossier-urls.json'), JSON.stringify({ ...record, on: '2024-01-01' }));
    await expectSame();
  });

  it('what is classified leaves no name in the cache, also where another part speaks of it', async () => {
    const secret = `${UNIT_79}/印证材料/8 重点目标警卫方案：甲.docx`;
    await cp(
      resolve('fixtures/rules/security/classified-mark/bad-loose/申报材料/司法局/庚案通报.docx'),
      join(folder, secret),
    );
    await expectSame();
    const kept = await Promise.all(
      ['parts', 'files'].map(async (room) =>
        Promise.all(
          (await readdir(join(cache, room))).map((name) => readFile(join(cache, room, name), 'utf8')),
        ),
      ),
    );
    expect(kept.flat().join('')).not.toContain('警卫');
    await expectSame();
    await rm(join(folder, secret));
    await expectSame();
  });
});

describe('where the cache lies', () => {
  it('in the place that is named, in the user’s cache folder, in a hidden folder; nowhere else', async () => {
    const home = join(base, 'home');
    await run(['check', folder, ...OPTIONS, '--cache'], { env: { XDG_CACHE_HOME: home } });
    expect(await readdir(join(home, 'dossier'))).toContain('CACHEDIR.TAG');
    const hidden = await run(['check', folder, ...OPTIONS, '--cache', join(folder, '.缓存')]);
    expect(hidden).toEqual(await cold());
    const inside = await run(['check', folder, ...OPTIONS, '--cache', join(folder, '缓存')]);
    expect([inside.code, inside.err]).toEqual([2, expect.stringContaining('会被当作申报材料')]);
    // dossier check --cache 申报材料 would else fill the evidence folder.
    const swallowed = await run(['check', '--cache', folder], { cwd: base });
    expect([swallowed.code, swallowed.err]).toEqual([
      2,
      expect.stringMatching(/不是缓存文件夹|当作申报材料/),
    ]);
    expect((await readdir(folder)).sort()).toEqual(['.缓存', 'dossier.yaml', '司法局', '行政审批局'].sort());
    const none = await run(['check', folder, '--cache'], { env: {} });
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('--cache')]);
  });

  it('where it can’t be written, the check is made and says so', async () => {
    await writeFile(join(base, 'file'), '');
    const { code, out, err } = await run([
      'check',
      folder,
      ...OPTIONS,
      '--cache',
      join(base, 'file', 'below'),
    ]);
    expect([code, out]).toEqual([(await cold()).code, (await cold()).out]);
    expect(err).toMatch(/缓存未能全部写入（ENOTDIR）/);
  });
});
