/**
 * Copies what the pages of one input reach into the output: stream bytes untouched, objects renumbered, each
 * once. Iterative: a chain of a million objects takes no stack. What has no business in a dossier (other pages,
 * structure trees, embedded files) becomes null. Pages and annotations are made elsewhere.
 */
import { type Dict, isDict, nameOf, PdfStream, Ref } from './objects.js';
import type { PdfaCheck } from './pdfa.js';
import type { RawPdf } from './raw.js';
import type { MapRef } from './syntax.js';
import type { PdfWriter } from './writer.js';

/** Kinds of object that are never copied along a stray reference. */
const LEFT_OUT = new Set([
  'Catalog',
  'Pages',
  'Page',
  'StructTreeRoot',
  'StructElem',
  'EmbeddedFile',
  'ObjStm',
  'XRef',
]);

/** Keys of a stream that would fetch data from elsewhere or drag private or attached data along. */
const STREAM_KEYS_LEFT_OUT = [
  'F',
  'FFilter',
  'FDecodeParms',
  'PieceInfo',
  'LastModified',
  'AF',
  'DL',
  // They would point into the structure of the volume.
  'StructParent',
  'StructParents',
];

export class InputCopy {
  /** The input as opened now; a file bound again is opened again. */
  pdf: RawPdf;
  /** Sees everything that is copied. */
  readonly check: PdfaCheck;
  private readonly writer: PdfWriter;
  /** Old number → new number. */
  private readonly numbers = new Map<number, number>();
  private queue: number[] = [];
  /** New numbers of the layers that were copied (§8.11.2). */
  readonly layers: number[] = [];

  constructor(pdf: RawPdf, writer: PdfWriter, check: PdfaCheck) {
    this.pdf = pdf;
    this.check = check;
    this.writer = writer;
  }

  /** New number of an object of the input; it will be written by the next `drain`. */
  readonly map: MapRef = (ref) => {
    let num = this.numbers.get(ref.num);
    if (num === undefined) {
      num = this.writer.allocate();
      this.numbers.set(ref.num, num);
      this.queue.push(ref.num);
    }
    return num;
  };

  /** New number if the object was copied or is due, else null. */
  copied(num: number): number | null {
    return this.numbers.get(num) ?? null;
  }

  /** Writes all that is due, and what that reaches. */
  drain(): void {
    for (let i = 0; i < this.queue.length; i++) this.write(this.queue[i] as number);
    this.queue = [];
  }

  private write(old: number): void {
    const num = this.numbers.get(old) as number;
    const object = this.pdf.get(old);
    if (object instanceof PdfStream) {
      if (isLeftOut(object.dict)) {
        this.writer.putText(num, 'null');
        return;
      }
      const entries: Dict = new Map(object.dict);
      for (const key of STREAM_KEYS_LEFT_OUT) entries.delete(key);
      this.check.object(new PdfStream(entries, object.start, object.length));
      this.writer.copyStream(num, entries, this.pdf.source, object.start, object.length, this.map);
    } else if (isDict(object) && isLeftOut(object)) {
      this.writer.putText(num, 'null');
    } else if (object instanceof Ref && object.num === old) {
      this.writer.putText(num, 'null');
    } else {
      if (isDict(object) && nameOf(object.get('Type')) === 'OCG') this.layers.push(num);
      this.check.value(object);
      this.writer.put(num, object, this.map);
    }
  }
}

/** Whether an object of this type has no business in a dossier. */
export function isLeftOut(dict: Dict): boolean {
  const type = nameOf(dict.get('Type'));
  return type !== null && LEFT_OUT.has(type);
}
