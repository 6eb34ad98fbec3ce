/** Options that several commands share. */
import { DossierError } from '../model/error.js';
import type { Pack } from '../model/pack.js';
import { resolveDepartment } from '../packs/index.js';
import { type OptionSpec, type Options, textOption } from './command.js';

export const FOLDER_ARGUMENT = {
  syntax: '[folder]',
  summary: { zh: '申报材料文件夹（默认为当前文件夹）', en: 'the evidence folder (default: here)' },
};

export const PACK_OPTION: OptionSpec = {
  flags: '--pack <id-or-path>',
  summary: { zh: '任务清单（指标包）的编号或路径', en: 'id or path of the task list' },
};

export const SCOPE_OPTIONS: OptionSpec[] = [
  PACK_OPTION,
  { flags: '--config <file>', summary: { zh: '指定 dossier.yaml', en: 'another dossier.yaml' } },
  {
    flags: '--unit <list>',
    summary: { zh: '只看这些申报单元，如 1,17-19', en: 'these submission units only, e.g. 1,17-19' },
  },
  {
    flags: '--department <name>',
    summary: { zh: '只看这个单位，多个用逗号分隔', en: 'this department only; several with commas' },
  },
  {
    flags: '--as-of <date>',
    summary: { zh: '以该日期为“今天”（YYYY-MM-DD）', en: 'the date that counts as today (YYYY-MM-DD)' },
  },
];

export const ARCHIVES_OPTION: OptionSpec = {
  flags: '--archives <folder>',
  summary: {
    zh: '考核档案所在的文件夹（默认为申报材料文件夹旁的“考核档案”）',
    en: 'folder of the archives (default: 考核档案 beside the evidence folder)',
  },
};

export const TEMPLATES_OPTION: OptionSpec = {
  flags: '--templates <folder>',
  summary: {
    zh: '自定模板所在的文件夹（缺的用自带模板）',
    en: 'folder with templates of your own (what it lacks is supplied)',
  },
};

export const CACHE_OPTION: OptionSpec = {
  flags: '--cache [dir]',
  summary: {
    zh: '没有改动的部分沿用上次的结果；可指定存放的文件夹（默认在用户的缓存文件夹）',
    en: "take unchanged parts from the last run; kept in this folder (default: in the user's cache folder)",
  },
};

export const MAX_WARNINGS_OPTION: OptionSpec = {
  flags: '--max-warnings <n>',
  summary: { zh: '警告多于 n 条时退出码为 1', en: 'exit with 1 if there are more warnings' },
};

/** @throws DossierError (usage) where it is no number of warnings */
export function maxWarnings(options: Options): number | null {
  const text = textOption(options, 'maxWarnings');
  if (text === null) return null;
  if (!/^\d+$/.test(text)) {
    throw new DossierError('usage', {
      zh: `--max-warnings 应为不小于 0 的整数，写的是“${text}”。`,
      en: `--max-warnings takes a whole number from 0, not "${text}".`,
    });
  }
  return Number(text);
}

/** Canonical names of `--department A,B`. @throws DossierError (usage) for a name that the pack does not know */
export function departmentsOption(
  pack: Pack,
  options: Options,
  alsoKnown: readonly string[],
): string[] | null {
  const text = textOption(options, 'department');
  if (text === null) return null;
  return text
    .split(/[,，、]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => {
      const found = resolveDepartment(pack, name) ?? alsoKnown.find((known) => known === name);
      if (found !== undefined && found !== null) return found;
      const names = pack.departments.map((d) => d.name);
      throw new DossierError('usage', {
        zh: `任务清单中没有“${name}”这个单位。可选：${names.join('、')}`,
        en: `The task list knows no department "${name}". It has: ${names.join(', ')}`,
      });
    });
}
