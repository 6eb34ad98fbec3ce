/** A department delivers a unit's statement, as a lead would, though others lead the unit. */
import { foldName } from '../../model/fold.js';
import { splitMaterialNumber, splitName } from '../../model/name.js';
import type { StatementPart } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import { isCooperating, listed } from '../scope.js';

/** The statement goes by the prescribed title, as file or as heading: not a note of the department's own. */
function actsAsLead({ file, prescribed, firstParagraph }: StatementPart): boolean {
  const title = prescribed?.title;
  if (title === null || title === undefined) return false;
  const { stem } = splitName(file.name);
  return [stem, splitMaterialNumber(stem).rest, firstParagraph ?? ''].map(foldName).includes(foldName(title));
}

export const wrongDepartment: Rule = {
  card: {
    id: 'structure/wrong-department',
    topic: 'structure',
    severity: 'warning',
    summary: {
      zh: '非牵头单位报送了情况说明',
      en: 'A statement from a department that does not lead the unit',
    },
    why: {
      zh: '情况说明由牵头单位负责，其他单位只配合提供印证材料；同一指标出现两种说法，数据容易前后矛盾。',
      en: "The statement is the lead department's; others only add evidence. Two accounts of one indicator easily contradict each other.",
    },
    advice: {
      zh: '请核对文件夹序号是否写错；序号无误的，请把情况说明中的内容转交牵头单位（{leads}）汇总，本单位只报印证材料和目录。确由本单位牵头的，请报区委依法治区办核实任务清单。',
      en: 'See whether the folder has the wrong number. If not, hand what the statement says to the lead ({leads}) and deliver evidence and catalogue only. If this department does lead the unit, ask the office to correct the task list.',
    },
    source: {
      zh: '附件1第1条：牵头单位负责情况说明，其他部门配合提供印证材料；任务清单“牵头单位”栏',
      en: 'Annex 1, clause 1: leads write the statement, others provide evidence; the lead column of the task list',
    },
    messages: {
      'not-a-lead': {
        zh: '{department}不是第{unit}项“{name}”的牵头单位（牵头单位：{leads}），却报送了该项的情况说明',
        en: '{department} does not lead unit {unit} "{name}" ({leads} does), yet delivers its statement',
      },
    },
    examples: {
      good: ['教育局/2 …/1 证明事项清单.pdf（只配合提供印证材料）'],
      bad: ['教育局/17 优化公共服务/关于优化公共服务的情况说明.docx（第17项由行政审批局牵头）'],
    },
  },
  *submission(submission, { unit }, { pack }) {
    const { department, statements } = submission;
    // Of an authority that the list does not know, structure/folder-unrecognised speaks.
    if (department === null || !pack.departments.some((d) => d.name === department)) return;
    if (!isCooperating(submission) || !statements.some(actsAsLead)) return;
    const leads = listed(unit.leads.map((lead) => lead.department));
    yield { messageId: 'not-a-lead', args: { department, unit: unit.key, name: unit.name, leads } };
  },
};
