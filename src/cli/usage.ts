/** Commander words its complaints and its help in English; here they become Chinese. */
import type { Lang } from '../model/lang.js';

const COMPLAINTS: [RegExp, (...parts: string[]) => string][] = [
  [/unknown option '(.*)'/, (option) => `没有“${option}”这个选项`],
  [/unknown command '(.*)'/, (name) => `没有“${name}”这个命令`],
  [/missing required argument '(.*)'/, (name) => `缺少参数“${name}”`],
  [/option '(.*)' argument missing/, (option) => `选项“${option}”后面缺少内容`],
  [
    /option '(.*)' argument '(.*)' is invalid\. Allowed choices are (.*)\./,
    (option, value, choices) => `选项“${option}”不能写“${value}”，可选：${choices?.split(', ').join('、')}`,
  ],
  [
    /too many arguments(?: for '(.*)')?\. Expected (\d+) arguments? but got (\d+)/,
    (_name, expected, got) => `参数太多：应为 ${expected} 个，写了 ${got} 个`,
  ],
];

/** @param text commander's complaint, "error: unknown option '--x'" with an optional "(Did you mean …?)" */
export function usageText(text: string, lang: Lang): string {
  if (lang === 'en') return text;
  const near = /\(Did you mean (?:one of )?(.*)\?\)/.exec(text)?.[1];
  const hint = near === undefined ? '' : `您要写的是 ${near} 吗？`;
  for (const [pattern, words] of COMPLAINTS) {
    const parts = pattern.exec(text);
    if (parts) return `错误：${words(...parts.slice(1))}。${hint}运行 dossier --help 查看用法。\n`;
  }
  return text.replace(/^error:/, '错误：');
}

const TITLES: Record<string, string> = {
  'Usage:': '用法：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Arguments:': '参数：',
  'Global Options:': '通用选项：',
};

export function titleText(title: string, lang: Lang): string {
  return lang === 'zh' ? (TITLES[title] ?? title) : title;
}
