/** manifest.json: every file in and out with size and SHA-256, every unit and material with its pages. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { DossierPlan } from '../../model/plan.js';
import type { DraftReport } from '../../plan/index.js';
import type { Expected } from '../verify/expectation.js';
import type { EngineName } from './engine/index.js';
import type { LostCharacters } from './lost.js';
import type { PdfaRecord } from './pdfa.js';

export interface FileRecord {
  role: 'input' | 'volume' | 'workbook' | 'report' | 'attachment';
  /** Inputs: path in the evidence folder; outputs: name in the dossier's folder, attachments with their folders. */
  path: string;
  bytes: number;
  sha256: string;
  /** Who set the pages of an input; absent for what is bound as it is. */
  engine?: EngineName;
  /** Why it was not the engine that was asked for, or what to know of its pages. */
  engineNote?: string;
}

/** What a department delivers besides its units, as it is bound in. */
export interface ReportRecord {
  department: string;
  kind: DraftReport['kind'];
  title: string;
  source: string;
  volume: number;
  firstPage: number;
  pages: number;
  bytes: number;
  sha256: string;
  /** Why a placeholder stands for it, or what may be missing of it. */
  finding?: string;
}

export interface ManifestInput {
  tool: { name: string; version: string };
  pack: string;
  region: string;
  asOf: string;
  draft: boolean;
  numbering: 'volume' | 'continuous';
  /** As asked for; each file says who set it. */
  engine: EngineName;
  /** The program that was used for it; null for the built-in engine. */
  office: { name: string; version: string } | null;
  plan: DossierPlan;
  /** What `build` has proved and `verify` proves again. */
  expected: Expected;
  volumes: {
    no: number;
    file: string;
    pages: number;
    bytes: number;
    sha256: string;
    lost: LostCharacters[];
    pdfa: PdfaRecord;
  }[];
  reports: ReportRecord[];
  files: FileRecord[];
  fonts: { role: string; name: string; licence: string }[];
  /** Characters that no font has: boxes stand for them on the pages. */
  missingCharacters: string[];
  /** Where they stand. */
  boxes: ({ volume: number } & LostCharacters)[];
  /** Inventory paths of files that are bound in as far as they could be read. */
  doubtful: { has(path: string): boolean };
  /** Why a placeholder stands for a file, or what may be missing of it: the finding, by inventory path. */
  findingOf(path: string): string;
}

/** Where the reports of departments stand. @param findingOf why one is not shown as it is; null where it is */
export function reportRecords(
  plan: DossierPlan,
  reports: readonly DraftReport[],
  inputs: ReadonlyMap<string, FileRecord>,
  findingOf: (path: string) => string | null,
): ReportRecord[] {
  const places = new Map(plan.volumes.flatMap((v) => v.pieces.map((piece) => [piece.id, piece] as const)));
  return reports.map(({ department, kind, file, piece }) => {
    const place = places.get(piece.id);
    if (!place) throw new Error(`${piece.id} stands in no volume`);
    const finding = findingOf(file.path);
    return {
      department,
      kind,
      title: piece.title,
      source: file.path,
      volume: place.volume,
      firstPage: place.firstPage,
      pages: place.pages,
      bytes: inputs.get(file.path)?.bytes ?? 0,
      sha256: inputs.get(file.path)?.sha256 ?? '',
      ...(finding === null ? {} : { finding }),
    };
  });
}

/** Streams a file through SHA-256. @returns bytes and hex digest; rejects with the system's error */
export async function hashFile(absolute: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(absolute, { highWaterMark: 1 << 20 })) {
    const buffer = chunk as Buffer;
    bytes += buffer.length;
    hash.update(buffer);
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** @returns the file's text, and the seal in it */
export function manifestText(input: ManifestInput): { text: string; seal: string } {
  const { plan, numbering } = input;
  const units = plan.volumes.flatMap((volume) => {
    const keys = [...new Set(volume.pieces.flatMap((p) => (p.unit === null ? [] : [p.unit])))];
    return keys.map((unit) => {
      const pieces = volume.pieces.filter((p) => p.unit === unit);
      return {
        unit,
        volume: volume.no,
        firstPage: Math.min(...pieces.map((p) => p.firstPage)),
        pages: pieces.reduce((sum, p) => sum + p.pages, 0),
      };
    });
  });
  const materials = plan.materials.map((m) => ({
    number: m.number,
    unit: m.unit,
    department: m.department,
    title: m.title,
    source: m.source,
    state: m.state,
    volume: m.volume,
    firstPage: m.firstPage,
    ...(numbering === 'continuous' && m.printedFirst !== null ? { printedFirst: m.printedFirst } : {}),
    pages: m.pages,
    bytes: m.bytes,
    sha256: m.sha256,
    ...(m.source !== null && (m.failure !== null || input.doubtful.has(m.source))
      ? { finding: input.findingOf(m.source) }
      : {}),
  }));
  const manifest = {
    tool: input.tool,
    pack: input.pack,
    region: input.region,
    asOf: input.asOf,
    draft: input.draft,
    numbering,
    engine: input.engine,
    ...(input.office === null ? {} : { office: input.office }),
    fonts: input.fonts,
    ...(input.missingCharacters.length === 0 ? {} : { missingCharacters: input.missingCharacters }),
    ...(input.boxes.length === 0 ? {} : { boxes: input.boxes }),
    volumes: input.volumes.map(({ lost: _, ...volume }) => volume),
    pieces: input.expected.volumes.flatMap((volume) => volume.pieces),
    units,
    ...(input.reports.length === 0 ? {} : { reports: input.reports }),
    files: input.files,
    materials,
  };
  const seal = sealOf(manifest);
  return { text: `${JSON.stringify({ ...manifest, seal }, null, 2)}\n`, seal };
}

/**
 * SHA-256 (hex) of a manifest without its own seal: shows that it was edited by somebody who did not reckon with it.
 * Whoever does can seal it anew; that shows only where the seal was noted elsewhere, so `build` tells it.
 */
export function sealOf(manifest: object): string {
  const { seal: _, ...rest } = manifest as Record<string, unknown>;
  return createHash('sha256').update(JSON.stringify(rest)).digest('hex');
}
