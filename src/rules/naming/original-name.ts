/** A formal document's file is not named by the document's title. */

import { splitName } from '../../model/name.js';
import { documentHead, FORMAL_TITLE } from '../document/head.js';
import type { Rule } from '../rule.js';
import { NAME_NOT_UTF8 } from '../scope.js';
import { isOneDocument, isRecognised, namesDocument } from './likeness.js';

/** As much of a title as a message shows, characters. */
const SHOWN = 60;

/** 关于…的通知; or a numbered document with a title of its own. 行政处罚决定书 and other forms are named by the case. */
function isTelling(title: string, number: string | null): boolean {
  return FORMAL_TITLE.test(title) || (number !== null && title.length >= 8 && !/[书表单证]$/.test(title));
}

export const originalName: Rule = {
  card: {
    id: 'naming/original-name',
    topic: 'naming',
    severity: 'warning',
    summary: { zh: '正式文件没有以文件原名命名', en: 'A formal document is not named by its title' },
    why: {
      zh: '正式文件的扫描件应以文件原名命名；名称与首页标题对不上，往往是放错了文件，或者让评审找不到该文件。',
      en: 'Scans of formal documents carry the original name; another name means the wrong file, or one that is not found.',
    },
    advice: {
      zh: '请核对是否放错文件；无误的，文件名改为首页标题（可省略发文机关，可在前面加序号、后面加发文字号），并同步修改目录。',
      en: 'See whether it is the right file; if so, name it by the title on its first page (the issuer may be left out, a number put before it), and mend the catalogue too.',
    },
    source: {
      zh: '申报材料要求：正式文件扫描为PDF，以文件原名命名',
      en: 'Requirements for the materials: formal documents as scanned PDF under their original names',
    },
    messages: {
      differs: {
        zh: '文件名为“{name}”，首页标题是“{title}”',
        en: 'The file is named "{name}"; the title on its first page is "{title}"',
      },
    },
    examples: {
      good: [
        '首页标题“新城区人民政府关于印发《新城区民宿服务管理办法》的通知”，文件名“2 新城区民宿服务管理办法.pdf”',
        '文件名“3 关于开展后评估工作的通知（新政办函〔2024〕13号）.pdf”',
      ],
      bad: ['首页标题“关于开展行政执法检查的通知”，文件名“3.pdf”', '同上，文件名“领导小组成员名单.pdf”'],
    },
  },
  *submission(submission, _unit, workspace) {
    for (const file of submission.evidence) {
      // Word files are named by their content. A scan without text tells no title: nothing can be compared, and
      // saying so of every scan (which is what the list asks for) would bury what was found.
      const document = workspace.documents.get(file.path);
      if (document?.kind !== 'pdf' || file.denied === NAME_NOT_UTF8) continue;
      const { stem } = splitName(file.name);
      const head = isOneDocument(stem) ? documentHead(document) : null;
      if (!head?.title || !isTelling(head.title, head.number)) continue;
      if (namesDocument(stem, head.title) !== 'other') continue;
      const title = head.title.length > SHOWN ? `${head.title.slice(0, SHOWN)}……` : head.title;
      const args = { name: stem, title };
      yield {
        messageId: 'differs',
        args,
        path: file.path,
        ...(isRecognised(document) ? { severity: 'unverified' } : {}),
      };
    }
  },
};
