/** The one function that turns a report into an exit code. */
import type { Report } from '../model/finding.js';

/** 0: nothing at error level; 1: errors, or more warnings than allowed. 2 is for runs that could not be made. */
export function exitCode(report: Report, maxWarnings: number | null): 0 | 1 {
  if (report.summary.errors > 0) return 1;
  return maxWarnings !== null && report.summary.warnings > maxWarnings ? 1 : 0;
}
