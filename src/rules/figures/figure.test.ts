import { describe, expect, it } from 'vitest';
import { circumstances, type Figure, figuresIn } from './figure.js';

const read = (...texts: string[]) => figuresIn(texts.map((text, index) => ({ text, paragraph: index + 1 })));
const one = (...texts: string[]) => read(...texts).at(-1) as Figure;

describe('what a figure is of', () => {
  it.each([
    ['全县累计梳理行政许可事项336项', '梳理行政许可事项'],
    ['现有行政执法人员752名', '行政执法人员'],
    ['全县752名行政执法人员', '行政执法人员'],
    ['2023年，我局共办理行政处罚案件120件', '办理行政处罚案件'],
    ['今年截至目前共受理群众来信来访345件次', '受理群众来信来访'],
    ['政务服务事项网上可办率达到98.6%', '政务服务事项网上可办率'],
    ['行政处罚案件总数为118件', '行政处罚案件'],
    ['聘请了20名行政执法社会监督员', '聘请行政执法社会监督员'],
    ['目前全区保留行政许可事项286项', '保留行政许可事项'],
  ])('%s', (text, what) => expect(one(text).what).toBe(what));
});

describe('the part that a figure has', () => {
  it.each<[string, Figure['role']]>([
    ['全年办理行政处罚案件120件', 'level'],
    ['投诉量较上年下降43%', 'change'],
    ['2024年新增8项', 'change'],
    ['群众满意度提升5个百分点', 'change'],
    ['满意度提升至96%', 'level'],
    ['力争合法性审查率达到90%', 'target'],
    ['要求网上可办率不低于90%', 'target'],
    ['受理28件，其中来访22件', 'part'],
    ['每名执法人员每年培训60学时', 'each'],
    ['2023年、2024年好评率分别为99.96%', 'respective'],
  ])('%s: %s', (text, role) => expect(one(text).role).toBe(role));

  it('from and to', () => {
    expect(read('问题由21个降至17个').map(({ role }) => role)).toEqual(['former', 'level']);
    expect(read('办理时限从8个工作日压缩到3个工作日').map(({ role }) => role)).toEqual(['former', 'level']);
  });
  it('what is planned is no achievement', () => {
    expect(one('三、下一步打算', '建成法治教育基地12个。').role).toBe('target');
    expect(one('2025年重点工作', '建成法治教育基地12个。').role).toBe('target');
    expect(one('二、重要成效', '建成法治教育基地12个。').role).toBe('level');
  });
});

describe('time, extent and what narrows down', () => {
  it.each([
    ['2023年办理案件12件', '2023'],
    ['2023年度办理案件12件', '2023'],
    ['2023年以来，办理案件12件', '2023-'],
    ['今年以来，办理案件12件', '今'],
    ['2024年1至11月办理案件12件', '20241至11月'],
    ['2023年、2024年办理案件12件', '2023、2024'],
    ['截至目前办理案件12件', null],
    ['全年办理案件12件', null],
    ['累计办理案件12件', '累计'],
    ['《规划（2021-2025年）》列入12件', null],
  ])('%s', (text, time) => expect(one(text).time).toBe(time));

  it('is carried on within a paragraph, not beyond', () => {
    expect(one('2023年，我局加强执法。共办理案件12件。').time).toBe('2023');
    expect(one('2023年，我局加强执法。', '共办理案件12件。').time).toBeNull();
  });
  it.each([
    ['全区共有调解员12名', 'region'],
    ['我局共有执法人员12名', 'own'],
    ['共有执法人员12名', null],
  ])('%s: %s', (text, scope) => expect(one(text).scope).toBe(scope));
  it('fields, campaigns, other bodies and titles are kept', () => {
    expect(one('在交通运输领域，共办理案件12件').context).toEqual(['交通运输领域']);
    expect(one('城关镇坚持源头治理，排查纠纷12件').context).toEqual(['城关镇']);
    expect(one('普通程序：办理案件12件').context).toEqual(['普通程序']);
    expect(one('各部门坚持严格执法，办理案件12件').context).toEqual([]);
    expect(one('（一）市场监管领域', '办理案件12件。').context).toEqual(['市场监管领域']);
  });
  it('a caption says of what time a table is', () => {
    expect(circumstances('2023年行政处罚案件统计表').time).toBe('2023');
  });
});
