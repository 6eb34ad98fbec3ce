/** Counting days and working days between two dates. */
import type { Calendar } from './pack.js';

const DAY = 86_400_000;

function time(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`);
}

/** Days from one ISO date to another, the first not counted: 2024-05-06 to 2024-05-07 is 1. Negative if reversed. */
export function daysBetween(from: string, to: string): number {
  return Math.round((time(to) - time(from)) / DAY);
}

/** Whether an ISO date is a working day. Null outside of the calendar. */
export function isWorkday(calendar: Calendar, iso: string): boolean | null {
  if (iso < calendar.from || iso > calendar.to) return null;
  if (calendar.workdays.includes(iso)) return true;
  if (calendar.holidays.includes(iso)) return false;
  const day = new Date(time(iso)).getUTCDay();
  return day !== 0 && day !== 6;
}

/**
 * Working days from one ISO date to another, the first not counted and the last counted: what a period
 * "within 7 working days of receipt" runs over (民法典第201条: 开始的当日不计入). Negative if reversed; null where
 * the calendar does not cover both.
 */
export function workdaysBetween(calendar: Calendar, from: string, to: string): number | null {
  if (to < from) {
    const back = workdaysBetween(calendar, to, from);
    return back === null ? null : -back;
  }
  if (isWorkday(calendar, from) === null || isWorkday(calendar, to) === null) return null;
  let count = 0;
  for (let at = time(from) + DAY; at <= time(to); at += DAY) {
    if (isWorkday(calendar, new Date(at).toISOString().slice(0, 10)) === true) count += 1;
  }
  return count;
}

/** Working days of a period, its first and its last day counted; null where the calendar does not cover both. */
export function workdaysWithin(calendar: Calendar, from: string, to: string): number | null {
  const after = workdaysBetween(calendar, from, to);
  return after === null ? null : after + (isWorkday(calendar, from) === true ? 1 : 0);
}
