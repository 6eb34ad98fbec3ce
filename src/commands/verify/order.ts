/**
 * Which pages of a volume are gone, were laid in or changed places: told by the numbers printed on them. Everything that
 * follows from it (links that land a page off, bookmarks, labels) is then not told again.
 */
import { type Discrepancy, discrepancy } from './discrepancy.js';
import type { ExpectedVolume } from './expectation.js';

/**
 * @param printed number on each page; null where there is none
 * @returns null where every page is in its place
 */
export function compareOrder(
  printed: readonly (number | null)[],
  volume: ExpectedVolume,
): Discrepancy[] | null {
  const { file, firstPrinted, pages: planned, pieces } = volume;
  const places = printed.map((number) => (number === null ? null : number - firstPrinted + 1));
  if (printed.length === planned && places.every((place, i) => place === i + 1)) return null;
  const found: Discrepancy[] = [];
  if (printed.length !== planned) {
    found.push(discrepancy('page-count', file, { found: String(printed.length), expected: String(planned) }));
  }
  const seen = new Set<number>();
  const own: { page: number; place: number }[] = [];
  places.forEach((place, i) => {
    if (place !== null && place >= 1 && place <= planned && !seen.has(place)) {
      seen.add(place);
      own.push({ page: i + 1, place });
    } else {
      const shown = place === null ? null : String(place + firstPrinted - 1);
      found.push(discrepancy('page-added', file, { page: i + 1, found: shown }));
    }
  });
  for (let place = 1; place <= planned; place += 1) {
    if (seen.has(place)) continue;
    const piece = pieces.find((p) => place >= p.firstPage && place < p.firstPage + p.pages);
    const expected = String(place + firstPrinted - 1);
    found.push(discrepancy('page-missing', file, { about: piece?.id ?? null, expected }));
  }
  const kept = longestRising(own.map(({ place }) => place));
  for (const [i, { page, place }] of own.entries()) {
    if (!kept.has(i)) {
      found.push(discrepancy('page-moved', file, { page, found: String(place + firstPrinted - 1) }));
    }
  }
  return found;
}

/** Indexes of a longest rising subsequence: what is left over is the least that was moved. */
function longestRising(values: readonly number[]): Set<number> {
  /** Of each length: index of the smallest value that ends such a run. */
  const ends: number[] = [];
  const before: number[] = [];
  values.forEach((value, i) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[i] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = i;
  });
  const kept = new Set<number>();
  for (let i = ends.at(-1) ?? -1; i >= 0; i = before[i] ?? -1) kept.add(i);
  return kept;
}
