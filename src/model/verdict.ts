/** What findings make of the unit that they are about. */
import type { Finding, Verdict } from './finding.js';

/** @param findings of one unit, or of one submission; warnings and infos don't fail it */
export function verdictOf(findings: readonly Finding[]): Verdict {
  const grave = findings.filter((f) => f.severity === 'error' || f.severity === 'unverified');
  const open = grave.filter((f) => f.waived === null);
  if (open.some((f) => f.severity === 'error')) return 'failed';
  if (open.length > 0) return 'unverified';
  return grave.length > 0 ? 'waived' : 'passed';
}
