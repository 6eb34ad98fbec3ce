/** A board, and what the archives last said → the words of the bulletin. Pure; a draft that the office goes over. */
import type { ArchiveEntry } from '../../archive/index.js';
import type { BulletinPrint } from '../../forms/index.js';
import type { Board, BoardCell, BoardDepartment } from '../../model/board.js';
import { chineseDate } from '../../model/due.js';
import type { Pack } from '../../model/pack.js';
import { keyInText } from '../../model/unitkey.js';
import type { Config } from '../../model/workspace.js';

/** Departments or units told by name before the rest is counted. */
const NAMED = 8;

/** @param last the newest entry of each department's archive that is older than the board */
export function draftOf(
  board: Board,
  pack: Pack,
  { region, compiler }: Config,
  last: ReadonlyMap<string, ArchiveEntry>,
): BulletinPrint {
  const { bulletin } = pack.defaults.partNames;
  return {
    title: `${region}${bulletin}`,
    opening: `现将截至${chineseDate(board.asOf)}各单位落实“${board.title}”的报送情况通报如下。`,
    overview: overview(board),
    classes: classesOf(board, last),
    problems: problems(board),
    demands: demands(board),
    compiler: compiler ?? `（${region}依法行政工作机构）`,
    date: chineseDate(board.asOf),
  };
}

function listed(names: readonly string[], counted: string): string {
  const some = names.slice(0, NAMED).join('、');
  return names.length > NAMED ? `${some}等${names.length}${counted}` : some;
}

function overview({ totals, departments, vetoes }: Board): string[] {
  const { due, delivered, clean, errors, unverified, missing, materials, offline } = totals;
  const done = departments.filter((d) => d.due > 0 && d.clean >= d.due).map((d) => d.department);
  return [
    `${departments.length}个单位应报${due}项，已报${delivered}项，其中合格${clean}项、有错误${errors}项、待核实${unverified}项；未报${missing}项。共收到材料${materials}件，其中线下材料${offline}件。`,
    ...(done.length > 0 ? [`全部报齐且合格的单位：${listed(done, '个单位')}。`] : []),
    ...vetoes.map(
      ({ department, veto, text, fact, on, source }) =>
        `${department ?? '本地区'}发生否决情形（${veto}：${text}）：${fact}（${chineseDate(on)}，${source}）。`,
    ),
  ];
}

function classesOf(board: Board, last: ReadonlyMap<string, ArchiveEntry>): BulletinPrint['classes'] {
  const names = [...new Set(board.departments.map((d) => d.class))];
  return names.map((name) => ({
    class: name ?? '',
    departments: board.departments
      .filter((d) => d.class === name)
      // The best first, as a bulletin ranks them; without scores, those with the least left to do.
      .sort((a, b) => (b.score ?? 0) - (a.score ?? 0) || a.missing + a.errors - (b.missing + b.errors))
      .map((d) => ({
        department: d.department,
        due: d.due,
        delivered: d.delivered,
        clean: d.clean,
        errors: d.errors,
        missing: d.missing,
        score: d.score === null ? '' : d.score.toFixed(1),
        change: changeOf(d, last.get(d.department)),
      })),
  }));
}

function changeOf({ clean, score }: BoardDepartment, before: ArchiveEntry | undefined): string {
  if (!before) return '—';
  const signed = (difference: number, digits: number) =>
    `${difference > 0 ? '+' : ''}${difference.toFixed(digits)}`;
  if (score !== null && before.score !== null) {
    const difference = score - before.score;
    return Math.abs(difference) < 0.05 ? '持平' : `得分${signed(difference, 1)}`;
  }
  const difference = clean - before.totals.clean;
  return difference === 0 ? '持平' : `合格${signed(difference, 0)}`;
}

function problems({ cells, units, deadlines }: Board): string[] {
  const names = new Map(units.map(({ unit, name }) => [unit, name] as const));
  const byDepartment = (holds: (cell: BoardCell) => boolean) => {
    const groups = new Map<string, string[]>();
    for (const cell of cells.filter(holds)) {
      const department = cell.department ?? '尚无单位报送';
      groups.set(department, [...(groups.get(department) ?? []), cell.unit]);
    }
    return [...groups].map(([department, keys]) => {
      const [only] = keys;
      const what =
        keys.length === 1 && only !== undefined
          ? `第${keyInText(only)}项“${names.get(only) ?? ''}”`
          : `第${listed(keys.map(keyInText), '项')}`;
      return `${department}${what}`;
    });
  };
  const missing = byDepartment((cell) => cell.due && !cell.delivered);
  const errors = byDepartment((cell) => cell.delivered && cell.state === 'errors');
  const unverified = byDepartment((cell) => cell.delivered && cell.state === 'unverified');
  const open = deadlines
    .filter(({ days }) => days.some(({ state }) => state === 'open'))
    .map(({ what }) => `“${what}”`);
  const numbered = [
    missing.length > 0 ? `未按要求报送。${missing.join('；')}。` : '',
    errors.length > 0 ? `材料存在错误，须整改后重新报送。${errors.join('；')}。` : '',
    unverified.length > 0 ? `有的内容需要人工核实。${unverified.join('；')}。` : '',
    open.length > 0 ? `期限已过而没有办结记录的事项：${open.join('、')}。` : '',
  ].filter((text) => text !== '');
  return numbered.length === 0
    ? ['没有发现未报送或者有错误的情况。']
    : numbered.map((text, i) => `${i + 1}.${text}`);
}

function demands({ totals, deadlines, stages }: Board): string[] {
  const coming = [
    ...deadlines.flatMap(({ what, days }) =>
      days.filter(({ state }) => state === 'coming').map(({ due }) => ({ due, what })),
    ),
    ...stages.flatMap(({ name, by, state }) =>
      by !== null && state !== 'done' && state !== 'overdue' ? [{ due: by, what: name }] : [],
    ),
  ].sort((a, b) => (a.due < b.due ? -1 : 1));
  const [next] = coming;
  const demanded = [
    totals.missing + totals.errors > 0
      ? '各有关单位对照整改清单逐项整改，补报缺项，更正错误，整改后重新报送。'
      : '各单位继续做好材料的更新和归档，有变动的及时报送。',
    ...(next ? [`按时做好下一项工作：${chineseDate(next.due)}前${next.what}。`] : []),
  ];
  return demanded.map((text, i) => `${i + 1}.${text}`);
}
