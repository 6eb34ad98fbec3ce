import { describe, expect, it } from 'vitest';
import { daysOf, judge, type PeriodRule } from './comment-period.js';
import { periodsIn, periodsOfList, periodsOfRows } from './periods.js';

const ANNOUNCED = '2023-05-06';
const lengths = (text: string, about = '公开征求意见公告') =>
  periodsIn([text], about, ANNOUNCED).map(({ length }) =>
    'from' in length ? `${length.from}/${length.to}` : `${length.count} ${length.unit}`,
  );

describe('periods in a text', () => {
  it.each([
    ['征求意见时间为2023年5月6日至6月5日。', ['2023-05-06/2023-06-05']],
    ['公开征求意见时间：2023年5月6日—2023年6月5日', ['2023-05-06/2023-06-05']],
    ['公示期30天。', ['30 day']],
    ['现向社会公开征求意见，为期7个工作日。', ['7 workday']],
    ['意见反馈截止时间：2023年6月5日。', ['2023-05-06/2023-06-05']],
    ['请于2023年6月5日前将意见反馈至区司法局。', ['2023-05-06/2023-06-05']],
    ['自公告之日起30日内，可以提出意见。', ['30 day']],
    ['2023年5月8日至5月9日召开座谈会。', []],
    ['征求意见期限一般不少于30日。', []],
    ['自本公告发布之日起至2023年6月5日止，请反馈意见。', ['2023-05-06/2023-06-05']],
    ['发布日期:2023-05-06 意见截止日期:2023-06-05', ['2023-05-06/2023-06-05']],
    ['期满后15个工作日内公布采纳情况。', []],
    ['2023年5月8日至5月10日征求有关部门意见。', []],
    ['自2023年7月1日起施行，有效期五年。', []],
  ])('%s', (text, expected) => {
    expect(lengths(text)).toEqual(expected);
  });

  it.each([
    ['送审稿已于2023年2月13日至3月15日公开征求意见，收到意见26条。', ['2023-02-13/2023-03-15']],
    ['2023年2月13日至3月15日，通过门户网站公开征求意见。', ['2023-02-13/2023-03-15']],
    ['收到来函之日起5日内提出审查意见。', []],
    ['2023年5月8日至5月10日开展培训。', []],
    ['请于2023年6月5日前报送材料。', []],
    [
      '2022年11月18日至11月24日,我局通过网站向社会征求了《管理办法（征求意见稿）》的意见。',
      ['2022-11-18/2022-11-24'],
    ],
    ['2023年2月14日至2月27日向社会公开征集重大行政决策事项建议项目。', []],
    ['对候选单位进行公示，公示期为7天。', []],
  ])('in another text: %s', (text, expected) => {
    expect(lengths(text, '情况说明')).toEqual(expected);
  });
});

it('reads what stands below a heading', () => {
  const texts = [
    '现公开征求意见。',
    '一、征求意见的时间',
    '2023年3月6日至2023年4月5日。',
    '二、方式',
    '2023年3月6日。',
  ];
  const found = periodsIn(texts, '关于《道路设计方案》公开征求意见的公告', null);
  expect(found.map(({ name, length }) => [name, length])).toEqual([
    ['道路设计方案', { from: '2023-03-06', to: '2023-04-05' }],
  ]);
});

it('a call for proposals has no draft', () => {
  const texts = ['现向社会公开征集建议项目。', '征集时间：2023年2月14日至2月27日'];
  expect(periodsIn(texts, '关于征集2023年县政府重大行政决策事项建议项目的通知', null)).toEqual([]);
});

it('a list in a PDF breaks its lines anywhere', () => {
  const text =
    '序号 名称 时间\n1 停车管理办法 2023年2月13日至3月15\n日\n31日 26\n— 1 —\f2\n供水管\n理办法 2023年6月1日至6月9日 9日';
  const found = periodsOfList(text, '公开征求意见目录清单');
  expect(found.map(({ name, length }) => [name, length])).toEqual([
    ['停车管理办法', { from: '2023-02-13', to: '2023-03-15' }],
    ['供水管理办法', { from: '2023-06-01', to: '2023-06-09' }],
  ]);
});

it('a table names its column', () => {
  const rows = [
    ['文件名称', '公开征求意见时间', '审查时间'],
    ['停车管理办法', '2023年2月13日至3月15日', '2023年4月1日至4月9日'],
  ];
  expect(periodsOfRows({ rows }, '程序一览表').map(({ length }) => length)).toEqual([
    { from: '2023-02-13', to: '2023-03-15' },
  ]);
});

it('counts both days, and bounds what is stated in other days', () => {
  const calendar = { from: '2023-01-01', to: '2023-12-31', holidays: [], workdays: [] };
  expect(daysOf({ from: '2023-05-06', to: '2023-06-05' }, 'day', calendar)).toEqual([31, 31]);
  expect(daysOf({ from: '2023-05-08', to: '2023-05-16' }, 'workday', calendar)).toEqual([7, 7]);
  expect(daysOf({ from: '2022-12-30', to: '2023-05-16' }, 'workday', calendar)).toBeNull();
  expect(daysOf({ count: 30, unit: 'day' }, 'workday', calendar)).toEqual([12, 30]);
  expect(daysOf({ count: 10, unit: 'workday' }, 'day', calendar)).toEqual([12, 22]);
});

describe("which of a unit's rules a period is under", () => {
  const calendar = { from: '2023-01-01', to: '2023-12-31', holidays: [], workdays: [] };
  const rule = (min: number, unit: PeriodRule['unit'], words: string[]): PeriodRule => ({
    kind: 'period',
    min,
    unit,
    words,
    what: words.join(),
    source: '三级指标第24项',
  });
  const mild = rule(7, 'workday', ['规范性文件']);
  const strict = rule(30, 'day', ['市场主体']);
  const told = (rules: PeriodRule[], to: string, scope: string) => {
    const period = { length: { from: '2023-05-08', to }, context: '', name: '办法' };
    return judge(period, rules, [scope], calendar)?.messageId;
  };

  it.each([
    [[mild, strict], '2023-05-12', '规范性文件', 'workdays'],
    [[mild, strict], '2023-05-19', '规范性文件', undefined],
    [[mild, strict], '2023-05-19', '规范性文件，市场主体', 'days-unsure'],
    [[mild, strict], '2023-05-19', '市场主体', 'days'],
    [[mild, strict], '2023-05-19', '', 'days-unsure'],
    [[mild, strict], '2023-05-12', '', 'workdays'],
    [[mild, strict], '2023-06-08', '', undefined],
    [[mild], '2023-05-12', '', 'workdays-unsure'],
  ])('%#: until %s, %s: %s', (rules, to, scope, expected) => {
    expect(told(rules, to, scope)).toBe(expected);
  });
});
