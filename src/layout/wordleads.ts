/**
 * What leads to a table or a figure (a heading, a caption) stands on its page: never alone at the foot of the one before,
 * nor on an upright page before a table that lies across.
 */
import type { Block, Paragraph, PictureInline } from '../model/document.js';
import { isHeading, textOf } from './paragraph.js';
import { PITCH } from './style.js';
import { startHeight } from './table.js';
import { floats } from './wordfloat.js';
import { speaks } from './wordnotes.js';
import type { WordRun } from './wordrun.js';
import { turnsPage, wordTable } from './wordtable.js';

/** Longest line that is taken for a heading or a caption, characters. */
const SHORT = 40;
/** More blocks than these between a heading and a table, and it is not the table's. */
const NEAR = 4;

/** Whether the paragraph says what comes next. */
function leads(paragraph: Paragraph): boolean {
  const text = textOf(paragraph).trim();
  // The line under a figure belongs to what stands above it.
  if (text === '' || text.length > SHORT || /^图\s*[\d一二三四五六七八九十]/.test(text)) return false;
  if (paragraph.format?.keepNext || isHeading(paragraph)) return true;
  if (/^(?:附?表|附件)\s*[\d一二三四五六七八九十]*/.test(text) && !/[。；]$/.test(text)) return true;
  // A head or a unit of measure over a table.
  return (paragraph.alignment === 'center' || /^[（(]?单位[：:]/.test(text)) && !/[。；：:]$/.test(text);
}

/**
 * The block that `blocks[at]` leads to with nothing but other leads and empty lines between; null if it leads to none.
 * @param end index after the last block
 */
export function ledTo(blocks: readonly Block[], at: number, end: number): number | null {
  const first = blocks[at];
  if (first?.kind !== 'paragraph' || !leads(first)) return null;
  const above = blocks[at - 1];
  const figure = above?.kind === 'paragraph' && above.inlines.some(({ kind }) => kind === 'picture');
  if (figure && !isHeading(first)) return null;
  for (let i = at + 1; i < Math.min(end, at + 1 + NEAR); i++) {
    const block = blocks[i];
    if (!block) return null;
    if (block.kind === 'table') return i;
    if (block.pageBreakBefore) return null;
    if (block.inlines.some(({ kind }) => kind === 'picture')) return i;
    if (speaks(block) && !leads(block)) return null;
  }
  return null;
}

/** A date that stands alone, below a signature. */
const DATE = /^[\d〇○零一二三四五六七八九十]{4}\s*年.{1,5}月.{1,5}日$/;

/** Signature and date are not parted by a page's end. */
export function keepSignature(run: WordRun, blocks: readonly Block[], at: number): void {
  const [signature, date] = [blocks[at], blocks[at + 1]];
  if (signature?.kind !== 'paragraph' || date?.kind !== 'paragraph') return;
  const text = textOf(signature).trim();
  if (text !== '' && text.length <= SHORT && DATE.test(textOf(date).trim())) run.flow.need(2 * PITCH);
}

/** Whether the block at `at` lies across and takes the page with it. */
export function liesAcross(run: WordRun, blocks: readonly Block[], at: number): boolean {
  const block = blocks[at];
  return block?.kind === 'table' && turnsPage(run, block);
}

/** Keeps room for the paragraphs from `at` on and the start of the block that they lead to. */
export function keepTogether(run: WordRun, blocks: readonly Block[], at: number, to: number): void {
  const { flow } = run;
  const target = blocks[to];
  if (!target) return;
  const { width, height } = flow.frame;
  let start = 0;
  if (target.kind === 'table') {
    const { rows, look } = wordTable(run, target, width);
    start = startHeight(rows, look, height) + PITCH / 4;
  } else {
    const picture = target.inlines.find(
      (inline): inline is PictureInline => inline.kind === 'picture' && !floats(inline, flow.frame),
    );
    if (!picture) return;
    const scale = picture.width > 0 ? Math.min(1, width / picture.width) : 1;
    start = Math.min(picture.height * scale + 8, height);
  }
  const lead = (to - at) * PITCH;
  if (lead + start <= height) flow.need(lead + start);
}
