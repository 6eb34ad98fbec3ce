/** manifest.json read back. It may come from anywhere: nothing in it is believed before it was looked at. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DossierError } from '../../model/error.js';
import { sealOf } from '../build/manifest.js';
import { type Discrepancy, discrepancy } from './discrepancy.js';
import { type Expected, materialNumber, placesOf } from './expectation.js';

export const MANIFEST = 'manifest.json';

interface FileEntry {
  role: string;
  path: string;
  bytes: number;
  sha256: string;
}

/** The parts that `verify` needs; others may be there. */
export interface Manifest {
  tool: { name: string; version: string };
  pack: string;
  draft: boolean;
  numbering: 'volume' | 'continuous';
  volumes: { no: number; file: string; pages: number; bytes: number; sha256: string }[];
  pieces: { id: string; title: string; volume: number; firstPage: number; pages: number }[];
  units: { unit: string; volume: number; firstPage: number; pages: number }[];
  files: FileEntry[];
  materials: {
    number: string;
    department: string | null;
    source: string | null;
    volume: number | null;
    firstPage: number | null;
    printedFirst?: number;
    pages: number;
    sha256: string | null;
  }[];
  seal: string;
}

type Shape = Record<string, 'string' | 'page' | 'size' | 'digest' | 'path' | 'page?' | 'string?'>;

const SHAPES: Record<'volumes' | 'pieces' | 'units' | 'files' | 'materials', Shape> = {
  volumes: { no: 'page', file: 'path', pages: 'page', bytes: 'size', sha256: 'digest' },
  pieces: { id: 'string', title: 'string', volume: 'page', firstPage: 'page', pages: 'page' },
  units: { unit: 'string', volume: 'page', firstPage: 'page', pages: 'page' },
  files: { role: 'string', path: 'path', bytes: 'size', sha256: 'digest' },
  materials: {
    number: 'string',
    department: 'string?',
    source: 'string?',
    volume: 'page?',
    firstPage: 'page?',
    pages: 'size',
    sha256: 'string?',
  },
};

/** More pages than any volume has: what says so is no manifest, and would only fill memory. */
const MOST = 10_000_000;

function fits(value: unknown, kind: Shape[string]): boolean {
  if (kind.endsWith('?') && value === null) return true;
  switch (kind) {
    case 'page':
    case 'page?':
      return Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= MOST;
    case 'size':
      return Number.isSafeInteger(value) && (value as number) >= 0;
    case 'digest':
      return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
    case 'path':
      // Nothing outside of the folder is ever looked at.
      return (
        typeof value === 'string' &&
        value !== '' &&
        !/[\0\\]|^\/|^[A-Za-z]:/.test(value) &&
        !value.split('/').includes('..')
      );
    default:
      return typeof value === 'string';
  }
}

/** The first thing in it that is not as the schema says; null where all is. */
function flaw(value: unknown): string | null {
  if (!isRecord(value)) return '{}';
  if (!isRecord(value.tool) || value.tool.name !== 'dossier' || typeof value.tool.version !== 'string')
    return 'tool';
  if (typeof value.pack !== 'string') return 'pack';
  if (typeof value.draft !== 'boolean') return 'draft';
  if (value.numbering !== 'volume' && value.numbering !== 'continuous') return 'numbering';
  if (typeof value.seal !== 'string') return 'seal';
  for (const [list, shape] of Object.entries(SHAPES)) {
    const items = value[list];
    if (!Array.isArray(items)) return list;
    for (const [index, item] of items.entries()) {
      if (!isRecord(item)) return `${list}[${index}]`;
      const key = Object.keys(shape).find((name) => !fits(item[name], shape[name] ?? 'string'));
      if (key !== undefined) return `${list}[${index}].${key}`;
    }
  }
  return null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws DossierError where there is none, or none that can be understood: nothing can be verified then */
export async function readManifest(folder: string): Promise<Manifest> {
  let text: string;
  try {
    text = await readFile(join(folder, MANIFEST), 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new DossierError(
      'usage',
      {
        zh: `“${folder}”中读不到 ${MANIFEST}（${code}），无从核验。请指定 dossier build 生成的卷宗文件夹；清单丢失的，从存档取回整个卷宗。`,
        en: `"${folder}" has no ${MANIFEST} that can be read (${code}): nothing can be verified. Name a folder that dossier build made; if the manifest is lost, restore the whole dossier.`,
      },
      { cause },
    );
  }
  const manifest = parsed(text.replace(/^\ufeff/, ''));
  const wrong = flaw(manifest);
  if (wrong !== null) {
    throw new DossierError('input', {
      zh: `${MANIFEST} 不是本版本 dossier 生成的卷宗清单（${wrong} 处不符），无法核验。请用生成它的版本核验，或重新生成卷宗。`,
      en: `${MANIFEST} is no manifest of this version of dossier (see ${wrong}): it can't be verified. Use the version that made it, or build the dossier again.`,
    });
  }
  return manifest as Manifest;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new DossierError(
      'input',
      {
        zh: `${MANIFEST} 已损坏，不是有效的 JSON，无从核验。请从存档取回整个卷宗，或重新生成。`,
        en: `${MANIFEST} is damaged (no valid JSON): nothing can be verified. Restore the whole dossier, or build it again.`,
      },
      { cause },
    );
  }
}

export function expectedOfManifest({ draft, numbering, volumes, pieces }: Manifest): Expected {
  let printed = 1;
  return {
    draft,
    numbering,
    volumes: volumes.map(({ no, file, pages }) => {
      const firstPrinted = numbering === 'continuous' ? printed : 1;
      printed += pages;
      return { no, file, pages, firstPrinted, pieces: pieces.filter((piece) => piece.volume === no) };
    }),
  };
}

/** The manifest against itself: the same page must be said in each place, and the seal must fit. */
export function* contradictions(manifest: Manifest, expected: Expected): Generator<Discrepancy> {
  const wrong = (about: string, found: unknown, due: unknown) =>
    discrepancy('manifest', MANIFEST, { about, found: String(found), expected: String(due) });
  const seal = sealOf(manifest);
  if (seal !== manifest.seal) {
    yield discrepancy('seal', MANIFEST, { found: sealCode(seal), expected: sealCode(manifest.seal) });
  }
  for (const { no, pages, pieces } of expected.volumes) {
    let next = 1;
    for (const { id, firstPage, pages: count } of pieces) {
      // Blank pages may lie between pieces, a page never in two.
      if (firstPage < next) yield wrong(`pieces "${id}" firstPage`, firstPage, next);
      next = firstPage + count;
    }
    if (next > pages + 1) yield wrong(`volumes ${no} pages`, pages, next - 1);
  }
  for (const { no, file, bytes, sha256 } of manifest.volumes) {
    const listed = manifest.files.find((one) => one.role === 'volume' && one.path === file);
    if (listed?.sha256 !== sha256 || listed.bytes !== bytes)
      yield wrong(`volumes ${no} sha256`, sha256, listed?.sha256 ?? '—');
  }
  yield* contradictionsOfMaterials(manifest, expected, wrong);
}

function* contradictionsOfMaterials(
  { materials, units, numbering, files }: Manifest,
  expected: Expected,
  wrong: (about: string, found: unknown, due: unknown) => Discrepancy,
): Generator<Discrepancy> {
  const places = placesOf(expected);
  const inputs = new Map(files.flatMap((f) => (f.role === 'input' ? [[f.path, f.sha256] as const] : [])));
  const known = new Map(materials.map((m) => [m.number, m]));
  for (const place of places.values()) {
    const number = materialNumber(place.id);
    const material = number === null ? undefined : known.get(number);
    if (number === null) continue;
    const printed = numbering === 'continuous' ? place.printed : undefined;
    const said = [material?.volume, material?.firstPage, material?.pages, material?.printedFirst];
    const due = [place.volume, place.firstPage, place.pages, printed];
    if (said.join() !== due.join()) yield wrong(`materials "${number}"`, said.join('/'), due.join('/'));
  }
  for (const { number, firstPage, source, sha256 } of materials) {
    if (firstPage !== null && !places.has(`material:${number}`))
      yield wrong(`materials "${number}" firstPage`, firstPage, null);
    const bound = source === null ? undefined : inputs.get(source);
    if (bound !== undefined && sha256 !== null && sha256 !== bound)
      yield wrong(`materials "${number}" sha256`, sha256, bound);
  }
  for (const { unit, volume, firstPage } of units) {
    const place = places.get(`unit:${unit}`);
    if (place && (place.volume !== volume || place.firstPage !== firstPage))
      yield wrong(`units "${unit}" firstPage`, firstPage, place.firstPage);
  }
}

/** The seal as a person writes it down: "3F2A-90C1-…", its first 16 digits. */
export function sealCode(seal: string): string {
  return (seal.slice(0, 16).toUpperCase().match(/.{4}/g) ?? []).join('-');
}
