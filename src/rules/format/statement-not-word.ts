/** A statement that is not delivered in Word. */
import type { Rule } from '../rule.js';
import { isStamped, wordTwin } from '../statement/twin.js';
import { realExtension } from './formats.js';
import { contradiction } from './signature.js';

export const statementNotWord: Rule = {
  card: {
    id: 'format/statement-not-word',
    topic: 'format',
    severity: 'error',
    summary: { zh: '情况说明不是 Word 文档', en: 'The statement is no Word document' },
    why: {
      zh: '情况说明要统计字数、统稿修改、统一排版，只有扫描件或图片的无法处理。',
      en: 'Statements are counted, edited and set anew; a scan or picture allows none of that.',
    },
    advice: {
      zh: '请报送情况说明的 Word 版，文件名与标题一致；扫描件可以同时保留。',
      en: 'Deliver the statement in Word, named by its title; the scan may stay beside it.',
    },
    source: {
      zh: '申报材料要求：情况说明用 Word 编辑，要求盖章的除外',
      en: 'Requirements for the materials: statements are written in Word, but for those that need a stamp',
    },
    messages: {
      'not-word': {
        zh: '情况说明是 .{extension} 文件，应为 Word 文档（{formats}）',
        en: 'The statement is a .{extension} file; it must be a Word document ({formats})',
      },
    },
    examples: {
      good: ['关于政务公开工作的情况说明.docx', '要求盖章的情况说明的扫描件', 'Word 版和扫描件同时报送'],
      bad: ['关于政务公开工作的情况说明.pdf（没有 Word 版）'],
    },
  },
  *submission(submission, _unit, workspace) {
    const { statementFormats } = workspace.pack.checks;
    for (const part of submission.statements) {
      const extension = realExtension(part.file);
      if (extension === '' || statementFormats.includes(extension)) continue;
      // What can't be read, or is something else than its name says, is told of there.
      const foreign = part.document.kind === 'unreadable' || contradiction(part.file, workspace) !== null;
      if (foreign || isStamped(part) || wordTwin(part, submission)) continue;
      const formats = statementFormats.map((format) => `.${format}`).join('、');
      yield { messageId: 'not-word', args: { extension, formats }, path: part.file.path };
    }
  },
};
