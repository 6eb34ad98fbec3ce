/** A lead department has no folder for a unit that it owes. */

import type { Rule } from '../rule.js';
import { departmentIsDenied } from '../scope.js';

export const unitMissing: Rule = {
  card: {
    id: 'structure/unit-missing',
    topic: 'structure',
    severity: 'error',
    summary: { zh: '缺少申报单元', en: 'A submission unit is missing' },
    why: {
      zh: '任务清单的每个申报单元都由牵头单位报送；缺一项，该项三级指标即无材料可评。',
      en: 'The lead department owes every unit of the task list; without it the indicator has nothing to be judged by.',
    },
    advice: {
      zh: '请建立以序号开头的文件夹（如“{unit} {name}”），放入情况说明、证明材料目录和印证材料；用“dossier init”可一次建好。确不属本单位牵头的，请在 dossier.yaml 中缩小检查范围。',
      en: 'Make a folder that starts with the number (such as "{unit} {name}") with the statement, the catalogue and the evidence; "dossier init" makes them all. If the unit is not yours, narrow the scope in dossier.yaml.',
    },
    source: {
      zh: '任务清单各项“申报材料”和“牵头单位”',
      en: 'The rows of the task list: materials due and lead departments',
    },
    messages: {
      missing: {
        zh: '缺少第{unit}项“{name}”：{department}是牵头单位，但没有该项的文件夹',
        en: 'Unit {unit} "{name}" is missing: {department} leads it but has no folder for it',
      },
      'missing-anywhere': {
        zh: '缺少第{unit}项“{name}”的文件夹',
        en: 'Unit {unit} "{name}" has no folder',
      },
    },
    examples: {
      good: ['行政审批局/17 优化公共服务/', '行政审批局/指标17/', '司法局/26-29 重大行政决策/'],
      bad: ['行政审批局/（没有以 17 开头的文件夹）'],
    },
  },
  *submission(submission, _unit, workspace) {
    if (!submission.due || submission.folder !== null) return;
    if (departmentIsDenied(workspace, submission.department)) return;
    const args = { unit: submission.unit.key, name: submission.unit.name };
    yield submission.department === null
      ? { messageId: 'missing-anywhere', args }
      : { messageId: 'missing', args: { ...args, department: submission.department } };
  },
};
