import { expect, it } from 'vitest';
import { parseChineseNumber } from './numerals.js';

it.each([
  ['五', 5],
  ['十', 10],
  ['十七', 17],
  ['三十', 30],
  ['九十九', 99],
  ['一百', 100],
  ['一百零一', 101],
  ['一百二十', 120],
  ['一百一十七', 117],
  ['两百', 200],
  ['一千二百', 1200],
  ['九千零八十', 9080],
  ['两万零三十', 20030],
  ['三亿五千万', 350_000_000],
])('%s is %i', (text, value) => expect(parseChineseNumber(text)).toBe(value));

it.each(['', '零', '百', '一二', '五十十', '二百三', '万', '第五', '几十', '十百'])('%s is none', (text) =>
  expect(parseChineseNumber(text)).toBeNull(),
);
