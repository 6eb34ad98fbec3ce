/**
 * .docx → WordDocument (ECMA-376, transitional and strict): what Word shows with all revisions accepted,
 * and apart what its word count leaves out. May not change the file; throws ReadFailure inside the room only.
 */
import type { Block, WordDocument } from '../model/document.js';
import { paragraphText } from '../model/text.js';
import { fieldContent, gathered } from './active.js';
import { readBlocks } from './docx-blocks.js';
import { Numbering } from './docx-numbering.js';
import { DocxPackage } from './docx-package.js';
import { Story } from './docx-story.js';
import { Styles } from './docx-styles.js';
import { ReadFailure } from './failure.js';
import { countBlocks, excludedWords } from './wordcount.js';
import { find, findAll, kid, kids, textOf, type XmlNode } from './xml.js';

/** Reads one .docx. `path`: inventory path, kept as identity; `absolute`: where it lies. Throws ReadFailure. */
export async function readDocx(path: string, absolute: string): Promise<WordDocument> {
  const source = await DocxPackage.open(absolute);
  try {
    return await readDocument(path, source);
  } finally {
    await source.close();
  }
}

/** Bytes of a picture of the document, by its part name (`PictureInline.part`). Throws ReadFailure. */
export async function readPicture(absolute: string, part: string): Promise<Uint8Array> {
  const source = await DocxPackage.open(absolute);
  try {
    return await source.picture(part);
  } finally {
    await source.close();
  }
}

async function readDocument(path: string, source: DocxPackage): Promise<WordDocument> {
  const root = await source.xml(source.main);
  const body = kid(root, 'w:body');
  if (!root || !body) throw new ReadFailure('not-the-format', `${source.main} is no Word document`);
  const relationships = await source.relationships(source.main);
  const partOf = (type: string): string | null =>
    [...relationships.values()].find((r) => r.type === type && !r.external)?.target ?? null;
  const xmlOf = async (type: string): Promise<XmlNode | null> => {
    const part = partOf(type);
    return part === null ? null : source.xml(part);
  };
  const shared = {
    package: source,
    styles: new Styles(await xmlOf('styles')),
    numbering: new Numbering(await xmlOf('numbering')),
  };
  const main = new Story(shared, relationships);
  const blocks = readBlocks(body, main);
  const stories = [main];

  /** Reads a part beside the body; its text boxes belong to it. */
  const part = async (target: string, pick: (top: XmlNode) => XmlNode[]): Promise<Block[][]> => {
    const top = await source.xml(target);
    if (!top) return [];
    const story = new Story(shared, await source.relationships(target));
    stories.push(story);
    return pick(top).map((node) => {
      const own = readBlocks(node, story);
      return [...own, ...story.textBoxes.splice(0).flat()];
    });
  };
  const notes = async (type: string, name: string): Promise<Block[][]> => {
    const target = partOf(type);
    return target === null
      ? []
      : part(target, (top) => kids(top).filter((n) => n.name === name && !isSeparator(n)));
  };
  const margins = async (name: string): Promise<Block[]> => {
    const ids = new Set(findAll(root, name).map((node) => node.attributes['r:id'] ?? ''));
    const targets = new Set([...ids].flatMap((id) => relationships.get(id)?.target ?? []));
    const found: Block[] = [];
    for (const target of targets) found.push(...(await part(target, (top) => [top])).flat());
    return found;
  };

  const footnotes = await notes('footnotes', 'w:footnote');
  const endnotes = await notes('endnotes', 'w:endnote');
  const headers = await margins('w:headerReference');
  const footers = await margins('w:footerReference');
  const comments = await notes('comments', 'w:comment');
  const parts = { textBoxes: main.textBoxes, footnotes, endnotes, headers, footers };
  return {
    kind: 'word',
    format: 'docx',
    activeContent: gathered([
      ...(await source.activeContent()),
      ...fieldContent(stories.flatMap((story) => story.instructions)),
    ]),
    path,
    blocks,
    ...parts,
    comments: comments.map((comment) => plainText(comment)),
    revisions: {
      inserted: stories.reduce((sum, story) => sum + story.inserted, 0),
      deleted: stories.reduce((sum, story) => sum + story.deleted, 0),
    },
    hiddenText: stories.flatMap((story) => story.hidden).join('\n'),
    properties: await properties(source),
    words: countBlocks(blocks),
    excluded: excludedWords(parts, comments, {
      hidden: stories.reduce((sum, story) => sum + story.hiddenWords(), 0),
      deleted: stories.reduce((sum, story) => sum + story.deletedWords(), 0),
    }),
  };
}

/** The lines above the notes are stored as notes too. */
function isSeparator(note: XmlNode): boolean {
  const type = note.attributes['w:type'];
  return type !== undefined && type !== 'normal';
}

/** Text of blocks, one line a paragraph; breaks and tabs as a space. */
export function plainText(blocks: Block[]): string {
  return blocks
    .map((block) =>
      block.kind === 'paragraph'
        ? paragraphText(block)
        : block.rows.map((row) => row.cells.map((cell) => plainText(cell.blocks)).join(' ')).join('\n'),
    )
    .join('\n');
}

async function properties(source: DocxPackage): Promise<WordDocument['properties']> {
  const target = [...source.rootRelationships.values()].find((r) => r.type === 'core-properties')?.target;
  const found: WordDocument['properties'] = {};
  // Properties are an extra: a broken part of them does not make the text unreadable.
  const root = await source.xml(target ?? 'docProps/core.xml').catch((error: unknown) => {
    if (error instanceof ReadFailure) return null;
    throw error;
  });
  if (!root) return found;
  const names = [
    ['title', 'dc:title'],
    ['creator', 'dc:creator'],
    ['lastModifiedBy', 'cp:lastModifiedBy'],
    ['created', 'dcterms:created'],
    ['modified', 'dcterms:modified'],
  ] as const;
  for (const [key, name] of names) {
    const node = find(root, name);
    const text = node ? textOf(node).trim() : '';
    if (text !== '') found[key] = text;
  }
  return found;
}
