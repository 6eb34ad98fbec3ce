/** Keeps the names of classified files out of every finding, whichever rule speaks. */
import type { Args, Fact, Finding } from '../model/finding.js';
import { foldName } from '../model/fold.js';
import type { InventoryFile } from '../model/inventory.js';
import { splitMaterialNumber, splitName } from '../model/name.js';
import type { Pack } from '../model/pack.js';
import { withoutPersonalNumbers } from '../model/personal.js';
import { nameMark, withoutMark } from '../model/secrecy.js';

const MASK = '***';
/** A name that says nothing of what a file is about. */
const GENERIC = /^(?:证明|印证|佐证|申报|支撑)?材料(?:目录|清单)$/;

export class Concealment {
  readonly #files: readonly InventoryFile[];
  /** Inventory paths. */
  readonly #paths = new Set<string>();
  readonly #names = new Set<string>();
  /** Word's lock file has ~$ in place of the name's first two characters, of one where the name is short. */
  readonly #locks = new Set<string>();
  /** Titles that the list itself prescribes: they may be told. */
  readonly #public: string[];

  constructor(pack: Pack, files: readonly InventoryFile[]) {
    this.#files = files;
    this.#public = pack.units.flatMap((unit) =>
      [unit.name, ...unit.statements.map((s) => s.name)].map(foldName),
    );
  }

  /** @param path a file, or a folder with all that is in it */
  add(path: string): void {
    const inside = this.#files.filter((f) => f.path.startsWith(`${path}/`));
    for (const concealed of inside.length > 0 ? inside.map((f) => f.path) : [path]) {
      if (this.#paths.has(concealed)) continue;
      this.#paths.add(concealed);
      const names = namesOf(concealed);
      for (const name of names.map(foldName)) if (this.#isTelling(name)) this.#names.add(name);
      for (const name of names)
        for (const lost of [1, 2])
          if (name.length > lost) this.#locks.add(foldName(`~$${[...name].slice(lost).join('')}`));
    }
  }

  get paths(): string[] {
    return [...this.#paths];
  }

  /** Facts of other files: what a concealed one says is compared with nothing. */
  withoutFacts(facts: Record<string, Fact[]>): Record<string, Fact[]> {
    if (this.#paths.size === 0) return facts;
    return Object.fromEntries(
      Object.entries(facts).map(([rule, of]) => [rule, of.filter((fact) => !this.#paths.has(fact.path))]),
    );
  }

  /**
   * The finding as it may be told: null where it speaks of a concealed file; otherwise any name in it that bears a
   * mark itself (an empty folder's, a stray one's) is masked, and so are the numbers of persons.
   */
  applied(finding: Finding): Finding | null {
    if (this.#paths.has(finding.path)) return null;
    const values = Object.values(finding.args).filter((value) => typeof value === 'string');
    if (values.some((value) => this.#tells(value)) || this.#isLock(lastOf(finding.path))) return null;
    const path = finding.path.split('/').map(shown).join('/');
    const args: Args = {};
    for (const [key, value] of Object.entries(finding.args))
      args[key] = typeof value === 'string' ? shown(value) : value;
    return { ...finding, path, args };
  }

  #tells(value: string): boolean {
    const text = foldName(value);
    if (this.#isLock(value)) return true;
    for (const name of this.#names) if (text.includes(name)) return true;
    return false;
  }

  #isLock(name: string): boolean {
    return name.startsWith('~$') && this.#locks.has(foldName(splitName(name).stem));
  }

  /** A mere number, a few letters or what the list prescribes tells nothing. */
  #isTelling(name: string): boolean {
    if (name.length < 4 || !/\D/.test(name) || GENERIC.test(name)) return false;
    return !this.#public.some((title) => title.includes(name));
  }
}

function shown(name: string): string {
  return nameMark(name) ? MASK : withoutPersonalNumbers(name);
}

/** The file's name without its extension, also without its number and its mark. */
function namesOf(path: string): string[] {
  const { stem } = splitName(lastOf(path));
  const { rest } = splitMaterialNumber(stem);
  return [...new Set([stem, rest, withoutMark(rest)])];
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
