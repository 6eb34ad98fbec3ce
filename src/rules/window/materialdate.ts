/** When a material is from: what the document itself says, else the catalogue, else the year of its 文号. */
import { isoDate } from '../../model/dates.js';
import type { CatalogueEntry, Document } from '../../model/document.js';
import type { Where } from '../../model/finding.js';
import { foldWidth } from '../../model/fold.js';
import { isConcealed } from '../../model/secrecy.js';
import type { Material, Submission } from '../../model/workspace.js';
import { type DocumentDate, documentDate } from '../document/date.js';
import { datesIn, lastOf, shortened } from '../document/dates.js';
import { placeOf } from '../scope.js';

/** A date that may be no more than a month or a year. */
export interface Dated {
  /** 2023-05-06, 2023-05 or 2023. */
  shown: string;
  /** First and last day that it can mean, ISO. */
  from: string;
  to: string;
  by: 'document' | 'catalogue' | 'number';
}

function spanned(iso: string, by: Dated['by']): Dated {
  const [y = '', m, d] = iso.split('-');
  const from = `${y}-${m ?? '01'}-${d ?? '01'}`;
  return { shown: iso, from, to: d === undefined ? lastOf(Number(y), Number(m ?? 12)) : from, by };
}

/** What a catalogue's date cell says: a day, a month (2023年5月, 2023.5, 202305), a year; the whole of a span. */
export function cellDate(written: string): Dated | null {
  const day = isoDate(written);
  if (day !== null) return spanned(day, 'catalogue');
  const text = foldWidth(written);
  const short = /^((?:19|20)\d{2})(?:[-./年]?(0[1-9]|1[0-2]|[1-9]))?[年月]?$/.exec(text.replace(/\s/g, ''));
  if (short) {
    const [, y = '', m] = short;
    return spanned(m === undefined ? y : `${y}-${m.padStart(2, '0')}`, 'catalogue');
  }
  const dates = datesIn(text);
  const [first] = dates;
  if (!first) return null;
  const to = dates.map((date) => date.to).reduce((a, b) => (a > b ? a : b));
  return { shown: shortened(first), from: first.from, to, by: 'catalogue' };
}

/** The year of a 发文字号 as the catalogue has it: 青政发〔2023〕5号. */
export function numberYear(entry: Pick<CatalogueEntry, 'documentNumber'> | null): Dated | null {
  const year = /[〔[【(（]\s*((?:19|20)\d{2})\s*[〕\]】)）]/.exec(entry?.documentNumber ?? '')?.[1];
  return year === undefined ? null : spanned(year, 'number');
}

/** The material's own date before the catalogue's, a whole date before a mere year. */
export function materialDate(material: Material, documents: ReadonlyMap<string, Document>): Dated | null {
  const own = material.file ? documentDate(documents.get(material.file.path)) : null;
  const dated = own ? spanned(own.iso, own.from === 'number' ? 'number' : 'document') : null;
  if (dated && own?.precision !== 'year') return dated;
  return cellDate(material.entry?.date ?? '') ?? dated ?? numberYear(material.entry);
}

/** The day that a material is surely from; null where no more than a month is known. */
export function materialDay(material: Material, documents: ReadonlyMap<string, Document>): string | null {
  const dated = materialDate(material, documents);
  return dated && dated.from === dated.to ? dated.from : null;
}

export function spanOf(own: DocumentDate): Dated {
  return spanned(own.iso, own.from === 'number' ? 'number' : 'document');
}

/** Where a finding about a material's date stands: in its file where that says so, else in the catalogue. */
export function placeOfDate(
  { file, entry }: Material,
  { by }: Dated,
  { catalogue }: Submission,
): { path?: string; where?: Where } {
  if (file && (by === 'document' || entry === null || !catalogue)) return { path: file.path };
  if (entry && catalogue) return { path: catalogue.path, where: placeOf(entry) };
  return {};
}

/** A material's title as outputs may have it. */
export function shownTitle({ title, entry }: Material): string {
  return entry !== null && isConcealed(entry) ? '***' : title;
}
