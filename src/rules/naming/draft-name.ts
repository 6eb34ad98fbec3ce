/** Names that a draft, a copy, a camera or a chat programme left on a file. */
import { splitMaterialNumber, splitName } from '../../model/name.js';
import type { Rule } from '../rule.js';
import { isDelivered, NAME_NOT_UTF8 } from '../scope.js';

/**
 * Each catches its first group. Legitimate and so left alone: 营业执照副本, 扫描件, 征求意见稿, 草案, 送审稿, 新建社区…方案,
 * 附件(1); a full-width （1） is typed by hand, the half-width one is what Windows, browsers and WeChat append.
 */
const MARKS: readonly RegExp[] = [
  /^(新建\s*(?:microsoft|office|wps|docx?|xlsx?|pptx?|rtf|文本文档|文档|文件夹|工作表|表格|演示|位图|图像|压缩))/i,
  /^(新建\s*\d*)$/,
  /^(微信(?:图片|截图|文件)|QQ(?:图片|截图|文件)|企业微信截图|钉钉(?:图片|截图))/i,
  /^(IMG_?\d|DSC[_N]?\d|PXL_\d|mmexport\d|wx_camera_\d)/i,
  /^(screen ?shot|屏幕截图|屏幕快照|截屏|截图[\s_\d-]*$)/i,
  /^(未命名|无标题|untitled)/i,
  /^((?:文档|工作簿|演示文稿)\s*\d*)$/,
  /^((?:document|book|presentation)\s*\d+)$/i,
  /^(扫描(?:[\s_\d-]*|全能王.*))$/,
  /^(scan(?:ned)?[\s_\d-]*|camscanner.*)$/i,
  /[-—_](\s*副本(?:\s*\(\d+\)|\d*))$/,
  /(?<!证|照|证书|执照)\s(副本(?:\s*\(\d+\)|\d*))$/,
  /^(副本)(?=\s|[-_—(（]|\d|$|关于)/,
  /^(copy of)/i,
  /[-_—\s](\s?copy(?:\s*\(\d+\)|\s*\d+)?)$/i,
  /(?<!附件|附表|附图|表|图|案例)\s*(\(\d{1,2}\))$/,
  /((?:最终版|最终稿|最终|终稿|终版|定稿|修改稿|修改版|初稿|草稿)\s*\d{0,2})$/,
  /[([（【［]\s*((?:最终版|最终稿|最终|终稿|终版|定稿|修改稿|修改版|初稿|草稿)\s*\d{0,2})\s*[)\]）】］]/,
];

/** The part of a name that marks it as a draft or as nobody's choice, else null. */
export function draftMark(stem: string): string | null {
  const name = stem.normalize('NFC').trim();
  // A number may stand before what starts a name; ends are looked at as typed, since folding hides full width.
  const { rest } = splitMaterialNumber(name);
  for (const mark of MARKS) {
    const hit = mark.exec(name) ?? (mark.source.startsWith('^') ? mark.exec(rest) : null);
    const found = hit?.[1]?.trim();
    if (found) return found;
  }
  return null;
}

export const draftName: Rule = {
  card: {
    id: 'naming/draft-name',
    topic: 'naming',
    severity: 'warning',
    summary: { zh: '文件名像草稿、副本或自动命名', en: 'The name looks like a draft, a copy or a default' },
    why: {
      zh: '印证材料应以文件原名命名，网址、截图等以内容命名；草稿式的名称看不出内容，也让人怀疑不是定稿。',
      en: 'Documents carry their original names, screenshots and lists the name of their content; a draft name tells nothing and makes one doubt the version.',
    },
    advice: {
      zh: '请确认是最终文件后，改用文件原名或概括内容的名称，并同步修改目录。',
      en: 'Make sure that it is the final file, name it by its original title or its content, and mend the catalogue too.',
    },
    source: {
      zh: '申报材料要求：印证材料以文件原名命名，网址、截图、说明以内容命名',
      en: 'Requirements for the materials: original names for documents, content for URLs, screenshots and statements',
    },
    messages: {
      draft: {
        zh: '文件名“{name}”带有草稿、副本或自动命名的痕迹（“{mark}”）',
        en: 'The file name "{name}" has the mark of a draft, a copy or a default ("{mark}")',
      },
    },
    examples: {
      good: ['营业执照副本.pdf', '条例（草案）征求意见稿.pdf', '附件(1).pdf'],
      bad: [
        '新建 Microsoft Word 文档.docx',
        '工作总结 - 副本.docx',
        '通知(1).pdf',
        '方案最终版2.pdf',
        'IMG_2031.jpg',
      ],
    },
  },
  *file(file) {
    if (!isDelivered(file) || file.denied === NAME_NOT_UTF8) return;
    const { stem } = splitName(file.name);
    const mark = draftMark(stem);
    if (mark !== null) yield { messageId: 'draft', args: { name: stem, mark } };
  },
};
