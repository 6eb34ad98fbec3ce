/** What counts as delivered, said once: a folder alone, with nothing in it, does not. */
import type { Submission } from './workspace.js';

/** Anything handed in for the unit, whatever it is. */
export function isDelivered({
  statements,
  catalogues,
  evidence,
  materials,
}: Pick<Submission, 'statements' | 'catalogues' | 'evidence' | 'materials'>): boolean {
  return statements.length + catalogues.length + evidence.length + materials.length > 0;
}
