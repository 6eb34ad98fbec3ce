/**
 * Walks an evidence folder and says whose each file is, for which unit, and what part it plays.
 * Opens a file for its first bytes only; changes nothing; what it cannot list or open is recorded, not thrown.
 */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { TextDecoder } from 'node:util';
import { DossierError } from '../model/error.js';
import type {
  DepartmentFolder,
  Inventory,
  InventoryFile,
  Role,
  Signature,
  StrayFolder,
  UnitFolder,
} from '../model/inventory.js';
import { splitName } from '../model/name.js';
import type { Chapter, Pack, Unit } from '../model/pack.js';
import { partOf } from './partnumber.js';
import {
  bareDepartmentName,
  couldBeStatement,
  departmentRole,
  isAssessmentFolder,
  isHeading,
  isHiddenFolder,
  isLitter,
  isPartFolder,
  isPrescribedTitle,
  looksLikeCatalogue,
  looksLikeDepartment,
  looksLikeStatement,
} from './roles.js';
import { readUnitName } from './unitname.js';

export interface ScanOptions {
  pack: Pack;
  /** Canonical department of a folder's name, null where it is none. */
  resolveDepartment(name: string): string | null;
  /** What a file's first bytes say. May reject with a system error. */
  sniff(absolute: string): Promise<Signature>;
  /** The department that a folder without department folders belongs to, where it is known. */
  department: string | null;
}

/** A name whose bytes are not UTF-8: an archive with GBK names, unpacked as it was. */
export const NAME_NOT_UTF8 = 'NAME_NOT_UTF8';
/** A link whose target lies outside the folder. */
export const LINK_OUTSIDE = 'LINK_OUTSIDE';
/** A link to a folder inside: following it would walk that folder twice, or for ever. */
export const LINK_FOLDER = 'LINK_FOLDER';
/** A pipe, a device or a socket: opening it may wait for ever. */
export const NOT_A_FILE = 'NOT_A_FILE';

interface Entry {
  name: string;
  path: string;
  directory: boolean;
  bytes: number;
  denied: string | null;
}

interface Place {
  department: string | null;
  unit: Unit | null;
  unitFolder: string | null;
}

/**
 * @param root absolute path of the folder
 * @throws DossierError (usage) if the folder is not there or is no folder, (input) if it can't be listed
 */
export async function scanFolder(root: string, options: ScanOptions): Promise<Inventory> {
  return new Scan(root, options).run();
}

function systemReason(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : String(error);
}

/** Node hands names over as bytes here, since a GBK name turned into a string can't be opened or told any more. */
function decodeName(raw: Buffer): { name: string; valid: boolean } {
  const text = raw.toString('utf8');
  if (Buffer.from(text, 'utf8').equals(raw)) return { name: text, valid: true };
  return { name: new TextDecoder('gb18030').decode(raw), valid: false };
}

/** Litter and settings are not opened. */
function sniffed(role: Role): boolean {
  return role !== 'litter' && role !== 'config';
}

class Scan {
  readonly #root: string;
  readonly #options: ScanOptions;
  readonly #files: InventoryFile[] = [];
  readonly #departments: DepartmentFolder[] = [];
  readonly #strays: StrayFolder[] = [];
  readonly #empty: string[] = [];
  readonly #denied: { path: string; reason: string }[] = [];

  constructor(root: string, options: ScanOptions) {
    this.#root = root;
    this.#options = options;
  }

  async run(): Promise<Inventory> {
    const realRoot = await this.#checkRoot();
    const entries = await this.#list('', realRoot);
    const rootDenied = this.#denied[0];
    if (rootDenied?.path === '') {
      throw new DossierError('input', {
        zh: `没有权限读取文件夹“${this.#root}”（${rootDenied.reason}）。请检查文件夹的访问权限后重试。`,
        en: `The folder "${this.#root}" can't be read (${rootDenied.reason}). Check its permissions and try again.`,
      });
    }
    const own = this.#resolve(basename(realRoot)) ?? this.#options.department;
    const office = entries.some(
      (e) => e.directory && !isHiddenFolder(e.name) && this.#resolve(e.name) !== null,
    );
    const ownUnits: UnitFolder[] = [];
    for (const entry of entries) {
      if (!entry.directory) {
        await this.#rootFile(entry, office ? null : own);
      } else if (isHiddenFolder(entry.name)) {
        if (entry.name === '__MACOSX') await this.#litterFolder(entry, realRoot);
      } else {
        await this.#rootFolder(entry, realRoot, office, own, ownUnits, 0);
      }
    }
    await this.#sniffAll();
    const layout = office || this.#departments.length > 0 ? 'office' : own ? 'department' : 'flat';
    if (ownUnits.length > 0 || layout === 'department') {
      this.#departments.unshift({
        path: '',
        name: basename(realRoot),
        department: layout === 'department' && own ? own : '',
        known: true,
        units: ownUnits,
      });
    }
    const byPath = <T extends { path: string }>(a: T, b: T) =>
      a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
    return {
      root: this.#root,
      layout,
      departments: this.#departments.sort(byPath),
      strays: this.#strays.sort(byPath),
      emptyFolders: this.#empty.sort(),
      deniedFolders: this.#denied.sort(byPath),
      files: this.#files.sort(byPath),
    };
  }

  async #checkRoot(): Promise<string> {
    try {
      const info = await stat(this.#root);
      if (!info.isDirectory()) {
        throw new DossierError('usage', {
          zh: `“${this.#root}”不是文件夹。请指定申报材料所在的文件夹。`,
          en: `"${this.#root}" is not a folder. Name the folder that holds the submissions.`,
        });
      }
      return await realpath(this.#root);
    } catch (cause) {
      if (cause instanceof DossierError) throw cause;
      throw new DossierError(
        'usage',
        {
          zh: `找不到文件夹“${this.#root}”（${systemReason(cause)}）。请检查路径是否写对。`,
          en: `The folder "${this.#root}" was not found (${systemReason(cause)}). Check the path.`,
        },
        { cause },
      );
    }
  }

  async #list(path: string, realRoot: string): Promise<Entry[]> {
    let raw: Dirent<Buffer>[];
    try {
      raw = await readdir(join(this.#root, path), { withFileTypes: true, encoding: 'buffer' });
    } catch (error) {
      this.#denied.push({ path, reason: systemReason(error) });
      return [];
    }
    const entries = await Promise.all(
      raw.map(async (item): Promise<Entry> => {
        const { name, valid } = decodeName(item.name);
        const at = path === '' ? name : `${path}/${name}`;
        if (valid) return this.#describe(item, name, at, realRoot);
        return { name, path: at, directory: item.isDirectory(), bytes: 0, denied: NAME_NOT_UTF8 };
      }),
    );
    return entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }

  async #describe(item: Dirent<Buffer>, name: string, path: string, realRoot: string): Promise<Entry> {
    const absolute = join(this.#root, path);
    try {
      if (item.isSymbolicLink()) {
        const target = await realpath(absolute);
        if (target !== realRoot && !target.startsWith(realRoot + sep)) {
          return { name, path, directory: false, bytes: 0, denied: LINK_OUTSIDE };
        }
      }
      const info = await stat(absolute);
      if (info.isFile()) return { name, path, directory: false, bytes: info.size, denied: null };
      const directory = info.isDirectory() && !item.isSymbolicLink();
      const denied = directory ? null : info.isDirectory() ? LINK_FOLDER : NOT_A_FILE;
      return { name, path, directory, bytes: 0, denied };
    } catch (error) {
      return { name, path, directory: item.isDirectory(), bytes: 0, denied: systemReason(error) };
    }
  }

  async #rootFile(entry: Entry, own: string | null): Promise<void> {
    const place: Place = { department: own, unit: null, unitFolder: null };
    if (/^dossier(?:\.ya?ml|-urls\.json)$/i.test(entry.name)) this.#add(entry, 'config', place);
    else if (isLitter(entry.name)) this.#add(entry, 'litter', place);
    else this.#add(entry, departmentRole(entry.name, this.#options.pack), place);
  }

  #resolve(name: string): string | null {
    return this.#options.resolveDepartment(name) ?? this.#options.resolveDepartment(bareDepartmentName(name));
  }

  async #rootFolder(
    entry: Entry,
    realRoot: string,
    office: boolean,
    own: string | null,
    ownUnits: UnitFolder[],
    depth: number,
  ): Promise<void> {
    const department = this.#resolve(entry.name);
    if (department !== null) {
      await this.#department(entry, department, realRoot);
      return;
    }
    const said = readUnitName(this.#options.pack, entry.name);
    const inside = depth < 2 && entry.denied === null ? await this.#peek(entry, realRoot) : [];
    if (inside.some((e) => e.directory && this.#resolve(e.name) !== null)) {
      // A wrapper, or a chapter above its departments.
      for (const child of inside) {
        if (child.directory) await this.#rootFolder(child, realRoot, true, own, ownUnits, depth + 1);
        else await this.#rootFile(child, null);
      }
      return;
    }
    const place: Place = { department: office ? null : own, unit: null, unitFolder: null };
    if (said === null && looksLikeDepartment(entry.name)) await this.#department(entry, entry.name, realRoot);
    else await this.#folder(entry, place, ownUnits, realRoot, 0);
  }

  /** Lists a folder without recording what is wrong with it: it is entered again. */
  async #peek(entry: Entry, realRoot: string): Promise<Entry[]> {
    const denials = this.#denied.length;
    const entries = await this.#list(entry.path, realRoot);
    this.#denied.length = denials;
    return entries;
  }

  async #department(entry: Entry, department: string, realRoot: string): Promise<void> {
    const units: UnitFolder[] = [];
    const known = this.#options.resolveDepartment(department) !== null;
    this.#departments.push({ path: entry.path, name: entry.name, department, known, units });
    const place: Place = { department, unit: null, unitFolder: null };
    const entries = await this.#enter(entry, realRoot);
    for (const child of entries) {
      if (child.directory) await this.#folder(child, place, units, realRoot, 0);
      else if (isLitter(child.name)) this.#add(child, 'litter', place);
      else this.#add(child, departmentRole(child.name, this.#options.pack), place);
    }
  }

  /** A folder below a department: a unit, a group of units, or neither. */
  async #folder(
    entry: Entry,
    place: Place,
    units: UnitFolder[],
    realRoot: string,
    depth: number,
    within: Chapter | null = null,
  ): Promise<void> {
    if (isHiddenFolder(entry.name)) {
      if (entry.name === '__MACOSX') await this.#litterFolder(entry, realRoot);
      return;
    }
    const { pack } = this.#options;
    const part = partOf(pack, entry.name) ?? within;
    const grouping = isHeading(pack, entry.name) || part !== within;
    const heading = grouping && this.#holdsUnits(await this.#peek(entry, realRoot), part);
    const said = heading ? null : readUnitName(pack, entry.name, within);
    if (said !== null && 'match' in said) {
      const { unit, by } = said.match;
      units.push({ path: entry.path, name: entry.name, unit: unit.key, department: place.department, by });
      await this.#unit(entry, { ...place, unit, unitFolder: entry.path }, realRoot);
      return;
    }
    const entries = await this.#enter(entry, realRoot);
    const holdsUnits = depth < 2 && this.#holdsUnits(entries, part);
    // A folder of its own for the 总结报告 or the 联络员名单: what lies there counts as lying beside the units.
    const beside = place.department !== null && depth === 0;
    const own = beside ? departmentRole(entry.name, pack) : 'stray';
    const assessed = beside && isAssessmentFolder(entry.name, pack);
    if ((own !== 'stray' || assessed) && entries.length > 0 && entries.every((e) => !e.directory)) {
      for (const child of entries) {
        const told = assessed ? departmentRole(child.name, pack) : own;
        this.#add(child, isLitter(child.name) ? 'litter' : told === 'stray' ? own : told, place);
      }
      return;
    }
    if (!holdsUnits) {
      const number = said !== null && 'number' in said ? said.number : null;
      this.#strays.push({ path: entry.path, name: entry.name, department: place.department, number });
    }
    for (const child of entries) {
      if (child.directory && holdsUnits) await this.#folder(child, place, units, realRoot, depth + 1, part);
      else if (child.directory) await this.#strayFiles(child, place, realRoot);
      else this.#add(child, isLitter(child.name) ? 'litter' : 'stray', place);
    }
  }

  #holdsUnits(entries: Entry[], within: Chapter | null): boolean {
    return entries.some((e) => {
      const inner = e.directory ? readUnitName(this.#options.pack, e.name, within) : null;
      return e.directory && ((inner !== null && 'match' in inner) || isHeading(this.#options.pack, e.name));
    });
  }

  async #strayFiles(entry: Entry, place: Place, realRoot: string): Promise<void> {
    for (const child of await this.#enter(entry, realRoot)) {
      if (child.directory) await this.#strayFiles(child, place, realRoot);
      else this.#add(child, isLitter(child.name) ? 'litter' : 'stray', place);
    }
  }

  async #litterFolder(entry: Entry, realRoot: string): Promise<void> {
    const place: Place = { department: null, unit: null, unitFolder: null };
    for (const child of await this.#enter(entry, realRoot)) {
      if (child.directory) await this.#litterFolder(child, realRoot);
      else this.#add(child, 'litter', place);
    }
  }

  async #unit(entry: Entry, place: Place & { unit: Unit }, realRoot: string): Promise<void> {
    const entries: Entry[] = [];
    for (const child of await this.#enter(entry, realRoot)) {
      // Three folders for the three parts: what lies in the first two counts as lying here.
      if (child.directory && isPartFolder(this.#options.pack, child.name)) {
        entries.push(...(await this.#enter(child, realRoot)));
      } else entries.push(child);
    }
    const files = entries.filter((e) => !e.directory && !isLitter(e.name));
    const catalogues = new Set(files.filter((e) => looksLikeCatalogue(e.name, place.unit)));
    const rest = files.filter((e) => !catalogues.has(e));
    let statements = new Set(rest.filter((e) => looksLikeStatement(e.name, place.unit)));
    // PDFs that are called 情况说明 beside a Word one of another name are evidence (a higher level's, another's).
    const words = [...statements].filter((e) => splitName(e.name).extension !== 'pdf');
    const exact = [...statements].filter((e) => isPrescribedTitle(splitName(e.name).stem, place.unit));
    if (words.length > 0 || exact.length > 0) {
      const wordStems = new Set(words.map((e) => splitName(e.name).stem));
      const twin = (stem: string) => wordStems.has(stem) || isPrescribedTitle(stem, place.unit);
      statements = new Set(
        [...statements].filter((e) => splitName(e.name).extension !== 'pdf' || twin(splitName(e.name).stem)),
      );
    }
    if (statements.size === 0) {
      const candidates = rest.filter((e) => couldBeStatement(e.name));
      if (candidates.length === 1 && candidates[0]) statements.add(candidates[0]);
    }
    for (const child of entries) {
      if (child.directory) {
        if (isHiddenFolder(child.name)) {
          if (child.name === '__MACOSX') await this.#litterFolder(child, realRoot);
        } else await this.#evidenceFolder(child, place, realRoot);
      } else if (isLitter(child.name)) this.#add(child, 'litter', place);
      else if (catalogues.has(child)) this.#add(child, 'catalogue', place);
      else if (statements.has(child)) this.#add(child, 'statement', place);
      else this.#add(child, 'evidence', place);
    }
  }

  async #evidenceFolder(entry: Entry, place: Place, realRoot: string): Promise<void> {
    for (const child of await this.#enter(entry, realRoot)) {
      if (child.directory && !isHiddenFolder(child.name)) await this.#evidenceFolder(child, place, realRoot);
      else if (!child.directory) this.#add(child, isLitter(child.name) ? 'litter' : 'evidence', place);
    }
  }

  async #enter(entry: Entry, realRoot: string): Promise<Entry[]> {
    if (entry.denied !== null) {
      this.#denied.push({ path: entry.path, reason: entry.denied });
      return [];
    }
    const denials = this.#denied.length;
    const entries = await this.#list(entry.path, realRoot);
    if (entries.length === 0 && this.#denied.length === denials) this.#empty.push(entry.path);
    return entries;
  }

  #add(entry: Entry, role: Role, place: Place): void {
    this.#files.push({
      path: entry.path,
      name: entry.name,
      extension: splitName(entry.name).extension,
      bytes: entry.bytes,
      signature: entry.denied === null && entry.bytes === 0 && sniffed(role) ? 'empty' : 'unknown',
      role,
      department: place.department,
      unit: place.unit?.key ?? null,
      unitFolder: place.unitFolder,
      denied: entry.denied,
    });
  }

  /** First bytes are looked at when the walk is done, many files at a time: a disk answers sooner than it is asked. */
  async #sniffAll(): Promise<void> {
    const queue = this.#files.filter((f) => f.denied === null && f.bytes > 0 && sniffed(f.role));
    const open = queue.values();
    const lane = async () => {
      for (const file of open) {
        try {
          file.signature = await this.#options.sniff(join(this.#root, file.path));
        } catch (error) {
          file.denied = systemReason(error);
        }
      }
    };
    await Promise.all(Array.from({ length: 32 }, lane));
  }
}
