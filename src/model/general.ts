/**
 * What a card says when nothing was found yet: the words that stand in for a finding's figures where a rule is
 * explained as such.
 */
import type { Lang, Localised } from './lang.js';

/** By placeholder. Advice and sources read as sentences with them; a test asks for each that occurs there. */
export const GENERAL_WORDS: Readonly<Record<string, Localised>> = {
  catalogue: { zh: '证明材料目录', en: '证明材料目录' },
  clause: { zh: '具体条款见任务清单', en: 'the clause stands in the task list' },
  count: { zh: '若干', en: 'so many' },
  department: { zh: '该单位', en: 'the department' },
  extension: { zh: '原', en: 'its own' },
  limit: { zh: '规定的', en: 'the prescribed number of' },
  name: { zh: '名称', en: 'NAME' },
  number: { zh: '序号', en: 'NUMBER' },
  title: { zh: '规定题目', en: 'the prescribed title' },
  unit: { zh: '序号', en: 'NUMBER' },
};

const PLACEHOLDER = /\{(\w+)\}/g;

/** Names of a template's placeholders. */
export function placeholders(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/** Advice or source with general words for its placeholders; … for one that has none. No brace is left. */
export function general(template: string, lang: Lang): string {
  return template.replace(PLACEHOLDER, (_, name: string) => GENERAL_WORDS[name]?.[lang] ?? '…');
}

/** A message with … where a finding's figures would stand. */
export function elided(template: string): string {
  return template.replace(PLACEHOLDER, '…');
}
