/** The packaged five-year plan of 阳新: its shape, and its wording against the published text. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { dueDays, dutyTime } from '../model/due.js';
import { foldWidth } from '../model/fold.js';
import type { Pack, Unit } from '../model/pack.js';
import { loadPack, resolveDepartment, resolvePack } from './index.js';

let pack: Pack;
beforeAll(async () => {
  pack = await loadPack(await resolvePack('yangxin-2021-2025'));
});

const unit = (key: string): Unit => {
  const found = pack.units.find((u) => u.key === key);
  if (!found) throw new Error(`no unit ${key}`);
  return found;
};

it('equals the published plan from its first task to its last measure, width and spaces aside', () => {
  const bare = (text: string) => foldWidth(text).replace(/\s/g, '');
  const path = fileURLToPath(new URL('../../fixtures/texts/yangxin-2021-2025.txt', import.meta.url));
  const text = readFileSync(path, 'utf8');
  const closing = '\n各镇(区)、县政府各部门要结合工作实际,根据职责承担并履行';
  const start = text.indexOf('三、主要任务\n');
  const end = text.indexOf(closing);
  expect([start > 0, end > start]).toEqual([true, true]);
  const published = bare(text.slice(start, end));
  const cells = ['三、主要任务'];
  for (const chapter of pack.chapters) {
    cells.push(chapter.title);
    for (const { no, text: words, verbatim } of chapter.sections.flatMap((s) => s.indicators)) {
      expect(verbatim).toBe(true);
      const measure = /^保-(\d)$/.exec(String(no))?.[1];
      cells.push(measure === undefined ? `${no}.` : `（${'一二三'[Number(measure) - 1]}）`, words);
    }
  }
  let at = 0;
  for (const cell of cells) {
    const written = bare(cell);
    // Cell by cell, so that a difference is shown where it begins.
    expect(published.slice(at, at + written.length)).toBe(written);
    at += written.length;
  }
  expect(published.slice(at)).toBe('');
  expect(at).toBeGreaterThan(6000);
});

describe('shape', () => {
  it('has 26 tasks in nine parts and the three organisational measures', () => {
    expect(pack.chapters.map((c) => pack.units.filter((u) => u.chapter === c).length)).toEqual([
      3, 1, 3, 3, 2, 4, 5, 3, 2, 3,
    ]);
    const keys = Array.from({ length: 26 }, (_, i) => String(i + 1));
    expect(pack.units.map((u) => u.key)).toEqual([...keys, '保-1', '保-2', '保-3']);
  });

  it('has a window of five years, with a report and its publication in each', () => {
    expect(pack.window).toMatchObject({ from: '2021-01-01', to: '2025-12-31' });
    const days = pack.deadlines.map((deadline) => dueDays(deadline, dutyTime(pack)));
    const years = [2022, 2023, 2024, 2025, 2026];
    expect(days[0]).toEqual(years.map((year) => `${year}-03-01`));
    expect(days[1]).toEqual(years.map((year) => `${year}-04-01`));
    expect(pack.deadlines[2]).toMatchObject({ unit: '19', on: { date: '2024-12-31' } });
    expect(pack.deadlines[3]).toMatchObject({ unit: '26', who: '县政府' });
    expect(days[3]).toEqual(years.slice(0, 4).map((year) => `${year}-12-31`));
    expect(pack.deadlines).toHaveLength(4);
  });

  it.each([
    ['6', ['= 100%', '= 100%']],
    ['10', ['>= 60学时']],
    ['15', ['>= 2名']],
    ['16', ['= 100%']],
    ['20', ['= 100%']],
    ['26', ['>= 1次', '>= 1次']],
  ])('task %s has its targets', (key, targets) => {
    expect(unit(key).thresholds.map(({ op, value, unit: of }) => `${op} ${value}${of}`)).toEqual(targets);
  });

  it('is owed by whoever has the task, and by those that the text names', () => {
    expect(unit('1')).toMatchObject({ owedBy: 'any', statements: [{ title: null, by: 'any' }] });
    expect(unit('1').leads).toHaveLength(pack.departments.length);
    expect(unit('13')).toMatchObject({ owedBy: 'each' });
    expect(unit('13').leads.map(({ department }) => department)).toContain('人力资源和社会保障局');
    expect(resolveDepartment(pack, '阳新县市场监管局')).toBe('市场监督管理局');
  });

  it('keeps the slips of the text, and says how they are read', () => {
    expect(unit('17').corrections).toEqual([{ raw: '严肃问贵', read: '严肃问责', why: '错字' }]);
    expect(unit('17').indicators[0]?.text).toContain('严肃问贵');
  });

  it('reads every quotation mark that has lost its pair', () => {
    const marks = (text: string) => [...text].filter((c) => '“”"'.includes(c)).join('');
    for (const { key, indicators, corrections } of pack.units) {
      let text = indicators.map((indicator) => indicator.text).join('\n');
      for (const { raw, read } of corrections) {
        expect([key, text.split(raw)]).toEqual([key, [expect.any(String), expect.any(String)]]);
        text = text.replace(raw, read);
      }
      expect([key, marks(text)]).toEqual([key, '“”'.repeat(marks(text).length / 2)]);
    }
  });

  it('has the towns and the districts of farms beside the departments', () => {
    const sizes = ['县政府部门', '镇', '管理区'].map(
      (name) => pack.departments.filter((department) => department.class === name).length,
    );
    expect(sizes).toEqual([23, 16, 5]);
    expect(resolveDepartment(pack, '阳新县枫林镇')).toBe('枫林镇人民政府');
  });
});
