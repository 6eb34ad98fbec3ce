/** Which department a name means. Never a guess between two. Pure. */
import { foldName } from '../model/fold.js';
import { nearest } from '../model/nearest.js';
import type { Department, Pack } from '../model/pack.js';

/**
 * The canonical name of a department.
 * Takes names and aliases in any width or spacing, also behind the region or its tail
 * (新城区司法局, 呼和浩特市新城区司法局, 区司法局); the city's own 呼和浩特市司法局 is another body.
 * @returns null where no department, or more than one, is meant
 */
export function resolveDepartment(pack: Pick<Pack, 'departments' | 'region'>, name: string): string | null {
  const wanted = foldName(name);
  if (wanted === '') return null;
  const spelled = spellings(pack.departments);
  const exact = spelled.filter((s) => s.folded === wanted);
  const found = exact.length > 0 ? exact : spelled.filter((s) => behindRegion(wanted, s.folded, pack.region));
  const names = new Set(found.map((s) => s.name));
  const [only] = names;
  return names.size === 1 && only !== undefined ? only : null;
}

/** The department that a misspelt name comes nearest to, for “did you mean”; null if none is near. */
export function nearestDepartment(departments: readonly Department[], name: string): string | null {
  const spelled = spellings(departments);
  const guess = nearest(name, [...new Set(spelled.map((s) => s.spelling))]);
  return spelled.find((s) => s.spelling === guess)?.name ?? null;
}

function spellings(departments: readonly Department[]): { name: string; spelling: string; folded: string }[] {
  return departments.flatMap(({ name, aliases }) =>
    [name, ...aliases].map((spelling) => ({ name, spelling, folded: foldName(spelling) })),
  );
}

function behindRegion(wanted: string, known: string, region: string): boolean {
  if (known === '' || !wanted.endsWith(known) || wanted.length === known.length) return false;
  const prefix = wanted.slice(0, -known.length);
  const whole = foldName(region);
  // 新城区委办 is how people write 新城区 + 区委办: the level's word stands once for both.
  const level = whole.slice(-1);
  return isRegion(prefix, whole) || (known.startsWith(level) && isRegion(prefix + level, whole));
}

/** The region itself, its last part, the bare word for its level (区), or the region with a higher level before it. */
function isRegion(prefix: string, region: string): boolean {
  if (region === '') return false;
  const parts = region.match(/.+?(?:自治区|自治州|自治县|省|市|盟|州|区|县|旗)/gu) ?? [region];
  const last = parts.at(-1) ?? region;
  if (prefix === last.slice(-1)) return true;
  for (let i = 0; i < parts.length; i++) {
    if (prefix === parts.slice(i).join('')) return true;
  }
  return (
    prefix.endsWith(last) &&
    /^(?:.{2,10}?(?:自治区|自治州|省|市|盟|州))+$/u.test(prefix.slice(0, -last.length))
  );
}
