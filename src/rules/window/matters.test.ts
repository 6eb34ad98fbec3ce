import { describe, expect, it } from 'vitest';
import { word } from '../../../fixtures/rules/build.js';
import { answeredOn, kindIn, matterIn } from './matters.js';

const kinds = {
  来函: ['来函', '送审函', '提请审查', '合法性审查的函', '商请'],
  复函: ['复函', '审查意见书', '合法性审查意见'],
  律师意见书: ['律师审核意见', '律师事务所', '法律意见书'],
};

describe('kinds of papers', () => {
  it.each([
    ['关于提请对《民宿管理办法（送审稿）》进行合法性审查的函', '来函'],
    ['关于商请出具《民宿管理办法》合法性审查意见的函', '来函'],
    ['关于《民宿管理办法（送审稿）》的合法性审查意见书', '复函'],
    ['关于提请审查事项的复函', '复函'],
    ['关于《民宿管理办法》的律师审核意见', '律师意见书'],
    ['关于提请审议《民宿管理办法》的请示', null],
    ['《民宿管理办法》合法性审查意见采纳情况', null],
    ['合法性审查意见书目录', null],
    ['《民宿管理办法（送审稿）》起草说明', null],
  ])('%s: %s', (title, kind) => {
    expect(kindIn(title, '', kinds)).toBe(kind);
  });

  it('who made it tells too', () => {
    expect(kindIn('关于《民宿管理办法》的审核意见', '示例律师事务所', kinds)).toBe('律师意见书');
  });
});

describe('matters', () => {
  it.each([
    ['关于《青屿区民宿服务管理办法（送审稿）》的合法性审查意见书', '青屿区民宿服务管理办法'],
    ['关于提请审查民宿服务管理办法的函.pdf', '民宿服务管理办法'],
    ['复函', ''],
    ['1.来函.pdf', ''],
  ])('%s: %s', (title, matter) => {
    expect(matterIn(title)).toBe(matter);
  });
});

describe('the letter that a reply answers', () => {
  const on = (text: string) => answeredOn(word('复函.docx', [text]), ['来函', '送审函']);
  it.each([
    ['你局2023年7月17日报送合法性审查的来函收悉。', '2023-07-17'],
    ['贵单位《关于提请审查的函》（2023年7月17日）收悉。', '2023-07-17'],
    ['你局关于商请提供经费情况的函收悉。', null],
    ['你局2023年7月17日的请示收悉。', null],
    ['2023年7月17日召开了会议。', null],
  ])('%s: %s', (text, date) => {
    expect(on(text)).toBe(date);
  });
});
