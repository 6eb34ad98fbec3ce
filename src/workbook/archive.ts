/**
 * The zip of an .xlsx: parts that are written piece by piece, with one fixed time, deflated by code that gives the
 * same bytes on every machine (zlib's output varies with version and processor). What is compressed is handed on at
 * each `drain`; a part that is begun while another is open waits, compressed, until that one is closed.
 * May not know what a sheet is.
 */
import { Zip, ZipDeflate } from 'fflate';

/** UTF-16 units that are gathered before they are compressed: many small pieces cost more than their bytes. */
const GATHERED = 1 << 15;

const ENCODER = new TextEncoder();
/** fflate copies what it is given, so one buffer serves all parts: a new one each time would pile up as garbage. */
const ENCODED = new Uint8Array(GATHERED * 3);

export class Part {
  readonly #entry: ZipDeflate;
  #text = '';

  constructor(entry: ZipDeflate) {
    this.#entry = entry;
  }

  write(text: string): void {
    this.#text += text;
    if (this.#text.length >= GATHERED) this.#flush(false);
  }

  close(): void {
    this.#flush(true);
  }

  #flush(last: boolean): void {
    let at = 0;
    while (at < this.#text.length) {
      let end = Math.min(at + GATHERED, this.#text.length);
      // A half of a pair waits for its other half: alone it would be written as U+FFFD.
      if (isFirstHalf(this.#text, end - 1) && !(last && end === this.#text.length)) end -= 1;
      if (end === at) break;
      const { written } = ENCODER.encodeInto(this.#text.slice(at, end), ENCODED);
      this.#entry.push(ENCODED.subarray(0, written), false);
      at = end;
    }
    this.#text = this.#text.slice(at);
    if (last) this.#entry.push(new Uint8Array(0), true);
  }
}

function isFirstHalf(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code <= 0xdbff;
}

export class PackageArchive {
  readonly #zip: Zip;
  readonly #time: Date;
  readonly #names: string[] = [];
  #ready: Uint8Array[] = [];
  #failure: Error | null = null;

  /** @param date ISO date that every entry carries; zip times know no zone, so noon is meant wherever it is read */
  constructor(date: string) {
    const [year, month, day] = date.split('-').map(Number);
    // fflate reads the local fields of the date: they must be the same in every zone.
    this.#time = new Date(year ?? 1980, (month ?? 1) - 1, day ?? 1, 12, 0, 0);
    this.#zip = new Zip((error, chunk) => {
      if (error) this.#failure ??= error;
      else this.#ready.push(chunk);
    });
  }

  /**
   * Begins a part.
   * @param name within the package, without a leading slash
   * @throws Error for a name that was begun before: two parts of one name are a damaged package
   */
  open(name: string): Part {
    if (this.#names.includes(name)) throw new Error(`part ${name} is there already`);
    this.#names.push(name);
    const entry = new ZipDeflate(name, { level: 6 });
    entry.mtime = this.#time;
    this.#zip.add(entry);
    return new Part(entry);
  }

  /** A part as a whole. */
  put(name: string, text: string): void {
    const part = this.open(name);
    part.write(text);
    part.close();
  }

  /** Names of all parts, in the order in which they were begun. */
  get names(): readonly string[] {
    return this.#names;
  }

  /** No more parts. */
  end(): void {
    this.#zip.end();
  }

  /** Hands on what is compressed by now. @throws what went wrong while compressing */
  async drain(write: (chunk: Uint8Array) => Promise<void>): Promise<void> {
    if (this.#failure) throw this.#failure;
    const chunks = this.#ready;
    this.#ready = [];
    if (chunks.length > 0) await write(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
  }
}
