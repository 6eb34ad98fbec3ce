/** A department sent no liaison form. */
import type { Rule } from '../rule.js';
import { departmentDocument } from './department-document.js';

export const liaisonMissing: Rule = {
  card: {
    id: 'structure/liaison-missing',
    topic: 'structure',
    severity: 'warning',
    summary: { zh: '缺少联络员名单反馈表', en: 'The liaison form is missing' },
    why: {
      zh: '各部门要明确一名联络员与依法治区办联系；没有名单，材料退改、核查时找不到人。',
      en: 'Every department names a liaison; without the form nobody knows whom to ask when material is sent back or looked into.',
    },
    advice: {
      zh: '请填报《{title}》，放在单位文件夹下；联系方式只写在这张表上，不要写进其他材料。',
      en: 'Fill in "{title}" and put it into the department\'s folder. Contact data belongs on this form and nowhere else.',
    },
    source: {
      zh: '附件2；实施方案三（三）：各地区各部门要明确一名联络员，按时报送名单',
      en: 'Annex 2; plan, part 3(3): every department names a liaison and sends the form in time',
    },
    messages: {
      missing: {
        zh: '{department}没有报送《{title}》',
        en: '{department} sent no liaison form ({title})',
      },
      several: {
        zh: '{department}的名单反馈表有 {count} 份（{names}），只需一份，请核对以哪份为准',
        en: '{department} sent {count} liaison forms ({names}); one is due, so say which counts',
      },
    },
    examples: {
      good: ['行政审批局/法治政府建设示范创建工作人员名单反馈表.docx'],
      bad: ['行政审批局/（没有名单反馈表）'],
    },
  },
  *department(department, workspace) {
    const { due, title } = workspace.pack.forms.liaisonForm;
    if (due) yield* departmentDocument(department, workspace, 'liaison-form', title);
  },
};
