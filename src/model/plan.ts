/** The dossier before a byte of it is written: which pieces, in which volume, on which page. */
import type { CatalogueEntry, MaterialState } from './document.js';

export type PieceKind =
  | 'cover'
  /** 编制说明 */
  | 'notes'
  | 'contents'
  | 'chapter'
  | 'unit-sheet'
  | 'statement'
  | 'catalogue'
  | 'material'
  /** A department's 总结报告 or liaison form, which belongs to no unit. */
  | 'report'
  | 'url-index'
  /** One per way in which materials are handed over apart: its id is "register:paper" and so on. */
  | 'offline-register'
  | 'gaps'
  /** An empty left-hand page before what starts on a right-hand one. No bookmark, no entry in the contents. */
  | 'blank';

/** A run of pages that belongs together. */
export interface Piece {
  /** Unique in the dossier; links name it: "unit:17", "material:017-03". */
  id: string;
  kind: PieceKind;
  /** For bookmarks and contents. */
  title: string;
  unit: string | null;
  department: string | null;
  chapter: number | null;
  /** ≥ 1 */
  pages: number;
  /** 1-based number of the volume. */
  volume: number;
  /** 1-based within the volume: PDF page = printed number. */
  firstPage: number;
}

export interface Volume {
  no: number;
  /** "新城区法治政府建设示范创建申报材料 第一卷" */
  title: string;
  /** File name of the PDF. */
  file: string;
  pieces: Piece[];
  pages: number;
}

/** A material as the dossier registers it. */
export interface PlannedMaterial {
  /** 材料编号: "017-03", unique in the dossier; departments of one unit count on. */
  number: string;
  /** Piece that binds it in: "material:017-03"; null where nothing is bound in. */
  piece: string | null;
  /** Its row in the catalogue as delivered; null for a file that the catalogue does not name. */
  entry: CatalogueEntry | null;
  unit: string;
  department: string | null;
  title: string;
  /** Inventory path; null where there is no file. */
  source: string | null;
  state: MaterialState;
  volume: number | null;
  firstPage: number | null;
  /** Printed number of its first page; differs from `firstPage` where volumes are numbered on. */
  printedFirst: number | null;
  /** Pages in the dossier; 0 where nothing is bound in. */
  pages: number;
  bytes: number | null;
  sha256: string | null;
  /** Why a placeholder page stands for it; null where the file itself is bound in. */
  failure: string | null;
}

export interface DossierPlan {
  volumes: Volume[];
  materials: PlannedMaterial[];
}
