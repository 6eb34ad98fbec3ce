/** What a piece's pages draw, without the pages: enough to tell whether they are the same as before, and which characters they need. */
import { createHash } from 'node:crypto';
import type { FontRole, PageContent, PageItem, StructPart } from '../../../layout/index.js';

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
  /** Boxes stand for characters that no face has. */
  boxes: boolean;
}

/** Those of groups among them. */
function* itemsOf(items: readonly PageItem[]): Generator<PageItem> {
  for (const item of items) {
    if (item.kind === 'group') yield* itemsOf(item.items);
    else yield item;
  }
}

/** Parts refer to each other in both ways: each is told once, by a number. */
class Parts {
  readonly #numbers = new Map<StructPart, number>();

  number(part: StructPart): number {
    const known = this.#numbers.get(part);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(part, number);
    for (const near of [part.parent, ...(part.kids ?? [])]) if (near) this.number(near);
    return number;
  }

  text(): string {
    return [...this.#numbers.keys()]
      .map(({ parent, kids, ...own }) =>
        JSON.stringify([own, parent && this.number(parent), kids?.map((kid) => this.number(kid))]),
      )
      .join('\n');
  }
}

export function traceOf(pages: readonly PageContent[]): Trace {
  const characters = new Map<FontRole, Set<string>>();
  const numbered = new Set<FontRole>();
  const targets = new Set<string>();
  const pictures = new Set<string>();
  let boxes = false;
  const parts = new Parts();
  const hash = createHash('sha256');
  for (const page of pages) {
    hash.update(
      `${JSON.stringify(page, (key, value) => (key === 'part' && value ? parts.number(value) : value))}\n`,
    );
    for (const item of itemsOf(page.items)) {
      if (item.kind === 'text') {
        const known = characters.get(item.font) ?? new Set();
        characters.set(item.font, known);
        for (const char of item.text) known.add(char);
        boxes ||= item.lost !== undefined;
      } else if (item.kind === 'page-ref') {
        numbered.add(item.font);
        targets.add(item.target);
      } else if (item.kind === 'picture') pictures.add(item.key);
    }
    for (const { target } of page.links) if ('piece' in target) targets.add(target.piece);
  }
  hash.update(parts.text());
  return { digest: hash.digest('hex'), characters, numbered, targets, pictures, boxes };
}
