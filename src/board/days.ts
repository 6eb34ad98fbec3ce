/** Stages and deadlines as they stand on a day; what is recorded for a later one has not happened yet. Pure. */
import type { BoardDay, BoardDeadline, BoardStage, BoardYear } from '../model/board.js';
import { daysAfter, daysBetween, dueDays, dutyTime, fullDate } from '../model/due.js';
import type { Pack } from '../model/pack.js';
import type { Config } from '../model/workspace.js';

export function stagesOf(pack: Pack, { stages }: Pick<Config, 'stages'>, asOf: string): BoardStage[] {
  return pack.stages.map(({ name, text, by: planned, days, source }) => {
    const record = stages.find((one) => one.stage === name);
    const upTo = (day: string | null | undefined) => (day != null && day <= asOf ? day : null);
    const from = upTo(record?.from);
    const to = upTo(record?.to);
    // The day on which a period begins is not counted in it: 7 days from the 8th end with the 15th.
    const end = days !== null && from !== null ? daysAfter(from, days) : null;
    const by = end ?? (planned === null ? null : fullDate(planned, pack.window));
    const daysLeft = to !== null || by === null ? null : daysBetween(asOf, by);
    const daysLate = to !== null && by !== null && to > by ? daysBetween(by, to) : null;
    const begun = from === null ? 'waiting' : 'running';
    const state = to !== null ? 'done' : daysLeft !== null && daysLeft < 0 ? 'overdue' : begun;
    return { name, text, days, state, from, to, by, daysLeft, daysLate, source };
  });
}

/** @param units keys of those that are looked at: deadlines of others' tasks are left out */
export function deadlinesOf(
  pack: Pack,
  { done }: Pick<Config, 'done'>,
  asOf: string,
  units: ReadonlySet<string>,
): BoardDeadline[] {
  return pack.deadlines
    .filter(({ unit }) => unit === null || units.has(unit))
    .map((deadline) => {
      const days = dueDays(deadline, dutyTime(pack)).map((due): BoardDay => {
        const record = done.find((one) => one.what === deadline.what && one.due === due && one.on <= asOf);
        if (record) return { due, state: record.on > due ? 'late' : 'done', on: record.on, daysLeft: null };
        const daysLeft = daysBetween(asOf, due);
        return { due, state: daysLeft < 0 ? 'open' : 'coming', on: null, daysLeft };
      });
      return {
        what: deadline.what,
        unit: deadline.unit,
        who: deadline.who,
        source: deadline.source,
        days,
        next: days.find(({ state }) => state === 'coming')?.due ?? null,
        years: yearsOf(days),
      };
    });
}

/** What is done, late, open and coming in each year. */
export function yearsOf(days: readonly BoardDay[]): BoardYear[] {
  const years = new Map<number, BoardYear>();
  for (const { due, state } of days) {
    const year = Number(due.slice(0, 4));
    const own = years.get(year) ?? { year, done: 0, late: 0, open: 0, coming: 0 };
    own[state] += 1;
    years.set(year, own);
  }
  return [...years.values()].sort((a, b) => a.year - b.year);
}
