/** How a unit's key reads in running text. */

/**
 * A range has the long dash (GB/T 15834-2011 §4.13.3): 第26—29项. Folders, filters and file names keep the hyphen, as
 * 一-4-3 does, which is no range.
 */
export function keyInText(key: string): string {
  return /^\d+-\d+$/.test(key) ? key.replace('-', '—') : key;
}
