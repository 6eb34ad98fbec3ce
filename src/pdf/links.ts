/** Links that the tool sets itself: where they lead, and whose place is meant, so that `inspect` finds it again. */
import type { PiecePlace } from './job.js';
import { PdfString, textString } from './objects.js';
import { pt, serialise } from './syntax.js';

/** Tag of the marked content that holds a printed page number, and key of a link: each names its piece. */
export const REFERENCE_TAG = 'DossierRef';

export interface LinkContext {
  pageOf(pieceId: string): PiecePlace | null;
  /** Object number of a page, 1-based in the volume. */
  pageObject(page: number): number;
}

/** The action of a link to a piece or place; null where no volume has it. */
export function jump(piece: string, context: LinkContext): string | null {
  const place = context.pageOf(piece);
  if (place === null) return null;
  if (place.file === undefined) return `/Dest[${context.pageObject(place.first)} 0 R/Fit]`;
  const name = serialise(textString(place.file));
  const bytes = serialise(new PdfString(`<${Buffer.from(place.file, 'utf8').toString('hex')}>`));
  return `/A<</S/GoToR/F<</Type/Filespec/F${bytes}/UF${name}>>/D[${place.first - 1}/Fit]>>`;
}

/** The key of a link that names its piece. */
export function meantPiece(piece: string): string {
  return `/${REFERENCE_TAG}${serialise(textString(piece))}`;
}

/** A whole annotation over a page that is bound in; null where no volume has the piece. @param rect in the page's own space */
export function boundLink(rect: readonly number[], piece: string, context: LinkContext): string | null {
  const action = jump(piece, context);
  if (action === null) return null;
  return `<</Type/Annot/Subtype/Link/Rect[${rect.map(pt).join(' ')}]/Border[0 0 0]/F 4${action}${meantPiece(piece)}>>`;
}
