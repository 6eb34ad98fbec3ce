/**
 * A task list that this repository has never seen, written from scratch into a temporary folder: all commands work on
 * it. Its rows are mixed on purpose: a prescribed title and none, materials and none, leads and none, merged, bonus.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../cli/testing.js';

const PACK = `# yaml-language-server: $schema=schema/pack.schema.json
title: 北桥街道基层治理考核清单
region: 北桥街道
issuer: 北桥街道办事处
issuedOn: 2025-01-10
window: {from: "2025-01-01", to: "2025-12-31", earlier: 上年度的不用, source: 一}
defaults:
  softLimit: 300
  hardLimit: 600
  points: []
  partNames: {statement: 工作说明, catalogue: 材料目录, evidence: 佐证, summaryReport: 年度小结, liaisonForm: 联络表}
  leads: [各科室]
  statement: due
  mayLack: [materials, leadText]
  source: 一
departments:
  - {name: 平安办, aliases: [综治办], class: 科室}
  - {name: 便民服务中心, class: 科室}
  - {name: 河沿社区, class: 社区}
groups:
  - {name: 各科室, classes: [科室], source: 二}
deadlines:
  - {what: 报送季度小结, on: {quarterly: true}, who: 各科室, source: 三}
stages:
  - {name: 自查, text: 十月底前完成自查。, by: "10-31", source: 三}
vetoes:
  - {key: 否一, text: 发生重大责任事故的。}
scoring: {full: 60, source: 四}
`;

const CHAPTERS = [
  `chapter: 1
title: 甲、平安建设
sections:
  - title: 甲一、矛盾化解
    indicators:
      - {no: "一-1", text: 矛盾纠纷调解成功率不低于95％。}
      - {no: "一-2", text: 每月排查。}
      - {no: "一-3", text: 排查有台账。}
units:
  - unit: "一-1"
    name: 矛盾纠纷调解
    indicators: ["一-1"]
    materials: 调解台账。
    leadText: 平安办、河沿社区
    leads: [平安办, 河沿社区]
    statements: [{title: 关于矛盾纠纷调解的工作说明}]
    thresholds: [{what: 调解成功率, op: ">=", value: 95, unit: "%", source: 甲一1}]
  - {unit: "一-2-3", name: 隐患排查和台账, indicators: ["一-2", "一-3"]}
`,
  `chapter: 2
title: 乙、便民服务
sections:
  - title: 乙一、窗口
    indicators:
      - {no: "二-1", text: 窗口有人值守。}
      - {no: 加1, text: 有创新的加分。}
units:
  - {unit: "二-1", name: 服务窗口值守, indicators: ["二-1"], leads: [便民服务中心]}
  - {unit: 加1, name: 创新加分事项, kind: bonus, indicators: [加1]}
`,
];

let home: string;
let pack: string;
let folder: string;
const dossier = (...args: string[]) => run(args, { cwd: home });

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'fifth-'));
  pack = join(home, '北桥-2025');
  folder = join(home, '考核材料');
  mkdirSync(join(pack, 'chapters'), { recursive: true });
  mkdirSync(folder);
  writeFileSync(join(pack, 'pack.yaml'), PACK);
  for (const [i, text] of CHAPTERS.entries()) writeFileSync(join(pack, 'chapters', `0${i + 1}.yaml`), text);
  writeFileSync(join(folder, 'dossier.yaml'), `pack: ../北桥-2025\n`);
});

describe('a list from elsewhere', () => {
  it('is listed and shown', async () => {
    const { out } = await dossier('list', '--pack', pack, '--format', 'json');
    const units = JSON.parse(out);
    expect(units.map(({ unit }: { unit: string }) => unit)).toEqual(['一-1', '一-2-3', '二-1', '加1']);
    expect(units[1].leads.map(({ department }: { department: string }) => department)).toEqual([
      '平安办',
      '便民服务中心',
    ]);
    const shown = (await dossier('show', '一-1', '--pack', pack)).out;
    expect(shown).toContain('关于矛盾纠纷调解的工作说明');
    expect(shown).toContain('一般不超过 300 字');
    for (const key of ['一-2-3', '二-1', '加1'])
      expect((await dossier('show', key, '--pack', pack)).out).not.toMatch(/null|undefined/);
  });

  it('hands out its forms, is filled in, and is checked', async () => {
    expect((await dossier('init', folder, '--department', '平安办,便民服务中心,河沿社区')).code).toBe(0);
    expect(readdirSync(join(folder, '平安办')).sort()).toEqual([
      '一-1 矛盾纠纷调解',
      '一-2-3 隐患排查和台账',
    ]);
    const unit = join(folder, '河沿社区', '一-1 矛盾纠纷调解');
    expect(readdirSync(unit).sort()).toEqual(['佐证', '关于矛盾纠纷调解的工作说明.docx', '材料目录.xlsx']);
    const { out, code } = await dossier('check', folder, '--as-of', '2025-11-01', '--format', 'json');
    const report = JSON.parse(out);
    expect([code, report.summary.units]).toEqual([1, 3]);
    const rules = new Set(report.findings.map(({ rule }: { rule: string }) => rule));
    // Forms that nobody has filled in are told as such, and nothing is asked for that the list does not ask for.
    expect(rules).toContain('statement/empty');
    expect(rules).not.toContain('structure/liaison-missing');
    expect(rules).not.toContain('structure/summary-report-missing');
    expect(rules).not.toContain('rule/crashed');
  });

  it('has a status with its own stages, deadlines and score', async () => {
    const { out, code } = await dossier('status', folder, '--as-of', '2025-11-01', '--format', 'json');
    const board = JSON.parse(out);
    expect(code).toBe(0);
    expect(
      board.cells.map(({ unit, department }: Record<string, string>) => `${unit} ${department}`),
    ).toEqual(['一-1 平安办', '一-1 河沿社区', '一-2-3 平安办', '一-2-3 便民服务中心', '二-1 便民服务中心']);
    expect(board.stages[0]).toMatchObject({ name: '自查', state: 'overdue', daysLeft: -1 });
    expect(board.deadlines[0].days.map(({ due }: { due: string }) => due)).toEqual([
      '2025-03-31',
      '2025-06-30',
      '2025-09-30',
      '2025-12-31',
    ]);
    expect(board.departments.every(({ score }: { score: number }) => score >= 0 && score <= 60)).toBe(true);
  });

  it('is bound into a dossier that proves itself', async () => {
    const out = join(home, '卷宗');
    const built = await dossier('build', folder, '-o', out, '--draft', '--as-of', '2025-11-01');
    expect(built.code).toBe(0);
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
    expect(manifest.pack).toBe('北桥-2025');
    expect(manifest.units.map(({ unit }: { unit: string }) => unit)).toEqual(['一-1', '一-2-3', '二-1']);
    expect((await dossier('verify', out)).code).toBe(0);
  }, 60_000);
});
