/** A statement that says nothing: no text, a title alone, the form as it was handed out, or a word or two. */
import type { RawFinding } from '../../model/finding.js';
import type { Rule } from '../rule.js';
import { isText } from '../scope.js';
import { type Emptiness, emptiness } from './body.js';

function told(empty: Emptiness): RawFinding {
  switch (empty.what) {
    case 'picture':
      return { messageId: 'picture', severity: 'unverified', args: {} };
    case 'template':
      return { messageId: 'template', args: { count: empty.hints } };
    case 'title-only':
      return { messageId: 'title-only', args: { title: empty.title } };
    case 'scarce':
      return { messageId: 'scarce', args: { text: empty.text } };
    default:
      return { messageId: 'blank', args: {} };
  }
}

export const empty: Rule = {
  card: {
    id: 'statement/empty',
    topic: 'statement',
    severity: 'error',
    summary: { zh: '文稿没有内容', en: 'The document says nothing' },
    why: {
      zh: '空白文稿、只有标题的文稿和没有填写的模板，等于没有提交，会被退回。确无相关工作的，也要写明。',
      en: 'A blank text, a title alone or a form that was not filled in counts as not delivered. Where there is nothing to show, the statement says so.',
    },
    advice: {
      zh: '请核对是否放错文件或没有保存；补写主要举措、重要成效、突出亮点。确无此项工作的，请写明，如“我局无此项职责，未发生相关情况”。',
      en: 'See whether it is the right file and was saved; then write the measures, results and highlights. Where there is nothing to show, say so and why.',
    },
    source: {
      zh: '附件1第1条、第3条',
      en: 'Annex 1, clauses 1 and 3',
    },
    messages: {
      blank: { zh: '文稿里没有文字', en: 'The document holds no text' },
      'title-only': {
        zh: '文稿只有标题“{title}”，没有正文',
        en: 'The document has a title, "{title}", and no text beneath it',
      },
      template: {
        zh: '文稿仍是没有填写的模板：{count} 处提示语原样保留，没有正文',
        en: 'The document is still the form that was handed out: {count} hints stand in it and no text',
      },
      scarce: {
        zh: '文稿正文只有“{text}”，没有说明情况',
        en: 'The text is only "{text}" and explains nothing',
      },
      picture: {
        zh: '文稿里只有图片，没有可读取的文字，无法检查；请人工核对，或者改交可编辑的文稿',
        en: 'The document holds pictures and no text, so nothing can be checked: look at it, or deliver the text itself',
      },
    },
    examples: {
      good: ['我局无此项职责，未发生相关情况。'],
      bad: ['空白文档', '只有标题', '【请写明：…】原样保留', '正文只有“同上”“见附件”'],
    },
  },
  *file(file, workspace) {
    if (!isText(file)) return;
    const document = workspace.documents.get(file.path);
    if (document?.kind !== 'word') return;
    const unit = workspace.pack.units.find((u) => u.key === file.unit) ?? null;
    const found = emptiness(document, unit);
    if (found) yield told(found);
  },
};
