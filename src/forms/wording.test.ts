import { describe, expect, it } from 'vitest';
import { count, date, dateRule, numeral, table, threshold } from './wording.js';

describe('wording', () => {
  it.each([
    [1, '一'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [35, '三十五'],
  ])('numeral %d', (no, words) => expect(numeral(no)).toBe(words));

  it('dates', () => {
    expect(date('2024-04-06')).toBe('2024年4月6日');
    expect(date('03-31')).toBe('3月31日');
  });

  it('figures', () => {
    const figure = { what: '可办率', value: 90, unit: '%', source: '', words: [] };
    expect(threshold({ ...figure, op: '>=' })).toBe('可办率不低于90%');
    expect(threshold({ ...figure, op: '=' })).toBe('可办率为90%');
    expect(
      count({ what: '案例', max: 5, item: 2, source: '', words: [], except: [], per: 'submission' as const }),
    ).toBe('案例：最多5个（份）（第2项）');
    expect(
      count({
        what: '企业',
        min: 10,
        max: 10,
        source: '',
        words: [],
        except: [],
        per: 'submission' as const,
      }),
    ).toBe('企业：10个（份）');
    expect(table({ what: '表', in: 'either', columns: [], due: true })).toBe('表');
  });

  it.each([
    [{ kind: 'since', from: '2023-01-01', what: '清理' }, '清理：2023年1月1日以来'],
    [{ kind: 'years', years: [2023, 2024], what: '案件' }, '案件：2023、2024年'],
    [{ kind: 'deadline', by: '03-31', what: '公布' }, '公布：3月31日前'],
    [{ kind: 'period', min: 7, unit: 'workday', what: '征求意见' }, '征求意见：不少于7个工作日'],
    [
      { kind: 'interval', between: ['来函', '复函'], min: 5, max: 15, unit: 'workday', what: '审查' },
      '审查：来函至复函，不少于5个工作日、不超过15个工作日',
    ],
  ] as const)('%o', (rule, words) => {
    expect(dateRule({ ...rule, source: '' } as never)).toBe(words);
  });
});
