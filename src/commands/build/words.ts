/** What the build itself says, on pages and at the terminal, in both languages. */
import type { UnreadableReason } from '../../model/document.js';
import type { Lang, Localised } from '../../model/lang.js';
import type { Pack } from '../../model/pack.js';
import { shortReportName } from '../../model/text.js';
import { keyInText } from '../../model/unitkey.js';

export type PlaceholderReason =
  | UnreadableReason
  | 'cannot-show'
  | 'picture-format'
  | 'old-pictures'
  | 'personal-data'
  | 'not-read';

/** Why a placeholder page stands for a file. */
export const REASONS: Record<PlaceholderReason, Localised> = {
  damaged: { zh: '文件已损坏，无法读取', en: 'the file is damaged' },
  encrypted: { zh: '文件已加密，打开需要密码', en: 'the file is encrypted and asks for a password' },
  'not-the-format': { zh: '文件内容与扩展名不符', en: 'the content is not what the extension says' },
  'no-head-row': { zh: '目录没有表头行，无法识别', en: 'the catalogue has no head row' },
  denied: { zh: '没有读取该文件的权限', en: 'no permission to read the file' },
  'too-large': { zh: '文件过大，超过读取上限', en: 'the file is larger than the limit' },
  timeout: { zh: '读取超时', en: 'reading took too long' },
  'old-format': {
    zh: '旧版 Office 格式，请另存为 .docx 或 .xlsx 后重新报送',
    en: 'an old Office format; save it as .docx or .xlsx',
  },
  empty: { zh: '文件是空的（0 字节）', en: 'the file is empty (0 bytes)' },
  'cannot-show': {
    zh: '该格式（音视频、压缩包等）不能排成纸面，请查看电子原件',
    en: 'this format cannot be shown on paper; see the file itself',
  },
  'picture-format': {
    zh: '该图片格式暂不能排成页面，请另存为 JPG、PNG 或 PDF 后重新报送',
    en: 'pictures of this format cannot be set on a page; save it as JPG, PNG or PDF',
  },
  'old-pictures': {
    zh: '旧格式文件中有图片，暂不能排成页面，请另存为 .docx 或 PDF 后重新报送',
    en: 'the pictures in this old format cannot be set on a page; save it as .docx or PDF',
  },
  'personal-data': {
    zh: '原件中有个人信息，无法逐处隐去，公开版不收录',
    en: 'it holds personal data that cannot be masked: the version to publish leaves it out',
  },
  'not-read': { zh: '文件未能读取', en: 'the file was not read' },
};

export const TITLES: Record<
  'cover' | 'notes' | 'contents' | 'urlIndex' | 'gaps' | 'catalogue' | 'blank',
  Localised
> = {
  cover: { zh: '封面', en: 'Cover' },
  notes: { zh: '编制说明', en: 'About this dossier' },
  contents: { zh: '总目录', en: 'Contents' },
  urlIndex: { zh: '网址索引', en: 'URL index' },
  gaps: { zh: '缺项与问题清单', en: 'Gaps and findings' },
  catalogue: { zh: '证明材料目录', en: 'Catalogue' },
  blank: { zh: '空白页', en: 'Blank page' },
};

/** What the part after the units is called: departments' 总结报告, or with grades and forms what all of it is. */
export function reportsTitle({ assessment, forms }: Pack, lang: Lang): string {
  const mixed = assessment !== null || forms.prescribed.length > 0;
  if (lang === 'en') return mixed ? 'Reports and forms' : 'Summary reports';
  if (mixed) return '单位报告和报表';
  return shortReportName(forms.summaryReport.title);
}

export function unitLabel(key: string, lang: Lang): string {
  const bonus = !/\d/.test(key[0] ?? '');
  if (lang === 'en') return `Unit ${key}`;
  return bonus ? key : `第${keyInText(key)}项`;
}

/** 2024-12-20 → 2024年12月20日, or as it is in English. */
export function dateText(iso: string, lang: Lang): string {
  const [year, month, day] = iso.split('-').map(Number);
  return lang === 'zh' ? `${year}年${month}月${day}日` : iso;
}

/** A damaged PDF of which fewer pages were found than it says it has. */
export function doubtText(found: number, declared: number | null, lang: Lang): string {
  const zh = `文件已损坏，只找回 ${found} 页${declared === null ? '' : `（原有 ${declared} 页）`}，请核对原件`;
  const en = `the file is damaged: ${found} pages were found${declared === null ? '' : ` of ${declared}`}; compare the original`;
  return lang === 'zh' ? zh : en;
}

/** A statement of an old format that is set without its pictures. */
export function withoutPicturesText(pictures: number, lang: Lang): string {
  const zh = `旧格式文件中有 ${pictures} 处图片未能排入，请另存为 .docx 后重新报送`;
  const en = `pictures of an old format were left out: ${pictures}; save the file as .docx`;
  return lang === 'zh' ? zh : en;
}
