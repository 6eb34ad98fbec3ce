import { describe, expect, it } from 'vitest';
import type { BoardCell } from '../model/board.js';
import type { Finding } from '../model/finding.js';
import type { Config } from '../model/workspace.js';
import { boardOf } from './index.js';
import { scoreOf } from './score.js';
import { checked, config, pack, report } from './testing.js';

describe('cells', () => {
  const board = boardOf(
    report(
      [
        checked('一-2', '统计局', { delivered: false, words: null, materials: 0 }),
        checked('一-1', '公安局'),
        checked('一-2', '公安局', { paper: 1, none: 2 }),
        checked('一-1', '统计局', { due: false }),
      ],
      [
        { unit: '一-1', department: '公安局' },
        { unit: '一-1', department: '公安局', waived: {} as Finding['waived'] },
        { unit: '一-2', department: '公安局', severity: 'unverified' },
        { unit: '一-1', department: '统计局', severity: 'warning' },
        { unit: '一-2', department: null },
      ],
    ),
    pack,
    config(),
  );

  it('are what was found of them, in the order of the list', () => {
    expect(board.cells.map((c) => [c.unit, c.department, c.state, c.errors])).toEqual([
      ['一-1', '公安局', 'errors', 1],
      ['一-1', '统计局', 'clean', 0],
      ['一-2', '公安局', 'unverified', 0],
      ['一-2', '统计局', 'missing', 0],
    ]);
  });

  it('add up by department, by unit and in all', () => {
    expect(board.totals).toEqual({
      due: 3,
      delivered: 3,
      extra: 1,
      clean: 1,
      errors: 1,
      unverified: 1,
      missing: 1,
      excused: 0,
      materials: 6,
      offline: 1,
      onSite: 0,
      paper: 1,
      superior: 0,
      none: 2,
      found: { errors: 1, warnings: 1, unverified: 1 },
    });
    expect(board.departments.map((d) => [d.department, d.class, d.due, d.missing])).toEqual([
      ['公安局', '重点执法', 2, 0],
      ['统计局', '服务管理', 1, 1],
    ]);
    // What is wrong with a unit and concerns nobody in particular makes no cell worse, but the unit.
    expect(board.units.map((u) => [u.unit, u.state])).toEqual([
      ['一-1', 'errors'],
      ['一-2', 'errors'],
    ]);
  });
});

describe('what no cell can say', () => {
  const submissions = [
    checked('一-1', '公安局', { delivered: false, words: null, materials: 0 }),
    checked('一-1', '统计局', { delivered: false, hidden: true, words: null, materials: 0 }),
    checked('一-2', '公安局', { delivered: false, words: null, materials: 0 }),
  ];
  const found: Partial<Finding>[] = [
    { unit: '一-1', department: '公安局', waived: '经批准' },
    { unit: '一-2', department: '公安局' },
    { unit: '一-2', department: null, severity: 'warning' },
    { unit: null, department: '公安局' },
    // It neither owes nor delivers the unit.
    { unit: '一-2', department: '统计局', severity: 'unverified' },
    { unit: null, department: null },
  ];
  const board = boardOf(report(submissions, found), pack, config());

  it('stands beside the cells, so that nothing is lost', () => {
    expect(board.departments.map((d) => d.own)).toEqual([
      { errors: 1, warnings: 0, unverified: 0 },
      { errors: 0, warnings: 0, unverified: 1 },
    ]);
    expect(board.units.map((u) => u.own.warnings)).toEqual([0, 1]);
    expect(board.own).toEqual({ errors: 1, warnings: 0, unverified: 0 });
  });

  it('excuses what waivers cover, and does not call missing what nobody can look into', () => {
    expect(board.cells.map((c) => [c.unit, c.department, c.state, c.delivered])).toEqual([
      ['一-1', '公安局', 'excused', false],
      ['一-1', '统计局', 'unverified', true],
      ['一-2', '公安局', 'missing', false],
    ]);
    const { due, delivered, extra, missing, excused } = board.totals;
    expect(delivered - extra + missing + excused).toBe(due);
  });
});

describe('scores', () => {
  const cell = (over: Partial<BoardCell> = {}): BoardCell => {
    const { hidden: _, ...given } = checked('一-1', '公安局');
    return {
      ...given,
      state: 'clean',
      errors: 0,
      warnings: 0,
      unverified: 0,
      waived: 0,
      offline: 0,
      grade: null,
      weight: 1,
      ...over,
    };
  };

  it('weigh units by the class, else by their own weight', () => {
    const scores = (department: string) => {
      const submissions = [checked('一-1', department), checked('一-2', department)];
      const { departments } = boardOf(report(submissions, [{ unit: '一-1', department }]), pack, config());
      return departments.find((d) => d.department === department)?.score;
    };
    expect(scores('公安局')).toBe(70);
    expect(scores('统计局')).toBe(83.3);
  });

  it('take the grade where there is one, but none for what is missing', () => {
    expect(scoreOf([cell({ state: 'errors', grade: '部分达标' })], pack)).toBe(60);
    expect(scoreOf([cell({ delivered: false, state: 'missing', grade: '达标' })], pack)).toBe(0);
    expect(scoreOf([cell({ state: 'unverified' })], pack)).toBe(50);
  });

  it('leave out what is excused', () => {
    const excused = cell({ delivered: false, state: 'excused', weight: 9 });
    expect(scoreOf([cell(), excused], pack)).toBe(100);
    expect(scoreOf([excused], pack)).toBeNull();
  });

  it('are not given where nothing is due, or nothing is scored', () => {
    expect(scoreOf([cell({ due: false })], pack)).toBeNull();
    expect(scoreOf([cell()], { ...pack, scoring: null })).toBeNull();
  });
});

describe('stages and deadlines', () => {
  it('tell what is over, under way, overdue and not begun', () => {
    const stages = (records: Config['stages'], asOf: string) =>
      boardOf(report([], [], { asOf }), pack, config({ stages: records })).stages.map((s) => [
        s.state,
        s.by,
        s.daysLeft,
      ]);
    expect(stages([], '2025-05-10')).toEqual([
      ['waiting', '2025-05-15', 5],
      ['waiting', null, null],
      ['waiting', null, null],
    ]);
    const records = [
      { stage: '申报', from: '2025-04-01', to: '2025-05-12' },
      { stage: '公示', from: '2025-10-08', to: null },
    ];
    expect(stages(records, '2025-10-10')).toEqual([
      ['done', '2025-05-15', null],
      ['running', '2025-10-15', 5],
      ['waiting', null, null],
    ]);
    expect(stages(records, '2025-10-17')[1]).toEqual(['overdue', '2025-10-15', -2]);
    // On the last day there is still time; what is recorded for later has not happened.
    expect(stages(records, '2025-10-15')[1]).toEqual(['running', '2025-10-15', 0]);
    expect(stages(records, '2025-05-12')[0]).toEqual(['done', '2025-05-15', null]);
    expect(stages(records, '2025-05-11')[0]).toEqual(['running', '2025-05-15', 4]);
    expect(stages(records, '2025-03-31')[0]).toEqual(['waiting', '2025-05-15', 45]);
  });

  it('are done, late, open or coming, and counted by year', () => {
    const done = [
      { what: '季报', due: '2024-03-31', on: '2024-03-30' },
      { what: '季报', due: '2024-06-30', on: '2024-07-02' },
      // Done tomorrow is not done.
      { what: '季报', due: '2024-09-30', on: '2024-10-11' },
    ];
    const board = boardOf(report([checked('一-1', '公安局')]), pack, config({ done }));
    expect(board.deadlines[0]?.next).toBe('2024-12-31');
    expect(board.deadlines[0]?.days.slice(0, 4).map((d) => [d.due, d.state, d.daysLeft])).toEqual([
      ['2024-03-31', 'done', null],
      ['2024-06-30', 'late', null],
      ['2024-09-30', 'open', -10],
      ['2024-12-31', 'coming', 82],
    ]);
    expect(board.years).toEqual([
      { year: 2024, done: 1, late: 1, open: 1, coming: 2 },
      { year: 2025, done: 0, late: 0, open: 0, coming: 4 },
    ]);
    // Of a task that is not looked at, nothing is said.
    expect(boardOf(report([checked('一-2', '公安局')]), pack, config()).deadlines).toHaveLength(1);
  });

  it('count the days at the edges', () => {
    const at = (asOf: string) => {
      const board = boardOf(report([checked('一-1', '公安局')], [], { asOf }), pack, config());
      return board.deadlines[1]?.days.map(({ state, daysLeft }) => [state, daysLeft]);
    };
    expect(at('2024-12-30')).toEqual([['coming', 1]]);
    expect(at('2024-12-31')).toEqual([['coming', 0]]);
    expect(at('2025-01-01')).toEqual([['open', -1]]);
  });

  it('say how late a stage was over', () => {
    const stages = [{ stage: '申报', from: '2025-04-01', to: '2025-05-18' }];
    const late = boardOf(report([], [], { asOf: '2025-06-01' }), pack, config({ stages })).stages[0];
    expect(late).toMatchObject({ state: 'done', daysLeft: null, daysLate: 3 });
  });
});
