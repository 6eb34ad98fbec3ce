/** What differs between a dossier and what it ought to be: data, worded in `words.ts`. */

export type DiscrepancyKind =
  /** A file as a whole. */
  | 'missing'
  | 'altered'
  /** An altered volume that nothing else can be said of. */
  | 'altered-within'
  | 'added'
  | 'unreadable'
  /** Pages of a volume. */
  | 'page-count'
  | 'page-missing'
  | 'page-added'
  | 'page-moved'
  | 'resaved'
  | 'page-label'
  | 'stamp'
  | 'draft-mark'
  | 'place'
  | 'bookmark'
  | 'reference'
  | 'link'
  | 'unlisted'
  /** The workbook. */
  | 'workbook-number'
  | 'workbook-link'
  | 'workbook-missing'
  /** The manifest against itself. */
  | 'manifest'
  | 'seal'
  /** The evidence that went in. */
  | 'input-missing'
  | 'input-altered'
  | 'input-added';

export interface Discrepancy {
  kind: DiscrepancyKind;
  /** In the dossier's folder; for inputs, in the evidence folder. */
  file: string;
  /** 1-based page of the PDF; null where it is no matter of one page. */
  page: number | null;
  /** Id of a piece, or what else is spoken of: a cell, a material number; null where there is none. */
  about: string | null;
  found: string | null;
  expected: string | null;
}

export function discrepancy(
  kind: DiscrepancyKind,
  file: string,
  more: Partial<Omit<Discrepancy, 'kind' | 'file'>> = {},
): Discrepancy {
  return { kind, file, page: null, about: null, found: null, expected: null, ...more };
}
