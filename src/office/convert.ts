/**
 * Many files through few runs of LibreOffice. Its exit code is not believed: what came out is counted, and what did not
 * come is tried again: behind the place where it stopped with others, what stopped it alone.
 */
import { copyFile, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OFFICE_LIMITS } from './limits.js';
import { prepareDocx } from './prepare.js';
import { type Ended, runProcess } from './process.js';
import type { Profile } from './profile.js';

/** What the copy is called, so that the right filter reads it: WPS's own extensions mean others to LibreOffice. */
export type OfficeKind = 'docx' | 'doc' | 'rtf' | 'xlsx' | 'xls';

export interface OfficeSource {
  /** Whatever the caller knows it by. */
  id: string;
  /** Absolute path. */
  path: string;
  kind: OfficeKind;
}

/**
 * Why there is no PDF of a file: the program hung over it, ended over it, ended well without one, was given up after it
 * did so again and again, or the file could not be read.
 */
export type OfficeFailure = 'hung' | 'crashed' | 'refused' | 'given-up' | 'unread';

/** `pdf` is an absolute path in the profile's folder. */
export type Converted = { pdf: string } | { failure: OfficeFailure };

export interface ConvertOptions {
  signal?: AbortSignal;
  /** Seconds without another finished file, {@link OFFICE_LIMITS}. */
  silence?: number;
  /** Files that one process is given. */
  chunk?: number;
  /** After each run, and while it goes on: files finished by then. */
  onProgress?(done: number): void;
}

interface Job extends OfficeSource {
  /** Name of its copy without the extension. */
  name: string;
}

/** @returns an answer for every source, by id. Rejects where the signal is aborted, and where no copy can be written. */
export async function convert(
  profile: Profile,
  sources: readonly OfficeSource[],
  options: ConvertOptions = {},
): Promise<Map<string, Converted>> {
  const batch = new Batch(profile, options);
  await batch.convert(
    sources.map((source, index) => ({ ...source, name: String(index + 1).padStart(6, '0') })),
  );
  return batch.results;
}

class Batch {
  readonly results = new Map<string, Converted>();
  readonly #profile: Profile;
  readonly #options: ConvertOptions;
  #made = 0;
  /** Runs, one after the other, that hung and gave nothing; and that gave nothing, however they ended. */
  #hangs = 0;
  #barren = 0;

  constructor(profile: Profile, options: ConvertOptions) {
    this.#profile = profile;
    this.#options = options;
  }

  async convert(jobs: readonly Job[]): Promise<void> {
    const fresh = [...jobs];
    const alone: Job[] = [];
    while (fresh.length > 0 || alone.length > 0) {
      this.#options.signal?.throwIfAborted();
      if (this.#hopeless) {
        for (const { id } of [...fresh, ...alone]) this.results.set(id, { failure: 'given-up' });
        return;
      }
      const single = fresh.length === 0;
      const chunk = single ? alone.splice(0, 1) : fresh.splice(0, this.#options.chunk ?? OFFICE_LIMITS.chunk);
      const { missing, ended, last } = await this.#run(chunk);
      if (single) {
        for (const { id } of missing) this.results.set(id, { failure: failureOf(ended) });
        continue;
      }
      // What lies before the last one that came was refused; the first behind it is what it stopped at.
      const passed = missing.filter((job) => chunk.indexOf(job) < last);
      const [suspect, ...behind] = missing.filter((job) => chunk.indexOf(job) > last);
      alone.push(...passed, ...(suspect ? [suspect] : []));
      fresh.unshift(...behind);
    }
  }

  get #hopeless(): boolean {
    return this.#hangs >= OFFICE_LIMITS.hangs || (this.#made === 0 && this.#barren >= OFFICE_LIMITS.barren);
  }

  /** @returns those of which nothing sound came, and the index of the last of which something did; -1 for none */
  async #run(chunk: readonly Job[]): Promise<{ missing: Job[]; ended: Ended; last: number }> {
    const { input, output, office, args, env, root } = this.#profile;
    const copies: string[] = [];
    const given: Job[] = [];
    for (const job of chunk) {
      const copy = join(input, `${job.name}.${job.kind}`);
      if (await copyOf(job, copy)) {
        copies.push(copy);
        given.push(job);
      } else this.results.set(job.id, { failure: 'unread' });
    }
    const before = this.#made;
    const ended: Ended =
      copies.length === 0
        ? { how: 'exited', code: 0, said: '' }
        : await runProcess({
            program: office.program,
            args: [...args, '--convert-to', 'pdf', '--outdir', output, ...copies],
            env,
            cwd: root,
            silence: this.#options.silence ?? OFFICE_LIMITS.silence,
            done: async () => {
              const count = await countIn(output);
              this.#options.onProgress?.(count);
              return count;
            },
            ...(this.#options.signal ? { signal: this.#options.signal } : {}),
          });
    this.#options.signal?.throwIfAborted();
    const missing: Job[] = [];
    let last = -1;
    for (const job of given) {
      const pdf = join(output, `${job.name}.pdf`);
      if (await isWhole(pdf)) {
        this.results.set(job.id, { pdf });
        this.#made += 1;
        last = chunk.indexOf(job);
      } else {
        await rm(pdf, { force: true });
        missing.push(job);
      }
    }
    await Promise.all(copies.map((copy) => rm(copy, { force: true })));
    const barren = this.#made === before && given.length > 0;
    this.#hangs = barren && ended.how === 'hung' ? this.#hangs + 1 : 0;
    this.#barren = barren ? this.#barren + 1 : 0;
    return { missing, ended, last };
  }
}

function failureOf({ how, code }: Ended): OfficeFailure {
  if (how === 'hung') return 'hung';
  return how === 'exited' && code === 0 ? 'refused' : 'crashed';
}

/** What the system says of a file that is not there or may not be read; a full disk is another matter. */
const UNREAD = /^(?:ENOENT|EACCES|EPERM|EISDIR|EBUSY)$/;

/** @returns false where the file can't be read; rejects where the copy can't be written */
async function copyOf({ path, kind }: Job, copy: string): Promise<boolean> {
  try {
    if (kind === 'docx' && (await stat(path)).size <= OFFICE_LIMITS.prepared)
      await writeFile(copy, prepareDocx(await readFile(path)));
    else await copyFile(path, copy);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!UNREAD.test(code)) throw error;
    return false;
  }
}

async function countIn(folder: string): Promise<number> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.pdf')).length;
  } catch {
    return 0;
  }
}

/** Begins and ends as a PDF does: a run that was ended leaves halves. */
async function isWhole(pdf: string): Promise<boolean> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(pdf);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
  try {
    const { size } = await file.stat();
    const ends = Buffer.alloc(2048);
    await file.read(ends, 0, 1024, 0);
    await file.read(ends, 1024, 1024, Math.max(0, size - 1024));
    return ends.subarray(0, 1024).includes('%PDF-') && ends.subarray(1024).includes('%%EOF');
  } finally {
    await file.close();
  }
}
