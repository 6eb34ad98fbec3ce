/** A report as people read it: department by department, unit by unit, worded. Shared by all formats for people. */
import type { Finding, Report, RuleCard, Severity, Verdict } from '../model/finding.js';
import type { Lang, Localised } from '../model/lang.js';
import { keyInText } from '../model/unitkey.js';
import { verdictOf } from '../model/verdict.js';
import { visible } from '../model/visible.js';
import { counted, fill, placeWords, wording } from '../model/wording.js';

/** A finding in words, safe to be shown. */
export interface Told {
  finding: Finding;
  card: RuleCard;
  message: string;
  /** Path and the place in the file; '' for the folder itself. */
  place: string;
  why: string;
  advice: string;
  source: string;
  /** Reason of the waiver that covers it. */
  waived: string | null;
}

export interface UnitGroup {
  /** Null for what the department, or the folder, owes as a whole. */
  unit: string | null;
  /** 「第17项 优化公共服务」 */
  title: string;
  /** False where findings alone speak of it: what one department's folder says of a unit that is not its own. */
  checked: boolean;
  verdict: Verdict;
  /** What no waiver covers. */
  open: Told[];
  waived: Told[];
}

export interface DepartmentGroup {
  department: string | null;
  title: string;
  units: UnitGroup[];
  counts: Record<Severity, number>;
}

export const SEVERITIES = ['error', 'warning', 'unverified', 'info'] as const satisfies readonly Severity[];

export const VERDICT_WORDS: Record<Verdict, Localised> = {
  passed: { zh: '合格', en: 'passed' },
  failed: { zh: '须整改', en: 'to be mended' },
  unverified: { zh: '待人工核实', en: 'could not be verified' },
  waived: { zh: '豁免后合格', en: 'passed by waiver' },
};

/** @throws Error where the report has no card for the finding's rule: a bug */
export function cardOf({ cards }: Report, { rule }: Finding): RuleCard {
  const card = cards.get(rule);
  if (!card) throw new Error(`no card for rule ${rule}`);
  return card;
}

/** @throws Error as {@link cardOf} does */
export function tell(report: Report, finding: Finding, lang: Lang): Told {
  const card = cardOf(report, finding);
  const place = [finding.path, placeWords(finding, lang)].filter((part) => part !== '').join(' · ');
  return {
    finding,
    card,
    message: visible(wording(card, finding, lang)),
    place: visible(place),
    why: card.why[lang],
    advice: visible(fill(card.advice[lang], finding.args)),
    source: visible(fill(card.source[lang], finding.args)),
    waived: finding.waived === null ? null : visible(finding.waived),
  };
}

export function departmentTitle(department: string | null, lang: Lang): string {
  return department === null ? (lang === 'zh' ? '整个文件夹' : 'the folder as a whole') : visible(department);
}

/** 「第17项 优化公共服务」, 「加1 …」 */
export function unitTitle(report: Report, unit: string | null, lang: Lang): string {
  if (unit === null) return lang === 'zh' ? '不分单元' : 'no single unit';
  const bonus = !/^\d/.test(unit);
  const key = lang === 'zh' ? (bonus ? unit : `第${keyInText(unit)}项`) : `unit ${unit}`;
  const name = report.units.get(unit);
  return name === undefined ? key : `${key} ${name}`;
}

/**
 * Everything that was looked at, in the order of the list: submissions without a finding too, departments as a whole
 * only where something is to be said of them.
 */
export function grouped(report: Report, lang: Lang): DepartmentGroup[] {
  const named = new Set<string | null>([null, ...report.departments]);
  const owners = new Map<string | null, Map<string | null, Finding[]>>();
  const findingsOf = (department: string | null, unit: string | null) => {
    const units = owners.get(department) ?? new Map<string | null, Finding[]>();
    owners.set(department, units);
    const findings = units.get(unit) ?? [];
    units.set(unit, findings);
    return findings;
  };
  const key = (department: string | null, unit: string | null) => JSON.stringify([department, unit]);
  const checked = new Set(report.submissions.map(({ department, unit }) => key(department, unit)));
  for (const { department, unit } of report.submissions) findingsOf(department, unit);
  for (const finding of report.findings) {
    named.add(finding.department);
    findingsOf(finding.department, finding.unit).push(finding);
  }
  const order = [...report.units.keys()];
  const rank = (unit: string | null) =>
    unit === null ? -1 : order.includes(unit) ? order.indexOf(unit) : order.length;
  return [...named].flatMap((department) => {
    const units = owners.get(department);
    if (!units) return [];
    const groups = [...units]
      .sort(([a], [b]) => rank(a) - rank(b))
      .map(([unit, findings]) => ({
        unit,
        title: unitTitle(report, unit, lang),
        checked: checked.has(key(department, unit)),
        verdict: verdictOf(findings),
        open: findings.filter((f) => f.waived === null).map((f) => tell(report, f, lang)),
        waived: findings.filter((f) => f.waived !== null).map((f) => tell(report, f, lang)),
      }));
    return { department, title: departmentTitle(department, lang), units: groups, counts: countOf(groups) };
  });
}

export function countOf(units: readonly Pick<UnitGroup, 'open'>[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, unverified: 0, info: 0 };
  for (const { open } of units) for (const { finding } of open) counts[finding.severity] += 1;
  return counts;
}

/** Errors that no unit's verdict shows: the folder's and the departments' own. */
function errorsOutsideUnits(report: Report): number {
  const looked = new Set(report.submissions.map((s) => s.unit));
  return report.findings.filter(
    (f) => f.severity === 'error' && f.waived === null && (f.unit === null || !looked.has(f.unit)),
  ).length;
}

/** The outcome in a sentence or two: units by verdict, and errors that belong to none. */
export function verdictText(report: Report, lang: Lang): string {
  const { units, verdicts } = report.summary;
  const outside = errorsOutsideUnits(report);
  if (lang === 'zh') {
    const waived = verdicts.waived > 0 ? `，${verdicts.waived} 个豁免后合格` : '';
    const rest = outside > 0 ? `另有 ${outside} 处错误不属于这些单元，也须整改。` : '';
    return `共检查 ${units} 个申报单元：${verdicts.passed} 个合格，${verdicts.failed} 个须整改，${verdicts.unverified} 个待人工核实${waived}。${rest}`;
  }
  const waived = verdicts.waived > 0 ? `, ${verdicts.waived} passed by waiver` : '';
  const rest = outside > 0 ? ` Besides, ${counted(outside, 'error')} outside of them.` : '';
  return `${counted(units, 'submission unit')}: ${verdicts.passed} passed, ${verdicts.failed} to be mended, ${verdicts.unverified} could not be verified${waived}.${rest}`;
}

/** 「错误 3」, "3 errors" */
export function countText(severity: Severity | 'waived', n: number, lang: Lang): string {
  const zh = { error: '错误', warning: '警告', unverified: '待人工核实', info: '提示', waived: '已豁免' };
  if (lang === 'zh') return `${zh[severity]} ${n}`;
  return severity === 'unverified' || severity === 'waived' ? `${n} ${severity}` : counted(n, severity);
}
