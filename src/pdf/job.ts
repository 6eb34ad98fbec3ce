/** What one volume is made of, and what comes back. Types only. */
import type { PageContent } from '../layout/page.js';
import type { Lang } from '../model/lang.js';
import type { Raster } from '../model/raster.js';
import type { Normalise, PdfFailure } from './cascade.js';
import type { VolumeFonts } from './fonts.js';
import type { PdfaReason } from './pdfa.js';

export interface VolumeInfo {
  title: string;
  author: string;
  subject: string;
  /** BCP 47: "zh-CN". */
  lang: string;
  /** ISO 8601 with zone or a bare date; taken from `--as-of` and the input, never from a clock. */
  date: string;
  producer: string;
}

/** Where a piece stands. */
export interface PiecePlace {
  /** 1-based page within its volume's PDF. */
  first: number;
  pages: number;
  /** Printed number of its first page; `first` if absent. */
  printed?: number;
  /** File name of the volume it stands in, relative to this one; absent: this volume. */
  file?: string;
  /** Printed before its number, where the number alone would be taken for a page of this volume: 「1卷 」. */
  prefix?: string;
}

export interface PieceBookmark {
  title: string;
  /** 1 for the outline's top level. */
  level: number;
  /** Whether what lies beneath is shown at once. */
  open: boolean;
}

export interface BoundPdf {
  kind: 'pdf';
  path: string;
  /** Digest of its bytes, where it is known: copies of one file are then stored once, wherever they lie. */
  sha256?: string;
  /** Links to pieces that are laid over its pages. */
  links?: readonly BoundLink[];
}

/** A link over a page that is bound in. */
export interface BoundLink {
  /** 0-based page of the file. */
  page: number;
  /** Left, bottom, right, top in the page's own space, pt. */
  rect: readonly [number, number, number, number];
  /** Piece or place that it leads to. */
  piece: string;
}

export interface VolumePiece {
  id: string;
  /** As planned; the source must give as many. */
  pages: number;
  bookmark: PieceBookmark | null;
  /** 材料编号 printed on each page with sheet i of n: "017-03". */
  stamp: string | null;
  /** Piece or place, of this volume, that the stamp's label leads back to; null or absent for none. */
  back?: string | null;
  source: { kind: 'pages'; make: () => Promise<PageContent[]> } | BoundPdf;
}

/** A JPEG or PNG as it is, or samples of any other picture. */
export type VolumePicture =
  | {
      bytes: Uint8Array;
      /** image/jpeg or image/png. */
      mime: string;
    }
  | Raster;

export interface VolumeJob {
  /** Absolute path of the file to write; the caller renames it when all is well. */
  target: string;
  info: VolumeInfo;
  /** Printed number of the first page; 1 unless numbering runs on from another volume. */
  firstPrinted: number;
  /** Print 草稿 across every page. */
  draft: boolean;
  /** Language of the words in stamps. */
  lang: Lang;
  /** Subsets must hold `stampCharacters` in role `song`, and 0–9 and – in the roles of page references. */
  fonts: VolumeFonts;
  /** Null for a piece that no volume has: its reference is left blank, its link left out. */
  pageOf(pieceId: string): PiecePlace | null;
  pieces: readonly VolumePiece[];
  picture(key: string): Promise<VolumePicture>;
  normalise: Normalise;
  signal?: AbortSignal;
  /** After each piece, with the pages written so far. */
  onPiece?: (piece: VolumePiece, pagesWritten: number) => void;
}

export interface PieceResult {
  id: string;
  pages: number;
  /** The file was sound when planned and can't be read now: blank pages stand in its place. */
  failure?: PdfFailure;
  /** The pages come from the normalised copy of the file. */
  normalised?: boolean;
}

export interface VolumeResult {
  pages: number;
  bytes: number;
  /** Hex. */
  sha256: string;
  pieces: PieceResult[];
  /** Code points to be drawn that no embedded subset had. */
  missingCharacters: number[];
  /** Pages where boxes stand for characters that no font has; `page` is 1-based in the volume. */
  lostCharacters: { piece: string; page: number; characters: string }[];
  /** Keys of pictures that could not be drawn; a grey box stands in their place. */
  missingPictures: string[];
  pdfa: {
    /** The volume says that it is PDF/A-2b. */
    claimed: boolean;
    /** What stands in the way; `piece` null: the tool's own fonts or the volume's size. */
    broken: { piece: string | null; reasons: PdfaReason[] }[];
    /** Pieces whose fonts are sound by their own file's word: it declares PDF/A-2 or -3. */
    declared: string[];
  };
}
