/** The links of a statement whose pages another program has set: laid over the words, where they came to stand. */
import type { References } from '../../../layout/index.js';
import type { Document } from '../../../model/document.js';
import { paragraphs, paragraphText } from '../../../model/text.js';
import type { BoundLink } from '../../../pdf/index.js';
import { findPassages } from '../../../readers/index.js';

/** @param pdf absolute path. Words that are not found there get no link. */
export async function statementLinks(
  pdf: string,
  document: Document,
  references: References,
): Promise<BoundLink[]> {
  if (document.kind !== 'word') return [];
  const passages = [...paragraphs(document.blocks)].flatMap((paragraph) => {
    const text = paragraphText(paragraph);
    const parts = references(text);
    return parts.length === 0 ? [] : [{ text, parts }];
  });
  const found = await findPassages(pdf, passages);
  return found.flatMap(({ passage, part, page, rect }) => {
    const piece = passages[passage]?.parts[part]?.piece;
    return piece === undefined ? [] : [{ page, rect, piece }];
  });
}
