/**
 * The content of a bound page as a form XObject (ISO 32000-1 §8.10). Whatever the content leaves open at its end
 * (a string, an inline image, q, marked content, a hidden layer) or closes too often, it ends with the form, so
 * that the stamp behind it is always seen. A single stream goes in untouched; several are one stream to a reader,
 * so they are unpacked and put together. Knows no stamp.
 */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { type InputCopy, isLeftOut } from './copy.js';
import { MAX_DECODED } from './filters.js';
import { outerBox, type PageGeometry } from './geometry.js';
import { Keyword, Lexer } from './lexer.js';
import { type Dict, dict, isDict, Name, PdfStream, type PdfValue, Raw, Ref } from './objects.js';
import { pt, serialise } from './syntax.js';
import type { PdfWriter } from './writer.js';

/** Content is highly repetitive: a fast level gives most of the gain. */
const DEFLATE = { level: 3 };
/** Characters of syntax that are remembered as a digest. */
const LONG = 200;
const LINE_END = Buffer.from('\n');

/** The forms made of one input. What pages share is written once, also when the file is bound again. */
export class PageForms {
  private readonly copy: InputCopy;
  private readonly writer: PdfWriter;
  /** Forms by content, resources and box; resources by their syntax, or its digest. */
  private readonly forms = new Map<string, number>();
  private readonly resources = new Map<string, Raw>();
  /** The direct dictionary seen last: pages under one node inherit the same object. */
  private last: { original: Dict; written: Raw } | null = null;

  constructor(copy: InputCopy, writer: PdfWriter) {
    this.copy = copy;
    this.writer = writer;
  }

  /** Object number of the form; null where the page has no content. */
  write(page: Dict, resources: PdfValue, geometry: PageGeometry): number | null {
    const refs = this.contents(page.get('Contents'));
    if (refs.length === 0) return null;
    const shared = this.sharedResources(resources);
    const box = `[${outerBox(geometry).map(pt).join(' ')}]`;
    const key = `${refs.map(({ num }) => num).join(' ')}/${shared.text}/${box}`;
    const known = this.forms.get(key);
    if (known !== undefined) return known;
    const num = this.writer.allocate();
    this.forms.set(key, num);
    const entries = dict({
      Type: new Name('XObject'),
      Subtype: new Name('Form'),
      BBox: new Raw(box),
      Resources: shared,
    });
    const [first] = refs;
    this.copy.check.pageContent(
      refs.map((ref) => this.copy.pdf.resolve(ref) as PdfStream),
      this.copy.pdf.dict(resources),
    );
    const joined = refs.length > 1 || this.layered ? this.join(refs) : null;
    const ends = joined === null || !this.layered ? '' : missingEnds(joined);
    if (first !== undefined && (joined === null || (refs.length === 1 && ends === ''))) {
      this.copyUntouched(num, entries, first);
    } else {
      entries.set('Filter', new Name('FlateDecode'));
      const data = Buffer.concat([joined ?? Buffer.alloc(0), Buffer.from(ends)]);
      this.writer.putStream(num, entries, deflateSync(data, DEFLATE));
    }
    return num;
  }

  private get layered(): boolean {
    const { pdf } = this.copy;
    return pdf.catalog?.has('OCProperties') ?? false;
  }

  /** References to the content streams; what is no stream is left out, as viewers do. */
  private contents(value: PdfValue | undefined): Ref[] {
    const { pdf } = this.copy;
    if (value instanceof Ref && pdf.resolve(value) instanceof PdfStream) return [value];
    const items = pdf.array(value) ?? [];
    return items.filter((item): item is Ref => item instanceof Ref && pdf.resolve(item) instanceof PdfStream);
  }

  private copyUntouched(num: number, entries: Dict, ref: Ref): void {
    const { pdf, map } = this.copy;
    const stream = pdf.resolve(ref) as PdfStream;
    for (const key of ['Filter', 'DecodeParms']) {
      const value = stream.dict.get(key);
      if (value !== undefined) entries.set(key, value);
    }
    this.copy.check.value(entries);
    this.writer.copyStream(num, entries, pdf.source, stream.start, stream.length, map);
  }

  /** What can't be unpacked is left out: no viewer shows it either, or it is a bomb (`MAX_DECODED`). */
  private join(refs: readonly Ref[]): Buffer {
    const { pdf } = this.copy;
    const parts: Buffer[] = [];
    let room = MAX_DECODED;
    for (const ref of refs) {
      const part = room > 0 ? pdf.decoded(pdf.resolve(ref) as PdfStream, room) : null;
      if (part === null) continue;
      // A token ends with its stream (§7.8.2).
      parts.push(part, LINE_END);
      room -= part.length + 1;
    }
    return Buffer.concat(parts);
  }

  /** A reference stays one; a direct dictionary becomes an object that all pages with the same one share. */
  private sharedResources(value: PdfValue): Raw {
    const { pdf, map } = this.copy;
    const resolved = pdf.resolve(value);
    if (value instanceof Ref && isDict(resolved) && !isLeftOut(resolved))
      return new Raw(serialise(value, map));
    const direct: Dict = pdf.dict(resolved) ?? new Map();
    if (this.last?.original === direct) return this.last.written;
    const text = serialise(direct);
    const key = text.length < LONG ? text : createHash('sha256').update(text).digest('base64');
    let written = this.resources.get(key);
    if (written === undefined) {
      const num = this.writer.allocate();
      this.copy.check.value(direct);
      this.writer.put(num, direct, map);
      written = new Raw(`${num} 0 R`);
      this.resources.set(key, written);
    }
    this.last = { original: direct, written };
    return written;
  }
}

/**
 * EMC as often as it is missing: Poppler lets a hidden layer that is not ended reach out of the form. What is
 * counted wrong in damaged content does no harm.
 */
function missingEnds(content: Buffer): string {
  if (!content.includes('/OC')) return '';
  const lexer = new Lexer(content);
  let open = 0;
  while (lexer.pos < content.length) {
    const token = lexer.next();
    if (!(token instanceof Keyword)) continue;
    if (token.text === 'BDC' || token.text === 'BMC') open++;
    else if (token.text === 'EMC' && open > 0) open--;
  }
  return 'EMC\n'.repeat(open);
}
