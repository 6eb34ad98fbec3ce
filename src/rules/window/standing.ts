/**
 * Whether a material from before the window may be used all the same: the task list lets in what was set up or finished
 * earlier, which is rules still in force and papers of higher levels, as against records of single acts.
 */
import { foldWidth } from '../../model/fold.js';

/** `standing`: a rule or set-up that goes on holding; `record`: of one act or period; `unknown`: can't be told. */
export type Kind = 'standing' | 'record' | 'unknown';

const STANDING =
  /(?:办法|规定|制度|条例|细则|规则|规程|准则|标准|规范|指南|指引|章程|预案|规划|纲要|机制|清单|方案|意见|措施|目录|基准|流程|法|决定|令|命令|公约|协议|三定|职能配置|内设机构|权责|汇编|体系|若干措施)$/;
/** 审查意见 and the like are of one case, whatever 意见 means otherwise. */
const OPINION =
  /(?:审查|审核|反馈|处理|答复|回复|律师|法律|评估|整改|征求|初审|复审|督察|督查|办理)意见书?$|意见书$|(?:处罚|许可|强制|复议|表彰|奖励|任免|处理|处分).{0,12}决定书?$/;
/** A yearly plan holds for its year; 2021—2025年 goes on. */
const YEARLY = /(?<!\d|[-至])(?:19|20)\d{2}年度?(?![-至]).*(?:方案|计划|要点|措施|安排|目录|清单)$/;
const SET_UP =
  /(?:成立|设立|组建|设置|建立|加挂|挂牌|更名|增设|核定|划转|聘任|聘请|机构编制|编制|调整|组成人员|领导小组|职责分工|执法主体).*(?:通知|批复|决定|公告|函|文件)$|聘书$|(?:聘用|聘请|顾问|服务)合同$|(?:资格|执业|执法|律师|登记|法人)证书?$/;
const RECORD =
  /总结|报告|通报|简报|信息|纪要|记录|签到|会议|培训|照片|图片|现场|截图|统计|台账|汇总|数据|案例|案卷|卷宗|决定书|意见书|通知|公告|公示|函|请示|批复|答复|复文|计划|要点|新闻|报道|宣传|活动|情况|说明|评估|测评|问卷|检查|督察|督查|考核|述法|判决|裁定|证书|表彰|讲话|课件|安排|凭证|发票|合同/;

/** 关于印发《…办法》的通知 is the rule that it passes on. */
const PASSED_ON =
  /(?:印发|发布|公布|颁布|修订|修改|转发|批转|施行|实施)[^《]{0,12}[《<](.+)[》>][^《]{0,8}(?:的(?:通知|公告|决定|令|函))$/;
/** The same where the quotes were left out: 关于印发行政执法公示办法的通知. */
const PASSED_ON_BARE =
  /(?:印发|发布|公布|颁布|转发|批转)(.{2,}?(?:办法|规定|制度|条例|细则|规则|规程|方案|意见|清单|预案|规划|目录))的(?:通知|公告)$/;

/** A title without what is no part of its words: extension, brackets and numbers at the end. */
function bare(title: string): string {
  let text = foldWidth(title).replace(/\s/g, '');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/(?:\([^()]*\)|\d+|[.\-、_])$/, '').replace(/\.(?:pdf|docx?|xlsx?|jpe?g|png)$/i, '');
  }
  return text;
}

/** What a title is about, width folded: of a notice that passes on a paper, the paper's own title. */
export function subjectOf(title: string): string {
  const text = bare(title);
  const inner = PASSED_ON.exec(text)?.[1] ?? PASSED_ON_BARE.exec(text)?.[1];
  return inner === undefined ? bare(text.replace(/[》>"]$/, '')) : subjectOf(inner);
}

export function kindOf(title: string): Kind {
  const words = subjectOf(title);
  if (OPINION.test(words) || YEARLY.test(words)) return 'record';
  if (STANDING.test(words) || SET_UP.test(words)) return 'standing';
  return RECORD.test(words.slice(-12)) ? 'record' : 'unknown';
}

const CENTRAL = /^(?:中共中央|中央|国务院|国办|全国人|全国政协|最高人民|国家|中华人民共和国)/;
const MINISTRY =
  /^(?:司法|公安|财政|教育|民政|生态环境|自然资源|交通运输|农业农村|住房和城乡建设|人力资源社会保障|人力资源和社会保障|应急管理|文化和旅游|工业和信息化|科学技术|商务|水利)部/;
const NUMBER_OF_CENTRAL = /^(?:国发|国办|国函|国令|中发|中办|中法|法释|法发|国家)/;
/** 临澜市…, 省司法厅; not 市场监管局, 市政公司. */
const PLACE =
  /^(?!关于)(?:中共)?(?:[\p{sc=Han}]{2,7}?(?<![城超全本])(?:省|自治区|自治州|市|州|盟)|省|自治区|市|州|盟)(?!场|政(?!府)|容)/u;

/**
 * Whether a paper comes from above the region. `region` is what the folder is about: 新城区.
 * @param of title, issuer and 发文字号 as the catalogue has them; '' where it does not
 */
export function isSuperior(
  of: { title: string; responsible: string; documentNumber: string },
  region: string,
): boolean {
  const issuers = [of.responsible, of.title].map((text) => foldWidth(text).replace(/^[《<\s]+/, ''));
  if (issuers.some((text) => CENTRAL.test(text) || MINISTRY.test(text))) return true;
  if (NUMBER_OF_CENTRAL.test(of.documentNumber)) return true;
  return issuers.some((text) => {
    const place = PLACE.exec(text)?.[0];
    return place !== undefined && !text.includes(region) && !(region.endsWith('市') && place === '市');
  });
}

/** A remark that answers for the date: 现行有效, 2021年完成, 供对比. */
export function isExplained(remark: string): boolean {
  return /有效|沿用|制度依据|依据|此前|以前|之前|早于|已(?:经)?(?:完成|建成|建立|印发)|完成于|继续|延续|长期|对比|参考|历史|仍在|施行|执行|上级|(?:19|20)\d{2}年/.test(
    foldWidth(remark),
  );
}
