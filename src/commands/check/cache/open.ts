/** The cache that `--cache` names. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { DossierError } from '../../../model/error.js';
import { type Context, type Options, textOption } from '../../command.js';
import { DiskCache } from './disk.js';

/**
 * @param folder absolute path of the evidence folder
 * @returns null where no cache is wanted
 * @throws DossierError (usage) for a place that a cache can't be in
 */
export async function openCache(
  context: Context,
  folder: string,
  options: Options,
): Promise<DiskCache | null> {
  if (options.cache === undefined || options.cache === false) return null;
  const named = textOption(options, 'cache');
  const dir = named === null ? context.cacheHome : resolve(context.cwd, named);
  if (dir === undefined) {
    throw new DossierError('usage', {
      zh: '系统没有指明用户的缓存文件夹，请在 --cache 后写明存放的文件夹。',
      en: "The system names no cache folder of the user's: name one after --cache.",
    });
  }
  // Folders with a leading dot are passed over by the scan; any other would be taken for evidence.
  const inside = relative(folder, dir);
  const outside = isAbsolute(inside) || inside === '..' || inside.startsWith(`..${sep}`);
  if (!outside && !inside.startsWith('.')) {
    throw new DossierError('usage', {
      zh: `缓存文件夹“${dir}”在申报材料文件夹里面，会被当作申报材料。请放到别处，或用以“.”开头的名称。`,
      en: `The cache "${dir}" lies in the evidence folder and would be taken for evidence. Put it elsewhere, or give it a name that begins with a dot.`,
    });
  }
  return DiskCache.open(dir);
}

/** For a person, where the cache could not be used; null where it could. */
export function cacheNote({ lang }: Context, cache: DiskCache | null): string | null {
  const failure = cache?.failure ?? null;
  if (failure === null) return null;
  return lang === 'zh'
    ? `缓存未能全部写入（${failure}），下次检查会慢一些；本次检查结果不受影响。\n`
    : `The cache could not all be written (${failure}): the next check takes longer; this one is complete.\n`;
}
