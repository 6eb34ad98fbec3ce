/** Files too large, and documents too long, to be handed in and looked through. */
import type { Rule } from '../rule.js';
import { isDelivered } from '../scope.js';

const MEGABYTE = 1024 * 1024;

export const oversize: Rule = {
  card: {
    id: 'format/oversize',
    topic: 'format',
    severity: 'warning',
    summary: { zh: '文件过大或页数过多', en: 'A file too large or too long' },
    why: {
      zh: '过大的文件报送、打开都慢；页数过多的，评审专家难以找到要看的内容。',
      en: 'Large files are slow to send and open, and in very long ones reviewers do not find what they look for.',
    },
    advice: {
      zh: '请只保留能证明本项工作的部分；扫描件用 200—300 dpi 并压缩图片，整本汇编请摘取有关页或在目录中注明页码，全本留待实地评估时提供。',
      en: 'Keep what proves this unit; scan at 200 to 300 dpi and compress pictures; take the pages that matter out of a book, or give their numbers in the catalogue and show the whole on site.',
    },
    source: {
      zh: '申报材料要求：突出重点、简明扼要',
      en: 'Requirements for the materials: to the point and concise',
    },
    messages: {
      bytes: {
        zh: '文件有 {size} MB，超过 {limit} MB',
        en: 'The file has {size} MB, more than {limit}',
      },
      pages: { zh: '共 {pages} 页，超过 {limit} 页', en: 'It has {pages} pages, more than {limit}' },
    },
    examples: { good: ['12 页、3 MB 的扫描件'], bad: ['350 页的资料汇编', '240 MB 的扫描件'] },
  },
  *file(file, { documents, pack }) {
    if (!isDelivered(file)) return;
    const { fileMegabytes, documentPages } = pack.checks;
    if (file.bytes > fileMegabytes * MEGABYTE) {
      const size = (file.bytes / MEGABYTE).toFixed(1);
      yield { messageId: 'bytes', args: { size, limit: fileMegabytes } };
    }
    const document = documents.get(file.path);
    if ((document?.kind === 'pdf' || document?.kind === 'ofd') && document.pages > documentPages)
      yield { messageId: 'pages', args: { pages: document.pages, limit: documentPages } };
  },
};
