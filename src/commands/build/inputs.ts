/** Which files of the evidence folder go into a dossier, or say what goes into it. */
import type { InventoryFile } from '../../model/inventory.js';

export interface Scope {
  /** Keys of units. */
  units: ReadonlySet<string>;
  departments: ReadonlySet<string>;
}

export function isInput(file: InventoryFile, { units, departments }: Scope): boolean {
  if (file.role === 'config') return true;
  if (!['statement', 'catalogue', 'evidence'].includes(file.role)) return false;
  return (
    file.unit !== null &&
    units.has(file.unit) &&
    (file.department === null || departments.has(file.department))
  );
}
