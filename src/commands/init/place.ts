/** Where the forms go: the office's folder, or the own folder of a department. Reads, and writes nothing. */
import { basename, join, resolve } from 'node:path';
import { DossierError } from '../../model/error.js';
import type { Inventory } from '../../model/inventory.js';
import type { Pack } from '../../model/pack.js';
import type { Config } from '../../model/workspace.js';
import { loadConfig, resolveDepartment, resolvePack } from '../../packs/index.js';
import { scanFolder } from '../../scan/index.js';
import { type Context, type Options, textOption } from '../command.js';
import { departmentsOption } from '../options.js';
import { exists } from './files.js';

/** Made where the current folder is no evidence folder, so that nothing is strewn about it. */
export const NEW_FOLDER = '申报材料';

export interface Place {
  /** Absolute. */
  root: string;
  pack: Pack;
  config: Config;
  /** What lies in the root; null where there is no such folder yet. */
  inventory: Inventory | null;
  /** The root is one department's own folder, with its units right inside. */
  direct: boolean;
}

export async function findPlace(context: Context, folder: string | null, options: Options): Promise<Place> {
  if (folder !== null) return openPlace(context, resolve(context.cwd, folder), options);
  const here = await openPlace(context, context.cwd, options);
  const known =
    here.direct || here.config.path !== null || here.inventory?.departments.some(({ path }) => path !== '');
  return known ? here : openPlace(context, join(context.cwd, NEW_FOLDER), options);
}

async function openPlace(context: Context, root: string, options: Options): Promise<Place> {
  const name = textOption(options, 'pack');
  const { config, pack } = await loadConfig(root, {
    ...(name === null ? {} : { pack: await resolvePack(name, context.cwd) }),
  });
  const inventory = (await exists(root))
    ? await scanFolder(root, {
        pack,
        resolveDepartment: (folder) => resolveDepartment(pack, folder),
        // What the files are by their bytes is of no concern here.
        sniff: async () => 'unknown',
        department: null,
      })
    : null;
  const own = resolveDepartment(pack, basename(root)) !== null;
  const bare = inventory?.departments.some(({ path, units }) => path === '' && units.length > 0) ?? false;
  const office = inventory?.departments.some(({ path }) => path !== '') ?? false;
  return { root, pack, config, inventory, direct: !office && (own || bare) };
}

export function departmentsOf({ root, pack, direct }: Place, options: Options): string[] {
  const own = direct ? resolveDepartment(pack, basename(root)) : null;
  const named = departmentsOption(pack, options, []) ?? (own === null ? [] : [own]);
  if (named.length === 0) {
    const names = pack.departments.map(({ name }) => name);
    throw new DossierError('usage', {
      zh: `请用 --department 写明单位。任务清单中的单位：${names.join('、')}`,
      en: `Name the department with --department. The task list has: ${names.join(', ')}`,
    });
  }
  if (direct && (named.length > 1 || (own !== null && named[0] !== own))) {
    const whose = own ?? basename(root);
    throw new DossierError('usage', {
      zh: `“${root}”是“${whose}”自己的文件夹，不能放${named.filter((n) => n !== own).join('、')}的材料。请改在上一级文件夹中运行。`,
      en: `"${root}" is the own folder of ${whose}; it can't hold the work of ${named.filter((n) => n !== own).join(', ')}. Run in the folder above.`,
    });
  }
  return [...new Set(named)];
}
