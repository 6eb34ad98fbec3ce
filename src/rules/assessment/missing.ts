/** A department did not grade itself, or sent no report on it. */
import type { RawFinding } from '../../model/finding.js';
import { foldName } from '../../model/fold.js';
import type { InventoryFile } from '../../model/inventory.js';
import { splitName } from '../../model/name.js';
import type { DepartmentWork, Workspace } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import { ledUnits, listed } from '../scope.js';
import { mayHideDocuments, owesDocuments } from '../structure/department-document.js';

/** A scan beside the document of the same name is the same document. */
function several(files: readonly InventoryFile[], title: string, department: string): RawFinding[] {
  const names = [...new Map(files.map((f) => [foldName(splitName(f.name).stem), f.name])).values()];
  if (names.length < 2) return [];
  const args = { department, title, count: names.length, names: listed(names) };
  return [{ messageId: 'several', severity: 'info', args }];
}

function* judge(work: DepartmentWork, workspace: Workspace): Generator<RawFinding> {
  const { assessment } = workspace.pack;
  const standards = assessment === null ? [] : ledUnits(work.name, workspace);
  if (assessment === null || standards.length === 0 || !owesDocuments(work, workspace)) return;
  const { table, report } = assessment;
  const hidden = mayHideDocuments(work, workspace);
  const department = work.name;
  if (work.assessments.length > 0) yield* several(work.assessments, table, department);
  else if (!hidden) {
    const args = { department, title: table, count: standards.length, clause: assessment.source };
    yield { messageId: 'table', args };
  }
  if (report === null) return;
  if (work.assessmentReports.length > 0) yield* several(work.assessmentReports, report.title, department);
  else if (!hidden) {
    yield { messageId: 'report', args: { department, title: report.title, clause: report.source } };
  }
}

export const missing: Rule = {
  card: {
    id: 'assessment/missing',
    topic: 'assessment',
    severity: 'error',
    summary: { zh: '缺少自评表或者自评报告', en: 'The self-assessment or the report on it is missing' },
    why: {
      zh: '申报单位要先对照标准逐项自评；没有自评结果，无从审核，申报不予受理。',
      en: 'A department first grades itself standard by standard; without its grades there is nothing to examine, and the application is not taken.',
    },
    advice: {
      zh: '请补交，放在单位文件夹下，文件名中写明“自评表”“自评报告”；dossier init 可以生成列好全部标准的自评表。',
      en: "Deliver it into the department's folder with 自评表 or 自评报告 in its name; dossier init makes a table with all standards, ready to fill in.",
    },
    source: { zh: '对照标准逐项自评：{clause}', en: 'Self-assessment, standard by standard: {clause}' },
    messages: {
      table: {
        zh: '{department}没有报送{title}，应当自评的标准有 {count} 项',
        en: '{department} sent no {title}; it has {count} standards to grade itself on',
      },
      report: {
        zh: '{department}没有报送《{title}》',
        en: '{department} sent no report on its self-assessment ({title})',
      },
      several: {
        zh: '{department}的{title}有 {count} 份（{names}），请核对以哪份为准',
        en: '{department} sent {title} {count} times ({names}): say which counts',
      },
    },
    examples: {
      good: ['司法局/自评表.xlsx', '司法局/自评材料/司法局自评报告.docx'],
      bad: ['司法局/（只有申报单元文件夹）', '司法局/自评表.xlsx和自评表（改）.xlsx'],
    },
  },
  *department(work, workspace) {
    const clause = workspace.pack.assessment?.source ?? '';
    for (const found of judge(work, workspace)) yield { ...found, args: { clause, ...found.args } };
  },
};
