/**
 * argv → Pack → Inventory: what is known of a folder before any of its documents is read. `check` then reads it part by
 * part, `build` and others as a whole ({@link openWorkspace} in workspace.ts).
 */
import { basename, resolve } from 'node:path';
import { DossierError } from '../model/error.js';
import type { Inventory } from '../model/inventory.js';
import type { Pack } from '../model/pack.js';
import { loadConfig, resolveDepartment, selectUnits } from '../packs/index.js';
import { type Sniff, sniffFile } from '../readers/index.js';
import { readUrlRecord } from '../readers/urls/record.js';
import { readUnitName, scanFolder } from '../scan/index.js';
import { type Ground, type Survey, type SurveyInput, survey } from '../workspace/index.js';
import { type Arguments, type Context, type Options, textOption } from './command.js';
import { departmentsOption } from './options.js';
import { ruleIds } from './rules/cards.js';

export interface OpenedFolder {
  /** Absolute path. */
  folder: string;
  /** Folder of the task list. */
  packDir: string;
  ground: Ground;
  only: SurveyInput['only'];
  surveyed: Survey;
  /** Whether `--unit` or `--department` narrowed the view. */
  narrowed: boolean;
}

/** @throws DossierError (usage) where the date is no ISO date */
export function asOfDate(context: Context, options: Options): string {
  const text = textOption(options, 'asOf');
  if (text === null) return context.today;
  const date = new Date(`${text}T00:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(text) ||
    Number.isNaN(date.getTime()) ||
    !date.toISOString().startsWith(text)
  ) {
    throw new DossierError('usage', {
      zh: `“${text}”不是日期。--as-of 应写成 2024-12-20 的形式。`,
      en: `"${text}" is no date. Write --as-of as 2024-12-20.`,
    });
  }
  return text;
}

/** Absolute path of the folder that a command is about. */
export function folderOf(context: Context, [first]: Arguments): string {
  return resolve(context.cwd, typeof first === 'string' ? first : '.');
}

/**
 * @param sniff tells what a file's first bytes are
 * @throws DossierError (usage) if there is nothing to look at: a green run over an empty folder is a lie
 */
export async function openFolder(
  context: Context,
  args: Arguments,
  options: Options,
  sniff: Sniff = sniffFile,
): Promise<OpenedFolder> {
  const folder = folderOf(context, args);
  const asOf = asOfDate(context, options);
  const configPath = textOption(options, 'config');
  const packName = textOption(options, 'pack');
  const { config, pack, packDir } = await loadConfig(folder, {
    ...(configPath === null ? {} : { config: resolve(context.cwd, configPath) }),
    ...(packName === null ? {} : { pack: packName }),
    rules: ruleIds,
  });
  const unitList = textOption(options, 'unit');
  const units = unitList === null ? null : selectUnits(pack, unitList);
  context.progress({ zh: '正在扫描文件夹', en: 'scanning the folder' });
  const inventory = await scanFolder(folder, {
    pack,
    resolveDepartment: (name) => resolveDepartment(pack, name),
    sniff,
    department:
      onlyDepartment(pack, options) ??
      (config.departments?.length === 1 ? (config.departments[0] ?? null) : null),
  });
  const present = inventory.departments.map((d) => d.department);
  const only = { units, departments: departmentsOption(pack, options, present) };
  refuseNothing(folder, inventory, pack);
  const surveyed = survey({ pack, config, inventory, only });
  // A department that leads nothing still owes its summary report; a narrowed view without a unit is empty.
  if (surveyed.units.length === 0 && (units !== null || surveyed.departments.length === 0)) {
    throw new DossierError('usage', {
      zh: '所选范围内没有可检查的内容：请核对 --unit、--department 和 dossier.yaml 中的 departments、units。',
      en: 'Nothing lies in the chosen scope: look at --unit, --department and at departments and units in dossier.yaml.',
    });
  }
  const ground = { pack, config, asOf, inventory, urlRecord: await readUrlRecord(folder) };
  return { folder, packDir, ground, only, surveyed, narrowed: units !== null || only.departments !== null };
}

/** The one department that `--department` names, if it is one: a folder that does not tell is then its own. */
function onlyDepartment(pack: Pack, options: Options): string | null {
  const text = textOption(options, 'department');
  return text === null ? null : resolveDepartment(pack, text);
}

function refuseNothing(folder: string, inventory: Inventory, pack: Pack): void {
  const units = inventory.departments.flatMap((d) => d.units);
  const documents = inventory.files.filter(
    (f) => f.role !== 'litter' && f.role !== 'config' && f.role !== 'stray',
  );
  const denied = inventory.deniedFolders.length > 0;
  if (units.length > 0 || documents.length > 0 || inventory.departments.some((d) => d.path !== '') || denied)
    return;
  const own = readUnitName(pack, basename(folder));
  if (own !== null && 'match' in own && inventory.files.length > 0) {
    throw new DossierError('usage', {
      zh: `“${folder}”是一个申报单元的文件夹。请指定它的上一级，即单位的文件夹；只看这一项的，加 --unit ${own.match.unit.key}。`,
      en: `"${folder}" is the folder of one unit. Name the folder above it, the department's; add --unit ${own.match.unit.key} to look at this unit alone.`,
    });
  }
  const seen = inventory.strays.map((s) => s.name);
  const zhSeen = seen.length === 0 ? '文件夹是空的' : `只有不能识别的文件夹：${seen.slice(0, 5).join('、')}`;
  const enSeen =
    seen.length === 0
      ? 'It is empty'
      : `It has only folders that fit no unit: ${seen.slice(0, 5).join(', ')}`;
  const example = pack.units[0];
  throw new DossierError('usage', {
    zh:
      `“${folder}”中没有可检查的申报材料。${zhSeen}。` +
      `请指定含有各单位文件夹（如“${pack.departments[0]?.name ?? '司法局'}”）` +
      `或申报单元文件夹（如“${example?.key ?? '1'} ${example?.name ?? ''}”）的文件夹；尚未建立的，可先运行 dossier init。`,
    en:
      `There is nothing to check in "${folder}". ${enSeen}. ` +
      `Name a folder that holds department folders or unit folders (such as "${example?.key ?? '1'} ${example?.name ?? ''}"), ` +
      'or make them with dossier init.',
  });
}
