/** A file that asks for a password. */
import type { Rule } from '../rule.js';
import { isDelivered } from '../scope.js';

export const encrypted: Rule = {
  card: {
    id: 'format/encrypted',
    topic: 'format',
    severity: 'error',
    summary: { zh: '文件设有密码', en: 'The file is encrypted' },
    why: {
      zh: '设有打开密码的文件无法检查，无法编入卷册，评审专家也打不开。',
      en: 'A file with a password can be neither checked nor bound in, and reviewers cannot open it.',
    },
    advice: {
      zh: '请用原软件打开，取消密码保护后另存并替换；属涉密内容的，不得上传，改以纸质报送。',
      en: 'Open it, remove the password and save it anew; if it is classified it must not be uploaded at all but goes on paper.',
    },
    source: { zh: 'DA/T 70—2018 可用性检测（不得加密）', en: 'DA/T 70-2018, usability (no encryption)' },
    messages: {
      encrypted: { zh: '文件设有打开密码，无法读取', en: 'The file needs a password and cannot be read' },
    },
    examples: { good: ['未加密的 PDF、Word、Excel'], bad: ['要求输入密码才能打开的 PDF 或 Word'] },
  },
  *file(file, workspace) {
    const document = workspace.documents.get(file.path);
    if (!isDelivered(file) || document?.kind !== 'unreadable' || document.reason !== 'encrypted') return;
    yield { messageId: 'encrypted', args: {} };
  },
};
