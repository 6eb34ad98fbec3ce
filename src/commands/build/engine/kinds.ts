/** Which files LibreOffice may set, and as what it reads them. */
import type { Document } from '../../../model/document.js';
import type { InventoryFile } from '../../../model/inventory.js';
import type { OfficeKind } from '../../../office/index.js';

/**
 * By content, not by name: to LibreOffice .wps is Microsoft Works and .et nothing at all.
 * @returns null for what is no Word or Excel file, or could not be read: nothing is shown that was not checked
 */
export function officeKind({ signature }: InventoryFile, document: Document): OfficeKind | null {
  if (document.kind === 'word') {
    if (signature === 'docx' || signature === 'rtf') return signature;
    // A .docx in a container is an encrypted one, in which tracked changes can't be accepted before it is set.
    return signature === 'ole' && document.format === 'doc' ? 'doc' : null;
  }
  if (document.kind !== 'sheet') return null;
  if (signature === 'xlsx') return signature;
  return signature === 'ole' && document.format !== 'csv' ? document.format : null;
}

/**
 * In a .docx tracked changes are shown as accepted; in an old format LibreOffice prints deleted text, struck through.
 * The built-in engine does not, but has no pictures of such files: then the pictures count for more, and it is told.
 */
export function showsChanges(kind: OfficeKind, document: Document): 'changes' | 'changes-shown' | null {
  if (document.kind !== 'word' || (kind !== 'doc' && kind !== 'rtf')) return null;
  const { inserted, deleted } = document.revisions;
  if (inserted + deleted === 0) return null;
  return (document.picturesLeftOut ?? 0) > 0 ? 'changes-shown' : 'changes';
}
