/** Files that a reviewer's machine does not open, or that the dossier can hold as a placeholder only. */
import type { RawFinding } from '../../model/finding.js';
import type { InventoryFile } from '../../model/inventory.js';
import type { Workspace } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import { isDelivered } from '../scope.js';
import { isArchive } from '../structure/nested-archive.js';
import { ADDRESS_FILE } from '../structure/outside-link.js';
import { formatGroup, realExtension } from './formats.js';
import { CALLED, contradiction } from './signature.js';

function judge(file: InventoryFile, workspace: Workspace): Pick<RawFinding, 'messageId' | 'args'> | null {
  const extension = realExtension(file);
  if (extension === '') {
    const actual = CALLED[file.signature];
    return actual === null
      ? { messageId: 'no-extension', args: {} }
      : { messageId: 'extension-missing', args: { actual } };
  }
  if (formatGroup(extension) === null) return { messageId: 'format', args: { extension } };
  const document = workspace.documents.get(file.path);
  const pictures = document?.kind === 'word' ? (document.picturesLeftOut ?? 0) : 0;
  return pictures > 0 ? { messageId: 'old-pictures', args: { extension, pictures } } : null;
}

export const unsupported: Rule = {
  card: {
    id: 'format/unsupported',
    topic: 'format',
    severity: 'warning',
    summary: {
      zh: '评审专家打不开或无法编入卷册的格式',
      en: 'A format that reviewers cannot open or the dossier cannot hold',
    },
    why: {
      zh: '这类文件在评审专家的电脑上打不开，卷册中只能用一页说明代替。',
      en: "Such a file does not open on a reviewer's machine, and in the dossier a page of remarks stands for it.",
    },
    advice: {
      zh: '请用原软件打开，另存或打印为 PDF 后替换；照片存为 JPG，表格存为 .xlsx，没有扩展名的补上扩展名。',
      en: 'Open it in its own programme and save or print it as PDF; photos as JPG, tables as .xlsx; give a file without extension its extension.',
    },
    source: {
      zh: '申报材料要求中的文件格式；DA/T 70—2018 可用性检测',
      en: 'The formats that the requirements name; DA/T 70-2018, usability',
    },
    messages: {
      format: {
        zh: '.{extension} 格式评审专家打不开，也无法编入卷册',
        en: 'Reviewers cannot open the format .{extension}, nor can the dossier hold it',
      },
      'no-extension': {
        zh: '文件没有扩展名，也认不出是什么格式',
        en: 'The file has no extension, and its format is not known',
      },
      'extension-missing': {
        zh: '文件没有扩展名，内容是 {actual} 格式，请补上',
        en: 'The file has no extension; its content is {actual}: add it',
      },
      'old-pictures': {
        zh: '旧格式 .{extension} 文件中的 {pictures} 处图片无法编入卷册，请另存为 .docx 或 PDF',
        en: 'Pictures in this old .{extension} file that cannot be bound in: {pictures}; save it as .docx or PDF',
      },
    },
    examples: {
      good: ['1 通知.pdf', '2 现场.mp4', '3 版式文件.ofd'],
      bad: ['1 平面图.dwg', '2 网页.mht', '3 邮件.eml', '4 通知（没有扩展名）'],
    },
  },
  *file(file, workspace) {
    if (!isDelivered(file) || file.denied !== null || file.signature === 'empty') return;
    // structure/nested-archive and outside-link speak of what is packed, and of what only points elsewhere.
    if (isArchive(file, workspace) || ADDRESS_FILE.test(file.name)) return;
    if (contradiction(file, workspace) !== null) return;
    const found = judge(file, workspace);
    if (found) yield found;
  },
};
