/** Archives among the material: nobody can click into them. */
import type { InventoryFile, Signature } from '../../model/inventory.js';
import type { Workspace } from '../../model/workspace.js';
import { contradiction } from '../format/signature.js';
import type { Rule } from '../rule.js';
import { isDelivered, isInside } from '../scope.js';

const ARCHIVES: ReadonlySet<Signature> = new Set(['zip', 'rar', '7z']);
/** Further volumes of a split archive (z01) as well. */
const EXTENSION = /^(?:zip|zipx|rar|7z|tar|gz|tgz|bz2|xz|z\d\d)$/;

/**
 * Told by its name, or by its bytes where the name says nothing: a .pdf that is a zip is a wrong extension and spoken
 * of there; .ofd, .docx and the like are containers with signatures of their own.
 */
export function isArchive(file: InventoryFile, workspace: Workspace): boolean {
  if (contradiction(file, workspace) !== null) return false;
  if (EXTENSION.test(file.extension)) return file.bytes > 0 || file.denied !== null;
  return ARCHIVES.has(file.signature) && /^$|^\d{3}$/.test(file.extension);
}

export const nestedArchive: Rule = {
  card: {
    id: 'structure/nested-archive',
    topic: 'structure',
    severity: 'warning',
    summary: { zh: '材料中夹有压缩包', en: 'An archive among the material' },
    why: {
      zh: '评审专家逐份点开材料，压缩包里的内容看不到；里面的文件没有检查，也编不进卷册。',
      en: 'Reviewers click through the files one by one and do not see what an archive holds; it is neither checked nor bound in.',
    },
    advice: {
      zh: '请解压后把其中的文件逐份放入对应的申报单元文件夹，列入证明材料目录，再删去压缩包。',
      en: 'Unpack it, put its files into the folder of their unit, list them in the catalogue, then delete the archive.',
    },
    source: {
      zh: '申报材料要求：情况说明、证明材料目录、印证材料一一对应，正式发文扫描成 PDF 并按原文件名命名',
      en: 'Requirements for the materials: statement, catalogue and evidence correspond one to one; documents are PDF scans under their original names',
    },
    messages: {
      archive: {
        zh: '“{name}”是压缩包，其中的材料无法直接点开查看，也没有检查',
        en: '"{name}" is an archive: what it holds cannot be clicked open and was not checked',
      },
      loose: {
        zh: '压缩包“{name}”没有解压，也不在任何申报单元的文件夹里，其中的材料没有检查',
        en: 'The archive "{name}" was not unpacked and lies in no unit folder: what it holds was not checked',
      },
    },
    examples: {
      good: ['印证材料/1 通知.pdf', '说明.ofd', '统计表.xlsx'],
      bad: ['印证材料/现场照片.zip', '17 优化公共服务.rar'],
    },
  },
  *file(file, workspace) {
    if (!isArchive(file, workspace)) return;
    const { name } = file;
    if (isDelivered(file)) yield { messageId: 'archive', args: { name } };
    else if (isLoose(file, workspace)) yield { messageId: 'loose', args: { name } };
  },
};

/** Beside the unit folders; of what lies in a folder that fits no unit, structure/folder-unrecognised speaks. */
function isLoose(file: InventoryFile, { inventory }: Workspace): boolean {
  return file.role === 'stray' && !inventory.strays.some((folder) => isInside(file.path, folder.path));
}

/** {@link nestedArchive} speaks of this file, so that it need not be called loose too. */
export function isLooseArchive(file: InventoryFile, workspace: Workspace): boolean {
  return isLoose(file, workspace) && isArchive(file, workspace);
}
