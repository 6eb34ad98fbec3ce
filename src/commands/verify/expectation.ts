/**
 * What a dossier's pages must be: the part of the plan that can be seen in the files. `build` proves its output
 * against it, `verify` rebuilds it from manifest.json alone, and both compare by the same code.
 */
import type { DossierPlan, Piece } from '../../model/plan.js';
import { firstPrinted } from '../../plan/index.js';

export interface ExpectedPiece {
  /** "unit:17", "material:017-03"; also the named place in the PDF. */
  id: string;
  /** As the bookmark shows it. */
  title: string;
  volume: number;
  /** 1-based page of the volume's PDF. */
  firstPage: number;
  pages: number;
}

export interface ExpectedVolume {
  no: number;
  file: string;
  pages: number;
  /** Number printed on its first page. */
  firstPrinted: number;
  pieces: ExpectedPiece[];
}

export interface Expected {
  draft: boolean;
  /** Whether each volume begins at 1: a page number of another volume is then printed with that volume's. */
  numbering: 'volume' | 'continuous';
  volumes: ExpectedVolume[];
}

/** A piece of whichever volume, with the number printed on its first page. */
export interface Place extends ExpectedPiece {
  file: string;
  printed: number;
}

export function expectedOf(
  plan: DossierPlan,
  bookmarkOf: (piece: Piece) => string,
  { draft, numbering }: Pick<Expected, 'draft' | 'numbering'>,
): Expected {
  const volumes = plan.volumes.map(({ no, file, pages, pieces }) => ({
    no,
    file,
    pages,
    firstPrinted: firstPrinted(plan, no, numbering),
    pieces: pieces.map((piece) => ({
      id: piece.id,
      title: bookmarkOf(piece),
      volume: piece.volume,
      firstPage: piece.firstPage,
      pages: piece.pages,
    })),
  }));
  return { draft, numbering, volumes };
}

/** All pieces by id. */
export function placesOf({ volumes }: Expected): Map<string, Place> {
  return new Map(
    volumes.flatMap(({ file, firstPrinted: first, pieces }) =>
      pieces.map((piece) => [piece.id, { ...piece, file, printed: first + piece.firstPage - 1 }] as const),
    ),
  );
}

/** An empty page that makes the next piece begin on a right-hand one. */
export function isBlank(id: string): boolean {
  return id.startsWith('blank:');
}

/** 材料编号 of a piece that binds a material in; null for any other. */
export function materialNumber(id: string): string | null {
  return id.startsWith('material:') ? id.slice('material:'.length) : null;
}
