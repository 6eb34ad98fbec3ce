/**
 * What a card says when nothing was found yet: the words that stand in for a finding's figures where a rule is
 * explained as such.
 */
import type { Lang, Localised } from './lang.js';

/** By placeholder. Advice and sources read as sentences with them; a test asks for each that occurs there. */
export const GENERAL_WORDS: Readonly<Record<string, Localised>> = {
  catalogue: { zh: '证明材料目录', en: '证明材料目录' },
  clause: { zh: '附件1的字数要求', en: 'the word limits of annex 1' },
  count: { zh: '若干', en: 'so many' },
  department: { zh: '该单位', en: 'the department' },
  extension: { zh: '相应格式', en: 'the format' },
  file: { zh: '该文件', en: 'the file' },
  limit: { zh: '规定数', en: 'the limit' },
  name: { zh: '名称', en: 'NAME' },
  number: { zh: '序号', en: 'NUMBER' },
  title: { zh: '规定题目', en: 'the prescribed title' },
  unit: { zh: '序号', en: 'NUMBER' },
};

/** A template with general words for its placeholders; `…` for one that has none. No brace is left. */
export function general(template: string, lang: Lang): string {
  return template.replace(
    /\{(\w+)\}/g,
    (_, name: string) => GENERAL_WORDS[name]?.[lang] ?? (lang === 'zh' ? '……' : '…'),
  );
}
