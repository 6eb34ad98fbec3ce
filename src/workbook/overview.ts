/** 总览: what the dossier is, one row per submission unit, and its volumes. */
import type { Localised } from '../model/lang.js';
import type { Piece, PlannedMaterial, Volume } from '../model/plan.js';
import type { StatementPart, UnitWork } from '../model/workspace.js';
import {
  type Contents,
  delivered,
  keyCell,
  NO_FINDINGS,
  printedNumbers,
  type Tally,
  tallies,
} from './contents.js';
import { pdfTarget } from './links.js';
import type { Column, SheetSpec } from './sheet.js';
import type { Tone } from './style.js';

export type Status = 'passed' | 'errors' | 'unverified' | 'missing' | 'not-due';

const STATUS: Record<Status, { word: Localised; tone: Tone }> = {
  passed: { word: { zh: '合格', en: 'passed' }, tone: 'good' },
  errors: { word: { zh: '有错误', en: 'errors' }, tone: 'bad' },
  unverified: { word: { zh: '待核', en: 'unverified' }, tone: 'unsure' },
  missing: { word: { zh: '未报送', en: 'not delivered' }, tone: 'missing' },
  'not-due': { word: { zh: '不要求', en: 'not due' }, tone: 'faint' },
};

/** A unit that could not be judged in part is never shown as passed. */
function statusOf({ submissions }: UnitWork, tally: Tally): Status {
  if (!submissions.some(delivered)) {
    return submissions.length === 0 || submissions.some((s) => s.due) ? 'missing' : 'not-due';
  }
  if (tally.errors > 0) return 'errors';
  return tally.unverified > 0 ? 'unverified' : 'passed';
}

interface UnitRow {
  work: UnitWork;
  statements: StatementPart[];
  materials: PlannedMaterial[];
  pieces: Piece[];
  tally: Tally;
  status: Status;
}

function* unitRows({ plan, workspace, report }: Contents): Generator<UnitRow> {
  const found = tallies(report.findings, (finding) => finding.unit);
  const materials = grouped(plan.materials);
  const pieces = grouped(plan.volumes.flatMap((volume) => volume.pieces));
  for (const work of workspace.units) {
    const key = work.unit.key;
    const tally = found.get(key) ?? NO_FINDINGS;
    yield {
      work,
      statements: work.submissions.flatMap((s) => s.statements),
      materials: materials.get(key) ?? [],
      pieces: pieces.get(key) ?? [],
      tally,
      status: statusOf(work, tally),
    };
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

/** 《关于…的情况说明》（482字），one a line, with the department before it where several serve the unit. */
function statementLines({ work: { submissions } }: UnitRow, zh: boolean): string {
  const several = submissions.filter((s) => s.statements.length > 0).length > 1;
  return submissions
    .flatMap((submission) =>
      submission.statements.map((statement) => {
        const title = statement.prescribed?.name ?? statement.firstParagraph ?? statement.file.name;
        const who = several && submission.department !== null ? submission.department : '';
        const words = wordsOf(statement, zh);
        return zh
          ? `${who === '' ? '' : `${who}：`}《${title}》（${words}）`
          : `${who === '' ? '' : `${who}: `}${title} (${words})`;
      }),
    )
    .join('\n');
}

function wordsOf({ words, bodyWords }: StatementPart, zh: boolean): string {
  if (!words) return zh ? '字数待核' : 'not counted';
  const span = ({ low, high }: { low: number; high: number }) => (low === high ? `${low}` : `${low}–${high}`);
  const all = zh ? `${span(words)}字` : `${span(words)} characters`;
  if (!bodyWords || bodyWords.count === words.count) return all;
  return zh ? `${all}，其中正文${span(bodyWords)}字` : `${all}, body ${span(bodyWords)}`;
}

/** 字 of all statements as Word shows them; null where one could not be counted: a part is no total. */
function totalWords(statements: StatementPart[]): number | null {
  if (statements.length === 0) return null;
  let total = 0;
  for (const { words } of statements) {
    if (!words) return null;
    total += words.count;
  }
  return total;
}

/** In the order of the list, each once. */
function leadsOf({ unit }: UnitWork): string[] {
  return [...new Set(unit.leads.map((lead) => lead.department))];
}

function unitColumns(contents: Contents): Column<UnitRow>[] {
  const { plan, lang, pdfFileOf } = contents;
  const zh = lang === 'zh';
  const comma = zh ? '、' : ', ';
  const printed = printedNumbers(plan);
  const text = (
    title: Localised,
    width: [number, number],
    value: (row: UnitRow) => string,
  ): Column<UnitRow> => ({ title, kind: 'text', width, value });
  const count = (title: Localised, value: (row: UnitRow) => number | null): Column<UnitRow> => ({
    title,
    kind: 'centre',
    width: [6, 8],
    value,
  });
  const inState = (state: PlannedMaterial['state'], title: Localised) =>
    count(title, ({ materials }) => materials.filter((m) => m.state === state).length);
  return [
    {
      title: { zh: '申报单元', en: 'Unit' },
      kind: 'centre',
      width: [6, 8],
      value: ({ work }) => keyCell(work.unit.key),
    },
    {
      title: { zh: '指标', en: 'Indicators' },
      kind: 'centre',
      width: [6, 12],
      value: ({ work: { unit } }) =>
        unit.indicators.length === 1
          ? (unit.indicators[0]?.no ?? null)
          : unit.indicators.map((i) => String(i.no)).join(comma),
    },
    text({ zh: '名称', en: 'Name' }, [12, 20], ({ work }) => work.unit.name),
    text({ zh: '一级指标', en: 'Chapter' }, [12, 18], ({ work }) => work.unit.chapter.title),
    text({ zh: '二级指标', en: 'Section' }, [12, 20], ({ work }) =>
      work.unit.sections.map((s) => s.title).join('\n'),
    ),
    text({ zh: '牵头单位', en: 'Leads' }, [10, 18], ({ work }) => leadsOf(work).join(comma)),
    text({ zh: '情况说明', en: 'Statements' }, [20, 40], (row) => statementLines(row, zh)),
    {
      title: { zh: '字数', en: 'Characters' },
      kind: 'centre',
      width: [6, 8],
      value: ({ statements }) =>
        totalWords(statements) ?? (statements.length > 0 ? STATUS.unverified.word[lang] : null),
    },
    inState('file', { zh: '电子文件', en: 'Files' }),
    inState('url', { zh: '网址', en: 'URLs' }),
    inState('on-site', { zh: '实地核查', en: 'On site' }),
    inState('paper', { zh: '纸质', en: 'Paper' }),
    inState('superior', { zh: '上级文件', en: 'Superior' }),
    inState('none', { zh: '无', en: 'None' }),
    count({ zh: '页数', en: 'Pages' }, ({ pieces }) => pieces.reduce((sum, p) => sum + p.pages, 0)),
    {
      title: { zh: '卷', en: 'Volume' },
      kind: 'centre',
      width: [5, 6],
      value: ({ pieces }) => {
        const volumes = [...new Set(pieces.map((p) => p.volume))];
        return volumes.length > 1 ? volumes.join(comma) : (volumes[0] ?? null);
      },
    },
    {
      title: { zh: '起始页', en: 'First page' },
      kind: 'centre',
      width: [6, 8],
      plain: true,
      value: ({ pieces: [first] }) =>
        first ? { show: printed(first), target: pdfTarget(pdfFileOf(first.volume), first.firstPage) } : null,
    },
    count({ zh: '错误', en: 'Errors' }, ({ tally }) => tally.errors),
    count({ zh: '警告', en: 'Warnings' }, ({ tally }) => tally.warnings),
    count({ zh: '待核', en: 'Unverified' }, ({ tally }) => tally.unverified),
    {
      title: { zh: '状态', en: 'Status' },
      kind: 'centre',
      width: [8, 14],
      value: ({ status }) => STATUS[status].word[lang],
      tones: Object.values(STATUS).map(({ word, tone }) => ({ word: word[lang], tone })),
    },
  ];
}

function volumeColumns({ pdfFileOf }: Contents): Column<Volume>[] {
  return [
    { title: { zh: '卷', en: 'Volume' }, kind: 'centre', width: [5, 6], value: ({ no }) => no },
    { title: { zh: '页数', en: 'Pages' }, kind: 'centre', width: [6, 8], value: ({ pages }) => pages },
    {
      title: { zh: '文件', en: 'File' },
      kind: 'text',
      width: [12, 60],
      across: 5,
      value: ({ no }) => ({ show: pdfFileOf(no), target: pdfTarget(pdfFileOf(no)) }),
    },
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

export function overviewSheet(contents: Contents & { date: string; draft: boolean }): SheetSpec<UnitRow> {
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
    name: { zh: '总览', en: 'Overview' },
    lines: [
      { text: `${dossierTitle(contents)}${zh ? '总览' : ', overview'}`, as: 'title' },
      ...(draft ? [{ text: zh ? '草　稿' : 'DRAFT', as: 'draft' as const }] : []),
      { text: pack, as: 'subtitle' },
      { text: facts, as: 'subtitle' },
    ],
    frozenColumns: 0,
    columns: unitColumns(contents),
    rows: () => unitRows(contents),
    below: (put) =>
      put(zh ? '卷册' : 'Volumes', { columns: volumeColumns(contents), rows: () => plan.volumes }),
  };
}
