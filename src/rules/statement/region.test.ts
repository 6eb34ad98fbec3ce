import { describe, expect, it } from 'vitest';
import { foreignRegion } from './region.js';

const names = (lines: string[], region = '新城区', places = ['内蒙古自治区', '呼和浩特市']) =>
  foreignRegion(lines, region, places).map(({ name, count }) => `${name}${count}`);

describe('foreignRegion', () => {
  it.each([
    [['2023年以来，我县全面清理，全县共清理9项。'], ['我县1']],
    [['全县取消9项，全县保留23项。'], ['全县2']],
    [['甲阳县人民政府高度重视。', '甲阳县司法局牵头落实。'], ['甲阳县2']],
    [['由甲阳县司法局牵头，甲阳县财政局配合。'], ['甲阳县2']],
    [['共清理9项。', '甲阳县司法局', '2024年12月2日'], ['甲阳县1']],
  ])('%j', (lines, expected) => expect(names(lines)).toEqual(expected));

  it.each([
    [['我区、全区、本区；新城区人民政府、呼和浩特市新城区司法局']],
    [['赴甲阳县司法局考察，甲阳县人民政府介绍经验，学习甲阳县司法局做法。']],
    [['转发《甲阳县人民政府关于清理的通知》《甲阳县司法局意见》。']],
    [['与甲阳县司法局联合执法，与甲阳县公安局协作。']],
    [['甲阳县司法局来函。']],
    [['全县一盘棋。']],
    [['各区政府、区政府、该区人民政府、开发区管委会、社区居委会、辖区派出所、地区法院、园区企业']],
    [['本县级以上人民政府，全县级']],
    [['内蒙古自治区司法厅、呼和浩特市司法局部署，全市推广。']],
    [['“我县经验”在全国交流，“我县做法”。']],
  ])('%j is none', (lines) => expect(names(lines)).toEqual([]));

  it('我区 may be the autonomous region to a county in it', () => {
    expect(names(['我区条例'], '甲阳县')).toEqual([]);
    expect(names(['我区条例'], '甲阳县', ['示例省'])).toEqual(['我区1']);
  });
});
