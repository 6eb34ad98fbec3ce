/**
 * Drafts and their measured pages → the plan: volumes and the number of every page.
 * One number for a page: its place in the volume's PDF. Pure; sees no byte of PDF.
 */
import type { DossierPlan, Piece, PlannedMaterial, Volume } from '../model/plan.js';
import type { DraftMaterial, DraftPiece, DraftUnit } from './outline.js';

export type Split = { by: 'none' } | { by: 'chapter' } | { by: 'pages'; limit: number };

export interface PlanInput {
  units: DraftUnit[];
  /** Pages of each unit piece, by id. */
  pages: ReadonlyMap<string, number>;
  split: Split;
  numbering: 'volume' | 'continuous';
  /** Pieces of the tool itself: how many pages they take, given what they list. */
  measure: {
    cover(): number;
    contents(units: DraftUnit[], extra: DraftPiece[]): number;
    chapter(units: DraftUnit[]): number;
    /** 0 where there is nothing to list. */
    urlIndex(): number;
    offlineRegister(): number;
    /** Gaps of a draft; 0 in a final dossier. */
    gaps(): number;
  };
  /** Title and file name of a volume. */
  name(no: number, of: number): { title: string; file: string };
  titles: Record<'cover' | 'contents' | 'urlIndex' | 'offlineRegister' | 'gaps', string>;
  /** Size and digest of input files, and why a placeholder stands for one, by inventory path. */
  facts(path: string): { bytes: number; sha256: string; failure: string | null };
}

function pagesOf(input: PlanInput, piece: DraftPiece): number {
  const pages = input.pages.get(piece.id);
  if (pages === undefined || !Number.isInteger(pages) || pages < 1) {
    throw new Error(`piece ${piece.id} has no page count`);
  }
  return pages;
}

/** Units never break across volumes: a reviewer opens one file per unit. */
function splitUnits(input: PlanInput): DraftUnit[][] {
  const { split } = input;
  const volumes: DraftUnit[][] = [];
  for (const unit of input.units) {
    const current = volumes.at(-1);
    const last = current?.at(-1);
    const fresh =
      current === undefined ||
      (split.by === 'chapter' && last?.work.unit.chapter.no !== unit.work.unit.chapter.no) ||
      (split.by === 'pages' && volumePages(input, [...current, unit]) > split.limit);
    if (fresh) volumes.push([unit]);
    else current.push(unit);
  }
  return volumes.length > 0 ? volumes : [[]];
}

/** Pages of a volume that holds these units, registers apart, which stand in the last one. */
function volumePages(input: PlanInput, units: DraftUnit[]): number {
  const { measure } = input;
  const chapters = new Set(units.map((u) => u.work.unit.chapter.no));
  const dividers = [...chapters].map((no) =>
    measure.chapter(units.filter((u) => u.work.unit.chapter.no === no)),
  );
  const pieces = units.flatMap((u) => u.pieces).map((piece) => pagesOf(input, piece));
  const all = [measure.cover(), measure.contents(units, []), ...dividers, ...pieces];
  return all.reduce((sum, pages) => sum + pages, 0);
}

function own(id: string, kind: Piece['kind'], title: string, chapter: number | null = null): DraftPiece {
  return { id, kind, title, unit: null, department: null, chapter, source: null, stamp: null };
}

/** Ids of the pieces that stand once per volume. */
export const pieceId = {
  cover: (volume: number) => `cover:${volume}`,
  contents: (volume: number) => `contents:${volume}`,
  chapter: (chapter: number) => `chapter:${chapter}`,
  urlIndex: 'url-index',
  offlineRegister: 'offline-register',
  gaps: 'gaps',
} as const;

/** The register pieces at the end of the last volume, those that have anything to say. */
function registers(input: PlanInput): { piece: DraftPiece; pages: number }[] {
  const { measure, titles } = input;
  return [
    { piece: own(pieceId.urlIndex, 'url-index', titles.urlIndex), pages: measure.urlIndex() },
    {
      piece: own(pieceId.offlineRegister, 'offline-register', titles.offlineRegister),
      pages: measure.offlineRegister(),
    },
  ].filter(({ pages }) => pages > 0);
}

/** @throws Error if a piece was not measured: a bug of the caller */
export function planDossier(input: PlanInput): DossierPlan {
  const groups = splitUnits(input);
  const volumes = groups.map((units, index) => planVolume(input, units, index + 1, groups.length));
  return { volumes, materials: planMaterials(input, volumes) };
}

function planVolume(input: PlanInput, units: DraftUnit[], no: number, of: number): Volume {
  const { measure, titles } = input;
  const pieces: Piece[] = [];
  let page = 1;
  const put = (draft: DraftPiece, pages: number) => {
    const { id, kind, title, unit, department, chapter } = draft;
    pieces.push({ id, kind, title, unit, department, chapter, pages, volume: no, firstPage: page });
    page += pages;
  };
  const tail = no === of ? registers(input) : [];
  const gaps = no === 1 ? measure.gaps() : 0;
  const gapsPiece = own(pieceId.gaps, 'gaps', titles.gaps);
  const extra = [...(gaps > 0 ? [gapsPiece] : []), ...tail.map(({ piece }) => piece)];
  put(own(pieceId.cover(no), 'cover', titles.cover), measure.cover());
  put(own(pieceId.contents(no), 'contents', titles.contents), measure.contents(units, extra));
  if (gaps > 0) put(gapsPiece, gaps);
  let chapter: number | null = null;
  for (const unit of units) {
    const { no: unitChapter, title } = unit.work.unit.chapter;
    if (unitChapter !== chapter) {
      chapter = unitChapter;
      const together = units.filter((u) => u.work.unit.chapter.no === unitChapter);
      // A chapter that goes on in the next volume has its divider there too, under an id of its own.
      const id = pieceId.chapter(unitChapter) + (input.split.by === 'pages' ? `@${no}` : '');
      put(own(id, 'chapter', title, unitChapter), measure.chapter(together));
    }
    for (const piece of unit.pieces) put(piece, pagesOf(input, piece));
  }
  for (const { piece, pages } of tail) put(piece, pages);
  const { title, file } = input.name(no, of);
  return { no, title, file, pieces, pages: page - 1 };
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
