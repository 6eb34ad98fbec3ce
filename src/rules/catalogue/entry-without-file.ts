/** A catalogue entry that promises a file which is not there. */

import { readNumber } from '../../model/citations.js';
import type { CatalogueEntry } from '../../model/document.js';
import { splitMaterialNumber, splitName } from '../../model/name.js';
import { isConcealed } from '../../model/secrecy.js';
import type { Material } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import { hidesSomething, placeOf } from '../scope.js';

/** Name of the one unlisted file that bears the entry's number. */
function sameNumber(entry: CatalogueEntry, materials: readonly Material[]): string | null {
  const read = readNumber(entry.number);
  if (read === null) return null;
  const unlisted = materials.flatMap((material) =>
    material.entry === null ? (material.file?.name ?? []) : [],
  );
  const [only, ...others] = unlisted.filter(
    (name) => splitMaterialNumber(splitName(name).stem).number === String(read.sub ?? read.no),
  );
  return only !== undefined && others.length === 0 ? only : null;
}

export const entryWithoutFile: Rule = {
  card: {
    id: 'catalogue/entry-without-file',
    topic: 'catalogue',
    severity: 'error',
    summary: { zh: '目录所列材料没有对应文件', en: 'A catalogue entry has no file' },
    why: {
      zh: '目录与印证材料须一一对应；目录上有而文件夹里没有的，按缺少材料退回。',
      en: 'Catalogue and evidence correspond one to one; what is listed but not there counts as missing.',
    },
    advice: {
      zh: '请放入该材料，文件名用“序号 材料名称”；不能上传的，在“提交方式”栏登记为“网址”“实地核查”“纸质”“上级文件”或“无”。',
      en: 'Add the file, named "number title"; what cannot be uploaded is registered as 网址, 实地核查, 纸质, 上级文件 or 无.',
    },
    source: { zh: '任务清单各项“注意”第1条', en: 'Note 1 of every row of the task list' },
    messages: {
      missing: {
        zh: '目录序号{number}“{title}”没有对应的文件',
        en: 'Catalogue number {number} "{title}" has no file',
      },
      misnamed: {
        zh: '目录序号{number}“{title}”没有同名的文件；文件夹中的“{name}”序号相同而名称不同，如是该材料，请把两处名称改为一致',
        en: 'Catalogue number {number} "{title}" has no file of that name; "{name}" has the same number: if it is the one, make the names the same',
      },
      untitled: {
        zh: '目录第{row}行没有填写材料名称，找不到对应的文件',
        en: 'Row {row} of the catalogue has no title, so its file cannot be found',
      },
      'folder-denied': {
        zh: '目录序号{number}“{title}”没有找到对应的文件，但有文件夹无法打开，不能确定是否缺少',
        en: 'Catalogue number {number} "{title}" has no file, but a folder could not be opened, so it may lie there',
      },
    },
    examples: {
      good: ['序号1“进驻事项清单”与“1 进驻事项清单.pdf”', '序号2 提交方式“实地核查”'],
      bad: ['序号3“服务承诺书”，文件夹中没有此文件'],
    },
  },
  *submission(submission, _unit, workspace) {
    const path = submission.catalogue?.path;
    if (path === undefined) return;
    for (const { entry, state, file } of submission.materials) {
      if (entry === null || state !== 'file' || file !== null) continue;
      // What is classified is to be named in no output.
      const title = isConcealed(entry) ? '***' : entry.title;
      const number = entry.number === '' ? '—' : entry.number;
      const where = placeOf(entry);
      if (title === '') yield { messageId: 'untitled', args: { row: entry.row }, path, where };
      else if (hidesSomething(workspace, submission)) {
        yield { messageId: 'folder-denied', severity: 'unverified', args: { number, title }, path, where };
      } else {
        const name = isConcealed(entry) ? null : sameNumber(entry, submission.materials);
        if (name === null) yield { messageId: 'missing', args: { number, title }, path, where };
        else yield { messageId: 'misnamed', args: { number, title, name }, path, where };
      }
    }
  },
};
