/** RULES.md: all cards on one page, by topic. */
import type { RuleCard, Topic } from '../../model/finding.js';
import { elided, general } from '../../model/general.js';
import type { Lang } from '../../model/lang.js';
import { TOPIC_WORDS } from '../../model/wording.js';
import { escapeMarkdown } from '../../reporters/index.js';
import { severityWord, TOPICS } from './cards.js';

const WORDS = {
  title: { zh: '检查规则', en: 'Rules' },
  made: {
    zh: '<!-- 由 npm run docs 生成，请勿手改；内容取自 src/rules 中各规则的说明卡。 -->',
    en: '<!-- Written by npm run docs from the cards in src/rules: change those. -->',
  },
  about: {
    zh: '“错误”会被退回；“警告”评审可能追问；“提示”供参考；“待核”是工具不能判断、须人工核对的，不作合格论。任务清单可以在 `pack.yaml` 的 `checks.severities` 中调整级别，`dossier.yaml` 可以豁免具体问题（须写明理由、批准人和期限）。',
    en: 'An **error** would be sent back, a **warning** makes a reviewer ask, an **info** is worth knowing, and what is **unverified** the tool could not tell: somebody has to look, and it does not count as passed. A task list can change severities (`checks.severities` in `pack.yaml`), and `dossier.yaml` can waive a finding with reason, approver and expiry.',
  },
  other: { zh: '[English](RULES.md)', en: '[中文](RULES.zh-CN.md)' },
  severity: { zh: '级别', en: 'Severity' },
  why: { zh: '为什么', en: 'Why' },
  advice: { zh: '怎么办', en: 'What to do' },
  source: { zh: '依据', en: 'Source' },
  messages: { zh: '报出的问题', en: 'Reports' },
  good: { zh: '符合要求的', en: 'Passes (examples in Chinese)' },
  bad: { zh: '不符合要求的', en: 'Is caught (examples in Chinese)' },
} as const;

/** As GitHub makes the anchor of a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

function cardLines(card: RuleCard, lang: Lang): string[] {
  const colon = lang === 'zh' ? '：' : ': ';
  const fact = (word: keyof typeof WORDS, text: string) => `- **${WORDS[word][lang]}**${colon}${text}`;
  const list = (word: keyof typeof WORDS, items: readonly string[]) =>
    items.length === 0
      ? []
      : [`- **${WORDS[word][lang]}**`, ...items.map((item) => `  - ${escapeMarkdown(item)}`)];
  return [
    `### ${card.id}`,
    '',
    escapeMarkdown(card.summary[lang]),
    '',
    fact('severity', severityWord(card.severity, lang)),
    fact('why', escapeMarkdown(card.why[lang])),
    fact('advice', escapeMarkdown(general(card.advice[lang], lang))),
    fact('source', escapeMarkdown(general(card.source[lang], lang))),
    ...list(
      'messages',
      Object.values(card.messages).map((message) => elided(message[lang])),
    ),
    ...list('good', card.examples.good),
    ...list('bad', card.examples.bad),
    '',
  ];
}

/** @param cards sorted by topic */
export function rulesDocument(cards: readonly RuleCard[], lang: Lang): string {
  const topics = TOPICS.map((topic) => [topic, cards.filter((card) => card.topic === topic)] as const).filter(
    ([, own]) => own.length > 0,
  );
  const heading = (topic: Topic) => TOPIC_WORDS[topic][lang];
  return `${[
    `# ${WORDS.title[lang]}`,
    '',
    WORDS.made[lang],
    '',
    WORDS.other[lang],
    '',
    WORDS.about[lang],
    '',
    ...topics.flatMap(([topic, own]) => [
      `- [${heading(topic)}](#${anchor(heading(topic))})`,
      ...own.map(
        (card) =>
          `  - [${card.id}](#${anchor(card.id)}) (${severityWord(card.severity, lang)}) ${escapeMarkdown(card.summary[lang])}`,
      ),
    ]),
    '',
    ...topics.flatMap(([topic, own]) => [
      `## ${heading(topic)}`,
      '',
      ...own.flatMap((card) => cardLines(card, lang)),
    ]),
  ]
    .join('\n')
    .trimEnd()}\n`;
}
