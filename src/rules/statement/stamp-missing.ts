/** A statement that must be stamped was delivered as Word alone: a Word file bears no stamp. */
import type { Rule } from '../rule.js';
import { emptiness } from './body.js';
import { scanTwin } from './twin.js';

export const stampMissing: Rule = {
  card: {
    id: 'statement/stamp-missing',
    topic: 'statement',
    severity: 'error',
    summary: { zh: '须盖章的情况说明没有盖章件', en: 'A statement that must be stamped has no stamped copy' },
    why: {
      zh: '任务清单要求此份情况说明盖章提供；Word 文稿可以改动，不能证明已由出具单位盖章确认，会被退回。',
      en: 'The row wants this statement stamped. A Word file can be changed and proves no stamp; it will be sent back.',
    },
    advice: {
      zh: '请打印后由{stamp}盖章，扫描成 PDF，与 Word 版同名放在一起。',
      en: 'Print it, have it stamped by {stamp}, scan it as PDF, and put it beside the Word file under the same name.',
    },
    source: {
      zh: '任务清单该项“申报材料”：盖章提供',
      en: 'The row of the task list: delivered with a stamp',
    },
    messages: {
      'word-only': {
        zh: '“{title}”须由{stamp}盖章提供，只有 Word 版，没有盖章扫描件',
        en: '"{title}" must be stamped by {stamp}; there is a Word file and no scan of the stamped copy',
      },
    },
    examples: {
      good: ['关于检察建议办理的情况说明.docx 和同名 .pdf（盖章扫描件）'],
      bad: ['只有 关于检察建议办理的情况说明.docx'],
    },
  },
  *submission(submission, { unit, submissions }) {
    for (const part of submission.statements) {
      const { prescribed, document } = part;
      if (prescribed?.stamp == null || document.kind !== 'word') continue;
      // One without text is not ready for a stamp: statement/empty speaks.
      if (emptiness(document, unit) !== null) continue;
      // The stamped copy may have come from the one who stamped it.
      if (submissions.some((other) => scanTwin(part, other))) continue;
      yield {
        messageId: 'word-only',
        args: { title: prescribed.name, stamp: prescribed.stamp },
        path: part.file.path,
      };
    }
  },
};
