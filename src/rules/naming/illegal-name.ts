/** Names that Windows cannot hold, or that an archive tool has garbled. */
import type { RawFinding } from '../../model/finding.js';
import type { Rule } from '../rule.js';
import { namedPaths } from './paths.js';

const RESERVED = /^(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])(?:\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: Windows forbids these very characters in names.
const FORBIDDEN = /[<>:"\\|?*\u0000-\u001f]/g;

function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 32 ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}` : character;
}

/** What is wrong with one segment of a path, by Windows' rules for names. */
export function illegality(name: string): Pick<RawFinding, 'messageId' | 'args'> | null {
  const characters = [...new Set(name.match(FORBIDDEN) ?? [])].map(shown);
  if (characters.length > 0) {
    return {
      messageId: 'characters',
      args: { name: name.replace(FORBIDDEN, shown), characters: characters.join(' ') },
    };
  }
  if (RESERVED.test(name)) return { messageId: 'reserved', args: { name } };
  if (/[. ]$/.test(name)) return { messageId: 'trailing', args: { name } };
  return null;
}

export const illegalName: Rule = {
  card: {
    id: 'naming/illegal-name',
    topic: 'naming',
    severity: 'error',
    summary: { zh: '文件名或文件夹名不合规', en: 'A name that other systems cannot hold' },
    why: {
      zh: '这样的名称在 Windows 下无法复制、解压或打开，收件人会丢失材料。',
      en: 'Windows cannot copy, unpack or open it, and the receiver loses material.',
    },
    advice: {
      zh: '请改名：不用 < > : " \\ | ? * 等字符（可用全角“：”“？”代替），末尾不留空格和句点，不用 CON、NUL 等系统保留名；名称乱码的，请用能识别 GBK 编码的解压软件重新解压。',
      en: 'Rename it: none of < > : " \\ | ? * (the full-width forms will do), no space or dot at the end, no reserved name such as CON or NUL. Where the name is garbled, unpack the archive again with a tool that knows GBK names.',
    },
    source: {
      zh: 'Windows 文件命名规则；材料文件夹约定',
      en: "Windows' rules for names; the folder convention",
    },
    messages: {
      characters: {
        zh: '名称“{name}”含有 Windows 不允许的字符：{characters}',
        en: 'The name "{name}" holds characters that Windows forbids: {characters}',
      },
      reserved: {
        zh: '名称“{name}”是 Windows 的系统保留名',
        en: 'The name "{name}" is reserved by Windows',
      },
      trailing: {
        zh: '名称“{name}”以空格或句点结尾，Windows 下无法打开',
        en: 'The name "{name}" ends in a space or a dot, which Windows cannot open',
      },
      'not-utf8': {
        zh: '名称不是 UTF-8 编码（按 GBK 读作“{name}”），文件无法打开：多为解压软件未识别中文文件名',
        en: 'The name is not UTF-8 (read as GBK: "{name}") and cannot be opened: most likely the archive tool did not know its encoding',
      },
    },
    examples: {
      good: ['关于开展“双随机、一公开”检查的通知.pdf', '问答：如何办理？.docx'],
      bad: ['问答:如何办理?.docx', 'con.pdf', '通知 .pdf/'],
    },
  },
  *workspace(workspace) {
    for (const { path, name, garbled, owner } of namedPaths(workspace)) {
      const wrong = garbled ? { messageId: 'not-utf8', args: { name } } : illegality(name);
      if (wrong) yield { ...wrong, ...owner, path };
    }
  },
};
