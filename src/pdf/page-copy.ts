/**
 * The pages of one bound file: page objects with everything inherited made explicit, their own content between
 * q and Q, the stamp behind it. What the pages reach is copied by `copy`; this makes the pages themselves.
 */
import { copyAnnotations } from './annotations.js';
import type { OpenPdf } from './cascade.js';
import { InputCopy } from './copy.js';
import { type Destination, Destinations } from './destinations.js';
import type { VolumeFont } from './fonts.js';
import type { FormFields } from './form.js';
import { frameOf, type PageGeometry, readGeometry } from './geometry.js';
import { type Dict, dict, isDict, Name, PdfStream, type PdfValue, Raw, Ref } from './objects.js';
import type { PageEntry } from './pages.js';
import { STAMP_STATES, type StampNames, type StampText, stampContent, stampNames } from './stamp.js';
import { pt } from './syntax.js';
import type { PdfWriter } from './writer.js';

/** Objects that all stamps of a volume share. */
export interface SharedStamp {
  font: VolumeFont;
  /** The stream "q". */
  save: number;
  states: Record<keyof typeof STAMP_STATES, number>;
}

export function writeSharedStamp(writer: PdfWriter, font: VolumeFont): SharedStamp {
  const save = writer.addStream(new Map(), Buffer.from('q\n')).num;
  const state = (key: keyof typeof STAMP_STATES) => writer.add(new Raw(STAMP_STATES[key])).num;
  return { font, save, states: { opaque: state('opaque'), veil: state('veil'), draft: state('draft') } };
}

/** Entries of a page that are copied as they are. What acts, tags or is private stays behind. */
const KEPT = ['Group', 'TrimBox', 'BleedBox', 'ArtBox', 'VP', 'Tabs', 'BoxColorInfo'];

interface AugmentedResources {
  value: PdfValue;
  names: StampNames;
}

export interface PagePlace {
  /** Object number of the page to write. */
  num: number;
  /** Object number of its node in the output's page tree. */
  parent: number;
  stamp: StampText;
}

/** What is remembered of a file between two materials that bind it. */
export class BoundFile {
  readonly copy: InputCopy;
  private readonly writer: PdfWriter;
  private readonly shared: SharedStamp;
  private readonly fields: FormFields;
  /** Resources with the stamp's font in them, by object number of the original. */
  private readonly resources = new Map<number, AugmentedResources>();
  private inheritedResources: { original: Dict; augmented: AugmentedResources } | null = null;
  private input: OpenPdf;
  destinations: Destinations;
  private pageNumbers = new Map<number, number>();
  private firstPage = 0;

  constructor(input: OpenPdf, writer: PdfWriter, shared: SharedStamp, fields: FormFields) {
    this.input = input;
    this.fields = fields;
    this.writer = writer;
    this.shared = shared;
    this.copy = new InputCopy(input.pdf, writer);
    this.destinations = new Destinations(input.pdf);
  }

  /** The same file, opened anew for another material. */
  reopen(input: OpenPdf): void {
    this.input = input;
    this.copy.pdf = input.pdf;
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
    const resources = this.augment(page.get('Resources') ?? entry.inherited.Resources ?? null);
    const stamp = stampContent(frameOf(geometry), this.shared.font, resources.names, place.stamp);
    const stampStream = this.writer.addStream(new Map(), Buffer.from(stamp, 'latin1'));
    const out = pageEntries(place.parent, geometry);
    for (const key of KEPT) {
      const value = page.get(key);
      if (value !== undefined) out.set(key, value);
    }
    out.set('Resources', resources.value);
    out.set('Contents', [
      new Raw(`${this.shared.save} 0 R`),
      ...this.contents(page.get('Contents')),
      new Raw(`${stampStream.num} 0 R`),
    ]);
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
    if (annotations.length > 0) out.set('Annots', annotations);
    this.writer.put(place.num, out, this.copy.map);
  }

  /** The content streams, arrays flattened, what is no stream left out. */
  private contents(value: PdfValue | undefined): PdfValue[] {
    const { pdf } = this.copy;
    if (value instanceof Ref && pdf.resolve(value) instanceof PdfStream) return [value];
    const items = pdf.array(value) ?? [];
    return items.filter((item) => item instanceof Ref && pdf.resolve(item) instanceof PdfStream);
  }

  private augment(value: PdfValue): AugmentedResources {
    const { pdf } = this.copy;
    const known = value instanceof Ref ? this.resources.get(value.num) : undefined;
    if (known !== undefined) return known;
    const original: Dict = pdf.dict(value) ?? new Map();
    if (this.inheritedResources?.original === original) return this.inheritedResources.augmented;
    const fonts: Dict = new Map(pdf.dict(original.get('Font')));
    const states: Dict = new Map(pdf.dict(original.get('ExtGState')));
    let base = 'Dsr';
    while ([base, `${base}v`, `${base}d`].some((name) => fonts.has(name) || states.has(name))) base += 'x';
    const names = stampNames(base);
    fonts.set(names.font, new Raw(`${this.shared.font.ref.num} 0 R`));
    for (const key of ['opaque', 'veil', 'draft'] as const) {
      states.set(names[key], new Raw(`${this.shared.states[key]} 0 R`));
    }
    const full: Dict = new Map(original);
    full.set('Font', fonts);
    full.set('ExtGState', states);
    const num = this.writer.allocate();
    this.writer.put(num, full, this.copy.map);
    const augmented = { value: new Raw(`${num} 0 R`), names };
    if (value instanceof Ref) this.resources.set(value.num, augmented);
    else this.inheritedResources = { original, augmented };
    return augmented;
  }
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
