/**
 * A Word document set as an official document (GB/T 9704-2012): title, levels 一、（一）1.（1）, body with
 * two characters' indent, tables, pictures, notes at the end. Used for statements and for Word evidence.
 */
import type { Block, Paragraph, PictureInline, WordDocument } from '../model/document.js';
import { foldName } from '../model/fold.js';
import type { Lang } from '../model/lang.js';
import { Flow, lineStrip } from './flow.js';
import type { FontSet } from './fonts.js';
import { inlineSpan, trimStart } from './inline.js';
import { type Span, setLines } from './lines.js';
import type { FontRole, PageContent, StructRole } from './page.js';
import { BODY_SIZE, BODY_TRACKING, GREY, HAIRLINE, headingRole, PITCH, SMALL_SIZE } from './style.js';
import { placeTitle } from './title.js';
import { wordsOf } from './words.js';
import { pictureStrip, placeWordTable } from './wordtable.js';

export interface StatementData {
  document: WordDocument;
  /** The prescribed title; the document's first line that equals it is set as its title. */
  title?: string | null;
}

export interface PageOptions {
  lang?: Lang;
}

/** @returns the document's pages, at least one. */
export function statement(data: StatementData, fonts: FontSet, options: PageOptions = {}): PageContent[] {
  const flow = new Flow(fonts);
  const { document } = data;
  const words = wordsOf(options.lang);
  const blocks = trimBlocks(document.blocks);
  let rest = blocks;
  const title = takeTitle(blocks, data.title ?? null);
  if (title) {
    placeTitle(flow, title.text);
    rest = blocks.slice(title.blocks);
  }
  for (const block of rest) placeBlock(flow, block, document.path);
  placeNotes(flow, document.path, words.textBoxes, document.textBoxes, false);
  placeNotes(flow, document.path, words.footnotes, document.footnotes, true);
  placeNotes(flow, document.path, words.endnotes, document.endnotes, true);
  if (flow.pages.length === 1 && flow.page.items.length === 0)
    flow.paragraph([{ text: words.empty, role: 'fangsong', size: BODY_SIZE, color: GREY }], {
      align: 'center',
    });
  return dropEmptyEnd(flow.pages);
}

/** A page that a break left empty at the end is not bound in. */
function dropEmptyEnd(pages: PageContent[]): PageContent[] {
  const last = pages.findLastIndex((page) => page.items.length > 0);
  return pages.slice(0, Math.max(last + 1, 1));
}

/** Without the empty paragraphs at both ends. */
function trimBlocks(blocks: Block[]): Block[] {
  const says = (block: Block): boolean =>
    block.kind === 'table' ||
    block.inlines.some((inline) => inline.kind === 'picture') ||
    textOf(block).trim() !== '';
  const first = blocks.findIndex(says);
  return first < 0 ? [] : blocks.slice(first, blocks.findLastIndex(says) + 1);
}

export function textOf(paragraph: Paragraph): string {
  return paragraph.inlines
    .map((inline) => (inline.kind === 'text' ? inline.text : inline.kind === 'break' ? '\n' : ''))
    .join('');
}

/** The first lines that are the title: by style, by the prescribed wording, or by their look. */
function takeTitle(blocks: Block[], prescribed: string | null): { text: string; blocks: number } | null {
  const lines: string[] = [];
  for (const block of blocks.slice(0, 4)) {
    if (block.kind !== 'paragraph' || block.inlines.some((inline) => inline.kind === 'picture')) break;
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

function placeBlock(flow: Flow, block: Block, path: string): void {
  if (block.kind === 'table') placeWordTable(flow, block, path);
  else placeParagraph(flow, block, path);
}

function placeParagraph(flow: Flow, paragraph: Paragraph, path: string): void {
  if (paragraph.pageBreakBefore) flow.breakPage();
  const level = levelOf(paragraph);
  const pictures: PictureInline[] = [];
  let spans: Span[] = [];
  let indented = false;
  const flush = (): void => {
    if (spans.some((span) => span.text !== '')) {
      const look = paragraphLook(paragraph, level, indented);
      flow.paragraph(spans, look);
      indented = true;
    }
    spans = [];
    for (const picture of pictures.splice(0))
      flow.place(pictureStrip(picture, path, flow.frame.width, flow.frame.height));
  };
  if (paragraph.label)
    spans.push({ text: labelText(paragraph.label), role: headingRole(level), size: BODY_SIZE });
  for (const inline of paragraph.inlines) {
    if (inline.kind === 'picture') pictures.push(inline);
    else if (inline.kind === 'break' && inline.what === 'page') {
      flush();
      flow.breakPage();
    } else spans.push(inlineSpan(inline, level));
  }
  spans = dressHeading(trimStart(spans), paragraph, level);
  // An empty paragraph is an empty line, as the writer meant it; never at the top of a page.
  if (spans.length === 0 && pictures.length === 0) flow.space(PITCH);
  flush();
}

/** "一、" is followed by the text at once, "1." by a space in the text only if the writer put one. */
function labelText(label: string): string {
  return /[、．.）)：:\s]$/.test(label) ? label : `${label} `;
}

const LEVELS: [RegExp, number][] = [
  [/^[一二三四五六七八九十百]+、/, 1],
  [/^[（(][一二三四五六七八九十百]+[）)]/, 2],
  [/^\d{1,2}[.．、](?!\d)/, 3],
  [/^[（(]\d{1,2}[）)]/, 4],
];

/** Level of a heading 1–4; 9 for body text. The number written counts, then the style. */
function levelOf(paragraph: Paragraph): number {
  const text = `${paragraph.label ?? ''}${textOf(paragraph).trim()}`;
  for (const [pattern, level] of LEVELS) if (pattern.test(text)) return level;
  return paragraph.headingLevel === null ? 9 : Math.min(paragraph.headingLevel, 4);
}

/**
 * A heading that runs on into its paragraph keeps its face only up to its first stop:
 * （一）加强领导。区政府… ; bold of the file is dropped where the face already says it.
 */
function dressHeading(spans: Span[], paragraph: Paragraph, level: number): Span[] {
  if (level > 2) return spans;
  const role: FontRole = headingRole(level);
  const whole = spans.map((span) => span.text).join('');
  const stop = whole.search(/[。；：]/);
  const heading = paragraph.headingLevel !== null || stop < 0 || stop === whole.length - 1;
  let left = heading ? Number.POSITIVE_INFINITY : stop + 1;
  const out: Span[] = [];
  for (const span of spans) {
    const cut = Math.max(0, Math.min(left, span.text.length));
    const { bold: _, ...plain } = span;
    if (cut > 0) out.push({ ...plain, role, text: span.text.slice(0, cut) });
    if (cut < span.text.length) out.push({ ...span, role: 'fangsong', text: span.text.slice(cut) });
    left -= span.text.length;
  }
  return out;
}

/** The title is H1. */
const HEADINGS: readonly StructRole[] = ['H2', 'H3', 'H4', 'H5'];

function paragraphLook(paragraph: Paragraph, level: number, continued: boolean) {
  const align =
    paragraph.alignment === 'center' || paragraph.alignment === 'right' ? paragraph.alignment : 'justify';
  const heading = level <= 4 && textOf(paragraph).length <= 40;
  return {
    align,
    tracking: BODY_TRACKING,
    firstIndent: align === 'justify' && !continued ? 2 * (BODY_SIZE + BODY_TRACKING) : 0,
    keep: heading ? 1 : 0,
    ...(heading ? { tag: HEADINGS[level - 1] ?? 'H5' } : {}),
  } as const;
}

function placeNotes(flow: Flow, path: string, head: string, notes: Block[][], numbered: boolean): void {
  const said = notes.filter((note) => trimBlocks(note).length > 0);
  if (said.length === 0) return;
  flow.space(PITCH / 2);
  flow.need(PITCH * 2);
  const { x } = flow.frame;
  flow.page.items.push({
    kind: 'line',
    x1: x,
    y1: flow.y,
    x2: x + 120,
    y2: flow.y,
    width: HAIRLINE,
    color: GREY,
  });
  flow.y += 4;
  flow.paragraph([{ text: head, role: 'hei', size: SMALL_SIZE }], { pitch: 16 });
  said.forEach((note, i) => {
    for (const block of trimBlocks(note)) {
      if (block.kind === 'table') {
        placeWordTable(flow, block, path);
        continue;
      }
      const spans = block.inlines.flatMap((inline) =>
        inline.kind === 'picture' ? [] : [inlineSpan(inline, 9, SMALL_SIZE)],
      );
      const number: Span = { text: numbered ? `${i + 1}. ` : '', role: 'fangsong', size: SMALL_SIZE };
      const lines = setLines([number, ...trimStart(spans)], flow.fonts, {
        width: flow.frame.width,
        align: 'justify',
      });
      flow.within('Note', () => {
        for (const line of lines) flow.place(lineStrip(line, 16));
      });
      for (const inline of block.inlines)
        if (inline.kind === 'picture')
          flow.place(pictureStrip(inline, path, flow.frame.width, flow.frame.height));
    }
  });
}
