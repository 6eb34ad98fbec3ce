/** Pages of a PDF on which nothing is to be seen. */
import type { Rule } from '../rule.js';
import { isDelivered } from '../scope.js';
import { pageList } from './pages.js';

export const blankPage: Rule = {
  card: {
    id: 'format/blank-page',
    topic: 'format',
    severity: 'info',
    summary: { zh: '有空白页', en: 'Blank pages' },
    why: {
      zh: '空白页多为双面扫描时未删除的背面，编入卷册后增加页数；也可能是漏扫或扫反了。',
      en: 'Mostly the backs of a two-sided scan, which only add pages; or a sheet that was fed the wrong way round.',
    },
    advice: {
      zh: '请核对原件：背面本就空白的可以删去，漏扫、扫反的请重新扫描。',
      en: 'Compare the original: delete empty backs, scan again what was missed.',
    },
    source: {
      zh: 'DA/T 31—2017 纸质档案数字化：图像应完整，空白页可不扫描',
      en: 'DA/T 31-2017, digitisation of paper records: pages complete, blank ones may be left out',
    },
    messages: {
      some: {
        zh: '{total} 页中有 {count} 页空白：第 {pages} 页',
        en: 'Blank pages: {count} of {total} (pages {pages})',
      },
      all: { zh: '全部 {total} 页都是空白', en: 'All pages are blank ({total})' },
    },
    examples: { good: ['每页都有内容的扫描件'], bad: ['第 2 页是空白背面的扫描件'] },
  },
  *file(file, { documents }) {
    const document = documents.get(file.path);
    if (!isDelivered(file) || document?.kind !== 'pdf') return;
    const blank = document.pageFacts.flatMap((fact, i) => (fact.blank === true ? [i + 1] : []));
    const [first] = blank;
    if (first === undefined) return;
    const total = document.pages;
    if (blank.length === total) yield { messageId: 'all', severity: 'warning', args: { total } };
    else {
      const args = { total, count: blank.length, pages: pageList(blank) };
      yield { messageId: 'some', args, where: { page: first } };
    }
  },
};
