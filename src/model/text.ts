/** Reading the text out of a document's blocks. */
import type { Block, Paragraph } from './document.js';

/** Text of one paragraph; breaks and tabs as a space, pictures as nothing. */
export function paragraphText(paragraph: Paragraph): string {
  return paragraph.inlines.map((i) => (i.kind === 'text' ? i.text : i.kind === 'break' ? ' ' : '')).join('');
}

/** All paragraphs of the body in reading order, those of tables included. */
export function* paragraphs(blocks: Block[]): Generator<Paragraph> {
  for (const block of blocks) {
    if (block.kind === 'paragraph') yield block;
    else for (const row of block.rows) for (const cell of row.cells) yield* paragraphs(cell.blocks);
  }
}
