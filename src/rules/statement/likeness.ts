/** How like two texts are, by the character groups that they share. */
import { foldName } from '../../model/fold.js';

/** The characters that are compared: width folded, without spaces and punctuation. */
export function comparedIn(text: string): string[] {
  return [...foldName(text).replace(/[^\p{L}\p{N}]+/gu, '')];
}

/** Groups of `size` characters of {@link comparedIn}. */
function shingles(text: string, size: number): Set<string> {
  const bare = comparedIn(text);
  return new Set(
    Array.from({ length: Math.max(0, bare.length - size + 1) }, (_, i) => bare.slice(i, i + size).join('')),
  );
}

/** Share of the shorter name's character pairs that the other has too, 0–1. */
export function sharedPairs(left: string, right: string): number {
  const [a, b] = [shingles(left, 2), shingles(right, 2)];
  const least = Math.min(a.size, b.size);
  if (least < 3) return 0;
  return [...a].filter((pair) => b.has(pair)).length / least;
}
