/**
 * dossier.yaml → Config, in two steps: read it to learn the pack, then resolve its names with that pack.
 * Knows no rule: whether a waiver's rule exists is for `check` to say.
 */
import { basename, dirname, join, resolve } from 'node:path';
import { type Complaint, DossierError } from '../model/error.js';
import type { Pack } from '../model/pack.js';
import type { Config, Waiver } from '../model/workspace.js';
import { nearestDepartment, resolveDepartment } from './departments.js';
import { defaultPackId, isFile, resolvePack } from './home.js';
import { inputError, loadPack } from './load.js';
import { NO_RECORDS, resolveRecords, type WrittenRecords } from './records.js';
import { checkSchema } from './schema.js';
import { SelectionError, selectUnits } from './units.js';
import { type DataPath, readYaml, type YamlFile } from './yaml-file.js';

/** What the command line says over the folder's own settings. */
export interface ConfigOverride {
  /** `--config`: this file instead of the folder's dossier.yaml. */
  config?: string;
  /** `--pack`: id or path, instead of the file's `pack`. */
  pack?: string;
  /** Ids of all rules, where they are known: the pack may weigh no other. */
  rules?: readonly string[];
}

/** dossier.yaml as it is written; names are not resolved yet. */
export interface WrittenConfig extends WrittenRecords {
  pack?: string;
  region?: string;
  applicant?: string;
  compiler?: string;
  window?: { from?: string; to?: string };
  departments?: string[];
  units?: (number | string)[];
  waivers: (Pick<Waiver, 'rule' | 'reason' | 'approver' | 'expires'> & {
    unit?: number | string;
    department?: string;
    path?: string;
  })[];
}

/** A settings file that passed its schema; `file` is null where there is none. */
export interface ReadConfig {
  file: YamlFile | null;
  data: WrittenConfig;
  /** Folder of the pack that it, or the command line, names. */
  packDir: string;
}

/**
 * The settings of an evidence folder and the pack they name.
 * A single department's folder without settings of its own takes those of the folder above it.
 * @param folder the evidence folder
 * @throws DossierError 'input' with every complaint about dossier.yaml or the pack; 'usage' for a pack or
 * settings file that is not there
 */
export async function loadConfig(
  folder: string,
  override: ConfigOverride = {},
): Promise<{ config: Config; pack: Pack; packDir: string }> {
  const own = override.config ?? (await configIn(folder));
  if (own === null) {
    const above = await configIn(dirname(resolve(folder)));
    if (above !== null) {
      const read = await readConfig(above, override);
      const pack = await loadPack(read.packDir, override.rules);
      // Any other folder that merely lies beside a dossier.yaml is none of its business.
      if (resolveDepartment(pack, basename(resolve(folder))) !== null) {
        return { config: resolveConfig(read, pack), pack, packDir: read.packDir };
      }
    }
  }
  const read = await readConfig(own, override);
  const pack = await loadPack(read.packDir, override.rules);
  return { config: resolveConfig(read, pack), pack, packDir: read.packDir };
}

/**
 * The dossier.yaml (or .yml) of a folder; null if there is none.
 * @throws DossierError 'usage' where both stand there
 */
export async function configIn(folder: string): Promise<string | null> {
  const [yaml, yml] = [join(folder, 'dossier.yaml'), join(folder, 'dossier.yml')];
  const there = [await isFile(yaml), await isFile(yml)];
  if (there[0] && there[1]) {
    throw new DossierError('usage', {
      zh: `${folder} 中同时有 dossier.yaml 和 dossier.yml，请只保留一个`,
      en: `${folder} holds both dossier.yaml and dossier.yml; keep one`,
    });
  }
  return there[0] ? yaml : there[1] ? yml : null;
}

/**
 * First step: reads and validates, and finds the pack.
 * @param path the settings file; null for the defaults
 * @throws DossierError 'input' with all complaints; 'usage' where the file, or the pack given in `override`, is missing
 */
export async function readConfig(path: string | null, override: ConfigOverride = {}): Promise<ReadConfig> {
  if (path === null) {
    const packDir = await resolvePack(override.pack ?? defaultPackId);
    return { file: null, data: { waivers: [], ...NO_RECORDS }, packDir };
  }
  if (!(await isFile(path))) {
    throw new DossierError('usage', {
      zh: `找不到设置文件 ${path}`,
      en: `There is no settings file ${path}`,
    });
  }
  const file = await readYaml(path);
  // An empty file, or one of comments only, says nothing: the defaults.
  if (file.data === null) return { ...(await readConfig(null, override)), file };
  const complaints = [...file.syntax];
  if (file.data !== undefined) {
    complaints.push(...checkSchema('dossier', file).map(({ complaint }) => complaint));
  }
  if (complaints.length > 0) throw settingsError(file, complaints);
  const data = file.data as WrittenConfig;
  if (override.pack !== undefined) return { file, data, packDir: await resolvePack(override.pack) };
  return { file, data, packDir: await packOf(file, data) };
}

async function packOf(file: YamlFile, { pack = defaultPackId }: WrittenConfig): Promise<string> {
  try {
    return await resolvePack(pack, dirname(resolve(file.path)));
  } catch (error) {
    if (!(error instanceof DossierError)) throw error;
    throw settingsError(file, [file.complain(['pack'], { zh: error.zh, en: error.en })]);
  }
}

/**
 * Second step: aliases become canonical names, selections become unit keys, gaps become the pack's values.
 * @throws DossierError 'input' with all complaints
 */
export function resolveConfig({ file, data }: ReadConfig, pack: Pack): Config {
  const complaints: Complaint[] = [];
  const names = new Names(file, pack, complaints);
  const window = {
    from: data.window?.from ?? pack.window.from,
    to: data.window?.to ?? pack.window.to,
  };
  if (file && window.from > window.to) {
    complaints.push(
      file.complain(['window', data.window?.from === undefined ? 'to' : 'from'], {
        zh: `起始日期 ${window.from} 晚于截止日期 ${window.to}`,
        en: `The window starts on ${window.from}, after its end on ${window.to}`,
      }),
    );
  }
  const departments = data.departments?.flatMap(
    (name, i) => names.department(name, ['departments', i]) ?? [],
  );
  const units = data.units?.flatMap((unit, i) => names.units(unit, ['units', i]));
  const waivers = data.waivers.map((waiver, i): Waiver => {
    const at = ['waivers', i];
    const { rule, reason, approver, expires, path = null } = waiver;
    return {
      rule,
      unit: waiver.unit === undefined ? null : names.oneUnit(waiver.unit, [...at, 'unit']),
      department:
        waiver.department === undefined ? null : names.department(waiver.department, [...at, 'department']),
      path: path?.replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/+$/, '') ?? null,
      reason,
      approver,
      expires,
      line: file?.complain(at, { zh: '', en: '' }).line ?? 1,
    };
  });
  const records = resolveRecords(data, pack, {
    department: (name, at) => names.department(name, at),
    say: (at, words) => {
      if (file) complaints.push(file.complain(at, words));
    },
    lineOf: (at) => file?.complain(at, { zh: '', en: '' }).line ?? 1,
  });
  if (file && complaints.length > 0) throw settingsError(file, complaints);
  return {
    path: file?.path ?? null,
    pack: pack.id,
    region: data.region ?? pack.region,
    ...(data.applicant === undefined ? {} : { applicant: data.applicant }),
    ...(data.compiler === undefined ? {} : { compiler: data.compiler }),
    window,
    departments: departments
      ? inOrder(
          departments,
          pack.departments.map(({ name }) => name),
        )
      : null,
    units: units
      ? inOrder(
          units,
          pack.units.map(({ key }) => key),
        )
      : null,
    waivers,
    ...records,
  };
}

/** Resolves names of dossier.yaml and collects what can't be resolved. */
class Names {
  readonly #file: YamlFile | null;
  readonly #pack: Pack;
  readonly #complaints: Complaint[];

  constructor(file: YamlFile | null, pack: Pack, complaints: Complaint[]) {
    this.#file = file;
    this.#pack = pack;
    this.#complaints = complaints;
  }

  department(name: string, at: DataPath): string | null {
    const found = resolveDepartment(this.#pack, name);
    if (found === null) {
      const guess = nearestDepartment(this.#pack.departments, name);
      const all = this.#pack.departments.map((department) => department.name);
      this.#say(at, {
        zh: `任务清单里没有单位“${name}”，${guess === null ? `现有：${all.join('、')}` : `是不是“${guess}”？`}`,
        en: `No department "${name}"${guess === null ? `; there are: ${all.join(', ')}` : `; did you mean "${guess}"?`}`,
      });
    }
    return found;
  }

  units(unit: number | string, at: DataPath): string[] {
    try {
      return selectUnits(this.#pack, String(unit));
    } catch (error) {
      if (!(error instanceof SelectionError)) throw error;
      this.#say(at, { zh: error.zh, en: error.en });
      return [];
    }
  }

  oneUnit(unit: number | string, at: DataPath): string | null {
    const found = this.units(unit, at);
    if (found.length > 1) {
      this.#say(at, {
        zh: `一条豁免只能写一个申报单元，“${unit}”指 ${found.join('、')}`,
        en: `A waiver takes one unit; "${unit}" means ${found.join(', ')}`,
      });
    }
    return found[0] ?? null;
  }

  #say(at: DataPath, words: { zh: string; en: string }): void {
    if (this.#file) this.#complaints.push(this.#file.complain(at, words));
  }
}

function settingsError(file: YamlFile, complaints: Complaint[]): DossierError {
  return inputError(`设置文件 ${file.path} `, file.path, complaints);
}

/** Each once, in the pack's order, so that the order somebody typed never changes an output. */
function inOrder(found: string[], order: string[]): string[] {
  return order.filter((name) => found.includes(name));
}
