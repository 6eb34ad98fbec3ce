/** Vetoes, stages and deadlines of a board for a terminal. Pure. */
import type { Board, BoardDay, BoardDeadline, BoardStage, BoardYear } from '../model/board.js';
import type { Lang, Localised } from '../model/lang.js';
import { type BoardStyle, type BoardTextOptions, broken } from './lines.js';
import { columns, cut, type Painted } from './table.js';
import { lateBy, left, unitWords } from './words.js';

export function vetoesText({ vetoes }: Board, options: BoardTextOptions): string[] {
  const zh = options.lang === 'zh';
  return vetoes.flatMap(({ veto, text, department, on, fact, source }) => {
    const who = department ?? (zh ? '全地区' : 'the region as a whole');
    const told = zh
      ? `✖ ${who}发生否决情形 ${veto}“${text}”：${fact}（${on}，${source}），不得认定。`
      : `✖ Veto ${veto} ("${text}") recorded of ${who}: ${fact} (${on}, ${source}); it cannot be named.`;
    return broken(told, options, 2).map((line) => options.style('error', line));
  });
}

const STAGE: Record<BoardStage['state'], { word: Localised; style: BoardStyle }> = {
  waiting: { word: { zh: '未开始', en: 'not begun' }, style: 'faint' },
  running: { word: { zh: '进行中', en: 'under way' }, style: 'strong' },
  overdue: { word: { zh: '已过期', en: 'overdue' }, style: 'error' },
  done: { word: { zh: '已完成', en: 'done' }, style: 'good' },
};

/** Of a stage's name, half-width characters. */
const STAGE_WIDTH = 24;

export function stagesText({ stages }: Board, { lang, style }: BoardTextOptions): string[] {
  if (stages.length === 0) return [];
  const zh = lang === 'zh';
  const rows = stages.map((stage, i): Painted<BoardStyle>[] => {
    const { name, state, from, to } = stage;
    const { word, style: look } = stageWords(stage);
    return [
      { text: String(i + 1), style: 'faint' },
      { text: cut(name, STAGE_WIDTH) },
      { text: word[lang], style: look },
      { text: from === null && to === null ? '' : `${from ?? '…'} — ${to ?? '…'}` },
      { text: untilWords(stage, lang), style: state === 'overdue' ? 'error' : 'faint' },
    ];
  });
  return [style('strong', zh ? '工作阶段' : 'Stages'), ...columns(rows, new Set([0]), style)];
}

/** A period that is over is not late: what lacks is the record of its end. */
function stageWords({ state, days, from }: BoardStage) {
  if (state === 'overdue' && days !== null && from !== null) {
    return { word: { zh: '已期满', en: 'period over' }, style: 'error' } as const;
  }
  return STAGE[state];
}

function untilWords({ state, days, from, by, daysLeft, daysLate }: BoardStage, lang: Lang): string {
  const zh = lang === 'zh';
  if (state === 'done') return daysLate === null ? '' : lateBy(daysLate, lang);
  if (by === null || daysLeft === null) {
    if (days === null) return '';
    return zh ? `为期 ${days} 天` : `lasts ${days} days`;
  }
  if (state === 'overdue' && days !== null && from !== null) {
    return zh ? `${by} 期满，未记录结束` : `over on ${by}, no end recorded`;
  }
  return zh ? `${by} 前，${left(daysLeft, lang)}` : `by ${by}, ${left(daysLeft, lang)}`;
}

/** What is past and not recorded first, then what comes, the nearest first; what is over and done with last. */
export function daysText({ deadlines }: Board, options: BoardTextOptions): string[] {
  if (deadlines.length === 0) return [];
  const { lang, style } = options;
  const zh = lang === 'zh';
  const told = deadlines
    .map((deadline) => ({ deadline, day: pressing(deadline) }))
    .sort((a, b) => urgency(a.day) - urgency(b.day) || ((a.day?.due ?? '') < (b.day?.due ?? '') ? -1 : 1));
  const lines = told.flatMap(({ deadline, day }) => {
    const { what, unit, who } = deadline;
    const task = unit === null ? '' : `${unitWords(unit, lang)}${zh ? ' ' : ': '}`;
    const standing = day === null ? '' : dayText(day, lang);
    const many = deadline.days.length > 1 ? [yearsWords(deadline, lang)] : [];
    const head = `${standing}${zh ? '：' : ': '}${task}${what}${zh ? `（${who}）` : ` (${who})`}`;
    const [first = '', ...rest] = broken(head, options);
    const painted =
      day?.state === 'open' && first.startsWith(standing)
        ? style('error', standing) + first.slice(standing.length)
        : first;
    return [
      painted,
      ...rest,
      ...many.flatMap((text) => broken(`    ${text}`, options)).map((l) => style('faint', l)),
    ];
  });
  return [style('strong', zh ? '期限' : 'Deadlines'), ...lines];
}

/** The day that matters now: the next, else the last that stands open, else the last. */
function pressing({ days }: BoardDeadline): BoardDay | null {
  const coming = days.find(({ state }) => state === 'coming');
  return coming ?? days.findLast(({ state }) => state === 'open') ?? days.at(-1) ?? null;
}

function urgency(day: BoardDay | null): number {
  if (day === null) return 3;
  return day.state === 'open' ? 0 : day.state === 'coming' ? 1 : 2;
}

function dayText({ due, state, on, daysLeft }: BoardDay, lang: Lang): string {
  const zh = lang === 'zh';
  if (state === 'done') return zh ? `${due}（${on} 按时办结）` : `${due} (done on ${on})`;
  if (state === 'late') return zh ? `${due}（${on} 逾期办结）` : `${due} (done late, on ${on})`;
  const days = left(daysLeft ?? 0, lang);
  if (state === 'coming') return zh ? `${due}（${days}）` : `${due} (${days})`;
  return zh ? `${due}（${days}，未记录办结）` : `${due} (${days}, nothing recorded)`;
}

const DAYS: [BoardDay['state'], Localised][] = [
  ['done', { zh: '按时办结', en: 'done in time' }],
  ['late', { zh: '逾期办结', en: 'done late' }],
  ['open', { zh: '过期未记录办结', en: 'past without record' }],
  ['coming', { zh: '未到期', en: 'to come' }],
];

/** Of what falls once a year, the years that stand alike; of what falls more often, how many of each year do. */
function yearsWords({ years, next }: BoardDeadline, lang: Lang): string {
  const zh = lang === 'zh';
  const once = years.every((year) => DAYS.reduce((sum, [state]) => sum + year[state], 0) === 1);
  const parts = once
    ? DAYS.flatMap(([state, words]) => {
        const those = years.filter((year) => year[state] > 0).map(({ year }) => year);
        if (those.length === 0) return [];
        return [zh ? `${those.join('、')}年${words.zh}` : `${those.join(', ')} ${words.en}`];
      })
    : years.map((year) => `${year.year}${zh ? '年' : ': '}${countsOf(year, lang)}`);
  const end = next === null ? [zh ? '没有下一次' : 'none to come'] : [];
  return [...parts, ...end].join(zh ? '；' : '; ');
}

function countsOf(year: BoardYear, lang: Lang): string {
  return DAYS.filter(([state]) => year[state] > 0)
    .map(([state, words]) => (lang === 'zh' ? `${words.zh} ${year[state]} 次` : `${year[state]} ${words.en}`))
    .join(lang === 'zh' ? '，' : ', ');
}

/** For lists that run over several years alone. */
export function yearsText({ years, deadlines }: Board, { lang, style }: BoardTextOptions): string[] {
  // Of a single deadline its own line says it.
  if (years.length < 2 || deadlines.length < 2) return [];
  const zh = lang === 'zh';
  const rows: Painted<BoardStyle>[][] = [
    [zh ? '年度' : 'year', ...DAYS.map(([, words]) => words[lang])].map((text) => ({ text, style: 'faint' })),
    ...years.map((year): Painted<BoardStyle>[] => [
      { text: String(year.year) },
      ...DAYS.map(([state]): Painted<BoardStyle> => {
        const text = String(year[state]);
        return state === 'open' && year.open > 0 ? { text, style: 'error' } : { text };
      }),
    ]),
  ];
  return [
    style('strong', zh ? '期限分年度' : 'Deadlines by year'),
    ...columns(rows, new Set([1, 2, 3, 4]), style),
  ];
}
