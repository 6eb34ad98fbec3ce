/** Broken packs, one folder for each thing that is wrong; what the loader says is read in expected.txt. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DossierError } from '../model/error.js';
import { loadPack } from './index.js';

const fixtures = fileURLToPath(new URL('../../fixtures/packs/', import.meta.url));
const broken = readdirSync(fixtures).filter((name) => !['good', 'plan'].includes(name));

async function failure(dir: string): Promise<DossierError> {
  const error: unknown = await loadPack(dir).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DossierError)) throw new Error(`${dir} loaded, or failed in another way: ${error}`);
  return error;
}

describe('broken packs', () => {
  it.each(broken)('%s', async (name) => {
    const error = await failure(`${fixtures}${name}`);
    expect(error.kind).toBe('input');
    expect(error.complaints.length).toBeGreaterThan(0);
    const lines = error.complaints.map(
      (c) => `${c.file.slice(fixtures.length + name.length + 1)}:${c.line}:${c.column}\n  ${c.zh}\n  ${c.en}`,
    );
    const text = [error.zh, error.en, ...lines, ''].join('\n');
    await expect(text).toMatchFileSnapshot(`${fixtures}${name}/expected.txt`);
  });

  it('says which packs there are where none is', async () => {
    const error = await failure(`${fixtures}nowhere`);
    expect(error.kind).toBe('usage');
    expect(error.zh).toContain('xincheng-2024');
    expect(error.en).toContain('xincheng-2024');
  });
});

describe('a plan with a procedure of its own', () => {
  it('takes collective names apart, and says what a unit that says little owes', async () => {
    const pack = await loadPack(`${fixtures}plan`);
    const [first, second] = pack.units;
    expect(pack.documentNumber).toBe('');
    expect(pack.groups.map(({ departments }) => departments)).toEqual([['公安局', '统计局']]);
    expect(first?.leads.map(({ department }) => department)).toEqual(['公安局', '统计局']);
    expect(second?.leads.map(({ department }) => department)).toEqual(['公安局', '统计局']);
    expect(first?.statements).toMatchObject([
      { title: null, name: '关于网上审批大厅的工作情况', by: 'each', leads: ['公安局', '统计局'] },
    ]);
    expect([first?.weight, second?.weight]).toEqual([1, 2]);
    expect(pack.defaults).not.toHaveProperty('mayLack');
  });

  it('keeps stages, deadlines, grades and what is not said', async () => {
    const pack = await loadPack(`${fixtures}plan`);
    expect(pack.deadlines.map(({ on, unit }) => [on, unit])).toEqual([
      [{ yearly: '03-01', from: 2025, to: 2026 }, null],
      [{ date: '12-31' }, '一-1'],
    ]);
    expect(pack.stages.map(({ by, days }) => [by, days])).toEqual([
      ['05-15', null],
      [null, 7],
    ]);
    expect(pack.assessment).toMatchObject({ table: '自评表', report: null });
    expect(pack.scoring).toMatchObject({ full: 100, credits: { clean: 1, errors: 0.5, missing: 0 } });
    expect(pack.forms).toMatchObject({ summaryReport: { due: false }, liaisonForm: { due: false } });
  });
});

describe('a good pack', () => {
  it('resolves what the YAML leaves out', async () => {
    const pack = await loadPack(`${fixtures}good`);
    expect(pack.id).toBe('good');
    expect(pack.units.map((unit) => unit.key)).toEqual(['1', '2-3', '加1']);
    const [first, merged, bonus] = pack.units;
    expect(first).toMatchObject({
      prefix: '001',
      kind: 'indicator',
      urls: 'if-any',
      openLeads: true,
      notes: '',
    });
    expect(first?.leads).toEqual([{ department: '司法局', items: [] }]);
    expect(bonus).toMatchObject({ prefix: '加1', kind: 'bonus', leads: [], chapter: { no: 2 } });
    expect(merged?.prefix).toBe('002');
    expect(merged?.indicators.map(({ no, verbatim }) => [no, verbatim])).toEqual([
      [2, true],
      [3, true],
    ]);
    expect(merged?.sections.map(({ title }) => title)).toEqual(['1.清单。', '2.审查。']);
    expect(pack.chapters[1]?.sections[1]).toEqual({ title: '2.否决项。', indicators: [] });
    expect(pack.departments[0]).toEqual({ name: '司法局', aliases: [], class: '政府部门' });
    expect(pack.forms.summaryReport.due).toBe(true);
  });

  it('gives each statement its limits and its leads', async () => {
    const pack = await loadPack(`${fixtures}good`);
    expect(pack.units[1]?.statements).toEqual([
      {
        title: '关于文件清理的情况说明',
        name: '关于文件清理的情况说明',
        item: 2,
        softLimit: 500,
        hardLimit: 1000,
        leads: ['司法局', '市场监督管理局'],
        by: 'each',
        combinable: false,
        points: [{ point: '清理情况', words: ['清理'] }],
        tables: [],
        stamp: null,
        evidenceListAtEnd: false,
      },
      expect.objectContaining({
        title: null,
        name: '关于备案审查的情况说明',
        item: null,
        softLimit: 500,
        hardLimit: 2000,
        leads: [],
        stamp: '人民法院',
      }),
    ]);
    expect(pack.units[0]?.statements[0]?.leads).toEqual(['司法局']);
  });
});
