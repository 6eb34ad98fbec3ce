/**
 * .doc and .wps of the years before .docx → WordDocument: text, tables, notes, margins, text boxes. Pictures and
 * automatic numbers are not read; how many pictures were left out is told. Throws ReadFailure inside the room only.
 */
import type { ActiveContent, Block, WordDocument } from '../model/document.js';
import { fieldContent, oleContent } from './active.js';
import { DocBinary, type StoryName } from './doc-binary.js';
import { type Aside, docBlocks, emptyAside } from './doc-blocks.js';
import { plainText } from './docx.js';
import { trimmed } from './old-text.js';
import type { OleFile } from './ole.js';
import { countBlocks, countRuns, excludedWords } from './wordcount.js';

/** `path`: inventory path, kept as identity. Throws ReadFailure. */
export async function readDoc(path: string, file: OleFile): Promise<WordDocument> {
  const source = await DocBinary.open(file);
  const aside = emptyAside();
  const parts = (name: StoryName): Block[][] =>
    source
      .parts(name)
      .map(([from, to]) => trimmed(docBlocks(source, from, to, aside)))
      .filter((blocks) => blocks.length > 0);
  const blocks = withoutLast(docBlocks(source, ...source.story('body'), aside));
  const beside = {
    textBoxes: parts('textBoxes'),
    footnotes: parts('footnotes'),
    endnotes: parts('endnotes'),
    ...margins(source, aside),
  };
  const comments = parts('comments');
  beside.headers.push(...parts('headerTextBoxes').flat());
  return {
    kind: 'word',
    path,
    format: 'doc',
    blocks,
    ...beside,
    comments: comments.map((comment) => plainText(comment)),
    revisions: { inserted: aside.inserted, deleted: aside.removed },
    hiddenText: aside.hidden.map((run) => run.text).join(''),
    properties: {},
    words: countBlocks(blocks),
    excluded: excludedWords(beside, comments, {
      hidden: countRuns(aside.hidden).count,
      deleted: countRuns(aside.deleted).count,
    }),
    picturesLeftOut: aside.pictures + Math.max(0, aside.shapes - beside.textBoxes.length),
    activeContent: activeContent(file, aside),
  };
}

function activeContent(file: OleFile, aside: Aside): ActiveContent[] {
  return [...oleContent(file.paths()), ...fieldContent(aside.fields)];
}

/** Six separators of notes stand before the margins of each section ([MS-DOC] 2.8.22). */
function margins(source: DocBinary, aside: Aside): { headers: Block[]; footers: Block[] } {
  const headers: Block[] = [];
  const footers: Block[] = [];
  source.parts('headers').forEach(([from, to], i) => {
    if (i < 6 || from === to) return;
    const blocks = trimmed(docBlocks(source, from, to, aside));
    // Of each section: even, odd, even, odd, first, first.
    ([0, 1, 4].includes(i % 6) ? headers : footers).push(...blocks);
  });
  return { headers, footers };
}

/** A table at the very end needs a paragraph behind it, which nobody wrote. */
function withoutLast(blocks: Block[]): Block[] {
  const last = blocks.at(-1);
  return last?.kind === 'paragraph' && last.inlines.length === 0 && blocks.at(-2)?.kind === 'table'
    ? blocks.slice(0, -1)
    : blocks;
}
