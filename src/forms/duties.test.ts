import { describe, expect, it } from 'vitest';
import { statementsFor, unitsFor } from './duties.js';
import { pack, statementDue, unit } from './testing.js';

const shared = unit({
  key: '72',
  leads: [
    { department: '检察院', items: [1] },
    { department: '司法局', items: [2] },
  ],
  statements: [
    statementDue({ name: '甲', leads: ['检察院'] }),
    statementDue({ name: '乙', leads: ['司法局'] }),
    statementDue({ name: '丙', leads: [] }),
  ],
});
const bonus = unit({
  key: '加1',
  kind: 'bonus',
  leads: [],
  statements: [statementDue({ name: '丁', leads: [] })],
});
const all = pack([unit(), shared, bonus]);
const keys = (units: { key: string }[]) => units.map(({ key }) => key);

describe('unitsFor', () => {
  it('takes what the department leads', () => {
    expect(keys(unitsFor(all, '司法局', null, null))).toEqual(['72']);
    expect(keys(unitsFor(all, '统计局', null, null))).toEqual([]);
  });
  it('keeps to the scope that is set', () => expect(unitsFor(all, '司法局', null, ['17'])).toEqual([]));
  it('takes what is asked for by name, led or not, in the order of the list', () => {
    expect(keys(unitsFor(all, '司法局', ['加1', '17'], ['72']))).toEqual(['17', '加1']);
  });
});

describe('statementsFor', () => {
  const names = (department: string, of = shared) => statementsFor(of, department).map(({ name }) => name);
  it('gives each lead its own, and nobody the one that has no lead', () => {
    expect(names('检察院')).toEqual(['甲']);
    expect(names('司法局')).toEqual(['乙']);
  });
  it('gives what has no lead to who asks for the unit', () => {
    expect(names('行政审批局')).toEqual(['丙']);
    expect(names('行政审批局', bonus)).toEqual(['丁']);
  });
  it('gives all to who asks where the list leaves its leads open', () => {
    expect(names('统计局', unit({ openLeads: true }))).toEqual(['关于优化公共服务的情况说明']);
    expect(names('统计局', unit())).toEqual([]);
  });
});
