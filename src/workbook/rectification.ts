/**
 * 整改清单: the findings as the office sends them back, all of them on one sheet and each department's on its own, with
 * columns that the department fills in. What is waived is counted and not sent back.
 */
import type { Finding, Report, RuleCard, Severity } from '../model/finding.js';
import type { Lang, Localised } from '../model/lang.js';
import { visible } from '../model/visible.js';
import { fill, SEVERITY_WORDS, wording } from '../model/wording.js';
import { writeBook } from './book.js';
import { place, TONES } from './findings.js';
import { quotedSheet } from './parts.js';
import type { Column, SheetSpec } from './sheet.js';
import { sheetNames } from './sheetname.js';

const SEVERITIES = ['error', 'warning', 'unverified', 'info'] as const satisfies readonly Severity[];

interface Row {
  no: number;
  finding: Finding;
  card: RuleCard;
}

/** For the folder as a whole, and for what no department could be told for. */
const NOBODY: Localised = { zh: '未分到单位', en: 'No department' };

const SHEETS = {
  summary: { zh: '汇总', en: 'Summary' },
  all: { zh: '全部问题', en: 'All findings' },
} as const satisfies Record<string, Localised>;

function unitCell(report: Report, unit: string | null, lang: Lang): string {
  if (unit === null) return lang === 'zh' ? '不分单元' : 'no single unit';
  const name = report.units.get(unit);
  return name === undefined ? unit : `${unit} ${name}`;
}

function columns(report: Report, lang: Lang, ofOne: boolean): Column<Row>[] {
  const blank = (zh: string, en: string, width: number): Column<Row> => ({
    title: { zh, en },
    kind: 'text',
    width: [width, width],
    value: () => null,
  });
  return [
    { title: { zh: '序号', en: 'No.' }, kind: 'centre', width: [5, 7], value: ({ no }) => no },
    {
      title: { zh: '单位', en: 'Department' },
      kind: 'text',
      width: [10, 14],
      value: ({ finding }) => visible(finding.department ?? (ofOne ? '' : NOBODY[lang])),
    },
    {
      title: { zh: '申报单元', en: 'Unit' },
      kind: 'text',
      width: [10, 16],
      value: ({ finding }) => unitCell(report, finding.unit, lang),
    },
    {
      title: { zh: '问题', en: 'Finding' },
      kind: 'text',
      width: [20, 32],
      value: ({ finding, card }) => visible(wording(card, finding, lang)),
    },
    {
      title: { zh: '位置', en: 'Place' },
      kind: 'text',
      width: [14, 26],
      value: ({ finding }) => place(finding, lang).split('\n').map(visible).join('\n'),
    },
    {
      title: { zh: '依据', en: 'Source' },
      kind: 'text',
      width: [12, 18],
      value: ({ finding, card }) => visible(fill(card.source[lang], finding.args)),
    },
    {
      title: { zh: '整改办法', en: 'What to do' },
      kind: 'text',
      width: [20, 34],
      value: ({ finding, card }) => visible(fill(card.advice[lang], finding.args)),
    },
    {
      title: { zh: '级别', en: 'Severity' },
      kind: 'centre',
      width: [7, 11],
      value: ({ finding }) => SEVERITY_WORDS[finding.severity][lang],
      tones: SEVERITIES.map((s) => ({ word: SEVERITY_WORDS[s][lang], tone: TONES[s] })),
    },
    blank('整改情况', 'What was done', 18),
    blank('整改时限', 'Due by', 10),
    blank('责任人', 'In charge', 10),
  ];
}

function listSheet(
  report: Report,
  lang: Lang,
  sheet: { name: string; findings: Finding[]; title: string; ofOne: boolean },
): SheetSpec<Row> {
  function* rows(): Generator<Row> {
    for (const [index, finding] of sheet.findings.entries()) {
      const card = report.cards.get(finding.rule);
      if (!card) throw new Error(`no card for rule ${finding.rule}`);
      yield { no: index + 1, finding, card };
    }
  }
  return {
    name: { zh: sheet.name, en: sheet.name },
    lines: [{ text: sheet.title, as: 'title' }],
    linksPerRow: 0,
    frozenColumns: 0,
    below: null,
    rows,
    columns: columns(report, lang, sheet.ofOne),
  };
}

interface SummaryRow {
  name: string;
  /** Sheet with the department's findings; null where there is none open; {@link TOTAL} in the last row. */
  sheet: string | null;
  units: number;
  counts: Record<Severity, number>;
  waived: number;
}

/** No sheet has an empty name. */
const TOTAL = '';

function firstCell(sheet: string): string | null {
  return sheet === TOTAL ? null : `#${quotedSheet(sheet)}!A1`;
}

function summarySheet(
  report: Report,
  lang: Lang,
  departments: (string | null)[],
  sheetOf: ReadonlyMap<string | null, string>,
): SheetSpec<SummaryRow> {
  const { verdicts, units, errors, warnings, unverified, infos, waived } = report.summary;
  const ofUnits =
    lang === 'zh'
      ? `申报单元 ${units} 个：合格 ${verdicts.passed} 个，须整改 ${verdicts.failed} 个，待人工核实 ${verdicts.unverified} 个，豁免后合格 ${verdicts.waived} 个`
      : `${units} units: ${verdicts.passed} passed, ${verdicts.failed} to be mended, ${verdicts.unverified} could not be verified, ${verdicts.waived} passed by waiver`;
  function* rows(): Generator<SummaryRow> {
    for (const department of departments) {
      const own = report.findings.filter((f) => f.department === department);
      const open = own.filter((f) => f.waived === null);
      const count = (severity: Severity) => open.filter((f) => f.severity === severity).length;
      yield {
        name: department === null ? NOBODY[lang] : visible(department),
        sheet: sheetOf.get(department) ?? null,
        units: report.submissions.filter((s) => s.department === department).length,
        counts: {
          error: count('error'),
          warning: count('warning'),
          unverified: count('unverified'),
          info: count('info'),
        },
        waived: own.length - open.length,
      };
    }
    yield {
      name: lang === 'zh' ? '合计' : 'Total',
      sheet: TOTAL,
      units: report.submissions.length,
      counts: { error: errors, warning: warnings, unverified, info: infos },
      waived,
    };
  }
  const count = (title: Localised, value: (row: SummaryRow) => number): Column<SummaryRow> => ({
    title,
    kind: 'centre',
    width: [10, 14],
    value,
  });
  return {
    name: SHEETS.summary,
    lines: [
      { text: listTitle(report, lang), as: 'title' },
      { text: `${report.title}　${report.asOf}`, as: 'subtitle' },
      { text: ofUnits, as: 'subtitle' },
    ],
    linksPerRow: 1,
    frozenColumns: 1,
    below: null,
    rows,
    total: ({ sheet }) => sheet === TOTAL,
    columns: [
      {
        title: { zh: '单位', en: 'Department' },
        kind: 'text',
        width: [24, 40],
        value: ({ name, sheet }) => ({ show: name, target: sheet === null ? null : firstCell(sheet) }),
      },
      count({ zh: '申报单元（各单位分别计）', en: "Units, each department's own" }, (row) => row.units),
      ...SEVERITIES.map((s) => count(SEVERITY_WORDS[s], (row) => row.counts[s])),
      count({ zh: '已豁免', en: 'waived' }, (row) => row.waived),
    ],
  };
}

function listTitle({ region }: Report, lang: Lang): string {
  const words = lang === 'zh' ? '申报材料整改清单' : 'Findings to be mended';
  return lang === 'zh' ? `${visible(region)}${words}` : `${visible(region)} ${words}`.trim();
}

/** @returns the bytes of the .xlsx */
export async function rectificationList(report: Report, lang: Lang): Promise<Uint8Array> {
  const open = report.findings.filter((f) => f.waived === null);
  const owning = new Set([
    ...report.submissions.map((s) => s.department),
    ...report.findings.map((f) => f.department),
  ]);
  const departments = [
    ...report.departments,
    ...[...owning].filter((name) => name !== null && !report.departments.includes(name)),
    null,
  ].filter((name) => owning.has(name));
  const title = listTitle(report, lang);
  const withOpen = departments.filter((name) => open.some((f) => f.department === name));
  const names = sheetNames(
    withOpen.map((name) => visible(name ?? NOBODY[lang])),
    Object.values(SHEETS).map((name) => name[lang]),
  );
  const chunks: Uint8Array[] = [];
  const setting = { lang, title, date: report.asOf, draft: false, tool: report.tool };
  await writeBook(
    setting,
    async (chunk) => {
      chunks.push(chunk);
    },
    async (put) => {
      const sheetOf = new Map(withOpen.map((name, index) => [name, names[index] ?? '']));
      await put(summarySheet(report, lang, departments, sheetOf));
      await put(listSheet(report, lang, { name: SHEETS.all[lang], findings: open, title, ofOne: false }));
      for (const [index, department] of withOpen.entries()) {
        const owner = visible(department ?? NOBODY[lang]);
        await put(
          listSheet(report, lang, {
            name: names[index] ?? '',
            findings: open.filter((f) => f.department === department),
            title: lang === 'zh' ? `${title}（${owner}）` : `${title}: ${owner}`,
            ofOne: department !== null,
          }),
        );
      }
    },
  );
  return new Uint8Array(Buffer.concat(chunks));
}
