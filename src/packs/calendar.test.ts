/** The country's calendar of working days, and a pack's own. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isWorkday, workdaysWithin } from '../model/calendar.js';
import { loadPack } from './index.js';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

describe("the country's calendar", async () => {
  const { calendar } = (await loadPack(at('indicators/xincheng-2024'))).checks;
  const isWeekday = (iso: string) => new Date(`${iso}T00:00:00Z`).getUTCDay() % 6 !== 0;

  it('lists days off from Monday to Friday, and working days at weekends', () => {
    expect(calendar.holidays.filter((day) => !isWeekday(day))).toEqual([]);
    expect(calendar.workdays.filter(isWeekday)).toEqual([]);
  });

  it('lists each day once, in order, within its own bounds', () => {
    for (const days of [calendar.holidays, calendar.workdays]) {
      expect(days).toEqual([...new Set(days)].sort());
      expect(days.filter((day) => day < calendar.from || day > calendar.to)).toEqual([]);
    }
  });

  // The notices shift days off, they add none: what is left of a year is its days without the weekends and the
  // statutory holidays of 全国年节及纪念日放假办法, 11 a year, and 13 since its revision of 2024.
  it.each([
    [2021, 365 - 104 - 11],
    [2022, 365 - 105 - 11],
    [2023, 365 - 105 - 11],
    [2024, 366 - 104 - 11],
    [2025, 365 - 104 - 13],
    [2026, 365 - 104 - 13],
  ])('%i has %i working days', (year, count) => {
    expect(workdaysWithin(calendar, `${year}-01-01`, `${year}-12-31`)).toBe(count);
  });
});

describe("a pack's own calendar", () => {
  it("stands in for the country's", async () => {
    const { calendar } = (await loadPack(at('fixtures/packs/good'))).checks;
    expect([calendar.from, calendar.to]).toEqual(['2024-01-01', '2024-12-31']);
    expect(isWorkday(calendar, '2024-06-17')).toBe(false);
    expect(isWorkday(calendar, '2025-01-02')).toBeNull();
  });
});
