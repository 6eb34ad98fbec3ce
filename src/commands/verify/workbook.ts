/**
 * The workbook as read back: every number that is a link into a volume must be the one printed on the page that it
 * leads to, that page must begin a piece, and every material and unit must be there with its page. Which sheet and
 * column it stands in does not matter.
 */
import type { InspectedCell, InspectedRow } from '../../workbook/index.js';
import { type Discrepancy, discrepancy } from './discrepancy.js';
import { type Expected, materialNumber, type Place, placesOf } from './expectation.js';

/** @param file name of the workbook */
export function* compareWorkbook(
  rows: Iterable<InspectedRow>,
  file: string,
  expected: Expected,
): Generator<Discrepancy> {
  const places = [...placesOf(expected).values()];
  const begins = new Map(places.map((place) => [`${place.file}#${place.firstPage}`, place]));
  const materials = new Map(places.flatMap((place) => entry(materialNumber(place.id), place)));
  const seen = new Set<string>();
  for (const { sheet, cells } of rows) {
    const named = cells.map((cell) => materials.get(cell.text)).find((place) => place !== undefined);
    for (const cell of cells) {
      const target = volumePage(cell.link, expected);
      if (target === null) continue;
      const at = `${sheet}!${cell.address}`;
      const place = begins.get(`${target.file}#${target.page}`);
      const wanted = named ?? place;
      if (place === undefined || (named !== undefined && named !== place)) {
        yield discrepancy('workbook-link', file, {
          about: at,
          found: cell.link,
          expected: named === undefined ? null : `${named.file}#page=${named.firstPage}`,
        });
      }
      if (wanted !== undefined && /^\d+$/.test(cell.text) && cell.text !== String(wanted.printed)) {
        yield discrepancy('workbook-number', file, {
          about: at,
          found: cell.text,
          expected: String(wanted.printed),
        });
      }
      if (place !== undefined) seen.add(place.id);
      if (named !== undefined) seen.add(named.id);
    }
    // Excel takes 65,530 links on a sheet: further rows show the number alone.
    if (named !== undefined && shows(cells, named)) seen.add(named.id);
  }
  for (const place of places) {
    const due = materialNumber(place.id) !== null || place.id.startsWith('unit:');
    if (due && !seen.has(place.id)) {
      yield discrepancy('workbook-missing', file, { about: place.id, expected: String(place.printed) });
    }
  }
}

function entry(number: string | null, place: Place): [string, Place][] {
  return number === null ? [] : [[number, place]];
}

function shows(cells: InspectedCell[], { printed }: Place): boolean {
  return cells.some(({ text, link }) => link === null && text === String(printed));
}

/** The volume and page that a link leads to; null for a link elsewhere, or to a volume as a whole. */
function volumePage(link: string | null, { volumes }: Expected): { file: string; page: number } | null {
  const [, name = '', page] = /^(.*)#page=(\d+)$/s.exec(link ?? '') ?? [];
  if (page === undefined) return null;
  const file = decoded(name).replace(/^\.\//, '');
  return volumes.some((volume) => volume.file === file) ? { file, page: Number(page) } : null;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch (error) {
    // A lone % of somebody's making: then it is no volume's name.
    if (error instanceof URIError) return name;
    throw error;
  }
}
