/** Pages that were scanned too coarsely. */
import type { Rule } from '../rule.js';
import { isDelivered } from '../scope.js';
import { pageList } from './pages.js';

/** Scanners and programs that trim a page's edge give 198 or 199 for 200. */
const TOLERANCE = 0.975;

export const scanQuality: Rule = {
  card: {
    id: 'format/scan-quality',
    topic: 'format',
    severity: 'warning',
    summary: { zh: '扫描分辨率过低', en: 'Scanned too coarsely' },
    why: {
      zh: '分辨率过低的扫描件放大后模糊，小字和印章看不清，是材料被退回的常见原因。',
      en: 'A coarse scan blurs when enlarged: small print and seals cannot be read, a common reason for sending it back.',
    },
    advice: {
      zh: '请用扫描仪以不低于 {limit} dpi 重新扫描，字小的用 300 dpi，有红头、印章的用彩色；手机拍照的请改用扫描。',
      en: 'Scan it again at {limit} dpi or more, small print at 300, red heads and seals in colour; use a scanner, not a phone.',
    },
    source: {
      zh: 'DA/T 31—2017 纸质档案数字化：分辨率不低于 200 dpi',
      en: 'DA/T 31-2017, digitisation of paper records: at least 200 dpi',
    },
    messages: {
      low: {
        zh: '{count} 页扫描分辨率低于 {limit} dpi（最低 {dpi} dpi）：第 {pages} 页',
        en: 'Pages scanned at less than {limit} dpi: {count} (the lowest has {dpi}; pages {pages})',
      },
    },
    examples: { good: ['200 dpi 的扫描件', '由 Word 另存的 PDF'], bad: ['96 dpi 的扫描件'] },
  },
  *file(file, { documents, pack }) {
    const document = documents.get(file.path);
    if (!isDelivered(file) || document?.kind !== 'pdf') return;
    const limit = pack.checks.scanDpi;
    const low = document.pageFacts.flatMap(({ dpi }, i) =>
      dpi !== null && dpi < limit * TOLERANCE ? [{ page: i + 1, dpi }] : [],
    );
    const [first] = low;
    if (!first) return;
    const args = {
      count: low.length,
      limit,
      dpi: Math.min(...low.map(({ dpi }) => dpi)),
      pages: pageList(low.map(({ page }) => page)),
    };
    yield { messageId: 'low', args, where: { page: first.page } };
  },
};
