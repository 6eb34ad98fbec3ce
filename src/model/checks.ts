/** Defaults of a pack's checks, as the pack schema has them; for packs that are not read from YAML. */
import type { PackChecks } from './pack.js';

export const DEFAULT_CHECKS: PackChecks = {
  severities: {},
  statementFormats: ['docx', 'doc', 'wps'],
  fileMegabytes: 100,
  documentPages: 200,
  scanDpi: 200,
  pathLength: 260,
  officialDomains: ['gov.cn'],
  places: [],
  reportWords: [],
  documentKinds: {},
  urlRecordDays: 30,
  calendar: { from: '', to: '', holidays: [], workdays: [] },
};
