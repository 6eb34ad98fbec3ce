/**
 * What a PDF says beside the text of its pages, and what is bound in with them all the same: bookmarks, annotations and
 * where they lead, values of form fields. Whoever publishes a file has to know of it.
 */
import { type Normalise, openPdf } from './cascade.js';
import { Destinations, readOutline } from './destinations.js';
import { type Dict, decodeText, isDict, PdfStream, PdfString, type PdfValue } from './objects.js';
import type { RawPdf } from './raw.js';
import { WindowBuffer } from './source.js';

/** Annotations of a page, or choices of a field: more is an attack. */
const MAX_READ = 50_000;
/** Bytes of a text in a stream of its own. */
const MAX_STREAM = 1 << 20;
/** Deeper chains of parents are damage. */
const MAX_PARENTS = 32;

/** @returns one text a bookmark or string, in no order that matters; null where the file can't be bound in either */
export async function readAsides(path: string, normalise: Normalise): Promise<string[] | null> {
  const opened = await openPdf(path, normalise, new WindowBuffer());
  if ('failure' in opened) return null;
  const { pdf, pages, close } = opened.open;
  try {
    const found = readOutline(pdf, new Destinations(pdf)).map(({ title }) => title);
    for (const { num, direct } of pages) {
      const page = direct ?? pdf.get(num);
      const listed = isDict(page) ? pdf.array(page.get('Annots')) : null;
      for (const item of (listed ?? []).slice(0, MAX_READ)) {
        const annotation = pdf.dict(item);
        if (annotation !== null) found.push(...textsOf(pdf, annotation));
      }
    }
    return found;
  } finally {
    close();
  }
}

function textsOf(pdf: RawPdf, annotation: Dict): string[] {
  const said = [...annotation.values(), pdf.dict(annotation.get('A'))?.get('URI')];
  // A field's value may stand with its parents.
  let field = pdf.dict(annotation.get('Parent'));
  for (let i = 0; i < MAX_PARENTS && field !== null; i++) {
    said.push(field.get('V'), field.get('Opt'));
    field = pdf.dict(field.get('Parent'));
  }
  return said.flatMap((value) => strings(pdf, value, 2));
}

/** @param depth of arrays within arrays: choices are pairs */
function strings(pdf: RawPdf, value: PdfValue | undefined, depth: number): string[] {
  const seen = pdf.resolve(value);
  if (seen instanceof PdfString) return [seen.text];
  // Long texts stand in streams of their own.
  if (seen instanceof PdfStream) return [decodeText(pdf.decoded(seen, MAX_STREAM)?.toString('latin1') ?? '')];
  if (!Array.isArray(seen) || depth === 0) return [];
  return seen.slice(0, MAX_READ).flatMap((one) => strings(pdf, one, depth - 1));
}
