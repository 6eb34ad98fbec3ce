/**
 * JUnit XML: a suite per department, a case per submission unit, so that a CI server shows which units fail. Readers
 * take one failure a case at most (GitLab, the XSD of windyroad), so a unit's errors stand in one.
 */
import type { Report } from '../model/finding.js';
import type { Lang } from '../model/lang.js';
import { counted, SEVERITY_WORDS } from '../model/wording.js';
import { type DepartmentGroup, grouped, type Told, type UnitGroup } from './group.js';
import type { ReporterOptions } from './index.js';
import { escapeXml } from './xml.js';

function attribute(text: string): string {
  return escapeXml(text).replace(/\n/g, '&#10;');
}

function lines(told: readonly Told[], lang: Lang): string {
  const zh = lang === 'zh';
  return told
    .flatMap(({ finding, message, place, advice, waived }) => [
      `[${SEVERITY_WORDS[finding.severity][lang]}] ${message} (${finding.rule})`,
      ...(place === '' ? [] : [`  ${zh ? '位置：' : 'at: '}${place}`]),
      `  ${zh ? '办法：' : 'do: '}${advice}`,
      ...(waived === null ? [] : [`  ${zh ? '已豁免：' : 'waived: '}${waived}`]),
    ])
    .join('\n');
}

function outcome(failed: readonly Told[], unverified: readonly Told[], lang: Lang): string[] {
  const zh = lang === 'zh';
  const [first] = failed;
  if (first) {
    const more = failed.length - 1;
    const rest = more === 0 ? '' : zh ? `（另有 ${more} 处错误）` : ` (and ${counted(more, 'more error')})`;
    const words = escapeXml(lines([...failed, ...unverified], lang));
    return [
      `      <failure message="${attribute(first.message + rest)}" type="${attribute(first.card.id)}">${words}</failure>`,
    ];
  }
  const [unsure] = unverified;
  if (!unsure) return [];
  const words = `${SEVERITY_WORDS.unverified[lang]}${zh ? '：' : ': '}${unsure.message}`;
  return [`      <skipped message="${attribute(words)}"/>`];
}

function testcase({ title }: DepartmentGroup, unit: UnitGroup, lang: Lang): string[] {
  const of = (severity: string) => unit.open.filter(({ finding }) => finding.severity === severity);
  const failed = of('error');
  const unverified = of('unverified');
  // What does not fail the case is still told: JUnit has no other place for it.
  const beside = [...(failed.length > 0 ? [] : unverified), ...of('warning'), ...of('info'), ...unit.waived];
  const children = [
    ...outcome(failed, unverified, lang),
    ...(beside.length === 0 ? [] : [`      <system-out>${escapeXml(lines(beside, lang))}</system-out>`]),
  ];
  const head = `    <testcase classname="${attribute(title)}" name="${attribute(unit.title)}" time="0"`;
  return children.length === 0 ? [`${head}/>`] : [`${head}>`, ...children, '    </testcase>'];
}

function tally(units: readonly UnitGroup[]): string {
  const failures = units.filter((u) => u.verdict === 'failed').length;
  const skipped = units.filter((u) => u.verdict === 'unverified').length;
  return `tests="${units.length}" failures="${failures}" errors="0" skipped="${skipped}" time="0"`;
}

export function junit(report: Report, { lang }: ReporterOptions): string {
  const groups = grouped(report, lang);
  const suites = groups.flatMap((group, id) => [
    `  <testsuite id="${id}" name="${attribute(group.title)}" package="${attribute(report.pack)}" ${tally(group.units)} timestamp="${report.asOf}T00:00:00" hostname="localhost">`,
    ...group.units.flatMap((unit) => testcase(group, unit, lang)),
    '  </testsuite>',
  ]);
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${attribute(`${report.tool.name} check`)}" ${tally(groups.flatMap((g) => g.units))}>`,
    ...suites,
    '</testsuites>',
  ].join('\n')}\n`;
}
