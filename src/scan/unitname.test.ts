import { describe, expect, it } from 'vitest';
import type { Pack, Unit } from '../model/pack.js';
import { loadPack, resolvePack } from '../packs/index.js';
import { partOf } from './partnumber.js';
import { readUnitName } from './unitname.js';

const pack = await loadPack(await resolvePack('xincheng-2024'));

function unitOf(name: string): string | null {
  const said = readUnitName(pack, name);
  return said !== null && 'match' in said ? said.match.unit.key : null;
}

describe('the unit in a folder name', () => {
  it.each([
    ['17 优化公共服务', '17'],
    ['017', '17'],
    ['１７．优化公共服务', '17'],
    ['指标17', '17'],
    ['三级指标17', '17'],
    ['序号17 优化', '17'],
    ['第17项', '17'],
    ['第十七项 优化', '17'],
    ['第一百项', '100'],
    ['17_优化', '17'],
    ['26-29 重大行政决策', '26-29'],
    ['026-029', '26-29'],
    ['26至29', '26-29'],
    ['26～29', '26-29'],
    ['26、27、28、29', '26-29'],
    ['27', '26-29'],
    ['加分项1 表彰', '加1'],
    ['加1', '加1'],
    ['附加项２', '加2'],
  ])('%s → %s', (name, unit) => expect(unitOf(name)).toBe(unit));

  it.each(['2023年工作', '10家企业名单', '3月份简报', '照片', '材料', ''])('%j names none', (name) => {
    expect(unitOf(name)).toBeNull();
  });

  it('tells a number that fits no unit', () => {
    expect(readUnitName(pack, '170 其他')).toEqual({ number: '170' });
    expect(readUnitName(pack, '指标999')).toEqual({ number: '999' });
    // 25 stands alone, 26 is merged with others: the range is no unit.
    expect(readUnitName(pack, '25-26')).toEqual({ number: '25-26' });
  });

  it('takes the prescribed title or the short name of exactly one unit', () => {
    const unit = pack.units.find((u) => u.statements[0]?.title);
    if (!unit) throw new Error('the pack prescribes no title');
    expect(readUnitName(pack, unit.statements[0]?.title ?? '')).toMatchObject({ match: { by: 'title' } });
    expect(unitOf(unit.name)).toBe(unit.key);
  });

  it('decomposed names (macOS) are the same names', () => {
    expect(unitOf('加分项1'.normalize('NFD'))).toBe('加1');
  });
});

describe('in a list whose numbers begin again in each part', () => {
  const plan = { ...pack, units: [], chapters: [] } as Pack;
  for (const no of [1, 2, 3]) {
    const title = `${'一二三'[no - 1]}、第${no}方面工作`;
    const chapter = { no, title, sections: [] };
    plan.chapters.push(chapter);
    for (const key of ['1', '2', '17', '4-1'].map((n) => `${'一二三'[no - 1]}-${n}`)) {
      const first = pack.units[0] as Unit;
      plan.units.push({ ...first, key, name: key, statements: [], indicators: [], chapter });
    }
  }
  const read = (name: string, within: string | null = null) => {
    const said = readUnitName(plan, name, within === null ? null : partOf(plan, within));
    return said !== null && 'match' in said ? said.match.unit.key : null;
  };

  it.each([
    ['三-17 行政审批', '三-17'],
    ['3-17 行政审批', '三-17'],
    ['03-017', '三-17'],
    ['三、17', '三-17'],
    ['第三部分 17 行政审批', '三-17'],
    ['第三部分第17项', '三-17'],
    ['一-4-1 应急', '一-4-1'],
    ['1.4.1', '一-4-1'],
  ])('%s → %s', (name, key) => expect(read(name)).toBe(key));

  it('within the folder of a part, the number is enough', () => {
    expect(read('17 行政审批', '三、第3方面工作')).toBe('三-17');
    expect(read('第2项', '第二部分')).toBe('二-2');
    expect(read('三-17', '三')).toBe('三-17');
  });

  it('a number alone names none, nor does another part or a date', () => {
    expect(read('17 行政审批')).toBeNull();
    expect(read('二-17', '三、第3方面工作')).not.toBe('三-17');
    expect(read('2年工作', '三')).toBeNull();
    expect(read('9', '三')).toBeNull();
  });
});
