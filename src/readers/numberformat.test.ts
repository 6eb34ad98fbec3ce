import { expect, it } from 'vitest';
import { formatNumber } from './numberformat.js';

it.each([
  ['chineseCounting', 1, '一'],
  ['chineseCounting', 10, '十'],
  ['chineseCounting', 12, '十二'],
  ['chineseCounting', 21, '二十一'],
  ['chineseCounting', 100, '一〇〇'],
  ['chineseCountingThousand', 10, '十'],
  ['chineseCountingThousand', 101, '一百零一'],
  ['chineseCountingThousand', 110, '一百一十'],
  ['chineseCountingThousand', 2005, '二千零五'],
  ['chineseCountingThousand', 10001, '一万零一'],
  ['ideographDigital', 10, '一〇'],
  ['chineseLegalSimplified', 12, '壹拾贰'],
  ['ideographTraditional', 3, '丙'],
  ['ideographZodiac', 12, '亥'],
  ['ideographEnclosedCircle', 3, '㊂'],
  ['decimalEnclosedCircle', 20, '⑳'],
  ['decimalEnclosedCircleChinese', 21, '21'],
  ['decimalEnclosedParen', 2, '⑵'],
  ['decimalEnclosedFullstop', 1, '⒈'],
  ['decimalFullWidth', 12, '１２'],
  ['decimalZero', 3, '03'],
  ['upperRoman', 1994, 'MCMXCIV'],
  ['lowerRoman', 4, 'iv'],
  ['lowerLetter', 28, 'bb'],
  ['upperLetter', 26, 'Z'],
  ['ordinal', 12, '12th'],
  ['ordinal', 22, '22nd'],
  ['numberInDash', 7, '- 7 -'],
  ['none', 7, ''],
  ['unheardOf', 7, '7'],
])('%s %i = %s', (format, n, text) => {
  expect(formatNumber(n, format)).toBe(text);
});

it('pads as a custom pattern says', () => {
  expect(formatNumber(7, 'custom', '001, 002, 003, ...')).toBe('007');
});
