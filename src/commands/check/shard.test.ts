/** A check in shares, put together, is the check of the whole, to the byte. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../cli/testing.js';
import { plantAll } from '../testing/defects/all.js';
import { Planter } from '../testing/defects/planter.js';
import { schemaErrors } from '../testing.js';

const SECRET = '重点目标警卫方案';
let base: string;
const AS_OF = ['--as-of', '2024-12-20'];
const here = (argv: string[]) => run(argv, { cwd: base });

/** @returns names of the shares' reports, in `base` */
async function shares(folder: string, of: number, ...more: string[]): Promise<string[]> {
  const names: string[] = [];
  for (let index = 1; index <= of; index += 1) {
    const name = `${folder}-${index}-${of}.json`;
    const argv = [
      'check',
      folder,
      ...AS_OF,
      '--shard',
      `${index}/${of}`,
      '--format',
      'json',
      '--output',
      name,
      ...more,
    ];
    const { err } = await here(argv);
    expect(err).toContain(`${of} 份中的第 ${index} 份`);
    names.push(name);
  }
  return names;
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'dossier-shard-'));
  await cp(resolve('fixtures/demo/申报材料'), join(base, 'demo'), { recursive: true });
  await cp(resolve('fixtures/demo/申报材料'), join(base, 'defects'), { recursive: true });
  await plantAll(new Planter(join(base, 'defects')));
}, 120_000);
afterAll(() => rm(base, { recursive: true, force: true }));

describe('check --shard and merge-reports', () => {
  it.each([
    ['demo', [1, 3]],
    ['defects', [1, 2, 3, 7]],
  ])(
    '%s in %j shares',
    async (folder, counts) => {
      const formats = ['json', 'text', 'sarif', 'junit', 'markdown', 'html', 'github'];
      for (const of of counts) {
        const names = await shares(folder, of);
        // In whatever order they are named.
        names.reverse();
        for (const format of of === 3 ? formats : ['json']) {
          const whole = await here(['check', folder, ...AS_OF, '--format', format]);
          expect(await here(['merge-reports', ...names, '--format', format])).toEqual(whole);
        }
      }
    },
    240_000,
  );

  it('more shares than units: those that get nothing say so and harm nothing', async () => {
    const names = await shares('demo', 18);
    expect((await here(['merge-reports', ...names, '--format', 'json'])).code).toBe(0);
  }, 120_000);

  it('what a share writes fits the published schema', async () => {
    const [name = ''] = await shares('defects', 2);
    expect(await schemaErrors('report', join(base, name))).toBeNull();
  }, 60_000);

  it('refuses what does not belong together, and says why', async () => {
    const [one = '', two = '', three = ''] = await shares('demo', 3);
    const of2 = (await shares('demo', 2))[1] ?? '';
    const other = (await shares('defects', 3))[1] ?? '';
    const refused = async (...names: string[]) => {
      const { code, out, err } = await here(['merge-reports', ...names]);
      expect([code, out]).toEqual([2, '']);
      return err;
    };
    expect(await refused(one, three)).toContain('缺少第 2/3 份');
    expect(await refused(one, two, three, two)).toMatch(/写了两次/);
    await cp(join(base, two), join(base, 'copy.json'));
    expect(await refused(one, two, 'copy.json')).toContain('都是第 2/3 份');
    expect(await refused(one, other, three)).toContain('文件不同');
    expect(await refused(one, of2, three)).toContain('是 2 份中的一份');
    await here([
      'check',
      'demo',
      '--as-of',
      '2024-12-21',
      '--shard',
      '2/3',
      '--format',
      'json',
      '--output',
      'day.json',
    ]);
    expect(await refused(one, 'day.json', three)).toContain('--as-of');
    await here([
      'check',
      'demo',
      ...AS_OF,
      '--rule',
      'structure',
      '--shard',
      '2/3',
      '--format',
      'json',
      '--output',
      'rule.json',
    ]);
    expect(await refused(one, 'rule.json', three)).toContain('--rule');
    await here(['check', 'demo', ...AS_OF, '--format', 'json', '--output', 'plain.json']);
    expect(await refused(one, 'plain.json', three)).toContain('不是分份检查的报告');
    const text = await readFile(join(base, two), 'utf8');
    await writeFile(join(base, 'edited.json'), text.replace('"narrowed": false', '"narrowed": true'));
    expect(await refused(one, 'edited.json', three)).toContain('被改动');
    expect(await refused(one, 'nowhere.json', three)).toContain('无法读取');
    for (const shard of ['0/3', '4/3', '1', 'a/b']) {
      const { code, err } = await here(['check', 'demo', '--shard', shard]);
      expect([code, err]).toEqual([2, expect.stringContaining('--shard 应写成 2/4')]);
    }
  }, 120_000);

  it('a task list of its own is found again, or asked for where it is not the same', async () => {
    await cp(resolve('indicators/xincheng-2024'), join(base, 'lists', 'own'), { recursive: true });
    const names = await shares('demo', 2, '--pack', join(base, 'lists', 'own'));
    const whole = await here([
      'check',
      'demo',
      ...AS_OF,
      '--pack',
      join(base, 'lists', 'own'),
      '--format',
      'json',
    ]);
    expect(await here(['merge-reports', ...names, '--format', 'json'])).toEqual(whole);
    const { code, err } = await here(['merge-reports', ...names, '--pack', 'xincheng-2024']);
    expect([code, err]).toEqual([2, expect.stringContaining('与检查时所用的不同')]);
  }, 60_000);

  it('no share names a file that another one finds to be classified', async () => {
    const folder = join(base, 'secret');
    await cp(resolve('fixtures/demo/申报材料/司法局'), join(folder, '司法局'), { recursive: true });
    // Its name ends in a space: what looks at the whole inventory speaks of it.
    const unit = join(folder, '司法局', '79 人民调解组织建设');
    await cp(
      resolve('fixtures/rules/security/classified-mark/bad-loose/申报材料/司法局/庚案通报.docx'),
      join(unit, `8 ${SECRET} .docx .`),
    );
    for (const name of await shares('secret', 3)) {
      expect(await readFile(join(base, name), 'utf8')).not.toContain(SECRET);
    }
    for (const index of [1, 2, 3]) {
      const { out, err } = await here(['check', 'secret', ...AS_OF, '--shard', `${index}/3`]);
      expect(out + err).not.toContain(SECRET);
    }
  }, 60_000);
});
