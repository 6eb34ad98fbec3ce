/** Evidence of a unit that wants all of it as PDF, in another format. */
import { foldName } from '../../model/fold.js';
import { splitMaterialNumber, splitName } from '../../model/name.js';
import type { Rule } from '../rule.js';
import { type FormatGroup, formatGroup, realExtension } from './formats.js';
import { contradiction } from './signature.js';

/** What can be turned into a PDF; films can't, and other rules speak of archives and of formats that nobody opens. */
const CONVERTIBLE: ReadonlySet<FormatGroup> = new Set([
  'word',
  'sheet',
  'slides',
  'ofd',
  'picture',
  'text',
  'page',
]);

export const evidencePdfOnly: Rule = {
  card: {
    id: 'format/evidence-pdf-only',
    topic: 'format',
    severity: 'error',
    summary: { zh: '要求统一为 PDF 的印证材料不是 PDF', en: 'Evidence that must be PDF is not' },
    why: {
      zh: '任务清单对该申报单元单独要求印证材料统一为 PDF，格式不一的会被退回。',
      en: 'For this unit the list wants all evidence as PDF; anything else is sent back.',
    },
    advice: {
      zh: '请将该材料扫描或另存为 PDF 后替换；照片可插入 Word 排好后另存为 PDF。情况说明和目录不受此限。',
      en: 'Scan it or save it as PDF; photos can be set in Word first. Statement and catalogue are exempt.',
    },
    source: {
      zh: '任务清单该项“注意”：统一佐证材料为PDF版本',
      en: "The unit's notes in the task list: all evidence as PDF",
    },
    messages: {
      'not-pdf': {
        zh: '本项印证材料统一为 PDF，该文件是 .{extension} 格式',
        en: 'All evidence of this unit must be PDF; this is a .{extension} file',
      },
    },
    examples: { good: ['1 应急演练方案.pdf'], bad: ['2 培训照片.jpg', '3 培训课件.pptx'] },
  },
  *submission({ unit, evidence }, _work, workspace) {
    if (!unit.pdfOnly) return;
    const key = (name: string) => foldName(splitMaterialNumber(splitName(name).stem).rest);
    const asPdf = new Set(evidence.filter((f) => f.extension === 'pdf').map((f) => key(f.name)));
    for (const file of evidence) {
      const extension = realExtension(file);
      const group = formatGroup(extension);
      if (group === null || !CONVERTIBLE.has(group) || file.signature === 'empty') continue;
      if (asPdf.has(key(file.name)) || contradiction(file, workspace) !== null) continue;
      yield { messageId: 'not-pdf', args: { extension }, path: file.path };
    }
  },
};
