/** Working days, counted by hand. */
import { describe, expect, it } from 'vitest';
import { daysBetween, isWorkday, workdaysBetween, workdaysWithin } from './calendar.js';
import type { Calendar } from './pack.js';

const may: Calendar = {
  from: '2023-04-01',
  to: '2023-06-30',
  holidays: ['2023-05-01', '2023-05-02', '2023-05-03'],
  workdays: ['2023-05-06'],
};

describe('days', () => {
  it('counts the last and not the first', () => {
    expect(daysBetween('2024-05-06', '2024-05-07')).toBe(1);
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2024-05-07', '2024-05-06')).toBe(-1);
  });
});

describe('working days', () => {
  it.each([
    ['2023-04-28', true],
    ['2023-04-29', false],
    ['2023-05-01', false],
    ['2023-05-04', true],
    ['2023-05-06', true],
    ['2023-05-07', false],
    ['2023-03-31', null],
    ['2023-07-01', null],
  ])('%s: %s', (iso, expected) => {
    expect(isWorkday(may, iso)).toBe(expected);
  });

  it('begin on the day after', () => {
    expect(workdaysBetween(may, '2023-04-28', '2023-05-04')).toBe(1);
    expect(workdaysBetween(may, '2023-04-28', '2023-05-08')).toBe(4);
    expect(workdaysBetween(may, '2023-05-05', '2023-05-07')).toBe(1);
    expect(workdaysBetween(may, '2023-05-08', '2023-05-08')).toBe(0);
    expect(workdaysBetween(may, '2023-05-08', '2023-05-05')).toBe(-2);
  });

  it('of a period count from its first day', () => {
    expect(workdaysWithin(may, '2023-05-04', '2023-05-08')).toBe(4);
    expect(workdaysWithin(may, '2023-05-07', '2023-05-07')).toBe(0);
    expect(workdaysWithin(may, '2023-06-29', '2023-07-03')).toBeNull();
  });

  it('are not known outside of the calendar', () => {
    expect(workdaysBetween(may, '2023-03-31', '2023-04-10')).toBeNull();
    expect(workdaysBetween(may, '2023-06-29', '2023-07-03')).toBeNull();
  });
});
