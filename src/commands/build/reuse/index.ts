/**
 * What a build takes over from the one before (`--cache`): digests of files that the system says were not touched,
 * documents that were read before, pages of PDFs, and whole volumes. Without a cache nothing is taken over, and the same
 * bytes come out.
 */
import { join, resolve } from 'node:path';
import type { FontSet } from '../../../layout/index.js';
import type { Report } from '../../../model/finding.js';
import type { InventoryFile } from '../../../model/inventory.js';
import { type Probe, probePdf, type VolumeResult, writeVolume } from '../../../pdf/index.js';
import { type FileDigest, normalisePdf, type ReaderPool } from '../../../readers/index.js';
import type { DiskCache } from '../../check/cache/disk.js';
import { digestOfJson } from '../../check/cache/keys.js';
import { cacheNote, openCache } from '../../check/cache/open.js';
import { Stamps, stampOf } from '../../check/cache/stamps.js';
import type { Arguments, Context, Options } from '../../command.js';
import { folderOf, type OpenedFolder } from '../../folder.js';
import type { FontChoice } from '../../fonts.js';
import { hashFile } from '../manifest.js';
import { KnowingReader } from './reader.js';
import { BuildStore, type Built, type KeptVolume } from './store.js';
import type { Trace } from './trace.js';
import { adopt, charactersOf, cutFonts, standing, tracesOf, type Unfonted, volumeKey } from './volumes.js';

export { type Trace, traceOf } from './trace.js';

/** A volume to be written, and what is known of its pieces. */
export interface VolumeWork {
  job: Unfonted;
  traceOf(id: string): Trace | undefined;
  /** Inventory path of the file that a piece shows, whoever set its pages; null for the tool's own. */
  sourceOf(id: string): string | null;
  /** What page references are made of. */
  numbers: string;
}

interface Memory {
  disk: DiskCache;
  store: BuildStore;
  stamps: Stamps;
  built: Built | null;
  builtKey: string;
}

export class Reuse {
  readonly #folder: string;
  readonly #target: string;
  readonly #memory: Memory | null;
  #reader: KnowingReader | null = null;
  #fontKey: unknown = null;
  readonly #facts = new Map<string, { file: InventoryFile; bytes: number; sha256: string }>();
  readonly #probes: Record<string, Probe> = {};
  readonly #volumes: { kept: Omit<KeptVolume, 'stamp'>; inputs: InventoryFile[] }[] = [];
  #adopted = 0;
  #written = 0;

  private constructor(folder: string, target: string, memory: Memory | null) {
    this.#folder = folder;
    this.#target = target;
    this.#memory = memory;
  }

  /**
   * @param target absolute path of the dossier's folder
   * @throws DossierError (usage) for a place that a cache can't be in
   */
  static async open(context: Context, args: Arguments, options: Options, target: string): Promise<Reuse> {
    const folder = folderOf(context, args);
    const disk = await openCache(context, folder, options);
    if (disk === null) return new Reuse(folder, target, null);
    const store = new BuildStore(disk.dir);
    const builtKey = digestOfJson(['2', target]);
    const stamps = new Stamps(folder, { digest: hashed }, await disk.stamps(folder));
    const built = await store.built(builtKey);
    return new Reuse(folder, target, { disk, store, stamps, built, builtKey });
  }

  /** Stands between the build and the readers. */
  reader(pool: ReaderPool, { ground }: OpenedFolder): ReaderPool {
    if (this.#memory === null) return pool;
    const { stamps, store } = this.#memory;
    this.#reader = new KnowingReader(pool, this.#folder, ground.inventory.files, stamps, store);
    return this.#reader;
  }

  /** Size and SHA-256 of an input file. @param read as its reader came by them. Rejects with the system's error where it can't be read. */
  async digestOf(file: InventoryFile, read?: FileDigest): Promise<FileDigest> {
    const absolute = resolve(this.#folder, file.path);
    const sha256 = (await this.#memory?.stamps.digest(file)) ?? null;
    const bytes = this.#memory?.stamps.bytesOf(file.path) ?? null;
    const known = sha256 === null || bytes === null ? read : { bytes, sha256 };
    const facts = known ?? (await hashFile(absolute));
    this.#facts.set(absolute, { file, ...facts });
    return facts;
  }

  /** Pages of a PDF. @param path absolute */
  async probe(path: string): Promise<Probe> {
    const sha256 = this.#facts.get(path)?.sha256;
    const known = sha256 === undefined ? undefined : this.#memory?.built?.probes[sha256];
    const probe = known ?? (await probePdf(path, normalisePdf));
    // What could not be read today may be read tomorrow.
    if (sha256 !== undefined && 'pages' in probe) this.#probes[sha256] = probe;
    return probe;
  }

  /** The fonts that all volumes draw from. */
  async fonts(fonts: FontSet, choice: FontChoice): Promise<void> {
    const named = await Promise.all(Object.values(choice).map(hashFile));
    this.#fontKey = [fonts.describe(), named];
  }

  /** Writes a volume, or takes over the one that stands in the target with the same content. */
  async write(
    { job, traceOf, sourceOf, numbers }: VolumeWork,
    file: string,
    fonts: FontSet,
  ): Promise<VolumeResult> {
    const traces = await tracesOf(job, traceOf);
    const characters = charactersOf(job, traces, numbers);
    const sha256Of = (path: string) => this.#facts.get(path)?.sha256 ?? null;
    const key = this.#memory && volumeKey(job, traces, characters, this.#fontKey, sha256Of, this.#folder);
    const kept = key === null ? null : await standing(this.#memory?.built ?? null, key, this.#target);
    if (kept !== null) await adopt(join(this.#target, kept.file), job.target);
    const result: VolumeResult =
      kept === null
        ? await writeVolume({ ...job, fonts: await cutFonts(fonts, characters) })
        : { ...kept, pieces: [], missingCharacters: [], missingPictures: [] };
    const [lost] = result.missingCharacters;
    if (lost !== undefined) {
      throw new Error(`a font of ${file} was cut without U+${lost.toString(16)}, which is drawn in it`);
    }
    if (kept === null) this.#written += 1;
    else this.#adopted += 1;
    if (key !== null && !result.pieces.some(({ failure }) => failure)) {
      const { pages, bytes, sha256, lostCharacters, pdfa } = result;
      const kept = { key, file, pages, bytes, sha256, lostCharacters, pdfa };
      this.#volumes.push({ kept, inputs: this.#inputsOf(job, traces, sourceOf) });
    }
    return result;
  }

  #inputsOf(
    { pieces }: Unfonted,
    traces: ReadonlyMap<string, Trace>,
    sourceOf: VolumeWork['sourceOf'],
  ): InventoryFile[] {
    const pictures = [...traces.values()].flatMap((trace) => [...trace.pictures]);
    const paths = [
      ...pieces.flatMap(({ id, source }) => {
        const path = source.kind === 'pdf' ? sourceOf(id) : null;
        return path === null ? [] : [resolve(this.#folder, path)];
      }),
      ...pictures
        .flatMap((key) => [key, key.slice(0, Math.max(0, key.lastIndexOf('#')))])
        .map((key) => resolve(this.#folder, key)),
    ];
    return paths.flatMap((path) => this.#facts.get(path)?.file ?? []);
  }

  /**
   * Keeps what was read anew, also where the build is refused: it is tried again soon. What was found to hold personal
   * data never goes into the cache, and nothing at all where something bears a mark.
   */
  async keepDocuments(report: Report): Promise<void> {
    if (this.#memory === null || this.#reader === null) return;
    const { disk, store, stamps } = this.#memory;
    const found = report.findings.filter((f) => f.rule.startsWith('security/'));
    if (found.some((f) => f.severity === 'error')) return;
    const guarded = new Set(found.map((f) => f.path));
    for (const [path, { key, document }] of this.#reader.fresh) {
      if (!guarded.has(path)) await store.putDocument(key, document);
    }
    this.#reader.fresh.clear();
    await disk.putStamps(this.#folder, stamps.table);
  }

  /** Notes what now stands in the target. */
  async published(): Promise<void> {
    if (this.#memory === null) return;
    const { disk, store, stamps, builtKey } = this.#memory;
    const volumes: KeptVolume[] = [];
    for (const { kept, inputs } of this.#volumes) {
      // An input that was changed while it was bound: nobody knows which of its states the volume shows.
      const same = await Promise.all(inputs.map((file) => stamps.isSame(file)));
      const stamp = await stampOf(join(this.#target, kept.file));
      if (stamp !== null && same.every((one) => one)) volumes.push({ ...kept, stamp });
    }
    await store.putBuilt(builtKey, { at: Date.now(), volumes, probes: this.#probes });
    await disk.putStamps(this.#folder, stamps.table);
    await Promise.all([store.prune(), disk.prune()]);
  }

  /** For a person: what was taken over; null without a cache. */
  said(context: Context): string | null {
    if (this.#memory === null || this.#reader === null) return null;
    const { asked, opened } = this.#reader;
    const [adopted, volumes] = [this.#adopted, this.#adopted + this.#written];
    return context.lang === 'zh'
      ? `沿用上次结果：${asked} 个文件中 ${asked - opened} 个未重新读取，${volumes} 卷中 ${adopted} 卷未重新写入。\n`
      : `Taken over from before: ${asked - opened} of ${asked} files not read again, ${adopted} of ${volumes} volumes not written again.\n`;
  }

  /** For a person, where the cache could not be used; null where it could. */
  note(context: Context): string | null {
    if (this.#memory === null) return null;
    const { disk, store } = this.#memory;
    disk.failure ??= store.failure;
    return cacheNote(context, disk);
  }
}

async function hashed(absolute: string): Promise<string | null> {
  try {
    return (await hashFile(absolute)).sha256;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
