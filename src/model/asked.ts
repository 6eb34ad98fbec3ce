/** Whom a figure or a number of materials is asked of. Pure. */
import type { CountLimit, Threshold } from './pack.js';

/** Whether it is asked of a department; of one that the folder does not tell, to be on the safe side. */
export function isAskedOf(
  { leads }: Pick<CountLimit | Threshold, 'leads'>,
  department: string | null,
): boolean {
  return leads === undefined || department === null || leads.includes(department);
}
