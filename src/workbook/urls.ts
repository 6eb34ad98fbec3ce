/** 网址索引: each web address once per material, with what `dossier urls` found of it. */
import { daysBetween } from '../model/calendar.js';
import type { Lang, Localised } from '../model/lang.js';
import type { PlannedMaterial } from '../model/plan.js';
import type { UrlProbe, UrlVerdict } from '../model/urlrecord.js';
import { VERDICT_WORDS, whyWords } from '../model/urlwords.js';
import { type Contents, urlsOf } from './contents.js';
import { SHEETS } from './layout.js';
import { webTarget } from './links.js';
import { shared } from './materials.js';
import type { SheetSpec } from './sheet.js';
import type { Tone } from './style.js';

interface UrlRow {
  no: number;
  /** Among the plan's materials. */
  index: number;
  url: string;
  material: PlannedMaterial;
}

/** `stale`: probed so long ago that it says nothing today; `unprobed`: never. Neither is shown as passed. */
type Verdict = UrlVerdict | 'stale' | 'unprobed';

const TONES: Record<Verdict, Tone> = {
  ok: 'good',
  dead: 'bad',
  changed: 'unsure',
  blocked: 'unsure',
  unreachable: 'unsure',
  stale: 'missing',
  unprobed: 'missing',
};

const OTHER_WORDS = {
  stale: {
    word: { zh: '核验已过期', en: 'record too old' },
    advice: { zh: '请重新运行 dossier urls。', en: 'Run dossier urls again.' },
  },
  unprobed: {
    word: { zh: '未核验', en: 'not probed' },
    advice: { zh: '请运行 dossier urls。', en: 'Run dossier urls.' },
  },
} as const satisfies Record<string, { word: Localised; advice: Localised }>;

const WORDS: Record<Verdict, { word: Localised; advice: Localised }> = { ...VERDICT_WORDS, ...OTHER_WORDS };

function* urlRows(materials: PlannedMaterial[]): Generator<UrlRow> {
  let no = 0;
  for (const [index, material] of materials.entries()) {
    for (const url of urlsOf(material)) {
      no += 1;
      yield { no, index, url, material };
    }
  }
}

/** What was found, why, and what to do about it. */
function remark(verdict: Verdict, probe: UrlProbe | null, lang: Lang): string {
  const zh = lang === 'zh';
  const before =
    verdict === 'stale' && probe
      ? zh
        ? `当时：${VERDICT_WORDS[probe.verdict].word.zh}`
        : `then: ${VERDICT_WORDS[probe.verdict].word.en}`
      : '';
  const why = probe && verdict !== 'ok' ? whyWords(probe, lang) : '';
  const found = [before, why].filter((part) => part !== '').join(zh ? '，' : ', ');
  const advice = WORDS[verdict].advice[lang];
  if (found === '') return advice;
  return zh ? `${found}。${advice}` : `${found}. ${advice}`.trim();
}

export function urlSheet(contents: Contents): SheetSpec<UrlRow> {
  const { lang, workspace } = contents;
  const { urlRecord, asOf, pack } = workspace;
  const common = shared(contents);
  const probeOf = ({ url }: UrlRow): UrlProbe | null =>
    urlRecord !== null && Object.hasOwn(urlRecord.probes, url) ? (urlRecord.probes[url] ?? null) : null;
  const verdictOf = (row: UrlRow): Verdict => {
    const probe = probeOf(row);
    if (probe === null) return 'unprobed';
    return daysBetween(probe.on, asOf) > pack.checks.urlRecordDays ? 'stale' : probe.verdict;
  };
  return {
    name: SHEETS.urls,
    lines: [],
    linksPerRow: 3,
    frozenColumns: 0,
    below: null,
    rows: () => urlRows(contents.plan.materials),
    columns: [
      common.no,
      {
        title: { zh: '网址', en: 'URL' },
        kind: 'text',
        width: [30, 60],
        value: ({ url }) => ({ show: url, target: webTarget(url) }),
      },
      {
        title: { zh: '核验结果', en: 'Verdict' },
        kind: 'centre',
        width: [10, 16],
        value: (row) => WORDS[verdictOf(row)].word[lang],
        tones: Object.entries(WORDS).map(([verdict, { word }]) => ({
          word: word[lang],
          tone: TONES[verdict as Verdict],
        })),
      },
      {
        title: { zh: '核验日期', en: 'Probed on' },
        kind: 'centre',
        width: [11, 12],
        value: (row) => probeOf(row)?.on ?? null,
      },
      {
        title: { zh: '最终网址（有跳转的）', en: 'Final address, where redirected' },
        kind: 'text',
        width: [14, 36],
        value: (row) => {
          const final = probeOf(row)?.finalUrl ?? '';
          return final === '' || webTarget(final) === webTarget(row.url) ? null : final;
        },
      },
      {
        title: { zh: '核验说明', en: 'Remark' },
        kind: 'text',
        width: [12, 26],
        value: (row) => remark(verdictOf(row), probeOf(row), lang),
      },
      common.numberLinked,
      { ...common.title, width: [20, 36] },
      { ...common.unit, width: [10, 24] },
      { ...common.department, width: [10, 16] },
      common.volume,
      common.page,
    ],
  };
}
