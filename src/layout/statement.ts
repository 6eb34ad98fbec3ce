/**
 * A Word document set as an official document (GB/T 9704-2012) or in the look it has of its own; which of the two is
 * said in {@link file://./wordlook.ts}. Used for statements and for Word evidence.
 */
import type { Block, Paragraph, Section, WordDocument } from '../model/document.js';
import { foldName } from '../model/fold.js';
import type { Lang } from '../model/lang.js';
import { Flow } from './flow.js';
import type { FontSet } from './fonts.js';
import type { References } from './inline.js';
import type { PageContent } from './page.js';
import { placeParagraph, textOf } from './paragraph.js';
import { BODY_SIZE, GREY, LANDSCAPE } from './style.js';
import { placeTitle } from './title.js';
import { keepSignature, keepTogether, ledTo, liesAcross } from './wordleads.js';
import { frameOf, lookOf, type WordLook } from './wordlook.js';
import { drawHeaders, footersOf, joinSection, openSection, type SectionPages } from './wordmargins.js';
import { placeNotes, speaks } from './wordnotes.js';
import { WordRun } from './wordrun.js';
import { wordsOf } from './words.js';
import { placeWordTable } from './wordtable.js';

export interface StatementData {
  document: WordDocument;
  /** The prescribed title; the document's first line that equals it is set as its title. */
  title?: string | null;
  /** `own` for evidence; a document that has no look of its own gets the standard's all the same. */
  look?: WordLook['kind'];
  /** What the words of a paragraph refer to: they become links. */
  references?: References;
}

export interface PageOptions {
  lang?: Lang;
}

/** @returns the document's pages, at least one. */
export function statement(data: StatementData, fonts: FontSet, options: PageOptions = {}): PageContent[] {
  const { document } = data;
  const words = wordsOf(options.lang);
  const look = lookOf(document, data.look ?? 'standard');
  const sections = document.sections ?? [];
  const flow = new Flow(fonts, frameOf(look, sections[0]));
  const run = new WordRun(flow, document, look, words, data.references);
  const { blocks } = document;
  const [start, end] = extent(blocks);
  let from = start;
  const title = look.kind === 'standard' ? takeTitle(blocks.slice(start, end), data.title ?? null) : null;
  if (title) from += title.blocks;
  let open: SectionPages | null = null;
  const begin = (section: Section): void => {
    open = turnTo(run, section, open);
    if (title && section === sections[0]) placeTitle(flow, title.text);
  };
  if (sections[0]) begin(sections[0]);
  else if (title) placeTitle(flow, title.text);
  for (let i = from; i < end; i++) {
    for (const section of sections.slice(1))
      if (section.from === i || (i === from && section.from < i)) begin(section);
    const to = ledTo(blocks, i, end);
    if (to === null || sections.some((section) => section.from > i && section.from <= to)) {
      keepSignature(run, blocks, i);
      placeBlock(run, blocks, i);
    } else if (liesAcross(run, blocks, to)) {
      const { frame } = flow;
      flow.turn(LANDSCAPE);
      while (i < to) placeBlock(run, blocks, i++);
      placeBlock(run, blocks, to);
      flow.turn(frame);
    } else {
      keepTogether(run, blocks, i, to);
      placeBlock(run, blocks, i);
    }
  }
  if (open) drawHeaders(run, open, flow.pages.length);
  placeRest(run, sections);
  flow.closeFoot();
  if (flow.pages.length === 1 && flow.page.items.length === 0)
    flow.paragraph([{ text: words.empty, role: 'fangsong', size: BODY_SIZE, color: GREY }], {
      align: 'center',
    });
  return dropEmptyEnd(flow.pages);
}

/** Goes on with a section: another page shape, or a page of its own. */
function turnTo(run: WordRun, section: Section, before: SectionPages | null): SectionPages {
  const { flow } = run;
  const frame = frameOf(run.look, section);
  const same =
    flow.frame.pageWidth === frame.pageWidth &&
    flow.frame.pageHeight === frame.pageHeight &&
    flow.frame.x === frame.x &&
    flow.frame.width === frame.width;
  run.section = section;
  run.gridPitch = run.look.kind === 'own' ? section.gridPitch : null;
  if (before && same && (!section.newPage || run.look.kind === 'standard')) {
    if (section.newPage) flow.breakPage();
    joinSection(run, section);
    return before;
  }
  if (before) {
    flow.closeFoot();
    const end = flow.page.items.length === 0 ? flow.pages.length - 1 : flow.pages.length;
    drawHeaders(run, before, end);
    flow.turn(frame);
  }
  return openSection(run, section);
}

/** What stands on no page yet: text boxes that no paragraph holds, notes, headers, footers. */
function placeRest(run: WordRun, sections: readonly Section[]): void {
  const { document, words } = run;
  const boxes = document.textBoxes.filter((_, i) => !run.placedBoxes.has(i));
  placeNotes(
    run,
    words.textBoxes,
    boxes.map((note) => ({ note, mark: null })),
  );
  const footnotes = document.footnotes.flatMap((note, index) =>
    run.placedNotes.has(index) ? [] : [{ note, mark: { of: 'footnote' as const, index } }],
  );
  placeNotes(run, words.footnotes, footnotes);
  const endnotes = document.endnotes.map((note, index) => ({
    note,
    mark: { of: 'endnote' as const, index },
  }));
  placeNotes(run, words.endnotes, endnotes);
  const headers = [...run.headers.values()].filter(({ placed }) => !placed);
  placeNotes(
    run,
    words.headers,
    headers.map(({ blocks }) => ({ note: blocks, mark: null })),
  );
  placeNotes(
    run,
    words.footers,
    footersOf(sections).map((note) => ({ note, mark: null })),
  );
}

/** A page that a break left empty at the end is not bound in. */
function dropEmptyEnd(pages: PageContent[]): PageContent[] {
  const last = pages.findLastIndex((page) => page.items.length > 0);
  return pages.slice(0, Math.max(last + 1, 1));
}

/** Without the empty paragraphs at both ends. */
function extent(blocks: Block[]): [number, number] {
  const says = (block: Block): boolean =>
    speaks(block) || (block.kind === 'paragraph' && (block.format?.boxes.length ?? 0) > 0);
  const first = blocks.findIndex(says);
  return first < 0 ? [0, 0] : [first, blocks.findLastIndex(says) + 1];
}

/** The first lines that are the title: by style, by the prescribed wording, or by their look. */
function takeTitle(blocks: Block[], prescribed: string | null): { text: string; blocks: number } | null {
  const lines: string[] = [];
  for (const block of blocks.slice(0, 4)) {
    if (block.kind !== 'paragraph' || block.inlines.some((inline) => inline.kind === 'picture')) break;
    if ((block.format?.boxes.length ?? 0) > 0) break;
    const text = textOf(block).trim();
    if (text === '' || block.label) break;
    const centred = block.style === 'title' || block.alignment === 'center';
    if (lines.length > 0 && !(centred && !/^[（(【]/.test(text))) break;
    const prescribedNow = prescribed !== null && foldName([...lines, text].join('')) === foldName(prescribed);
    const byLook = text.length <= 60 && !/[。；：:!！?？]$/.test(text) && block.headingLevel === null;
    const isTitle = prescribedNow || block.style === 'title' || (centred && byLook);
    if (
      !isTitle &&
      !(lines.length === 0 && byLook && text.length > 4 && !/^[一二三四五六七八九十（(\d]/.test(text))
    )
      break;
    lines.push(text);
    if (prescribedNow) break;
    if (!centred) break;
  }
  return lines.length > 0 ? { text: lines.join('\n'), blocks: lines.length } : null;
}

function placeBlock(run: WordRun, blocks: Block[], at: number): void {
  const block = blocks[at];
  if (!block) return;
  if (block.kind === 'table') {
    placeWordTable(run, block);
    return;
  }
  const paragraph = (other: Block | undefined): Paragraph | null =>
    other?.kind === 'paragraph' ? other : null;
  const holdsOnly = !speaks(block) && (block.format?.boxes.length ?? 0) > 0;
  if (!holdsOnly)
    placeParagraph(run, block, { before: paragraph(blocks[at - 1]), after: paragraph(blocks[at + 1]) });
  placeBoxes(run, block);
}

/** Text boxes stand where they are anchored, as paragraphs of their own. */
function placeBoxes(run: WordRun, paragraph: Paragraph): void {
  for (const index of paragraph.format?.boxes ?? []) {
    const box = run.document.textBoxes[index];
    if (!box || run.placedBoxes.has(index)) continue;
    run.placedBoxes.add(index);
    box.forEach((_, i) => {
      placeBlock(run, box, i);
    });
  }
}
