/** A file among the evidence that no catalogue entry names. */
import type { Rule } from '../rule.js';
import { NAME_NOT_UTF8 } from '../scope.js';

export const fileNotListed: Rule = {
  card: {
    id: 'catalogue/file-not-listed',
    topic: 'catalogue',
    severity: 'error',
    summary: { zh: '印证材料未列入目录', en: 'A file is not in the catalogue' },
    why: {
      zh: '目录与印证材料须一一对应；未列入目录的材料，评审时查不到。',
      en: 'Catalogue and evidence correspond one to one; what is not listed is not found by the reviewer.',
    },
    advice: {
      zh: '请在目录中补一行；已有该行的，把文件名和目录中的“材料名称”改成一致。不属于本项的文件请移走。',
      en: 'Add a row for it; if there is one, make the file name and the title in the catalogue the same. Move away what does not belong here.',
    },
    source: { zh: '任务清单各项“注意”第1条', en: 'Note 1 of every row of the task list' },
    messages: {
      unlisted: { zh: '“{name}”没有列入证明材料目录', en: '"{name}" is not listed in the catalogue' },
    },
    examples: {
      good: ['“1 进驻事项清单.pdf”与序号1“进驻事项清单”'],
      bad: ['“4 补充材料.pdf”，目录中没有此项'],
    },
  },
  *submission(submission) {
    if (submission.catalogue === null) return;
    for (const { entry, file } of submission.materials) {
      // A garbled name matches nothing; naming/illegal-name speaks of it.
      if (entry !== null || file === null || file.denied === NAME_NOT_UTF8) continue;
      yield { messageId: 'unlisted', args: { name: file.name }, path: file.path };
    }
  },
};
