/** Figures and dates of a pack in the words of an official document. */
import type { CountLimit, DateRule, RequiredTable, Threshold } from '../model/pack.js';

/** 一, 十, 十二, 二十三: up to 99. */
export function numeral(no: number): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  const tens = Math.floor(no / 10);
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${digits[no % 10] ?? ''}`;
}

/** "2024-04-06" → 2024年4月6日, "03-31" → 3月31日. */
export function date(iso: string): string {
  const parts = iso.split('-').map(Number);
  const day = parts.at(-1);
  const month = parts.at(-2);
  const year = parts.length === 3 ? `${parts[0]}年` : '';
  return `${year}${month}月${day}日`;
}

const OPS: Record<Threshold['op'], string> = {
  '>=': '不低于',
  '<=': '不超过',
  '=': '为',
  '>': '高于',
  '<': '低于',
};

/** 网上可办率不低于90% */
export function threshold({ what, op, value, unit }: Threshold): string {
  return `${what}${OPS[op]}${value}${unit}`;
}

export function count({ what, min, max, item }: CountLimit): string {
  const bounds =
    min !== undefined && min === max
      ? `${min}个（份）`
      : [min === undefined ? '' : `至少${min}个（份）`, max === undefined ? '' : `最多${max}个（份）`]
          .filter((part) => part !== '')
          .join('，');
  return `${what}：${bounds}${item === undefined ? '' : `（第${item}项）`}`;
}

const DAYS = { workday: '个工作日', day: '日' };

export function dateRule(rule: DateRule): string {
  switch (rule.kind) {
    case 'since':
      return `${rule.what}：${date(rule.from)}以来`;
    case 'years':
      return `${rule.what}：${rule.years.join('、')}年`;
    case 'deadline':
      return `${rule.what}：${date(rule.by)}前`;
    case 'interval': {
      const bounds = [
        rule.min === undefined ? '' : `不少于${rule.min}${DAYS[rule.unit]}`,
        rule.max === undefined ? '' : `不超过${rule.max}${DAYS[rule.unit]}`,
      ].filter((part) => part !== '');
      return `${rule.what}：${rule.between[0]}至${rule.between[1]}，${bounds.join('、')}`;
    }
    case 'period':
      return `${rule.what}：不少于${rule.min}${DAYS[rule.unit]}`;
  }
}

export function table({ what, columns }: RequiredTable): string {
  return columns.length === 0 ? what : `${what}（列明${columns.join('、')}）`;
}
