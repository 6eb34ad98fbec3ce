import { describe, expect, it } from 'vitest';
import { loadPack, resolvePack } from '../packs/index.js';
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
