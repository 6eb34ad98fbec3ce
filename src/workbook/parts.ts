/** What the parts of a package have in common: what is open while they are written, and how one names another. */
import type { PackageArchive } from './archive.js';
import type { StyleSheet } from './style.js';
import { escapeXml, XML } from './xml.js';

export const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const PACKAGE_RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A sheet as the workbook lists it. */
export interface ListedSheet {
  name: string;
  /** Rows that are repeated in print, "$5:$5". */
  printTitles: string;
  /** The range that is filtered, "$A$5:$U$104"; null where there is nothing to filter. */
  filtered: string | null;
}

/** What a sheet is written into. */
export interface OpenBook {
  archive: PackageArchive;
  styles: StyleSheet;
  sheets: ListedSheet[];
  /** Charts so far: each has a part of its own. */
  charts: number;
  drawings: number;
}

/** Relationships to parts, rId1 and on in their order. */
export function relationshipsXml(all: readonly { type: string; target: string }[]): string {
  const entries = all.map(
    ({ type, target }, i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${escapeXml(target)}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE_RELATIONSHIPS}">${entries.join('')}</Relationships>`;
}

/** A sheet's name as a reference has it: an apostrophe within it is doubled. */
export function quotedSheet(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}
