/** A file among the evidence that no catalogue entry names. */
import { foldName } from '../../model/fold.js';
import type { InventoryFile } from '../../model/inventory.js';
import { splitMaterialNumber, splitName } from '../../model/name.js';
import type { Rule } from '../rule.js';
import { isInside, listed, NAME_NOT_UTF8 } from '../scope.js';

/** A file's name without its number. */
function nameOf(file: InventoryFile): string {
  return foldName(splitMaterialNumber(splitName(file.name).stem).rest);
}

export const fileNotListed: Rule = {
  card: {
    id: 'catalogue/file-not-listed',
    topic: 'catalogue',
    severity: 'error',
    summary: { zh: '印证材料未列入目录', en: 'A file is not in the catalogue' },
    why: {
      zh: '目录与印证材料须一一对应；未列入目录的材料，评审时查不到。',
      en: 'Catalogue and evidence correspond one to one; what is not listed is not found by the reviewer.',
    },
    advice: {
      zh: '请在目录中补一行；已有该行的，把文件名和目录中的“材料名称”改成一致。不属于本项的文件请移走。',
      en: 'Add a row for it; if there is one, make the file name and the title in the catalogue the same. Move away what does not belong here.',
    },
    source: { zh: '任务清单各项“注意”第1条', en: 'Note 1 of every row of the task list' },
    messages: {
      unlisted: { zh: '“{name}”没有列入证明材料目录', en: '"{name}" is not listed in the catalogue' },
      'other-catalogue': {
        zh: '本项有两个文件夹、两份目录，只核对了“{catalogue}”，其中没有列入另一文件夹的 {count} 个文件（{names}）；请合并文件夹和目录后重新检查',
        en: 'The unit has two folders with a catalogue each; only "{catalogue}" was compared. Files of the other folder that it does not list: {count} ({names}). Make folders and catalogues one and check again',
      },
    },
    examples: {
      good: ['“1 进驻事项清单.pdf”与序号1“进驻事项清单”'],
      bad: ['“4 补充材料.pdf”，目录中没有此项'],
    },
  },
  *submission({ catalogue, catalogues, materials }) {
    if (catalogue === null) return;
    const taken = catalogues.find((file) => file.path === catalogue.path);
    const names = new Set(materials.flatMap(({ entry, file }) => (entry && file ? [nameOf(file)] : [])));
    const elsewhere: InventoryFile[] = [];
    for (const { entry, file } of materials) {
      // A garbled name matches nothing; naming/illegal-name speaks of it.
      if (entry !== null || file === null || file.denied === NAME_NOT_UTF8) continue;
      if (file.unitFolder !== null && taken && file.unitFolder !== taken.unitFolder) {
        // The second of two folders, which structure/folder-unrecognised tells of: a copy, or with its own catalogue.
        if (names.has(nameOf(file))) continue;
        const folder = file.unitFolder;
        if (catalogues.some((other) => isInside(other.path, folder))) {
          elsewhere.push(file);
          continue;
        }
      }
      yield { messageId: 'unlisted', args: { name: file.name }, path: file.path };
    }
    if (elsewhere.length > 0) {
      const args = {
        catalogue: catalogue.path,
        count: elsewhere.length,
        names: listed(elsewhere.map((file) => file.name)),
      };
      yield { messageId: 'other-catalogue', severity: 'unverified', args, path: catalogue.path };
    }
  },
};
