/** `dossier explain RULE`: the whole card of a rule. */
import { NOT_WAIVABLE } from '../check/index.js';
import type { RuleCard } from '../model/finding.js';
import { elided, general } from '../model/general.js';
import type { Lang } from '../model/lang.js';
import type { Pack } from '../model/pack.js';
import { TOPIC_WORDS } from '../model/wording.js';
import type { CommandSpec, Context } from './command.js';
import { openPack } from './list.js';
import { PACK_OPTION } from './options.js';
import { findCard, ruleIds, severityIn, severityWord } from './rules/cards.js';

function severityText(card: RuleCard, pack: Pack, lang: Lang): string {
  const own = severityWord(card.severity, lang);
  const severity = severityIn(pack, card);
  if (severity === card.severity) return own;
  const changed = severityWord(severity, lang);
  return lang === 'zh'
    ? `${changed}（规则原为${own}，任务清单 ${pack.id} 改为${changed}）`
    : `${changed} (${own} by the rule, ${changed} by the task list ${pack.id})`;
}

/** A waiver as dossier.yaml has it, to be copied. */
function waiverLines(card: RuleCard, lang: Lang): string[] {
  const zh = lang === 'zh';
  if (NOT_WAIVABLE.has(card.id)) return [zh ? '这条规则不能豁免。' : 'This rule cannot be waived.'];
  return [
    zh
      ? '经批准可在 dossier.yaml 中豁免；到期自动失效，没有对应问题的会报错：'
      : 'With approval, in dossier.yaml; it ends at its date, and one that covers nothing is an error:',
    'waivers:',
    `  - rule: ${card.id}`,
    `    unit: "17"            ${zh ? '# 可不写；还可写 department、path' : '# optional; so are department and path'}`,
    `    reason: ${zh ? '豁免理由' : 'why'}`,
    `    approver: ${zh ? '批准单位' : 'who approved'}`,
    '    expires: 2024-12-31',
  ];
}

function cardText(card: RuleCard, pack: Pack, { lang, style }: Context): string {
  const zh = lang === 'zh';
  const section = (head: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', style('strong', head), ...lines.map((line) => `  ${line}`)];
  // Names and titles are Chinese by nature: an example of them is not translated.
  const [good, bad] = zh
    ? ['符合要求的', '不符合要求的']
    : ['Passes (as written in Chinese)', 'Is caught (as written in Chinese)'];
  return `${[
    `${style('strong', card.id)}  ${card.summary[lang]}`,
    style(
      'faint',
      zh
        ? `级别：${severityText(card, pack, lang)}　类别：${TOPIC_WORDS[card.topic].zh}（${card.topic}）`
        : `severity: ${severityText(card, pack, lang)}   topic: ${card.topic}`,
    ),
    ...section(zh ? '为什么' : 'Why', [card.why[lang]]),
    ...section(zh ? '怎么办' : 'What to do', [general(card.advice[lang], lang)]),
    ...section(zh ? '依据' : 'Source', [general(card.source[lang], lang)]),
    ...section(
      zh ? '报出的问题' : 'What it reports',
      Object.values(card.messages).map((message) => elided(message[lang])),
    ),
    ...section(good ?? '', card.examples.good),
    ...section(bad ?? '', card.examples.bad),
    ...section(zh ? '豁免' : 'Waiver', waiverLines(card, lang)),
  ].join('\n')}\n`;
}

function cardJson(card: RuleCard, pack: Pack, { lang }: Context) {
  return {
    rule: card.id,
    topic: card.topic,
    severity: severityIn(pack, card),
    ownSeverity: card.severity,
    summary: card.summary[lang],
    why: card.why[lang],
    advice: general(card.advice[lang], lang),
    source: general(card.source[lang], lang),
    messages: Object.fromEntries(Object.entries(card.messages).map(([id, m]) => [id, elided(m[lang])])),
    examples: card.examples,
    waivable: !NOT_WAIVABLE.has(card.id),
  };
}

export const explain: CommandSpec = {
  name: 'explain',
  arguments: [{ syntax: '<rule>', summary: { zh: '规则编号，如 statement/word-limit', en: 'id of a rule' } }],
  summary: {
    zh: '说明一条规则：查什么、为什么、怎么办、依据',
    en: 'explain a rule: what, why, what to do, its source',
  },
  options: [
    PACK_OPTION,
    {
      flags: '--format <format>',
      summary: { zh: '输出格式', en: 'output format' },
      choices: ['text', 'json'],
    },
  ],
  async run(context, [wanted], options) {
    const card = findCard(typeof wanted === 'string' ? wanted.trim() : '');
    const pack = await openPack(options, ruleIds);
    const out =
      options.format === 'json'
        ? `${JSON.stringify(cardJson(card, pack, context), null, 2)}\n`
        : cardText(card, pack, context);
    return { code: 0, out };
  },
};
