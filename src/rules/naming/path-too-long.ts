/** Paths that Windows cannot open once they lie on a disk, and names that Linux cannot store. */
import type { RawFinding } from '../../model/finding.js';
import type { Rule } from '../rule.js';
import { namedPaths } from './paths.js';

/**
 * The limit is for the whole path, and where the receiver puts the folder is not known: room for something like
 * `C:\Users\Administrator\Desktop\申报材料\`, characters.
 */
const ABOVE = 40;

/** A name's bytes in UTF-8 on the file systems of Linux (ext4, XFS): 85 Chinese characters. NTFS has 255 units. */
const NAME_BYTES = 255;

const bytes = (name: string): number => new TextEncoder().encode(name).length;

export const pathTooLong: Rule = {
  card: {
    id: 'naming/path-too-long',
    topic: 'naming',
    severity: 'warning',
    summary: { zh: '路径或名称过长', en: 'A path or a name that is too long' },
    why: {
      zh: '过长的文件在对方电脑上复制、解压会失败，或者复制后打不开，往往没有明显提示。',
      en: 'Copying or unpacking it fails at the receiver, or it is there and does not open, often without a word.',
    },
    advice: {
      zh: '请缩短文件夹名或文件名、减少文件夹层级；文件原名确实过长的，可用简称命名，全称写在目录里。',
      en: 'Shorten the names or use fewer folders; where the original title is that long, name the file by a short one and give the full title in the catalogue.',
    },
    source: {
      zh: 'Windows 路径长度限制（MAX_PATH，含盘符）；Linux 文件名不超过 255 字节',
      en: "Windows' limit for paths (MAX_PATH, drive included); names of at most 255 bytes on Linux",
    },
    messages: {
      path: {
        zh: '路径长 {length} 个字符，为上级文件夹预留 {above} 个后超过 Windows 的 {limit} 个字符上限 {over} 个',
        en: 'The path is {length} characters long; with {above} for the folders above, it exceeds the {limit} of Windows by {over}',
      },
      name: {
        zh: '名称长 {bytes} 字节，超过麒麟、统信等系统单个名称 {limit} 字节的上限（约 85 个汉字）',
        en: 'The name is {bytes} bytes long; Linux systems such as Kylin and UOS hold {limit} at most (some 85 Chinese characters)',
      },
    },
    examples: {
      good: ['司法局/17 优化公共服务/1 通知.pdf'],
      bad: ['（九层文件夹，路径共 260 个字符）', '（文件名 90 个汉字）'],
    },
  },
  *workspace(workspace) {
    const limit = workspace.pack.checks.pathLength;
    for (const { path, name, folder, garbled, owner } of namedPaths(workspace)) {
      if (garbled) continue;
      const size = bytes(name);
      // UTF-16 units, as Windows counts; one of its limit is the NUL at the end.
      const over = path.length + ABOVE + 1 - limit;
      const about: Pick<RawFinding, 'department' | 'unit' | 'path'> = { ...owner, path };
      if (size > NAME_BYTES) {
        yield { messageId: 'name', args: { bytes: size, limit: NAME_BYTES }, ...about };
      } else if (over > 0 && !folder) {
        yield { messageId: 'path', args: { length: path.length, above: ABOVE, limit, over }, ...about };
      }
    }
  },
};
