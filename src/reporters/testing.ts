/** A small report with every severity, a waiver and names that try to be obeyed. For tests. */
import type { Finding, Report, RuleCard } from '../model/finding.js';

export const card: RuleCard = {
  id: 'statement/word-limit',
  topic: 'statement',
  severity: 'error',
  summary: { zh: '情况说明字数超限', en: 'The statement is too long' },
  why: { zh: '超过即退回。', en: 'It would be sent back.' },
  advice: { zh: '请压缩到 {limit} 字以内。', en: 'Cut it to {limit} 字.' },
  source: { zh: '{clause}', en: '{clause}' },
  messages: {
    hard: {
      zh: '情况说明 {count} 字，超过上限 {limit} 字',
      en: 'The statement has {count} 字, over {limit}',
    },
    unsure: { zh: '字数在 {count} 左右，不能确定', en: 'About {count} 字: not certain' },
  },
  examples: { good: [], bad: [] },
};

const waiverCard: RuleCard = {
  ...card,
  id: 'waiver/unused',
  topic: 'waiver',
  summary: { zh: '豁免没有对应的问题', en: 'A waiver that covers nothing' },
  advice: { zh: '请从 dossier.yaml 中删除该条豁免。', en: 'Remove it from dossier.yaml.' },
  messages: { unused: { zh: '豁免“{rule}”没有对应的问题', en: 'The waiver of {rule} covers no finding' } },
};

export function finding(overrides: Partial<Finding> = {}): Finding {
  return {
    rule: card.id,
    messageId: 'hard',
    severity: 'error',
    department: '司法局',
    unit: '17',
    indicators: [17],
    path: '司法局/17 优化公共服务/关于优化公共服务的情况说明.docx',
    where: {},
    args: { count: 1132, limit: 1000, clause: '附件1第3条' },
    waived: null,
    ...overrides,
  };
}

/** A name with everything that some format would obey. */
export const NASTY = '1\u001b[31m红\n✔ 全部合格\r\u009b2J\u202egpj\u2066.pdf';
export const MARKUP = '<script>alert(1)</script>|`a`*b*_c_ & "d" @someone #12 ]]> ::error::x,y:z%0A.pdf';

const HELD = {
  delivered: true,
  hidden: false,
  words: null,
  materials: 0,
  onSite: 0,
  paper: 0,
  superior: 0,
  none: 0,
};

export const report: Report = {
  tool: { name: 'dossier', version: '0.0.0' },
  pack: 'xincheng-2024',
  title: '法治政府建设示范创建指标任务清单',
  region: '新城区',
  asOf: '2024-12-20',
  summary: {
    units: 5,
    verdicts: { passed: 2, failed: 1, unverified: 1, waived: 1 },
    errors: 4,
    warnings: 1,
    infos: 1,
    unverified: 1,
    waived: 1,
  },
  findings: [
    finding({
      rule: waiverCard.id,
      messageId: 'unused',
      department: null,
      unit: null,
      indicators: [],
      path: 'dossier.yaml',
      where: { line: 12 },
      args: { rule: 'naming/draft-name', clause: 'dossier.yaml' },
    }),
    finding({ department: '司法局', unit: null, indicators: [], path: '', severity: 'warning' }),
    finding({ where: { paragraph: 3 } }),
    finding({ where: { row: 5, entry: '2', sheet: '目录' } }),
    finding({ severity: 'info', where: { page: 2 } }),
    finding({ unit: '26-29', indicators: [26, 27, 28, 29], messageId: 'unsure', severity: 'unverified' }),
    finding({ unit: '加1', indicators: ['加1'], waived: '经批准' }),
    finding({
      department: '教育局',
      unit: '17',
      path: `教育局/17 优化公共服务/${MARKUP}`,
      where: { entry: NASTY },
      args: { count: MARKUP, limit: 1000, clause: '=1+1' },
    }),
  ],
  cards: new Map([card, waiverCard].map((c) => [c.id, c])),
  departments: ['司法局', '教育局'],
  grades: [],
  submissions: [
    { department: '司法局', unit: '17' },
    { department: '司法局', unit: '26-29' },
    { department: '司法局', unit: '30' },
    { department: '司法局', unit: '加1' },
    { department: '教育局', unit: '17' },
    { department: '教育局', unit: '31' },
  ].map((one) => ({ ...one, due: true, ...HELD })),
  units: new Map([
    ['17', '优化公共服务'],
    ['26-29', '规范性文件程序'],
    ['30', '依法行政培训'],
    ['31', '学校法治教育'],
    ['加1', '创新做法'],
  ]),
};

export const plain = { style: (_: unknown, words: string) => words, folder: '/folder' };
