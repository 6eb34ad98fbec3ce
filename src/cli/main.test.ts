import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../commands/index.js';
import { run } from './testing.js';

const numbers = (list: unknown) => (list as { no: number }[]).map((entry) => entry.no);

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'dossier-cli-'));
});
afterEach(() => rm(base, { recursive: true, force: true }));

describe('usage', () => {
  it('names every command in its help, in both languages', async () => {
    for (const lang of ['zh', 'en'] as const) {
      const { code, out } = await run(['--help', '--lang', lang]);
      expect(code).toBe(0);
      // Long summaries are wrapped.
      const words = out.replace(/\s+/g, ' ');
      for (const command of commands) expect(words).toContain(command.summary[lang]);
    }
  });

  it.each([
    [['chek'], /没有“chek”这个命令。您要写的是 check 吗/],
    [['check', '--frmat', 'json'], /没有“--frmat”这个选项。您要写的是 --format 吗/],
    [['check', '--format', 'pdf'], /选项“--format <format>”不能写“pdf”，可选：text、json/],
    [['count'], /缺少参数“files”/],
    [['check', '/no/such/folder'], /找不到文件夹“\/no\/such\/folder”/],
    [['list', '--unit', '300'], /300/],
    [['list', '--department', '天文局'], /没有“天文局”这个单位/],
    [['list', '--pack', 'nowhere'], /nowhere/],
    [['check', '.', '--as-of', '2024-13-01'], /不是日期/],
    [['check', '.', '--rule', 'no/rule'], /没有“no\/rule”这条规则/],
    [['build', '.', '--split', 'weight'], /--split 可写/],
  ])('%j exits 2 and says why in Chinese', async (argv, words) => {
    const { code, out, err } = await run(argv, { cwd: base });
    expect(code).toBe(2);
    expect(err).toMatch(words);
    expect(out).toBe('');
    expect(err).not.toMatch(/at .*\.[tj]s:\d+/);
  });

  it('says the same in English', async () => {
    const { code, err } = await run(['check', '/no/such/folder', '--lang', 'en']);
    expect(code).toBe(2);
    expect(err).toMatch(/was not found/);
  });
});

describe('nothing to check', () => {
  it('exits 2 on an empty folder and on one with nothing that fits', async () => {
    const empty = await run(['check', base]);
    expect([empty.code, empty.out]).toEqual([2, '']);
    expect(empty.err).toMatch(/没有可检查的申报材料。文件夹是空的/);
    await mkdir(join(base, '照片'));
    await writeFile(join(base, '照片', 'a.txt'), 'x');
    const stray = await run(['check', base]);
    expect(stray.code).toBe(2);
    expect(stray.err).toMatch(/只有不能识别的文件夹：照片/);
  });

  it('exits 2 where the scope leaves nothing', async () => {
    await mkdir(join(base, '司法局', '79 人民调解'), { recursive: true });
    const { code, err } = await run(['check', base, '--department', '司法局', '--unit', '1']);
    expect(code).toBe(2);
    expect(err).toMatch(/所选范围内没有/);
  });
});

describe('faulty YAML', () => {
  it('tells every mistake of dossier.yaml with its place, and stops', async () => {
    await mkdir(join(base, '司法局', '79 人民调解'), { recursive: true });
    await writeFile(join(base, 'dossier.yaml'), 'pack: xincheng-2024\nunit: [17]\ndepartments: 司法局\n');
    const { code, err } = await run(['check', base]);
    expect(code).toBe(2);
    expect(err).toMatch(/dossier\.yaml:2:1 .*units/);
    expect(err).toMatch(/dossier\.yaml:3:\d+ /);
  });

  it('tells a typo in a pack with file, line and column', async () => {
    const pack = join(base, 'pack');
    await cp(resolve('indicators/xincheng-2024'), pack, { recursive: true });
    const file = join(pack, 'chapters', '01.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('    urls: due\n', '    urls: dew\n'));
    const line = text.slice(0, text.indexOf('    urls: due\n')).split('\n').length;
    const { code, err } = await run(['list', '--pack', pack]);
    expect(code).toBe(2);
    expect(err).toMatch(new RegExp(`01\\.yaml:${line}:\\d+ .*dew`));
  });
});

describe('list', () => {
  it('gives the contract of list --format json', async () => {
    const { code, out } = await run(['list', '--format', 'json']);
    expect(code).toBe(0);
    const units = JSON.parse(out) as Record<string, unknown>[];
    expect(units).toHaveLength(79);
    const one = units.find((u) => u.unit === '4');
    expect(one).toMatchObject({
      unit: '4',
      chapter: '一、政府职能依法全面履行',
      section: '1.加大简政放权力度。',
      statements: [
        {
          title: '关于证明事项实行清单管理的情况说明',
          softLimit: 500,
          hardLimit: 1000,
          leads: ['司法局'],
          by: 'each',
        },
      ],
      leads: expect.arrayContaining([{ department: '市场监督管理局', items: [1, 2] }]),
    });
    expect(numbers(one?.items)).toEqual([1, 2, 3]);
    const merged = units.find((u) => u.unit === '26-29');
    expect(numbers(merged?.indicators)).toEqual([26, 27, 28, 29]);
    expect(units.find((u) => u.unit === '72')?.statements).toHaveLength(3);
  });

  it('selects a merged unit by any of its numbers', async () => {
    const { out } = await run(['list', '--unit', '27,加1', '--format', 'json']);
    expect((JSON.parse(out) as { unit: string }[]).map((u) => u.unit)).toEqual(['26-29', '加1']);
  });
});

describe('links', () => {
  it('does not follow a link out of the folder', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'dossier-outside-'));
    try {
      await writeFile(join(outside, 'secret.txt'), 'not yours');
      await mkdir(join(base, '司法局', '79 人民调解'), { recursive: true });
      await symlink(outside, join(base, '司法局', '79 人民调解', '印证材料'));
      const { code, out } = await run(['check', base, '--department', '司法局', '--unit', '79']);
      expect(code).toBe(1);
      expect(out).not.toContain('secret.txt');
    } finally {
      await rm(outside, { recursive: true, force: true });
    }
  });
});
