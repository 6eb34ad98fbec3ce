/**
 * The build's proof of its own output: every volume is opened again, and for every page the stamp and
 * label, and for every piece the named place and the bookmark, must be what the plan says.
 */
import { join } from 'node:path';
import type { DossierPlan, Volume } from '../../model/plan.js';
import { inspectPdf } from '../../pdf/index.js';
import { firstPrinted } from '../../plan/index.js';

/** @throws Error that names the first page that is not as planned: a bug of this tool, so nothing is published */
export function proveVolumes(stage: string, plan: DossierPlan, numbering: 'volume' | 'continuous'): void {
  for (const volume of plan.volumes) {
    proveVolume(join(stage, volume.file), volume, firstPrinted(plan, volume.no, numbering));
  }
}

function proveVolume(path: string, volume: Volume, first: number): void {
  const seen = inspectPdf(path);
  const wrong = (what: string) => new Error(`self-proof failed in ${volume.file}: ${what}`);
  if (seen.pages.length !== volume.pages) throw wrong(`${seen.pages.length} pages, planned ${volume.pages}`);
  for (const { page, stamp } of seen.pages) {
    const printed = first + page - 1;
    if (stamp?.number !== printed)
      throw wrong(`page ${page} prints ${stamp?.number ?? 'nothing'}, planned ${printed}`);
    if (seen.labels[page - 1] !== String(printed))
      throw wrong(`page ${page} is labelled ${seen.labels[page - 1]}`);
  }
  const bookmarked = new Set(seen.outline.map((item) => item.page));
  for (const piece of volume.pieces) {
    const at = seen.names.get(piece.id);
    if (at !== piece.firstPage)
      throw wrong(`${piece.id} begins on page ${at ?? 'none'}, planned ${piece.firstPage}`);
    if (!bookmarked.has(piece.firstPage)) throw wrong(`${piece.id} has no bookmark`);
    if (piece.kind !== 'material') continue;
    const number = piece.id.slice('material:'.length);
    for (let sheet = 0; sheet < piece.pages; sheet += 1) {
      const label = seen.pages[piece.firstPage - 1 + sheet]?.stamp?.label;
      if (!label?.startsWith(number))
        throw wrong(`${piece.id}, sheet ${sheet + 1}, is stamped "${label ?? ''}"`);
    }
  }
}
