/** Workflow commands of GitHub Actions: findings as annotations of the run and of the files. */
import type { Report, Severity } from '../model/finding.js';
import { visible } from '../model/visible.js';
import { SEVERITY_WORDS } from '../model/wording.js';
import { countText, SEVERITIES, tell, verdictText } from './group.js';
import type { ReporterOptions } from './index.js';

const COMMAND: Record<Severity, 'error' | 'warning' | 'notice'> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  unverified: 'notice',
};

/** As @actions/core escapes a message. */
function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

export function github(report: Report, { lang, base = '' }: ReporterOptions): string {
  const lines = report.findings
    .filter((finding) => finding.waived === null)
    .map((finding) => {
      const told = tell(report, finding, lang);
      const label = finding.severity === 'unverified' ? `${SEVERITY_WORDS.unverified[lang]} ` : '';
      const path = [base, finding.path].filter((part) => part !== '').join('/');
      const properties = {
        ...(path === '' ? {} : { file: visible(path) }),
        ...(finding.where.line === undefined ? {} : { line: String(finding.where.line) }),
        title: `${label}${finding.rule}`,
      };
      const list = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
      const message = [
        told.place === '' ? told.message : `${told.message} (${told.place})`,
        `${lang === 'zh' ? '办法：' : 'do: '}${told.advice}`,
      ];
      return `::${COMMAND[finding.severity]} ${list.join(',')}::${data(message.join('\n'))}`;
    });
  const { errors, warnings, unverified, infos, waived } = report.summary;
  const counts = { error: errors, warning: warnings, unverified, info: infos };
  const parts = SEVERITIES.map((severity) => countText(severity, counts[severity], lang));
  const total = [...parts, countText('waived', waived, lang)].join(lang === 'zh' ? '，' : ', ');
  return `${[...lines, verdictText(report, lang), total].join('\n')}\n`;
}
