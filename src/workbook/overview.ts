/**
 * 总览: what the dossier is, one row per indicator, and its volumes. Indicators that the list merges share a unit:
 * what can be added up (字, materials, pages, findings) stands with the first of them alone, so that sums hold; what
 * one filters by stands with each.
 */
import type { Localised } from '../model/lang.js';
import type { Piece, PlannedMaterial, Volume } from '../model/plan.js';
import type { StatementPart, UnitWork } from '../model/workspace.js';
import { type Contents, keyCell, NO_FINDINGS, printedNumbers, type Tally, tallies } from './contents.js';
import { HEADS, SHEETS } from './layout.js';
import { pdfTarget } from './links.js';
import { cataloguePlace } from './materials.js';
import type { Column, SheetSpec, Value } from './sheet.js';
import { statementLines, totalWords } from './statements.js';
import { STATUS, type Status, statusOf } from './status.js';

interface UnitFacts {
  work: UnitWork;
  statements: StatementPart[];
  materials: PlannedMaterial[];
  /** Of the first material among the plan's; -1 if there is none. */
  firstMaterial: number;
  pieces: Piece[];
  tally: Tally;
  status: Status;
}

interface IndicatorRow extends UnitFacts {
  indicator: { no: number | string; text: string };
  /** First indicator of its unit. */
  leading: boolean;
}

function* unitFacts({ plan, workspace, report }: Contents): Generator<UnitFacts> {
  const found = tallies(report.findings, (finding) => finding.unit);
  const materials = grouped(plan.materials);
  const firsts = new Map<string, number>();
  for (const [index, { unit }] of plan.materials.entries()) {
    if (!firsts.has(unit)) firsts.set(unit, index);
  }
  const pieces = grouped(plan.volumes.flatMap((volume) => volume.pieces));
  for (const work of workspace.units) {
    const key = work.unit.key;
    const tally = found.get(key) ?? NO_FINDINGS;
    yield {
      work,
      statements: work.submissions.flatMap((s) => s.statements),
      materials: materials.get(key) ?? [],
      firstMaterial: firsts.get(key) ?? -1,
      pieces: pieces.get(key) ?? [],
      tally,
      status: statusOf(work, tally),
    };
  }
}

function* indicatorRows(contents: Contents): Generator<IndicatorRow> {
  for (const facts of unitFacts(contents)) {
    for (const [index, indicator] of facts.work.unit.indicators.entries()) {
      yield { ...facts, indicator, leading: index === 0 };
    }
  }
}

function grouped<T extends { unit: string | null }>(all: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    if (one.unit === null) continue;
    const group = groups.get(one.unit);
    if (group) group.push(one);
    else groups.set(one.unit, [one]);
  }
  return groups;
}

/** More departments than these are named as the list names them. */
const MANY_LEADS = 8;

/** In the order of the list, each once. */
function leadsOf({ unit }: UnitWork): string[] {
  const leads = [...new Set(unit.leads.map((lead) => lead.department))];
  // 「市政府各部门、县（市、区）政府」 says it shorter than sixty names, which no row is high enough for.
  return leads.length > MANY_LEADS && unit.leadText.trim() !== '' ? [unit.leadText.trim()] : leads;
}

/** The section of the indicator; all of the unit's where the pack doesn't tell. */
function sectionsOf({ work: { unit }, indicator }: IndicatorRow): string {
  const own = unit.sections.filter((s) => s.indicators.some((i) => i.no === indicator.no));
  // Headings of the list end in a stop, which would stand alone on a line of a narrow cell.
  return (own.length > 0 ? own : unit.sections).map((s) => s.title.replace(/。$/, '')).join('\n');
}

function indicatorColumns(contents: Contents): Column<IndicatorRow>[] {
  const { plan, lang, pdfFileOf } = contents;
  const zh = lang === 'zh';
  const comma = zh ? '、' : ', ';
  const printed = printedNumbers(plan);
  const text = (
    title: Localised,
    width: [number, number],
    value: (row: IndicatorRow) => string,
  ): Column<IndicatorRow> => ({ title, kind: 'text', width, value });
  const count = (title: Localised, value: (row: IndicatorRow) => Value): Column<IndicatorRow> => ({
    title,
    kind: 'centre',
    width: [6, 8],
    value: (row) => (row.leading ? value(row) : null),
  });
  const inState = (title: Localised, of: (state: PlannedMaterial['state']) => boolean) =>
    count(title, ({ materials }) => materials.filter((m) => of(m.state)).length);
  return [
    {
      title: { zh: '指标', en: 'Indicator' },
      kind: 'centre',
      width: [6, 8],
      value: ({ indicator: { no } }) => (typeof no === 'number' ? no : keyCell(no)),
    },
    text({ zh: '指标内容', en: 'What it says' }, [20, 34], ({ indicator }) => indicator.text),
    {
      title: HEADS.unit,
      kind: 'centre',
      width: [6, 8],
      value: ({ work }) => keyCell(work.unit.key),
    },
    text({ zh: '名称', en: 'Name' }, [10, 14], ({ work }) => work.unit.name),
    {
      title: { zh: '状态', en: 'Status' },
      kind: 'centre',
      width: [8, 14],
      value: ({ status }) => STATUS[status].word[lang],
      tones: Object.values(STATUS).map(({ word, tone }) => ({ word: word[lang], tone })),
    },
    text({ zh: '一级指标', en: 'Chapter' }, [10, 14], ({ work }) => work.unit.chapter.title),
    text({ zh: '二级指标', en: 'Section' }, [10, 16], sectionsOf),
    text({ zh: '牵头单位', en: 'Leads' }, [10, 16], ({ work }) => leadsOf(work).join(comma)),
    text({ zh: '情况说明', en: 'Statements' }, [20, 46], ({ work, leading }) => {
      if (leading) return statementLines(work, zh);
      const [first] = work.unit.indicators;
      return zh ? `合并申报，见指标${first?.no}` : `one submission, see indicator ${first?.no}`;
    }),
    count(
      { zh: '字数', en: 'Characters' },
      ({ statements }) =>
        totalWords(statements) ?? (statements.length > 0 ? STATUS.unverified.word[lang] : null),
    ),
    count({ zh: '证明材料', en: 'Materials' }, ({ materials, firstMaterial }) =>
      materials.length === 0 ? 0 : { show: materials.length, target: cataloguePlace(firstMaterial, lang) },
    ),
    inState({ zh: '电子文件', en: 'Files' }, (state) => state === 'file'),
    inState({ zh: '网址', en: 'URLs' }, (state) => state === 'url'),
    inState({ zh: '线下', en: 'Off line' }, (state) => !['file', 'url', 'none'].includes(state)),
    inState({ zh: '无', en: 'None' }, (state) => state === 'none'),
    count(HEADS.pages, ({ pieces }) => pieces.reduce((sum, p) => sum + p.pages, 0)),
    {
      title: HEADS.volume,
      kind: 'centre',
      width: [5, 6],
      value: ({ pieces }) => {
        const volumes = [...new Set(pieces.map((p) => p.volume))];
        return volumes.length > 1 ? volumes.join(comma) : (volumes[0] ?? null);
      },
    },
    {
      title: HEADS.firstPage,
      kind: 'centre',
      width: [6, 8],
      plain: true,
      value: ({ pieces }) => {
        // Not a blank page or divider before it.
        const first = pieces.find(({ kind }) => kind === 'unit-sheet') ?? pieces[0];
        return first
          ? {
              show: printed(first),
              target: pdfTarget(pdfFileOf(first.volume), first.firstPage),
            }
          : null;
      },
    },
    count({ zh: '错误', en: 'Errors' }, ({ tally }) => tally.errors),
    count({ zh: '警告', en: 'Warnings' }, ({ tally }) => tally.warnings),
    count({ zh: '待核', en: 'Unverified' }, ({ tally }) => tally.unverified),
  ];
}

function volumeColumns({ pdfFileOf }: Contents): Column<Volume>[] {
  return [
    { title: HEADS.volume, kind: 'centre', width: [5, 6], value: ({ no }) => no },
    {
      title: { zh: '文件', en: 'File' },
      kind: 'text',
      width: [12, 60],
      across: 4,
      value: ({ no }) => ({ show: pdfFileOf(no), target: pdfTarget(pdfFileOf(no)) }),
    },
    { title: HEADS.pages, kind: 'centre', width: [6, 8], value: ({ pages }) => pages },
  ];
}

export function dateInWords(date: string, lang: 'zh' | 'en'): string {
  const [year, month, day] = date.split('-').map(Number);
  return lang === 'zh' ? `${year}年${month}月${day}日` : date;
}

export function dossierTitle({ workspace, lang }: Pick<Contents, 'workspace' | 'lang'>): string {
  const { config, pack } = workspace;
  const region = config.region === '' ? pack.region : config.region;
  const name = `${region}${pack.defaults.partNames.dossier}`;
  return lang === 'zh' ? name : `${name}: evidence dossier`;
}

/** 指标4项、申报单元3个：合格2个、有错误1个 */
function unitsInWords(contents: Contents): string {
  const zh = contents.lang === 'zh';
  const { units } = contents.workspace;
  const indicators = units.reduce((sum, { unit }) => sum + unit.indicators.length, 0);
  const statuses = [...unitFacts(contents)].map(({ status }) => status);
  const counts = (Object.keys(STATUS) as Status[]).flatMap((status) => {
    const count = statuses.filter((one) => one === status).length;
    if (count === 0) return [];
    return [zh ? `${STATUS[status].word.zh}${count}个` : `${count} ${STATUS[status].word.en}`];
  });
  return zh
    ? `指标${indicators}项，申报单元${units.length}个：${counts.join('、')}`
    : `${indicators} indicators in ${units.length} units: ${counts.join(', ')}`;
}

export function overviewSheet(
  contents: Contents & { date: string; draft: boolean },
): SheetSpec<IndicatorRow> {
  const { plan, workspace, report, lang, date, draft } = contents;
  const zh = lang === 'zh';
  const { title, documentNumber } = workspace.pack;
  const pages = plan.volumes.reduce((sum, volume) => sum + volume.pages, 0);
  const { errors, warnings, unverified } = report.summary;
  const made = dateInWords(date, lang);
  const facts = zh
    ? `编制日期：${made}　　共${plan.volumes.length}卷${pages}页，证明材料${plan.materials.length}件　　错误${errors}　警告${warnings}　待核${unverified}`
    : `${made}   ${plan.volumes.length} volume(s), ${pages} pages, ${plan.materials.length} materials   errors ${errors}, warnings ${warnings}, unverified ${unverified}`;
  const pack =
    documentNumber === '' ? title : zh ? `${title}（${documentNumber}）` : `${title} (${documentNumber})`;
  return {
    name: SHEETS.overview,
    lines: [
      { text: `${dossierTitle(contents)}${zh ? '总览' : ', overview'}`, as: 'title' },
      ...(draft ? [{ text: zh ? '草　稿' : 'DRAFT', as: 'draft' as const }] : []),
      { text: pack, as: 'subtitle' },
      { text: facts, as: 'subtitle' },
      { text: unitsInWords(contents), as: 'subtitle' },
    ],
    linksPerRow: 2,
    frozenColumns: 0,
    columns: indicatorColumns(contents),
    rows: () => indicatorRows(contents),
    below: async ({ table }) => {
      await table(zh ? '卷册' : 'Volumes', { columns: volumeColumns(contents), rows: () => plan.volumes });
    },
  };
}
