/** The words of the packaged task list against how statements say it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { file, word } from '../../../fixtures/rules/build.js';
import type { Pack } from '../../model/pack.js';
import type { Submission } from '../../model/workspace.js';
import { defaultPackId, loadPack, resolvePack } from '../../packs/index.js';
import { figuresBelow } from './threshold.js';

let pack: Pack;
beforeAll(async () => {
  pack = await loadPack(await resolvePack(defaultPackId));
});

function told(key: string, text: string): string[] {
  const unit = pack.units.find((u) => u.key === key);
  if (!unit) throw new Error(`no unit ${key}`);
  const part: Submission['statements'][number] = {
    file: file('a/1/b.docx'),
    document: word('a/1/b.docx', ['标题', text]),
    prescribed: null,
    firstParagraph: null,
    words: null,
    bodyWords: null,
  };
  return unit.thresholds.flatMap((threshold) => figuresBelow(threshold, part)?.messageId ?? []);
}

describe('what an indicator demands', () => {
  it.each([
    ['5', '企业开办时间平均为7个工作日。'],
    ['17', '政务服务事项网上可办率达到85%，较去年提高10个百分点。'],
    ['17', '网上可办率持续提升，达到88.6%。'],
    ['17', '网上可办率百分之八十五。'],
    ['17', '“一窗”分类受理率达到75%。'],
    ['17', '2022年网上可办率85%，2023年网上可办率88%。'],
    ['19', '实名差评回访整改率为99.5%。'],
    ['25', '办理人大建议23件、政协提案31件，按时办复率为96%。'],
    ['26-29', '规范性文件合法性审核率95%，被责令改正2件。'],
    ['26-29', '规范性文件被认定为不合法的1件。'],
    ['31', '报备率、报备及时率、规范率均达到98%。'],
    ['31', '报备率100%、报备及时率100%、规范率97%。'],
    ['47-51', '逾期未查案件3件。'],
    ['59', '重大执法决定法制审核率98%。'],
    ['60', '法制审核人员12名，占执法人员总数的4.2%。'],
    ['65', '开展行政执法人员专题培训36学时。'],
    ['65', '人均培训学时达到36学时。'],
    ['70', '代表委员对办理结果满意度达93%。'],
    ['72', '司法建议、检察建议按期办复率98%。'],
    ['72', '未履行生效裁判2件。'],
    ['77', '因信息公开被撤销1件。'],
    ['78', '群众满意度为82%。'],
    ['81', '行政复议决定履行率99%。'],
    ['91', '在事件发生后8小时发布权威信息。'],
    ['94', '2023年举办法治专题讲座1期。'],
  ])('%s is missed by: %s', (key, text) => expect(told(key, text)).toContain('missed'));

  it.each([
    ['5', '企业开办时间由5个工作日压缩至1个工作日以内。'],
    ['5', '企业开办时间压缩至0.5个工作日。'],
    ['17', '网上可办率由85%提升至98%。'],
    ['17', '网上可办率、全程网办率分别达到98%、80%。'],
    ['17', '网上可办率不低于90%。'],
    ['17', '2022年网上可办率85%，2023年网上可办率91%，2024年网上可办率98%。'],
    ['17', '力争2025年网上可办率达到85%。'],
    ['19', '实名差评回访整改率100%。'],
    ['25', '按时回复率、满意率均达100%。'],
    ['26-29', '合法性审核率达100%，没有1件被撤销。'],
    ['47-51', '逾期未办结案件0件。'],
    ['47-51', '没有逾期未查未决案件。'],
    ['59', '重大执法决定法制审核率达到100%。'],
    ['60', '法制审核人员占执法人员总数的7.1%。'],
    ['65', '每年开展专题培训不少于60学时。'],
    ['70', '满意率100%。'],
    ['72', '未履行生效裁判0件。'],
    ['76', '依申请公开答复率100%。'],
    ['77', '未发生因信息公开被撤销、被确认违法案件。'],
    ['79', '人民调解委员会覆盖率100%。'],
    ['91', '在事件发生后3小时内发布权威信息，20小时内举行新闻发布会。'],
    ['94', '每年举办法治专题讲座4期。'],
    ['94', '3月举办法治专题讲座1期，9月举办法治专题讲座1期。'],
  ])('%s has nothing against: %s', (key, text) => expect(told(key, text)).toEqual([]));

  it.each([
    ['70', '满意度达到90%以上。'],
    ['78', '北关街道群众满意度为80%。'],
    ['65', '开展专题培训8学时，开展专题培训12学时。'],
  ])('%s cannot tell of: %s', (key, text) => expect(told(key, text)).toEqual(['open']));
});
