/**
 * Which engine sets the pages of a Word or Excel file (`--engine`): the built-in one, or an installed LibreOffice. What
 * LibreOffice does not give, or must not be given, the built-in engine sets, and it is told of each file.
 */
import { resolve } from 'node:path';
import type { Document } from '../../../model/document.js';
import { DossierError } from '../../../model/error.js';
import type { InventoryFile } from '../../../model/inventory.js';
import {
  contentDigest,
  convert,
  findOffice,
  type Office,
  type OfficeFailure,
  type OfficeFonts,
  type OfficeSource,
  openProfile,
  type Profile,
} from '../../../office/index.js';
import type { Context } from '../../command.js';
import type { FileRecord } from '../manifest.js';
import { officeKind, showsChanges } from './kinds.js';

export type EngineName = 'builtin' | 'libreoffice';

/** Why the built-in engine sets a file that LibreOffice was asked for, or what to know of one that it set. */
export type EngineNote = OfficeFailure | 'changes' | 'changes-shown' | 'unsound';

export interface SetPdf {
  /** Absolute path; it lasts until the engine is closed. */
  path: string;
  /** SHA-256 (hex) of what it shows, without when it was made. */
  sha256: string;
}

export interface EngineInput {
  /** Absolute path of the evidence. */
  folder: string;
  files: readonly { file: InventoryFile; document: Document }[];
  inputs: ReadonlyMap<string, FileRecord>;
  fonts: OfficeFonts;
}

export class Engine {
  readonly office: Office | null;
  #profile: Profile | null = null;
  readonly #pdfs = new Map<string, SetPdf>();
  readonly #notes = new Map<string, EngineNote>();

  private constructor(office: Office | null) {
    this.office = office;
  }

  /** @throws DossierError (usage) where LibreOffice is asked for and not to be found */
  static async open(context: Context, asked: EngineName): Promise<Engine> {
    if (asked === 'builtin') return new Engine(null);
    const office = await findOffice(context.env ?? {}, undefined, context.signal);
    if (office !== null) return new Engine(office);
    throw new DossierError('usage', {
      zh: '没有找到可用的 LibreOffice，不能按 --engine libreoffice 编排。请安装 LibreOffice，或用环境变量 DOSSIER_SOFFICE 写明 soffice 程序的完整路径；也可以去掉该选项，用内置引擎编排，不需要 LibreOffice。',
      en: 'No LibreOffice that runs was found for --engine libreoffice. Install it, or name the soffice program by its full path in the environment variable DOSSIER_SOFFICE; or leave the option out: the built-in engine needs none.',
    });
  }

  get name(): EngineName {
    return this.office === null ? 'builtin' : 'libreoffice';
  }

  /** Why a file was not set as asked, or what to know of it, by inventory path. */
  get notes(): ReadonlyMap<string, EngineNote> {
    return this.#notes;
  }

  /** Has LibreOffice set all that it may; copies of one file once. Rejects where the run is stopped or no copy can be written. */
  async prepare(context: Context, { folder, files, inputs, fonts }: EngineInput): Promise<void> {
    if (this.office === null) return;
    const sources = new Map<string, OfficeSource>();
    const idOf = new Map<string, string>();
    for (const { file, document } of files) {
      const kind = officeKind(file, document);
      if (kind === null || idOf.has(file.path)) continue;
      const changes = showsChanges(kind, document);
      if (changes !== null) this.#notes.set(file.path, changes);
      if (changes === 'changes') continue;
      const id = `${kind}:${inputs.get(file.path)?.sha256 ?? file.path}`;
      idOf.set(file.path, id);
      if (!sources.has(id)) sources.set(id, { id, kind, path: resolve(folder, file.path) });
    }
    if (sources.size === 0) return;
    this.#profile = await openProfile(this.office, fonts);
    const converted = await convert(this.#profile, [...sources.values()], {
      ...(context.signal ? { signal: context.signal } : {}),
      onProgress: (done) =>
        context.progress({
          zh: `LibreOffice 已排版 ${done}/${sources.size} 个文件`,
          en: `LibreOffice has set ${done} of ${sources.size} files`,
        }),
    });
    for (const [path, id] of idOf) {
      const result = converted.get(id) ?? { failure: 'refused' };
      if ('failure' in result) this.refuse(path, result.failure);
      else this.#pdfs.set(path, { path: result.pdf, sha256: await contentDigest(result.pdf) });
    }
  }

  /** The pages of a file; null where the built-in engine sets it. @param path inventory path */
  pdfOf(path: string): SetPdf | null {
    return this.#pdfs.get(path) ?? null;
  }

  /** The built-in engine sets a file after all. @param path inventory path */
  refuse(path: string, why: EngineNote): void {
    this.#pdfs.delete(path);
    this.#notes.set(path, why);
  }

  /** Removes what LibreOffice left; to be called in any case. */
  async close(): Promise<void> {
    await this.#profile?.close();
  }
}
