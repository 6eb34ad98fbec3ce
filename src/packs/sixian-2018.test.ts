/** The packaged standards of 泗县: their shape, and their wording against the published text. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { dueDays } from '../model/due.js';
import { foldWidth } from '../model/fold.js';
import type { Pack, Unit } from '../model/pack.js';
import { loadPack, resolveDepartment, resolvePack, selectUnits } from './index.js';

let pack: Pack;
beforeAll(async () => {
  pack = await loadPack(await resolvePack('sixian-2018'));
});

const unit = (key: string): Unit => {
  const found = pack.units.find((u) => u.key === key);
  if (!found) throw new Error(`no unit ${key}`);
  return found;
};

describe('wording', () => {
  // Editors and converters differ in width and in spacing, never in words: only these are folded away.
  const bare = (text: string) => foldWidth(text).replace(/\s/g, '');
  const text = readFileSync(
    fileURLToPath(new URL('../../fixtures/texts/sixian-2018.txt', import.meta.url)),
    'utf8',
  );

  /** What stands between two marks, each of which has to occur; to the end without a second one. */
  function between(from: string, to?: string): string {
    const start = text.indexOf(from);
    const end = to === undefined ? text.length : text.indexOf(to, start + from.length);
    if (start < 0 || end < 0) throw new Error(`no ${start < 0 ? from : to} in the text`);
    return bare(text.slice(start + from.length, end));
  }

  /** Cell by cell, so that a difference is shown where it begins; nothing may be left. */
  function expectSame(published: string, cells: string[]): void {
    let at = 0;
    for (const cell of cells) {
      const written = bare(cell);
      expect(published.slice(at, at + written.length)).toBe(written);
      at += written.length;
    }
    expect(published.slice(at)).toBe('');
  }

  it('equals the published standards from part one to the last veto, width and spaces aside', () => {
    const cells: string[] = [];
    for (const chapter of pack.chapters) {
      cells.push(chapter.title);
      for (const section of chapter.sections) {
        cells.push(section.title);
        for (const { no, text, verbatim } of section.indicators) {
          expect([no, verbatim]).toEqual([no, true]);
          const [part, number] = String(no).split('-');
          expect(chapter.title.startsWith(`${part}、`)).toBe(true);
          cells.push(`${number}.`, text);
        }
      }
    }
    for (const { key, text, verbatim } of pack.vetoes) {
      expect([key, verbatim]).toEqual([key, true]);
      cells.push(`${key.replace(/^七-/, '')}.`, text);
    }
    const standards = between('附件1\n\n泗县第批依法行政示范单位创建标准\n', '附件2\n');
    expect(standards.length).toBeGreaterThan(5000);
    expectSame(standards, cells);
  });

  it('equals the published procedure, stage by stage', () => {
    const numerals = '一二三四五六';
    expectSame(
      between('、创建程序\n', '、工作要求\n'),
      pack.stages.flatMap(({ name, text }, i) => [`（${numerals[i]}）`, `${name}。`, text]),
    );
  });

  it('equals the published forms, box by box', () => {
    const form = (key: string) => {
      const found = pack.forms.prescribed.find((f) => f.key === key);
      if (!found) throw new Error(`no form ${key}`);
      return found;
    };
    // The text has lost 二 in these titles; elsewhere it has it.
    const printed = (title: string) => title.replace('第二批', '第批');
    /** The boxes in the form's order; signature and date stand in those for opinions. */
    const boxes = (key: string) =>
      form(key).fields.flatMap(({ label, kind, note }) => [
        // The form puts the colon to what stands in its head.
        kind === 'date' ? `${label}：` : label,
        note,
        kind === 'opinion' ? '负责人（签名）：年月日' : '',
      ]);
    expect(pack.forms.prescribed.map(({ key, attachment, stamp }) => [key, attachment, stamp])).toEqual([
      ['申请表', '附件2', true],
      ['申报表', '附件3', true],
    ]);
    // The last box of the application form has no day.
    const application = boxes('申请表');
    expect(application.pop()).toBe('负责人（签名）：年月日');
    expectSame(between('附件2\n\n泗县第二批依法行政示范单位创建\n', '附件3\n'), [
      printed(form('申请表').title),
      '申请单位（盖章）',
      ...application,
      '负责人（签名）：年月日',
    ]);
    expectSame(between('附件3\n'), [printed(form('申报表').title), '申报单位（盖章）', ...boxes('申报表')]);
  });

  it('cites the document as it is printed, but for the digit that the text lost', () => {
    const full = bare(text);
    expect(full).toContain(bare('开展第二批依法行政示范单位创建活动'));
    expect(full).toContain(bare(`附件：1.${pack.title.replace('第二批', '第批')}`));
    expect(full).toContain('2018413');
    expect(pack.issuedOn).toBe('2018-04-13');
    const report = pack.assessment?.report?.title ?? '';
    const { title } = pack.forms.summaryReport;
    expect(full).toContain(bare(`自评报告和典型经验总结`));
    expect([report, title]).toEqual(['自评报告', '典型经验总结']);
  });

  it('takes thresholds from the standard itself, and keeps its slips beside their reading', () => {
    for (const { key, thresholds, indicators } of pack.units) {
      const own = bare(indicators.map((i) => i.text).join(''));
      for (const { source } of thresholds) {
        const quote = /“([^”]+)”/.exec(source)?.[1] ?? '';
        for (const piece of quote.split('……'))
          expect([key, own]).toEqual([key, expect.stringContaining(bare(piece))]);
        expect(source.startsWith(key.replace('-', '第'))).toBe(true);
      }
    }
    const slips = pack.units.filter(({ corrections }) => corrections.length > 0);
    expect(slips.map(({ key }) => key)).toEqual(['一-11', '三-13', '四-10']);
  });

  it('restores full-width punctuation in Chinese text', () => {
    const told = [
      ...pack.chapters.flatMap((c) => [c.title, ...c.sections.map((s) => s.title)]),
      ...pack.units.flatMap((u) => u.indicators.map((i) => i.text)),
      ...pack.vetoes.map((v) => v.text),
      ...pack.stages.map((s) => s.text),
      ...pack.forms.prescribed.flatMap((f) => f.fields.map((field) => field.label + field.note)),
    ];
    expect(told.flatMap((text) => text.match(/.?[,:;?!()%"].?/gu) ?? [])).toEqual([]);
  });
});

describe('shape', () => {
  it('has 7 parts, 30 sections, 96 standards under keys of their own, 6 vetoes', () => {
    const standards = pack.chapters.map(({ sections }) => sections.flatMap((s) => s.indicators).length);
    expect(standards).toEqual([17, 15, 17, 18, 16, 13, 0]);
    expect(pack.chapters.map(({ sections }) => sections.length)).toEqual([6, 4, 5, 5, 5, 4, 1]);
    const numerals = '一二三四五六';
    const keys = standards.flatMap((n, part) =>
      Array.from({ length: n }, (_, i) => `${numerals[part]}-${i + 1}`),
    );
    expect(pack.units.map(({ key }) => key)).toEqual(keys);
    expect(pack.units.map(({ indicators }) => indicators.map(({ no }) => no))).toEqual(keys.map((k) => [k]));
    expect(new Set(pack.units.map(({ prefix }) => prefix)).size).toBe(96);
    expect(new Set(pack.units.map(({ name }) => name)).size).toBe(96);
    expect(pack.vetoes.map(({ key, within }) => [key, within])).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => [`七-${n}`, '两年内']),
    );
    expect(selectUnits(pack, '六-13,一-1')).toEqual(['一-1', '六-13']);
  });

  it('asks every applicant for evidence to every standard, and for no statement', () => {
    const all = pack.departments.map(({ name }) => name);
    for (const { key, leads } of pack.units) {
      expect([key, leads.map(({ department }) => department)]).toEqual([key, all]);
    }
    expect(pack.units.flatMap(({ statements }) => statements)).toEqual([]);
    expect(pack.defaults.parts).toEqual(['evidence']);
    const classes = new Set(pack.departments.map((d) => d.class));
    expect([...classes]).toEqual(['乡镇', '开发区', '行政执法部门', '驻泗单位']);
    expect(resolveDepartment(pack, '泗县教体局')).toBe('教育体育局');
    expect(resolveDepartment(pack, '县经济开发区管委会')).toBe('经济开发区管委会');
    expect(resolveDepartment(pack, '安徽省泗县泗城镇')).toBe('泗城镇人民政府');
  });

  it('knows the figures that the standards ask for', () => {
    const told = pack.units.flatMap(({ key, thresholds }) =>
      thresholds.map(({ op, value, unit, words }) => {
        expect(words).not.toEqual([]);
        return `${key} ${op}${value}${unit}`;
      }),
    );
    expect(told).toEqual([
      '一-7 >=2次',
      '一-9 >=2年',
      '一-12 >=2期',
      '二-9 =0件',
      '三-14 =0件',
      '三-16 >=1次',
      '四-11 =0件',
      '五-8 >=98%',
      '六-3 =0件',
      '六-13 =0件',
    ]);
    expect(unit('五-8').thresholds[0]?.what).toBe('行政投诉处理率');
  });

  it('has six stages, of which two know their time, and deadlines once and each quarter', () => {
    expect(pack.stages.map(({ name, by, days }) => [name, by, days])).toEqual([
      ['创建申请', '05-15', null],
      ['确定对象', null, null],
      ['创建实施', null, null],
      ['单位申报', null, null],
      ['验收考核', null, null],
      ['公示命名', null, 7],
    ]);
    const [application, progress, ...more] = pack.deadlines;
    expect(more).toEqual([]);
    expect(application && dueDays(application, pack.window)).toEqual(['2018-05-15']);
    expect(progress?.on).toEqual({ quarterly: true });
  });

  it('grades itself in three steps and asks for a report', () => {
    const { grades, table, report } = pack.assessment ?? {};
    expect(grades?.map(({ name, credit }) => [name, credit])).toEqual([
      ['达标', 1],
      ['部分达标', 0.5],
      ['未达标', 0],
    ]);
    expect(table).toBe('自评表');
    expect(report?.title).toBe('自评报告');
    expect(pack.scoring).toBeNull();
    expect(pack.forms.liaisonForm.due).toBe(false);
  });
});
