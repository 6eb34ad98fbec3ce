/** Files and folders that could not be read, each with the reason and a way out. */
import type { UnreadableReason } from '../../model/document.js';
import type { RawFinding } from '../../model/finding.js';
import type { InventoryFile } from '../../model/inventory.js';
import type { Workspace } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import {
  departmentIsDenied,
  inScope,
  isDelivered,
  LINK_FOLDER,
  LINK_OUTSIDE,
  NAME_NOT_UTF8,
  NOT_A_FILE,
  ownerOf,
} from '../scope.js';
import { contradiction } from './signature.js';

/** `null`: another rule speaks (format/encrypted, structure/empty-file). */
const MESSAGE: Readonly<Record<UnreadableReason, string | null>> = {
  damaged: 'damaged',
  encrypted: null,
  'not-the-format': 'not-the-format',
  'no-head-row': 'no-head-row',
  denied: 'denied',
  'too-large': 'too-large',
  timeout: 'timeout',
  'old-format': 'old-format',
  empty: null,
};

/** Why a file was not opened; null where another rule speaks (naming/illegal-name, structure/outside-link). */
function deniedFinding(reason: string): Pick<RawFinding, 'messageId' | 'args'> | null {
  if (reason === NAME_NOT_UTF8 || reason === LINK_OUTSIDE) return null;
  if (reason === LINK_FOLDER) return { messageId: 'link-folder', args: {} };
  if (reason === NOT_A_FILE) return { messageId: 'not-a-file', args: {} };
  // ELOOP: links that lead to each other.
  if (reason === 'ENOENT' || reason === 'ELOOP') return { messageId: 'gone', args: {} };
  return { messageId: 'denied', args: { reason } };
}

/** A catalogue as a PDF or picture: people can read it, the tool has no table to pair with. */
function isNoTable(file: InventoryFile, workspace: Workspace): boolean {
  const document = workspace.documents.get(file.path);
  if (file.role !== 'catalogue' || !document || document.kind === 'catalogue') return false;
  return !workspace.units.some((unit) =>
    unit.submissions.some((s) => s.catalogue !== null && s.catalogues.includes(file)),
  );
}

function judge(file: InventoryFile, workspace: Workspace): RawFinding | null {
  if (file.denied !== null) return deniedFinding(file.denied);
  if (!isDelivered(file)) return null;
  const document = workspace.documents.get(file.path);
  if (document?.kind !== 'unreadable') {
    return isNoTable(file, workspace) ? { messageId: 'no-table', severity: 'unverified', args: {} } : null;
  }
  const messageId = MESSAGE[document.reason];
  if (messageId === null || contradiction(file, workspace) !== null) return null;
  if (document.reason === 'denied') return deniedFinding(document.detail);
  if (document.reason !== 'old-format') return { messageId, args: { extension: file.extension } };
  const judged = file.role === 'statement' || file.role === 'catalogue';
  const target = file.role === 'catalogue' ? '.xlsx' : '.docx';
  return judged ? { messageId, severity: 'unverified', args: { extension: file.extension, target } } : null;
}

export const unreadable: Rule = {
  card: {
    id: 'format/unreadable',
    topic: 'format',
    severity: 'error',
    summary: { zh: '文件或文件夹无法读取', en: 'A file or folder cannot be read' },
    why: {
      zh: '读不出的文件无法检查，也无法编入卷册，评审专家同样打不开。',
      en: 'What cannot be read is neither checked nor bound in, and reviewers cannot open it either.',
    },
    advice: {
      zh: '请在本机打开确认；打不开的，向提供单位索取原件重新复制或扫描，能打开的，另存一份后替换。',
      en: 'Try to open it. If it fails, get the original and copy or scan it again; if it opens, save it anew and replace it.',
    },
    source: { zh: 'DA/T 70—2018 可用性检测', en: 'DA/T 70-2018, usability' },
    messages: {
      damaged: {
        zh: '文件已损坏，无法读取：请从原处重新复制，或重新扫描、另存',
        en: 'The file is damaged: copy it again from where it came, or scan or save it anew',
      },
      'not-the-format': {
        zh: '内容不是有效的 .{extension} 文件：请用原软件打开后另存为 .{extension}',
        en: 'The content is no valid .{extension} file: open it in its own programme and save it as .{extension}',
      },
      'no-head-row': {
        zh: '目录中找不到表头：表头一行须有“序号”和“材料名称”两栏，请补上后重新检查',
        en: 'The catalogue has no head row: one row must hold 序号 and 材料名称; add it and check again',
      },
      'no-table': {
        zh: '目录不是表格文件，无法与印证材料核对：请补交 .xlsx、.docx 或 .csv 格式的目录',
        en: 'The catalogue is no table, so it cannot be compared with the evidence: deliver it as .xlsx, .docx or .csv too',
      },
      denied: {
        zh: '没有权限读取，或正被其他程序占用（{reason}）：请检查权限、关闭占用它的程序后重试',
        en: 'It may not be read, or another programme holds it ({reason}): check its permissions, close the programme, try again',
      },
      'folder-denied': {
        zh: '文件夹无法打开（{reason}），其中的材料未能检查：请检查访问权限后重试',
        en: 'The folder cannot be opened ({reason}), so what it holds was not checked: mend its permissions and try again',
      },
      'unit-unseen': {
        zh: '部门文件夹“{department}”无法打开，本项材料是否齐全、合格未能检查',
        en: 'The department\'s folder "{department}" cannot be opened, so nothing could be checked of this unit',
      },
      'link-folder': {
        zh: '这是指向另一文件夹的链接，没有读取其中的文件：请把需要的文件复制到这里，删去链接',
        en: 'This is a link to another folder and was not followed: copy the files that are needed here and delete the link',
      },
      'not-a-file': {
        zh: '这不是普通文件（系统管道、设备或套接字），没有读取：请删除，换上真正的材料文件',
        en: 'This is no regular file (a pipe, a device or a socket) and was not read: delete it and put the real file here',
      },
      gone: {
        zh: '文件不存在，或链接的目标已移走：请重新复制该文件',
        en: 'The file is gone, or the link leads nowhere: copy the file here again',
      },
      'too-large': {
        zh: '文件过大，超出可处理的限度：请压缩图片或拆分后再报送',
        en: 'The file is beyond the size that can be handled: compress its pictures or split it',
      },
      timeout: {
        zh: '读取超时，文件可能已损坏或过于复杂：请打开确认，另存或重新扫描后替换',
        en: 'Reading took too long: the file may be damaged or too complex; open it, then save or scan it anew',
      },
      'old-format': {
        zh: '该 .{extension} 文件是读不了的旧格式，内容未能检查：请用 Word 或 WPS 打开后另存为 {target}',
        en: 'This .{extension} file is of an old format that cannot be read, so its content was not checked: open it in Word or WPS and save it as {target}',
      },
    },
    examples: {
      good: ['能正常打开的 PDF、Word、Excel 和图片'],
      bad: ['传输中断的 PDF', '没有“序号”“材料名称”表头的目录', '没有读取权限的文件夹'],
    },
  },
  *file(file, workspace) {
    // What is taken nowhere need not open; folder-unrecognised speaks of it.
    if (file.role === 'litter' || file.role === 'config' || (file.role === 'stray' && file.denied === null))
      return;
    const found = judge(file, workspace);
    if (found) yield found;
  },
  *workspace(workspace) {
    for (const { path, reason } of workspace.inventory.deniedFolders) {
      const owner = ownerOf(workspace, path);
      if (reason === NAME_NOT_UTF8 || !inScope(workspace, owner.department, owner.unit)) continue;
      yield { messageId: 'folder-denied', args: { reason }, ...owner, path };
    }
  },
  *submission({ department, due, folder }, _unit, workspace) {
    // What nobody could look at has not passed.
    if (!due || folder !== null || department === null || !departmentIsDenied(workspace, department)) return;
    const path = workspace.inventory.departments.find((d) => d.department === department)?.path ?? '';
    yield { messageId: 'unit-unseen', severity: 'unverified', args: { department }, path };
  },
};
