import { describe, expect, it } from 'vitest';
import { daysAfter, daysBetween, dueDays, dueWords } from './due.js';

const window = { from: '2023-01-01', to: '2024-12-31' };

describe('days on which a deadline falls', () => {
  it('a day without a year is one of the year in which the window ends', () => {
    expect(dueDays({ on: { date: '04-06' } }, window)).toEqual(['2024-04-06']);
    expect(dueDays({ on: { date: '2023-05-01' } }, window)).toEqual(['2023-05-01']);
  });

  it('each month while the window lasts; the last day of shorter months', () => {
    const days = dueDays({ on: { dayOfMonth: 31 } }, { from: '2024-01-15', to: '2024-04-29' });
    expect(days).toEqual(['2024-01-31', '2024-02-29', '2024-03-31']);
    expect(dueDays({ on: { dayOfMonth: 20 } }, window)).toHaveLength(24);
  });

  it('the end of each quarter', () => {
    const days = dueDays({ on: { quarterly: true } }, { from: '2018-04-16', to: '2018-12-31' });
    expect(days).toEqual(['2018-06-30', '2018-09-30', '2018-12-31']);
  });

  it('each of the years that the list names, whatever the window', () => {
    const days = dueDays({ on: { yearly: '03-01', from: 2022, to: 2026 } }, window);
    expect(days).toEqual(['2022-03-01', '2023-03-01', '2024-03-01', '2025-03-01', '2026-03-01']);
  });
});

it('counts days over the end of a month', () => {
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  expect(daysBetween('2024-03-01', '2024-02-28')).toBe(-2);
  expect(daysAfter('2024-02-28', 7)).toBe('2024-03-06');
});

it('is said in both languages', () => {
  expect(dueWords({ yearly: '03-01', from: 2022, to: 2026 }, 'zh')).toBe('2022—2026年每年3月1日前');
  expect(dueWords({ quarterly: true }, 'zh')).toBe('每季度末前');
  expect(dueWords({ dayOfMonth: 20 }, 'zh')).toBe('每月20日前');
  expect(dueWords({ date: '2024-04-06' }, 'zh')).toBe('2024年4月6日前');
  expect(dueWords({ date: '2024-04-06' }, 'en')).toBe('by 2024-04-06');
});
