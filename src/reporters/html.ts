/**
 * The report as one page that needs nothing else: no script, no network, no font of its own; filtered by style sheet
 * alone, and set to be printed on A4. What an office hands over.
 */
import type { Report, Severity } from '../model/finding.js';
import type { Lang } from '../model/lang.js';
import { verdictOf } from '../model/verdict.js';
import { visible } from '../model/visible.js';
import { SEVERITY_WORDS } from '../model/wording.js';
import {
  type DepartmentGroup,
  grouped,
  SEVERITIES,
  type Told,
  type UnitGroup,
  VERDICT_WORDS,
  verdictText,
} from './group.js';
import { STYLE_SHEET } from './html-style.js';
import type { ReporterOptions } from './index.js';
import { escapeXml } from './xml.js';

const VERDICTS = ['passed', 'failed', 'unverified', 'waived'] as const;

const WORDS = {
  title: { zh: '申报材料检查报告', en: 'Check of the submissions' },
  list: { zh: '任务清单', en: 'Task list' },
  asOf: { zh: '检查日期', en: 'As of' },
  tool: { zh: '检查工具', en: 'Checked with' },
  units: { zh: '申报单元', en: 'units' },
  findings: { zh: '问题', en: 'findings' },
  waivedFindings: { zh: '已豁免', en: 'waived' },
  overview: { zh: '各单位情况', en: 'Departments' },
  department: { zh: '单位', en: 'Department' },
  show: { zh: '显示：', en: 'Show: ' },
  all: { zh: '全部', en: 'all' },
  why: { zh: '理由', en: 'Why' },
  advice: { zh: '办法', en: 'What to do' },
  source: { zh: '依据', en: 'Source' },
  clean: { zh: '未发现问题：', en: 'Nothing found: ' },
  waived: { zh: '已豁免', en: 'Waived' },
  reason: { zh: '理由：', en: 'reason: ' },
  note: {
    zh: '“错误”须整改后再报送；“警告”评审可能追问；“待核”是工具不能判断、须人工核对的，不作合格论。',
    en: 'Errors would be sent back; a reviewer would ask about warnings; what is unverified the tool could not tell: somebody has to look, and it does not count as passed.',
  },
} as const;

type Word = keyof typeof WORDS;

/** Names of strangers: shown, never obeyed. */
function safe(text: string): string {
  return escapeXml(visible(text));
}

function classes(units: readonly UnitGroup[]): string {
  const severities = new Set(units.flatMap((u) => u.open.map((t) => t.finding.severity)));
  return SEVERITIES.filter((s) => severities.has(s))
    .map((s) => ` has-${s}`)
    .join('');
}

/** Findings of a unit that call for the same stand together: why, what to do and the clause are said once. */
function together(open: readonly Told[]): [Told, ...Told[]][] {
  const groups = new Map<string, [Told, ...Told[]]>();
  for (const told of open) {
    const key = JSON.stringify([told.card.id, told.finding.severity, told.advice, told.source]);
    const group = groups.get(key);
    if (group) group.push(told);
    else groups.set(key, [told]);
  }
  return [...groups.values()];
}

function findingHtml([first, ...more]: [Told, ...Told[]], lang: Lang): string[] {
  const { severity } = first.finding;
  const item = ({ message, place }: Told) =>
    `<li><span class="what">${safe(message)}</span>${place === '' ? '' : `<span class="place">${safe(place)}</span>`}</li>`;
  const fact = (word: Word, text: string) => `<tr><th>${WORDS[word][lang]}</th><td>${safe(text)}</td></tr>`;
  return [
    `<div class="finding ${severity}">`,
    `<p class="label"><b>${SEVERITY_WORDS[severity][lang]}</b> ${safe(first.card.summary[lang])} <code>${safe(first.card.id)}</code></p>`,
    `<ul>${[first, ...more].map(item).join('')}</ul>`,
    `<table class="facts">${fact('why', first.why)}${fact('advice', first.advice)}${fact('source', first.source)}</table>`,
    '</div>',
  ];
}

function unitHtml(unit: UnitGroup, lang: Lang): string[] {
  const badge = unit.checked
    ? ` <span class="badge ${unit.verdict}">${VERDICT_WORDS[unit.verdict][lang]}</span>`
    : '';
  const waived = unit.waived.map(
    ({ message, waived: reason }) =>
      `<p class="waiver"><b>${WORDS.waived[lang]}</b> ${safe(message)} <span class="reason">${WORDS.reason[lang]}${safe(reason ?? '')}</span></p>`,
  );
  return [
    `<section class="unit${classes([unit])}">`,
    `<h3>${safe(unit.title)}${badge}</h3>`,
    ...together(unit.open).flatMap((group) => findingHtml(group, lang)),
    ...waived,
    '</section>',
  ];
}

function departmentHtml({ title, units }: DepartmentGroup, index: number, lang: Lang): string[] {
  const told = units.filter((u) => u.open.length + u.waived.length > 0);
  const clean = units.filter((u) => u.open.length + u.waived.length === 0);
  return [
    `<section class="department${classes(units)}" id="d${index}">`,
    `<h2>${safe(title)}</h2>`,
    ...told.flatMap((unit) => unitHtml(unit, lang)),
    ...(clean.length === 0
      ? []
      : [
          `<p class="clean">${WORDS.clean[lang]}${clean.map((u) => safe(u.title)).join(lang === 'zh' ? '、' : ', ')}</p>`,
        ]),
    '</section>',
  ];
}

/** Per department: its units by verdict, its findings by severity. A nought is faint. */
function overview(groups: readonly DepartmentGroup[], lang: Lang): string[] {
  const figure = (n: number, kind: string) => `<td class="${n === 0 ? 'nought' : kind}">${n}</td>`;
  const rows = groups.map(({ title, units, counts }, index) => {
    const own = units.filter((u) => u.checked);
    const verdicts = VERDICTS.map((v) => figure(own.filter((u) => u.verdict === v).length, v));
    const severities = SEVERITIES.map((s) => figure(counts[s], s));
    return `<tr><th><a href="#d${index}">${safe(title)}</a></th>${figure(own.length, '')}${verdicts.join('')}${severities.join('')}</tr>`;
  });
  const heads = [
    WORDS.all[lang],
    ...VERDICTS.map((v) => VERDICT_WORDS[v][lang]),
    ...SEVERITIES.map((s) => SEVERITY_WORDS[s][lang]),
  ];
  return [
    `<h2>${WORDS.overview[lang]}</h2>`,
    '<table class="overview"><thead>',
    `<tr><th rowspan="2">${WORDS.department[lang]}</th><th colspan="${VERDICTS.length + 1}">${WORDS.units[lang]}</th><th colspan="${SEVERITIES.length}">${WORDS.findings[lang]}</th></tr>`,
    `<tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody></table>`,
  ];
}

function tiles({ summary }: Report, lang: Lang): string[] {
  const tile = (n: number, word: string, kind: string) =>
    `<div class="tile ${n === 0 ? 'nought' : kind}"><b>${n}</b><span>${word}</span></div>`;
  const counts: Record<Severity, number> = {
    error: summary.errors,
    warning: summary.warnings,
    unverified: summary.unverified,
    info: summary.infos,
  };
  return [
    '<div class="tiles">',
    tile(summary.units, WORDS.units[lang], 'all'),
    ...VERDICTS.map((v) => tile(summary.verdicts[v], VERDICT_WORDS[v][lang], v)),
    '</div>',
    '<div class="tiles small">',
    ...SEVERITIES.map((s) => tile(counts[s], SEVERITY_WORDS[s][lang], s)),
    tile(summary.waived, WORDS.waivedFindings[lang], 'waived'),
    '</div>',
  ];
}

/** Radio buttons that stand before what they filter: `:checked ~ main` does the rest. */
function filter(lang: Lang): string[] {
  const choices = [['all', WORDS.all[lang]], ...SEVERITIES.map((s) => [s, SEVERITY_WORDS[s][lang]])] as const;
  return [
    ...choices.map(
      ([id], at) => `<input type="radio" name="show" id="show-${id}"${at === 0 ? ' checked' : ''}>`,
    ),
    `<p class="filter">${WORDS.show[lang]}${choices.map(([id, word]) => `<label for="show-${id}">${word}</label>`).join('')}</p>`,
  ];
}

export function html(report: Report, { lang }: ReporterOptions): string {
  const groups = grouped(report, lang);
  const { region, title, asOf, tool } = report;
  const heading = `${safe(region)}${region !== '' && lang === 'en' ? ': ' : ''}${WORDS.title[lang]}`;
  const colon = lang === 'zh' ? '：' : ': ';
  const about = [
    `${WORDS.list[lang]}${colon}${safe(title)}`,
    `${WORDS.asOf[lang]}${colon}${safe(asOf)}`,
    `${WORDS.tool[lang]}${colon}${safe(`${tool.name} ${tool.version}`)}`,
  ];
  const outcome = verdictOf(report.findings);
  return `${[
    '<!DOCTYPE html>',
    `<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${heading} ${safe(asOf)}</title>`,
    `<style>${STYLE_SHEET}</style>`,
    '</head>',
    '<body>',
    `<header><h1>${heading}</h1><p>${about.map((part) => `<span>${part}</span>`).join('')}</p></header>`,
    `<p class="outcome ${outcome}">${safe(verdictText(report, lang))}</p>`,
    ...tiles(report, lang),
    ...overview(groups, lang),
    `<p class="note">${WORDS.note[lang]}</p>`,
    ...filter(lang),
    '<main>',
    ...groups.flatMap((group, index) => departmentHtml(group, index, lang)),
    '</main>',
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}
