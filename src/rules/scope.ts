/** What the rules over a whole folder share: which files and folders are in scope, and which could not be opened. */
import type { CatalogueEntry } from '../model/document.js';
import type { Where } from '../model/finding.js';
import type { DepartmentFolder, InventoryFile, Role } from '../model/inventory.js';
import type { Unit } from '../model/pack.js';
import type { Submission, Workspace } from '../model/workspace.js';
import { once } from './once.js';

/** `denied` of a name whose bytes are not UTF-8 (an archive with GBK names): naming/illegal-name speaks of it. */
export const NAME_NOT_UTF8 = 'NAME_NOT_UTF8';
/** `denied` of a link whose target lies outside the folder: structure/outside-link speaks of it. */
export const LINK_OUTSIDE = 'LINK_OUTSIDE';
/** `denied` of a link to a folder inside, which is not walked twice. */
export const LINK_FOLDER = 'LINK_FOLDER';
/** `denied` of a pipe, a device or a socket. */
export const NOT_A_FILE = 'NOT_A_FILE';

const DELIVERED: ReadonlySet<Role> = new Set([
  'statement',
  'catalogue',
  'evidence',
  'summary-report',
  'self-assessment',
  'self-assessment-report',
  'liaison-form',
  'prescribed-form',
]);

const TEXTS: ReadonlySet<Role> = new Set(['statement', 'summary-report', 'self-assessment-report']);

/** A text that the department wrote for the list: what stands in it is judged. */
export function isText({ role }: InventoryFile): boolean {
  return TEXTS.has(role);
}

/** A file that a department hands in, as opposed to litter, strays and the tool's own configuration. */
export function isDelivered(file: InventoryFile): boolean {
  return DELIVERED.has(file.role);
}

/** Whether the engine would call a file rule for this place; null = it belongs to nobody, which is in scope. */
export function inScope(workspace: Workspace, department: string | null, unit: string | null): boolean {
  return (
    (department === null || department === '' || workspace.scope.departments.includes(department)) &&
    (unit === null || workspace.scope.units.includes(unit))
  );
}

type Owner = { department: string | null; unit: string | null };

/** By the folders' paths; a province's inventory has thousands of them, and every path is looked up. */
const ownersOf = once((departments: readonly DepartmentFolder[]): ReadonlyMap<string, Owner> => {
  const folders = new Map<string, Owner>();
  for (const { path, department } of departments) {
    if (!folders.has(path)) folders.set(path, { department: department || null, unit: null });
  }
  for (const { path, department, unit } of departments.flatMap((d) => d.units)) {
    const above = department === null ? ownerIn(folders, path).department : department;
    folders.set(path, { department: above, unit });
  }
  return folders;
});

function ownerIn(folders: ReadonlyMap<string, Owner>, path: string): Owner {
  for (let folder = path; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const owner = folders.get(folder);
    if (owner) return owner;
  }
  return folders.get('') ?? { department: null, unit: null };
}

/** Canonical department in whose folder a path lies, and the unit whose folder it lies in. */
export function ownerOf(workspace: Workspace, path: string): Owner {
  return ownerIn(ownersOf(workspace.inventory.departments), path);
}

export function isInside(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

/** The folder itself could not be listed: what is in it is unknown, and format/unreadable says so. */
export function isDenied(workspace: Workspace, folder: string): boolean {
  return workspace.inventory.deniedFolders.some((d) => d.path === folder);
}

/** The submission's folder, or one below it, could not be listed. */
export function hidesSomething(workspace: Workspace, submission: Submission): boolean {
  const { folder } = submission;
  if (folder === null) return false;
  return workspace.inventory.deniedFolders.some((d) => d.path === folder || isInside(d.path, folder));
}

/** The department's own folder could not be listed, so nobody knows which units it holds. */
export function departmentIsDenied(workspace: Workspace, department: string | null): boolean {
  return workspace.inventory.departments.some(
    (d) => d.department === department && isDenied(workspace, d.path),
  );
}

/**
 * The department only cooperates: named others lead the unit, and no open list (等…部门) or bonus item lets anyone
 * deliver it. It owes no statement, so a note of its own needs no prescribed title.
 */
export function isCooperating({ unit, department }: Submission): boolean {
  if (department === null || unit.kind === 'bonus' || unit.openLeads || unit.leads.length === 0) return false;
  return !unit.leads.some((lead) => lead.department === department);
}

/** The units in scope that a department leads, or that the list names nobody for; bonus items are never due. */
export function ledUnits(department: string, { pack, config }: Workspace): Unit[] {
  return pack.units.filter(
    ({ key, kind, leads }) =>
      kind === 'indicator' &&
      (config.units === null || config.units.includes(key)) &&
      (leads.length === 0 || leads.some((lead) => lead.department === department)),
  );
}

/** A list for a message, at most 10 long: 3、5、8. */
export function listed(items: readonly string[], limit = 10): string {
  const shown = items.slice(0, limit).join('、');
  return items.length > limit ? `${shown}……` : shown;
}

/** Where an entry stands in its catalogue. */
export function placeOf({ row, number, sheet }: CatalogueEntry): Where {
  return { row, entry: number, ...(sheet === undefined ? {} : { sheet }) };
}
