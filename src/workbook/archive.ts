/**
 * The zip that exceljs writes into, in place of its own: entries carry one fixed time and are deflated by code
 * that gives the same bytes on every machine (zlib's output varies with version and processor). Streams: what is
 * compressed is handed on at each `drain`. May not know what a sheet is.
 */
import { Zip, ZipDeflate } from 'fflate';

/** exceljs's stream of one part: it calls `write` with whole chunks and `end` once, and never waits. */
interface PartStream {
  pipe(to: { write(chunk: Uint8Array, done: () => void): void; end(): void }): void;
}

export class FixedTimeArchive {
  readonly #zip: Zip;
  readonly #time: Date;
  #ready: Uint8Array[] = [];
  #failure: Error | null = null;
  #downstream: { end(): void } | null = null;

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

  /** exceljs: a part as a whole, or as a stream that is filled later. A leading slash is not part of a zip name. */
  append(source: string | Uint8Array | PartStream, { name }: { name: string }): this {
    const entry = new ZipDeflate(name.replace(/^\//, ''), { level: 6 });
    entry.mtime = this.#time;
    this.#zip.add(entry);
    if (typeof source === 'string') entry.push(Buffer.from(source, 'utf8'), true);
    else if (source instanceof Uint8Array) entry.push(source, true);
    else {
      source.pipe({
        write: (chunk, done) => {
          this.#guarded(() => entry.push(chunk, false));
          done();
        },
        end: () => this.#guarded(() => entry.push(new Uint8Array(0), true)),
      });
    }
    return this;
  }

  /** exceljs: the stream whose `finish` ends its commit. The bytes do not go there but to `drain`. */
  pipe(downstream: { end(): void }): void {
    this.#downstream = downstream;
  }

  /** exceljs: listens for errors; they are thrown by `drain` instead. */
  on(): this {
    return this;
  }

  /** exceljs: no more parts. */
  finalize(): void {
    this.#guarded(() => this.#zip.end());
    this.#downstream?.end();
  }

  /** Hands on what is compressed by now. @throws what went wrong while compressing */
  async drain(write: (chunk: Uint8Array) => Promise<void>): Promise<void> {
    if (this.#failure) throw this.#failure;
    const chunks = this.#ready;
    this.#ready = [];
    for (const chunk of chunks) await write(chunk);
  }

  /** exceljs drops what its pipes throw: an error is kept here and thrown by the next `drain`. */
  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#failure ??= error instanceof Error ? error : new Error(String(error));
    }
  }
}
