/** Tracked changes, comments and hidden text that were left in the final document. */
import type { Rule } from '../rule.js';
import { isText } from '../scope.js';
import { letters } from './body.js';

/** Lines that Word itself hides in text pasted from a web page (styles z-Top/z-Bottom of Form). */
const PASTED = /^(?:窗体(?:顶端|底端)|(?:top|bottom) of form)$/i;

function hiddenLetters(text: string): number {
  return letters(
    text
      .split('\n')
      .filter((line) => !PASTED.test(line.trim()))
      .join(''),
  );
}

export const revisionsLeft: Rule = {
  card: {
    id: 'statement/revisions-left',
    topic: 'statement',
    severity: 'warning',
    summary: {
      zh: '定稿留有修订、批注或隐藏文字',
      en: 'Tracked changes, comments or hidden text were left in',
    },
    why: {
      zh: '修订痕迹、批注和隐藏文字会随文件一并交出，反映内部修改过程；不同的人打开看到的文本也可能不同。',
      en: 'Tracked changes, comments and hidden text go out with the file and show how it was worked on; not everybody then sees the same text.',
    },
    advice: {
      zh: '请在 Word“审阅”中接受或拒绝全部修订、删除全部批注；隐藏文字可用“文件—检查问题—检查文档”查找并删除，然后另存为定稿。',
      en: 'Accept or reject all changes and delete all comments under Review; find hidden text with File, Check for Issues, Inspect Document; then save the final text.',
    },
    source: {
      zh: '申报材料要求：材料应为正式文本；GB/T 9704—2012 第7章',
      en: 'Requirements: the final text is delivered; GB/T 9704-2012, chapter 7',
    },
    messages: {
      revisions: {
        zh: '留有修订痕迹：插入 {inserted} 处、删除 {deleted} 处',
        en: 'Tracked changes were left: {inserted} insertions, {deleted} deletions',
      },
      comments: { zh: '留有批注 {count} 条', en: '{count} comments were left' },
      hidden: { zh: '留有隐藏文字 {count} 字', en: 'Hidden text was left: {count} characters' },
    },
    examples: {
      good: ['接受修订、删除批注后的定稿', '带目录域的总结报告'],
      bad: ['修订 12 处未接受', '批注“此数据待核”', '隐藏的旧段落'],
    },
  },
  *file(file, workspace) {
    if (!isText(file)) return;
    const document = workspace.documents.get(file.path);
    if (document?.kind !== 'word') return;
    const { inserted, deleted } = document.revisions;
    if (inserted + deleted > 0) yield { messageId: 'revisions', args: { inserted, deleted } };
    const comments = document.comments.length;
    if (comments > 0) yield { messageId: 'comments', args: { count: comments } };
    const hidden = hiddenLetters(document.hiddenText);
    if (hidden > 0) yield { messageId: 'hidden', args: { count: hidden } };
  },
};
