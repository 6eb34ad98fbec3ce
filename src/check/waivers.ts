/** Waivers carry reason, approver and expiry; one that is unused or expired is itself an error. */
import type { Finding } from '../model/finding.js';
import type { Config, Waiver } from '../model/workspace.js';
import { expiredWaiverCard, NOT_WAIVABLE, unusedWaiverCard } from './internal.js';

function covers(waiver: Waiver, finding: Finding): boolean {
  return (
    waiver.rule === finding.rule &&
    (waiver.unit === null || waiver.unit === finding.unit) &&
    (waiver.department === null || waiver.department === finding.department) &&
    (waiver.path === null || waiver.path === finding.path || finding.path.startsWith(`${waiver.path}/`))
  );
}

/**
 * Marks what the config's waivers cover and adds what is wrong with the waivers themselves.
 * A classification mark can't be waived: such a file must not be there at all.
 * @param narrowed true where only some units, departments or rules were looked at: an unused waiver is then no fault.
 */
export function applyWaivers(
  findings: Finding[],
  config: Config,
  asOf: string,
  narrowed: boolean,
): Finding[] {
  const about = (waiver: Waiver, card: typeof unusedWaiverCard, messageId: string): Finding => ({
    rule: card.id,
    messageId,
    severity: card.severity,
    department: waiver.department,
    unit: waiver.unit,
    indicators: [],
    // Reports are handed on: what lies above the folder is nobody's business.
    path: config.path?.replace(/^.*[\\/]/, '') ?? '',
    where: { line: waiver.line },
    args: { rule: waiver.rule, reason: waiver.reason, approver: waiver.approver, expires: waiver.expires },
    waived: null,
  });
  const used = new Set<Waiver>();
  const marked = findings.map((finding) => {
    if (NOT_WAIVABLE.has(finding.rule)) return finding;
    const waiver = config.waivers.find((w) => covers(w, finding) && w.expires >= asOf);
    if (!waiver) return finding;
    used.add(waiver);
    return { ...finding, waived: waiver.reason };
  });
  const faults = config.waivers.flatMap((waiver) => {
    if (waiver.expires < asOf) return [about(waiver, expiredWaiverCard, 'expired')];
    return used.has(waiver) || narrowed ? [] : [about(waiver, unusedWaiverCard, 'unused')];
  });
  return [...marked, ...faults];
}
