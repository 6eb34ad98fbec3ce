/** Folders that name no unit, and files that lie beside the unit folders: nothing of them reaches the dossier. */
import { foldName } from '../../model/fold.js';
import type { StrayFolder, UnitFolder } from '../../model/inventory.js';
import { splitMaterialNumber } from '../../model/name.js';
import { nearest } from '../../model/nearest.js';
import type { Pack, Unit } from '../../model/pack.js';
import type { Workspace } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import {
  inScope,
  isDenied,
  isInside,
  LINK_FOLDER,
  LINK_OUTSIDE,
  NAME_NOT_UTF8,
  NOT_A_FILE,
} from '../scope.js';
import { isLooseArchive } from './nested-archive.js';

/** What is no file at all, or has no name to speak of: the rule that tells why says enough. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set([NAME_NOT_UTF8, LINK_OUTSIDE, LINK_FOLDER, NOT_A_FILE]);

/** Below this many characters a name one letter off is another name: 民宗局 is no misspelt 民政局. */
const TELLING = 4;

/** The name behind the number: 170 优化公共服务 → 优化公共服务. */
function words(name: string): string {
  return splitMaterialNumber(name).rest.replace(/^\d+/, '').trim();
}

/** The unit that a folder probably means: its name or title within the folder's, or misspelt. Null if unsure. */
function guessUnit(pack: Pack, name: string): Unit | null {
  const said = words(name);
  if (said.length < TELLING) return null;
  const spelled = pack.units.flatMap((unit) =>
    [unit.name, ...unit.statements.flatMap((s) => s.title ?? [])]
      .filter((spelling) => spelling.length >= TELLING)
      .map((spelling) => ({ unit, spelling })),
  );
  const within = spelled.filter(({ spelling }) => foldName(said).includes(foldName(spelling)));
  const units = new Set(within.map(({ unit }) => unit));
  if (units.size > 0) return units.size === 1 ? (within[0]?.unit ?? null) : null;
  const near = nearest(
    said,
    spelled.map(({ spelling }) => spelling),
  );
  return spelled.find(({ spelling }) => spelling === near)?.unit ?? null;
}

/** A folder that no unit could be read from, with the unit that it may mean. */
function strayFinding({ name, number }: StrayFolder, pack: Pack) {
  const unit = guessUnit(pack, name);
  const args = { name, ...(number === null ? {} : { number }) };
  const messageId = number === null ? 'no-number' : 'number-unknown';
  if (unit === null) return { messageId, args };
  return { messageId: `${messageId}-like`, args: { ...args, unit: unit.key, title: unit.name } };
}

/** The number says one unit, the words are another unit's very name: one of them is wrong. */
function contradicts(folder: UnitFolder, pack: Pack): Unit | null {
  if (folder.by !== 'number') return null;
  const said = foldName(words(folder.name));
  return pack.units.find((u) => u.key !== folder.unit && foldName(u.name) === said) ?? null;
}

/** A department of the list that has no folder and is spelt nearly like this one. */
function guessDepartment(name: string, { pack, inventory }: Workspace): string | null {
  if (name.length < TELLING) return null;
  const absent = pack.departments.filter((d) => !inventory.departments.some((f) => f.department === d.name));
  const spellings = absent.flatMap((d) => [d.name, ...d.aliases]).filter((s) => s.length >= TELLING);
  const near = nearest(name, spellings);
  return absent.find((d) => near !== null && [d.name, ...d.aliases].includes(near))?.name ?? null;
}

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
      'number-unknown-like': {
        zh: '文件夹“{name}”中的序号 {number} 不在任务清单内，其中的文件不会编入卷册；如系第{unit}项，请改为“{unit} {title}”',
        en: 'The folder "{name}" has the number {number}, which is not in the task list; nothing in it goes into the dossier. If it is unit {unit}, name it "{unit} {title}"',
      },
      'no-number': {
        zh: '文件夹“{name}”看不出属于哪个申报单元，其中的文件不会编入卷册',
        en: 'The folder "{name}" does not tell its unit; nothing in it goes into the dossier',
      },
      'no-number-like': {
        zh: '文件夹“{name}”看不出属于哪个申报单元，其中的文件不会编入卷册；如系第{unit}项，请改为“{unit} {title}”',
        en: 'The folder "{name}" does not tell its unit; nothing in it goes into the dossier. If it is unit {unit}, name it "{unit} {title}"',
      },
      'number-contradicts': {
        zh: '文件夹“{name}”按序号归入第{unit}项，名称却是第{other}项的“{title}”，请核对序号和名称',
        en: 'The folder "{name}" counts as unit {unit} by its number, but "{title}" is the name of unit {other}: see which is meant',
      },
      'no-department': {
        zh: '申报单元文件夹“{name}”不在任何单位的文件夹里，看不出由哪个单位报送，不抵作牵头单位的材料',
        en: 'The unit folder "{name}" lies in no department\'s folder: whose it is cannot be told, so it answers for no lead',
      },
      'department-like': {
        zh: '“{name}”不是任务清单中的单位名称，其中的材料没有归入任何牵头单位；如系“{department}”，请改正文件夹名',
        en: '"{name}" is no department of the task list, so what it holds answers for no lead; if it is {department}, correct the name',
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
    for (const stray of strays) {
      const { path, department, number } = stray;
      if (!inScope(workspace, department, null) || isDenied(workspace, path)) continue;
      // One without a number and without a file is just an empty folder: structure/empty-file says so.
      if (number === null && emptyFolders.includes(path)) continue;
      yield { ...strayFinding(stray, workspace.pack), department, path };
    }
    for (const { path, name, department, known, units } of workspace.inventory.departments) {
      if (!known && units.length > 0) {
        const meant = guessDepartment(name, workspace);
        yield meant === null
          ? { messageId: 'unknown-department', severity: 'info', args: { name }, department, path }
          : { messageId: 'department-like', args: { name, department: meant }, department, path };
      }
      for (const folder of units) {
        if (!inScope(workspace, department, folder.unit)) continue;
        const about = { department: department || null, unit: folder.unit, path: folder.path };
        const other = contradicts(folder, workspace.pack);
        if (other !== null) {
          const args = { name: folder.name, unit: folder.unit, other: other.key, title: other.name };
          yield { messageId: 'number-contradicts', args, ...about };
        }
        if (department === '' && workspace.inventory.layout === 'office')
          yield { messageId: 'no-department', args: { name: folder.name }, ...about };
      }
      const keys = new Set(units.map((u) => u.unit));
      for (const unit of keys) {
        const same = units.filter((u) => u.unit === unit);
        if (same.length < 2 || !inScope(workspace, department, unit)) continue;
        const args = { unit, count: same.length, names: same.map((u) => u.name).join('、') };
        yield { messageId: 'two-folders', args, department: department || null, unit, path };
      }
    }
    for (const file of files) {
      const { path, name, department } = file;
      if (file.role !== 'stray' || !inScope(workspace, department, null)) continue;
      if (file.denied !== null && TOLD_ELSEWHERE.has(file.denied)) continue;
      if (isLooseArchive(file, workspace) || strays.some((folder) => isInside(path, folder.path))) continue;
      yield { messageId: 'loose-file', args: { name }, department, path };
    }
  },
};
