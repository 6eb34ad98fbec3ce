/**
 * Whether a bound file lets the volume be PDF/A-2b (ISO 19005-2), judged from its objects as they are copied. When in
 * doubt it does not: text, patterns and shadings can't be proved here, so a file that has them must declare PDF/A-2
 * or -3 itself; then it is believed about its fonts' programs and widths, and looked at for all else. A file that is
 * nothing but pictures on pages, as scanners make them, is proved in full.
 */
import {
  type Dict,
  isDict,
  Name,
  nameOf,
  type PdfObject,
  PdfStream,
  type PdfValue,
  Raw,
  Ref,
} from './objects.js';
import { contentReasons } from './pdfa-content.js';
import { valueReason } from './pdfa-values.js';
import type { RawPdf } from './raw.js';

/** Why a file is no PDF/A-2b within a volume; worded by the command. */
export const PDFA_REASONS = [
  'undeclared',
  'normalised',
  'damaged',
  'font-not-embedded',
  'font-incomplete',
  'cmyk',
  'icc-profile',
  'filter',
  'jpeg2000',
  'interpolate',
  'alternate-image',
  'postscript',
  'reference',
  'transfer-function',
  'blend-mode',
  'overprint',
  'spot-colour',
  'rendering-intent',
  'layer-automation',
  'form-field',
  'annotation-type',
  'annotation-flags',
  'annotation-appearance',
  'metadata',
  'content',
  'page-size',
  'limits',
] as const;
export type PdfaReason = (typeof PDFA_REASONS)[number];

const FILTERS = new Set([
  'ASCIIHexDecode',
  'ASCII85Decode',
  'FlateDecode',
  'RunLengthDecode',
  'CCITTFaxDecode',
  'JBIG2Decode',
  'DCTDecode',
]);
const BLEND_MODES = new Set(
  (
    'Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight ' +
    'Difference Exclusion Hue Saturation Color Luminosity'
  ).split(' '),
);
const INTENTS = new Set(['RelativeColorimetric', 'AbsoluteColorimetric', 'Perceptual', 'Saturation']);
/** Keys that PDF/A-2 bars wherever they stand in what is copied. */
const BARRED: readonly [string, PdfaReason][] = [
  ['Alternates', 'alternate-image'],
  ['OPI', 'postscript'],
  ['TR', 'transfer-function'],
  ['HTP', 'transfer-function'],
  ['HTO', 'transfer-function'],
  ['HT', 'transfer-function'],
  ['Ref', 'reference'],
  ['AA', 'content'],
];
const ANNOTATIONS = new Set(
  (
    'Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink ' +
    'Popup PrinterMark TrapNet Watermark'
  ).split(' '),
);
const PRINT = 4;
/** Invisible, Hidden, NoView, ToggleNoView. */
const UNSEEN = 1 | 2 | 32 | 256;
/** Content of pages that are nothing but pictures is short; longer is not unpacked where nobody vouches for it. */
const SHORT_CONTENT = 4 << 10;
const MAX_CONTENT = 16 << 20;
const MAX_METADATA = 1 << 20;
const MAX_PROFILE = 4 << 20;
/** Longer lists are numbers (widths, samples): looked through only where the file may still be sound. */
const LONG = 64;

export class PdfaCheck {
  /** The file says itself that it is PDF/A-2 or -3. */
  readonly declared: boolean;
  private pdf: RawPdf;
  private readonly found = new Set<PdfaReason>();

  constructor(pdf: RawPdf, normalised: boolean) {
    this.pdf = pdf;
    this.declared = !normalised && declaredPart(pdf);
    if (normalised) this.found.add('normalised');
  }

  /** The same file opened anew. */
  reopen(pdf: RawPdf): void {
    this.pdf = pdf;
  }

  /** What breaks PDF/A-2b so far, in the order of `PDFA_REASONS`. */
  get reasons(): PdfaReason[] {
    if (this.pdf.repaired) this.found.add('damaged');
    return PDFA_REASONS.filter((reason) => this.found.has(reason));
  }

  note(reason: PdfaReason): void {
    this.found.add(reason);
  }

  /** An object that is copied. */
  object(object: PdfObject): void {
    if (object instanceof PdfStream) this.stream(object);
    else this.value(object);
  }

  /** A value that is copied, with all that stands in it directly. */
  value(value: PdfValue): void {
    if (Array.isArray(value)) {
      if (value.length > LONG && this.found.size > 0) return;
      this.space(value);
      for (const item of value) this.value(item);
    } else if (isDict(value)) this.dict(value);
    else {
      const reason = valueReason(value);
      if (reason !== null) this.found.add(reason);
    }
  }

  /** A page: its entries, and its size in its own units (§6.1.13). */
  page(entries: Dict): void {
    this.value(entries);
    for (const key of ['MediaBox', 'CropBox', 'TrimBox', 'BleedBox', 'ArtBox']) {
      const written = entries.get(key);
      const box =
        written instanceof Raw
          ? written.text.slice(1, -1).split(' ').map(Number)
          : (this.pdf.array(written)?.map((side) => this.pdf.number(side) ?? 0) ?? null);
      if (box === null) continue;
      const [left = 0, bottom = 0, right = 0, top = 0] = box;
      const sides = [Math.abs(right - left), Math.abs(top - bottom)];
      if (sides.some((side) => side < 3 || side > 14400)) this.found.add('page-size');
    }
  }

  /** The content of a page, with its resources. */
  pageContent(streams: readonly PdfStream[], resources: Dict | null): void {
    // What has fonts has text: its fonts will say so, and it need not be unpacked.
    if (!this.declared && (this.pdf.dict(resources?.get('Font'))?.size ?? 0) > 0)
      this.found.add('undeclared');
    this.content(streams);
  }

  private content(streams: readonly PdfStream[]): void {
    if (!this.declared && this.found.has('undeclared')) return;
    const stored = streams.reduce((sum, { length }) => sum + length, 0);
    if (stored > (this.declared ? MAX_CONTENT : SHORT_CONTENT)) {
      this.found.add(this.declared ? 'content' : 'undeclared');
      return;
    }
    // An operator ends with its stream: several are looked at as the one that they are.
    const parts = streams.map((stream) => this.pdf.decoded(stream, MAX_CONTENT));
    if (parts.some((part) => part === null)) this.found.add('content');
    const data = Buffer.concat(parts.flatMap((part) => (part === null ? [] : [part, Buffer.from('\n')])));
    for (const reason of contentReasons(data, this.declared)) this.found.add(reason);
  }

  /** An annotation as it is written. */
  annotation(value: PdfValue): void {
    this.value(value);
    if (!isDict(value)) return;
    const { pdf } = this;
    const subtype = nameOf(pdf.resolve(value.get('Subtype'))) ?? '';
    if (subtype === 'Widget') this.found.add('form-field');
    else if (!ANNOTATIONS.has(subtype)) this.found.add('annotation-type');
    if (subtype === 'Popup') return;
    const flags = pdf.number(value.get('F'));
    if (flags === null || (flags & PRINT) === 0 || (flags & UNSEEN) !== 0) this.found.add('annotation-flags');
    const looks = pdf.dict(value.get('AP'));
    const sole = looks !== null && [...looks.keys()].every((key) => key === 'N');
    const stream = pdf.resolve(looks?.get('N')) instanceof PdfStream;
    if (looks === null ? subtype !== 'Link' : !sole || !stream) this.found.add('annotation-appearance');
  }

  private stream(stream: PdfStream): void {
    const { dict } = stream;
    this.dict(dict);
    const subtype = this.name(dict, 'Subtype');
    const type = this.name(dict, 'Type');
    if (subtype === 'PS' || this.name(dict, 'Subtype2') === 'PS' || dict.has('PS'))
      this.found.add('postscript');
    if (subtype === 'Form' || dict.has('PatternType')) {
      // Names are looked up in resources of its own (§6.2.2).
      if (!dict.has('Resources')) this.found.add('content');
      if (this.declared) this.content([stream]);
      else this.found.add('undeclared');
    } else if (type === 'Metadata') this.found.add('metadata');
    else if (subtype === null && type === null && this.pdf.number(dict.get('N')) !== null)
      this.profile(stream);
  }

  private dict(dict: Dict): void {
    for (const item of dict.values()) if (!(item instanceof Ref)) this.value(item);
    for (const [key, reason] of BARRED) if (dict.has(key)) this.found.add(reason);
    const { pdf } = this;
    const filter = dict.get('Filter');
    if (filter !== undefined) this.filters(filter);
    if (pdf.resolve(dict.get('Interpolate')) === true) this.found.add('interpolate');
    const transfer = dict.get('TR2');
    if (transfer !== undefined && nameOf(pdf.resolve(transfer)) !== 'Default')
      this.found.add('transfer-function');
    if ((pdf.number(dict.get('OPM')) ?? 0) !== 0) this.found.add('overprint');
    const blend = dict.get('BM');
    if (blend !== undefined && !BLEND_MODES.has(nameOf(pdf.resolve(blend)) ?? ''))
      this.found.add('blend-mode');
    for (const key of ['RI', 'Intent']) {
      const intent = pdf.resolve(dict.get(key));
      const ofLayer = this.name(dict, 'Type') === 'OCG';
      if (intent !== null && !ofLayer && !INTENTS.has(nameOf(intent) ?? ''))
        this.found.add('rendering-intent');
    }
    if (this.name(dict, 'Type') === 'Font' || (dict.has('BaseFont') && dict.has('Subtype'))) this.font(dict);
    if (!this.declared && (dict.has('PatternType') || dict.has('ShadingType'))) this.found.add('undeclared');
  }

  private name(dict: Dict, key: string): string | null {
    return nameOf(this.pdf.resolve(dict.get(key)));
  }

  private filters(filter: PdfValue): void {
    const { pdf } = this;
    for (const item of pdf.array(filter) ?? [filter]) {
      const name = nameOf(pdf.resolve(item)) ?? '';
      // Its own limits (§6.2.8.3) stand within the picture's data.
      if (name === 'JPXDecode') this.found.add('jpeg2000');
      else if (!FILTERS.has(name)) this.found.add('filter');
    }
  }

  private font(font: Dict): void {
    const { pdf } = this;
    if (!this.declared) this.found.add('undeclared');
    const subtype = nameOf(pdf.resolve(font.get('Subtype')));
    const encoding = pdf.resolve(font.get('Encoding'));
    if (subtype === 'Type0') {
      // Other maps have to agree with the font (§6.2.11.3).
      if (!/^Identity-[HV]$/.test(nameOf(encoding) ?? '')) this.found.add('font-incomplete');
      return;
    }
    // Its glyphs are content that is not looked at.
    if (subtype === 'Type3') {
      this.found.add('content');
      return;
    }
    const descriptor = pdf.dict(font.get('FontDescriptor'));
    const program = ['FontFile', 'FontFile2', 'FontFile3'].some(
      (key) => pdf.resolve(descriptor?.get(key)) instanceof PdfStream,
    );
    if (!program) this.found.add('font-not-embedded');
    if (subtype === 'TrueType') {
      // §6.2.11.6
      const symbolic = ((pdf.number(descriptor?.get('Flags')) ?? 0) & 4) !== 0;
      const named = nameOf(isDict(encoding) ? pdf.resolve(encoding.get('BaseEncoding')) : encoding) ?? '';
      const standard = /^(?:WinAnsi|MacRoman)Encoding$/.test(named);
      const differs = isDict(encoding) && encoding.has('Differences');
      if (symbolic ? encoding !== null : !standard || differs) this.found.add('font-incomplete');
    }
    if (subtype === 'CIDFontType2') {
      const map = pdf.resolve(font.get('CIDToGIDMap'));
      if (!(map instanceof PdfStream) && nameOf(map) !== 'Identity') this.found.add('font-incomplete');
    }
  }

  /** A colour space written as an array. */
  private space(value: readonly PdfValue[]): void {
    const family = value[0] instanceof Name ? value[0].value : '';
    // All of one name have to agree, over all files (§6.2.4.4).
    if (family === 'Separation' || family === 'DeviceN') this.found.add('spot-colour');
    if (family === 'Pattern' && !this.declared) this.found.add('undeclared');
  }

  /** §6.2.4.2: of an input, display, output or colour space class, of version 4 at most, with as many colours as said. */
  private profile(stream: PdfStream): void {
    const data = stream.length <= MAX_PROFILE ? this.pdf.decoded(stream, MAX_PROFILE) : null;
    const text = data === null || data.length < 132 ? '' : data.subarray(0, 40).toString('latin1');
    const colours = { GRAY: 1, 'RGB ': 3, 'Lab ': 3, CMYK: 4 }[text.slice(16, 20)];
    const sound =
      text.slice(36, 40) === 'acsp' &&
      (data?.[8] ?? 9) <= 4 &&
      /^(?:scnr|mntr|prtr|spac)$/.test(text.slice(12, 16)) &&
      colours === this.pdf.number(stream.dict.get('N'));
    if (!sound) this.found.add('icc-profile');
  }
}

/** Whether the file's own metadata say PDF/A-2 or -3 (§6.6.4): a -3 is a -2 once its attachments are left out. */
function declaredPart(pdf: RawPdf): boolean {
  const stream = pdf.resolve(pdf.catalog?.get('Metadata'));
  if (!(stream instanceof PdfStream) || stream.length > MAX_METADATA) return false;
  const text = pdf.decoded(stream, MAX_METADATA)?.toString('latin1') ?? '';
  const part = /pdfaid:part(?:\s*=\s*["']|>)\s*([1-9])/.exec(text)?.[1];
  const level = /pdfaid:conformance(?:\s*=\s*["']|>)\s*([ABU])\b/.exec(text)?.[1];
  return (part === '2' || part === '3') && level !== undefined;
}
