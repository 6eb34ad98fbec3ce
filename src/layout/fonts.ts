/**
 * The five roles of GB/T 9704 and the faces that play them: measuring, finding a face that has a character,
 * and bookkeeping of the characters used, so that `pdf` embeds what is needed and no more.
 * Does not touch the disk: sources bring their bytes.
 */
import { Face, type FaceSource, type SubsetFont, subsetFace } from './face.js';
import type { Cutter } from './harfbuzz.js';
import type { FontRole } from './page.js';
import { type StandIn, standIn } from './standins.js';

export type { FaceFile, FaceSource, SubsetFont } from './face.js';
export { FontError } from './sfnt.js';

export const FONT_ROLES: readonly FontRole[] = ['fangsong', 'hei', 'kai', 'biaosong', 'song'];

/** Whose face steps in where a role's own lacks a character: the nearest in look first. */
const FALLBACK: Record<FontRole, FontRole[]> = {
  fangsong: ['song', 'kai', 'hei', 'biaosong'],
  kai: ['fangsong', 'song', 'hei', 'biaosong'],
  song: ['fangsong', 'kai', 'hei', 'biaosong'],
  hei: ['kai', 'fangsong', 'biaosong', 'song'],
  biaosong: ['kai', 'fangsong', 'song', 'hei'],
};

/** Letters, digits and the marks among them: what {@link FaceSource.latin} may take over. */
const LATIN = /[\u0020-\u007e\u00c0-\u024f]/;

export interface RoleRun {
  role: FontRole;
  text: string;
}

export interface FontSet {
  /** Width in pt of a text set in a role at a size in pt, fallbacks included. */
  measure(role: FontRole, text: string, size: number): number;
  /** Advance in em of a character in the face that will draw it. */
  advance(role: FontRole, codePoint: number): number;
  /** Whether the role's own face has it. */
  has(role: FontRole, codePoint: number): boolean;
  /** What is to be drawn for a character that no face has; null for one that a face has. */
  standIn(codePoint: number): StandIn | null;
  /** The text cut into runs, each in the role whose face has its characters. */
  runs(role: FontRole, text: string): RoleRun[];
  /** Notes that the characters are drawn in the role, so that its subset has them. Every text on a page must pass here. */
  use(role: FontRole, text: string): void;
  /** The role's font with the characters noted so far, or with these code points alone. */
  subset(role: FontRole, only?: ReadonlySet<number>): Promise<SubsetFont>;
  /** Roles of which characters were used. */
  usedRoles(): FontRole[];
  /**
   * Characters asked for that no face has, rising. Set text shows a box for them; those with a kin that is as good
   * (☐ drawn as □) are not among them.
   */
  missing(): number[];
  /** What plays each role, for the manifest; `from` is package and file (folder, for a face in slices) or the path named. */
  describe(): { role: FontRole; name: string; licence: string; from: string; weight: number | null }[];
}

/** @throws {FontError} if the bytes are no font that text can be measured with. */
export function checkFont(bytes: Uint8Array): void {
  new Face({ name: '', licence: '', files: [{ path: '', read: () => bytes }] }).open();
}

/**
 * Two roles with the same source share a face. What ships with the tool is read when a character asks for it; what the
 * user named is read at once.
 * @param cutter starts what cuts the subset of one face
 * @throws {FontError} if a file that the user named is no usable font.
 */
export async function loadFonts(
  sources: Record<FontRole, FaceSource>,
  cutter: () => Cutter,
): Promise<FontSet> {
  const loaded = new Map<FaceSource, Face>();
  const faces = new Map<FontRole, Face>();
  for (const role of FONT_ROLES) {
    const source = sources[role];
    const face = loaded.get(source) ?? new Face(source);
    if (source.licence === '' && !loaded.has(source)) face.open();
    loaded.set(source, face);
    faces.set(role, face);
  }
  return new Fonts(faces, cutter);
}

class Fonts implements FontSet {
  readonly #faces: ReadonlyMap<FontRole, Face>;
  readonly #cutter: () => Cutter;
  readonly #used = new Map<FontRole, Set<number>>();
  readonly #missing = new Set<number>();
  readonly #standIns = new Map<number, StandIn | null>();
  /** The used characters only grow, so their number tells whether a subset is still complete. */
  readonly #subsets = new Map<FontRole, { size: number; font: Promise<SubsetFont> }>();

  constructor(faces: ReadonlyMap<FontRole, Face>, cutter: () => Cutter) {
    this.#faces = faces;
    this.#cutter = cutter;
  }

  #face(role: FontRole): Face {
    const face = this.#faces.get(role);
    if (!face) throw new Error(`no face for role ${role}`);
    return face;
  }

  /** The role whose face draws the character; the role itself if none has it. */
  #drawer(role: FontRole, code: number): FontRole {
    const latin = this.#face(role).source.latin;
    if (latin && LATIN.test(String.fromCodePoint(code)) && this.has(latin, code)) return latin;
    if (this.has(role, code)) return role;
    return FALLBACK[role].find((other) => this.has(other, code)) ?? role;
  }

  has(role: FontRole, codePoint: number): boolean {
    return this.#face(role).has(codePoint);
  }

  standIn(codePoint: number): StandIn | null {
    let known = this.#standIns.get(codePoint);
    if (known === undefined) {
      known = standIn(String.fromCodePoint(codePoint), (code) =>
        FONT_ROLES.some((role) => this.has(role, code)),
      );
      this.#standIns.set(codePoint, known);
    }
    return known;
  }

  advance(role: FontRole, codePoint: number): number {
    return this.#face(this.#drawer(role, codePoint)).advance(codePoint);
  }

  measure(role: FontRole, text: string, size: number): number {
    let width = 0;
    for (const char of text) width += this.advance(role, char.codePointAt(0) ?? 0);
    return width * size;
  }

  runs(role: FontRole, text: string): RoleRun[] {
    const runs: RoleRun[] = [];
    for (const char of text) {
      const drawer = this.#drawer(role, char.codePointAt(0) ?? 0);
      const last = runs.at(-1);
      if (last?.role === drawer) last.text += char;
      else runs.push({ role: drawer, text: char });
    }
    return runs;
  }

  use(role: FontRole, text: string): void {
    const used = this.#used.get(role) ?? new Set<number>();
    this.#used.set(role, used);
    for (const char of text) {
      const code = char.codePointAt(0) ?? 0;
      used.add(code);
      if (!this.has(this.#drawer(role, code), code)) this.#missing.add(code);
    }
  }

  subset(role: FontRole, only?: ReadonlySet<number>): Promise<SubsetFont> {
    const codes = [...(only ?? this.#used.get(role) ?? [])].sort((a, b) => a - b);
    const known = this.#subsets.get(role);
    if (only === undefined && known?.size === codes.length) return known.font;
    const font = Promise.resolve(
      subsetFace(
        this.#face(role),
        codes.filter((code) => this.has(role, code)),
        codes.filter((code) => !this.has(role, code)),
        this.#cutter(),
      ),
    );
    if (only === undefined) this.#subsets.set(role, { size: codes.length, font });
    return font;
  }

  usedRoles(): FontRole[] {
    return FONT_ROLES.filter((role) => (this.#used.get(role)?.size ?? 0) > 0);
  }

  missing(): number[] {
    return [...this.#missing].sort((a, b) => a - b);
  }

  describe(): ReturnType<FontSet['describe']> {
    return FONT_ROLES.map((role) => {
      const { name, licence, files, weight } = this.#face(role).source;
      const [first] = files;
      // Slices of one face lie in one folder of one package.
      const from = files.length > 1 ? first?.path.replace(/\/[^/]*$/, '') : first?.path;
      return { role, name, licence, from: from ?? '', weight: weight ?? null };
    });
  }
}
