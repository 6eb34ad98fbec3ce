/** A report to be pasted into an issue, a pull request or a chat that knows GitHub's Markdown. */
import type { Report } from '../model/finding.js';
import { visible } from '../model/visible.js';
import { SEVERITY_WORDS } from '../model/wording.js';
import {
  countOf,
  countText,
  type DepartmentGroup,
  grouped,
  SEVERITIES,
  type Told,
  type UnitGroup,
  VERDICT_WORDS,
  verdictText,
} from './group.js';
import type { ReporterOptions } from './index.js';

/** Text that stays text: no HTML, no emphasis, no link, no cell border, no mention of a user or an issue. */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@/g, '&#64;')
    .replace(/(?<!&)#/g, '&#35;')
    .replace(/[\\`*_[\]|~!]/g, '\\$&');
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Columns of figures stand to the right. */
function table(heads: readonly string[], rows: readonly string[], figures: boolean): string[] {
  return [row(heads), row(heads.map(() => (figures ? '--:' : '---'))), ...rows, ''];
}

function unitLines(unit: UnitGroup, { lang }: ReporterOptions): string[] {
  const zh = lang === 'zh';
  const heads = zh
    ? ['级别', '问题', '位置', '整改办法', '依据']
    : ['Severity', 'Finding', 'Place', 'What to do', 'Source'];
  const found = ({ finding, message, place, advice, source }: Told) =>
    row([SEVERITY_WORDS[finding.severity][lang], ...[message, place, advice, source].map(escapeMarkdown)]);
  const verdict = unit.checked ? ` — ${VERDICT_WORDS[unit.verdict][lang]}` : '';
  return [
    `### ${escapeMarkdown(unit.title)}${verdict}`,
    '',
    ...(unit.open.length === 0 ? [] : table(heads, unit.open.map(found), false)),
    ...unit.waived.map(
      ({ waived, message, place }) =>
        `- ${zh ? '已豁免' : 'waived'}${zh ? '：' : ': '}${escapeMarkdown([message, place].filter((p) => p !== '').join(' · '))}${zh ? '（理由：' : ' (reason: '}${escapeMarkdown(waived ?? '')}${zh ? '）' : ')'}`,
    ),
    ...(unit.waived.length === 0 ? [] : ['']),
  ];
}

function departmentLines({ title, units }: DepartmentGroup, options: ReporterOptions): string[] {
  const { lang } = options;
  const zh = lang === 'zh';
  const told = units.filter((u) => u.open.length + u.waived.length > 0);
  const clean = units
    .filter((u) => u.open.length + u.waived.length === 0)
    .map((u) => escapeMarkdown(u.title));
  const counts = countOf(units);
  const parts = SEVERITIES.filter((s) => counts[s] > 0).map((s) => countText(s, counts[s], lang));
  const figures = parts.length === 0 ? '' : zh ? `（${parts.join('，')}）` : ` (${parts.join(', ')})`;
  return [
    `## ${escapeMarkdown(title)}${figures}`,
    '',
    ...told.flatMap((unit) => unitLines(unit, options)),
    ...(clean.length === 0
      ? []
      : [`${zh ? '未发现问题：' : 'Nothing found: '}${clean.join(zh ? '、' : ', ')}`, '']),
  ];
}

export function markdown(report: Report, options: ReporterOptions): string {
  const { lang } = options;
  const zh = lang === 'zh';
  const { errors, warnings, unverified, infos, waived } = report.summary;
  const heads = zh
    ? ['错误', '警告', '待人工核实', '提示', '已豁免']
    : ['Errors', 'Warnings', 'Unverified', 'Infos', 'Waived'];
  const about = [report.region, report.title, report.asOf, `${report.tool.name} ${report.tool.version}`];
  return `${[
    zh ? '# 申报材料检查报告' : '# Check of the submissions',
    '',
    about
      .filter((part) => part !== '')
      .map(escapeMarkdown)
      .join(' · '),
    '',
    `**${verdictText(report, lang)}**`,
    '',
    ...table(heads, [row([errors, warnings, unverified, infos, waived])], true),
    ...grouped(report, lang).flatMap((group) => departmentLines(group, options)),
  ]
    .join('\n')
    .trimEnd()}\n`;
}
