/**
 * Units by departments, as far as a terminal has room: a matrix; else what is not in order, department by department; of
 * one department alone, every unit with its figures. Pure.
 */
import type { Board, BoardCell, CellState } from '../model/board.js';
import type { Localised } from '../model/lang.js';
import { type BoardStyle, type BoardTextOptions, broken, roomOf } from './lines.js';
import { columns, cut, type Painted, tableWidth } from './table.js';

/** Of a unit, half-width characters. */
const NAME_WIDTH = 26;
/** Units named in a row before the rest is counted. */
const NAMED = 30;

const STATE: Record<CellState, { word: Localised; style: BoardStyle }> = {
  missing: { word: { zh: '未报', en: 'missing' }, style: 'error' },
  excused: { word: { zh: '豁免', en: 'excused' }, style: 'faint' },
  errors: { word: { zh: '有错误', en: 'errors' }, style: 'error' },
  unverified: { word: { zh: '待核', en: 'unverified' }, style: 'unverified' },
  clean: { word: { zh: '合格', en: 'clean' }, style: 'good' },
};

export function cellsText(board: Board, options: BoardTextOptions): string[] {
  if (board.cells.length === 0) return [];
  const owners = new Set(board.cells.map((cell) => cell.department));
  if (board.departments.length <= 1 && owners.size === 1) return details(board, options);
  const table = matrix(board, options);
  if (tableWidth(table) > roomOf(options)) return lists(board, options);
  const zh = options.lang === 'zh';
  const numbers = new Set(board.departments.map((_, i) => i + 2));
  const legend = zh
    ? '✓ 合格（✓n 有 n 处警告）　✖n 有 n 处错误　? 待核　缺 未报　免 豁免未报　+ 不要求而报送；列号为上表单位的序号'
    : '✓ clean (✓n: n warnings), ✖n: n errors, ? unverified, -- missing, ex excused, + not due; columns are numbered as the departments above';
  return [
    options.style('strong', zh ? '申报单元与单位' : 'Units by department'),
    ...columns(table, numbers, options.style),
    ...broken(legend, options, 0).map((line) => options.style('faint', line)),
  ];
}

function matrix({ departments, units, cells }: Board, { lang }: BoardTextOptions): Painted<BoardStyle>[][] {
  const key = (unit: string, department: string | null) => JSON.stringify([unit, department]);
  const at = new Map(cells.map((cell) => [key(cell.unit, cell.department), cell] as const));
  const faint = (text: string): Painted<BoardStyle> => ({ text, style: 'faint' });
  // Who it is of is not told: a column without a number.
  const ownerless = cells.some((cell) => cell.department === null);
  const owners = [...departments.map((d): string | null => d.department), ...(ownerless ? [null] : [])];
  return [
    [
      faint(''),
      faint(lang === 'zh' ? '申报单元' : 'unit'),
      ...owners.map((owner, i) => faint(owner === null ? (lang === 'zh' ? '其他' : 'other') : String(i + 1))),
    ],
    ...units.map(({ unit, name }) => [
      { text: unit },
      { text: cut(name, NAME_WIDTH) },
      ...owners.map((owner) => mark(at.get(key(unit, owner)), lang === 'zh')),
    ]),
  ];
}

function mark(cell: BoardCell | undefined, zh: boolean): Painted<BoardStyle> {
  if (!cell || (!cell.delivered && !cell.due)) return { text: '' };
  const words: Record<CellState, string> = {
    missing: zh ? '缺' : '--',
    excused: zh ? '免' : 'ex',
    errors: `✖${cell.errors}`,
    unverified: '?',
    clean: `✓${cell.warnings > 0 ? cell.warnings : ''}`,
  };
  const extra = cell.due ? '' : '+';
  return { text: words[cell.state] + extra, style: STATE[cell.state].style };
}

/** Where a matrix has no room. */
function lists({ departments, cells }: Board, options: BoardTextOptions): string[] {
  const zh = options.lang === 'zh';
  const nobody = zh ? '看不出单位的' : 'of nobody in particular';
  const owners = [...departments.map((d): string | null => d.department), null];
  let fine = 0;
  const lines = owners.flatMap((owner) => {
    const own = cells.filter((cell) => cell.department === owner);
    if (own.length === 0) return [];
    const parts = notInOrder(own, zh);
    if (parts.length === 0) {
      fine += 1;
      return [];
    }
    const text = `${owner ?? nobody}${zh ? '　' : ' — '}${parts.join(zh ? '；' : '; ')}${zh ? '。' : '.'}`;
    return broken(text, options);
  });
  const rest = zh
    ? `${lines.length > 0 ? '其余 ' : ''}${fine} 个单位齐全，没有错误。`
    : `${fine} ${lines.length > 0 ? 'other ' : ''}${fine === 1 ? 'department is' : 'departments are'} complete, without errors.`;
  return [
    options.style('strong', zh ? '未报和有问题的申报单元' : 'Units missing or not in order'),
    ...lines,
    ...(fine > 0 ? [rest] : []),
    options.style(
      'faint',
      zh
        ? '看一个单位的各项情况：加 --department 单位。'
        : 'For every unit of one department: --department NAME.',
    ),
  ];
}

function notInOrder(own: readonly BoardCell[], zh: boolean): string[] {
  const keys = (of: readonly BoardCell[], text: (cell: BoardCell) => string) => {
    const list = of.slice(0, NAMED).map(text);
    const shown = list.join(zh ? '、' : ', ');
    if (of.length <= NAMED) return shown;
    return zh ? `${shown}等` : `${shown}, …`;
  };
  const told = (state: CellState, text: (cell: BoardCell) => string = (cell) => cell.unit): string[] => {
    const of = own.filter((cell) => cell.state === state && (cell.due || cell.delivered));
    if (of.length === 0) return [];
    const word = STATE[state].word[zh ? 'zh' : 'en'];
    if (state === 'missing' && of.length === own.length && of.length > 1) {
      return [zh ? `应报的 ${of.length} 项全部未报` : `all ${of.length} missing`];
    }
    return [zh ? `${word} ${of.length} 项：${keys(of, text)}` : `${word} ${of.length}: ${keys(of, text)}`];
  };
  return [
    ...told('missing'),
    ...told('errors', ({ unit, errors }) =>
      errors > 1 ? (zh ? `${unit}（${errors} 处）` : `${unit} (${errors} errors)`) : unit,
    ),
    ...told('unverified'),
  ];
}

interface Figure {
  head: Localised;
  value(cell: BoardCell): string | number | null;
  /** Shown even where no unit has any. */
  always?: true;
  words?: true;
}

const FIGURES: readonly Figure[] = [
  { head: { zh: '错误', en: 'errors' }, value: (c) => c.errors, always: true },
  { head: { zh: '警告', en: 'warnings' }, value: (c) => c.warnings, always: true },
  { head: { zh: '待核', en: 'unverified' }, value: (c) => c.unverified, always: true },
  { head: { zh: '已豁免', en: 'waived' }, value: (c) => c.waived },
  { head: { zh: '字数', en: '字' }, value: (c) => c.words?.toLocaleString('en-US') ?? null },
  { head: { zh: '材料', en: 'materials' }, value: (c) => c.materials, always: true },
  { head: { zh: '线下', en: 'off line' }, value: (c) => c.offline },
  { head: { zh: '自评', en: 'grade' }, value: (c) => c.grade, words: true },
];

/** Every unit of one department. */
function details({ units, cells }: Board, options: BoardTextOptions): string[] {
  const { lang, style } = options;
  const zh = lang === 'zh';
  const names = new Map(units.map(({ unit, name }) => [unit, name] as const));
  const shown = FIGURES.filter(
    ({ always, value }) => always || cells.some((cell) => (value(cell) ?? 0) !== 0),
  );
  // Weights that are all the same say nothing.
  const weighed = new Set(cells.map((cell) => cell.weight)).size > 1;
  const heads = ['', zh ? '申报单元' : 'unit', zh ? '状态' : 'state', ...shown.map(({ head }) => head[lang])];
  if (weighed) heads.push(zh ? '权重' : 'weight');
  const rows = (width: number): Painted<BoardStyle>[][] => [
    heads.map((text) => ({ text, style: 'faint' })),
    ...cells.map((cell): Painted<BoardStyle>[] => {
      const { word, style: look } = STATE[cell.state];
      const note = cell.due ? '' : zh ? '（另报）' : ' (not due)';
      return [
        { text: cell.unit },
        { text: cut(names.get(cell.unit) ?? '', width) },
        { text: word[lang] + note, style: look },
        ...shown.map(({ value }) => ({ text: cell.delivered ? String(value(cell) ?? '') : '' })),
        ...(weighed ? [{ text: String(cell.weight) }] : []),
      ];
    }),
  ];
  const over = Math.max(0, tableWidth(rows(NAME_WIDTH)) - roomOf(options));
  const right = new Set(heads.flatMap((_, c) => (c < 3 || shown[c - 3]?.words ? [] : [c])));
  return [
    style('strong', zh ? '申报单元' : 'Units'),
    ...columns(rows(Math.max(8, NAME_WIDTH - over)), right, style),
  ];
}
