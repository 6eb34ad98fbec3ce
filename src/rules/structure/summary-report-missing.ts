/** A department sent no summary report. */
import type { Rule } from '../rule.js';
import { departmentDocument } from './department-document.js';

export const summaryReportMissing: Rule = {
  card: {
    id: 'structure/summary-report-missing',
    topic: 'structure',
    severity: 'warning',
    summary: { zh: '缺少单位总结报告', en: "The department's summary report is missing" },
    why: {
      zh: '各部门（包括非牵头部门）都要提供一份总结报告；缺了，全区的总结报告就少一个单位的情况。',
      en: "Every department, lead or not, owes one summary report; without it the district's own report lacks a department.",
    },
    advice: {
      zh: '请补交《{title}》（Word 版，一个单位一份），放在单位文件夹下、各申报单元文件夹旁边，文件名写“总结报告”即可。',
      en: 'Deliver "{title}" as a Word document, one per department, into the department\'s folder beside its units; 总结报告 will do for its name.',
    },
    source: {
      zh: '附件1第1条：各部门（包括非牵头部门）负责提供一份总结报告',
      en: 'Annex 1, clause 1: every department, lead or not, provides one summary report',
    },
    messages: {
      missing: {
        zh: '{department}没有报送《{title}》',
        en: '{department} sent no summary report ({title})',
      },
      several: {
        zh: '{department}的总结报告有 {count} 份（{names}），只需一份，请核对以哪份为准',
        en: '{department} sent {count} summary reports ({names}); one is due, so say which counts',
      },
    },
    examples: {
      good: ['行政审批局/总结报告.docx'],
      bad: ['行政审批局/（只有申报单元文件夹）'],
    },
  },
  *department(department, workspace) {
    const { due, title } = workspace.pack.forms.summaryReport;
    if (due) yield* departmentDocument(department, workspace, 'summary-report', title);
  },
};
