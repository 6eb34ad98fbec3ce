/** For a person at a terminal: grouped by department and unit, the real numbers, what to do, a summary. */
import type { Report, Severity } from '../model/finding.js';
import { SEVERITY_WORDS } from '../model/wording.js';
import { wrap } from '../model/wrap.js';
import { countOf, countText, grouped, SEVERITIES, type Told, type UnitGroup, verdictText } from './group.js';
import type { ReporterOptions } from './index.js';

const MARK: Record<Severity, string> = { error: '✖', warning: '▲', info: '●', unverified: '？' };

/** Half-width characters that a finding's further lines stand in. */
const INDENT = 6;
/** Narrower than this, wrapping does more harm than good. */
const NARROWEST = 40;

function summaryLines(report: Report, { lang, style }: ReporterOptions): string[] {
  const { errors, warnings, infos, unverified, waived } = report.summary;
  const parts = [
    style(errors > 0 ? 'error' : 'good', countText('error', errors, lang)),
    style(warnings > 0 ? 'warning' : 'faint', countText('warning', warnings, lang)),
    style(unverified > 0 ? 'unverified' : 'faint', countText('unverified', unverified, lang)),
    style('faint', countText('info', infos, lang)),
    style('faint', countText('waived', waived, lang)),
  ];
  return [style('strong', verdictText(report, lang)), parts.join(lang === 'zh' ? '　' : '   ')];
}

/** Text in lines that fit. */
function broken(text: string, { width }: ReporterOptions): string[] {
  return width === undefined || width < NARROWEST ? [text] : wrap(text, width - INDENT);
}

function findingLines(told: Told, repeated: boolean, options: ReporterOptions): string[] {
  const { lang, style, link = (_, text) => text } = options;
  const zh = lang === 'zh';
  const { severity, rule, path } = told.finding;
  const indent = ' '.repeat(INDENT);
  const label = `${MARK[severity]} ${SEVERITY_WORDS[severity][lang]}`;
  const lines = broken(`${label}  ${told.message}  ${rule}`, options).map((line, at, all) => {
    const from = at === 0 ? label.length : 0;
    const to = at === all.length - 1 ? line.length - rule.length : line.length;
    const ends = to < line.length ? style('faint', rule) : '';
    return `${at === 0 ? `  ${style(severity, label)}` : indent}${line.slice(from, to)}${ends}`;
  });
  if (told.place !== '') {
    const place = style('faint', `${zh ? '位置：' : 'at: '}${told.place}`);
    lines.push(indent + (path === '' ? place : link(path, place)));
  }
  if (repeated) return lines;
  const advice = broken(`${zh ? '办法：' : 'do: '}${told.advice}`, options);
  return [...lines, ...advice.map((line) => indent + line)];
}

/** What is to be done is said once for findings of a unit that call for the same. */
function unitLines(title: string, { open }: UnitGroup, options: ReporterOptions): string[] {
  const { lang, style } = options;
  const counts = countOf([{ open }]);
  const parts = SEVERITIES.filter((s) => counts[s] > 0).map((s) => countText(s, counts[s], lang));
  const said = new Set<string>();
  return [
    `${style('strong', title)}  ${style('faint', parts.join(lang === 'zh' ? '，' : ', '))}`,
    ...open.flatMap((told) => {
      const key = `${told.card.id} ${told.advice}`;
      const repeated = said.has(key);
      said.add(key);
      return findingLines(told, repeated, options);
    }),
    '',
  ];
}

export function text(report: Report, options: ReporterOptions): string {
  const lines = grouped(report, options.lang).flatMap(({ title, units }) =>
    units
      .filter(({ open }) => open.length > 0)
      .flatMap((unit) => unitLines(unit.unit === null ? title : `${title} · ${unit.title}`, unit, options)),
  );
  return `${[...lines, ...summaryLines(report, options)].join('\n')}\n`;
}
