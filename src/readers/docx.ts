/**
 * .docx → WordDocument (ECMA-376, transitional and strict): what Word shows with all revisions accepted,
 * and apart what its word count leaves out. May not change the file; throws ReadFailure inside the room only.
 */
import type { Block, PictureInline, WordDocument } from '../model/document.js';
import { paragraphText } from '../model/text.js';
import { fieldContent, gathered } from './active.js';
import { readBlocks } from './docx-blocks.js';
import { chartWords } from './docx-drawings.js';
import { Numbering } from './docx-numbering.js';
import { DocxPackage } from './docx-package.js';
import { MarginParts, sectionShape, sectionsOf } from './docx-sections.js';
import { Story } from './docx-story.js';
import { Styles } from './docx-styles.js';
import { themeFonts } from './docx-theme.js';
import { ReadFailure } from './failure.js';
import { LIMITS } from './limits.js';
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
    styles: new Styles(await xmlOf('styles'), themeFonts(await extra(xmlOf, 'theme'))),
    numbering: new Numbering(await xmlOf('numbering')),
  };
  const noteParts = { footnote: await notesOf(xmlOf, 'footnote'), endnote: await notesOf(xmlOf, 'endnote') };
  const places = new Map<string, number>();
  for (const [of, nodes] of Object.entries(noteParts))
    for (const [index, node] of nodes.entries()) places.set(`${of}/${node.attributes['w:id'] ?? ''}`, index);
  const main = new Story(shared, relationships, places);
  const lastShape = kid(body, 'w:sectPr');
  main.gridPitch = lastShape ? sectionShape(lastShape).gridPitch : null;
  const blocks = readBlocks(body, main);
  if (lastShape) main.sections.push({ node: lastShape, until: blocks.length });
  const stories = [main];

  /** Reads a part beside the body; its text boxes belong to it. */
  const part = async (target: string, tops: XmlNode[]): Promise<Block[][]> => {
    const story = new Story(shared, await source.relationships(target));
    stories.push(story);
    return tops.map((node) => {
      const own = readBlocks(node, story);
      return [...own, ...story.textBoxes.splice(0).flat()];
    });
  };
  const notes = async (type: string, nodes: XmlNode[]): Promise<Block[][]> => {
    const target = partOf(type);
    return target === null ? [] : part(target, nodes);
  };
  /** Headers or footers, by part. */
  const margins = async (name: string): Promise<Map<string, Block[]>> => {
    const found = new Map<string, Block[]>();
    for (const node of findAll(root, name)) {
      const target = relationships.get(node.attributes['r:id'] ?? '')?.target;
      if (target === undefined || found.has(target)) continue;
      const top = await source.xml(target);
      if (top) found.set(target, (await part(target, [top])).flat());
    }
    return found;
  };

  const footnotes = await notes('footnotes', noteParts.footnote);
  const endnotes = await notes('endnotes', noteParts.endnote);
  const headerParts = await margins('w:headerReference');
  const footerParts = await margins('w:footerReference');
  const headers = [...headerParts.values()].flat();
  const footers = [...footerParts.values()].flat();
  const comments = await notes('comments', await notesOf(xmlOf, 'comment'));
  const settings = await extra(xmlOf, 'settings');
  const shown = { headers: new MarginParts(settings), footers: new MarginParts(settings) };
  const sections = sectionsOf(main.sections, blocks, (node) => ({
    headers: shown.headers
      .take(node, 'w:headerReference', relationships)
      .map(({ pages, target }) => ({ pages, blocks: headerParts.get(target) ?? [] })),
    footers: shown.footers
      .take(node, 'w:footerReference', relationships)
      .map(({ pages, target }) => ({ pages, blocks: footerParts.get(target) ?? [] })),
  }));
  for (const chart of stories.flatMap((story) => story.charts)) await describe(chart, source);
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
    ...(sections.length > 0 ? { sections } : {}),
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

/** Adds what a chart says to its description; a chart whose part can't be read keeps its name. */
async function describe(chart: PictureInline, source: DocxPackage): Promise<void> {
  if (chart.part === '') return;
  const root = await source.xml(chart.part).catch((error: unknown) => {
    if (error instanceof ReadFailure) return null;
    throw error;
  });
  const words = root ? chartWords(root) : '';
  if (words !== '')
    chart.description = [chart.description, words.slice(0, LIMITS.chartWords)].filter(Boolean).join('：');
}

type PartReader = (type: string) => Promise<XmlNode | null>;

/** The notes of a part, without the lines above them. */
async function notesOf(read: PartReader, kind: 'footnote' | 'endnote' | 'comment'): Promise<XmlNode[]> {
  const top = await read(`${kind}s`);
  return top ? kids(top).filter((node) => node.name === `w:${kind}` && !isSeparator(node)) : [];
}

/** Theme and settings are extras: a broken one does not make the text unreadable. */
async function extra(read: PartReader, type: 'theme' | 'settings'): Promise<XmlNode | null> {
  return read(type).catch((error: unknown) => {
    if (error instanceof ReadFailure) return null;
    throw error;
  });
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
