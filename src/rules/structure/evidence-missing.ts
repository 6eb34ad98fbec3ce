/** A unit folder without any evidence, nor a catalogue that registers some in another state; and a bare “none”. */
import type { CatalogueEntry } from '../../model/document.js';
import type { RawFinding } from '../../model/finding.js';
import { paragraphs, paragraphText } from '../../model/text.js';
import type { Material, StatementPart, Submission } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import { hidesSomething, listed, placeOf } from '../scope.js';

/** Words by which a text says that something was not done, did not happen or does not exist. */
const NONE_EXPLAINED =
  /没有|不涉及|不存在|不适用|不具备|不属于|不需要|尚未|从未|暂(?:无|未|不|缺)|未(?:开展|发生|出现|涉及|收到|接到|发现|制定|出台|印发|办理|受理|作出|产生|形成|建立|设立|成立|发布|公布|实施|进行|组织|举办|查处|采取|安排|列入|纳入|使用|被|有|曾|能)|无(?:相关|有关|此|该|这|须|需|应|新增|任何)|无.{0,8}(?:情况|情形|案件|事项|材料|文件|行为|任务|记录|投诉|事件)|为(?:零|0|０|无)|零(?:发生|投诉|案件|报告|事故)/;

function textOf({ document }: StatementPart): string | null {
  if (document.kind !== 'word') return null;
  return [...paragraphs(document.blocks)].map(paragraphText).join('\n');
}

/** What the catalogue itself says besides the bare state: 无（未发生此类案件）. */
function remarks({ title, remark, stateText }: CatalogueEntry): string {
  return [title, remark, /^(?:无|没有|暂无|无此项)$/.test(stateText.trim()) ? '' : stateText].join('\n');
}

/** Materials registered as 无 where neither the catalogue nor the statement says why there are none. */
function* unexplained(submission: Submission): Generator<RawFinding> {
  const { catalogue, statements } = submission;
  const bare = submission.materials.filter(
    ({ state, entry }) => state === 'none' && entry !== null && !NONE_EXPLAINED.test(remarks(entry)),
  );
  // Without a statement there is nothing to look into; structure/statement-missing speaks where one is due.
  if (bare.length === 0 || catalogue === null || statements.length === 0) return;
  const texts = statements.map(textOf);
  if (texts.some((text) => text !== null && NONE_EXPLAINED.test(text))) return;
  const entries = listed(bare.map(nameOf));
  const first = bare[0]?.entry;
  yield {
    messageId: texts.includes(null) ? 'none-unread' : 'none-unexplained',
    severity: texts.includes(null) ? 'unverified' : 'warning',
    args: { entries },
    path: catalogue.path,
    ...(first && bare.length === 1 ? { where: placeOf(first) } : {}),
  };
}

/** 3“群众评价” */
function nameOf({ entry, title }: Material): string {
  return `${entry?.number ?? ''}“${title}”`;
}

export const evidenceMissing: Rule = {
  card: {
    id: 'structure/evidence-missing',
    topic: 'structure',
    severity: 'error',
    summary: { zh: '缺少印证材料', en: 'The evidence is missing' },
    why: {
      zh: '只有情况说明而无印证材料的，所述工作无从证实，会被退回。',
      en: 'Without evidence nothing that the statement says can be confirmed, and it will be sent back.',
    },
    advice: {
      zh: '请放入印证材料；不能上传的，在目录“提交方式”栏登记为“网址”“实地核查”“纸质”或“上级文件”，确实没有的登记为“无”，并在情况说明中写明原因。',
      en: 'Add the evidence. What cannot be uploaded is registered in the catalogue as 网址, 实地核查, 纸质 or 上级文件; where there is none, as 无, and the statement explains it.',
    },
    source: {
      zh: '附件1第1条：材料无法上传的可以注明实地评估、核查时提供，没有相关材料的要提交情况说明；任务清单各项“注意”第1条',
      en: 'Annex 1, clause 1: what cannot be uploaded may be noted as shown on site, where there is none the statement says so; note 1 of every row',
    },
    messages: {
      missing: {
        zh: '没有任何印证材料，目录中也没有登记网址、实地核查、纸质等其他形式的材料',
        en: 'There is no evidence, and the catalogue registers none in another form (URL, on site, on paper …)',
      },
      'none-unexplained': {
        zh: '目录把以下材料登记为“无”：{entries}；情况说明和目录备注都没有写明原因（如未开展、未发生、不涉及）',
        en: 'The catalogue registers as 无 (none): {entries}; neither the statement nor the remark says why (not done, did not happen, does not apply)',
      },
      'none-unread': {
        zh: '目录把以下材料登记为“无”：{entries}；情况说明无法读取，不能确定是否写明原因',
        en: 'The catalogue registers as 无 (none): {entries}; the statement could not be read, so it may say why',
      },
      'catalogue-unread': {
        zh: '文件夹中没有印证材料文件；目录无法读取，不能确定是否登记了网址、实地核查等其他形式的材料',
        en: 'There is no evidence file; the catalogue could not be read, so it may register material in another form',
      },
    },
    examples: {
      good: ['17 优化公共服务/1 政务服务事项进驻清单.pdf', '目录中登记“实地核查”的材料'],
      bad: ['17 优化公共服务/（只有情况说明和空目录）', '目录中登记“无”，情况说明只字未提'],
    },
  },
  *submission(submission, _unit, workspace) {
    if (!submission.due || submission.folder === null || hidesSomething(workspace, submission)) return;
    yield* unexplained(submission);
    if (submission.evidence.length > 0 || !workspace.pack.defaults.parts.includes('evidence')) return;
    if (submission.materials.some((m) => m.state !== 'file' || m.file !== null)) return;
    if (submission.catalogues.length > 0 && submission.catalogue === null) {
      yield { messageId: 'catalogue-unread', args: {}, severity: 'unverified' };
    } else if (!submission.materials.some((m) => (m.entry?.urls.length ?? 0) > 0)) {
      yield { messageId: 'missing', args: {} };
    }
  },
};
