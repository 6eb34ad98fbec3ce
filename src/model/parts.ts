/** The parts that a folder is looked at in: a unit with all its submissions at a time, then what belongs to no unit. */
import type { InventoryFile } from './inventory.js';

export interface Part {
  /** Unit key; null for the rest. */
  unit: string | null;
  /** In the inventory's order. */
  files: InventoryFile[];
}

/**
 * @param units keys of the units in scope, in the order of the list
 * @returns one part per unit, also where it has no file; the rest comes last
 */
export function partsOf(units: readonly string[], files: readonly InventoryFile[]): Part[] {
  const rest: InventoryFile[] = [];
  const byUnit = new Map(units.map((key) => [key, [] as InventoryFile[]] as const));
  for (const file of files) ((file.unit === null ? null : byUnit.get(file.unit)) ?? rest).push(file);
  return [...[...byUnit].map(([unit, own]) => ({ unit, files: own })), { unit: null, files: rest }];
}
