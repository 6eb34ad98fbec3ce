/** The findings of the small dossier of the tests: every severity, one waived, one that begins like a formula. */
import type { Finding, RuleCard, Severity } from '../model/finding.js';

export const SERVICES = '行政审批局';
export const MARKET = '市场监督管理局';

const WORD_LIMIT: RuleCard = {
  id: 'statement/word-limit',
  topic: 'statement',
  severity: 'error',
  summary: { zh: '情况说明的字数', en: 'length of the statement' },
  why: { zh: '超过上限的会被退回', en: 'it would be sent back' },
  advice: { zh: '删减到 {limit} 字以内。', en: 'Cut it to {limit} characters.' },
  source: { zh: '附件1第3条', en: 'annex 1, clause 3' },
  messages: {
    over: {
      zh: '情况说明 {count} 字，超过上限 {limit} 字 {over} 字',
      en: 'the statement has {count} characters, {over} more than {limit}',
    },
  },
  examples: { good: [], bad: [] },
};

const UNREADABLE: RuleCard = {
  ...WORD_LIMIT,
  id: 'format/unreadable',
  topic: 'format',
  severity: 'unverified',
  advice: { zh: '请重新保存后再报送。', en: 'Save it again.' },
  messages: { damaged: { zh: '文件“{name}”打不开，未能核对', en: 'the file "{name}" cannot be read' } },
};

export function finding(severity: Severity, unitKey: string | null, fields: Partial<Finding> = {}): Finding {
  return {
    rule: WORD_LIMIT.id,
    messageId: 'over',
    severity,
    department: MARKET,
    unit: unitKey,
    indicators: [],
    path: '市场监督管理局/26-29 加强市场监管/情况说明.docx',
    where: {},
    args: { count: 1132, limit: 1000, over: 132 },
    waived: null,
    ...fields,
  };
}

export function smallFindings(): Finding[] {
  const unreadable = { rule: UNREADABLE.id, messageId: 'damaged' };
  return [
    finding('error', '72', { department: SERVICES, waived: '经区法治办同意，材料下月补报' }),
    finding('error', '26-29', { where: { paragraph: 3 } }),
    finding('warning', '26-29', { where: { row: 4, entry: '3', sheet: '目录' } }),
    finding('unverified', '47', {
      ...unreadable,
      args: { name: '=cmd|calc' },
      path: '=cmd|calc.docx',
      where: { page: 2 },
    }),
    finding('info', '17', { department: SERVICES, ...unreadable, args: { name: '清单.pdf' } }),
    finding('warning', null, { department: null, ...unreadable, args: { name: '未分类.pdf' }, path: '' }),
  ];
}

export const CARDS: ReadonlyMap<string, RuleCard> = new Map(
  [WORD_LIMIT, UNREADABLE].map((card) => [card.id, card]),
);
