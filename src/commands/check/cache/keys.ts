/** Under which key a part's findings are kept: all that they rest on, as one digest. */
import { createHash } from 'node:crypto';
import type { CheckOptions } from '../../../check/index.js';
import type { InventoryFile } from '../../../model/inventory.js';
import type { Part } from '../../../model/parts.js';
import type { OpenedFolder } from '../../folder.js';
import { codeDigest } from './code.js';

/** SHA-256 (hex) of a value's JSON. */
export function digestOfJson(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('hex');
}

/** What all parts of one run rest on. Waivers are left out: they are laid over the findings at the end. */
export function runKey({ ground, surveyed }: OpenedFolder, options: CheckOptions): string {
  const { pack, config, asOf } = ground;
  const { path: _, waivers: __, ...settings } = config;
  const { tool, onlyRules, narrowed } = options;
  return digestOfJson([codeDigest(), tool, pack, settings, asOf, surveyed.scope, onlyRules, narrowed]);
}

/** @param digests SHA-256 of the part's files. @param twin whether another file of the folder has this one's size */
export function partKey(
  run: string,
  { unit, files }: Part,
  digests: ReadonlyMap<string, string>,
  twin: (file: InventoryFile) => boolean,
): string {
  return digestOfJson([run, unit, files.map((file) => [file, digests.get(file.path) ?? null, twin(file)])]);
}
