/** The packaged yearly plan: its shape, and its wording against the published text. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { dueDays, dutyTime } from '../model/due.js';
import { foldWidth } from '../model/fold.js';
import type { Pack, Unit } from '../model/pack.js';
import { loadPack, resolveDepartment, resolvePack, selectUnits } from './index.js';

let pack: Pack;
beforeAll(async () => {
  pack = await loadPack(await resolvePack('deyang-plan'));
});

const unit = (key: string): Unit => {
  const found = pack.units.find((u) => u.key === key);
  if (!found) throw new Error(`no unit ${key}`);
  return found;
};
const leads = (key: string) => unit(key).leads.map(({ department }) => department);
const ofClass = (...classes: string[]) =>
  pack.departments.filter((d) => classes.includes(d.class ?? '')).map(({ name }) => name);
const DEPARTMENTS = ['重点执法部门', '一般执法部门', '服务管理部门'];
const COUNTIES = '县（市、区）政府';

describe('wording', () => {
  // Editors and converters differ in width and in spacing, never in words: only these are folded away.
  const bare = (text: string) => foldWidth(text).replace(/\s/g, '').replace(/[“”]/g, '"');
  const text = readFileSync(
    fileURLToPath(new URL('../../fixtures/texts/deyang-plan.txt', import.meta.url)),
    'utf8',
  );

  /** The pack written out as the plan runs: part, heading, task, and who is responsible. */
  function cells(): string[] {
    return pack.chapters.flatMap((chapter) => [
      chapter.title,
      ...chapter.sections.flatMap((section) => [
        section.title,
        ...section.indicators.flatMap(({ no, text: told, verbatim }) => {
          expect([no, verbatim]).toEqual([no, true]);
          const [, , number] = String(no).split('-');
          const { leadText } = unit(String(no));
          return [
            number === undefined ? '' : `${number}.`,
            told,
            leadText === '' ? '' : `责任单位：${leadText}`,
          ];
        }),
      ]),
    ]);
  }

  it('equals the published plan from its first part to its end, width and spaces aside', () => {
    const start = text.indexOf('\n一、');
    expect(start).toBeGreaterThan(0);
    const published = bare(text.slice(start));
    let at = 0;
    for (const cell of cells()) {
      const written = bare(cell);
      // Cell by cell, so that a difference is shown where it begins.
      expect(published.slice(at, at + written.length)).toBe(written);
      at += written.length;
    }
    expect(published.slice(at)).toBe('');
    expect(at).toBeGreaterThan(4000);
  });

  it('keys a task by its part and number', () => {
    const numerals = '一二三四';
    for (const { key, chapter, sections, indicators } of pack.units) {
      const [part = '', number] = key.split('-');
      expect(chapter.title.startsWith(`${part}、`)).toBe(true);
      expect(sections.map(({ title }) => title.slice(0, 3))).toEqual([`（${numerals[Number(number) - 1]}）`]);
      expect(indicators.map(({ no }) => no)).toEqual([key]);
    }
    expect(text.startsWith(`${pack.title}\n`)).toBe(true);
  });

  it('takes targets and times from the task itself', () => {
    const quoted: [string, string][] = [
      ...pack.units.flatMap(({ key, thresholds, counts, dates }) =>
        [...thresholds, ...counts, ...dates].map(({ source }): [string, string] => [key, source]),
      ),
      ...pack.deadlines.map(({ unit: key, source }): [string, string] => [key ?? '', source]),
    ];
    for (const [key, source] of quoted) {
      const [, part = '', section = '', item, quote = ''] = /^(.)（(.)）(\d)?“(.+)”$/.exec(source) ?? [];
      const number = '一二三四'.indexOf(section) + 1;
      expect(key).toBe([part, number, ...(item === undefined ? [] : [item])].join('-'));
      const own = bare(
        unit(key)
          .indicators.map((i) => i.text)
          .join(''),
      );
      for (const piece of quote.split('……'))
        expect([key, own]).toEqual([key, expect.stringContaining(bare(piece))]);
    }
    expect(quoted).toHaveLength(25);
  });

  it('keeps the gaps that the text has where the year stood, beside their reading', () => {
    // 以年行政执法主体…: which year that was cannot be told, so nothing is read into it.
    const told = pack.units.map(({ indicators }) => indicators.map((i) => i.text).join('')).join('\n');
    const gaps = told.match(/(?<![\d全半本去今同近每逐常往历当几])年(?=[^度底内终初均来以]|以)/g) ?? [];
    const read = pack.units.flatMap(({ corrections }) => corrections);
    expect(read.every(({ raw, read: as }) => as.replace('2011', '') === raw)).toBe(true);
    expect(read).toHaveLength(8);
    expect(gaps).toHaveLength(read.length + 1);
  });

  it('restores full-width punctuation in Chinese text', () => {
    const told = [
      ...pack.chapters.flatMap((c) => [c.title, ...c.sections.map((s) => s.title)]),
      ...pack.units.flatMap((u) => [u.leadText, ...u.indicators.map((i) => i.text)]),
    ];
    expect(told.flatMap((words) => words.match(/.?[,:;?!()%"].?/gu) ?? [])).toEqual([]);
  });
});

describe('shape', () => {
  it('has 5 parts, 16 headings and 18 tasks under keys of their own', () => {
    expect(pack.units.map(({ key }) => key).join(' ')).toBe(
      '一-1 一-2 一-3 一-4-1 一-4-2 一-4-3 二-1 二-2 三-1 三-2 三-3 四-1 四-2 四-3 五-1 五-2 五-3 五-4',
    );
    expect(pack.chapters.map(({ sections }) => sections.length)).toEqual([4, 2, 3, 3, 4]);
    expect(new Set(pack.units.map(({ prefix }) => prefix)).size).toBe(18);
    expect(new Set(pack.units.map(({ name }) => name)).size).toBe(18);
    expect(selectUnits(pack, '五-4,一-4-2')).toEqual(['一-4-2', '五-4']);
    expect([pack.documentNumber, pack.window.from, pack.window.to]).toEqual(['', '2011-01-01', '2011-12-31']);
  });

  it('names whom the plan names, collective names taken apart', () => {
    for (const { key, leadText } of pack.units) {
      const named = leadText.split(/(?<!（[^）]*)[、，]/).filter(Boolean);
      const expected = named.flatMap((name) => {
        const group = pack.groups.find((g) => g.name === name);
        const department = resolveDepartment(pack, name);
        expect([name, group !== undefined || department === name]).toEqual([name, true]);
        return group?.departments ?? [name];
      });
      if (key !== '五-4') expect([key, leads(key)]).toEqual([key, [...new Set(expected)]]);
    }
    // The one task without 责任单位 speaks of 各部门 and 各县（市、区）政府.
    expect(pack.units.filter(({ leadText }) => leadText === '').map(({ key }) => key)).toEqual(['五-4']);
    expect(new Set(leads('五-4'))).toEqual(new Set(ofClass(...DEPARTMENTS, COUNTIES)));
    expect(leads('三-1').slice(0, 4)).toEqual(['市委组织部', '市政府法制办', '市公务员局', '旌阳区人民政府']);
  });

  it('has three classes of departments, and the governments of counties apart', () => {
    expect(pack.classes.map(({ name }) => name)).toEqual([...DEPARTMENTS, COUNTIES]);
    for (const { name, weights } of pack.classes) {
      expect(ofClass(name).length).toBeGreaterThan(5);
      expect(weights).toEqual({});
    }
    expect(pack.groups.find(({ name }) => name === '市政府各部门')?.departments).toEqual(
      ofClass(...DEPARTMENTS),
    );
    // The party's and what is no department of its own answer for what they are named for, and for nothing else.
    const others = pack.departments.filter(({ class: of = '' }) => ![...DEPARTMENTS, COUNTIES].includes(of));
    const tasks = others.map(({ name }) => [
      name,
      pack.units.filter(({ key }) => leads(key).includes(name)).length,
    ]);
    expect(tasks).toEqual([
      ['市委组织部', 1],
      ['市保密局', 1],
      ['市政府应急办', 1],
      ['市政府新闻办', 1],
      ['市政府目督办', 1],
    ]);
    expect(pack.scoring).toEqual({
      full: 100,
      credits: { clean: 1, errors: 0.5, missing: 0 },
      source: '五（四）',
    });
    expect(resolveDepartment(pack, '德阳市环境保护局')).toBe('市环保局');
    expect(resolveDepartment(pack, '广汉市政府')).toBe('广汉市人民政府');
  });

  it('asks each of them for a statement to each task, with catalogue and evidence', () => {
    for (const { key, name, statements, owedBy } of pack.units) {
      expect(statements.map((s) => [s.title, s.name, s.by, s.leads])).toEqual([
        [null, `关于${name}的情况说明`, 'each', leads(key)],
      ]);
      expect(owedBy).toBe('each');
    }
    expect(pack.defaults.parts).toEqual(['statement', 'catalogue', 'evidence']);
    expect(pack.forms.summaryReport).toEqual({
      title: '依法行政工作情况报告',
      due: true,
      source: '五（三）',
    });
  });

  it('knows the targets, and whom they are set', () => {
    const collective = (names: string[]) =>
      pack.groups.find(({ departments }) => departments.join() === names.join())?.name;
    const counties = ofClass(COUNTIES);
    const who = (names?: string[]) => {
      if (names === undefined) return '';
      const rest = names.filter((name) => !counties.includes(name));
      const both = rest.length > 0 && rest.length < names.length ? [rest, counties] : [names];
      return ` ${both.map((some) => collective(some) ?? some.join('、')).join('、')}`;
    };
    const told = pack.units.flatMap(({ key, thresholds }) =>
      thresholds.map((t) => `${key} ${t.what} ${t.op}${t.value}${t.unit}${who(t.leads)}`),
    );
    expect(told).toEqual([
      '一-3 深化行政执法责任制活动试点部门 >=3个 县（市、区）政府',
      '一-3 深化行政执法责任制活动试点部门 <=4个 县（市、区）政府',
      '一-4-3 合法性审查率 >=90%',
      '一-4-3 行政规范性文件备案率 >=95%',
      '一-4-3 备案审查率 >=100%',
      '一-4-3 行政规范性文件评估 >=1件 市级主要行政执法部门',
      '一-4-3 行政规范性文件评估 >=2件 县（市、区）政府',
      '二-2 宣传主题 >=4个 市级各行政执法部门、县（市、区）政府',
      '三-1 会前学法 >=6次',
      '三-1 领导干部法制讲座、专题研讨班 >=2期 县（市、区）政府',
      '三-1 年度培训人次 >=1000人次 市委组织部、市政府法制办、市公务员局',
      '五-2 重大行政许可、行政处罚备案率 >=80%',
    ]);
    const counts = pack.units.flatMap(({ key, counts: limits }) =>
      limits.map((c) => `${key} ${c.what} ${c.min}${who(c.leads)}`),
    );
    expect(counts).toEqual([
      '一-4-3 行政规范性文件评估报告 1 市级主要行政执法部门',
      '一-4-3 行政规范性文件评估报告 2 县（市、区）政府',
    ]);
  });

  it('has the days of the year on which something is due', () => {
    const days = pack.deadlines.map((d) => `${d.unit} ${dueDays(d, dutyTime(pack)).join(' ')}`);
    expect(days).toEqual([
      '一-1 2011-06-30',
      '二-2 2011-03-31 2011-06-30 2011-09-30 2011-12-31',
      '三-1 2011-06-30',
      '三-2 2011-06-30',
      '三-2 2011-12-31',
      '四-3 2011-03-31',
      '四-3 2011-11-30',
      '四-3 2011-12-10',
      '四-3 2011-12-31',
    ]);
    expect(unit('四-3').dates).toMatchObject([
      { kind: 'deadline', by: '2011-03-31', words: ['实施标准'] },
      { kind: 'deadline', by: '2011-12-31', words: ['专题报告'] },
    ]);
  });
});
