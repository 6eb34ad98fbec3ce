/**
 * A PDF of scans and nothing else, as scanners and copiers make them: each page is a picture, or strips of one. That is
 * told by the file's objects, in a tenth of the time and memory that PDFium takes. Whatever is not so plain is PDFium's;
 * what is said here of a file is what PDFium would say (pdf-scans.test.ts).
 */
import type { PageFact, PdfDocument } from '../model/document.js';
import { readGeometry, visible } from '../pdf/geometry.js';
import { type Dict, nameOf, PdfStream, PdfString } from '../pdf/objects.js';
import { listPages, type PageEntry } from '../pdf/pages.js';
import { RawPdf } from '../pdf/raw.js';
import { FileSource, WindowBuffer } from '../pdf/source.js';
import { LIMITS } from './limits.js';
import {
  type Area,
  IDENTITY,
  type Matrix,
  type Seen,
  saysLittle,
  scanDpi,
  seenNothing,
  seePicture,
  times,
  wholePicture,
} from './pdf-seen.js';

export type Scans = Pick<PdfDocument, 'pages' | 'sizes' | 'title' | 'pageFacts'>;

/** Bytes of a page's content: a picture is put on it in fifty. */
const CONTENT_BYTES = 2048;
/** Strips of one page. */
const PICTURES = 64;
/** Entries of the catalog behind which more may lie than pages show: names, bookmarks, forms, layers. */
const MORE = ['Names', 'Outlines', 'AcroForm', 'OCProperties', 'Collection'];

/** One window for all files of this thread. */
const window = new WindowBuffer();

/** Null where anything else is on its pages, or its structure is not sound. Throws what the disk throws. */
export function readScans(absolute: string): Scans | null {
  const source = new FileSource(absolute, window);
  try {
    const pdf = new RawPdf(source);
    const { catalog } = pdf;
    if (pdf.encrypted || pdf.repaired || catalog === null || MORE.some((key) => catalog.has(key)))
      return null;
    const { pages, doubtful } = listPages(pdf);
    const title = plainTitle(pdf);
    if (doubtful || pages.length === 0 || title === null) return null;
    const sizes: Scans['sizes'] = [];
    const pageFacts: PageFact[] = [];
    for (const [index, entry] of pages.entries()) {
      const page = readPage(pdf, entry);
      if (page === null) return null;
      if (index < LIMITS.pdf.sizes) sizes.push(page.size);
      if (index < LIMITS.pdf.factPages) pageFacts.push(page.fact);
    }
    return pdf.repaired ? null : { pages: pages.length, sizes, title, pageFacts };
  } finally {
    source.close();
  }
}

/** Null where its letters are anything but ASCII or marked as Unicode: how it is spelled would have to be guessed. */
function plainTitle(pdf: RawPdf): string | null {
  const title = pdf.resolve(pdf.dict(pdf.trailer.get('Info'))?.get('Title'));
  if (title === null) return '';
  if (!(title instanceof PdfString) || title.raw.length > 2000) return null;
  return /^(?:\xfe\xff|[\x20-\x7e]*$)/.test(title.bytes) ? title.text.trim() : null;
}

function readPage(pdf: RawPdf, entry: PageEntry): { size: Scans['sizes'][number]; fact: PageFact } | null {
  const page = entry.direct ?? pdf.dict(pdf.get(entry.num));
  if (page === null || nameOf(page.get('Type')) !== 'Page') return null;
  if ((pdf.array(page.get('Annots')) ?? []).length > 0 || page.has('UserUnit')) return null;
  const { mediaBox, cropBox, rotate } = readGeometry(pdf, page, entry);
  if (pdf.resolve(page.get('MediaBox') ?? entry.inherited.MediaBox) === null) return null;
  const area: Area = visible(mediaBox, cropBox);
  // What is seen of a page whose crop box lies beside it, readers don't agree on.
  if (cropBox !== null && area === mediaBox) return null;
  const resources = pdf.dict(page.get('Resources') ?? entry.inherited.Resources);
  const pictures = pdf.dict(resources?.get('XObject'));
  const content = plainContent(pdf, page);
  if (content === null || pictures === null) return null;
  const seen = picturesOf(pdf, content, pictures, area);
  const dpi = seen && scanDpi(seen, area);
  const whole = seen && wholePicture(seen);
  // Whether it is blank only a drawing would tell.
  if (dpi === null || (whole !== null && little(pdf, whole.handle, whole))) return null;
  // PDFium reckons in single precision.
  const side = (from: number, to: number): number =>
    Math.round(Math.fround(Math.fround(to) - Math.fround(from)) * 100) / 100;
  const [width, height] = [side(area[0], area[2]), side(area[1], area[3])];
  const turned = rotate % 180 !== 0;
  return {
    size: turned ? { width: height, height: width } : { width, height },
    fact: { dpi, text: false, blank: false },
  };
}

/** The content of a page; null where it is more than a picture or two take, or packed in a rare way. */
function plainContent(pdf: RawPdf, page: Dict): string | null {
  const value = pdf.resolve(page.get('Contents'));
  const streams = (Array.isArray(value) ? value : [value]).map((item) => pdf.resolve(item));
  if (streams.length > 4) return null;
  let text = '';
  for (const stream of streams) {
    if (!(stream instanceof PdfStream) || stream.length > CONTENT_BYTES) return null;
    const filter = pdf.resolve(stream.dict.get('Filter'));
    const names = (Array.isArray(filter) ? filter : [filter]).map((name) => nameOf(pdf.resolve(name)));
    if (filter !== null && names.some((name) => name !== 'FlateDecode')) return null;
    const bytes = pdf.decoded(stream, CONTENT_BYTES);
    if (bytes === null) return null;
    text += `${bytes.toString('latin1')}\n`;
  }
  return text;
}

const NUMBER = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)';
/** What may stand in the content: the state kept and restored, the matrix changed, a picture drawn. */
const STEP = new RegExp(
  `\\s*(?:(q|Q)|((?:${NUMBER}\\s+){6})cm|/([^\\s/<>\\[\\](){}%#]+)\\s+Do)(?=\\s|$)`,
  'y',
);

/** Null where anything else stands there, or what is drawn is no picture. */
function picturesOf(pdf: RawPdf, content: string, pictures: Dict, area: Area): Seen<PdfStream> | null {
  const seen = seenNothing<PdfStream>();
  const stack: Matrix[] = [];
  let matrix = IDENTITY;
  const end = content.trimEnd().length;
  for (STEP.lastIndex = 0; STEP.lastIndex < end; ) {
    const step = STEP.exec(content);
    if (step === null) return null;
    const [, state, numbers, name] = step;
    if (state === 'q') stack.push(matrix);
    else if (state === 'Q') matrix = stack.pop() ?? matrix;
    else if (numbers !== undefined) {
      const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers.trim().split(/\s+/).map(Number);
      matrix = times([a, b, c, d, e, f], matrix);
    } else {
      const picture = pdf.resolve(pictures.get(name ?? ''));
      if (!(picture instanceof PdfStream) || nameOf(pdf.resolve(picture.dict.get('Subtype'))) !== 'Image')
        return null;
      if (picture.dict.has('OC') || ++seen.objects > PICTURES) return null;
      const pixels = ['Width', 'Height'].map((key) => pdf.number(picture.dict.get(key)) ?? 0);
      seePicture(seen, picture, [pixels[0] ?? 0, pixels[1] ?? 0], matrix, area);
    }
  }
  return seen;
}

function little(pdf: RawPdf, picture: PdfStream, pixels: { width: number; height: number }): boolean {
  const filter = pdf.resolve(picture.dict.get('Filter'));
  const last = Array.isArray(filter) ? pdf.resolve(filter.at(-1)) : filter;
  return saysLittle(picture.length, pixels, nameOf(last) ?? '');
}
