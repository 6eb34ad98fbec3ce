/** Texts are as PDFium gives them for documents that LibreOffice set, justified lines and seals included. */
import { describe, expect, it } from 'vitest';
import type { Document } from '../../model/document.js';
import { documentHead } from './head.js';

const pdf = (text: string): Document => ({
  kind: 'pdf',
  path: 'a.pdf',
  pages: 1,
  sizes: [],
  text,
  textPages: 1,
  title: '',
  pageFacts: [],
  activeContent: [],
});
const head = (...lines: string[]) => documentHead(pdf(lines.join('\n')));
const BODY = [
  '为深入贯彻落实习近平法治思想，进一步规范行政执法行为，根',
  '据《中华人民共和国行政处罚法》，现将有关事项通知如下。',
  '一、总体要求。2023 年 5 月底前完成部署。',
];

describe('the head of a formal document', () => {
  it('is read from a joint red-head document', () => {
    const text = [
      ...['000012', '特急', '新城区司法局', '新城区财政局　文件', '新城区审计局', '新司发〔2023〕15 号'],
      ...['新 城 区 司 法 局 新 城 区 财 政 局', '关 于 印 发 《 新 城 区 法 律 援 助 经 费 使 用 管 理'],
      ...['办法（试行）》的通知', '各镇（街道），区直各部门：', ...BODY, '— 1 —\f新城区司法局　新城区财政局'],
      ...['2023 年 6 月 8 日', '（此件公开发布）', '新城区司法局办公室　　　　2023 年 6 月 12 日印发'],
    ];
    expect(head(...text)).toEqual({
      number: '新司发〔2023〕15号',
      title: '新城区司法局新城区财政局关于印发《新城区法律援助经费使用管理办法（试行）》的通知',
    });
  });

  it('is read from a request with its signer, dated in Chinese numerals', () => {
    const text = [
      ...['新 城 区 人 民 政 府 文 件', '新政发〔2024〕7 号　　　　　签发人：张某某', '新 城 区 人 民 政 府'],
      ...[
        '关于申报法治政府建设示范区的请示',
        '市人民政府：',
        ...BODY,
        '新城区人民政府',
        '二〇二四年三月十五日',
      ],
      '（联系人：李某；联系电话：1234567）',
    ];
    expect(head(...text)).toEqual({
      number: '新政发〔2024〕7号',
      title: '新城区人民政府关于申报法治政府建设示范区的请示',
    });
  });

  it('is not taken from what the text quotes or an attachment says', () => {
    const text = [
      ...['新政办函〔2024〕3 号', '新城区人民政府办公室关于同意设立咨询点的复函', '区司法局：'],
      ...[
        '你局《关于设立咨询点的请示》（新司〔2024〕1号）收悉。',
        '新城区人民政府办公室',
        '2024 年 1 月 9 日 新',
      ],
      ...['城\f关于咨询点的方案', '新城区司法局', '2023年12月1日'],
    ];
    expect(head(...text)).toMatchObject({
      number: '新政办函〔2024〕3号',
      title: '新城区人民政府办公室关于同意设立咨询点的复函',
    });
  });

  it('is read below what a government site puts above', () => {
    const text = [
      ...['首页 > 政务公开 > 规范性文件', '索引号：000014349/2023-18315', '文号：新政发〔2022〕1 号'],
      ...['发布日期：2022-01-03', '新城区人民政府关于印发法治政府建设实施方案的通知'],
      ...[
        '发布时间：2022-01-03 10:22 来源：区政府办',
        '各镇人民政府：',
        ...BODY,
        '新城区人民政府',
        '2021 年 12 月 20 日',
      ],
    ];
    expect(head(...text)).toMatchObject({
      number: '新政发〔2022〕1号',
      title: '新城区人民政府关于印发法治政府建设实施方案的通知',
    });
  });

  it.each([
    [
      [
        '新城区人民政府办公室文件',
        '新政办发〔2023〕40号',
        '新城区人民政府办公室',
        '转发区司法局关于加强执法监督工作意见',
        '的通知',
        '各部门：',
      ],
      '新城区人民政府办公室转发区司法局关于加强执法监督工作意见的通知',
    ],
    [
      ['关于印发《新城区实施办法', '（试行）》的通知', '各部门：'],
      '关于印发《新城区实施办法（试行）》的通知',
    ],
    [['2023年度执法监督工作要点', '（2023年2月15日）', ...BODY], '2023年度执法监督工作要点'],
    [['附件 1', '新城区重大行政决策事项目录', ...BODY], '新城区重大行政决策事项目录'],
    [
      ['临澜市人民政府令', '第58号', '临澜市城市供水用水管理办法', '第一章　总则'],
      '临澜市城市供水用水管理办法',
    ],
    [['新城区关于规范行政规范', '性文件发布的通知', '各部门：'], '新城区关于规范行政规范性文件发布的通知'],
    [['2024年度行政规范', '性文件目录', ...BODY], '2024年度行政规范性文件目录'],
    [['在全区法治政府建设推进会上的讲话', ...BODY], null],
    [['序号 事项', '2023 年 5 月 6', '日', '1 检查通知 完成', ...BODY], null],
    [['镇（街道）便民服务中心、村', '（社区）便民服务站建设情况', ...BODY], null],
    [['为做好工作，现发布以下通知。', ...BODY], null],
    [['通知', '各部门：'], null],
  ])('%j: title %j', (lines, title) => expect(head(...lines)?.title ?? null).toBe(title));

  it('has its number below the title of a form', () => {
    const text = ['行政处罚决定书', '新市监罚〔2023〕12 号', '当事人：某某', ...BODY];
    expect(head(...text)?.number).toBe('新市监罚〔2023〕12号');
  });

  it('is nothing where there is no text, or none of it', () => {
    expect([head(''), head(...BODY), documentHead({ kind: 'other', path: 'a' })]).toEqual([null, null, null]);
  });
});
