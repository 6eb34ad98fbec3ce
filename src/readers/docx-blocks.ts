/**
 * Paragraphs and tables of one flow of text (ECMA-376-1 §17.3.1, §17.4), in reading order.
 * May not know which part it walks.
 */
import type { Block, Paragraph, ParagraphFormat } from '../model/document.js';
import { InlineCollector } from './docx-inlines.js';
import { AUTOMATIC, type ParagraphLook, paragraphLook, runLook } from './docx-looks.js';
import type { Story } from './docx-story.js';
import { inherit } from './docx-styles.js';
import { readTable } from './docx-tables.js';
import { ReadFailure } from './failure.js';
import { LIMITS } from './limits.js';
import { countRuns } from './wordcount.js';
import { kid, kids, val, type XmlNode } from './xml.js';

/** Containers of blocks that only group them. */
export const GROUPS = new Set(['w:sdt', 'w:sdtContent', 'w:smartTag', 'w:customXml', 'w:ins', 'w:moveTo']);

/** The blocks inside `node` (w:body, w:tc, w:hdr, w:footnote …). `deleted`: inside a deleted row. */
export function readBlocks(node: XmlNode, story: Story, deleted = false): Block[] {
  if (++story.depth > LIMITS.nesting)
    throw new ReadFailure('damaged', 'tables or text boxes nested too deep');
  const blocks: Block[] = [];
  let pending: InlineCollector | null = null;
  const walk = (at: XmlNode): void => {
    for (const child of kids(at)) {
      if (child.name === 'w:p') {
        const read = readParagraph(child, story, pending, deleted);
        pending = read.pending;
        if (read.paragraph) blocks.push(read.paragraph);
        const shape = story.depth === 1 ? kid(kid(child, 'w:pPr'), 'w:sectPr') : null;
        if (shape) story.sections.push({ node: shape, until: blocks.length });
      } else if (child.name === 'w:tbl') {
        const table = readTable(child, story, deleted);
        if (table.rows.length > 0) blocks.push(table);
      } else if (GROUPS.has(child.name)) walk(child);
    }
  };
  walk(node);
  story.depth--;
  return blocks;
}

/**
 * One w:p. Where its mark is deleted, the text runs on into the next paragraph (§17.13.5.15):
 * it is handed back as `pending`.
 */
function readParagraph(
  node: XmlNode,
  story: Story,
  before: InlineCollector | null,
  deleted: boolean,
): { paragraph: Paragraph | null; pending: InlineCollector | null } {
  const pPr = kid(node, 'w:pPr');
  const styleId = story.styles.paragraphStyle(val(pPr, 'w:pStyle'));
  const mark = kid(pPr, 'w:rPr');
  const markGone = kid(mark, 'w:del') !== null || kid(mark, 'w:moveFrom') !== null;
  const collector = new InlineCollector(story, styleId);
  collector.walk(node, deleted);
  if (before) join(collector, before);
  if (markGone || deleted) {
    if (markGone) story.deleted++;
    if (deleted) {
      story.leaveOut(collector.hidden, collector.deleted);
      return { paragraph: null, pending: null };
    }
    return { paragraph: null, pending: collector };
  }
  story.leaveOut(collector.hidden, collector.deleted);
  const boxes: number[] = [];
  for (const box of collector.boxes) {
    const blocks = readBlocks(box, story);
    if (blocks.length > 0) boxes.push(story.textBoxes.push(blocks) - 1);
  }
  const direct = paragraphLook(pPr);
  const inherited = story.styles.paragraph(styleId, story.tableParagraph);
  const numId = direct.numId ?? inherited.numId ?? null;
  // The level of a list that comes from the style is the one bound to the style, if any.
  const said = direct.numId !== undefined || direct.level !== undefined;
  const level = said ? (direct.level ?? inherited.level ?? 0) : (inherited.level ?? null);
  const label = numId === null ? null : story.numbering.next(numId, level, styleId);
  const standing = label === null || numId === null ? null : story.numbering.standing(numId, level, styleId);
  // Indents of a list win over those of a style, unless the style itself brings the list (§17.7.2).
  const listed = standing
    ? direct.numId === undefined
      ? inherit(standing.look, inherited)
      : inherit(inherited, standing.look)
    : inherited;
  const look = inherit(withoutStaleChars(listed, direct), direct);
  const size = story.styles.run(styleId, null, {}).size ?? 10.5;
  const markLook = story.styles.run(styleId, null, runLook(mark), story.tableRun);
  const format = formatOf(look, size, story.gridPitch);
  // Items of a list stand close where their space is automatic.
  if (label !== null && format.before === AUTOMATIC) format.before = 0;
  if (label !== null && format.after === AUTOMATIC) format.after = 0;
  const { firstLine } = format;
  return {
    paragraph: {
      kind: 'paragraph',
      inlines: collector.inlines,
      style: story.styles.name(styleId),
      headingLevel: headingLevel(look.outline, story.styles.headingByName(styleId), direct.outline),
      alignment: look.alignment ?? null,
      label,
      firstLineIndent:
        look.firstLine === undefined && look.firstLineChars === undefined ? null : Math.max(0, firstLine),
      pageBreakBefore: look.pageBreakBefore ?? false,
      words: countRuns(collector.counted),
      format: {
        ...format,
        size: markLook.size ?? null,
        suffix: standing?.suffix ?? 'tab',
        boxes,
      },
    },
    pending: null,
  };
}

/** Twips said directly put a style's characters out of force where those of the same side are not said too. */
function withoutStaleChars(base: ParagraphLook, direct: ParagraphLook): ParagraphLook {
  const look = { ...base };
  if (direct.left !== undefined && direct.leftChars === undefined) delete look.leftChars;
  if (direct.right !== undefined && direct.rightChars === undefined) delete look.rightChars;
  return look;
}

/** Lines of a document without a grid, pt: what `beforeLines` counts in. */
const LINE = 12;

/** @param size of the paragraph's style, pt: what characters are counted in. */
function formatOf(
  look: ParagraphLook,
  size: number,
  pitch: number | null,
): Omit<ParagraphFormat, 'size' | 'suffix' | 'boxes'> {
  const chars = (count: number | undefined, twips: number | undefined): number =>
    count ? (count / 100) * size : (twips ?? 0);
  const lines = (count: number | undefined, points: number | undefined): number =>
    count ? (count / 100) * (pitch ?? LINE) : (points ?? 0);
  return {
    left: chars(look.leftChars, look.left),
    right: chars(look.rightChars, look.right),
    firstLine: chars(look.firstLineChars, look.firstLine),
    before: lines(look.beforeLines, look.before),
    after: lines(look.afterLines, look.after),
    line: look.line ?? null,
    contextual: look.contextual ?? false,
    keepNext: look.keepNext ?? false,
    tabs: (look.tabs ?? [])
      .filter((stop) => !stop.cleared)
      .map(({ at, align, leader }) => ({ at, align, leader }))
      .sort((a, b) => a.at - b.at),
    fill: look.fill ?? null,
    borders: look.borders ?? {},
  };
}

function headingLevel(outline: number | undefined, byName: number | null, direct: number | undefined) {
  if (direct !== undefined) return direct >= 0 && direct <= 8 ? direct + 1 : null;
  if (byName !== null) return byName;
  return outline !== undefined && outline >= 0 && outline <= 8 ? outline + 1 : null;
}

function join(into: InlineCollector, before: InlineCollector): void {
  into.inlines.unshift(...before.inlines);
  into.counted.unshift(...before.counted);
  into.hidden.unshift(...before.hidden);
  into.deleted.unshift(...before.deleted);
  into.boxes.unshift(...before.boxes);
}
