/** Keeps the names of classified files out of every finding, whichever rule speaks. */
import { createHash } from 'node:crypto';
import type { Args, Fact, Finding } from '../model/finding.js';
import { foldName } from '../model/fold.js';
import { splitMaterialNumber, splitName } from '../model/name.js';
import type { Pack } from '../model/pack.js';
import { withoutPersonalNumbers } from '../model/personal.js';
import { nameMark, withoutMark } from '../model/secrecy.js';

const MASK = '***';
/** A name that says nothing of what a file is about. */
const GENERIC = /^(?:证明|印证|佐证|申报|支撑)?材料(?:目录|清单)$/;

/**
 * A file that no output may name, told by digests alone: what was found can be kept and handed on, and only who knows
 * the name already can recognise it.
 */
export interface Concealed {
  /** SHA-256 (hex) of the inventory path. */
  path: string;
  /** Names that would tell what it is about. */
  names: NameDigest[];
  /** SHA-256 of what its lock file may be called. */
  locks: string[];
}

interface NameDigest {
  /** UTF-16 units of the folded name. */
  length: number;
  /** Quick to compute: most texts are told apart by it. */
  sum: number;
  sha256: string;
}

export class Concealment {
  /** By {@link Concealed.path}. */
  readonly #files = new Map<string, Concealed>();
  /** By length and sum. */
  readonly #names = new Map<number, Map<number, Set<string>>>();
  /** Word's lock file has ~$ in place of the name's first two characters, of one where the name is short. */
  readonly #locks = new Set<string>();

  /** @param path of a file. @param pack its prescribed titles may be told. */
  add(path: string, pack: Pack): void {
    const names = namesOf(path);
    const titles = pack.units.flatMap((unit) =>
      [unit.name, ...unit.statements.map((s) => s.name)].map(foldName),
    );
    const telling = [...new Set(names.map(foldName))].filter((name) => isTelling(name, titles));
    this.take({
      path: sha256(path),
      names: telling.map((name) => ({
        length: name.length,
        sum: sumOf(name, 0, name.length),
        sha256: sha256(name),
      })),
      locks: names
        .flatMap((name) => [1, 2].filter((lost) => name.length > lost).map((lost) => [...name].slice(lost)))
        .map((rest) => sha256(foldName(`~$${rest.join('')}`))),
    });
  }

  /** What was found elsewhere. */
  take(concealed: Concealed): void {
    this.#files.set(concealed.path, concealed);
    for (const lock of concealed.locks) this.#locks.add(lock);
    for (const { length, sum, sha256 } of concealed.names) {
      const bySum = this.#names.get(length) ?? new Map<number, Set<string>>();
      this.#names.set(length, bySum.set(sum, (bySum.get(sum) ?? new Set()).add(sha256)));
    }
  }

  get all(): Concealed[] {
    return [...this.#files.values()];
  }

  hides(path: string): boolean {
    return this.#files.size > 0 && this.#files.has(sha256(path));
  }

  /** Facts of other files: what a concealed one says is compared with nothing. */
  withoutFacts(facts: Record<string, Fact[]>): Record<string, Fact[]> {
    if (this.#files.size === 0) return facts;
    return Object.fromEntries(
      Object.entries(facts).map(([rule, of]) => [rule, of.filter((fact) => !this.hides(fact.path))]),
    );
  }

  /**
   * The finding as it may be told: null where it speaks of a concealed file; otherwise any name in it that bears a
   * mark itself (an empty folder's, a stray one's) is masked, and so are the numbers of persons.
   */
  applied(finding: Finding): Finding | null {
    if (this.hides(finding.path)) return null;
    const values = Object.values(finding.args).filter((value) => typeof value === 'string');
    if (values.some((value) => this.#tells(value)) || this.#isLock(lastOf(finding.path))) return null;
    const path = finding.path.split('/').map(shown).join('/');
    const args: Args = {};
    for (const [key, value] of Object.entries(finding.args))
      args[key] = typeof value === 'string' ? shown(value) : value;
    return { ...finding, path, args };
  }

  #tells(value: string): boolean {
    if (this.#isLock(value)) return true;
    if (this.#names.size === 0) return false;
    const text = foldName(value);
    for (const [length, bySum] of this.#names) {
      for (let start = 0; start + length <= text.length; start += 1) {
        const names = bySum.get(sumOf(text, start, length));
        if (names?.has(sha256(text.slice(start, start + length)))) return true;
      }
    }
    return false;
  }

  #isLock(name: string): boolean {
    return name.startsWith('~$') && this.#locks.has(sha256(foldName(splitName(name).stem)));
  }
}

/** A mere number, a few letters or what the list prescribes tells nothing. */
function isTelling(name: string, titles: string[]): boolean {
  if (name.length < 4 || !/\D/.test(name) || GENERIC.test(name)) return false;
  return !titles.some((title) => title.includes(name));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** FNV-1a over UTF-16 units, 32 bits. */
function sumOf(text: string, start: number, length: number): number {
  let sum = 0x811c9dc5;
  for (let at = start; at < start + length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
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
