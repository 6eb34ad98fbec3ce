/** Cards of what the engine itself reports. */
import type { RuleCard } from '../model/finding.js';

export const crashCard: RuleCard = {
  id: 'internal/rule-crashed',
  topic: 'internal',
  severity: 'error',
  summary: { zh: '规则运行出错', en: 'A rule crashed' },
  why: {
    zh: '该规则未能完成检查，不能据此认为材料合格；其他规则已照常运行。',
    en: 'The rule did not finish, so nothing can be said of what it checks; all others ran.',
  },
  advice: {
    zh: '这是工具自身的问题。请把规则名称和所涉文件告知工具维护人员。',
    en: "This is the tool's own fault. Report the rule and the file to its maintainers.",
  },
  source: { zh: '工具内部', en: 'internal' },
  messages: {
    crashed: {
      zh: '规则 {rule} 检查此处时出错（{error}），未能得出结论',
      en: 'Rule {rule} crashed here ({error}) and reached no conclusion',
    },
  },
  examples: { good: [], bad: [] },
};

export const unusedWaiverCard: RuleCard = {
  id: 'waiver/unused',
  topic: 'waiver',
  severity: 'error',
  summary: { zh: '豁免没有对应的问题', en: 'A waiver that covers nothing' },
  why: {
    zh: '多余的豁免会掩盖以后出现的同类问题。',
    en: 'A waiver that covers nothing now will hide a finding later.',
  },
  advice: { zh: '请从 dossier.yaml 中删除该条豁免。', en: 'Remove it from dossier.yaml.' },
  source: { zh: 'dossier.yaml 豁免规定', en: 'waivers of dossier.yaml' },
  messages: {
    unused: {
      zh: '豁免“{rule}”（理由：{reason}）没有对应的问题，应予删除',
      en: 'The waiver of {rule} (reason: {reason}) covers no finding',
    },
  },
  examples: { good: [], bad: [] },
};

export const expiredWaiverCard: RuleCard = {
  id: 'waiver/expired',
  topic: 'waiver',
  severity: 'error',
  summary: { zh: '豁免已过期', en: 'A waiver that has expired' },
  why: { zh: '豁免只在批准的期限内有效。', en: 'A waiver holds only as long as it was approved for.' },
  advice: {
    zh: '请整改该问题，或经批准后更新豁免期限。',
    en: 'Mend what it covers, or have it approved again with a new date.',
  },
  source: { zh: 'dossier.yaml 豁免规定', en: 'waivers of dossier.yaml' },
  messages: {
    expired: {
      zh: '豁免“{rule}”已于 {expires} 到期（批准人：{approver}），不再有效',
      en: 'The waiver of {rule} expired on {expires} (approved by {approver}) and holds no longer',
    },
  },
  examples: { good: [], bad: [] },
};

/** What the engine itself may report. */
export const engineCards: readonly RuleCard[] = [unusedWaiverCard, expiredWaiverCard, crashCard];

/** No waiver covers these: a classified file must not be there at all, and a waiver does not excuse another. */
export const NOT_WAIVABLE: ReadonlySet<string> = new Set([
  'security/classified-mark',
  unusedWaiverCard.id,
  expiredWaiverCard.id,
]);
