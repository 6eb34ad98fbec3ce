/** The statement does not open with the prescribed title. */
import { foldName } from '../../model/fold.js';
import type { Rule } from '../rule.js';
import { isCooperating } from '../scope.js';
import { emptiness } from '../statement/body.js';

/** As much of a wrong first paragraph as a message shows, characters. */
const SHOWN = 40;

export const titleInDocument: Rule = {
  card: {
    id: 'naming/title-in-document',
    topic: 'naming',
    severity: 'error',
    summary: { zh: '情况说明文内标题与规定题目不符', en: 'The statement is not headed as prescribed' },
    why: {
      zh: '情况说明首行应为任务清单规定的题目；标题不符，往往是用错文稿或以总结代替说明。',
      en: 'The statement opens with the prescribed title; another heading often means the wrong document, or a summary in its place.',
    },
    advice: {
      zh: '请核对是否放错文件；无误的，把文内标题改为“{title}”，标题单独成段、放在正文最前。',
      en: 'See whether it is the right file; if so, head it "{title}", in a paragraph of its own before the text.',
    },
    source: {
      zh: '任务清单各项“申报材料”规定的情况说明题目',
      en: 'The rows of the task list: prescribed titles of statements',
    },
    messages: {
      differs: {
        zh: '文内标题为“{found}”，规定题目是“{title}”',
        en: 'The document is headed "{found}"; the prescribed title is "{title}"',
      },
    },
    examples: {
      good: ['首段：关于优化公共服务的情况说明'],
      bad: ['首段：行政审批局2023年工作总结'],
    },
  },
  *submission(submission, { unit }) {
    if (isCooperating(submission)) return;
    for (const { file, document, prescribed, firstParagraph } of submission.statements) {
      const title = prescribed?.title;
      if (title === null || title === undefined || firstParagraph === null) continue;
      // Where nothing else stands in it either, statement/empty says so.
      if (document.kind === 'word' && emptiness(document, unit) !== null) continue;
      if (foldName(firstParagraph) !== foldName(title)) {
        const found = firstParagraph.length > SHOWN ? `${firstParagraph.slice(0, SHOWN)}……` : firstParagraph;
        yield { messageId: 'differs', args: { found, title }, path: file.path };
      }
    }
  },
};
