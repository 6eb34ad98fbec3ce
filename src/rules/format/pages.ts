/** Pages in a message: their numbers from 1, neighbours as a range. */

/** @returns "1—3、7", at most ten stretches */
export function pageList(pages: readonly number[]): string {
  const stretches: [number, number][] = [];
  for (const page of pages) {
    const last = stretches.at(-1);
    if (last && last[1] === page - 1) last[1] = page;
    else stretches.push([page, page]);
  }
  const shown = stretches.slice(0, 10).map(([from, to]) => (from === to ? `${from}` : `${from}—${to}`));
  return shown.join('、') + (stretches.length > 10 ? '……' : '');
}
