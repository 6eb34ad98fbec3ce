/** 问题清单: what the check found; what is waived stands after it, for the record. */
import type { Finding, RuleCard, Severity } from '../model/finding.js';
import type { Lang } from '../model/lang.js';
import { fill, placeWords, SEVERITY_WORDS, wording } from '../model/wording.js';
import { type Contents, keyCell } from './contents.js';
import { SHEETS } from './layout.js';
import { type Layout, placeOf, type SheetSpec } from './sheet.js';
import type { Tone } from './style.js';

export const TONES: Record<Severity, Tone> = {
  error: 'bad',
  warning: 'unsure',
  info: 'faint',
  unverified: 'missing',
};
const SEVERITIES = Object.keys(TONES) as Severity[];

interface FindingRow {
  no: number;
  finding: Finding;
  card: RuleCard;
}

export function place(finding: Finding, lang: Lang): string {
  const path = finding.path === '' ? (lang === 'zh' ? '整个文件夹' : 'the whole folder') : finding.path;
  return [path, placeWords(finding, lang)].filter((part) => part !== '').join('\n');
}

/** Where the first finding of each department stands in its sheet; what is waived is not counted. */
export function findingPlaces(contents: Contents): Map<string | null, string> {
  const places = new Map<string | null, string>();
  for (const [index, { department, waived }] of byDepartment(contents).entries()) {
    if (waived !== null || places.has(department)) continue;
    places.set(department, placeOf(FINDINGS, contents.lang, index));
  }
  return places;
}

/**
 * Department by department in the order of the list, within each as the report has them; then what no department could
 * be told for; what is waived last.
 */
function byDepartment({ report, workspace }: Contents): Finding[] {
  const named = workspace.departments.map(({ name }) => name);
  const rank = ({ department, waived }: Finding): number => {
    const at = department === null ? -1 : named.indexOf(department);
    const last = named.length + (department === null ? 1 : 0);
    return (at < 0 ? last : at) + (waived === null ? 0 : named.length + 2);
  };
  const others = ({ department }: Finding) =>
    department === null || named.includes(department) ? '' : department;
  return [...report.findings].sort((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    return others(a) < others(b) ? -1 : others(a) > others(b) ? 1 : 0;
  });
}

const FINDINGS: Layout = { name: SHEETS.findings, lines: [], linksPerRow: 0 };

export function findingSheet(contents: Contents): SheetSpec<FindingRow> {
  const { report, lang } = contents;
  const findings = byDepartment(contents);
  function* rows(): Generator<FindingRow> {
    let no = 0;
    for (const finding of findings) {
      const card = report.cards.get(finding.rule);
      if (!card) throw new Error(`no card for rule ${finding.rule}`);
      no += 1;
      yield { no, finding, card };
    }
  }
  return {
    ...FINDINGS,
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
          const word = SEVERITY_WORDS[severity][lang];
          // Not the bare word: its colour is for what is still open.
          if (reason === null) return word;
          return lang === 'zh' ? `${word}（豁免）` : `${word} (waived)`;
        },
        tones: SEVERITIES.map((severity) => ({
          word: SEVERITY_WORDS[severity][lang],
          tone: TONES[severity],
        })),
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
