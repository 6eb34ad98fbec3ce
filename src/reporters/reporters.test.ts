import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding, Report, RuleCard } from '../model/finding.js';
import { type ReporterName, reporters } from './index.js';

const card: RuleCard = {
  id: 'statement/word-limit',
  topic: 'statement',
  severity: 'error',
  summary: { zh: '字数', en: 'Length' },
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

function finding(overrides: Partial<Finding>): Finding {
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

const report: Report = {
  tool: { name: 'dossier', version: '0.0.0' },
  pack: 'xincheng-2024',
  asOf: '2024-12-20',
  summary: { units: 4, errors: 2, warnings: 1, infos: 0, unverified: 1, waived: 1 },
  findings: [
    finding({ department: null, unit: null, indicators: [], path: '', severity: 'warning' }),
    finding({ where: { paragraph: 3 } }),
    finding({ where: { row: 5, entry: '2', sheet: '目录' } }),
    finding({ unit: '26-29', indicators: [26, 27, 28, 29], messageId: 'unsure', severity: 'unverified' }),
    finding({ unit: '加1', indicators: ['加1'], waived: '经批准' }),
  ],
  cards: new Map([[card.id, card]]),
};

describe.each(Object.keys(reporters) as ReporterName[])('%s', (name) => {
  it.each(['zh', 'en'] as const)('in %s', async (lang) => {
    const text = reporters[name](report, { lang, style: (_, words) => words, folder: '/folder' });
    expect(text.endsWith('\n')).toBe(true);
    await expect(text).toMatchFileSnapshot(resolve(`fixtures/reporters/${name}.${lang}.golden.txt`));
  });
});

it('styles words and never their absence', () => {
  const styled = reporters.text(report, {
    lang: 'zh',
    style: (kind, words) => `<${kind}>${words}</${kind}>`,
    folder: '',
  });
  expect(styled).toContain('<error>✖ 错误</error>');
  expect(styled).toContain('<strong>共检查 4 个申报单元：2 个合格，1 个须整改，1 个待人工核实。</strong>');
  expect(styled).not.toContain('经批准');
});

it('throws for a message that no card has: a bug, not bad input', () => {
  const odd = { ...report, findings: [finding({ messageId: 'nowhere' })] };
  expect(() => reporters.text(odd, { lang: 'zh', style: (_, words) => words, folder: '' })).toThrow(
    /no message "nowhere"/,
  );
});

it('shows control characters of names instead of sending them to the terminal', () => {
  const name = '1\u001b[31m红\n✔ 全部合格\r\u009b2J\u202egpj\u2066.pdf';
  const forged = {
    ...report,
    findings: [
      finding({
        path: name,
        department: `局${name}`,
        args: { count: name, limit: name, clause: '' },
        where: { entry: name },
      }),
    ],
  };
  for (const lang of ['zh', 'en'] as const) {
    const shown = reporters.text(forged, { lang, style: (_, words) => words, folder: '' });
    expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    expect(shown).toContain('1\\u001b[31m红\\u000a✔ 全部合格\\u000d\\u009b2J\\u202egpj\\u2066.pdf');
    expect(shown.split('\n').some((line) => line.startsWith('✔'))).toBe(false);
  }
});
