/**
 * A volume whose bytes rest on the same things as before is not written again: the file of the dossier that is there is
 * linked into the new one. What its bytes rest on is one digest: the tool's code, the job's settings, every piece's pages
 * or file, the numbers of all that it refers to, its pictures, and the characters in its fonts.
 */
import { constants, copyFile, link } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { FONT_ROLES, type FontRole, type FontSet, type SubsetFont } from '../../../layout/index.js';
import { stampCharacters, type VolumeJob } from '../../../pdf/index.js';
import { codeDigest } from '../../check/cache/code.js';
import { digestOfJson } from '../../check/cache/keys.js';
import { equal, RACY, stampOf } from '../../check/cache/stamps.js';
import { hashFile } from '../manifest.js';
import type { Built, KeptVolume } from './store.js';
import { type Trace, traceOf } from './trace.js';

/** A job without fonts: which characters they need is found out first. */
export type Unfonted = Omit<VolumeJob, 'fonts'>;

/** The traces of a job's own pages, by piece; those that are not known are made. */
export async function tracesOf(
  { pieces }: Unfonted,
  known: (id: string) => Trace | undefined,
): Promise<Map<string, Trace>> {
  const traces = new Map<string, Trace>();
  for (const { id, source } of pieces) {
    if (source.kind === 'pages') traces.set(id, known(id) ?? traceOf(await source.make()));
  }
  return traces;
}

/**
 * The characters that a volume draws, by face, as code points. A volume's fonts hold these and no others: its bytes
 * rest on nothing that another volume says.
 * @param numbers what page references are made of, volume prefix included
 */
export function charactersOf(
  { pieces }: Unfonted,
  traces: ReadonlyMap<string, Trace>,
  numbers: string,
): Map<FontRole, Set<number>> {
  const all = new Map<FontRole, Set<number>>();
  const add = (role: FontRole, characters: Iterable<string>) => {
    const known = all.get(role) ?? new Set();
    all.set(role, known);
    for (const char of characters) known.add(char.codePointAt(0) ?? 0);
  };
  add('song', stampCharacters(pieces.flatMap(({ stamp }) => stamp ?? [])));
  for (const { characters, numbered } of traces.values()) {
    for (const [role, drawn] of characters) add(role, drawn);
    for (const role of numbered) add(role, numbers);
  }
  return all;
}

/** @returns null where something that the volume rests on is not known */
export function volumeKey(
  job: Unfonted,
  traces: ReadonlyMap<string, Trace>,
  characters: ReadonlyMap<FontRole, ReadonlySet<number>>,
  fonts: unknown,
  sha256Of: (absolute: string) => string | null,
  folder: string,
): string | null {
  const sources = job.pieces.map(({ id, source }) =>
    source.kind === 'pdf'
      ? // What another engine set lies beside the evidence: its own digest speaks for it.
        (sha256Of(source.path) ?? source.sha256 ?? null)
      : (traces.get(id)?.digest ?? null),
  );
  const pictures = [...new Set([...traces.values()].flatMap((trace) => [...trace.pictures]))].sort();
  const pictured = pictures.map(
    (key) => sha256Of(resolve(folder, key)) ?? sha256Of(resolve(folder, fileOf(key))),
  );
  if ([...sources, ...pictured].includes(null)) return null;
  const {
    target: _,
    pieces,
    pageOf,
    picture: __,
    normalise: ___,
    signal: ____,
    onPiece: _____,
    ...settings
  } = job;
  const backs = pieces.flatMap(({ back }) => back ?? []);
  const laid = pieces.map(({ source }) => (source.kind === 'pdf' ? (source.links ?? []) : []));
  const linked = laid.flatMap((links) => links.map(({ piece }) => piece));
  const targets = [
    ...new Set([...[...traces.values()].flatMap((t) => [...t.targets]), ...backs, ...linked]),
  ].sort();
  return digestOfJson([
    codeDigest(),
    settings,
    pieces.map(({ source: { kind }, ...piece }) => [kind, piece]),
    sources,
    laid,
    pictured,
    targets.map((id) => [id, pageOf(id)]),
    fonts,
    FONT_ROLES.map((role) => [...(characters.get(role) ?? [])].sort((a, b) => a - b)),
  ]);
}

/** 「a.docx#word/media/1.png」 is part of a.docx. */
function fileOf(key: string): string {
  const at = key.lastIndexOf('#');
  return at < 0 ? key : key.slice(0, at);
}

/** The volume of that key in the dossier that is there, if it is still as it was written. */
export async function standing(built: Built | null, key: string, target: string): Promise<KeptVolume | null> {
  const kept = built?.volumes.find((volume) => volume.key === key);
  if (built === null || kept === undefined) return null;
  const path = join(target, kept.file);
  const stamp = await stampOf(path);
  if (stamp === null || stamp[0] !== String(kept.bytes)) return null;
  // Changed just before it was noted, it may have been changed again in the same tick; a new number of the file or a
  // new time may mean a copy, or another file: then its bytes must tell.
  const racy = Number(BigInt(kept.stamp[1]) / 1_000_000n) > built.at - RACY;
  if (equal(stamp, kept.stamp) && !racy) return kept;
  return (await hashFile(path)).sha256 === kept.sha256 ? kept : null;
}

/** Puts a standing volume into the new dossier: as the same file where the disk can, else as a copy. */
export async function adopt(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    // FAT, some network drives and some containers know no hard links.
    if (!(error instanceof Error) || !('code' in error)) throw error;
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  }
}

/**
 * Cuts these characters out of a font set: before a volume is begun, since a whole face takes 25 MB while it is cut, and
 * what writes the volume takes as much.
 */
export async function cutFonts(
  fonts: FontSet,
  characters: ReadonlyMap<FontRole, ReadonlySet<number>>,
): Promise<VolumeJob['fonts']> {
  const cut = new Map<FontRole, SubsetFont>();
  for (const [role, wanted] of characters) cut.set(role, await fonts.subset(role, wanted));
  return { subset: async (role) => cut.get(role) ?? fonts.subset(role, new Set()) };
}
