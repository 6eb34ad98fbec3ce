import { describe, expect, it } from 'vitest';
import { word } from '../../../fixtures/rules/build.js';
import type { Document } from '../../model/document.js';
import { documentDate, printedOn, signedOn } from './date.js';

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
    ['label', ['发布日期：2023-05-06 来源：区政府', '正文，2022年1月1日起施行。'], '2023-05-06 label'],
    ['minutes', ['会议纪要', '时间：2023年5月6日', '会议研究了工作。'], '2023-05-06 label'],
    ['number', ['青屿区司法局文件', '青屿司发〔2023〕5号', '关于开展检查的通知', '正文。'], '2023 number'],
    ['running text', ['2023年5月6日，区司法局开展检查，2023年5月8日完成。'], null],
    ['a table of days', ['1 检查 2023年5月6日', '2 培训 2023年5月8日', '合计 2'], null],
    [
      'joint signers, an imprint below',
      [
        '正文。',
        '— 1 —\f新城区司法局　新城区财政局',
        '2023 年 6 月 8 日',
        '（此件公开发布）',
        '新城区司法局办公室　　2023 年 6 月 12 日印发',
      ],
      '2023-06-08 signature',
    ],
    [
      'the day of signing, not that of posting',
      [
        '发布日期：2022-01-03',
        '关于印发方案的通知',
        '各镇人民政府：',
        '正文。',
        '新城区人民政府',
        '2021 年 12 月 20 日',
      ],
      '2021-12-20 signature',
    ],
    ['below the title', ['关于检查的通知', '2023年9月19日', '正文。', '2023年9月21日'], '2023-09-19 title'],
    ['in brackets below it', ['2023年度工作要点', '（2023年2月15日）', '正文。'], '2023-02-15 title'],
    [
      'a judgment',
      ['行政判决书', '（2023）内01行初12号', '正文。', '二〇二三年五月六日'],
      '2023-05-06 signature',
    ],
    ['two days by themselves', ['检查记录表', '2023年9月19日', '检查时间', '2023年9月21日'], null],
    [
      'rows of a table that end in authority and day',
      [
        '中介服务机构脱钩台账',
        '序号 机构名称 原主管部门 脱钩时间',
        '1 新城区测绘队 自然资源局 2023 年 9 月 30 日',
        '2 新城区环境技术咨询中',
        '心',
        '生态环境局 2023 年 12 月 20 日',
      ],
      null,
    ],
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

  it('of signing and of printing are told apart from other dates, and are days', () => {
    const dated = pdf(['正文。', '区政府办公室', '2023年5月6日', '区政府办公室 2023年5月8日印发']);
    expect([signedOn(dated), printedOn(dated)]).toEqual(['2023-05-06', '2023-05-08']);
    const printed = pdf(['正文。', '区政府办公室 2023年5月8日印发']);
    expect([signedOn(printed), printedOn(printed)]).toEqual([null, '2023-05-08']);
    const month = pdf(['工作方案', '青屿区司法局', '2023年5月']);
    expect([signedOn(month), printedOn(month)]).toEqual([null, null]);
  });
});
