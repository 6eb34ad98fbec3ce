/** A grade without a word of why. */
import type { Rule } from '../rule.js';
import { ledUnits } from '../scope.js';
import { keyOf, named, ownRows, saysNothing } from './graded.js';

export const groundsMissing: Rule = {
  card: {
    id: 'assessment/grounds-missing',
    topic: 'assessment',
    severity: 'warning',
    summary: { zh: '自评等次没有写明依据', en: 'A grade is given without its grounds' },
    why: {
      zh: '只有等次、没有依据的，审核时无从判断；部分达标、未达标的，还要看差在哪里。',
      en: 'A grade without grounds cannot be examined; where a standard is not fully met, reviewers ask what is lacking.',
    },
    advice: {
      zh: '请逐项写明做了什么、到了什么程度；未达标的写明原因和整改措施。',
      en: 'Say of each standard what was done and how far it got; where it is not met, say why and what is done about it.',
    },
    source: { zh: '对照标准逐项自评：{clause}', en: 'Self-assessment, standard by standard: {clause}' },
    messages: {
      none: {
        zh: '{count} 项标准评了等次，没有写“{column}”：{standards}',
        en: '{count} standards are graded without {column}: {standards}',
      },
    },
    examples: {
      good: ['一-7 达标 2024年3月、9月两次听取汇报'],
      bad: ['一-7 达标 （空）', '一-7 部分达标 无'],
    },
  },
  *department(work, workspace) {
    const asked = workspace.pack.assessment;
    if (asked === null || work.assessment === null) return;
    const rows = ownRows(work, ledUnits(work.name, workspace)).filter(
      ({ unit, grade, grounds }) => unit !== null && grade !== null && saysNothing(grounds),
    );
    const [first] = rows;
    if (!first) return;
    yield {
      messageId: 'none',
      path: work.assessment.file.path,
      where: first.where,
      args: {
        count: rows.length,
        column: asked.columns[1],
        standards: named(rows.map(keyOf)),
        clause: asked.source,
      },
    };
  },
};
