/** A unit folder without a material catalogue. */
import type { Rule } from '../rule.js';
import { isDenied } from '../scope.js';

export const catalogueMissing: Rule = {
  card: {
    id: 'structure/catalogue-missing',
    topic: 'structure',
    severity: 'error',
    summary: { zh: '缺少证明材料目录', en: 'The material catalogue is missing' },
    why: {
      zh: '情况说明、证明材料目录、印证材料须一一对应；没有目录，无法核对材料是否齐全。',
      en: 'Statement, catalogue and evidence must correspond one to one; without the catalogue nobody can tell whether all is there.',
    },
    advice: {
      zh: '请补交“{catalogue}”（.xlsx、.docx 或 .csv），首行须有“序号”和“材料名称”两栏；有网址的加“网址”栏。',
      en: 'Deliver "{catalogue}" (.xlsx, .docx or .csv) with the columns 序号 and 材料名称 in its head row, and 网址 where there are URLs.',
    },
    source: { zh: '任务清单各项“注意”第1条', en: 'Note 1 of every row of the task list' },
    messages: {
      missing: { zh: '缺少{catalogue}', en: 'The catalogue ({catalogue}) is missing' },
    },
    examples: {
      good: ['17 优化公共服务/证明材料目录.xlsx', '17 优化公共服务/17印证材料目录.docx'],
      bad: ['17 优化公共服务/（只有情况说明和印证材料）'],
    },
  },
  *submission(submission, _unit, workspace) {
    if (!submission.due || submission.folder === null || isDenied(workspace, submission.folder)) return;
    if (submission.catalogues.length > 0 || !workspace.pack.defaults.parts.includes('catalogue')) return;
    yield { messageId: 'missing', args: { catalogue: workspace.pack.defaults.partNames.catalogue } };
  },
};
