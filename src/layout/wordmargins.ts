/**
 * Headers and footers of Word documents. A header is drawn into the top margin of the pages that show it; one that is
 * too high for the margin (a red letterhead) opens its section's first page instead; what finds no place there either
 * stands once at the document's end, so that it is never lost. Footers all stand there: the foot of our pages belongs to the volume's own numbers. Page numbers of the
 * file are left out: they would contradict those.
 */
import type { Block, Inline, Paragraph, PictureInline, Section } from '../model/document.js';
import { type Strip, shiftStrip, stripsHeight } from './flow.js';
import { textOf } from './paragraph.js';
import { mm } from './style.js';
import { speaks } from './wordnotes.js';
import type { WordRun } from './wordrun.js';
import { cellStrips } from './wordtable.js';

/** The material's number is printed so far into the top margin; headers keep clear of it. */
const STAMP = mm(12);
/** Between a header and the text, pt. */
const GAP = 4;

/** Where the pages of a section begin. */
export interface SectionPages {
  section: Section;
  firstPage: number;
  /** The header that opened the section's first page in the flow. */
  inFlow: boolean;
}

/** What a header or footer says once page numbers are gone; empty if nothing is left. */
export function saidIn(blocks: Block[]): Block[] {
  const kept = blocks.flatMap((block): Block[] => {
    if (block.kind === 'table')
      return [
        {
          ...block,
          rows: block.rows.map((row) => ({
            ...row,
            cells: row.cells.map((cell) => ({ ...cell, blocks: saidIn(cell.blocks) })),
          })),
        },
      ];
    const numbered = block.inlines.some((inline) => inline.kind === 'text' && inline.pageNumber);
    const paragraph: Paragraph = {
      ...block,
      inlines: block.inlines.flatMap((inline): Inline[] => {
        if (inline.kind === 'text' && inline.pageNumber) return [];
        // It would lie over a text that is not the margin's.
        if (inline.kind === 'picture') return [inTextOf(inline)];
        return [inline];
      }),
    };
    // What is left of "第 1 页 共 2 页" or "- 1 -" says nothing without its numbers.
    if (numbered && /^[\s\-–—－·.,|/第页共总]*(?:page|of|\s)*$/i.test(textOf(paragraph))) {
      const pictures = paragraph.inlines.filter((inline) => inline.kind === 'picture');
      return pictures.length > 0 ? [{ ...paragraph, inlines: pictures }] : [];
    }
    return [paragraph];
  });
  return kept.some(has) ? kept : [];
}

function inTextOf({ floating: _, ...picture }: PictureInline): PictureInline {
  return picture;
}

function has(block: Block): boolean {
  return block.kind === 'paragraph'
    ? speaks(block)
    : block.rows.some((row) => row.cells.some((cell) => cell.blocks.some(has)));
}

function headerOf(section: Section, pages: 'first' | 'default' | 'even'): Block[] {
  const found = section.headers.find((header) => header.pages === pages);
  return found ? saidIn(found.blocks) : [];
}

export function marginStrips(run: WordRun, blocks: Block[]): Strip[] {
  return cellStrips(run, { blocks, colSpan: 1, rowSpan: 1 }, run.flow.frame.width, 10.5, false);
}

function fits(run: WordRun, strips: Strip[]): boolean {
  return stripsHeight(strips) <= run.flow.frame.y - STAMP - GAP;
}

function openingHeader(section: Section): Block[] {
  return headerOf(section, section.headers.some(({ pages }) => pages === 'first') ? 'first' : 'default');
}

/** A section that goes on on the page of the one before: its header has no page to stand on. */
export function joinSection(run: WordRun, section: Section): void {
  const header = openingHeader(section);
  if (header.length > 0) run.noteHeader(header, false);
}

/** Opens a section: a header too high for the margin stands in the flow. */
export function openSection(run: WordRun, section: Section): SectionPages {
  const { flow } = run;
  const header = openingHeader(section);
  const strips = marginStrips(run, header);
  const inFlow = strips.length > 0 && !fits(run, strips) && flow.atTop;
  if (inFlow) {
    for (const strip of strips) flow.place(strip);
    run.noteHeader(header, true);
  }
  return { section, firstPage: flow.pages.length - 1, inFlow };
}

/** Draws the headers of a section's pages, once the last of them is known. */
export function drawHeaders(run: WordRun, { section, firstPage, inFlow }: SectionPages, end: number): void {
  const { flow } = run;
  const evenToo = section.headers.some(({ pages }) => pages === 'even');
  const firstToo = section.headers.some(({ pages }) => pages === 'first');
  for (let at = firstPage; at < end; at++) {
    const page = flow.pages[at];
    if (!page || (at === firstPage && inFlow)) continue;
    const kind = at === firstPage && firstToo ? 'first' : evenToo && at % 2 === 1 ? 'even' : 'default';
    const header = headerOf(section, kind);
    const strips = marginStrips(run, header);
    if (strips.length === 0) continue;
    const placed = fits(run, strips);
    run.noteHeader(header, placed);
    if (!placed) continue;
    let y = flow.frame.y - GAP - stripsHeight(strips);
    for (const strip of strips) {
      const placed = shiftStrip(strip, flow.frame.x, y);
      page.items.push(...placed.items);
      page.links.push(...placed.links);
      y += strip.height;
    }
  }
}

/** Footers of all sections, each text once. */
export function footersOf(sections: readonly Section[]): Block[][] {
  const seen = new Set<string>();
  return sections.flatMap((section) =>
    section.footers.flatMap(({ blocks }) => {
      const said = saidIn(blocks);
      const key = JSON.stringify(said);
      if (said.length === 0 || seen.has(key)) return [];
      seen.add(key);
      return [said];
    }),
  );
}
