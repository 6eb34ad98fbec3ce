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
  const folder = inventory.departments.find((d) => d.path === work.folder && d.department === work.name);
  if (!folder || (!folder.known && folder.units.length === 0)) return;
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
  const hidden = inventory.deniedFolders.some(({ path }) => {
    const owner = ownerOf(workspace, path);
    return owner.department === work.name && owner.unit === null;
  });
  if (!hidden) yield { messageId: 'missing', args };
}

/** 司法局总结报告.docx beside the departments' folders: the name says whose it is. */
function names(file: InventoryFile, department: string, { pack }: Workspace): boolean {
  if (file.department !== null) return false;
  const aliases = pack.departments.find((d) => d.name === department)?.aliases ?? [];
  const name = foldName(file.name);
  return [department, ...aliases].some((spelling) => name.includes(foldName(spelling)));
}
