/** What a department owes once, beside its units: the summary report and the liaison form. */
import type { RawFinding } from '../../model/finding.js';
import { foldName } from '../../model/fold.js';
import type { InventoryFile, Role } from '../../model/inventory.js';
import { splitName } from '../../model/name.js';
import type { DepartmentWork, Workspace } from '../../model/workspace.js';
import { listed, ownerOf } from '../scope.js';

/**
 * Says that the document is missing, or that there are several.
 * Nothing of a department without a folder (structure/unit-missing speaks of each of its units), of a flat folder that
 * names no department, of an authority that no list names and that delivers no unit, nor where a folder that could not
 * be listed may hold it.
 */
export function* departmentDocument(
  work: DepartmentWork,
  workspace: Workspace,
  role: Extract<Role, 'summary-report' | 'liaison-form'>,
  title: string,
): Generator<RawFinding> {
  const { inventory } = workspace;
  if (!owesDocuments(work, workspace)) return;
  const files = inventory.files.filter(
    (f) =>
      f.role === role && (f.department === work.name || (f.unit === null && names(f, work.name, workspace))),
  );
  const args = { department: work.name, title };
  if (files.length > 0) {
    const stems = [...new Map(files.map((f) => [foldName(splitName(f.name).stem), f.name])).values()];
    // A scan beside the Word document of the same name is the same report.
    if (stems.length < 2) return;
    yield {
      messageId: 'several',
      severity: 'info',
      args: { ...args, count: stems.length, names: listed(stems) },
    };
    return;
  }
  if (!mayHideDocuments(work, workspace)) yield { messageId: 'missing', args };
}

/** It has a folder, and is known to the list or delivers a unit. */
export function owesDocuments({ folder, name }: DepartmentWork, { inventory }: Workspace): boolean {
  const own = inventory.departments.find((d) => d.path === folder && d.department === name);
  return own !== undefined && (own.known || own.units.length > 0);
}

/** A folder of its that could not be listed may hold what seems to be missing. */
export function mayHideDocuments({ name }: DepartmentWork, workspace: Workspace): boolean {
  return workspace.inventory.deniedFolders.some(({ path }) => {
    const owner = ownerOf(workspace, path);
    return owner.department === name && owner.unit === null;
  });
}

/** 司法局总结报告.docx beside the departments' folders: the name says whose it is. */
function names(file: InventoryFile, department: string, { pack }: Workspace): boolean {
  if (file.department !== null) return false;
  const aliases = pack.departments.find((d) => d.name === department)?.aliases ?? [];
  const name = foldName(file.name);
  return [department, ...aliases].some((spelling) => name.includes(foldName(spelling)));
}
