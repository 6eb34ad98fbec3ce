/** 统计: chapter by chapter, what was due, what became of it, how much was bound; as figures and as charts. */
import type { MaterialState } from '../model/document.js';
import type { Localised } from '../model/lang.js';
import type { PlannedMaterial } from '../model/plan.js';
import type { UnitWork } from '../model/workspace.js';
import type { Chart } from './chart.js';
import { type Contents, NO_FINDINGS, STATE_WORDS, tallies } from './contents.js';
import { SHEETS } from './layout.js';
import { quotedSheet } from './parts.js';
import type { Column, SheetSpec, Span } from './sheet.js';
import { STATUS, type Status, statusOf } from './status.js';
import { letters } from './worksheet.js';

interface ChapterRow {
  title: string;
  /** False for the rows below the chapters: other pages, and the total. */
  chapter: boolean;
  indicators: number;
  units: number;
  statuses: Record<Status, number>;
  statements: number;
  materials: number;
  pages: number;
  errors: number;
  warnings: number;
  unverified: number;
}

const STATUSES = Object.keys(STATUS) as Status[];

function emptyRow(title: string, chapter: boolean): ChapterRow {
  return {
    title,
    chapter,
    indicators: 0,
    units: 0,
    statuses: { passed: 0, errors: 0, unverified: 0, missing: 0, 'not-due': 0 },
    statements: 0,
    materials: 0,
    pages: 0,
    errors: 0,
    warnings: 0,
    unverified: 0,
  };
}

const SUMS = [
  'indicators',
  'units',
  'statements',
  'materials',
  'pages',
  'errors',
  'warnings',
  'unverified',
] as const;

function add(to: ChapterRow, row: ChapterRow): void {
  for (const key of SUMS) to[key] += row[key];
  for (const status of STATUSES) to.statuses[status] += row.statuses[status];
}

/** Chapters in the order of the list, then the pages of no unit, then all together. */
function chapterRows({ plan, workspace, report, lang }: Contents): ChapterRow[] {
  const zh = lang === 'zh';
  const found = tallies(report.findings, (finding) => finding.unit ?? '');
  const pages = new Map<string, number>();
  for (const piece of plan.volumes.flatMap((volume) => volume.pieces)) {
    const key = piece.unit ?? '';
    pages.set(key, (pages.get(key) ?? 0) + piece.pages);
  }
  const materials = new Map<string, number>();
  for (const { unit } of plan.materials) materials.set(unit, (materials.get(unit) ?? 0) + 1);
  const chapters = new Map<number, ChapterRow>();
  const rowOf = ({ unit: { chapter } }: UnitWork): ChapterRow => {
    const known = chapters.get(chapter.no);
    if (known) return known;
    const row = emptyRow(chapter.title, true);
    chapters.set(chapter.no, row);
    return row;
  };
  for (const work of workspace.units) {
    const { key, indicators } = work.unit;
    const tally = found.get(key) ?? NO_FINDINGS;
    const own = emptyRow('', true);
    own.statuses[statusOf(work, tally)] = 1;
    add(rowOf(work), {
      ...own,
      indicators: indicators.length,
      units: 1,
      statements: work.submissions.reduce((sum, s) => sum + s.statements.length, 0),
      materials: materials.get(key) ?? 0,
      pages: pages.get(key) ?? 0,
      ...tally,
    });
  }
  // What belongs to no unit in scope: covers, contents, dividers, indexes; findings of the folder itself.
  const rows = [...chapters.values()];
  const all = emptyRow(zh ? '合计' : 'Total', false);
  for (const row of rows) add(all, row);
  const whole = {
    pages: [...pages.values()].reduce((sum, n) => sum + n, 0),
    materials: plan.materials.length,
    errors: 0,
    warnings: 0,
    unverified: 0,
  };
  for (const tally of found.values()) {
    whole.errors += tally.errors;
    whole.warnings += tally.warnings;
    whole.unverified += tally.unverified;
  }
  const others = emptyRow(
    zh ? '不分指标（封面、目录、索引等）' : 'No indicator (covers, contents, indexes)',
    false,
  );
  for (const key of ['pages', 'materials', 'errors', 'warnings', 'unverified'] as const) {
    others[key] = whole[key] - all[key];
  }
  add(all, others);
  return [...rows, others, all];
}

/** Title of each figure's column; the charts find theirs by it. */
const TITLES = {
  chapter: { zh: '一级指标', en: 'Chapter' },
  materials: { zh: '证明材料', en: 'Materials' },
  pages: { zh: '页数', en: 'Pages' },
} as const satisfies Record<string, Localised>;

function columns(): Column<ChapterRow>[] {
  const count = (title: Localised, value: (row: ChapterRow) => number): Column<ChapterRow> => ({
    title,
    kind: 'centre',
    width: [9, 12],
    value,
  });
  return [
    { title: TITLES.chapter, kind: 'text', width: [24, 52], value: ({ title }) => title },
    count({ zh: '指标', en: 'Indicators' }, (row) => row.indicators),
    count({ zh: '申报单元', en: 'Units' }, (row) => row.units),
    ...STATUSES.map((status) => count(STATUS[status].word, (row) => row.statuses[status])),
    count({ zh: '情况说明', en: 'Statements' }, (row) => row.statements),
    count(TITLES.materials, (row) => row.materials),
    count(TITLES.pages, (row) => row.pages),
    count({ zh: '错误', en: 'Errors' }, (row) => row.errors),
    count({ zh: '警告', en: 'Warnings' }, (row) => row.warnings),
    count({ zh: '待核事项', en: 'Unverified' }, (row) => row.unverified),
  ];
}

interface StateRow {
  state: MaterialState;
  materials: PlannedMaterial[];
}

function stateColumns(lang: Contents['lang']): Column<StateRow>[] {
  return [
    {
      title: { zh: '提交方式', en: 'State' },
      kind: 'text',
      width: [12, 24],
      value: ({ state }) => STATE_WORDS[state][lang],
    },
    { title: TITLES.materials, kind: 'centre', width: [9, 12], value: ({ materials }) => materials.length },
    {
      title: { zh: '入卷页数', en: 'Pages bound' },
      kind: 'centre',
      width: [9, 12],
      value: ({ materials }) => materials.reduce((sum, { pages }) => sum + pages, 0),
    },
    {
      title: { zh: '以占位页代替', en: 'Stand-in pages' },
      kind: 'centre',
      width: [13, 14],
      value: ({ materials }) => materials.filter(({ failure }) => failure !== null).length,
    },
  ];
}

/** Stronger than the fills of the cells: bars stand on white. RGB. */
const BAR: Record<Status | 'materials' | 'pages', string> = {
  passed: '70AD47',
  errors: 'C0504D',
  unverified: 'FFC000',
  missing: '7F7F7F',
  'not-due': 'D9D9D9',
  materials: '4472C4',
  pages: 'ED7D31',
};

function chartsOf(rows: ChapterRow[], sheet: string, { first, last }: Span, lang: Contents['lang']): Chart[] {
  const zh = lang === 'zh';
  const heads = columns().map(({ title }) => title[lang]);
  const range = (column: number, from: number, to: number) => {
    const letter = letters(column);
    return `${quotedSheet(sheet)}!$${letter}$${from}${from === to ? '' : `:$${letter}$${to}`}`;
  };
  const series = (title: Localised, color: string, value: (row: ChapterRow) => number) => {
    const column = heads.indexOf(title[lang]) + 1;
    return {
      name: title[lang],
      nameAt: range(column, first - 1, first - 1),
      values: rows.map(value),
      valuesAt: range(column, first, last),
      color,
    };
  };
  const about = { categories: rows.map(({ title }) => title), categoriesAt: range(1, first, last) };
  return [
    {
      ...about,
      title: zh ? '各一级指标的证明材料件数和页数' : 'Materials and pages by chapter',
      description: zh
        ? '条形图：数据见上表“证明材料”“页数”两列'
        : 'bars of the columns Materials and Pages above',
      grouping: 'clustered',
      series: [
        series(TITLES.materials, BAR.materials, (row) => row.materials),
        series(TITLES.pages, BAR.pages, (row) => row.pages),
      ],
    },
    {
      ...about,
      title: zh ? '各一级指标申报单元的状态' : 'Status of the units by chapter',
      description: zh ? '堆积条形图：数据见上表各状态列' : 'stacked bars of the columns of statuses above',
      grouping: 'stacked',
      series: STATUSES.map((status) =>
        series(STATUS[status].word, BAR[status], (row) => row.statuses[status]),
      ),
    },
  ];
}

/** Rows of the sheet that a bar takes, and that title, legend and axis take. */
const ROWS_PER_BAR = 2;
const ROWS_AROUND = 7;

export function statisticsSheet(contents: Contents): SheetSpec<ChapterRow> {
  const { lang, plan } = contents;
  const rows = chapterRows(contents);
  const chapters = rows.filter((row) => row.chapter);
  return {
    name: SHEETS.statistics,
    lines: [],
    linksPerRow: 0,
    frozenColumns: 1,
    onePage: true,
    columns: columns(),
    rows: () => rows,
    total: (row) => !row.chapter,
    below: async ({ main, sheetName, table, charts }) => {
      if (chapters.length > 0) {
        charts(chartsOf(chapters, sheetName, main, lang), chapters.length * ROWS_PER_BAR + ROWS_AROUND);
      }
      const states = Object.keys(STATE_WORDS) as MaterialState[];
      await table(lang === 'zh' ? '证明材料的提交方式' : 'Materials by state', {
        columns: stateColumns(lang),
        rows: () =>
          states.map((state) => ({ state, materials: plan.materials.filter((m) => m.state === state) })),
      });
    },
  };
}
