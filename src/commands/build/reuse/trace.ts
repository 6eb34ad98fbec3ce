/** What a piece's pages draw, without the pages: enough to tell whether they are the same as before, and which characters they need. */
import { createHash } from 'node:crypto';
import type { FontRole, PageContent } from '../../../layout/index.js';

export interface Trace {
  /** SHA-256 (hex) of the pages. */
  digest: string;
  /** Characters by the face that draws them. */
  characters: ReadonlyMap<FontRole, ReadonlySet<string>>;
  /** Faces in which numbers of other pages are printed. */
  numbered: ReadonlySet<FontRole>;
  /** Pieces and places that are referred to or linked to. */
  targets: ReadonlySet<string>;
  /** Keys of pictures. */
  pictures: ReadonlySet<string>;
}

export function traceOf(pages: readonly PageContent[]): Trace {
  const characters = new Map<FontRole, Set<string>>();
  const numbered = new Set<FontRole>();
  const targets = new Set<string>();
  const pictures = new Set<string>();
  const hash = createHash('sha256');
  for (const page of pages) {
    hash.update(`${JSON.stringify(page)}\n`);
    for (const item of page.items) {
      if (item.kind === 'text') {
        const known = characters.get(item.font) ?? new Set();
        characters.set(item.font, known);
        for (const char of item.text) known.add(char);
      } else if (item.kind === 'page-ref') {
        numbered.add(item.font);
        targets.add(item.target);
      } else if (item.kind === 'picture') pictures.add(item.key);
    }
    for (const { target } of page.links) if ('piece' in target) targets.add(target.piece);
  }
  return { digest: hash.digest('hex'), characters, numbered, targets, pictures };
}
