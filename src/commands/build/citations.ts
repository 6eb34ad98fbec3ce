/** Where the materials that a statement speaks of stand in the dossier. */
import { placeIn, type References } from '../../layout/index.js';
import { citationsIn, listsAttachments } from '../../model/citations.js';
import type { CatalogueEntry } from '../../model/document.js';
import { paragraphs, paragraphText } from '../../model/text.js';
import type { DraftUnit } from '../../plan/index.js';

/** For each statement that was read as text, by its piece: a paragraph's words → the pages they lead to. */
export function referencesOf(units: readonly DraftUnit[]): ReadonlyMap<string, References> {
  const all = new Map<string, References>();
  for (const { work, submissions } of units) {
    for (const { statements, catalogue, materials } of submissions) {
      const places = new Map<CatalogueEntry, string>();
      for (const { entry, piece, number } of materials) {
        const place = piece ?? (catalogue ? placeIn(catalogue.id, number) : null);
        if (entry !== null && place !== null) places.set(entry, place);
      }
      if (places.size === 0) continue;
      const entries = [...places.keys()];
      for (const { piece, part } of statements) {
        const { document } = part;
        if (document.kind !== 'word') continue;
        const attachments = listsAttachments([...paragraphs(document.blocks)].map(paragraphText));
        all.set(piece.id, (text) =>
          citationsIn(text, entries, work.unit, attachments).flatMap(({ start, end, entry }) => {
            const place = places.get(entry);
            return place === undefined ? [] : [{ from: start, to: end, piece: place }];
          }),
        );
      }
    }
  }
  return all;
}
