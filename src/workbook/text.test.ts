import { describe, expect, it } from 'vitest';
import { textWidth } from '../model/width.js';
import { cellText, linesIn, looksLikeFormula } from './text.js';

describe('cellText', () => {
  it('drops what XML cannot hold and keeps the rest', () => {
    expect(cellText(' 甲\u0000乙\u000b\ud83d丙\uffff𠀀😀\r\n丁 ')).toBe('甲乙丙𠀀😀\n丁');
  });
  it('cuts to what a cell holds, not within a character', () => {
    const long = cellText(`a${'𠀀'.repeat(20_000)}`);
    expect(long.length).toBeLessThanOrEqual(32_767);
    expect(long).toMatch(/𠀀…$/u);
    expect(cellText('字'.repeat(32_767))).toHaveLength(32_767);
  });
});

describe('linesIn', () => {
  it('takes words of letters and digits to the next line whole, and breaks those that fill it', () => {
    // 9 half-width characters a line.
    expect(linesIn('abcdef ghijkl', 10)).toBe(2);
    expect(linesIn('政务服务2024', 10)).toBe(2);
    expect(linesIn('https://a.example.gov.cn/', 10)).toBe(3);
    expect(linesIn('政务 https://a.example.gov.cn/', 10)).toBe(4);
    expect(linesIn('a'.repeat(9), 10)).toBe(1);
  });
});

describe('looksLikeFormula', () => {
  it('knows every beginning that a spreadsheet takes for a formula', () => {
    expect(['=1+1', '+1', '-1', '@SUM(A1)', '＝1'].filter(looksLikeFormula)).toHaveLength(5);
    expect(['1-1', '《=》', '—1', ''].filter(looksLikeFormula)).toEqual([]);
  });
});

describe('textWidth and linesIn', () => {
  it('counts a full-width character twice', () => {
    expect(textWidth('政务服务')).toBe(8);
    expect(textWidth('ab，“c”\n字')).toBe(9);
    expect(textWidth('𠀀ｱ')).toBe(3);
  });
  it('counts the lines of a wrapped text, its own breaks included', () => {
    expect(linesIn('', 10)).toBe(1);
    expect(linesIn('政务服务', 10)).toBe(1);
    expect(linesIn('政务服务事', 10)).toBe(2);
    expect(linesIn('政务服务事\n\n甲', 10)).toBe(4);
  });
});
