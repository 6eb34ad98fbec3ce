/**
 * A volume as read back against what it must be: stamp, label, named place, bookmark, every printed number of another
 * page, and every link, of every page.
 */
import { type InspectedPage, type InspectedReference, type Inspection, stampLabel } from '../../pdf/index.js';
import { type Discrepancy, discrepancy } from './discrepancy.js';
import {
  type Expected,
  type ExpectedPiece,
  type ExpectedVolume,
  isBlank,
  materialNumber,
  type Place,
} from './expectation.js';
import { compareOrder } from './order.js';

/** What was compared, for the report. */
export interface Tally {
  pages: number;
  references: number;
  links: number;
}

/**
 * Where pages are gone or moved, that alone is told: all else follows from it.
 * @param places all pieces of the dossier: links lead to other volumes too
 */
export function compareVolume(
  seen: Inspection,
  volume: ExpectedVolume,
  { draft, numbering }: Expected,
  places: ReadonlyMap<string, Place>,
  tally: Tally = { pages: 0, references: 0, links: 0 },
): Discrepancy[] {
  const { file } = volume;
  const found: Discrepancy[] = [];
  const pieces = pieceByPage(volume);
  const listed = new Set<string>();
  const printed: (number | null)[] = [];
  const appended: number[] = [];
  const counts = { references: 0, links: 0 };
  for (const page of seen.pages) {
    printed.push(page.stamp?.number ?? null);
    if (page.appended) appended.push(page.page);
    const piece = pieces[page.page] ?? null;
    found.push(...compareStamp(page, piece, volume, draft));
    for (const reference of page.references) {
      const target = targetOf(reference.piece, volume, places);
      const prefix = target === null || target.place.volume === volume.no || numbering === 'continuous';
      if (target !== null && reads(reference, target, prefix ? null : target.place.volume)) {
        if (piece !== null && lists(piece, reference.piece)) listed.add(reference.piece);
        continue;
      }
      const expected = target === null ? null : referenceText(reference, target.place);
      const text = reference.text;
      found.push(
        discrepancy('reference', file, { page: page.page, about: reference.piece, found: text, expected }),
      );
    }
    counts.references += page.references.length;
    counts.links += page.links.length;
    found.push(...compareLinks(page, pieces, volume, places));
  }
  tally.pages += printed.length;
  const disorder = compareOrder(printed, volume);
  if (disorder !== null)
    return [...disorder, ...appended.map((page) => discrepancy('resaved', file, { page }))];
  tally.references += counts.references;
  tally.links += counts.links;
  return [...found, ...comparePieces(seen, volume, listed)];
}

/** Index = page; [0] is unused. */
function pieceByPage({ pieces, pages }: ExpectedVolume): ExpectedPiece[] {
  const by: ExpectedPiece[] = new Array(pages + 1);
  for (const piece of pieces) by.fill(piece, piece.firstPage, piece.firstPage + piece.pages);
  return by;
}

function* compareStamp(
  { page, label, stamp, appended }: InspectedPage,
  piece: ExpectedPiece | null,
  { file, firstPrinted }: ExpectedVolume,
  draft: boolean,
): Generator<Discrepancy> {
  if (appended) yield discrepancy('resaved', file, { page, about: piece?.id ?? null });
  const printed = String(firstPrinted + page - 1);
  if (label !== printed) yield discrepancy('page-label', file, { page, found: label, expected: printed });
  if ((stamp?.draft ?? false) !== draft) yield discrepancy('draft-mark', file, { page });
  if (piece === null) return;
  const number = materialNumber(piece.id);
  const sheet = page - piece.firstPage + 1;
  const wanted: (string | null)[] =
    number === null ? [null] : (['zh', 'en'] as const).map((l) => stampLabel(number, sheet, piece.pages, l));
  const found = stamp?.label ?? null;
  if (!wanted.includes(found)) {
    yield discrepancy('stamp', file, { page, about: piece.id, found, expected: wanted[0] ?? null });
  }
}

function referenceText({ show }: InspectedReference, { printed, pages }: Place): string {
  if (show === 'count') return String(pages);
  return show === 'range' && pages > 1 ? `${printed}-${printed + pages - 1}` : String(printed);
}

/** @param other volume whose number must stand before the page's; null: nothing may stand there */
function reads(reference: InspectedReference, { place, within }: Target, other: number | null): boolean {
  const shown = reference.text.replace(/[\s　]/g, '');
  const [, prefix = '', number = ''] =
    other === null ? [null, '', shown] : (/^(\D*\d+\D+)(\d+(?:-\d+)?)$/.exec(shown) ?? []);
  if (other !== null && prefix.replace(/\D/g, '') !== String(other)) return false;
  if (!within) return number === referenceText(reference, place);
  return (
    /^\d+$/.test(number) && Number(number) >= place.printed && Number(number) < place.printed + place.pages
  );
}

/** What a link or a reference means: a piece's first page, or a place somewhere on its pages. */
interface Target {
  place: Place;
  within: boolean;
}

/** @param id "unit:17"; "catalogue:17:1#017-03", a place within; "contents", those of the volume at hand */
function targetOf(id: string, { no }: ExpectedVolume, places: ReadonlyMap<string, Place>): Target | null {
  const [piece = '', anchor] = id.split('#');
  const place = places.get(piece === 'contents' ? `contents:${no}` : piece);
  return place === undefined ? null : { place, within: anchor !== undefined };
}

/** Where a reviewer looks a piece up: units and chapters in the contents, materials in their catalogue. */
function lists(on: ExpectedPiece, piece: string): boolean {
  if (materialNumber(piece) !== null) return on.id.startsWith('catalogue:');
  return on.id.startsWith('contents:');
}

function mustBeListed(id: string): boolean {
  return materialNumber(id) !== null || id.startsWith('unit:') || id.startsWith('chapter:');
}

function* compareLinks(
  { page, links, meant }: InspectedPage,
  pieces: readonly ExpectedPiece[],
  volume: ExpectedVolume,
  places: ReadonlyMap<string, Place>,
): Generator<Discrepancy> {
  const { file } = volume;
  const on = pieces[page] ?? null;
  for (const [i, link] of links.entries()) {
    if ('url' in link) continue;
    const piece = meant[i] ?? null;
    const inside = 'file' in link ? link.file : file;
    const found = `${inside === file ? '' : `${inside} `}${link.page ?? '—'}`;
    if (piece === null) {
      // Of evidence: a link of its own leads within its own pages (what leads out of the file was cut when it was
      // bound), and that of its stamp back to the catalogue.
      const to = link.page === null ? undefined : pieces[link.page];
      const own = on !== null && materialNumber(on.id) !== null;
      const allowed = to !== undefined && (!own || to === on || to.id.startsWith('catalogue:'));
      if (!('file' in link) && !allowed)
        yield discrepancy('link', file, { page, about: on?.id ?? null, found });
      continue;
    }
    const target = targetOf(piece, volume, places);
    if (target !== null && target.place.file === inside) {
      if (target.within ? contains(target.place, link.page) : target.place.firstPage === link.page) continue;
    }
    const { file: due = file, firstPage } = target?.place ?? {};
    const expected = firstPage === undefined ? null : `${due === file ? '' : `${due} `}${firstPage}`;
    yield discrepancy('link', file, { page, about: piece, found, expected });
  }
}

function contains({ firstPage, pages }: ExpectedPiece, page: number | null): boolean {
  return page !== null && page >= firstPage && page < firstPage + pages;
}

function* comparePieces(
  seen: Inspection,
  { file, pieces }: ExpectedVolume,
  listed: ReadonlySet<string>,
): Generator<Discrepancy> {
  const bookmarked = new Set(seen.outline.map(({ page, title }) => `${page} ${title}`));
  for (const { id, title, firstPage } of pieces) {
    const at = seen.names.get(id);
    const expected = String(firstPage);
    if (at !== firstPage) {
      yield discrepancy('place', file, { about: id, found: at === undefined ? null : String(at), expected });
    }
    if (!isBlank(id) && !bookmarked.has(`${firstPage} ${bookmarkText(title)}`)) {
      const elsewhere = seen.outline.find((item) => item.title === bookmarkText(title))?.page ?? null;
      const found = elsewhere === null ? null : String(elsewhere);
      yield discrepancy('bookmark', file, { about: id, found, expected });
    }
    if (mustBeListed(id) && !listed.has(id)) yield discrepancy('unlisted', file, { about: id, expected });
  }
}

/** As a bookmark is read back: on one line. */
function bookmarkText(title: string): string {
  return title
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 1000);
}
