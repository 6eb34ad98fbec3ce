/** Stages and deadlines as they stand on a day. Pure. */
import type { BoardDay, BoardDeadline, BoardStage, BoardYear } from '../model/board.js';
import { daysAfter, daysBetween, dueDays, dutyTime, fullDate } from '../model/due.js';
import type { Pack } from '../model/pack.js';
import type { Config } from '../model/workspace.js';

export function stagesOf(pack: Pack, { stages }: Pick<Config, 'stages'>, asOf: string): BoardStage[] {
  return pack.stages.map((stage) => {
    const record = stages.find((one) => one.stage === stage.name);
    const { from = null, to = null } = record ?? {};
    const planned = stage.by === null ? null : fullDate(stage.by, pack.window);
    const by = planned ?? (stage.days !== null && from !== null ? daysAfter(from, stage.days) : null);
    const done = to !== null && to <= asOf;
    const daysLeft = done || by === null ? null : daysBetween(asOf, by);
    const begun = from !== null && from <= asOf;
    const state = done
      ? 'done'
      : daysLeft !== null && daysLeft < 0
        ? 'overdue'
        : begun
          ? 'running'
          : 'waiting';
    return { name: stage.name, state, from, to, by, daysLeft };
  });
}

export function deadlinesOf(pack: Pack, { done }: Pick<Config, 'done'>, asOf: string): BoardDeadline[] {
  return pack.deadlines.map((deadline) => ({
    what: deadline.what,
    unit: deadline.unit,
    who: deadline.who,
    source: deadline.source,
    days: dueDays(deadline, dutyTime(pack)).map((due): BoardDay => {
      const record = done.find((one) => one.what === deadline.what && one.due === due && one.on <= asOf);
      if (record) return { due, state: record.on > due ? 'late' : 'done', on: record.on, daysLeft: null };
      const daysLeft = daysBetween(asOf, due);
      return { due, state: daysLeft < 0 ? 'open' : 'coming', on: null, daysLeft };
    }),
  }));
}

/** What is done, late, open and coming in each year, for lists that run over several. */
export function yearsOf(deadlines: readonly BoardDeadline[]): BoardYear[] {
  const years = new Map<number, BoardYear>();
  for (const { due, state } of deadlines.flatMap(({ days }) => days)) {
    const year = Number(due.slice(0, 4));
    const own = years.get(year) ?? { year, done: 0, late: 0, open: 0, coming: 0 };
    own[state] += 1;
    years.set(year, own);
  }
  return [...years.values()].sort((a, b) => a.year - b.year);
}
