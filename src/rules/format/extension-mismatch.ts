/** The file is not what its extension says. */
import type { Rule } from '../rule.js';
import { isDelivered } from '../scope.js';
import { contradiction } from './signature.js';

export const extensionMismatch: Rule = {
  card: {
    id: 'format/extension-mismatch',
    topic: 'format',
    severity: 'error',
    summary: { zh: '扩展名与文件内容不符', en: 'The extension contradicts the content' },
    why: {
      zh: '直接改扩展名不会转换格式，对方按扩展名打开会报错，也无法编入卷册。',
      en: 'Renaming converts nothing: the file does not open by its extension and cannot be bound in.',
    },
    advice: {
      zh: '请改回真实的扩展名，或用原软件打开后“另存为”所需格式；应为扫描件的，重新扫描为 PDF。',
      en: 'Restore the true extension, or open it in its own programme and save it in the format needed; scan it to PDF where a scan is asked for.',
    },
    source: {
      zh: 'DA/T 70—2018 真实性、可用性检测；申报材料要求中的文件格式',
      en: 'DA/T 70-2018, authenticity and usability; the formats that the requirements name',
    },
    messages: {
      differs: {
        zh: '扩展名是 .{extension}，内容却是 {actual} 格式',
        en: 'The extension is .{extension}, the content is {actual}',
      },
      unknown: {
        zh: '扩展名是 .{extension}，内容却不是该格式，也认不出是什么格式',
        en: 'The extension is .{extension}, but the content is not, nor any format that is known',
      },
    },
    examples: {
      good: ['通知.pdf（PDF）', '说明.wps（WPS 或 .docx 格式）', '照片.JPG（JPEG）'],
      bad: ['通知.pdf（实为 .docx）', '照片.jpg（实为 PNG）', '目录.xlsx（实为网页）'],
    },
  },
  *file(file, workspace) {
    if (!isDelivered(file)) return;
    const actual = contradiction(file, workspace);
    if (actual === null) return;
    const { extension } = file;
    yield actual === ''
      ? { messageId: 'unknown', args: { extension } }
      : { messageId: 'differs', args: { extension, actual } };
  },
};
