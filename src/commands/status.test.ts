/** dossier status over the demo district and the districts of other lists. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../cli/testing.js';
import type { Board } from '../model/board.js';
import type { Summary } from '../model/finding.js';
import { schemaErrors } from './testing.js';

const demo = resolve('fixtures/demo/申报材料');
const district = (pack: string) => resolve(`fixtures/districts/${pack}/申报材料`);

async function board(folder: string, ...args: string[]): Promise<Board> {
  const { code, out } = await run(['status', folder, '--format', 'json', ...args]);
  expect(code).toBe(0);
  const file = join(mkdtempSync(join(tmpdir(), 'status-')), 'status.json');
  writeFileSync(file, out);
  expect(await schemaErrors('status', file)).toBeNull();
  return JSON.parse(out) as Board;
}

describe('dossier status', () => {
  it('shows the demo district as complete', async () => {
    const { totals, departments } = await board(demo, '--as-of', '2024-12-20');
    expect(totals).toMatchObject({ due: 21, delivered: 21, clean: 21, missing: 0, materials: 105 });
    expect(departments.map(({ department, due }) => [department, due])).toEqual([
      ['行政审批局', 6],
      ['司法局', 9],
      ['政府办', 6],
    ]);
  });

  it('says what is missing and what has errors, as check does, and ends with 0 all the same', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'status-')), '申报材料');
    cpSync(demo, folder, { recursive: true });
    rmSync(join(folder, '行政审批局/17 优化公共服务'), { recursive: true });
    writeFileSync(join(folder, '行政审批局/1 行政审批事项/空.pdf'), '');
    const args = ['--as-of', '2024-12-20', '--unit', '1,17'];
    const { cells } = await board(folder, ...args);
    expect(cells.map((c) => [c.unit, c.state, c.errors > 0])).toEqual([
      ['1', 'errors', true],
      ['17', 'missing', true],
    ]);
    const text = (await run(['status', folder, ...args])).out;
    expect(text).toContain('应报 2 项，已报 1 项，未报 1 项。已报的：合格 0，有错误 1，待核 0。');
  });

  it('shows grades, stages and what is met of a staged list', async () => {
    const { cells, stages, deadlines } = await board(district('sixian-2018'), '--as-of', '2018-12-06');
    expect(new Set(cells.map(({ grade }) => grade))).toEqual(new Set(['达标', '部分达标']));
    expect(stages.map(({ state }) => state)).toEqual([
      ...['done', 'done', 'done'],
      ...['running', 'waiting', 'waiting'],
    ]);
    expect(deadlines.map(({ days }) => days.map(({ state }) => state))).toEqual([
      ['done'],
      ['done', 'done', 'coming'],
    ]);
  });

  it('shows the years of a list that runs over several', async () => {
    const { years } = await board(district('yangxin-2021-2025'), '--as-of', '2024-06-30');
    expect(years.map(({ year, done, late, open, coming }) => [year, done, late, open, coming])).toEqual([
      // Two of the plan and one of task 26 in each.
      [2022, 2, 1, 0, 0],
      [2023, 3, 0, 0, 0],
      // The day of task 19, which dossier.yaml leaves out, is not among them.
      [2024, 2, 0, 0, 1],
      [2025, 0, 0, 0, 3],
      [2026, 0, 0, 0, 2],
    ]);
  });

  it('tells a warm run as a cold one, and nothing of an empty folder', async () => {
    const cache = join(mkdtempSync(join(tmpdir(), 'status-')), 'cache');
    const args = ['status', district('sixian-2018'), '--as-of', '2018-12-06', '--cache', cache];
    const cold = await run(args);
    expect((await run(args)).out).toBe(cold.out);
    expect((await run(['status', mkdtempSync(join(tmpdir(), 'empty-'))])).code).toBe(2);
  });
});

describe('dossier status of a plan with everything', () => {
  const plan = resolve('fixtures/packs/plan');
  function office(records = ''): string {
    const folder = join(mkdtempSync(join(tmpdir(), 'status-')), '材料');
    const unit = join(folder, '公安局/一-1 网上审批大厅');
    mkdirSync(unit, { recursive: true });
    mkdirSync(join(folder, '统计局/一-2-1 执法人员培训'), { recursive: true });
    writeFileSync(join(unit, '1 开通情况.txt'), '网上审批大厅已于2024年10月开通。');
    writeFileSync(join(folder, 'dossier.yaml'), `pack: ${plan}\n${records}`);
    return folder;
  }

  it('weighs units by class, and takes an empty folder for nothing', async () => {
    const { cells, departments } = await board(office(), '--as-of', '2024-12-20');
    expect(cells.map((c) => [c.unit, c.department, c.delivered, c.weight])).toEqual([
      ['一-1', '公安局', true, 3],
      ['一-1', '统计局', false, 1],
      ['一-2-1', '公安局', false, 2],
      ['一-2-1', '统计局', false, 2],
    ]);
    expect(departments.map((d) => [d.department, d.class, d.delivered, d.missing])).toEqual([
      ['公安局', '重点执法', 1, 1],
      ['统计局', '服务管理', 0, 2],
    ]);
    expect(departments.every(({ score }) => score !== null && score < 100)).toBe(true);
  });

  it('counts the days of stages, deadlines and vetoes that dossier.yaml records', async () => {
    const folder =
      office(`vetoes: [{veto: 否1, department: 公安局, on: 2024-05-01, fact: 立案查处, source: 示纪〔2024〕1号}]
stages: [{stage: 申报, from: 2024-05-01, to: 2024-05-16}, {stage: 公示, from: 2024-12-16}]
done: [{what: 报告年度情况, due: 2025-03-01, on: 2025-02-20}]
`);
    const at = async (day: string) => {
      const { stages, deadlines, vetoes } = await board(folder, '--as-of', day);
      expect(vetoes).toHaveLength(1);
      return [
        stages.map((s) => [s.state, s.daysLeft, s.daysLate]),
        deadlines.map((d) => d.days.map(({ state }) => state)),
      ];
    };
    const reported = await at('2025-02-20');
    expect(await at('2024-12-23')).toEqual([
      [
        ['done', null, 1],
        ['running', 0, null],
      ],
      [['coming', 'coming'], ['coming']],
    ]);
    expect(reported[1]).toEqual([['done', 'coming'], ['open']]);
    expect(reported[0]?.[1]).toEqual(['overdue', -59, null]);
    const { out } = await run(['status', folder, '--as-of', '2024-12-24']);
    expect(out).toContain('✖ 公安局发生否决情形 否1“发生重大违法违纪的。”：立案查处');
    expect(out).toContain('2024-12-23 期满，未记录结束');
    expect(out).toContain('2024-12-31（还有 7 天）：一-1 开通网上审批大厅（各部门）');
  });
});

it('agrees with check, finding by finding', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'status-')), '申报材料');
  cpSync(demo, folder, { recursive: true });
  rmSync(join(folder, '行政审批局/17 优化公共服务'), { recursive: true });
  writeFileSync(join(folder, '行政审批局/1 行政审批事项/空.pdf'), '');
  rmSync(join(folder, '司法局/总结报告.docx'));
  mkdirSync(join(folder, '司法局/1 行政审批事项'));
  const args = [folder, '--format', 'json', '--as-of', '2024-12-20'];
  const { summary } = JSON.parse((await run(['check', ...args])).out) as {
    summary: {
      units: number;
      errors: number;
      warnings: number;
      unverified: number;
      verdicts: Summary['verdicts'];
    };
  };
  const { cells, departments, units, own } = await board(folder, '--as-of', '2024-12-20');
  const sum = (of: 'errors' | 'warnings' | 'unverified') =>
    [...cells, ...departments.map((d) => d.own), ...units.map((u) => u.own), own].reduce(
      (all, one) => all + one[of],
      0,
    );
  expect([sum('errors'), sum('warnings'), sum('unverified')]).toEqual([
    summary.errors,
    summary.warnings,
    summary.unverified,
  ]);
  expect(departments.map((d) => d.own.warnings > 0)).toEqual([false, true, false]);
  expect(units).toHaveLength(summary.units);
  const passed = units.filter(({ state }) => state === 'clean').length;
  expect(passed).toBe(summary.verdicts.passed + summary.verdicts.waived);
});

it('writes into a file what it would show, and shows the text all the same', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'status-')), 'status.json');
  const args = ['status', district('yangxin-2021-2025'), '--as-of', '2024-06-30', '--format', 'json'];
  const plain = await run(args);
  const { out } = await run([...args, '--output', file]);
  expect(readFileSync(file, 'utf8')).toBe(plain.out);
  expect(out).toContain('应报 6 项，已报 6 项');
});
