/** The stable JSON form: wording in the chosen language, the data beside it. */
import type { Report } from '../model/finding.js';
import { fill, wording } from '../model/wording.js';
import type { ReporterOptions } from './index.js';

export function json(report: Report, { lang }: ReporterOptions): string {
  const findings = report.findings.map((finding) => {
    const card = report.cards.get(finding.rule);
    if (!card) throw new Error(`no card for rule ${finding.rule}`);
    return {
      rule: finding.rule,
      severity: finding.severity,
      department: finding.department,
      unit: finding.unit,
      indicators: finding.indicators,
      path: finding.path,
      where: finding.where,
      message: wording(card, finding, lang),
      messageId: finding.messageId,
      advice: fill(card.advice[lang], finding.args),
      source: fill(card.source[lang], finding.args),
      args: finding.args,
      ...(finding.waived === null ? {} : { waived: finding.waived }),
    };
  });
  const { tool, pack, asOf, summary } = report;
  return `${JSON.stringify({ tool, pack, asOf, summary, findings }, null, 2)}\n`;
}
