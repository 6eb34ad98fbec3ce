/** Which units and departments people mean by what they type. */
import { describe, expect, it } from 'vitest';
import { DossierError } from '../model/error.js';
import type { Pack, Unit } from '../model/pack.js';
import { resolveDepartment, selectUnits } from './index.js';

function units(...groups: [string, (number | string)[]][]): Pick<Pack, 'units'> {
  return {
    units: groups.map(([key, numbers]) => ({
      key,
      kind: key.startsWith('加') ? 'bonus' : 'indicator',
      indicators: numbers.map((no) => ({ no, text: '', verbatim: true })),
    })) as unknown as Unit[],
  };
}

const list = units(
  ['1', [1]],
  ['17', [17]],
  ['18', [18]],
  ['19', [19]],
  ['26-29', [26, 27, 28, 29]],
  ['30', [30]],
  ['加1', ['加1']],
);

describe('selectUnits', () => {
  it.each([
    ['1', ['1']],
    ['27', ['26-29']],
    ['26-29', ['26-29']],
    ['17-19', ['17', '18', '19']],
    ['18-27', ['18', '19', '26-29']],
    ['28-30', ['26-29', '30']],
    ['30,1,1', ['1', '30']],
    ['１，１７－１９、２７', ['1', '17', '18', '19', '26-29']],
    ['17~18', ['17', '18']],
    ['17至18', ['17', '18']],
    [' 17 - 18 ; 30 ', ['17', '18', '30']],
    ['017', ['17']],
    ['第17项 指标18', ['17', '18']],
    ['加1', ['加1']],
    ['加分项1', ['加1']],
    ['加分1', ['加1']],
  ])('%s', (written, keys) => {
    expect(selectUnits(list, written)).toEqual(keys);
  });

  it.each([
    ['20', '20', '26-29'],
    ['17-199', '199', '26-29'],
    ['19-17', '17-19', '17-19'],
    ['', '1,17-19', '1,17-19'],
    ['统计', '统计', '加1'],
    ['加2', '加2', '加1'],
  ])('%s is refused, with what there is', (written, zh, en) => {
    const select = () => selectUnits(list, written);
    expect(select).toThrow(DossierError);
    try {
      select();
    } catch (error) {
      expect(error).toMatchObject({ kind: 'usage', zh: expect.stringContaining(zh) });
      expect(error).toMatchObject({ en: expect.stringContaining(en) });
    }
  });

  it('asks for the whole key where numbers restart', () => {
    const restarting = units(['一-1', [1]], ['二-1', [1]], ['二-2', [2]]);
    expect(selectUnits(restarting, '二-1,2')).toEqual(['二-1', '二-2']);
    expect(() => selectUnits(restarting, '1')).toThrow(/一-1,二-1/);
  });
});

describe('resolveDepartment', () => {
  const pack = {
    region: '呼和浩特市新城区',
    departments: [
      { name: '司法局', aliases: [] },
      { name: '市场监督管理局', aliases: ['市场监管局', '市场局'] },
      { name: '公安分局', aliases: ['公安局'] },
      { name: '区委办', aliases: [] },
      { name: '卫生健康委员会', aliases: ['卫健委（疾控局）'] },
    ],
  };

  it.each([
    ['司法局', '司法局'],
    [' 司 法 局', '司法局'],
    ['市场局', '市场监督管理局'],
    ['卫健委(疾控局)', '卫生健康委员会'],
    ['新城区司法局', '司法局'],
    ['区司法局', '司法局'],
    ['区委办', '区委办'],
    ['新城区委办', '区委办'],
    ['呼和浩特市新城区委办', '区委办'],
    ['区区委办', '区委办'],
    ['新城区区委办', '区委办'],
    ['呼和浩特市新城区司法局', '司法局'],
    ['内蒙古自治区呼和浩特市新城区市场局', '市场监督管理局'],
    ['呼和浩特市司法局', null],
    ['呼和浩特市公安局', null],
    ['赛罕区司法局', null],
    ['司法', null],
    ['司法局17', null],
    ['', null],
  ])('%s → %s', (written, name) => {
    expect(resolveDepartment(pack, written)).toBe(name);
  });

  it('never guesses between two', () => {
    const two = {
      region: '新城区',
      departments: [
        { name: '农牧局', aliases: ['区农业局'] },
        { name: '水利局', aliases: ['农业局'] },
      ],
    };
    expect(resolveDepartment(two, '区农业局')).toBe('农牧局');
    expect(resolveDepartment(two, '新城区农业局')).toBeNull();
    const clash = {
      region: '新城区',
      departments: [
        { name: '农牧局', aliases: ['农业局'] },
        { name: '水利局', aliases: ['农业局'] },
      ],
    };
    expect(resolveDepartment(clash, '农业局')).toBeNull();
  });
});
