/**
 * `check --fix`: mends names and nothing else. Nothing is deleted, nothing is overwritten, no content is touched, and
 * no file leaves its folder. What was done is told at once, both names, so that it can be undone.
 */
import { lstat, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { examine } from '../../check/index.js';
import { DossierError } from '../../model/error.js';
import type { Lang, Localised } from '../../model/lang.js';
import { visible } from '../../model/visible.js';
import { rules } from '../../rules/index.js';
import type { Arguments, Context, Options } from '../command.js';
import { openWorkspace } from '../workspace.js';
import { planRenames, type Rename } from './renames.js';

const WHY: Record<Rename['why'], Localised> = {
  title: { zh: '规定题目', en: 'the prescribed title' },
  catalogue: { zh: '与目录一致', en: 'as the catalogue has it' },
  name: {
    zh: '去掉不合规的字符、空格或重复的扩展名',
    en: 'without illegal characters, stray blanks or a doubled extension',
  },
};

const HINDRANCE: Record<string, Localised> = {
  exists: { zh: '同一文件夹中已有这个名称', en: 'the folder has that name already' },
  unpaired: { zh: '改名后与目录对不上', en: 'the catalogue would no longer name it' },
  waived: { zh: 'dossier.yaml 的豁免写的是这个名称', en: 'a waiver in dossier.yaml names it' },
  gone: { zh: '文件已不在原处', en: 'it is no longer there' },
  EACCES: { zh: '没有权限', en: 'permission denied' },
  EPERM: { zh: '没有权限，或文件正被打开', en: 'permission denied, or the file is open' },
  EBUSY: { zh: '文件正被打开，请关闭后重试', en: 'the file is open: close it and try again' },
  EROFS: { zh: '所在磁盘是只读的', en: 'the disk is read-only' },
  EXDEV: { zh: '新旧名称不在同一磁盘上', en: 'the two names lie on different disks' },
  ENAMETOOLONG: { zh: '新名称太长', en: 'the new name is too long' },
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/**
 * Renames within one folder, onto no other file. Where case does not matter, 甲.PDF and 甲.pdf are one file, which
 * may change its case.
 * @returns null, or what stood in the way: `exists`, `gone` or the system's code
 */
export async function renameWithin(
  folder: string,
  { from, name }: Pick<Rename, 'from' | 'name'>,
  move: typeof rename = rename,
): Promise<string | null> {
  const source = join(folder, from);
  const target = join(source, '..', name);
  const facts = async (path: string) => {
    try {
      return await lstat(path, { bigint: true });
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  };
  try {
    const here = await facts(source);
    const there = await facts(target);
    if (here === null) return 'gone';
    // A system's rename replaces what has the name: it is asked only where nothing has it.
    if (there !== null && (there.ino !== here.ino || there.dev !== here.dev)) return 'exists';
    if (there !== null && source.normalize('NFC').toLowerCase() !== target.normalize('NFC').toLowerCase())
      return 'exists';
    await move(source, target);
    return null;
  } catch (error) {
    return codeOf(error);
  }
}

interface Outcome {
  rename: Rename;
  hindrance: string | null;
}

/** @returns '' where no name was to be mended */
export function renamesText(outcomes: readonly Outcome[], dryRun: boolean, lang: Lang): string {
  const zh = lang === 'zh';
  const done = outcomes.filter((o) => o.hindrance === null);
  const not = outcomes.filter((o) => o.hindrance !== null);
  const line = ({ rename: { from, name, why }, hindrance }: Outcome) => {
    const note = hindrance === null ? WHY[why] : (HINDRANCE[hindrance] ?? { zh: hindrance, en: hindrance });
    return `  ${visible(from)}\n    → ${visible(name)}${zh ? `（${note.zh}）` : ` (${note.en})`}`;
  };
  const head = (words: Localised, of: readonly Outcome[]) =>
    of.length === 0 ? [] : [words[lang], ...of.map(line)];
  const lines = [
    ...head(
      dryRun
        ? {
            zh: `可改名 ${done.length} 处（未改动）：`,
            en: `${done.length} to be renamed (nothing was changed):`,
          }
        : { zh: `已改名 ${done.length} 处：`, en: `${done.length} renamed:` },
      done,
    ),
    ...head(
      { zh: `未改名 ${not.length} 处，请人工处理：`, en: `${not.length} not renamed, to be seen to:` },
      not,
    ),
  ];
  if (lines.length > 0) return `${lines.join('\n')}\n\n`;
  return zh ? '没有需要改正的文件名。\n\n' : 'No name is to be mended.\n\n';
}

/** @throws DossierError (usage) where `--dry-run` stands alone */
function fixOption(options: Options): 'fix' | 'dry-run' | null {
  if (options.fix === true) return options.dryRun === true ? 'dry-run' : 'fix';
  if (options.dryRun !== true) return null;
  throw new DossierError('usage', {
    zh: '--dry-run 须与 --fix 同用。',
    en: '--dry-run goes with --fix.',
  });
}

/** Mends names below the folder, or tells which it would. The check then looks at the folder as it is by now. */
export async function fixNames(context: Context, args: Arguments, options: Options): Promise<void> {
  const wish = fixOption(options);
  if (wish === null) return;
  const { lang, tool } = context;
  const { folder, workspace, narrowed } = await openWorkspace(context, args, options);
  const { concealed } = examine(workspace, { tool, rules, onlyRules: ['security'], narrowed });
  if (concealed.length > 0) {
    context.say?.(
      lang === 'zh'
        ? '发现疑似涉密文件，未改动任何名称。请先按保密规定处理。\n\n'
        : 'A file bears a classification mark: no name was changed. See to it first.\n\n',
    );
    return;
  }
  const outcomes: Outcome[] = [];
  for (const rename of planRenames(workspace)) {
    const act = wish === 'fix' && rename.blocked === null;
    outcomes.push({ rename, hindrance: act ? await renameWithin(folder, rename) : rename.blocked });
    if (context.signal?.aborted) break;
  }
  context.say?.(renamesText(outcomes, wish === 'dry-run', lang));
}
