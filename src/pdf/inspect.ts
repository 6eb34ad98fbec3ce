/**
 * Reads a written volume back with the raw reader: what `build` proves itself by and `verify` compares with the
 * manifest. The stamp is taken from the glyphs that are shown, through the font's map to Unicode, not from a
 * remark about them. Holds no page in memory longer than it looks at it.
 */
import { DossierError } from '../model/error.js';
import { Destinations, readOutline } from './destinations.js';
import { frameOf, readGeometry } from './geometry.js';
import { Keyword, Lexer } from './lexer.js';
import { REFERENCE_TAG } from './links.js';
import { type Dict, isDict, nameOf, PdfStream, PdfString, type PdfValue, Ref } from './objects.js';
import { listPages, type PageEntry } from './pages.js';
import { RawPdf } from './raw.js';
import { FileSource, WindowBuffer } from './source.js';
import { STAMP_TAG } from './stamp.js';

/** Bytes of a volume's object streams kept unpacked, some 6,000 objects: pages are looked at in the order they were written. */
const UNPACKED = 2 << 20;

/** A stamp begins within so many bytes of the last stream of a page. */
const STAMP_WITHIN = 160;

export interface InspectedStamp {
  /** The printed page number as shown; null if none is shown. */
  number: number | null;
  /** 「017-03　第2页/共5页」 as shown; null on own pages. */
  label: string | null;
  /** 草稿 is laid across. */
  draft: boolean;
}

export type InspectedLink = { page: number } | { url: string } | { file: string; page: number | null };

/** A page number that the tool printed on one of its own pages, in the contents or a catalogue. */
export interface InspectedReference {
  /** Whose number it is meant to be. */
  piece: string;
  show: 'first' | 'range' | 'count';
  /** As shown: "12", "12-15", "2卷 7". */
  text: string;
}

export interface InspectedPage {
  /** 1-based. */
  page: number;
  /** As a viewer shows its number. */
  label: string;
  /** pt, as seen. */
  width: number;
  height: number;
  /** Null if the page carries no stamp of this tool. */
  stamp: InspectedStamp | null;
  links: InspectedLink[];
  /** One a link: the piece that the writer meant, where it is a link of its own; what it hits is read from the file. */
  meant: (string | null)[];
  /** Printed numbers of other pages; none on evidence. */
  references: InspectedReference[];
  /** Its page object, content or annotations lie behind `original` bytes: another program has saved it anew. */
  appended: boolean;
}

export interface Inspection {
  title: string;
  /** Read as they are asked for, none kept: a volume may have tens of thousands. */
  pages: Iterable<InspectedPage>;
  /** `level` 1 is the top; `page` is 1-based, null where an item leads nowhere. */
  outline: { title: string; level: number; page: number | null }[];
  /** Named destination → 1-based page. */
  names: Map<string, number>;
}

/**
 * @param original bytes that the file had when it was written; what lies behind them was added later.
 * @param look is given the open file; its pages can't be asked for afterwards.
 * @throws {DossierError} `input` if the file can't be read as a PDF.
 */
export function inspectVolume<T>(path: string, original: number, look: (seen: Inspection) => T): T {
  let source: FileSource;
  try {
    source = new FileSource(path, new WindowBuffer());
  } catch (cause) {
    throw unreadable(path, cause);
  }
  try {
    const pdf = new RawPdf(source, UNPACKED);
    if (pdf.catalog === null) throw unreadable(path, null);
    return look(new Inspector(pdf, original).inspect());
  } finally {
    source.close();
  }
}

/** As {@link inspectVolume}, with all pages in memory. */
export function inspectPdf(path: string): Inspection & { pages: InspectedPage[] } {
  return inspectVolume(path, Number.POSITIVE_INFINITY, (seen) => ({ ...seen, pages: [...seen.pages] }));
}

function unreadable(path: string, cause: unknown): DossierError {
  return new DossierError(
    'input',
    { zh: `无法读取 PDF：${path}`, en: `Cannot read the PDF ${path}` },
    cause === null ? {} : { cause },
  );
}

class Inspector {
  private readonly pdf: RawPdf;
  private readonly entries: PageEntry[];
  private readonly destinations: Destinations;
  /** Object number → 1-based page. */
  private readonly numbers = new Map<number, number>();
  private readonly unicode = new Map<number, Map<string, string>>();

  private readonly original: number;

  constructor(pdf: RawPdf, original: number) {
    this.pdf = pdf;
    this.original = original;
    this.entries = listPages(pdf).pages;
    this.destinations = new Destinations(pdf);
    this.entries.forEach(({ num }, i) => {
      if (!this.numbers.has(num)) this.numbers.set(num, i + 1);
    });
  }

  inspect(): Inspection {
    const { pdf } = this;
    const title = pdf.resolve(pdf.dict(pdf.trailer.get('Info'))?.get('Title'));
    return {
      title: title instanceof PdfString ? title.text : '',
      pages: this.pages(),
      // The tool's own outline holds those of all inputs: a limit against attacks on one file is none for it.
      outline: readOutline(pdf, this.destinations, Number.POSITIVE_INFINITY).map(
        ({ title, depth, destination }) => ({
          title,
          level: depth + 1,
          page: this.pageOf(destination),
        }),
      ),
      names: this.names(),
    };
  }

  private *pages(): Generator<InspectedPage> {
    const labelOf = this.labels();
    for (const [i, entry] of this.entries.entries()) yield this.page(entry, i + 1, labelOf(i));
  }

  private page(entry: PageEntry, number: number, label: string): InspectedPage {
    const { pdf } = this;
    const object = entry.direct ?? pdf.get(entry.num);
    const page: Dict = isDict(object) ? object : new Map();
    const { width, height } = frameOf(readGeometry(pdf, page, entry));
    const resources = pdf.dict(page.get('Resources') ?? entry.inherited.Resources);
    const fonts = this.pdf.dict(resources?.get('Font'));
    const stamp = this.stamp(page, fonts);
    // Evidence prints no references of this tool; its streams are left unread.
    const references = stamp === null || stamp.label !== null ? [] : this.references(page, fonts);
    const appended = this.isAppended(entry, page);
    return { page: number, label, width, height, stamp, ...this.links(page), references, appended };
  }

  private isAppended({ num }: PageEntry, page: Dict): boolean {
    if (this.original === Number.POSITIVE_INFINITY) return false;
    const listed = ['Contents', 'Annots'].flatMap((key) => {
      const value = page.get(key);
      return [value, ...(this.pdf.array(value) ?? [])];
    });
    const numbers = listed.flatMap((value) => (value instanceof Ref ? [value.num] : []));
    return [num, ...numbers].some((one) => (this.pdf.offsetOf(one) ?? 0) >= this.original);
  }

  /** What stands in marked content of {@link REFERENCE_TAG}, a piece of content at a time. */
  private references(page: Dict, fonts: Dict | null): InspectedReference[] {
    const contents = this.pdf.resolve(page.get('Contents'));
    const found: InspectedReference[] = [];
    for (const item of Array.isArray(contents) ? contents : [contents]) {
      const stream = this.pdf.resolve(item);
      const data = stream instanceof PdfStream ? this.pdf.decoded(stream) : null;
      const open = `/${REFERENCE_TAG}<<`;
      for (let at = data?.indexOf(open) ?? -1; data !== null && at >= 0; at = data.indexOf(open, at + 1)) {
        const end = data.indexOf('EMC', at);
        const marked = new Lexer(data, at + open.length - 2).next();
        if (end < 0 || !isDict(marked)) continue;
        const piece = marked.get('To');
        const show = nameOf(marked.get('Show'));
        if (!(piece instanceof PdfString) || (show !== 'first' && show !== 'range' && show !== 'count'))
          continue;
        const text = this.shownTexts(data.subarray(data.indexOf('BDC', at) + 3, end), fonts).join('');
        found.push({ piece: piece.text, show, text });
      }
    }
    return found;
  }

  private stamp(page: Dict, fonts: Dict | null): InspectedStamp | null {
    const contents = this.pdf.resolve(page.get('Contents'));
    const stream = this.pdf.resolve(Array.isArray(contents) ? contents.at(-1) : contents);
    if (!(stream instanceof PdfStream) || stream.length > 1 << 16) return null;
    const data = this.pdf.decoded(stream);
    if (data === null || !data.subarray(0, STAMP_WITHIN).toString('latin1').includes(`/${STAMP_TAG}<<`))
      return null;
    const shown = this.shownTexts(data, fonts);
    const number = shown.map((text) => /^— (\d+) —$/.exec(text)?.[1]).find((found) => found !== undefined);
    const others = shown.filter((text) => !/^— \d+ —$/.test(text));
    return {
      number: number === undefined ? null : Number(number),
      label: others.find((text) => text !== '草稿') ?? null,
      draft: others.includes('草稿'),
    };
  }

  /** The texts that the stream shows, in the order of its text objects. What stands between those is passed over. */
  private shownTexts(data: Buffer, fonts: Dict | null): string[] {
    const texts: string[] = [];
    for (let at = data.indexOf('BT'); at >= 0; ) {
      const lexer = new Lexer(data, at + 2);
      this.textObject(lexer, fonts, texts);
      at = data.indexOf('BT', lexer.pos);
    }
    return texts;
  }

  private textObject(lexer: Lexer, fonts: Dict | null, texts: string[]): void {
    let operands: PdfValue[] = [];
    let map: ReadonlyMap<string, string> = new Map();
    while (lexer.pos < lexer.end) {
      const token = lexer.next();
      if (!(token instanceof Keyword)) {
        operands.push(token);
        continue;
      }
      if (token.text === 'ET') return;
      if (token.text === 'Tf') map = this.toUnicode(fonts?.get(nameOf(operands[0]) ?? ''));
      else if (token.text === 'Tj' || token.text === 'TJ') {
        let text = '';
        for (const operand of operands)
          for (const item of Array.isArray(operand) ? operand : [operand]) text += showItem(item, map);
        texts.push(text);
      }
      operands = [];
    }
  }

  private toUnicode(font: PdfValue | undefined): Map<string, string> {
    const num = font instanceof Ref ? font.num : 0;
    const known = this.unicode.get(num);
    if (known !== undefined) return known;
    const map = new Map<string, string>();
    const stream = this.pdf.resolve(this.pdf.dict(font)?.get('ToUnicode'));
    const text = stream instanceof PdfStream ? (this.pdf.decoded(stream)?.toString('latin1') ?? '') : '';
    for (const [, code = '', hex = ''] of text.matchAll(/^<([0-9A-F]{4})><([0-9A-F]+)>$/gm)) {
      map.set(code, Buffer.from(hex, 'hex').swap16().toString('utf16le'));
    }
    this.unicode.set(num, map);
    return map;
  }

  private links(page: Dict): Pick<InspectedPage, 'links' | 'meant'> {
    const { pdf } = this;
    const links: InspectedLink[] = [];
    const meant: (string | null)[] = [];
    for (const item of pdf.array(page.get('Annots')) ?? []) {
      const annotation = pdf.dict(item);
      if (annotation === null || nameOf(annotation.get('Subtype')) !== 'Link') continue;
      const target = this.pageOf(this.destinations.of(annotation));
      const action = pdf.dict(annotation.get('A'));
      const uri = pdf.resolve(action?.get('URI'));
      const named = pdf.resolve(annotation.get(REFERENCE_TAG));
      if (target !== null) links.push({ page: target });
      else if (uri instanceof PdfString) links.push({ url: uri.text });
      else if (action !== null && nameOf(action.get('S')) === 'GoToR') links.push(this.remote(action));
      else continue;
      meant.push(named instanceof PdfString ? named.text : null);
    }
    return { links, meant };
  }

  private remote(action: Dict): { file: string; page: number | null } {
    const file = this.pdf.resolve(this.pdf.dict(action.get('F'))?.get('UF'));
    const page = this.pdf.array(action.get('D'))?.[0];
    return {
      file: file instanceof PdfString ? file.text : '',
      page: typeof page === 'number' ? page + 1 : null,
    };
  }

  private pageOf(destination: ReturnType<Destinations['resolve']>): number | null {
    if (destination === null) return null;
    const { page } = destination;
    return 'num' in page ? (this.numbers.get(page.num) ?? null) : page.index + 1;
  }

  private names(): Map<string, number> {
    const names = new Map<string, number>();
    for (const [name, value] of this.destinations.all()) {
      const page = this.pageOf(this.destinations.resolve(value));
      if (page !== null) names.set(name, page);
    }
    return names;
  }

  /** Decimal labels with prefix, as this tool writes them; other styles are shown as decimal too. */
  private labels(): (index: number) => string {
    const { pdf } = this;
    const ranges: { from: number; start: number; prefix: string }[] = [];
    const numbers = pdf.array(pdf.dict(pdf.catalog?.get('PageLabels'))?.get('Nums')) ?? [];
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      const range = pdf.dict(numbers[i + 1]);
      const prefix = pdf.resolve(range?.get('P'));
      ranges.push({
        from: pdf.number(numbers[i]) ?? 0,
        start: pdf.number(range?.get('St')) ?? 1,
        prefix: prefix instanceof PdfString ? prefix.text : '',
      });
    }
    return (index) => {
      const range = ranges.findLast(({ from }) => from <= index) ?? { from: 0, start: 1, prefix: '' };
      return `${range.prefix}${range.start + index - range.from}`;
    };
  }
}

function showItem(item: PdfValue, map: ReadonlyMap<string, string>): string {
  // A space without a glyph is a shift to the right.
  if (typeof item === 'number') return item <= -900 ? '　' : item <= -200 ? ' ' : '';
  if (!(item instanceof PdfString)) return '';
  const hex = item.raw.replace(/[^0-9A-F]/g, '');
  let text = '';
  for (let i = 0; i + 4 <= hex.length; i += 4) text += map.get(hex.slice(i, i + 4)) ?? '\ufffd';
  return text;
}
