/**
 * A lead department has no folder for a unit that it owes. Told unit by unit even where the department sent nothing:
 * progress is kept, and findings are waived, by unit.
 */

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
      zh: '请建立以序号开头的文件夹（如“{unit} {name}”），放入情况说明、证明材料目录和印证材料；用“dossier init”可一次建好。任务清单所列牵头单位有误的，请与下发单位核实；只检查部分单位或申报单元的，在 dossier.yaml 中缩小范围。',
      en: 'Make a folder that starts with the number (such as "{unit} {name}") with the statement, the catalogue and the evidence; "dossier init" makes them all. If the task list names the wrong lead, ask who issued it; to check some departments or units only, narrow the scope in dossier.yaml.',
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
      'no-department': {
        zh: '缺少第{unit}项“{name}”：没有牵头单位{department}的文件夹',
        en: 'Unit {unit} "{name}" is missing: its lead {department} has no folder at all',
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
    const { department } = submission;
    if (department === null) yield { messageId: 'missing-anywhere', args };
    else {
      const there = workspace.inventory.departments.some((d) => d.department === department);
      yield { messageId: there ? 'missing' : 'no-department', args: { ...args, department } };
    }
  },
};
