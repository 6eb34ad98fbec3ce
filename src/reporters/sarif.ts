/** SARIF 2.1.0 (OASIS), for code scanning: rules with their cards, findings with a fingerprint that outlives edits. */
import { createHash } from 'node:crypto';
import type { Finding, Report, RuleCard, Severity } from '../model/finding.js';
import { general } from '../model/general.js';
import { jsonText } from '../model/jsontext.js';
import type { Lang } from '../model/lang.js';
import { visible } from '../model/visible.js';
import { placeWords } from '../model/wording.js';
import { departmentTitle, tell, unitTitle } from './group.js';
import type { ReporterOptions } from './index.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
/** What paths count from, §3.14.14: whoever reads the file knows where the checkout lies. */
const ROOT = '%SRCROOT%';

/** §3.27.10: a result that is to be reviewed has no level. */
const LEVEL: Record<Severity, 'error' | 'warning' | 'note' | 'none'> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  unverified: 'none',
};

/** Relative reference: every segment percent-encoded, so that no ? # : or % in a name is read as syntax. */
function uriOf(base: string, path: string): string {
  const whole = [base, path].filter((part) => part !== '').join('/');
  return whole === ''
    ? './'
    : whole
        .replace(/\p{Cs}/gu, '\ufffd')
        .split('/')
        .map(encodeURIComponent)
        .join('/');
}

/** Of what the finding is about, not of its figures or its row: both move when a file is edited. */
function fingerprint({ rule, messageId, department, unit, path, where }: Finding, nth: number): string {
  const parts = [rule, messageId, department, unit, path, where.sheet, where.entry, nth];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function descriptor(card: RuleCard, lang: Lang) {
  const zh = lang === 'zh';
  const why = card.why[lang];
  const advice = general(card.advice[lang], lang);
  const source = general(card.source[lang], lang);
  const heads = zh ? ['为什么', '怎么办', '依据'] : ['Why', 'What to do', 'Source'];
  const parts = [why, advice, source].map((words, at) => [heads[at] ?? '', words] as const);
  return {
    id: card.id,
    shortDescription: { text: card.summary[lang] },
    fullDescription: { text: why },
    help: {
      text: parts.map(([head, words]) => `${head}${zh ? '：' : ': '}${words}`).join('\n'),
      markdown: parts.map(([head, words]) => `**${head}** ${words}`).join('\n\n'),
    },
    defaultConfiguration: { level: LEVEL[card.severity] },
    properties: { tags: [card.topic] },
  };
}

export function sarif(report: Report, { lang, base = '' }: ReporterOptions): string {
  const cards = [...report.cards.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const places = new Map(cards.map((card, index) => [card.id, index] as const));
  const seen = new Map<string, number>();
  const results = report.findings.map((finding) => {
    const told = tell(report, finding, lang);
    const first = fingerprint(finding, 0);
    const nth = seen.get(first) ?? 0;
    seen.set(first, nth + 1);
    const { line, column } = finding.where;
    const place = placeWords(finding, lang);
    const department = departmentTitle(finding.department, lang);
    const unit = unitTitle(report, finding.unit, lang);
    const logical = { name: unit, fullyQualifiedName: `${department}/${unit}`, kind: 'module' };
    return {
      ruleId: finding.rule,
      ruleIndex: places.get(finding.rule) ?? -1,
      kind: finding.severity === 'unverified' ? 'review' : 'fail',
      level: LEVEL[finding.severity],
      message: { text: `${told.message}\n${lang === 'zh' ? '办法：' : 'What to do: '}${told.advice}` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: uriOf(base, finding.path), uriBaseId: ROOT },
            ...(line === undefined
              ? {}
              : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } }),
          },
          logicalLocations: [logical],
          ...(place === '' ? {} : { message: { text: visible(place) } }),
        },
      ],
      partialFingerprints: { 'dossierFinding/v1': fingerprint(finding, nth) },
      // §3.27.23: an empty list says that nothing is suppressed, an absent one that nobody knows.
      suppressions:
        told.waived === null ? [] : [{ kind: 'external', status: 'accepted', justification: told.waived }],
      properties: {
        severity: finding.severity,
        department: finding.department,
        unit: finding.unit,
        indicators: finding.indicators,
        messageId: finding.messageId,
        source: told.source,
        where: finding.where,
      },
    };
  });
  const language = lang === 'zh' ? 'zh-CN' : 'en-US';
  const { name, version } = report.tool;
  return jsonText({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name,
            version,
            semanticVersion: version,
            language,
            rules: cards.map((card) => descriptor(card, lang)),
          },
        },
        language,
        automationDetails: { id: `${name}/${report.pack}/` },
        invocations: [{ executionSuccessful: true }],
        originalUriBaseIds: {
          [ROOT]: {
            description: {
              text: lang === 'zh' ? '运行检查时所在的文件夹' : 'The folder from which the check was started',
            },
          },
        },
        columnKind: 'utf16CodeUnits',
        properties: { pack: report.pack, asOf: report.asOf, summary: report.summary },
        results,
      },
    ],
  });
}
