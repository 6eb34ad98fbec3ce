/** Words that several parts of a board's text share. Pure. */
import type { BoardFound } from '../model/board.js';
import type { Lang } from '../model/lang.js';

/** 「错误 3、警告 1」; '' where nothing was found. */
export function countText({ errors, warnings, unverified }: BoardFound, lang: Lang): string {
  const counts: [number, string, string, string][] = [
    [errors, '错误', 'error', 'errors'],
    [warnings, '警告', 'warning', 'warnings'],
    [unverified, '待核', 'unverified', 'unverified'],
  ];
  return counts
    .filter(([n]) => n > 0)
    .map(([n, zh, one, many]) => (lang === 'zh' ? `${zh} ${n}` : `${n} ${n === 1 ? one : many}`))
    .join(lang === 'zh' ? '、' : ', ');
}

/** 第17项; keys that begin with a word stand by themselves: 加1, 一-7. */
export function unitWords(unit: string, lang: Lang): string {
  if (lang === 'en') return `unit ${unit}`;
  return /^\d/.test(unit) ? `第${unit}项` : unit;
}

/** Days left until a day, or since it. */
export function left(days: number, lang: Lang): string {
  const zh = lang === 'zh';
  if (days === 0) return zh ? '今天到期' : 'due today';
  const n = Math.abs(days);
  if (zh) return days > 0 ? `还有 ${n} 天` : `已过期 ${n} 天`;
  return days > 0 ? `${n} ${n === 1 ? 'day' : 'days'} left` : `${n} ${n === 1 ? 'day' : 'days'} overdue`;
}

/** How much later something was done. */
export function lateBy(days: number, lang: Lang): string {
  return lang === 'zh' ? `逾期 ${days} 天` : `${days} ${days === 1 ? 'day' : 'days'} late`;
}
