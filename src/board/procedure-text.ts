/** Vetoes, stages and deadlines of a board for a terminal. Pure. */
import type { Board, BoardDay, BoardDeadline, BoardStage } from '../model/board.js';
import { columns } from './table.js';
import type { BoardTextOptions } from './text.js';

export function vetoesText({ vetoes }: Board, { lang, style }: BoardTextOptions): string[] {
  const zh = lang === 'zh';
  return vetoes.map(({ veto, text, department, on, fact, source }) => {
    const who = department ?? (zh ? '全地区' : 'the region as a whole');
    return style(
      'error',
      zh
        ? `✖ ${who}发生否决情形 ${veto}“${text}”：${fact}（${on}，${source}），不得认定。`
        : `✖ Veto ${veto} ("${text}") recorded of ${who}: ${fact} (${on}, ${source}); it cannot be named.`,
    );
  });
}

export function left(days: number, zh: boolean): string {
  if (days === 0) return zh ? '今天到期' : 'due today';
  if (days > 0) return zh ? `还有 ${days} 天` : `${days} days left`;
  return zh ? `已过 ${-days} 天` : `${-days} days past`;
}

const STAGE: Record<BoardStage['state'], [zh: string, en: string]> = {
  waiting: ['未开始', 'not begun'],
  running: ['进行中', 'under way'],
  overdue: ['已过期', 'overdue'],
  done: ['已完成', 'done'],
};

export function stagesText({ stages }: Board, { lang, style }: BoardTextOptions): string[] {
  if (stages.length === 0) return [];
  const zh = lang === 'zh';
  const rows = stages.map(({ name, state, from, to, by, daysLeft }, i) => [
    String(i + 1),
    name,
    STAGE[state][zh ? 0 : 1],
    from === null && to === null ? '' : `${from ?? '…'} — ${to ?? '…'}`,
    by === null || state === 'done' ? '' : zh ? `${by} 前` : `by ${by}`,
    daysLeft === null ? '' : left(daysLeft, zh),
  ]);
  return [style('strong', zh ? '工作阶段' : 'Stages'), ...columns(rows, new Set([0]))];
}

export function daysText({ deadlines }: Board, { lang, style }: BoardTextOptions): string[] {
  if (deadlines.length === 0) return [];
  const zh = lang === 'zh';
  return [
    style('strong', zh ? '期限' : 'Deadlines'),
    ...deadlines.map((deadline) => {
      const { what, unit, who } = deadline;
      const task = unit === null ? '' : zh ? `第 ${unit} 项　` : `unit ${unit}: `;
      return `${task}${what}${zh ? `（${who}）：` : ` (${who}): `}${standing(deadline, zh)}`;
    }),
  ];
}

/** One day in full; of many, how many stand how, and the next. */
function standing({ days }: BoardDeadline, zh: boolean): string {
  const [only] = days;
  if (days.length === 1 && only) return dayText(only, zh);
  const count = (state: BoardDay['state']) => days.filter((day) => day.state === state).length;
  const next = days.find(({ state }) => state === 'coming');
  const told: [number, string, string][] = [
    [count('done'), '按时办结', 'done in time'],
    [count('late'), '逾期办结', 'done late'],
    [count('open'), '已过、未记录办结', 'past with nothing recorded'],
    [count('coming'), '未到', 'to come'],
  ];
  const counts = told
    .filter(([n]) => n > 0)
    .map(([n, words, english]) => (zh ? `${words} ${n} 次` : `${n} ${english}`))
    .join(zh ? '，' : ', ');
  const ahead = next ? dayText(next, zh) : zh ? '没有下一次' : 'none to come';
  return zh ? `${counts}；下一次 ${ahead}` : `${counts}; next ${ahead}`;
}

function dayText({ due, state, on, daysLeft }: BoardDay, zh: boolean): string {
  if (state === 'done') return zh ? `${due}，${on} 办结` : `${due}, done on ${on}`;
  if (state === 'late') return zh ? `${due}，${on} 逾期办结` : `${due}, done late on ${on}`;
  const days = left(daysLeft ?? 0, zh);
  if (state === 'coming') return zh ? `${due}（${days}）` : `${due} (${days})`;
  return zh ? `${due}（${days}，未记录办结）` : `${due} (${days}, nothing recorded)`;
}

/** For lists that run over several years alone. */
export function yearsText({ years }: Board, { lang, style }: BoardTextOptions): string[] {
  if (years.length < 2) return [];
  const zh = lang === 'zh';
  const head = zh
    ? ['年度', '按时办结', '逾期办结', '已过未记录', '未到']
    : ['year', 'done', 'late', 'past, unrecorded', 'to come'];
  const rows = years.map(({ year, done, late, open, coming }) =>
    [year, done, late, open, coming].map(String),
  );
  const [top = '', ...lines] = columns([head, ...rows], new Set([1, 2, 3, 4]));
  return [style('strong', zh ? '分年度' : 'By year'), style('faint', top), ...lines];
}
