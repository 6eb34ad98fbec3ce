/** Folders that name no unit, and files that lie beside the unit folders: nothing of them reaches the dossier. */
import type { Rule } from '../rule.js';
import { inScope, isDenied, isInside, NAME_NOT_UTF8 } from '../scope.js';

export const folderUnrecognised: Rule = {
  card: {
    id: 'structure/folder-unrecognised',
    topic: 'structure',
    severity: 'warning',
    summary: { zh: '文件夹无法归入申报单元', en: 'A folder that fits no unit' },
    why: {
      zh: '认不出属于哪个申报单元的文件夹和文件不会编入卷册，也不参加检查，容易造成漏报。',
      en: 'What fits no unit is neither checked nor bound into the dossier, so material gets lost.',
    },
    advice: {
      zh: '请把文件夹名改为以序号开头，如“17 优化公共服务”“指标17”“第17项”“26-29 …”“加分项1 …”，或用规定的情况说明题目命名；散放的文件请移入所属申报单元的文件夹，与申报无关的请移走。',
      en: 'Start the folder\'s name with its number: "17 优化公共服务", 指标17, 第17项, "26-29 …", "加分项1 …", or name it by the prescribed title. Move loose files into the folder of their unit, or away if they are no material.',
    },
    source: { zh: '材料文件夹约定', en: 'The folder convention' },
    messages: {
      'number-unknown': {
        zh: '文件夹“{name}”中的序号 {number} 不在任务清单内，其中的文件不会编入卷册',
        en: 'The folder "{name}" has the number {number}, which is not in the task list; nothing in it goes into the dossier',
      },
      'no-number': {
        zh: '文件夹“{name}”看不出属于哪个申报单元，其中的文件不会编入卷册',
        en: 'The folder "{name}" does not tell its unit; nothing in it goes into the dossier',
      },
      'unknown-department': {
        zh: '“{name}”不是任务清单中的单位名称，按协作单位处理，不抵作任何牵头单位的材料；如系名称写法不同，请改为清单中的名称',
        en: '"{name}" is no department of the task list: it counts as a cooperating one and answers for no lead; if it is a lead, use the name of the list',
      },
      'two-folders': {
        zh: '第{unit}项有 {count} 个文件夹（{names}），已合并检查；请合为一个',
        en: 'Unit {unit} has {count} folders ({names}), checked together; make them one',
      },
      'loose-file': {
        zh: '文件“{name}”没有放在任何申报单元的文件夹里，不会编入卷册',
        en: 'The file "{name}" lies in no unit folder and does not go into the dossier',
      },
    },
    examples: {
      good: ['17 优化公共服务/', '第17项/', '26-29/', '加分项1/'],
      bad: ['170 优化公共服务/', '照片/', '行政审批局/会议照片.jpg'],
    },
  },
  *workspace(workspace) {
    const { strays, files, emptyFolders } = workspace.inventory;
    for (const { path, name, department, number } of strays) {
      if (!inScope(workspace, department, null) || isDenied(workspace, path)) continue;
      if (number !== null) yield { messageId: 'number-unknown', args: { name, number }, department, path };
      // One without a number and without a file is just an empty folder: structure/empty-file says so.
      else if (!emptyFolders.includes(path))
        yield { messageId: 'no-number', args: { name }, department, path };
    }
    for (const { path, name, department, known, units } of workspace.inventory.departments) {
      if (!known && units.length > 0) {
        yield { messageId: 'unknown-department', severity: 'info', args: { name }, department, path };
      }
      const keys = new Set(units.map((u) => u.unit));
      for (const unit of keys) {
        const same = units.filter((u) => u.unit === unit);
        if (same.length < 2 || !inScope(workspace, department, unit)) continue;
        const args = { unit, count: same.length, names: same.map((u) => u.name).join('、') };
        yield { messageId: 'two-folders', args, department: department || null, unit, path };
      }
    }
    for (const { path, name, role, department, denied } of files) {
      if (role !== 'stray' || denied === NAME_NOT_UTF8 || !inScope(workspace, department, null)) continue;
      if (strays.some((folder) => isInside(path, folder.path))) continue;
      yield { messageId: 'loose-file', args: { name }, department, path };
    }
  },
};
