/** Findings in words: pure functions of the data and a language. */
import type { Args, Finding, RuleCard, Severity, Topic } from './finding.js';
import type { Lang, Localised } from './lang.js';
import { keyInText } from './unitkey.js';

export const SEVERITY_WORDS: Record<Severity, Localised> = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
  info: { zh: '提示', en: 'info' },
  unverified: { zh: '待核', en: 'unverified' },
};

export const TOPIC_WORDS: Record<Topic, Localised> = {
  structure: { zh: '材料齐全', en: 'What is due' },
  naming: { zh: '命名', en: 'Names' },
  format: { zh: '文件格式', en: 'File formats' },
  statement: { zh: '情况说明', en: 'Statements' },
  summary: { zh: '总结报告', en: 'Summary reports' },
  assessment: { zh: '自评', en: 'Self-assessment' },
  catalogue: { zh: '证明材料目录', en: 'Catalogues' },
  window: { zh: '时间范围', en: 'Dates' },
  limits: { zh: '数量要求', en: 'Counts' },
  figures: { zh: '数据', en: 'Figures' },
  security: { zh: '保密与个人信息', en: 'Secrecy and personal data' },
  duplicates: { zh: '重复材料', en: 'Duplicates' },
  veto: { zh: '否决项', en: 'Vetoes' },
  waiver: { zh: '豁免', en: 'Waivers' },
  internal: { zh: '工具自身', en: 'The tool itself' },
};

/** 1132 → 1,132, as in official figures. */
function shown(value: string | number): string {
  return typeof value === 'number' ? value.toLocaleString('en-US') : value;
}

/** Fills arguments into a card's advice or source; what has no argument stays as written. */
export function fill(text: string, args: Args): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = args[name];
    return value === undefined ? whole : shown(value);
  });
}

/** Where in its file a finding is: 「第5行，序号2」; '' where it is about the whole. */
export function placeWords({ where }: Finding, lang: Lang): string {
  const { sheet, page, paragraph, row, entry, line, column } = where;
  const zh = lang === 'zh';
  const parts = [
    sheet === undefined ? '' : zh ? `工作表“${sheet}”` : `sheet "${sheet}"`,
    page === undefined ? '' : zh ? `第${page}页` : `page ${page}`,
    paragraph === undefined ? '' : zh ? `第${paragraph}段` : `paragraph ${paragraph}`,
    row === undefined ? '' : zh ? `第${row}行` : `row ${row}`,
    entry === undefined || entry === '' ? '' : zh ? `序号${entry}` : `no. ${entry}`,
    line === undefined ? '' : zh ? `第${line}行` : `line ${line}`,
    column === undefined ? '' : zh ? `第${column}列` : `column ${column}`,
  ];
  return parts.filter((part) => part !== '').join(zh ? '，' : ', ');
}

/** Fills a card's message for a finding. Throws if the message or an argument is missing: a bug, not bad input. */
export function wording(card: RuleCard, finding: { messageId: string; args: Args }, lang: Lang): string {
  const message = card.messages[finding.messageId];
  if (!message) throw new Error(`rule ${card.id} has no message "${finding.messageId}"`);
  return message[lang].replace(/(第)?\{(\w+)\}(项)?/g, (_, before = '', name: string, after = '') => {
    const value = finding.args[name];
    if (value === undefined)
      throw new Error(`rule ${card.id}, message ${finding.messageId}: argument "${name}" is missing`);
    // Only here it is a key in running text; where a folder is to be named after it, it keeps its hyphen.
    const text = before && after ? shown(value).split('、').map(keyInText).join('、') : shown(value);
    return `${before}${text}${after}`;
  });
}

/** English: 1 error, 2 errors. */
export function counted(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
