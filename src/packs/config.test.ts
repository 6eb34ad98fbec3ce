/** dossier.yaml in real folders, and where packs are found. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DossierError } from '../model/error.js';
import { defaultPackId, listPacks, loadConfig, packRoot, resolvePack } from './index.js';

const good = fileURLToPath(new URL('../../fixtures/packs/good', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-config-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (text: string, name = 'dossier.yaml') => writeFileSync(join(folder, name), text);
const load = async () => (await loadConfig(folder)).config;

async function failure(promise: Promise<unknown>): Promise<DossierError> {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DossierError)) throw new Error(`no DossierError: ${error}`);
  return error;
}
const complaints = async () => {
  const error = await failure(load());
  expect(error.kind).toBe('input');
  return error.complaints.map(({ line, column, zh }) => `${line}:${column} ${zh}`);
};

describe('loadConfig', () => {
  it('takes the defaults where there is no file', async () => {
    const { config, pack } = await loadConfig(folder);
    expect(pack.id).toBe(defaultPackId);
    expect(config).toEqual({
      path: null,
      pack: defaultPackId,
      region: pack.region,
      window: { from: pack.window.from, to: pack.window.to },
      departments: null,
      units: null,
      waivers: [],
      vetoes: [],
      stages: [],
      done: [],
    });
  });

  it.each([
    ['', 'dossier.yaml'],
    ['# 暂无设置\n', 'dossier.yaml'],
    ['{}\n', 'dossier.yml'],
  ])('takes the defaults where the file says nothing: %j', async (text, name) => {
    write(text, name);
    expect(await load()).toMatchObject({
      path: join(folder, name),
      departments: null,
      units: null,
      waivers: [],
      vetoes: [],
      stages: [],
      done: [],
    });
  });

  it('resolves aliases, selections and the window, in the order of the pack', async () => {
    write(`# 示范区
pack: ${good}
region: 示范区某街道
window: {to: 2024-06-30}
departments: [市场局, 示范区司法局, 司法局]
units: [加1, "３"]
waivers:
  - rule: statement/word-limit
    unit: 2
    department: 农牧水利局
    path: .\\农牧局\\2-3 文件清理与审查\\
    reason: 上级已同意
    approver: 依法治区办
    expires: 2024-12-31
  - {rule: naming/draft-name, reason: 原件如此, approver: 司法局, expires: "2024-12-31"}
`);
    expect(await load()).toEqual({
      path: join(folder, 'dossier.yaml'),
      pack: 'good',
      region: '示范区某街道',
      window: { from: '2023-01-01', to: '2024-06-30' },
      departments: ['司法局', '市场监督管理局'],
      units: ['2-3', '加1'],
      waivers: [
        {
          rule: 'statement/word-limit',
          unit: '2-3',
          department: '农牧局',
          path: '农牧局/2-3 文件清理与审查',
          reason: '上级已同意',
          approver: '依法治区办',
          expires: '2024-12-31',
          line: 8,
        },
        {
          rule: 'naming/draft-name',
          unit: null,
          department: null,
          path: null,
          reason: '原件如此',
          approver: '司法局',
          expires: '2024-12-31',
          line: 15,
        },
      ],
      vetoes: [],
      stages: [],
      done: [],
    });
  });

  it('takes numbers, strings and ranges as units', async () => {
    write('units: [17, "26-29", 17-19, "31"]\n');
    expect((await load()).units).toEqual(['17', '18', '19', '26-29', '31']);
  });

  it('takes records of the procedure, and tells those that fit nothing', async () => {
    const plan = fileURLToPath(new URL('../../fixtures/packs/plan', import.meta.url));
    write(`pack: ${plan}
vetoes: [{veto: 否1, department: 示范市公安局, on: 2024-05-01, fact: 立案查处, source: 示纪〔2024〕1号}]
stages: [{stage: 公示, from: 2024-10-08}]
done: [{what: 报告年度情况, due: 2025-03-01, on: 2025-02-20}]
`);
    expect(await load()).toMatchObject({
      vetoes: [{ veto: '否1', department: '公安局', line: 2 }],
      stages: [{ stage: '公示', from: '2024-10-08', to: null }],
      done: [{ what: '报告年度情况', due: '2025-03-01' }],
    });
    write(`pack: ${plan}
vetoes: [{veto: 否7, on: 2024-05-01, fact: 立案查处, source: 示纪〔2024〕1号}]
stages: [{stage: 公式, from: 2024-10-08, to: 2024-10-01}]
done: [{what: 报告年度情况, due: 2025-04-01, on: 2025-02-20}]
`);
    expect(await complaints()).toEqual([
      '2:17 任务清单里没有否决项“否7”，是不是“否1”？',
      '3:18 任务清单里没有工作阶段“公式”，是不是“公示”？',
      '3:44 结束日期 2024-10-01 早于开始日期 2024-10-08',
      '4:28 “报告年度情况”没有 2025-04-01 这一期限，有 2025-03-01',
    ]);
  });

  it('tells every slip of form at once', async () => {
    write(`unit: [1]
window: {from: 2023-2-1}
departments: 司法局
waivers:
  - {rule: word-limit, reason: "", approver: 某, expires: 2024-02-30}
`);
    expect(await complaints()).toEqual([
      '1:1 不认识字段“unit”，是不是“units”？',
      '2:16 “window from”应为真实存在的日期，写作 2024-04-06，现为“2023-2-1”',
      '3:14 “departments”应为列表（每项以“- ”开头），现为“司法局”',
      '5:12 “waivers 第1项 rule”应为规则编号，如 statement/word-limit，现为“word-limit”',
      '5:32 “waivers 第1项 reason”应为非空文字，现为空',
      '5:58 “waivers 第1项 expires”应为真实存在的日期，写作 2024-04-06，现为“2024-02-30”',
    ]);
  });

  it('tells every name that leads nowhere at once', async () => {
    write(`pack: ${good}
window: {from: 2025-01-01}
departments: [市场监管据, 税务局]
units: [7, 3-1]
waivers:
  - {rule: a/b, unit: 1-2, department: 审计局, reason: 无, approver: 无, expires: 2024-01-01}
`);
    expect(await complaints()).toEqual([
      '2:16 起始日期 2025-01-01 晚于截止日期 2024-12-31',
      '3:15 任务清单里没有单位“市场监管据”，是不是“市场监督管理局”？',
      '3:22 任务清单里没有单位“税务局”，现有：司法局、市场监督管理局、农牧局、政府办',
      '4:9 没有申报单元“7”。现有：1,2-3,加1',
      '4:12 “3-1”前大后小，应写作 1-3',
      '6:23 一条豁免只能写一个申报单元，“1-2”指 1、2-3',
      '6:40 任务清单里没有单位“审计局”，现有：司法局、市场监督管理局、农牧局、政府办',
    ]);
  });

  it('tells a pack that is not there, with its place', async () => {
    write('region: 新城区\npack: xinchen-2024\n');
    expect(await complaints()).toEqual([
      expect.stringMatching(/^2:7 找不到指标包“xinchen-2024”，是不是“xincheng-2024”？现有：/),
    ]);
  });

  it.each([
    ['- 1\n', '1:1 文件应为一组“字段: 值”，现为列表（1 项）'],
    ['units：[1]\nregion: 新城区\n', '1:1 字段名后用了全角冒号“：”，应为半角冒号加一个空格“: ”'],
  ])('tells a file that is no settings file: %j', async (text, complaint) => {
    write(text);
    expect(await complaints()).toEqual([complaint]);
  });

  it('says so where the file cannot be reached', async () => {
    symlinkSync('dossier.yaml', join(folder, 'dossier.yaml'));
    expect(await failure(load())).toMatchObject({ kind: 'input', zh: expect.stringContaining('读取权限') });
  });

  it('refuses two settings files', async () => {
    write('{}');
    write('{}', 'dossier.yml');
    expect(await failure(load())).toMatchObject({ kind: 'usage', zh: expect.stringContaining('只保留一个') });
  });

  it('lets the command line name another pack or another file', async () => {
    write(`region: 一\n`);
    write(`region: 二\npack: ${good}\n`, 'other.yaml');
    expect((await loadConfig(folder, { pack: good })).config).toMatchObject({ pack: 'good', region: '一' });
    const other = join(folder, 'other.yaml');
    expect((await loadConfig(folder, { config: other })).config).toMatchObject({
      pack: 'good',
      region: '二',
    });
    const missing = await failure(loadConfig(folder, { config: join(folder, 'none.yaml') }));
    expect(missing).toMatchObject({ kind: 'usage', zh: expect.stringContaining('none.yaml') });
  });

  it("takes the settings above a single department's folder, and of no other", async () => {
    write(`pack: ${good}\nunits: [1]\n`);
    for (const name of ['示范区市场局', '农牧局', '其他']) mkdirSync(join(folder, name));
    const at = async (name: string) => (await loadConfig(join(folder, name))).config;
    expect(await at('示范区市场局')).toMatchObject({ path: join(folder, 'dossier.yaml'), units: ['1'] });
    expect(await at('其他')).toMatchObject({ path: null, pack: defaultPackId });
    writeFileSync(join(folder, '农牧局', 'dossier.yaml'), 'units: [17]\n');
    expect(await at('农牧局')).toMatchObject({ pack: defaultPackId, units: ['17'] });
  });
});

describe('packs', () => {
  it('lists folders with a pack.yaml', async () => {
    expect(await listPacks()).toContain(defaultPackId);
    expect(await listPacks()).not.toContain('schema');
    expect(await listPacks(join(good, '..'))).toContain('good');
  });

  it('takes an id or a path', async () => {
    expect(await resolvePack(defaultPackId)).toBe(join(packRoot(), defaultPackId));
    expect(await resolvePack(good)).toBe(good);
    expect(await resolvePack('./good', join(good, '..'))).toBe(good);
    expect(await resolvePack('good', join(good, '..'))).toBe(good);
    for (const nowhere of ['..', '', 'schema', '/nowhere', '长'.repeat(300)]) {
      expect(await failure(resolvePack(nowhere))).toMatchObject({ kind: 'usage' });
    }
  });
});
