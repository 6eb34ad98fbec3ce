/** The evidence folder as it is now against what went into the dossier. */
import { join } from 'node:path';
import { isInput } from '../build/inputs.js';
import type { Context } from '../command.js';
import { openFolder } from '../folder.js';
import { type Discrepancy, discrepancy } from './discrepancy.js';
import { factsOf } from './files.js';
import type { Manifest } from './manifest.js';

/**
 * @param folder absolute path
 * @param pack id or path of the task list
 * @throws DossierError (usage) where it is no evidence folder
 */
export async function compareEvidence(
  context: Context,
  folder: string,
  manifest: Manifest,
  pack: string,
  tally: { inputs: number },
): Promise<Discrepancy[]> {
  const found: Discrepancy[] = [];
  const inputs = manifest.files.filter(({ role }) => role === 'input');
  // Opened first: a folder that is none shall not be told as a hundred missing files.
  const { ground } = await openFolder(context, [folder], { pack });
  for (const [index, { path, sha256 }] of inputs.entries()) {
    context.signal?.throwIfAborted();
    if (index % 50 === 0) {
      context.progress({
        zh: `比对材料 ${index}/${inputs.length}`,
        en: `comparing evidence ${index}/${inputs.length}`,
      });
    }
    tally.inputs += 1;
    const now = await factsOf(join(folder, path));
    if (now === null) found.push(discrepancy('input-missing', path));
    else if ('failure' in now) found.push(discrepancy('unreadable', path, { found: now.failure }));
    else if (now.sha256 !== sha256) {
      found.push(discrepancy('input-altered', path, { found: now.sha256, expected: sha256 }));
    }
  }
  // What is out of the dossier's scope (--unit, --department) was never meant to be in it.
  const bound = new Set(inputs.map(({ path }) => path));
  const scope = {
    units: new Set(manifest.units.map(({ unit }) => unit)),
    departments: new Set(manifest.materials.flatMap(({ department }) => department ?? [])),
  };
  for (const file of ground.inventory.files) {
    if (file.role !== 'config' && isInput(file, scope) && !bound.has(file.path) && file.denied === null) {
      found.push(discrepancy('input-added', file.path));
    }
  }
  return found;
}
