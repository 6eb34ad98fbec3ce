/**
 * Annotations of a copied page. Their look is kept; what acts is not: of links, jumps within the input and web
 * addresses stay; launch, script, submit and embedded files go. A form field becomes a picture of itself
 * (a Stamp annotation with the field's appearance): a bound dossier is no form, and a field outside a form
 * would be shown by some viewers only. Fields that viewers draw themselves are kept by `form`.
 */
import { normalAppearance } from './appearance.js';
import type { InputCopy } from './copy.js';
import type { Destination, Destinations } from './destinations.js';
import type { FormFields } from './form.js';
import { type Dict, isDict, Name, nameOf, PdfString, type PdfValue, Raw, Ref } from './objects.js';
import type { RawPdf } from './raw.js';
import { formatNumber, serialise } from './syntax.js';
import type { PdfWriter } from './writer.js';

/** What an annotation needs to know of the page that it lies on. */
export interface AnnotationPage {
  /** New object number of the page. */
  num: number;
  /** New object number of the page that a destination in the input means; null if that page is not bound. */
  target(destination: Destination): number | null;
}

/** Payloads that are dropped; only the look stays. */
const PICTURE_ONLY = new Set(['Widget', 'FileAttachment', 'Sound', 'Movie', 'Screen', 'RichMedia', '3D']);

/** Entries that act, point at other pages, or belong to what is not copied. */
const DROPPED = new Set([
  'A',
  'AA',
  'PA',
  'Dest',
  'P',
  'Parent',
  'Popup',
  'IRT',
  'StructParent',
  'AF',
  'FS',
  'Sound',
  'Movie',
  'RichMediaContent',
  'RichMediaSettings',
  '3DD',
  '3DV',
  '3DA',
  'MK',
  'Kids',
  'V',
  'DV',
  'FT',
  'T',
  'TU',
  'TM',
]);

/** Read-only and locked (§12.5.3), for pictures of fields. */
const FIXED = 64 | 128;
const MAX_READ = 50_000;
/** Poppler opens no page that lists more than 10,000, nor any page behind it; one place is the stamp's. */
const MAX_KEPT = 9_999;

interface Kept {
  num: number;
  /** A link shows little or nothing; where not all have room, the others go first. */
  link: boolean;
  write: () => PdfValue;
}

/** Writes the page's annotations; their new references, in order. */
export function copyAnnotations(
  writer: PdfWriter,
  copy: InputCopy,
  destinations: Destinations,
  source: Dict,
  page: AnnotationPage,
  fields: FormFields,
): Raw[] {
  const { pdf } = copy;
  const kept: Kept[] = [];
  /** Old number → new number, for Popup, Parent and IRT among the annotations of this page. */
  const numbers = new Map<number, number>();
  for (const item of (pdf.array(source.get('Annots')) ?? []).slice(0, MAX_READ)) {
    const annotation = pdf.resolve(item);
    if (!isDict(annotation) || (item instanceof Ref && numbers.has(item.num))) continue;
    const write = plan(pdf, destinations, annotation, page, fields, numbers);
    if (write === null) continue;
    const num = writer.allocate();
    if (item instanceof Ref) numbers.set(item.num, num);
    kept.push({ num, link: nameOf(pdf.resolve(annotation.get('Subtype'))) === 'Link', write });
  }
  const written = withRoom(kept);
  for (const { num, write } of written) {
    const value = write();
    copy.check.annotation(value);
    writer.put(num, value, copy.map);
    fields.note(value, num);
  }
  return written.map(({ num }) => new Raw(`${num} 0 R`));
}

/** In the order of the page, which is the order in which they cover each other. */
function withRoom(kept: Kept[]): Kept[] {
  if (kept.length <= MAX_KEPT) return kept;
  const shown = kept.filter(({ link }) => !link);
  let room = Math.max(0, MAX_KEPT - shown.length);
  return kept.filter(({ link }) => !link || room-- > 0).slice(0, MAX_KEPT);
}

function plan(
  pdf: RawPdf,
  destinations: Destinations,
  annotation: Dict,
  page: AnnotationPage,
  fields: FormFields,
  numbers: ReadonlyMap<number, number>,
): (() => PdfValue) | null {
  const subtype = nameOf(pdf.resolve(annotation.get('Subtype')));
  if (subtype === null || rectangle(pdf, annotation) === null) return null;
  if (subtype === 'Widget') {
    const field = fields.live(pdf, annotation, page.num);
    if (field !== null) return () => field;
  }
  if (PICTURE_ONLY.has(subtype)) {
    const picture = pictureOf(pdf, annotation, page);
    return picture === null ? null : () => picture;
  }
  const acts: [string, PdfValue][] = [];
  if (subtype === 'Link') {
    const action = safeAction(pdf, destinations, annotation, page);
    if (action !== null) acts.push(action);
    // Without its action a link is a frame: kept where the frame is seen.
    else if (!isFramed(pdf, annotation)) return null;
  }
  return () => {
    const copy: Dict = new Map();
    for (const [key, value] of annotation) if (!DROPPED.has(key)) copy.set(key, value);
    for (const key of ['Popup', 'Parent', 'IRT']) {
      const value = annotation.get(key);
      const num = value instanceof Ref ? numbers.get(value.num) : undefined;
      if (num !== undefined) copy.set(key, new Raw(`${num} 0 R`));
    }
    for (const [key, value] of acts) copy.set(key, value);
    copy.set('P', new Raw(`${page.num} 0 R`));
    return copy;
  };
}

function safeAction(
  pdf: RawPdf,
  destinations: Destinations,
  annotation: Dict,
  page: AnnotationPage,
): [string, PdfValue] | null {
  const destination = destinations.of(annotation);
  if (destination !== null) {
    const target = page.target(destination);
    return target === null ? null : ['Dest', new Raw(`[${target} 0 R ${destination.view}]`)];
  }
  const action = pdf.dict(annotation.get('A'));
  if (action === null || nameOf(pdf.resolve(action.get('S'))) !== 'URI') return null;
  const uri = pdf.resolve(action.get('URI'));
  if (!(uri instanceof PdfString) || /^\s*(?:javascript|file|data|vbscript):/i.test(uri.text)) return null;
  return ['A', new Raw(`<</S/URI/URI${serialise(uri)}>>`)];
}

/** Whether a link has a border or an appearance (§12.5.2: without /Border and /BS, a border of 1). */
function isFramed(pdf: RawPdf, annotation: Dict): boolean {
  if (annotation.has('AP')) return true;
  const style = pdf.dict(annotation.get('BS'));
  const width = style === null ? pdf.array(annotation.get('Border'))?.[2] : style.get('W');
  return width === undefined || (pdf.number(width) ?? 0) > 0;
}

function pictureOf(pdf: RawPdf, annotation: Dict, page: AnnotationPage): PdfValue | null {
  const appearance = normalAppearance(pdf, annotation);
  const rect = rectangle(pdf, annotation);
  if (appearance === null || rect === null) return null;
  const flags = pdf.number(annotation.get('F')) ?? 0;
  const out: Dict = new Map<string, PdfValue>([
    ['Type', new Name('Annot')],
    ['Subtype', new Name('Stamp')],
    ['Rect', new Raw(`[${rect.map(formatNumber).join(' ')}]`)],
    ['F', (flags & 0x3ff) | FIXED],
    ['AP', new Map<string, PdfValue>([['N', appearance]])],
    ['P', new Raw(`${page.num} 0 R`)],
  ]);
  const optional = annotation.get('OC');
  if (optional !== undefined) out.set('OC', optional);
  return out;
}

function rectangle(pdf: RawPdf, annotation: Dict): number[] | null {
  const rect = pdf.array(annotation.get('Rect'))?.map((value) => pdf.number(value));
  if (rect?.length !== 4 || rect.some((value) => value === null)) return null;
  return rect as number[];
}
