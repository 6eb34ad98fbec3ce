/** `dossier rules`: what the check looks at. */
import { DossierError } from '../model/error.js';
import type { RuleCard } from '../model/finding.js';
import { general } from '../model/general.js';
import type { Pack } from '../model/pack.js';
import { textWidth } from '../model/width.js';
import { TOPIC_WORDS } from '../model/wording.js';
import type { CommandSpec, Context } from './command.js';
import { openPack } from './list.js';
import { PACK_OPTION } from './options.js';
import { allCards, ruleIds, severityIn, severityWord, TOPICS } from './rules/cards.js';
import { rulesDocument } from './rules/document.js';

function cardJson(card: RuleCard, pack: Pack, { lang }: Context) {
  return {
    rule: card.id,
    topic: card.topic,
    severity: severityIn(pack, card),
    summary: card.summary[lang],
    why: card.why[lang],
    advice: general(card.advice[lang], lang),
    source: general(card.source[lang], lang),
  };
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

function table(cards: readonly RuleCard[], pack: Pack, { lang, style }: Context): string {
  const id = Math.max(...cards.map((card) => card.id.length)) + 2;
  const lines = TOPICS.flatMap((topic) => {
    const own = cards.filter((card) => card.topic === topic);
    if (own.length === 0) return [];
    return [
      style('strong', `${TOPIC_WORDS[topic][lang]} ${topic}`),
      ...own.map((card) => {
        const severity = severityIn(pack, card);
        const word = pad(severityWord(severity, lang), lang === 'zh' ? 6 : 12);
        const shown = style(severity === 'off' ? 'faint' : severity, word);
        return `  ${card.id.padEnd(id)}${shown}${card.summary[lang]}`;
      }),
      '',
    ];
  });
  const more =
    lang === 'zh'
      ? `共 ${cards.length} 条规则；dossier explain <规则> 查看说明。`
      : `${cards.length} rules; see one with dossier explain RULE.`;
  return `${[...lines, more].join('\n')}\n`;
}

export const rules: CommandSpec = {
  name: 'rules',
  arguments: [],
  summary: { zh: '列出检查规则', en: 'list the rules' },
  options: [
    PACK_OPTION,
    {
      flags: '--topic <topic>',
      summary: { zh: '只列这一类', en: 'of this topic only' },
      choices: TOPICS,
    },
    {
      flags: '--format <format>',
      summary: { zh: '输出格式', en: 'output format' },
      choices: ['text', 'json', 'markdown'],
    },
  ],
  async run(context, _args, options) {
    const pack = await openPack(options, ruleIds);
    const cards = allCards.filter((card) => options.topic === undefined || card.topic === options.topic);
    if (cards.length === 0) {
      throw new DossierError('usage', {
        zh: `“${String(options.topic)}”类没有规则。`,
        en: `There is no rule of the topic "${String(options.topic)}".`,
      });
    }
    switch (options.format) {
      case 'json':
        return {
          code: 0,
          out: `${JSON.stringify(
            cards.map((c) => cardJson(c, pack, context)),
            null,
            2,
          )}\n`,
        };
      case 'markdown':
        return { code: 0, out: rulesDocument(cards, context.lang) };
      default:
        return { code: 0, out: table(cards, pack, context) };
    }
  },
};
