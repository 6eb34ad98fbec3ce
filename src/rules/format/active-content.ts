/** Files that do more than show themselves: macros, scripts, embedded objects, links that fetch. */
import type { Rule } from '../rule.js';
import { isDelivered } from '../scope.js';

/** Stands for a name that the file does not give. */
const UNNAMED = '?';

export const activeContent: Rule = {
  card: {
    id: 'format/active-content',
    topic: 'format',
    severity: 'warning',
    summary: {
      zh: '文件含有宏、脚本、嵌入对象或外部链接',
      en: 'Macros, scripts, embedded objects or links that fetch',
    },
    why: {
      zh: '这类内容在评审专家的电脑上会弹出安全警告或被拦截，换一台电脑就显示不全；嵌入和链接的内容也无法编入卷册。',
      en: "It raises warnings or is blocked on a reviewer's machine, shows incompletely elsewhere, and cannot be bound in.",
    },
    advice: {
      zh: '请去掉宏、脚本和外部链接，把嵌入或链接的内容直接放进正文，或另存为普通 PDF、.docx、.xlsx 后替换。',
      en: 'Remove macros, scripts and links, put what is embedded or linked into the text, or save it as plain PDF, .docx or .xlsx.',
    },
    source: {
      zh: 'DA/T 70—2018 安全性、可用性检测；GB/T 23286（PDF/A）不得含脚本、嵌入文件和外部引用',
      en: 'DA/T 70-2018, safety and usability; GB/T 23286 (PDF/A) excludes scripts, embedded files and external content',
    },
    messages: {
      macro: { zh: '文件含有宏（{detail}）', en: 'The file holds macros ({detail})' },
      javascript: { zh: 'PDF 含有 JavaScript 脚本', en: 'The PDF holds JavaScript' },
      launch: {
        zh: 'PDF 会启动其他程序或打开其他文件（{detail}）',
        en: 'The PDF starts a programme or opens another file ({detail})',
      },
      'embedded-file': {
        zh: '文件内嵌有其他文件（{detail}），编入卷册后看不到',
        en: 'Another file is embedded ({detail}), which the dossier does not show',
      },
      ole: {
        zh: '文件含有嵌入对象（{detail}），编入卷册后看不到其内容',
        en: 'The file holds embedded objects ({detail}), whose content the dossier does not show',
      },
      'external-link': {
        zh: '部分内容取自文件以外（{detail}），换一台电脑会显示不全',
        en: 'Part of it is fetched from elsewhere ({detail}) and missing on another machine',
      },
      'external-template': {
        zh: '文件打开时会从网络读取模板（{detail}）',
        en: 'On opening, the file fetches a template from the network ({detail})',
      },
      'remote-submit': { zh: 'PDF 表单会向外发送数据', en: 'A form in the PDF sends data elsewhere' },
    },
    examples: {
      good: ['带普通网址链接的 Word', '公式', '扫描的 PDF'],
      bad: ['带宏的 .docm', '内嵌 Excel 的 Word', '引用其他工作簿的 Excel'],
    },
  },
  *file(file, { documents }) {
    const document = documents.get(file.path);
    if (!isDelivered(file) || document === undefined || !('activeContent' in document)) return;
    for (const { what, detail } of document.activeContent) {
      const named = what !== 'javascript' && what !== 'remote-submit';
      yield { messageId: what, args: named ? { detail: detail || UNNAMED } : {} };
    }
  },
};
