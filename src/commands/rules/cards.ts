/** Every rule card that there is, and what is said of an id that none has. */
import { engineCards } from '../../check/index.js';
import { DossierError } from '../../model/error.js';
import type { RuleCard, Severity, Topic } from '../../model/finding.js';
import type { Lang } from '../../model/lang.js';
import { nearest } from '../../model/nearest.js';
import type { Pack } from '../../model/pack.js';
import { SEVERITY_WORDS, TOPIC_WORDS } from '../../model/wording.js';
import { rules } from '../../rules/index.js';

export const TOPICS = Object.keys(TOPIC_WORDS) as Topic[];

/** By topic, then by id: the engine's own among them. */
export const allCards: readonly RuleCard[] = [...rules.map(({ card }) => card), ...engineCards].sort(
  (a, b) => TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic) || (a.id < b.id ? -1 : 1),
);

export const ruleIds: readonly string[] = allCards.map((card) => card.id);

/** @param known ids, and topics where they are allowed as well */
export function unknownRule(id: string, known: readonly string[]): DossierError {
  // word-limit for statement/word-limit is no slip of the pen, and too far from it for one.
  const near = known.find((one) => one.endsWith(`/${id}`)) ?? nearest(id, known);
  const hint = {
    zh: near === null ? '' : `您要写的是 ${near} 吗？`,
    en: near === null ? '' : ` Did you mean ${near}?`,
  };
  return new DossierError('usage', {
    zh: `没有“${id}”这条规则。${hint.zh}运行 dossier rules 查看全部规则。`,
    en: `There is no rule "${id}".${hint.en} See them all with dossier rules.`,
  });
}

/** @throws DossierError (usage) with the nearest id */
export function findCard(id: string): RuleCard {
  const found = allCards.find((card) => card.id === id);
  if (found) return found;
  throw unknownRule(id, ruleIds);
}

/** What the task list makes of a rule's severity. */
export function severityIn(pack: Pack, card: RuleCard): Severity | 'off' {
  return pack.checks.severities[card.id] ?? card.severity;
}

export function severityWord(severity: Severity | 'off', lang: Lang): string {
  if (severity === 'off') return lang === 'zh' ? '停用' : 'off';
  return SEVERITY_WORDS[severity][lang];
}
