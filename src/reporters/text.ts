/** For a person at a terminal: grouped by department and unit, the real numbers, what to do, a summary. */
import type { Finding, Report, Severity } from '../model/finding.js';
import type { Lang } from '../model/lang.js';
import { fill, placeWords, SEVERITY_WORDS, wording } from '../model/wording.js';
import type { ReporterOptions } from './index.js';

const MARK: Record<Severity, string> = { error: '✖', warning: '▲', info: '●', unverified: '？' };

/** Controls, C1 included, and the marks that turn the direction of text: a name with them can forge lines on a terminal. */
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** Shown as \\u001b, so that the reader sees what the name holds. */
function plain(words: string): string {
  return words.replace(UNSAFE, (c) => `\\u${(c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}

function heading(finding: Finding, lang: Lang): string {
  const zh = lang === 'zh';
  const department = finding.department ?? (zh ? '整个文件夹' : 'the folder as a whole');
  if (finding.unit === null) return department;
  const bonus = !/^\d/.test(finding.unit);
  const unit = zh ? (bonus ? `${finding.unit}` : `第${finding.unit}项`) : `unit ${finding.unit}`;
  return `${department} · ${unit}`;
}

function counted(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}

function summaryLines(report: Report, { lang, style }: ReporterOptions): string[] {
  const { units, errors, warnings, infos, unverified, waived } = report.summary;
  const zh = lang === 'zh';
  const parts: string[] = [
    style(errors > 0 ? 'error' : 'good', zh ? `错误 ${errors}` : counted(errors, 'error')),
    style(warnings > 0 ? 'warning' : 'faint', zh ? `警告 ${warnings}` : counted(warnings, 'warning')),
    style(
      unverified > 0 ? 'unverified' : 'faint',
      zh ? `待人工核实 ${unverified}` : `${unverified} unverified`,
    ),
    style('faint', zh ? `提示 ${infos}` : counted(infos, 'info')),
  ];
  if (waived > 0) parts.push(style('faint', zh ? `已豁免 ${waived}` : `${waived} waived`));
  const failed = new Set(
    report.findings.filter((f) => f.severity === 'error' && f.waived === null && f.unit).map((f) => f.unit),
  ).size;
  const unsure = new Set(
    report.findings
      .filter((f) => f.severity === 'unverified' && f.waived === null && f.unit)
      .map((f) => f.unit),
  );
  for (const f of report.findings) if (f.severity === 'error' && f.waived === null) unsure.delete(f.unit);
  const passed = units - failed - unsure.size;
  const verdict = zh
    ? `共检查 ${units} 个申报单元：${passed} 个合格，${failed} 个须整改，${unsure.size} 个待人工核实。`
    : `${units} submission units: ${passed} passed, ${failed} to be mended, ${unsure.size} could not be verified.`;
  return [style('strong', verdict), parts.join(zh ? '　' : '   ')];
}

export function text(report: Report, options: ReporterOptions): string {
  const { lang, style } = options;
  const zh = lang === 'zh';
  const lines: string[] = [];
  let group = '';
  for (const finding of report.findings) {
    if (finding.waived !== null) continue;
    const card = report.cards.get(finding.rule);
    if (!card) throw new Error(`no card for rule ${finding.rule}`);
    const title = heading(finding, lang);
    if (title !== group) {
      if (group !== '') lines.push('');
      lines.push(style('strong', plain(title)));
      group = title;
    }
    const where = [finding.path, placeWords(finding, lang)]
      .filter((part) => part !== '')
      .join(zh ? ' · ' : ' · ');
    const label = SEVERITY_WORDS[finding.severity][lang];
    lines.push(
      `  ${style(finding.severity, `${MARK[finding.severity]} ${label}`)}  ${plain(wording(card, finding, lang))}  ${style('faint', finding.rule)}`,
    );
    if (where !== '') lines.push(`      ${style('faint', `${zh ? '位置：' : 'at: '}${plain(where)}`)}`);
    lines.push(`      ${zh ? '办法：' : 'do: '}${plain(fill(card.advice[lang], finding.args))}`);
  }
  if (lines.length > 0) lines.push('');
  return `${[...lines, ...summaryLines(report, options)].join('\n')}\n`;
}
