/** Which machine looks at which parts of a folder, where several share the work. */
import type { Part } from '../model/parts.js';

/**
 * Deals the parts out by their bytes, the largest first, each to who has least so far; the rest, which looks at the
 * whole inventory, to the first. The same inventory gives the same shares everywhere.
 * @param index from 1
 * @returns the parts of that share, in their order; none where there are more shares than parts
 */
export function shareOf(parts: readonly Part[], index: number, of: number): Part[] {
  const loads = Array.from({ length: of }, () => 0);
  const owner = new Map<Part, number>();
  const give = (part: Part, to: number) => {
    owner.set(part, to);
    // A part without files costs something too.
    loads[to] = (loads[to] ?? 0) + 1 + bytesOf(part);
  };
  for (const part of parts) if (part.unit === null) give(part, 0);
  const units = parts.filter((part) => part.unit !== null);
  for (const part of units.sort((a, b) => bytesOf(b) - bytesOf(a))) {
    give(part, loads.indexOf(Math.min(...loads)));
  }
  return parts.filter((part) => owner.get(part) === index - 1);
}

function bytesOf({ files }: Part): number {
  return files.reduce((sum, file) => sum + file.bytes, 0);
}
