/** The statement's file name is not the prescribed title. */
import { foldName } from '../../model/fold.js';
import { splitMaterialNumber, splitName } from '../../model/name.js';
import type { Rule } from '../rule.js';
import { isCooperating } from '../scope.js';

export const statementTitle: Rule = {
  card: {
    id: 'naming/statement-title',
    topic: 'naming',
    severity: 'error',
    summary: { zh: '情况说明文件名与规定题目不符', en: 'The statement is not named as prescribed' },
    why: {
      zh: '任务清单规定了情况说明的题目，平台和评审按题目对应指标；题目不符的会被退回。',
      en: 'The task list prescribes the title, and reviewers match statements to indicators by it.',
    },
    advice: {
      zh: '请把文件名改为“{title}”（扩展名不变，全角半角、空格不影响）。',
      en: 'Rename the file to "{title}" and keep its extension; width and spaces do not matter.',
    },
    source: {
      zh: '任务清单各项“申报材料”规定的情况说明题目',
      en: 'The rows of the task list: prescribed titles of statements',
    },
    messages: {
      differs: {
        zh: '情况说明文件名为“{name}”，规定题目是“{title}”',
        en: 'The statement is named "{name}"; the prescribed title is "{title}"',
      },
    },
    examples: {
      good: ['关于优化公共服务的情况说明.docx', '17 关于优化公共服务的情况说明.docx'],
      bad: ['情况说明.docx', '关于优化公共服务工作的总结.docx'],
    },
  },
  *submission(submission) {
    if (isCooperating(submission)) return;
    for (const { file, prescribed } of submission.statements) {
      const title = prescribed?.title;
      if (title === null || title === undefined) continue;
      const { stem } = splitName(file.name);
      const names = [stem, splitMaterialNumber(stem).rest].map(foldName);
      if (names.includes(foldName(title))) continue;
      yield { messageId: 'differs', args: { name: stem, title }, path: file.path };
    }
  },
};
