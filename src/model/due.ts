/** On which days a deadline falls, and how a person says it. Pure; days are ISO dates. */
import type { Lang } from './lang.js';
import type { Deadline, DueOn } from './procedure.js';

/** From the first to the last day, both inclusive. */
export interface Span {
  from: string;
  to: string;
}

const two = (n: number) => String(n).padStart(2, '0');
const lastOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Day of a month that may be too short for it: 30 of February is its last day. */
function dayIn(year: number, month: number, day: number): string {
  return `${year}-${two(month)}-${two(Math.min(day, lastOf(year, month)))}`;
}

/** MM-DD is meant of the year in which the window ends: of a list for 2023 and 2024, the year of the application. */
export function fullDate(date: string, window: Span): string {
  return date.length === 5 ? `${window.to.slice(0, 4)}-${date}` : date;
}

/** What comes again and again is due while the window lasts, from the day on which the list was issued. */
export function dutyTime({ window, issuedOn }: { window: Span; issuedOn: string }): Span {
  return { from: issuedOn > window.from ? issuedOn : window.from, to: window.to };
}

/**
 * All days on which it falls, in order.
 * @param window {@link dutyTime} of the pack. What comes again every month or quarter does so while the window lasts; what
 * comes every year, in the years that the list names.
 */
export function dueDays({ on }: Pick<Deadline, 'on'>, window: Span): string[] {
  if ('date' in on) return [fullDate(on.date, window)];
  if ('yearly' in on) {
    const [month = 1, day = 1] = on.yearly.split('-').map(Number);
    return Array.from({ length: on.to - on.from + 1 }, (_, i) => dayIn(on.from + i, month, day));
  }
  return monthsOf(window).flatMap(([year, month]) => {
    if ('quarterly' in on) return month % 3 === 0 ? [dayIn(year, month, 31)] : [];
    const day = dayIn(year, month, on.dayOfMonth);
    return day >= window.from && day <= window.to ? [day] : [];
  });
}

function monthsOf({ from, to }: Span): [number, number][] {
  const index = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const first = index(from);
  return Array.from({ length: Math.max(0, index(to) - first + 1) }, (_, i) => [
    Math.floor((first + i) / 12),
    ((first + i) % 12) + 1,
  ]);
}

/** Days from one ISO date to another; negative where it lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The ISO date some days later. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 2024-04-06 → 2024年4月6日, 04-06 → 4月6日. */
export function chineseDate(date: string): string {
  const parts = date.split('-').map(Number);
  const [month, day] = parts.slice(-2);
  return `${parts.length === 3 ? `${parts[0]}年` : ''}${month}月${day}日`;
}

/** 每月20日前, by the 20th of each month. */
export function dueWords(on: DueOn, lang: Lang): string {
  const zh = lang === 'zh';
  if ('date' in on) return zh ? `${chineseDate(on.date)}前` : `by ${on.date}`;
  if ('dayOfMonth' in on) return zh ? `每月${on.dayOfMonth}日前` : `by day ${on.dayOfMonth} of each month`;
  if ('quarterly' in on) return zh ? '每季度末前' : 'by the end of each quarter';
  return zh
    ? `${on.from}—${on.to}年每年${chineseDate(on.yearly)}前`
    : `by ${on.yearly} of each year, ${on.from}–${on.to}`;
}
