/**
 * Drafts and their measured pages → the plan: volumes and the number of every page.
 * One number for a page: its place in the volume's PDF. Pure; sees no byte of PDF.
 */
import type { DossierPlan, Piece, PlannedMaterial, Volume } from '../model/plan.js';
import type { DraftMaterial, DraftReport, DraftUnit } from './outline.js';
import {
  type Group,
  type Listing,
  type OwnPiece,
  type Split,
  splitVolumes,
  volumePieces,
} from './volumes.js';

export interface PlanInput {
  units: DraftUnit[];
  /** What departments deliver besides their units; a chapter of its own after the units. */
  reports: DraftReport[];
  /** Pages of each unit piece and report, by id. */
  pages: ReadonlyMap<string, number>;
  split: Split;
  numbering: 'volume' | 'continuous';
  /** To be printed on both sides: what opens a part starts on a right-hand page. */
  duplex: boolean;
  /** Pieces of the first volume: notes stand before the contents, others behind. */
  front: OwnPiece[];
  /** Indexes and registers at the end of the last volume. */
  tail: OwnPiece[];
  /** Pieces that depend on what their volume holds: how many pages they take. */
  measure: {
    cover(): number;
    contents(listing: Listing): number;
    chapter(units: readonly DraftUnit[]): number;
    /** The divider before the reports. */
    reports(reports: readonly DraftReport[]): number;
  };
  /** Title and file name of a volume. */
  name(no: number, of: number): { title: string; file: string };
  titles: Record<'cover' | 'contents' | 'reports' | 'blank', string>;
  /** Size and digest of input files, and why a placeholder stands for one, by inventory path. */
  facts(path: string): { bytes: number; sha256: string; failure: string | null };
}

export { pieceId } from './volumes.js';

/** @throws Error if a piece was not measured: a bug of the caller */
export function planDossier(input: PlanInput): DossierPlan {
  const groups = splitVolumes(input);
  const volumes = groups.map((group, index) => planVolume(input, group, index + 1, groups.length));
  return { volumes, materials: planMaterials(input, volumes) };
}

function planVolume(input: PlanInput, group: Group, no: number, of: number): Volume {
  let firstPage = 1;
  const pieces = volumePieces(input, group, no).map(({ piece, pages }): Piece => {
    const { id, kind, title, unit, department, chapter } = piece;
    const placed = { id, kind, title, unit, department, chapter, pages, volume: no, firstPage };
    firstPage += pages;
    return placed;
  });
  return { no, ...input.name(no, of), pieces, pages: firstPage - 1 };
}

/** Printed number of a volume's first page. */
export function firstPrinted(
  plan: { volumes: Volume[] },
  volume: number,
  numbering: PlanInput['numbering'],
): number {
  if (numbering === 'volume') return 1;
  return 1 + plan.volumes.filter((v) => v.no < volume).reduce((sum, v) => sum + v.pages, 0);
}

function planMaterials(input: PlanInput, volumes: Volume[]): PlannedMaterial[] {
  const byId = new Map(volumes.flatMap((v) => v.pieces.map((piece) => [piece.id, piece] as const)));
  const drafts: DraftMaterial[] = input.units.flatMap((u) => u.submissions.flatMap((s) => s.materials));
  return drafts.map((draft): PlannedMaterial => {
    const piece = draft.piece === null ? undefined : byId.get(draft.piece);
    const facts = draft.file ? input.facts(draft.file.path) : null;
    return {
      number: draft.number,
      piece: piece?.id ?? null,
      entry: draft.entry,
      unit: draft.unit,
      department: draft.department,
      title: draft.title,
      source: draft.file?.path ?? null,
      state: draft.state,
      volume: piece?.volume ?? null,
      firstPage: piece?.firstPage ?? null,
      printedFirst: piece
        ? piece.firstPage + firstPrinted({ volumes }, piece.volume, input.numbering) - 1
        : null,
      pages: piece?.pages ?? 0,
      bytes: facts?.bytes ?? null,
      sha256: facts?.sha256 ?? null,
      failure: facts?.failure ?? null,
    };
  });
}
