import { describe, expect, it } from 'vitest';
import { word } from '../../../fixtures/rules/build.js';
import type { Document } from '../../model/document.js';
import { documentDate } from './documentdate.js';

function pdf(lines: string[], pages = 1): Document {
  const text = lines.join('\n');
  return {
    kind: 'pdf',
    path: 'a.pdf',
    pages,
    sizes: [],
    text,
    textPages: Math.min(pages, 3),
    title: '',
    pageFacts: [],
    activeContent: [],
  };
}

const read = (document: Document) => {
  const found = documentDate(document);
  return found === null ? null : `${found.iso} ${found.from}`;
};

describe('the date of a document', () => {
  it.each([
    ['signer above', ['正文。', '青屿区司法局', '2023年5月6日', '— 1 —'], '2023-05-06 signature'],
    [
      'letters of the seal',
      ['正文。', '青屿区司法局', '2023年5月6日 青', '屿', '区'],
      '2023-05-06 signature',
    ],
    ['spread letters', ['正文。', '青屿区司法局', '2 0 2 3 年 5 月 6 日'], '2023-05-06 signature'],
    ['Chinese figures', ['正文。', '青屿区人民政府（盖章）', '二〇二三年五月六日'], '2023-05-06 signature'],
    ['one line', ['正文。', '青屿区人民政府办公室 2023年5月6日'], '2023-05-06 signature'],
    ['the date alone at the end', ['会议纪要', '会议研究了工作。', '2023年5月6日'], '2023-05-06 signature'],
    ['a month', ['工作方案', '青屿区司法局', '2023年5月'], '2023-05 signature'],
    [
      'a notice before the paper that it passes on',
      ['现印发。', '区政府办公室', '2023年5月6日', '办法', '第一条　自2023年7月1日起施行。'],
      '2023-05-06 signature',
    ],
    ['imprint', ['正文。', '区政府办公室 2023年5月8日印发'], '2023-05-08 imprint'],
    ['label', ['发布日期：2023-05-06 来源：区政府', '正文，2022年1月1日起施行。'], '2023-05-06 head'],
    ['minutes', ['会议纪要', '时间：2023年5月6日', '会议研究了工作。'], '2023-05-06 head'],
    ['number', ['青屿区司法局文件', '青屿司发〔2023〕5号', '关于开展检查的通知', '正文。'], '2023 number'],
    ['running text', ['2023年5月6日，区司法局开展检查，2023年5月8日完成。'], null],
    ['a table of days', ['1 检查 2023年5月6日', '2 培训 2023年5月8日', '合计 2'], null],
    ['no text', [''], null],
  ])('%s', (_, lines, expected) => {
    expect(read(pdf(lines))).toBe(expected);
  });

  it('the end of a long PDF is not known', () => {
    expect(read(pdf(['事项', '2023年5月6日'], 9))).toBeNull();
  });

  it('of Word is in its last paragraphs', () => {
    expect(read(word('a.docx', ['关于…的说明', '正文。', '区司法局', '2023年5月6日']))).toBe(
      '2023-05-06 signature',
    );
  });
});
