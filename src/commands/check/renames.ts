/**
 * Which names `check --fix` mends. Pure: a workspace in, renames out. Only what is certain: a name's words are changed
 * to what the task list or the catalogue has and to nothing else, and no file loses the entry that names it.
 */
import type { CatalogueEntry } from '../../model/document.js';
import { foldName } from '../../model/fold.js';
import type { InventoryFile } from '../../model/inventory.js';
import { splitMaterialNumber, splitName } from '../../model/name.js';
import type { StatementPart, Submission, Workspace } from '../../model/workspace.js';
import { pairMaterials } from '../../workspace/index.js';
import { mendedFileName, mendedFolderName } from './mended.js';

export interface Rename {
  /** Inventory path. Those of what is in a folder come before the folder's own. */
  from: string;
  /** The new last part of the path. */
  name: string;
  /** `title`: as prescribed; `catalogue`: as the entry has it; `name`: without slips. */
  why: 'title' | 'catalogue' | 'name';
  /** Why it is not to be done: the name is taken, the catalogue would lose the file, or a waiver its subject. */
  blocked: 'exists' | 'unpaired' | 'waived' | null;
}

/** (1) and 副本, as Windows, browsers and chat programmes append them. */
const COPY_MARK = /\s*(?:[-—_ ]\s*副本)?\s*(?:\(\d{1,2}\))?$/;

const MENDED = new Set([
  'statement',
  'catalogue',
  'evidence',
  'summary-report',
  'self-assessment',
  'self-assessment-report',
  'liaison-form',
  'prescribed-form',
]);

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Names that are one on Windows and macOS. */
function sameOnDisk(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function extensionOf(name: string): string {
  return name.slice(splitName(name).stem.length);
}

/**
 * The prescribed name, where the document itself bears the title; or where it is called no more than 情况说明 and
 * there is one of each. A document with another heading may be the wrong one: its name is what gives that away.
 */
function titleOf(part: StatementPart, submission: Submission, { pack }: Workspace): string | null {
  const title = part.prescribed?.title ?? null;
  if (title === null) return null;
  const { stem } = splitName(mendedFileName(part.file.name));
  const bare = foldName(splitMaterialNumber(stem).rest);
  if (bare === foldName(title) || foldName(stem) === foldName(title)) return null;
  const headed = part.firstParagraph !== null && foldName(part.firstParagraph) === foldName(title);
  const only =
    part.firstParagraph === null &&
    submission.unit.statements.length === 1 &&
    submission.statements.length === 1 &&
    bare === foldName(pack.defaults.partNames.statement);
  return headed || only ? mendedFileName(`${title}${extensionOf(mendedFileName(part.file.name))}`) : null;
}

/** Which entry has which file, by the file's path. */
function pairsOf(submission: Submission, names: ReadonlyMap<string, string>) {
  const called = (file: InventoryFile) => ({ ...file, name: names.get(file.path) ?? file.name });
  const others = [...submission.statements.map((s) => s.file), ...submission.catalogues];
  const { materials, listedOthers } = pairMaterials(
    submission.catalogue,
    submission.evidence.map(called),
    others.map(called),
  );
  const pairs = new Map<CatalogueEntry, string>();
  for (const { entry, file } of materials) if (entry && file) pairs.set(entry, file.path);
  return { pairs, listedOthers };
}

/** A submission's files, one after the other, each judged with the new names of those before. */
function* inSubmission(submission: Submission, workspace: Workspace): Generator<Rename> {
  const names = new Map<string, string>();
  let now = pairsOf(submission, names);
  const has = (path: string) => [...now.pairs.values()].includes(path);
  const called = (path: string, name: string) => pairsOf(submission, new Map([...names, [path, name]]));
  const keeps = (after: typeof now) =>
    [...now.pairs].every(([entry, file]) => after.pairs.get(entry) === file) &&
    [...now.listedOthers].every((file) => after.listedOthers.has(file));
  const titles = new Map(
    submission.statements.map((part) => [part.file.path, titleOf(part, submission, workspace)] as const),
  );
  const files = [
    ...submission.statements.map((s) => s.file),
    ...submission.catalogues,
    ...submission.evidence,
  ];
  for (const file of files) {
    if (file.denied !== null) continue;
    const title = titles.get(file.path) ?? null;
    let why: Rename['why'] = title === null ? 'name' : 'title';
    let name = title ?? mendedFileName(file.name);
    const bare = `${splitName(name).stem.replace(COPY_MARK, '')}${extensionOf(name)}`;
    if (file.role === 'evidence' && bare !== name && !has(file.path)) {
      const after = called(file.path, bare);
      // The entry that it is for has no file yet: nothing else can be meant.
      if (keeps(after) && [...after.pairs.values()].includes(file.path)) {
        name = bare;
        why = 'catalogue';
      }
    }
    if (name === file.name) continue;
    const after = called(file.path, name);
    const kept = keeps(after);
    if (kept) {
      names.set(file.path, name);
      now = after;
    }
    yield { from: file.path, name, why, blocked: kept ? null : 'unpaired' };
  }
}

/** Folders on the way to files in scope, deepest first. */
function* folders(files: readonly InventoryFile[]): Generator<Rename> {
  const paths = new Set<string>();
  for (const { path } of files) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
      paths.add(path.slice(0, at));
  }
  const deepest = [...paths].sort((a, b) => b.split('/').length - a.split('/').length || (a < b ? -1 : 1));
  for (const from of deepest) {
    const name = mendedFolderName(nameOf(from));
    if (name !== nameOf(from)) yield { from, name, why: 'name', blocked: null };
  }
}

/** @returns in the order in which they can be done; blocked ones among them, to be told of */
export function planRenames(workspace: Workspace): Rename[] {
  const { inventory, scope } = workspace;
  const files = inventory.files.filter(
    (f) =>
      MENDED.has(f.role) &&
      f.denied === null &&
      (f.unit === null || scope.units.includes(f.unit)) &&
      (f.department === null || scope.departments.includes(f.department)),
  );
  const ofUnits = workspace.units.flatMap((work) =>
    work.submissions.flatMap((submission) => [...inSubmission(submission, workspace)]),
  );
  const seen = new Set(
    workspace.units.flatMap(({ submissions }) =>
      submissions.flatMap((s) => [
        ...s.statements.map((part) => part.file.path),
        ...[...s.catalogues, ...s.evidence].map((file) => file.path),
      ]),
    ),
  );
  const ofDepartments = files
    .filter((f) => !seen.has(f.path))
    .map((f): Rename => ({ from: f.path, name: mendedFileName(f.name), why: 'name', blocked: null }))
    .filter(({ from, name }) => name !== nameOf(from));
  const wanted = [...ofUnits, ...ofDepartments].sort((a, b) => (a.from < b.from ? -1 : 1));
  const { waivers } = workspace.config;
  const waived = ({ from }: Rename) =>
    waivers.some(({ path }) => path !== null && (path === from || path.startsWith(`${from}/`)));
  const free = [...wanted, ...folders(files)].map(
    (r): Rename => (waived(r) ? { ...r, blocked: 'waived' } : r),
  );
  return unclashed(free, workspace);
}

/** Blocks what would meet another name in its folder, an old one or a new. */
function unclashed(renames: readonly Rename[], { inventory }: Workspace): Rename[] {
  const taken = new Map<string, number>();
  const count = (path: string, by: 1 | -1) =>
    taken.set(sameOnDisk(path), (taken.get(sameOnDisk(path)) ?? 0) + by);
  const paths = new Set<string>();
  const leaves = [
    ...inventory.files.map((f) => f.path),
    ...inventory.emptyFolders,
    ...inventory.deniedFolders.map((f) => f.path),
    ...inventory.strays.map((f) => f.path),
  ];
  for (const path of leaves) {
    for (let at = path.length; at > 0; at = path.lastIndexOf('/', at - 1)) paths.add(path.slice(0, at));
  }
  for (const path of paths) count(path, 1);
  return renames.map((rename) => {
    if (rename.blocked !== null) return rename;
    const target = parentOf(rename.from) + rename.name;
    count(rename.from, -1);
    const exists = (taken.get(sameOnDisk(target)) ?? 0) > 0;
    count(exists ? rename.from : target, 1);
    return exists ? { ...rename, blocked: 'exists' } : rename;
  });
}
