/** Names that Excel takes for a sheet: it repairs, or refuses, a file with another. */

/** Characters, UTF-16: Excel's limit. */
const LONGEST = 31;

/** Illegal are : \\ / ? * [ ], an apostrophe at either end, and the reserved name History. */
function legal(name: string): string {
  const clean = name
    .replace(/[:\\/?*[\]]/g, '_')
    .trim()
    .replace(/^'+|'+$/g, '');
  return clean === '' || /^history$/i.test(clean) ? `_${clean}` : clean;
}

/** Cuts from the end, never within a character. */
function cut(name: string, length: number): string {
  return name.length <= length ? name : name.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/**
 * @param taken names of other sheets in the file
 * @returns a legal name for each, in order; none like another, whatever its letter case
 */
export function sheetNames(wanted: readonly string[], taken: readonly string[]): string[] {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return wanted.map((name) => {
    const base = legal(name);
    let chosen = cut(base, LONGEST);
    for (let n = 2; used.has(chosen.toLowerCase()); n++) {
      const mark = `(${n})`;
      chosen = `${cut(base, LONGEST - mark.length)}${mark}`;
    }
    used.add(chosen.toLowerCase());
    return chosen;
  });
}
