/** The line of each department: what it owes, what is there, what is wrong with it. Pure. */
import type { Board, BoardDepartment } from '../model/board.js';
import type { Localised } from '../model/lang.js';
import { type BoardStyle, type BoardTextOptions, broken, roomOf } from './lines.js';
import { columns, cut, type Painted, tableWidth } from './table.js';

interface Column {
  head: Localised;
  value(department: BoardDepartment): number | string | null;
  style?(department: BoardDepartment): BoardStyle;
  /** Left out where no department has it. */
  ifAny?: true;
  /** Left out where the line has no room: the lowest first. */
  rank?: number;
  words?: true;
}

const bad = (n: number, style: BoardStyle): BoardStyle => (n > 0 ? style : 'faint');

const COLUMNS: readonly Column[] = [
  { head: { zh: '类别', en: 'class' }, value: (d) => d.class, ifAny: true, rank: 1, words: true },
  { head: { zh: '应报', en: 'due' }, value: (d) => d.due },
  { head: { zh: '已报', en: 'there' }, value: (d) => d.delivered },
  { head: { zh: '另报', en: 'extra' }, value: (d) => d.extra, ifAny: true, rank: 4 },
  { head: { zh: '未报', en: 'missing' }, value: (d) => d.missing, style: (d) => bad(d.missing, 'error') },
  { head: { zh: '豁免', en: 'excused' }, value: (d) => d.excused, ifAny: true, rank: 5 },
  {
    head: { zh: '合格', en: 'clean' },
    value: (d) => d.clean,
    style: (d) => (d.clean > 0 ? 'good' : 'faint'),
  },
  { head: { zh: '有错误', en: 'errors' }, value: (d) => d.errors, style: (d) => bad(d.errors, 'error') },
  {
    head: { zh: '待核', en: 'unverified' },
    value: (d) => d.unverified,
    style: (d) => bad(d.unverified, 'unverified'),
  },
  { head: { zh: '材料', en: 'materials' }, value: (d) => d.materials, rank: 2 },
  { head: { zh: '线下', en: 'off line' }, value: (d) => d.offline, rank: 3 },
  { head: { zh: '得分', en: 'score' }, value: (d) => d.score?.toFixed(1) ?? null, ifAny: true },
];

/** A department's name is not cut below this, half-width characters. */
const NAME = { widest: 30, least: 10 };

export function departmentTable({ departments, cells }: Board, options: BoardTextOptions): string[] {
  if (departments.length === 0) return [];
  const { lang, style } = options;
  const ownerless = cells.filter((cell) => cell.department === null).length;
  const note =
    lang === 'zh'
      ? `另有 ${ownerless} 项看不出属于哪个单位，或者有职责的单位都没有报送。`
      : `${ownerless} more belong to no department that can be told, or any may deliver them and none has.`;
  const [top = [], ...rows] = fitting(departments, options);
  const words = new Set(['类别', 'class']);
  const right = new Set(top.flatMap(({ text }, c) => (c === 1 || words.has(text) ? [] : [c])));
  return [
    style('strong', lang === 'zh' ? '各单位' : 'Departments'),
    ...columns([top, ...rows], right, style),
    ...(ownerless > 0 ? broken(note, options, 0) : []),
  ];
}

/** The table with as many columns as the line has room for. */
function fitting(
  departments: readonly BoardDepartment[],
  options: BoardTextOptions,
): Painted<BoardStyle>[][] {
  const room = roomOf(options);
  let shown = COLUMNS.filter(
    ({ ifAny, value }) => ifAny === undefined || departments.some((d) => (value(d) ?? 0) !== 0),
  );
  for (;;) {
    const rows = rowsOf(departments, shown, NAME.widest, options);
    const over = tableWidth(rows) - room;
    if (over <= 0) return rows;
    const leaving = shown
      .filter((c) => c.rank !== undefined)
      .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))[0];
    if (!leaving) return rowsOf(departments, shown, Math.max(NAME.least, NAME.widest - over), options);
    shown = shown.filter((column) => column !== leaving);
  }
}

function rowsOf(
  departments: readonly BoardDepartment[],
  shown: readonly Column[],
  width: number,
  { lang }: BoardTextOptions,
): Painted<BoardStyle>[][] {
  const faint = (text: string): Painted<BoardStyle> => ({ text, style: 'faint' });
  return [
    [faint(''), faint(lang === 'zh' ? '单位' : 'department'), ...shown.map(({ head }) => faint(head[lang]))],
    ...departments.map((department, i) => [
      faint(String(i + 1)),
      { text: cut(department.department, width) },
      ...shown.map(({ value, style }): Painted<BoardStyle> => {
        const text = String(value(department) ?? '');
        return style ? { text, style: style(department) } : { text };
      }),
    ]),
  ];
}
