/** 问题清单: what the check found; what is waived stands after it, for the record. */
import { type Args, type Finding, type RuleCard, type Severity, wording } from '../model/finding.js';
import type { Lang, Localised } from '../model/lang.js';
import { type Contents, keyCell } from './contents.js';
import type { SheetSpec } from './sheet.js';
import type { Tone } from './style.js';

const SEVERITIES: Record<Severity, { word: Localised; tone: Tone }> = {
  error: { word: { zh: '错误', en: 'error' }, tone: 'bad' },
  warning: { word: { zh: '警告', en: 'warning' }, tone: 'unsure' },
  info: { word: { zh: '提示', en: 'info' }, tone: 'faint' },
  unverified: { word: { zh: '待核', en: 'unverified' }, tone: 'missing' },
};

interface FindingRow {
  no: number;
  finding: Finding;
  card: RuleCard;
}

function fill(text: string, args: Args): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(args[name] ?? whole));
}

function place(finding: Finding, lang: Lang): string {
  const { sheet, page, paragraph, row, entry, line, column } = finding.where;
  const zh = lang === 'zh';
  const parts = [
    sheet === undefined ? '' : zh ? `工作表“${sheet}”` : `sheet "${sheet}"`,
    page === undefined ? '' : zh ? `第${page}页` : `page ${page}`,
    paragraph === undefined ? '' : zh ? `第${paragraph}段` : `paragraph ${paragraph}`,
    row === undefined ? '' : zh ? `第${row}行` : `row ${row}`,
    entry === undefined || entry === '' ? '' : zh ? `序号${entry}` : `no. ${entry}`,
    line === undefined ? '' : zh ? `第${line}行` : `line ${line}`,
    column === undefined ? '' : zh ? `第${column}列` : `column ${column}`,
  ];
  const path = finding.path === '' ? (zh ? '整个文件夹' : 'the whole folder') : finding.path;
  return [path, parts.filter((part) => part !== '').join(zh ? '，' : ', ')]
    .filter((part) => part !== '')
    .join('\n');
}

export function findingSheet({ report, lang }: Contents): SheetSpec<FindingRow> {
  const open = report.findings.filter((finding) => finding.waived === null);
  const waived = report.findings.filter((finding) => finding.waived !== null);
  function* rows(): Generator<FindingRow> {
    let no = 0;
    for (const finding of [...open, ...waived]) {
      const card = report.cards.get(finding.rule);
      if (!card) throw new Error(`no card for rule ${finding.rule}`);
      no += 1;
      yield { no, finding, card };
    }
  }
  return {
    name: { zh: '问题清单', en: 'Findings' },
    lines: [],
    frozenColumns: 0,
    below: null,
    rows,
    faint: ({ finding }) => finding.waived !== null,
    columns: [
      { title: { zh: '序号', en: 'No.' }, kind: 'centre', width: [6, 8], value: ({ no }) => no },
      {
        title: { zh: '程度', en: 'Severity' },
        kind: 'centre',
        width: [8, 16],
        value: ({ finding: { severity, waived: reason } }) => {
          const word = SEVERITIES[severity].word[lang];
          // Not the bare word: its colour is for what is still open.
          if (reason === null) return word;
          return lang === 'zh' ? `${word}（豁免）` : `${word} (waived)`;
        },
        tones: Object.values(SEVERITIES).map(({ word, tone }) => ({ word: word[lang], tone })),
      },
      {
        title: { zh: '规则', en: 'Rule' },
        kind: 'text',
        width: [12, 30],
        value: ({ finding }) => finding.rule,
      },
      {
        title: { zh: '单位', en: 'Department' },
        kind: 'text',
        width: [10, 20],
        value: ({ finding }) => finding.department,
      },
      {
        title: { zh: '申报单元', en: 'Unit' },
        kind: 'centre',
        width: [9, 12],
        value: ({ finding }) => keyCell(finding.unit),
      },
      {
        title: { zh: '位置', en: 'Place' },
        kind: 'text',
        width: [16, 36],
        value: ({ finding }) => place(finding, lang),
      },
      {
        title: { zh: '问题', en: 'Finding' },
        kind: 'text',
        width: [24, 50],
        value: ({ finding, card }) => wording(card, finding, lang),
      },
      {
        title: { zh: '办法', en: 'What to do' },
        kind: 'text',
        width: [20, 40],
        value: ({ finding, card }) => fill(card.advice[lang], finding.args),
      },
      {
        title: { zh: '依据', en: 'Source' },
        kind: 'text',
        width: [12, 26],
        value: ({ finding, card }) => fill(card.source[lang], finding.args),
      },
      {
        title: { zh: '豁免', en: 'Waiver' },
        kind: 'text',
        width: [6, 24],
        value: ({ finding: { waived: reason } }) =>
          reason === null ? null : lang === 'zh' ? `已豁免：${reason}` : `waived: ${reason}`,
      },
    ],
  };
}
