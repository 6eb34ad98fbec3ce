import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Board } from '../model/board.js';
import { textWidth } from '../model/width.js';
import { boardJson, boardOf, boardText } from './index.js';
import { checked, config, pack, report } from './testing.js';

const plain = { style: (_: string, text: string) => text };
const LANGS = ['zh', 'en'] as const;
const NONE = { delivered: false, words: null, materials: 0 };

/** Everything that a board can say. */
function full(): Board {
  const submissions = [
    checked('一-1', '公安局', { onSite: 1, paper: 1, none: 1 }),
    checked('一-1', '统计局', NONE),
    checked('一-1', null, { due: false }),
    checked('一-2', '公安局'),
    checked('一-2', '统计局', NONE),
  ];
  const settings = config({
    vetoes: [
      {
        veto: '否1',
        department: '统计局',
        on: '2024-09-01',
        fact: '数据造假',
        source: '示纪〔2024〕1号',
        line: 3,
      },
    ],
    stages: [
      { stage: '申报', from: '2025-04-01', to: '2025-05-18' },
      { stage: '公示', from: '2025-10-01', to: null },
    ],
    done: [
      { what: '季报', due: '2024-03-31', on: '2024-03-30' },
      { what: '季报', due: '2024-06-30', on: '2024-07-02' },
    ],
  });
  return boardOf(
    report(
      submissions,
      [
        { unit: '一-1', department: '公安局' },
        { unit: '一-1', department: '公安局' },
        { unit: '一-2', department: '公安局', severity: 'warning' },
        { unit: '一-2', department: '统计局', waived: '经批准' },
        { unit: null, department: '统计局' },
        { unit: '一-2', department: null, severity: 'unverified' },
      ],
      { asOf: '2025-10-10', grades: [{ department: '公安局', unit: '一-2', grade: '达标' }] },
    ),
    pack,
    settings,
  );
}

/** As {@link full}, of more departments than a narrow terminal has room for. */
function many(): Board {
  const names = Array.from({ length: 12 }, (_, i) => `第${i + 1}执法大队`);
  const submissions = pack.units.flatMap(({ key }, u) =>
    names.map((name, d) => checked(key, name, d === 3 || d + u === 6 ? NONE : {})),
  );
  const found = [
    ...['一-1', '一-2'].map((unit) => ({ unit, department: '第4执法大队' })),
    { unit: '一-1', department: '第7执法大队' },
    ...[1, 2].map(() => ({ unit: '一-2', department: '第7执法大队' })),
    { unit: '一-2', department: '第8执法大队', severity: 'unverified' as const },
    { unit: '一-1', department: '第9执法大队', severity: 'warning' as const },
  ];
  return boardOf(report(submissions, found, { departments: names }), pack, config());
}

/** As `--department 公安局` narrows it. */
function narrowed(): Board {
  const submissions = [checked('一-1', '公安局'), checked('一-2', '公安局', NONE)];
  const of = report(submissions, [{ unit: '一-2', department: '公安局' }], { departments: ['公安局'] });
  return boardOf(of, pack, config());
}

describe.each(LANGS)('in %s', (lang) => {
  it.each([
    ['matrix', full(), 120],
    ['narrow', full(), 42],
    ['lists', many(), 60],
    ['details', narrowed(), 80],
  ])('%s', async (name, board, width) => {
    const text = boardText(board, { ...plain, lang, width });
    await expect(text).toMatchFileSnapshot(resolve(`fixtures/board/${name}.${lang}.golden.txt`));
    const lines = text.split('\n');
    // A table keeps its figures; all else is broken.
    expect(lines.filter((line) => textWidth(line) > width + 2 && !/ {2}/.test(line.trim()))).toEqual([]);
  });

  it('is the same for a pipe as for a wide terminal', () => {
    expect(boardText(full(), { ...plain, lang })).toBe(boardText(full(), { ...plain, lang, width: 120 }));
  });

  it('is complete', () => {
    if (lang === 'zh') return;
    const text = boardText(full(), { ...plain, lang });
    const own = text.replace(
      /年度计划|示范市|公安局|统计局|重点执法|服务管理|网上审批大厅|执法人员培训|各部门|季报|开通大厅|申报|公示|命名|一-\d|否1|弄虚作假的|数据造假|示纪|号/g,
      '',
    );
    expect(own).not.toMatch(/\p{sc=Han}/u);
  });
});

describe('a list of many departments', () => {
  const names = Array.from({ length: 40 }, (_, i) => `第${i + 1}执法大队`);
  const units = Array.from({ length: 77 }, (_, i) => ({
    key: String(i + 1),
    name: `事项${i + 1}`,
    weight: 1,
  }));
  const submissions = units.flatMap(({ key }, u) =>
    names.map((name, d) => checked(key, name, d === 3 || (u + d) % 9 === 0 ? NONE : {})),
  );
  const found = submissions.filter((s) => !s.delivered).map(({ unit, department }) => ({ unit, department }));
  const board = boardOf(
    report(submissions, found, { departments: names }),
    {
      ...pack,
      units: units as never,
      departments: names.map((name) => ({ name, aliases: [] })),
      scoring: null,
    },
    config(),
  );
  const text = boardText(board, { ...plain, lang: 'zh', width: 100 });

  it('tells department by department what is missing, and once that all is', () => {
    expect(text).toContain('第4执法大队　应报的 77 项全部未报。');
    expect(text).toContain('第1执法大队　未报 9 项：1、10、19、28、37、46、55、64、73。');
    expect(text.split('\n').length).toBeLessThan(200);
    expect(Math.max(...text.split('\n').map(textWidth))).toBeLessThanOrEqual(102);
  });
});

it('is obeyed by no terminal, whatever names hold', () => {
  const nasty = '局\u001b[31m\n✔ 全部合格\u202e';
  const of = report([checked('一-1', nasty)], [{ unit: '一-1', department: nasty }], {
    departments: [nasty],
    region: nasty,
  });
  const board = boardOf(of, pack, config());
  for (const text of [boardText(board, { ...plain, lang: 'zh' }), boardJson(board)]) {
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
    expect(text.split('\n').some((line) => line.startsWith('✔'))).toBe(false);
  }
  expect((JSON.parse(boardJson(board)) as Board).region).toBe(nasty);
});
