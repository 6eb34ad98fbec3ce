/** What dossier.yaml records of the procedure: vetoes found, stages begun and ended, deadlines met. Pure. */
import { dueDays, dutyTime } from '../model/due.js';
import { nearest } from '../model/nearest.js';
import type { Pack } from '../model/pack.js';
import type { Config, VetoRecord } from '../model/workspace.js';
import type { DataPath, Words } from './yaml-file.js';

export interface WrittenRecords {
  vetoes: (Pick<VetoRecord, 'veto' | 'on' | 'fact' | 'source'> & { department?: string })[];
  stages: { stage: string; from?: string; to?: string }[];
  done: Config['done'];
}

export const NO_RECORDS: WrittenRecords = { vetoes: [], stages: [], done: [] };

interface Place {
  /** Canonical name; null, with a complaint, for one that the pack has not. */
  department(name: string, at: DataPath): string | null;
  say(at: DataPath, words: Words): void;
  /** 1-based. */
  lineOf(at: DataPath): number;
}

export function resolveRecords(
  { vetoes, stages, done }: WrittenRecords,
  pack: Pack,
  { department, say, lineOf }: Place,
): Pick<Config, 'vetoes' | 'stages' | 'done'> {
  const known = (name: string, names: string[], at: DataPath, zh: string, en: string) => {
    if (names.includes(name)) return true;
    const guess = nearest(name, names);
    const there = names.join('、') || '无';
    say(at, {
      zh: `任务清单里没有${zh}“${name}”，${guess === null ? `现有：${there}` : `是不是“${guess}”？`}`,
      en: `The task list has no ${en} "${name}"${guess === null ? `; there are: ${names.join(', ') || 'none'}` : `; did you mean "${guess}"?`}`,
    });
    return false;
  };
  const keys = pack.vetoes.map(({ key }) => key);
  const names = pack.stages.map(({ name }) => name);
  const whats = [...new Set(pack.deadlines.map(({ what }) => what))];
  for (const [i, { stage, from, to }] of stages.entries()) {
    known(stage, names, ['stages', i, 'stage'], '工作阶段', 'stage');
    if (from === undefined || to === undefined || from <= to) continue;
    say(['stages', i, 'to'], {
      zh: `结束日期 ${to} 早于开始日期 ${from}`,
      en: `The stage ends on ${to}, before it begins on ${from}`,
    });
  }
  for (const [i, { what, due }] of done.entries()) {
    if (!known(what, whats, ['done', i, 'what'], '期限', 'deadline')) continue;
    const days = pack.deadlines.filter((d) => d.what === what).flatMap((d) => dueDays(d, dutyTime(pack)));
    if (days.includes(due)) continue;
    const near = days.filter((day) => day.slice(0, 4) === due.slice(0, 4));
    const there = near.length > 0 ? near : days;
    say(['done', i, 'due'], {
      zh: `“${what}”没有 ${due} 这一期限，有 ${there.join('、')}`,
      en: `"${what}" is not due on ${due}, but on ${there.join(', ')}`,
    });
  }
  return {
    vetoes: vetoes.map(({ veto, department: whose, on, fact, source }, i) => {
      known(veto, keys, ['vetoes', i, 'veto'], '否决项', 'veto');
      return {
        veto,
        department: whose === undefined ? null : department(whose, ['vetoes', i, 'department']),
        on,
        fact,
        source,
        line: lineOf(['vetoes', i]),
      };
    }),
    stages: stages.map(({ stage, from = null, to = null }) => ({ stage, from, to })),
    done,
  };
}
