/** The targets of the packaged yearly plan against how statements say it: each of them can be missed and be met. */
import { beforeAll, describe, expect, it } from 'vitest';
import { file, word } from '../../../fixtures/rules/build.js';
import type { Pack, Threshold } from '../../model/pack.js';
import type { Submission, UnitWork, Workspace } from '../../model/workspace.js';
import { loadPack, resolvePack } from '../../packs/index.js';
import { threshold } from './threshold.js';

let pack: Pack;
beforeAll(async () => {
  pack = await loadPack(await resolvePack('deyang-plan'));
});

/** What the rule says of one department's statement, as `message: target`. */
function told(key: string, department: string, text: string): string[] {
  const unit = pack.units.find((u) => u.key === key);
  if (!unit) throw new Error(`no unit ${key}`);
  expect(unit.leads.map((lead) => lead.department)).toContain(department);
  const path = `${department}/${key}/说明.docx`;
  const part: Submission['statements'][number] = {
    file: file(path),
    document: word(path, ['标题', text]),
    prescribed: null,
    firstParagraph: null,
    words: null,
    bodyWords: null,
  };
  const submission = { unit, department, statements: [part] } as unknown as Submission;
  const found = threshold.submission?.(submission, {} as UnitWork, {} as Workspace) ?? [];
  return [...found].map(({ messageId, args }) => `${messageId}: ${target(args)}`);
}

const target = ({ what, demand }: Record<string, unknown>) => `${what}${demand}`;
const SIGNS: Record<Threshold['op'], string> = { '>=': '≥', '<=': '≤', '=': '＝', '>': '＞', '<': '＜' };

const MISSED: [key: string, department: string, target: string, text: string][] = [
  [
    '一-3',
    '中江县人民政府',
    '深化行政执法责任制活动试点部门≥3个',
    '选择2个部门开展深化行政执法责任制活动试点。',
  ],
  ['一-3', '中江县人民政府', '深化行政执法责任制活动试点部门≥3个', '确定县公安局、县环保局2个试点部门。'],
  ['一-3', '广汉市人民政府', '深化行政执法责任制活动试点部门≤4个', '选择6个部门开展试点。'],
  ['一-4-3', '市财政局', '合法性审查率≥90%', '规范性文件合法性审查率为85%。'],
  ['一-4-3', '市财政局', '合法性审查率≥90%', '全年制发规范性文件20件，合法性审查率达到百分之八十五。'],
  ['一-4-3', '绵竹市人民政府', '行政规范性文件备案率≥95%', '行政规范性文件备案率达到92.5%。'],
  ['一-4-3', '市政府法制办', '备案审查率≥100%', '备案率达到98%，备案审查率达到96%。'],
  ['一-4-3', '市工商局', '行政规范性文件评估≥1件', '本年度完成行政规范性文件评估0件。'],
  ['一-4-3', '什邡市人民政府', '行政规范性文件评估≥2件', '按照评估指导文本，评估行政规范性文件1件。'],
  ['二-2', '市卫生局', '宣传主题≥4个', '分季度确定3个宣传主题。'],
  ['二-2', '罗江县人民政府', '宣传主题≥4个', '全年确定宣传主题2个，开展宣传活动18场次。'],
  ['三-1', '市政府法制办', '会前学法≥6次', '局长办公会议会前学法5次。'],
  ['三-1', '旌阳区人民政府', '会前学法≥6次', '2011年区政府常务会议开展会前学法4次。'],
  ['三-1', '旌阳区人民政府', '领导干部法制讲座、专题研讨班≥2期', '举办领导干部法制讲座1期。'],
  ['三-1', '市公务员局', '年度培训人次≥1000人次', '开展行政执法人员轮训，年度培训人次为860人次。'],
  ['三-1', '市政府法制办', '年度培训人次≥1000人次', '全年培训行政执法人员920人次。'],
  ['五-2', '市国土资源局', '重大行政许可、行政处罚备案率≥80%', '重大行政处罚备案率为76%。'],
];

describe('a target of the plan', () => {
  it.each(MISSED)('%s, %s: %s is missed by: %s', (key, department, missed, text) =>
    expect(told(key, department, text)).toEqual([`missed: ${missed}`]),
  );

  it('can be missed, every one of them', () => {
    const targets = pack.units.flatMap(({ key, thresholds }) =>
      thresholds.map((t) => `${key} ${t.what}${SIGNS[t.op]}${t.value}${t.unit}`),
    );
    expect([...new Set(MISSED.map(([key, , missed]) => `${key} ${missed}`))]).toEqual(targets);
  });

  it.each([
    ['一-3', '中江县人民政府', '选择3个部门开展深化行政执法责任制活动试点。'],
    ['一-3', '广汉市人民政府', '确定试点部门4个。'],
    ['一-4-3', '市财政局', '规范性文件合法性审查率为95%。'],
    ['一-4-3', '市财政局', '合法性审查率由2010年的85%提升至96%。'],
    ['一-4-3', '绵竹市人民政府', '行政规范性文件备案率达到95%，评估行政规范性文件2件。'],
    ['一-4-3', '市政府法制办', '合法性审查率、备案率、备案审查率均达到100%。'],
    ['一-4-3', '市工商局', '完成行政规范性文件评估1件。'],
    ['二-2', '市卫生局', '分季度确定4个宣传主题。'],
    ['三-1', '市政府法制办', '局长办公会议会前学法6次，培训行政执法人员1280人次。'],
    ['三-1', '旌阳区人民政府', '会前学法8次，举办领导干部法制讲座2期。'],
    ['五-2', '市国土资源局', '重大行政许可备案率为88%，重大行政处罚备案率为82%。'],
  ])('%s, %s has nothing against: %s', (key, department, text) =>
    expect(told(key, department, text)).toEqual([]),
  );

  it.each([
    // One item evaluated is enough for a department; no number is set to those that do not enforce much.
    ['一-4-3', '市工商局', '评估行政规范性文件1件。'],
    ['一-4-3', '市财政局', '评估行政规范性文件0件。'],
    // The number of themes is set to departments that enforce law.
    ['二-2', '市信访局', '确定2个宣传主题。'],
    // The city holds one course; the total of persons is the city's.
    ['三-1', '市委组织部', '举办领导干部法制讲座1期。'],
    ['三-1', '中江县人民政府', '培训行政执法人员310人次。'],
    ['一-3', '市公安局', '选择2个部门开展试点。'],
  ])('%s is not set to %s: %s', (key, department, text) => expect(told(key, department, text)).toEqual([]));
});
