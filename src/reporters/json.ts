/** The stable JSON form: wording in the chosen language, the data beside it. */
import type { Report } from '../model/finding.js';
import { jsonText } from '../model/jsontext.js';
import { fill, wording } from '../model/wording.js';
import { cardOf } from './group.js';
import type { ReporterOptions } from './index.js';

export function json(report: Report, { lang, shard }: ReporterOptions): string {
  const findings = report.findings.map((finding) => {
    const card = cardOf(report, finding);
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
  return jsonText({ tool, pack, asOf, summary, findings, ...(shard ? { shard } : {}) });
}
