/** Files of 0 bytes, and folders that hold nothing. */
import { foldName } from '../../model/fold.js';
import type { Rule } from '../rule.js';
import { inScope, ownerOf } from '../scope.js';

export const emptyFile: Rule = {
  card: {
    id: 'structure/empty-file',
    topic: 'structure',
    severity: 'error',
    summary: { zh: '空文件或空文件夹', en: 'An empty file or folder' },
    why: {
      zh: '空文件打不开，等于没有提供材料，多为复制或传输中断所致。',
      en: 'An empty file shows nothing; mostly its copying or sending was interrupted.',
    },
    advice: {
      zh: '请从原处重新复制该文件并打开确认；多余的空文件夹请删除。',
      en: 'Copy the file again from where it came and open it to see; delete a folder that is not needed.',
    },
    source: {
      zh: 'DA/T 70—2018 可用性检测；申报材料要求',
      en: 'DA/T 70-2018, usability; requirements for the materials',
    },
    messages: {
      'empty-file': { zh: '文件“{name}”是空的（0 字节）', en: 'The file "{name}" is empty (0 bytes)' },
      'empty-folder': { zh: '文件夹“{name}”是空的', en: 'The folder "{name}" is empty' },
    },
    examples: { good: ['1 通知.pdf（有内容）'], bad: ['1 通知.pdf（0 字节）', '印证材料/（空）'] },
  },
  *workspace(workspace) {
    const { files, emptyFolders, departments, strays } = workspace.inventory;
    for (const { path, name, bytes, role, denied, department, unit } of files) {
      if (bytes > 0 || denied !== null || role === 'litter' || role === 'config') continue;
      if (inScope(workspace, department, unit)) {
        yield { messageId: 'empty-file', args: { name }, department, unit, path };
      }
    }
    const known = new Set(departments.flatMap((d) => [d.path, ...d.units.map((u) => u.path)]));
    for (const path of emptyFolders) {
      // An empty unit folder lacks all three parts, and one with a wrong number is not recognised: said there.
      if (known.has(path) || strays.some((s) => s.path === path && s.number !== null)) continue;
      const owner = ownerOf(workspace, path);
      if (!inScope(workspace, owner.department, owner.unit)) continue;
      const name = path.slice(path.lastIndexOf('/') + 1);
      // `init` makes one; where nothing lies beside it either, evidence-missing says so.
      if (foldName(name) === foldName(workspace.pack.defaults.partNames.evidence)) continue;
      yield { messageId: 'empty-folder', severity: 'warning', args: { name }, ...owner, path };
    }
  },
};
