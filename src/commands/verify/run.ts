/** `dossier verify OUT`: repeats the build's proof from manifest.json alone, and compares every file's digest. */
import { resolve } from 'node:path';
import { DossierError } from '../../model/error.js';
import { type Arguments, type Context, type Options, type Result, textOption } from '../command.js';
import { type Discrepancy, discrepancy } from './discrepancy.js';
import { compareEvidence } from './evidence.js';
import { placesOf } from './expectation.js';
import { compareFiles } from './files.js';
import {
  contradictions,
  expectedOfManifest,
  MANIFEST,
  type Manifest,
  readManifest,
  sealCode,
} from './manifest.js';
import { proveVolume, proveWorkbook } from './pages.js';
import { type Verification, verificationJson, verificationText } from './report.js';

export async function runVerify(context: Context, args: Arguments, options: Options): Promise<Result> {
  const [named] = args;
  const folder = resolve(context.cwd, typeof named === 'string' ? named : '.');
  const noted = sealOption(options);
  const manifest = await readManifest(folder);
  const verification = await verify(context, folder, manifest, noted, options);
  const words = options.format === 'json' ? verificationJson : verificationText;
  return { code: verification.discrepancies.length === 0 ? 0 : 1, out: words(verification, context) };
}

async function verify(
  context: Context,
  folder: string,
  manifest: Manifest,
  noted: string | null,
  options: Options,
): Promise<Verification> {
  const evidence = textOption(options, 'evidence');
  const found: Discrepancy[] = [];
  const tally = { files: 0, inputs: 0, pages: 0, references: 0, links: 0 };
  const code = sealCode(manifest.seal);
  if (noted !== null && noted !== code.replaceAll('-', '')) {
    const expected = sealCode(noted);
    found.push(discrepancy('seal', MANIFEST, { found: code, expected }));
  }
  const expected = expectedOfManifest(manifest);
  found.push(...contradictions(manifest, expected));
  const files = await compareFiles(context, folder, manifest, tally);
  found.push(...files.discrepancies);
  const places = placesOf(expected);
  for (const volume of expected.volumes) {
    context.signal?.throwIfAborted();
    context.progress({ zh: `核对页码：${volume.file}`, en: `comparing pages: ${volume.file}` });
    // A whole file can't have been appended to: where it is, nobody looks.
    const bytes = files.altered.has(volume.file)
      ? manifest.volumes.find(({ no }) => no === volume.no)?.bytes
      : undefined;
    if (!files.present.has(volume.file)) continue;
    const pages = proveVolume(folder, volume, expected, places, tally, bytes);
    found.push(...pages);
    if (bytes !== undefined && pages.length === 0) found.push(discrepancy('altered-within', volume.file));
  }
  for (const { role, path } of manifest.files) {
    if (role === 'workbook' && files.present.has(path))
      found.push(...(await proveWorkbook(folder, path, expected)));
  }
  if (evidence !== null) {
    const pack = textOption(options, 'pack') ?? manifest.pack;
    found.push(...(await compareEvidence(context, resolve(context.cwd, evidence), manifest, pack, tally)));
  }
  return {
    folder,
    tool: context.tool,
    dossier: { tool: manifest.tool, pack: manifest.pack, draft: manifest.draft, seal: code },
    checked: { ...tally, materials: manifest.materials.length },
    evidence: evidence !== null,
    sealed: noted !== null,
    discrepancies: found,
  };
}

/** Sixteen digits, however they were written down. */
function sealOption(options: Options): string | null {
  const text = textOption(options, 'seal');
  if (text === null) return null;
  const digits = text
    .normalize('NFKC')
    .replace(/[^0-9A-Za-z]/g, '')
    .toUpperCase();
  if (/^[0-9A-F]{16}(?:[0-9A-F]{48})?$/.test(digits)) return digits.slice(0, 16);
  throw new DossierError('usage', {
    zh: `--seal 应为 16 位核验码（如 3F2A-90C1-77DE-0B45），写的是“${text}”。`,
    en: `--seal takes the 16 digits of a seal (as 3F2A-90C1-77DE-0B45), not "${text}".`,
  });
}
