import { describe, expect, it } from 'vitest';
import { isExplained, isSuperior, kindOf } from './standing.js';

describe('the kind of a material', () => {
  it.each([
    ['青屿区行政规范性文件制定和监督管理规定', 'standing'],
    ['关于印发《青屿区民宿服务管理办法》的通知', 'standing'],
    ['青屿区人民政府办公室关于印发《青屿区规章制定程序规定（试行）》的通知', 'standing'],
    ['关于印发行政执法公示办法的通知', 'standing'],
    ['《行政执法三项制度》', 'standing'],
    ['青屿区行政复议体制改革实施方案', 'standing'],
    ['法治政府建设实施方案（2021—2025年）', 'standing'],
    ['青屿区法治政府建设实施纲要2021-2025年实施方案', 'standing'],
    ['关于成立依法行政领导小组的通知', 'standing'],
    ['关于调整司法局内设机构和行政编制的批复', 'standing'],
    ['青屿区司法局职能配置', 'standing'],
    ['权责清单（2021年版）.pdf', 'standing'],
    ['临澜市人民政府令', 'standing'],
    ['中华人民共和国行政复议法（2023年修订）', 'standing'],
    ['关于加强调解员队伍建设的意见', 'standing'],
    ['关于《民宿管理办法》的合法性审查意见', 'record'],
    ['关于《民宿管理办法》的审查意见书', 'record'],
    ['2021年法治政府建设工作方案', 'record'],
    ['2022年度法治政府建设情况报告', 'record'],
    ['行政执法培训签到表', 'record'],
    ['法治培训照片3', 'record'],
    ['关于开展2021年法治督察的通知', 'record'],
    ['三项制度培训会议纪要', 'record'],
    ['青屿区行政复议中心平面布置图', 'unknown'],
    ['基层立法联系点名单', 'unknown'],
    ['行政处罚决定书', 'record'],
    ['关于表彰先进单位的决定', 'record'],
    ['法律顾问聘用合同', 'standing'],
    ['公职律师证', 'standing'],
    ['关于行政复议委员会组成人员的通知', 'standing'],
  ])('%s: %s', (title, kind) => {
    expect(kindOf(title)).toBe(kind);
  });
});

describe('papers from above', () => {
  const of = (title: string, responsible = '', documentNumber = '') =>
    isSuperior({ title, responsible, documentNumber }, '青屿区');
  it.each([
    [of('国务院办公厅关于全面推行合法性审核机制的指导意见'), true],
    [of('指导意见', '', '国办发〔2018〕115号'), true],
    [of('临澜市城市供水用水管理办法', '临澜市人民政府'), true],
    [of('培训通报', '省司法厅'), true],
    [of('培训通报', '司法部'), true],
    [of('培训通报', '青屿区人民政府'), false],
    [of('培训通报', '市场监督管理局'), false],
    [of('培训通报', '临澜市青屿区司法局'), false],
    [of('市政设施巡查记录'), false],
    [of('关于全市普法工作的通报'), false],
    [of('加强城市管理工作记录'), false],
    [of('关于开展法治督察的通报', '司法局'), false],
  ])('%#', (found, expected) => {
    expect(found).toBe(expected);
  });
});

describe('remarks', () => {
  it.each([
    ['改革于2021年完成，方案现行有效', true],
    ['2022年数据用于对比', true],
    ['人民法院出具', false],
    ['', false],
  ])('%s: %s', (remark, expected) => {
    expect(isExplained(remark)).toBe(expected);
  });
});
