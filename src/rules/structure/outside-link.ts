/** Links and shortcuts in place of the file: they work on the sender's computer alone. */
import type { Rule } from '../rule.js';
import { isDelivered, LINK_OUTSIDE } from '../scope.js';

/** A shortcut of Windows; the scan counts it as litter, since it is never to be shipped. */
export const isShortcut = (extension: string): boolean => extension === 'lnk';

/** A web address as a file, as browsers on Windows, macOS and Linux leave it. */
export const ADDRESS_FILE = /\.(?:url|webloc|desktop)$/i;

export const outsideLink: Rule = {
  card: {
    id: 'structure/outside-link',
    topic: 'structure',
    severity: 'error',
    summary: { zh: '以链接或快捷方式代替文件', en: 'A link or shortcut in place of a file' },
    why: {
      zh: '链接和快捷方式只记录文件在原电脑上的位置，报送后打不开，等于没有提供材料。',
      en: 'A link only says where the file lies on the computer that it comes from: at the receiver it opens nothing.',
    },
    advice: {
      zh: '请把文件本身复制到这里，删去链接或快捷方式；网址请登记在证明材料目录的“网址”栏，不要用网址快捷方式文件代替。',
      en: 'Copy the file itself here and delete the link or shortcut. A web address belongs into the column 网址 of the catalogue, not into a shortcut file.',
    },
    source: {
      zh: '材料文件夹约定；DA/T 70—2018 可用性检测',
      en: 'The folder convention; DA/T 70-2018, usability',
    },
    messages: {
      link: {
        zh: '“{name}”是指向申报材料文件夹以外的链接，没有读取',
        en: '"{name}" is a link to a place outside the folder and was not followed',
      },
      shortcut: {
        zh: '“{name}”是 Windows 快捷方式，不是文件本身，换一台电脑就打不开',
        en: '"{name}" is a Windows shortcut, not the file itself: on another computer it opens nothing',
      },
      address: {
        zh: '“{name}”是网址快捷方式，评审时不一定能打开，也不会编入卷册',
        en: '"{name}" is a web shortcut: it may not open for reviewers and cannot be bound in',
      },
    },
    examples: {
      good: ['1 通知.pdf（文件本身）', '目录“网址”栏：https://www.example.gov.cn/a.html'],
      bad: ['1 通知.pdf → D:\\共享\\通知.pdf', '1 通知.pdf.lnk', '公示网页.url'],
    },
  },
  *file(file) {
    const { name, denied, extension } = file;
    if (isShortcut(extension)) yield { messageId: 'shortcut', args: { name } };
    else if (file.role === 'litter') return;
    else if (denied === LINK_OUTSIDE) yield { messageId: 'link', args: { name } };
    else if (ADDRESS_FILE.test(name) && isDelivered(file)) {
      yield { messageId: 'address', severity: 'warning', args: { name } };
    }
  },
};
