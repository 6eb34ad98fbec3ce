import { describe, expect, it } from 'vitest';
import { countRuns, countText, sumCounts } from './wordcount.js';

const plain = (text: string) => countRuns([{ text, eastAsiaHint: false }]);
const hinted = (text: string) => countRuns([{ text, eastAsiaHint: true }]);

describe('the worked examples of the field', () => {
  it.each([
    ['新政办发〔2024〕26号', 9],
    ['新政办发[2024]26号', 6],
    ['2023年以来', 4],
    ['２０２３年以来', 7],
    ['达100%以上', 4],
    ['4-5件', 2],
    ['1.需提供情况说明', 8],
    ['1、需提供情况说明', 9],
    ['见https://www.example.gov.cn/a.html网址', 4],
  ])('%s = %i', (text, count) => {
    expect(plain(text)).toEqual({ count, low: count, high: count });
    expect(hinted(text)).toEqual({ count, low: count, high: count });
  });

  it('法治——政府 = 5 to 6, ①②③ = 1 to 3', () => {
    expect(plain('法治——政府')).toEqual({ count: 6, low: 5, high: 6 });
    expect(hinted('法治——政府')).toEqual({ count: 6, low: 5, high: 6 });
    expect(plain('①②③')).toEqual({ count: 1, low: 1, high: 3 });
    expect(hinted('①②③')).toEqual({ count: 3, low: 1, high: 3 });
  });
});

describe('East-Asian characters', () => {
  it.each([
    ['𠮷野家', 3],
    ['𫝀𪚥\u{31350}', 3],
    ['ひらカタ', 4],
    ['ｶﾅ', 2],
    ['ㄅㄆ', 2],
    ['한국어', 3],
    ['㈱㎡㏄', 3],
    ['，。；：？！（）《》、〔〕', 13],
    ['ＡＢ１２％', 5],
    ['〇〡々〆', 4],
    ['︵︶﹏﹐', 4],
    ['⺀⿰', 2],
    ['￥￠', 2],
    ['a中b', 3],
  ])('%s = %i', (text, count) => {
    expect(plain(text)).toEqual({ count, low: count, high: count });
  });
});

describe('runs of other characters', () => {
  it.each([
    ['', 0],
    ['   \u3000\t\n\u00a0', 0],
    ['a b', 2],
    ['a\u3000b', 2],
    ['zhang@example.gov.cn', 1],
    ['(1)', 1],
    ['3,500.00元', 2],
    ['😀😀', 1],
    ['好😀好', 3],
    ['👨‍👩‍👧‍👦', 1],
    ['👍🏽', 1],
    ['café', 1],
    ['Москва', 1],
    ['葛\u{e0100}城', 2],
    ['zero\u200bwidth', 1],
  ])('%j = %i', (text, count) => {
    expect(plain(text).count).toBe(count);
  });

  it('go on across run borders within a paragraph', () => {
    const runs = ['20', '24', '年', 'a', ' ', 'b'].map((text) => ({ text, eastAsiaHint: false }));
    expect(countRuns(runs)).toEqual({ count: 4, low: 4, high: 4 });
  });
});

describe('ambiguous marks', () => {
  it('give one count between two Han characters', () => {
    for (const mark of ['“', '”', '‘', '’', '—', '…', '·', '①', '★', '℃', '×', '–', '≥', '→'])
      for (const count of [plain, hinted])
        expect(count(`法${mark}治`)).toEqual({ count: 3, low: 3, high: 3 });
  });

  it('follow the hint: the quote before 2023 is its own character with it, part of the number without', () => {
    expect(hinted('“2023年”')).toEqual({ count: 4, low: 3, high: 4 });
    expect(plain('“2023年”')).toEqual({ count: 3, low: 3, high: 4 });
  });

  it('count as East-Asian without a hint where their row touches an East-Asian character', () => {
    expect(plain('法“2023”治')).toEqual({ count: 5, low: 3, high: 5 });
    expect(plain('a——b')).toEqual({ count: 1, low: 1, high: 4 });
    expect(plain('年……2023').count).toBe(4);
  });

  it('are decided run by run', () => {
    const runs = [
      { text: '5', eastAsiaHint: false },
      { text: '×', eastAsiaHint: true },
      { text: '24', eastAsiaHint: false },
    ];
    expect(countRuns(runs)).toEqual({ count: 3, low: 1, high: 3 });
  });

  it('Greek and Cyrillic letters are ambiguous only with a hint', () => {
    expect(plain('αβγ')).toEqual({ count: 1, low: 1, high: 1 });
    expect(hinted('αβγ')).toEqual({ count: 3, low: 1, high: 3 });
  });

  it('never leave low ≤ count ≤ high', () => {
    const parts = ['法', '2', 'a', ' ', '“', '—', '①', '，', '😀', 'α'];
    let seed = 7;
    for (let i = 0; i < 2000; i++) {
      const runs = Array.from({ length: 8 }, () => {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        return { text: parts[seed % parts.length] ?? '', eastAsiaHint: seed % 3 === 0 };
      });
      const { count, low, high } = countRuns(runs);
      expect(low).toBeLessThanOrEqual(count);
      expect(count).toBeLessThanOrEqual(high);
    }
  });
});

it('counts plain text by lines and sums', () => {
  expect(countText('法治\r\n2023\n24').count).toBe(4);
  expect(sumCounts([countText('a——b'), countText('法')])).toEqual({ count: 2, low: 2, high: 5 });
});
