/** The packaged task list: its shape, and its wording against the published text. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { foldName, foldWidth } from '../model/fold.js';
import type { Pack, Unit } from '../model/pack.js';
import { defaultPackId, loadPack, resolveDepartment, resolvePack } from './index.js';

let pack: Pack;
beforeAll(async () => {
  pack = await loadPack(await resolvePack(defaultPackId));
});

const unit = (key: string): Unit => {
  const found = pack.units.find((u) => u.key === key);
  if (!found) throw new Error(`no unit ${key}`);
  return found;
};
const keys = (units: Unit[]) => units.map(({ key }) => key);

describe('wording', () => {
  // Editors and converters differ in width and in spacing, never in words: only these are folded away.
  const bare = (text: string) => foldWidth(text).replace(/[\s|]/g, '');

  /**
   * The pack written out as the table runs: chapter, section, number, indicator; materials, notes and leads stand
   * after the first indicator of their unit, also of a merged one.
   */
  function table(): string[] {
    const cells: string[] = [];
    const placed = new Set<Unit>();
    for (const chapter of pack.chapters) {
      const sections = chapter.sections.map((section) => ({
        title: section.title,
        // The published text breaks off after the first bonus item: rows marked `verbatim: false` are not in it.
        indicators: section.indicators.filter((indicator) => indicator.verbatim),
      }));
      const told = sections.filter((section) => section.indicators.length > 0);
      if (told.length > 0) cells.push(chapter.title);
      for (const section of told) {
        cells.push(section.title);
        for (const indicator of section.indicators) {
          // Bonus items are numbered from 1 again; the pack keys them 加1.
          cells.push(String(indicator.no).replace(/^加/, ''), indicator.text);
          const owner = pack.units.find((u) => u.indicators.includes(indicator));
          if (!owner) throw new Error(`indicator ${indicator.no} has no unit`);
          if (placed.has(owner)) continue;
          placed.add(owner);
          cells.push(owner.materials, owner.notes, owner.leadText);
        }
      }
    }
    return cells;
  }

  it('equals the published table to its end, width, spaces and cell marks aside', () => {
    const url = new URL('../../fixtures/texts/xincheng-2024-task-list.txt', import.meta.url);
    const text = readFileSync(fileURLToPath(url), 'utf8');
    const head = '一级指标 |\n二级指标 |\n序号 |\n三级指标 |\n申报材料 |\n牵头单位 |\n';
    const start = text.indexOf(head);
    expect(start).toBeGreaterThan(0);
    const published = bare(text.slice(start + head.length));
    let at = 0;
    for (const cell of table()) {
      const written = bare(cell);
      // Cell by cell, so that a difference is shown where it begins.
      expect(published.slice(at, at + written.length)).toBe(written);
      at += written.length;
    }
    expect(published.slice(at)).toBe('');
    expect(at).toBeGreaterThan(30_000);
  });

  it('leaves out only rows that the published text does not hold', () => {
    const reported = pack.chapters.flatMap((chapter) =>
      chapter.sections.flatMap((section) => section.indicators.filter(({ verbatim }) => !verbatim)),
    );
    expect(reported.map(({ no }) => no)).toEqual(['加2']);
    expect(pack.vetoes.map(({ verbatim }) => verbatim)).toEqual([false, false]);
  });

  it('takes items and titles from the row itself', () => {
    const foreign: string[] = [];
    for (const u of pack.units) {
      if (u.kind === 'bonus') continue;
      const materials = foldName(u.materials);
      const row = foldName(u.materials + u.notes);
      for (const item of u.items) {
        if (!materials.includes(foldName(`${item.no}.${item.text}`)))
          foreign.push(`${u.key} item ${item.no}`);
      }
      for (const { title } of u.statements) {
        if (title !== null && !row.includes(foldName(title))) foreign.push(`${u.key} ${title}`);
      }
    }
    expect(foreign).toEqual([]);
  });

  it('restores full-width punctuation in Chinese text', () => {
    const narrow = pack.units.flatMap((u) =>
      [u.materials, u.notes, u.leadText, ...u.indicators.map(({ text }) => text)].flatMap(
        (text) =>
          text.match(/\p{Script=Han}[,:;?!()]\p{Script=Han}?/gu)?.map((hit) => `${u.key}: ${hit}`) ?? [],
      ),
    );
    expect(narrow).toEqual([]);
  });
});

describe('shape', () => {
  it('has 10 chapters, 34 sections, 77 units and 2 bonus items, 100 indicators, 2 vetoes', () => {
    const numbered = pack.units.filter(({ kind }) => kind === 'indicator');
    expect(pack.chapters.map(({ no }) => no)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(pack.chapters.flatMap(({ sections }) => sections)).toHaveLength(34);
    expect(numbered).toHaveLength(77);
    expect(numbered.flatMap(({ indicators }) => indicators.map(({ no }) => no))).toEqual(
      Array.from({ length: 100 }, (_, i) => i + 1),
    );
    expect(keys(pack.units.filter(({ kind }) => kind === 'bonus'))).toEqual(['加1', '加2']);
    expect(pack.vetoes).toHaveLength(2);
  });

  it('merges five groups', () => {
    const merged = pack.units.filter(({ indicators }) => indicators.length > 1);
    expect(keys(merged)).toEqual(['26-29', '34-46', '47-51', '52-54', '88-90']);
    expect(unit('34-46').sections).toHaveLength(6);
    expect(unit('26-29').prefix).toBe('026');
  });

  it('prescribes titles in 69 units, all distinct; 8 have none', () => {
    const numbered = pack.units.filter(({ kind }) => kind === 'indicator');
    const titled = numbered.filter(({ statements }) => statements.some(({ title }) => title !== null));
    const titles = titled.flatMap(({ statements }) => statements.flatMap(({ title }) => title ?? []));
    expect(titled).toHaveLength(69);
    expect(new Set(titles.map(foldName)).size).toBe(69);
    expect(keys(numbered.filter((u) => !titled.includes(u)))).toEqual([
      '23',
      '31',
      '34-46',
      '47-51',
      '69',
      '72',
      '73',
      '84',
    ]);
    expect(numbered.filter(({ statements }) => statements.length === 0)).toEqual([]);
    expect(new Set(numbered.map(({ name }) => name)).size).toBe(77);
  });

  it('has 70 numbered items in 32 units', () => {
    const withItems = pack.units.filter(({ items }) => items.length > 0);
    expect(withItems).toHaveLength(32);
    expect(withItems.flatMap(({ items }) => items)).toHaveLength(70);
    for (const { items } of withItems) expect(items.map(({ no }) => no)).toEqual(items.map((_, i) => i + 1));
  });

  it('names leads per item in 15 units, and for each item of them', () => {
    const perItem = pack.units.filter(({ leads }) => leads.some(({ items }) => items.length > 0));
    const expected = '4 6 8 10 11 13 16 34-46 47-51 52-54 60 61 65 72 97';
    expect(keys(perItem).join(' ')).toBe(expected);
    for (const { key, leads, items } of perItem) {
      const led = new Set(leads.flatMap((lead) => lead.items));
      expect([key, [...led].sort()]).toEqual([key, items.map(({ no }) => no)]);
    }
    expect(unit('72').leads).toEqual([
      { department: '检察院', items: [1] },
      { department: '人民法院', items: [2] },
      { department: '司法局', items: [2] },
    ]);
    expect(unit('34-46').leads.find(({ department }) => department === '司法局')?.items).toEqual([1, 3, 4]);
  });

  it('resolves the departments that the lead cells name, each to its items', () => {
    // Whose lead cell is prose: what is read out of it stands in the pack alone.
    const prose = new Map([
      ['23', ['民政局']],
      ['12', ['市场监督管理局']],
    ]);
    const strangers: string[] = [];
    for (const { key, leadText, leads, kind } of pack.units) {
      if (kind === 'bonus') continue;
      if (prose.has(key)) {
        expect(leads.map(({ department }) => department)).toEqual(prose.get(key));
        continue;
      }
      // 序号3-4：甲、乙等…执法部门 → items 3 and 4, 甲 and 乙.
      const read = new Map<string, number[]>();
      for (const [, from, to, names] of foldWidth(leadText).matchAll(
        /(?:序号(\d)(?:-(\d))?:)?((?:(?!序号\d)[\s\S])+)/g,
      )) {
        for (const name of names?.split(/[、\s]+/).filter(Boolean) ?? []) {
          const department = resolveDepartment(pack, name.replace(/等.*(?:部门|单位)$/, ''));
          if (department === null) strangers.push(`${key}: ${name}`);
          const items =
            from === undefined ? [] : to === undefined ? [Number(from)] : [Number(from), Number(to)];
          if (department) read.set(department, [...(read.get(department) ?? []), ...items]);
        }
      }
      expect([key, leads]).toEqual([key, [...read].map(([department, items]) => ({ department, items }))]);
    }
    expect(strangers).toEqual([]);
    // 等…执法部门, 等执法单位, and the two that name a circle of departments in prose.
    expect(keys(pack.units.filter(({ openLeads }) => openLeads))).toEqual(['10', '12', '23', '63']);
  });

  it('asks for stamps at 31 and twice at 72, which needs three statements', () => {
    const stamped = pack.units.flatMap(({ key, statements }) =>
      statements.flatMap(({ stamp }) => (stamp === null ? [] : [key])),
    );
    expect(stamped).toEqual(['31', '72', '72']);
    expect(unit('72').statements.map(({ item }) => item)).toEqual([1, 2, null]);
    expect(unit('72').statements[2]?.leads).toEqual([]);
    expect(unit('47-51').statements.map(({ item, combinable }) => [item, combinable])).toEqual([
      [1, true],
      [3, true],
      [4, true],
    ]);
  });

  it('tells tables that are due from those that are only suggested, and whose they are', () => {
    const tables = pack.units.flatMap(({ key, statements }) =>
      statements.flatMap((s) => s.tables.map((t) => ({ key, ...t }))),
    );
    const told = (due: boolean) =>
      tables.filter((t) => t.due === due).map((t) => (t.item === undefined ? t.key : `${t.key}/${t.item}`));
    expect(told(true)).toEqual([
      '3/1',
      '10/1',
      '16/1',
      '19',
      '24/1',
      '34-46/1',
      '47-51/2',
      '60/2',
      '71',
      '73/1',
      '77',
      '97/2',
    ]);
    // 建议, or the form of what is asked for anyway.
    expect(told(false)).toEqual(['1', '13/1', '65/1', '81', '93/1', '98/1']);
  });

  it('names the items that ask for URLs, where not the whole row does', () => {
    const due = pack.units.filter(({ urls }) => urls === 'due');
    expect(keys(due.filter(({ urlItems, items }) => items.length > 0 && urlItems.length === 0))).toEqual([
      '11',
    ]);
    expect(unit('4').urlItems).toEqual([1, 2]);
    expect(pack.units.filter(({ urls, urlItems }) => urls !== 'due' && urlItems.length > 0)).toEqual([]);
  });

  it('knows the rows that differ', () => {
    const has = (test: (u: Unit) => boolean) => keys(pack.units.filter(test));
    expect(has(({ pdfOnly }) => pdfOnly)).toEqual(['88-90']);
    expect(has(({ personalData }) => personalData)).toEqual(['10', '13', '15', '16']);
    expect(has(({ statements }) => statements.some((s) => s.evidenceListAtEnd))).toEqual(['32', '33']);
    const otherLimits = ({ softLimit, hardLimit }: { softLimit: number; hardLimit: number }) =>
      softLimit !== 500 || hardLimit !== 1000;
    expect(has(({ statements }) => statements.some(otherLimits))).toEqual([]);
  });
});
