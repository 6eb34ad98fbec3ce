/** Of the statements that the list prescribes for a unit, those who owe them delivered none. */
import type { Rule } from '../rule.js';
import { lackMessages, lacks } from './statements.js';

export const statementMissing: Rule = {
  card: {
    id: 'structure/statement-missing',
    topic: 'structure',
    severity: 'error',
    summary: { zh: '缺少情况说明', en: 'A statement is missing' },
    why: {
      zh: '每个申报单元都须有情况说明；确无相关工作的，也要在情况说明中写明。',
      en: 'Every unit needs its statement, even where there is nothing to show: the statement then says so.',
    },
    advice: {
      zh: '请补交 Word 版情况说明，文件名和文内标题均用规定的题目：{title}。',
      en: 'Deliver the statement as a Word document, named and headed as prescribed: {title}.',
    },
    source: {
      zh: '任务清单各项“申报材料”',
      en: 'The rows of the task list: materials due',
    },
    messages: lackMessages('', ''),
    examples: {
      good: ['17 优化公共服务/关于优化公共服务的情况说明.docx'],
      bad: ['17 优化公共服务/（只有目录和印证材料）'],
    },
  },
  *unit(unit, workspace) {
    for (const { there, finding } of lacks(unit, workspace)) if (there === 0) yield finding;
  },
};
