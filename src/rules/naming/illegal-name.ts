/** Names that Windows cannot hold, that clash there, or that an archive tool has garbled. */
import type { RawFinding } from '../../model/finding.js';
import type { Workspace } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import { inScope, NAME_NOT_UTF8, ownerOf } from '../scope.js';

/** Windows allows 260 with drive and final NUL; what lies above the folder is not known, so some is left for it. */
const LONGEST_PATH = 240;

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

/** Every path of the inventory, folders first, each once; litter is to be deleted, whatever its name. */
function allPaths(workspace: Workspace): string[] {
  const { files, emptyFolders, deniedFolders, strays, departments } = workspace.inventory;
  const leaves = [
    ...files.filter((f) => f.role !== 'litter').map((f) => f.path),
    ...emptyFolders,
    ...deniedFolders.map((d) => d.path),
    ...strays.map((s) => s.path),
    ...departments.flatMap((d) => [d.path, ...d.units.map((u) => u.path)]),
  ];
  const paths = new Set<string>();
  for (const leaf of leaves) {
    const segments = leaf.split('/');
    for (let depth = 1; depth <= segments.length; depth++) paths.add(segments.slice(0, depth).join('/'));
  }
  paths.delete('');
  return [...paths].sort();
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
      zh: '请改名：不用 < > : " \\ | ? * 等字符（可用全角“：”“？”代替），末尾不留空格和句点，不用 CON、NUL 等系统保留名，同一文件夹内不用只差大小写的名称；名称乱码的，请用能识别 GBK 编码的解压软件重新解压。',
      en: 'Rename it: none of < > : " \\ | ? * (the full-width forms will do), no space or dot at the end, no reserved name such as CON or NUL, no two names that differ in case only. Where the name is garbled, unpack the archive again with a tool that knows GBK names.',
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
      clash: {
        zh: '“{name}”与同一文件夹中的“{other}”只有大小写或字符编码形式不同，在 Windows 下会互相覆盖',
        en: '"{name}" and "{other}" in the same folder differ in case or Unicode form only: on Windows one overwrites the other',
      },
      'too-long': {
        zh: '路径长 {length} 个字符，加上盘符和上级文件夹会超过 Windows 的 260 个字符，请缩短文件夹名或文件名',
        en: 'The path is {length} characters long; with drive and parent folders it exceeds the 260 of Windows. Shorten the names',
      },
      'not-utf8': {
        zh: '名称不是 UTF-8 编码（按 GBK 读作“{name}”），文件无法打开：多为解压软件未识别中文文件名',
        en: 'The name is not UTF-8 (read as GBK: "{name}") and cannot be opened: most likely the archive tool did not know its encoding',
      },
    },
    examples: {
      good: ['关于开展“双随机、一公开”检查的通知.pdf', '问答：如何办理？.docx'],
      bad: ['问答:如何办理?.docx', 'con.pdf', '通知 .pdf/', 'A.pdf 与 a.pdf'],
    },
  },
  *workspace(workspace) {
    const { files, deniedFolders } = workspace.inventory;
    const garbled = new Set([
      ...files.filter((f) => f.denied === NAME_NOT_UTF8).map((f) => f.path),
      ...deniedFolders.filter((d) => d.reason === NAME_NOT_UTF8).map((d) => d.path),
    ]);
    const isFile = new Set(files.map((f) => f.path));
    const first = new Map<string, string>();
    for (const path of allPaths(workspace)) {
      const owner = ownerOf(workspace, path);
      if (!inScope(workspace, owner.department, owner.unit)) continue;
      const name = path.slice(path.lastIndexOf('/') + 1);
      if (garbled.has(path)) {
        yield { messageId: 'not-utf8', args: { name }, ...owner, path };
        continue;
      }
      const folded = path.normalize('NFC').toLowerCase();
      const other = first.get(folded);
      const wrong = illegality(name);
      if (wrong) yield { ...wrong, ...owner, path };
      // Only where the folders above are the same one: what lies in a clashing folder clashes by that alone.
      else if (
        other !== undefined &&
        other.slice(0, other.lastIndexOf('/') + 1) === path.slice(0, path.lastIndexOf('/') + 1)
      ) {
        yield {
          messageId: 'clash',
          args: { name, other: other.slice(other.lastIndexOf('/') + 1) },
          ...owner,
          path,
        };
      } else if (isFile.has(path) && path.length > LONGEST_PATH) {
        yield { messageId: 'too-long', args: { length: path.length }, ...owner, path };
      }
      if (other === undefined) first.set(folded, path);
    }
  },
};
