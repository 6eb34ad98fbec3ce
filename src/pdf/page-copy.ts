/**
 * The pages of one bound file: page objects with everything inherited made explicit, their own content as a
 * form, the stamp behind it. What the pages reach is copied by `copy`; this makes the pages themselves.
 */
import { copyAnnotations } from './annotations.js';
import type { OpenPdf } from './cascade.js';
import { InputCopy } from './copy.js';
import { type Destination, Destinations } from './destinations.js';
import type { VolumeFont } from './fonts.js';
import type { FormFields } from './form.js';
import { type Frame, frameOf, type PageGeometry, readGeometry } from './geometry.js';
import { type Dict, dict, isDict, Name, Raw } from './objects.js';
import { PageForms } from './page-form.js';
import type { PageEntry } from './pages.js';
import { PdfaCheck } from './pdfa.js';
import { STAMP_FONT, STAMP_STATES, Stamps, type StampText } from './stamp.js';
import { pt } from './syntax.js';
import type { PdfWriter } from './writer.js';

/** Objects that all stamps of a volume share. */
export interface SharedStamp {
  stamps: Stamps;
  /** Entries of /Font and /ExtGState in a page's resources. */
  fonts: Dict;
  states: Dict;
}

export function writeSharedStamp(writer: PdfWriter, font: VolumeFont): SharedStamp {
  const reference = (num: number) => new Raw(`${num} 0 R`);
  const states: Dict = new Map();
  for (const [name, state] of Object.entries(STAMP_STATES)) {
    states.set(name, reference(writer.add(new Raw(state)).num));
  }
  return { stamps: new Stamps(font), fonts: dict({ [STAMP_FONT]: reference(font.ref.num) }), states };
}

/** Name of a page's own content among its resources. */
const CONTENT = 'DsrContent';

/** Entries of a page that are copied as they are. What acts, tags or is private stays behind. */
const KEPT = ['Group', 'TrimBox', 'BleedBox', 'ArtBox', 'VP', 'Tabs', 'BoxColorInfo'];

export interface PagePlace {
  /** Object number of the page to write. */
  num: number;
  /** Object number of its node in the output's page tree. */
  parent: number;
  stamp: StampText;
  /** Key of the page, and id of its content, in the volume's structure. */
  structParents: number;
  mcid: number;
  /** Annotations of the tool's own to lay over it, as they are written. */
  links: readonly string[];
}

/** What is remembered of a file between two materials that bind it. */
export class BoundFile {
  readonly copy: InputCopy;
  private readonly writer: PdfWriter;
  private readonly shared: SharedStamp;
  private readonly fields: FormFields;
  private readonly forms: PageForms;
  private input: OpenPdf;
  destinations: Destinations;
  private pageNumbers = new Map<number, number>();
  private firstPage = 0;

  constructor(input: OpenPdf, writer: PdfWriter, shared: SharedStamp, fields: FormFields) {
    this.input = input;
    this.fields = fields;
    this.writer = writer;
    this.shared = shared;
    this.copy = new InputCopy(input.pdf, writer, new PdfaCheck(input.pdf, input.normalised));
    this.forms = new PageForms(this.copy, writer);
    this.destinations = new Destinations(input.pdf);
  }

  /** The same file, opened anew for another material. */
  reopen(input: OpenPdf): void {
    this.input = input;
    this.copy.pdf = input.pdf;
    this.copy.check.reopen(input.pdf);
    this.destinations = new Destinations(input.pdf);
  }

  /** Writes all pages; the output's page objects are numbered `first`, `first`+1 … */
  writePages(first: number, place: (index: number) => PagePlace): void {
    const { pages } = this.input;
    this.firstPage = first;
    this.pageNumbers = new Map();
    pages.forEach(({ num }, i) => {
      // A page that stands twice in the tree: links mean its first place.
      if (num !== 0 && !this.pageNumbers.has(num)) this.pageNumbers.set(num, first + i);
    });
    pages.forEach((entry, i) => {
      this.writePage(entry, place(i));
      this.copy.drain();
    });
  }

  /** New object number of the page that a destination means; null if it is none of this file's. */
  target(destination: Destination): number | null {
    const { page } = destination;
    if ('num' in page) return this.pageNumbers.get(page.num) ?? null;
    return page.index < this.input.pages.length ? this.firstPage + page.index : null;
  }

  private writePage(entry: PageEntry, place: PagePlace): void {
    const { pdf } = this.copy;
    const object = entry.direct ?? pdf.get(entry.num);
    const page: Dict = isDict(object) ? object : new Map();
    const geometry = readGeometry(pdf, page, entry);
    const frame = frameOf(geometry);
    const resources = page.get('Resources') ?? entry.inherited.Resources ?? null;
    const form = this.forms.write(page, resources, geometry);
    const stamp = this.shared.stamps.content(frame, place.stamp);
    const content = this.writer.addStream(
      new Map(),
      Buffer.from(
        `/Figure<</MCID ${place.mcid}>>BDC\n${form === null ? '' : `/${CONTENT} Do\n`}EMC\n${stamp}`,
        'latin1',
      ),
    );
    const out = pageEntries(place.parent, geometry);
    for (const key of KEPT) {
      const value = page.get(key);
      if (value !== undefined) out.set(key, value);
    }
    this.copy.check.page(out);
    out.set('Contents', new Raw(`${content.num} 0 R`));
    out.set('StructParents', place.structParents);
    const annotations = copyAnnotations(
      this.writer,
      this.copy,
      this.destinations,
      page,
      {
        num: place.num,
        target: (destination) => this.target(destination),
      },
      this.fields,
    );
    out.set('Resources', this.resources(form, annotations.length > 0 ? pdf.dict(resources) : null));
    const back = backLink(this.writer, frame, this.shared.stamps, place.stamp);
    if (back !== null) annotations.push(back);
    for (const link of place.links) annotations.push(new Raw(`${this.writer.add(new Raw(link)).num} 0 R`));
    if (annotations.length > 0) out.set('Annots', annotations);
    this.writer.put(place.num, out, this.copy.map);
  }

  /**
   * The stamp's and the form. `kept` are the page's own, where annotations stand on it: in appearances without
   * resources viewers take the page's.
   */
  private resources(form: number | null, kept: Dict | null): Dict {
    const { pdf } = this.copy;
    const out: Dict = new Map(kept);
    const add = (key: string, entries: Dict) =>
      out.set(key, new Map([...(pdf.dict(kept?.get(key)) ?? []), ...entries]));
    add('Font', this.shared.fonts);
    add('ExtGState', this.shared.states);
    if (form !== null) add('XObject', dict({ [CONTENT]: new Raw(`${form} 0 R`) }));
    return out;
  }
}

/** The link from a stamp's label back to where the material is listed; null where there is none. */
export function backLink(writer: PdfWriter, frame: Frame, stamps: Stamps, stamp: StampText): Raw | null {
  if (stamp.label === null || stamp.back === null || stamp.back === undefined) return null;
  const { num } = writer.add(new Raw(stamps.labelLink(frame, stamp.label, stamp.back)));
  return new Raw(`${num} 0 R`);
}

/** What every page has: type, parent, boxes, rotation, unit. */
export function pageEntries(parent: number, geometry: PageGeometry): Dict {
  const box = (values: readonly number[]) => new Raw(`[${values.map(pt).join(' ')}]`);
  return dict({
    Type: new Name('Page'),
    Parent: new Raw(`${parent} 0 R`),
    MediaBox: box(geometry.mediaBox),
    CropBox: geometry.cropBox === null ? undefined : box(geometry.cropBox),
    Rotate: geometry.rotate === 0 ? undefined : geometry.rotate,
    UserUnit: geometry.userUnit === 1 ? undefined : geometry.userUnit,
  });
}
