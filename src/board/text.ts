/** A board for a terminal: what is delivered and what is not, then stages and deadlines. Pure. */
import type { Board, BoardCell, BoardTally } from '../model/board.js';
import type { Lang } from '../model/lang.js';
import { daysText, stagesText, vetoesText, yearsText } from './procedure-text.js';
import { columns, cut } from './table.js';

export interface BoardTextOptions {
  lang: Lang;
  style(kind: 'error' | 'warning' | 'good' | 'unverified' | 'strong' | 'faint', text: string): string;
  /** Half-width characters in a line; absent for a pipe. */
  width?: number;
}

/** Where nobody watches, a matrix may be as wide as a page of a wide terminal, half-width characters. */
const WIDE = 120;
const NAME_WIDTH = 24;
/** Names told in a row before the rest is counted. */
const NAMES = 6;

export function boardText(board: Board, options: BoardTextOptions): string {
  const zh = options.lang === 'zh';
  const head = zh
    ? `${board.title}　${board.region}　截至 ${board.asOf}`
    : `${board.title} · ${board.region} · as of ${board.asOf}`;
  const parts = [
    [options.style('strong', head)],
    vetoesText(board, options),
    overall(board.totals, options),
    departmentTable(board, options),
    unitPart(board, options),
    stagesText(board, options),
    daysText(board, options),
    yearsText(board, options),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function overall(totals: BoardTally, { lang }: BoardTextOptions): string[] {
  const { due, delivered, clean, errors, unverified, missing, materials, offline } = totals;
  return [
    lang === 'zh'
      ? `应报 ${due}　已报 ${delivered}　合格 ${clean}　有错误 ${errors}　待核 ${unverified}　未报 ${missing}　材料 ${materials} 件（线下 ${offline} 件）`
      : `due ${due}, delivered ${delivered}, clean ${clean}, with errors ${errors}, unverified ${unverified}, missing ${missing}; ${materials} materials (${offline} off line)`,
  ];
}

function departmentTable({ departments, cells }: Board, { lang, style }: BoardTextOptions): string[] {
  if (departments.length === 0) return [];
  const zh = lang === 'zh';
  const scored = departments.some(({ score }) => score !== null);
  const classed = departments.some((d) => d.class !== null);
  const head = zh
    ? ['', '单位', '类别', '应报', '已报', '合格', '有错误', '待核', '未报', '材料', '线下', '得分']
    : [
        '',
        'department',
        'class',
        'due',
        'there',
        'clean',
        'errors',
        'unverified',
        'missing',
        'materials',
        'off line',
        'score',
      ];
  const rows = departments.map((d, i) => [
    String(i + 1),
    d.department,
    d.class ?? '',
    ...[d.due, d.delivered, d.clean, d.errors, d.unverified, d.missing, d.materials, d.offline].map(String),
    d.score === null ? '' : d.score.toFixed(1),
  ]);
  const shown = [head, ...rows].map((row) =>
    row.filter((_, c) => (c !== 2 || classed) && (c !== 11 || scored)),
  );
  const first = classed ? 3 : 2;
  const numbers = new Set([0, ...Array.from({ length: 9 }, (_, i) => first + i)]);
  const [top = '', ...lines] = columns(shown, numbers);
  const ownerless = cells.filter((cell) => cell.department === null).length;
  const note = zh
    ? `另有 ${ownerless} 项看不出属于哪个单位，或者有职责的单位都没有报送。`
    : `${ownerless} more belong to no department that can be told, or any may deliver them and none has.`;
  return [
    style('strong', zh ? '各单位' : 'Departments'),
    style('faint', top),
    ...lines,
    ...(ownerless > 0 ? [note] : []),
  ];
}

function unitPart(board: Board, options: BoardTextOptions): string[] {
  if (board.units.length === 0) return [];
  const room = options.width ?? WIDE;
  const fits = 10 + NAME_WIDTH + board.departments.length * 5 <= room;
  return fits && board.departments.length > 1 ? matrix(board, options) : unitList(board, options);
}

function mark(cell: BoardCell | undefined, zh: boolean): string {
  if (!cell) return '';
  if (!cell.delivered) return cell.due ? (zh ? '缺' : '--') : '';
  const extra = cell.due ? '' : '+';
  if (cell.state === 'errors') return `✖${cell.errors}${extra}`;
  return `${cell.state === 'unverified' ? '?' : '✓'}${extra}`;
}

function matrix({ departments, units, cells }: Board, { lang, style }: BoardTextOptions): string[] {
  const zh = lang === 'zh';
  const at = new Map(cells.map((cell) => [JSON.stringify([cell.unit, cell.department]), cell] as const));
  const head = ['', zh ? '申报单元' : 'unit', ...departments.map((_, i) => String(i + 1))];
  const rows = units.map(({ unit, name }) => [
    unit,
    cut(name, NAME_WIDTH),
    ...departments.map(({ department }) => mark(at.get(JSON.stringify([unit, department])), zh)),
  ]);
  const numbers = new Set(departments.map((_, i) => i + 2));
  const [top = '', ...lines] = columns([head, ...rows], numbers);
  const legend = zh
    ? '✓ 合格　✖n 有 n 处错误　? 待人工核实　缺 应报未报　+ 不要求而报送；列号即上表单位序号'
    : '✓ clean, ✖n with n errors, ? unverified, -- missing, + not due; columns are numbered as the departments above';
  return [
    style('strong', zh ? '申报单元与单位' : 'Units by department'),
    style('faint', top),
    ...lines,
    style('faint', legend),
  ];
}

/** Where a matrix has no room: what is not in order, unit by unit. */
function unitList({ units, cells }: Board, { lang, style }: BoardTextOptions): string[] {
  const zh = lang === 'zh';
  const named = (of: BoardCell[], text: (cell: BoardCell) => string) => {
    const list = of
      .slice(0, NAMES)
      .map(text)
      .join(zh ? '、' : ', ');
    if (of.length <= NAMES) return list;
    return zh ? `${list}等 ${of.length} 个单位` : `${list} and ${of.length - NAMES} more`;
  };
  const nobody = zh ? '（未指明单位）' : '(nobody in particular)';
  const lines = units.flatMap(({ unit, name }) => {
    const own = cells.filter((cell) => cell.unit === unit);
    const missing = own.filter((cell) => cell.due && !cell.delivered);
    const errors = own.filter((cell) => cell.delivered && cell.state === 'errors');
    const unverified = own.filter((cell) => cell.delivered && cell.state === 'unverified');
    const parts = [
      missing.length > 0
        ? style('error', `${zh ? '未报' : 'missing'} ${named(missing, (c) => c.department ?? nobody)}`)
        : '',
      errors.length > 0
        ? style(
            'error',
            `${zh ? '有错误' : 'errors'} ${named(errors, (c) => `${c.department ?? nobody}(${c.errors})`)}`,
          )
        : '',
      unverified.length > 0
        ? style(
            'unverified',
            `${zh ? '待核' : 'unverified'} ${named(unverified, (c) => c.department ?? nobody)}`,
          )
        : '',
    ].filter((part) => part !== '');
    return parts.length === 0 ? [] : [`${unit}　${name}${zh ? '：' : ': '}${parts.join(zh ? '；' : '; ')}`];
  });
  const clean = units.length - lines.length;
  return [
    style('strong', zh ? '申报单元' : 'Units'),
    ...lines,
    zh
      ? `${lines.length > 0 ? '其余 ' : ''}${clean} 个申报单元齐全，没有错误。`
      : `${clean} ${lines.length > 0 ? 'other ' : ''}units are complete, without errors.`,
  ];
}
