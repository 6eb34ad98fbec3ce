/** What is noted of a volume while it is written: what breaks PDF/A-2b, and where boxes stand for characters. */
import type { VolumeResult } from './job.js';
import type { PdfaCheck, PdfaReason } from './pdfa.js';
import { PDFA_OBJECTS } from './writer.js';

export class VolumeNotes {
  readonly pdfa: VolumeResult['pdfa'] = { claimed: false, broken: [], declared: [] };
  readonly lost: VolumeResult['lostCharacters'] = [];

  /** A piece that binds a file in, once all of it is copied. */
  judge(piece: string, check: PdfaCheck): void {
    const { reasons } = check;
    if (reasons.length > 0) this.broken(piece, reasons);
    else if (check.declared) this.pdfa.declared.push(piece);
  }

  /** @param piece null: what the tool itself wrote. */
  broken(piece: string | null, reasons: PdfaReason[]): void {
    const { broken } = this.pdfa;
    const known = broken.at(-1);
    if (known === undefined || known.piece !== piece) broken.push({ piece, reasons });
    else known.reasons = [...new Set([...known.reasons, ...reasons])];
  }

  /** Boxes stand for characters on a page (1-based) of the piece. */
  lostOn(piece: string, page: number, characters: string): void {
    const last = this.lost.at(-1);
    const known = last?.page === page ? last : { piece, page, characters: '' };
    if (known !== last) this.lost.push(known);
    known.characters = [...new Set(known.characters + characters)].join('');
  }

  /**
   * Whether nothing bound in breaks PDF/A-2b, and what the tool wrote keeps to it; when all pages are written.
   * @param fontsSound all text is shown by glyphs of its own. @param objects so many are in the file.
   */
  claim(fontsSound: boolean, objects: number): boolean {
    if (!fontsSound) this.broken(null, ['font-incomplete']);
    if (objects > PDFA_OBJECTS) this.broken(null, ['limits']);
    this.pdfa.claimed = this.pdfa.broken.length === 0;
    return this.pdfa.claimed;
  }
}
