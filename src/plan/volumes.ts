/**
 * Which units and reports go into which volume, and the order of a volume's pieces with the empty pages between them.
 * Pure; knows page counts, no page numbers.
 */
import type { PieceKind } from '../model/plan.js';
import type { DraftPiece, DraftReport, DraftUnit } from './outline.js';
import type { PlanInput } from './plan.js';

/** `limit`: pages; bytes. */
export type Split =
  | { by: 'none' }
  | { by: 'chapter' }
  | { by: 'pages'; limit: number }
  | { by: 'size'; limit: number };

/** A piece of the tool's own that stands once in the dossier, measured. */
export interface OwnPiece {
  piece: DraftPiece;
  /** ≥ 1 */
  pages: number;
}

/** What one volume holds, as its contents list it. */
export interface Listing {
  front: readonly DraftPiece[];
  units: readonly DraftUnit[];
  reports: readonly DraftReport[];
  tail: readonly DraftPiece[];
}

/** What is never torn apart: a unit, or one department's report. */
type Block = { unit: DraftUnit } | { report: DraftReport };

/** The blocks of one volume, and whether the pieces that stand once in the dossier are in it. */
export interface Group {
  blocks: Block[];
  first: boolean;
  last: boolean;
}

const chapterOf = (block: Block): number | null => ('unit' in block ? block.unit.work.unit.chapter.no : null);

const piecesOf = (block: Block): readonly DraftPiece[] =>
  'unit' in block ? block.unit.pieces : [block.report.piece];

export function listingOf(input: PlanInput, { blocks, first, last }: Group): Listing {
  return {
    front: first ? input.front.map(({ piece }) => piece) : [],
    units: blocks.flatMap((block) => ('unit' in block ? [block.unit] : [])),
    reports: blocks.flatMap((block) => ('report' in block ? [block.report] : [])),
    tail: last ? input.tail.map(({ piece }) => piece) : [],
  };
}

/** Units never break across volumes: a reviewer opens one file per unit. */
export function splitVolumes(input: PlanInput): Group[] {
  const { split } = input;
  const blocks: Block[] = [
    ...input.units.map((unit) => ({ unit })),
    ...input.reports.map((report) => ({ report })),
  ];
  const groups: Block[][] = [];
  for (const block of blocks) {
    const current = groups.at(-1);
    const last = current?.at(-1);
    const first = groups.length <= 1;
    const fits = (group: Block[]): boolean =>
      split.by === 'pages'
        ? pagesOf(input, { blocks: group, first, last: false }) <= split.limit
        : split.by !== 'size' || bytesOf(input, group) <= split.limit;
    const fresh =
      current === undefined ||
      last === undefined ||
      (split.by === 'chapter' && chapterOf(last) !== chapterOf(block)) ||
      !fits([...current, block]);
    if (fresh) groups.push([block]);
    else current.push(block);
  }
  if (groups.length === 0) groups.push([]);
  const overfull =
    split.by === 'pages' &&
    (groups.at(-1)?.length ?? 0) > 0 &&
    pagesOf(input, { blocks: groups.at(-1) ?? [], first: groups.length === 1, last: true }) > split.limit &&
    pagesOf(input, { blocks: groups.at(-1) ?? [], first: groups.length === 1, last: false }) <= split.limit;
  // Registers that no longer fit get a volume of their own.
  if (overfull) groups.push([]);
  return groups.map((group, i) => ({ blocks: group, first: i === 0, last: i === groups.length - 1 }));
}

function pagesOf(input: PlanInput, group: Group): number {
  return volumePieces(input, group, 1).reduce((sum, { pages }) => sum + pages, 0);
}

/** A page of the tool's own, deflated, and the fonts that a volume embeds: measured on the demo dossier. */
const OWN_PAGE_BYTES = 3 << 10;
const FONT_BYTES = 1 << 19;

/** What a volume will weigh, about: its input files, each once, the tool's own pages and the fonts. */
function bytesOf(input: PlanInput, blocks: Block[]): number {
  const files = new Map<string, number>();
  let own = 0;
  for (const piece of blocks.flatMap(piecesOf)) {
    if (piece.source === null) own += input.pages.get(piece.id) ?? 0;
    else {
      const { bytes, sha256 } = input.facts(piece.source);
      files.set(sha256 === '' ? piece.source : sha256, bytes);
    }
  }
  return [...files.values()].reduce((a, b) => a + b, 0) + own * OWN_PAGE_BYTES + FONT_BYTES;
}

/** What starts on a right-hand page where both sides are printed. */
const RIGHT_HAND: ReadonlySet<PieceKind> = new Set([
  'notes',
  'contents',
  'gaps',
  'chapter',
  'unit-sheet',
  'report',
  'url-index',
  'offline-register',
]);

/**
 * A volume's pieces in order.
 * @throws Error if a piece was not measured: a bug of the caller
 */
export function volumePieces(input: PlanInput, group: Group, no: number): OwnPiece[] {
  const { measure, titles, split } = input;
  const listing = listingOf(input, group);
  const out: OwnPiece[] = [];
  let done = 0;
  const add = (piece: DraftPiece, pages: number) => {
    out.push({ piece, pages });
    done += pages;
  };
  const blank = () => add(own(`blank:${no}:${done + 1}`, 'blank', titles.blank), 1);
  const put = (piece: DraftPiece, pages: number) => {
    if (input.duplex && RIGHT_HAND.has(piece.kind) && done % 2 === 1) blank();
    add(piece, pages);
  };
  put(own(pieceId.cover(no), 'cover', titles.cover), measure.cover());
  const [notes, others] = [input.front.filter(isNotes), input.front.filter((one) => !isNotes(one))];
  if (group.first) for (const { piece, pages } of notes) put(piece, pages);
  put(own(pieceId.contents(no), 'contents', titles.contents), measure.contents(listing));
  if (group.first) for (const { piece, pages } of others) put(piece, pages);
  // A chapter that goes on in the next volume has its divider there too, under an id of its own.
  const suffix = split.by === 'pages' || split.by === 'size' ? `@${no}` : '';
  let chapter: number | null = null;
  for (const unit of listing.units) {
    const { no: unitChapter, title } = unit.work.unit.chapter;
    if (unitChapter !== chapter) {
      chapter = unitChapter;
      const together = listing.units.filter((u) => u.work.unit.chapter.no === unitChapter);
      put(
        own(pieceId.chapter(unitChapter) + suffix, 'chapter', title, unitChapter),
        measure.chapter(together),
      );
    }
    for (const piece of unit.pieces) put(piece, measured(input, piece));
  }
  if (listing.reports.length > 0) {
    put(own(pieceId.reports + suffix, 'chapter', titles.reports), measure.reports(listing.reports));
    for (const { piece } of listing.reports) put(piece, measured(input, piece));
  }
  if (group.last) for (const { piece, pages } of input.tail) put(piece, pages);
  // Numbers that run on stay odd on right-hand pages only if the volume before ends on a left-hand one.
  if (input.duplex && input.numbering === 'continuous' && !group.last && done % 2 === 1) blank();
  return out;
}

const isNotes = ({ piece }: OwnPiece): boolean => piece.kind === 'notes';

function measured(input: PlanInput, piece: DraftPiece): number {
  const pages = input.pages.get(piece.id);
  if (pages === undefined || !Number.isInteger(pages) || pages < 1) {
    throw new Error(`piece ${piece.id} has no page count`);
  }
  return pages;
}

/** A piece of the tool's own. */
export function own(id: string, kind: PieceKind, title: string, chapter: number | null = null): DraftPiece {
  return { id, kind, title, unit: null, department: null, chapter, source: null, stamp: null };
}

/** Ids of the pieces that stand once per volume or in the dossier. */
export const pieceId = {
  cover: (volume: number) => `cover:${volume}`,
  contents: (volume: number) => `contents:${volume}`,
  /** Stands in links for the contents of the volume that the link is in. */
  contentsHere: 'contents',
  chapter: (chapter: number) => `chapter:${chapter}`,
  reports: 'chapter:reports',
  notes: 'notes',
  urlIndex: 'url-index',
  register: (state: string) => `register:${state}`,
  gaps: 'gaps',
} as const;
