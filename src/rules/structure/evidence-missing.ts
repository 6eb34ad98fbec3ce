/** A unit folder without any evidence, nor a catalogue that registers some in another state. */
import type { Rule } from '../rule.js';
import { hidesSomething } from '../scope.js';

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
      zh: '请放入印证材料；不能上传的，在目录“提交方式”栏登记为“网址”“实地核查”“纸质”或“上级文件”，确实没有的登记为“无”并在情况说明中说明。',
      en: 'Add the evidence. What cannot be uploaded is registered in the catalogue as 网址, 实地核查, 纸质 or 上级文件; where there is none, as 无, and the statement explains it.',
    },
    source: {
      zh: '申报材料要求：情况说明、证明材料目录、印证材料一一对应；任务清单各项“注意”第1条',
      en: 'Requirements for the materials: statement, catalogue and evidence correspond one to one; note 1 of every row',
    },
    messages: {
      missing: {
        zh: '没有任何印证材料，目录中也没有登记网址、实地核查、纸质等其他形式的材料',
        en: 'There is no evidence, and the catalogue registers none in another form (URL, on site, on paper …)',
      },
      'catalogue-unread': {
        zh: '文件夹中没有印证材料文件；目录无法读取，不能确定是否登记了网址、实地核查等其他形式的材料',
        en: 'There is no evidence file; the catalogue could not be read, so it may register material in another form',
      },
    },
    examples: {
      good: ['17 优化公共服务/1 政务服务事项进驻清单.pdf', '目录中登记“实地核查”的材料'],
      bad: ['17 优化公共服务/（只有情况说明和空目录）'],
    },
  },
  *submission(submission, _unit, workspace) {
    if (!submission.due || submission.folder === null || hidesSomething(workspace, submission)) return;
    if (submission.evidence.length > 0) return;
    if (submission.materials.some((m) => m.state !== 'file' || m.file !== null)) return;
    if (submission.catalogues.length > 0 && submission.catalogue === null) {
      yield { messageId: 'catalogue-unread', args: {}, severity: 'unverified' };
    } else if (!submission.materials.some((m) => (m.entry?.urls.length ?? 0) > 0)) {
      yield { messageId: 'missing', args: {} };
    }
  },
};
