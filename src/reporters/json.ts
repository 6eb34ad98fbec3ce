/** The stable JSON form: wording in the chosen language, the data beside it. */
import type { Report } from '../model/finding.js';
import { fill, wording } from '../model/wording.js';
import { cardOf } from './group.js';
import type { ReporterOptions } from './index.js';

/** Controls beyond those that JSON itself escapes, and marks that turn the direction of text. */
const UNSAFE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** JSON with two blanks of indent, in which no name can play tricks on the terminal that shows it. Same data. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(UNSAFE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

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
