import { describe, expect, it } from 'vitest';
import { eightDigits, isoDate } from './dates.js';

describe('eightDigits', () => {
  it.each([
    ['2023年5月6日', 20230506],
    ['2023-05-06', 20230506],
    ['2023-5-6 00:00:00', 20230506],
    ['2023-05-06T00:00:00.000Z', 20230506],
    ['2023.5.6', 20230506],
    ['2023/12/31', 20231231],
    ['20230506', 20230506],
    ['２０２３年５月６日', 20230506],
    ['2023 年 5 月 6 日', 20230506],
    ['二〇二三年五月六日', 20230506],
    ['二○二三年十二月三十一日', 20231231],
    ['二〇二四年十月二十日', 20241020],
    ['2024-02-29', 20240229],
  ])('%s → %d', (written, digits) => {
    expect(eightDigits(written)).toBe(digits);
  });

  it.each([
    '',
    '2023年5月',
    '2023',
    '2023-02-29',
    '2023.13.1',
    '2023年5月6日至8日',
    '5月6日',
    '2023-05.06',
    '202305061',
    '二〇二三年五月',
  ])('leaves "%s" as written', (written) => {
    expect(eightDigits(written)).toBeNull();
  });
});

it('isoDate says the same as an ISO date', () => {
  expect(isoDate('二〇二三年五月六日')).toBe('2023-05-06');
  expect(isoDate('2023年5月')).toBeNull();
});
