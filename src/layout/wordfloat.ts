/**
 * Pictures of Word documents that lie over or under the text (a seal over signature and date). They are always drawn
 * below the text: lines run otherwise here than in the writer's program, and no word may vanish under a picture.
 */
import type { Inline, Paragraph, PictureInline, Section } from '../model/document.js';
import type { Floating, FloatPlace } from '../model/floating.js';
import type { Strip } from './flow.js';
import { textOf } from './paragraph.js';
import type { Frame } from './style.js';
import { footOf } from './wordlook.js';
import { isDrawn, pictureItems } from './wordpicture.js';
import type { WordRun } from './wordrun.js';

export type FloatingPicture = PictureInline & { floating: Floating };

/** A picture higher than this share of the type area is no seal: it says something by itself and gets room. */
const LARGE = 0.4;
/** A ground covers nearly all of the page. */
const GROUND = 0.85;

/** Whether a picture is laid over or under the text; everything else gets room in it. */
export function floats(inline: Inline, frame: Frame): inline is FloatingPicture {
  if (inline.kind !== 'picture' || !inline.floating || !isDrawn(inline)) return false;
  if (!(inline.width > 0 && inline.height > 0)) return false;
  const ground =
    inline.floating.behind &&
    inline.width >= frame.pageWidth * GROUND &&
    inline.height >= frame.pageHeight * GROUND;
  return ground || inline.height <= frame.height * LARGE;
}

/** Where the paragraph came to stand that pictures are anchored in. */
export interface AnchorPlace {
  /** Index of the page with its first line, and that line's top and height, pt from the page's top. */
  page: number;
  top: number;
  pitch: number;
  /** Left edge of the first line's ink, from the left edge of the type area, pt. */
  left: number;
}

/** Draws the pictures onto the page of their paragraph. `next`: the paragraph after it. */
export function placeFloats(
  run: WordRun,
  pictures: { picture: FloatingPicture; before: number }[],
  at: AnchorPlace,
  paragraph: Paragraph,
  next: Paragraph | null,
): void {
  const page = run.flow.pages[at.page];
  if (!page) return;
  for (const { picture, before } of pictures) {
    const scale = Math.min(1, page.width / picture.width, page.height / picture.height);
    const width = picture.width * scale;
    const height = picture.height * scale;
    const { across, down } = picture.floating;
    const x = acrossAt(run, across, width, at.left + before, paragraph);
    const y = downAt(run, down, height, at, paragraph, next);
    // Nor over the number at the foot.
    const ground = height > page.height * GROUND;
    const foot = ground ? 0 : footOf(page.width, page.height);
    const box = { x: within(x, page.width - width), y: within(y, page.height - foot - height) };
    const strip: Strip = {
      height: 0,
      items: pictureItems(picture, run, box.x, box.y, width, height),
      links: [],
    };
    run.flow.drawUnder(strip, at.page, picture.floating.behind);
  }
  /** Not beyond the paper's edges. */
  function within(value: number, most: number): number {
    return Math.max(0, Math.min(value, most));
  }
}

/** The section of the file that the flow is in, as far as its measures are known. */
function marginsOf(run: WordRun): {
  left: number;
  right: number;
  top: number;
  bottom: number;
  width: number;
} {
  const section: Section | undefined = run.section;
  const { frame } = run.flow;
  const sides = {
    left: frame.x,
    right: frame.pageWidth - frame.x - frame.width,
    top: frame.y,
    bottom: frame.pageHeight - frame.y - frame.height,
  };
  const margins = section?.margins ?? sides;
  const width = (section?.width ?? frame.pageWidth) - margins.left - margins.right;
  return { ...margins, width };
}

function acrossAt(
  run: WordRun,
  { from, at }: FloatPlace,
  width: number,
  char: number,
  paragraph: Paragraph,
): number {
  const { frame } = run.flow;
  const right = frame.x + frame.width;
  if ('align' in at) {
    const [start, end] = {
      page: [0, frame.pageWidth],
      'type-area': [frame.x, right],
      text: [frame.x, right],
      start: [0, frame.x],
      end: [right, frame.pageWidth],
      char: [frame.x + char, frame.x + char],
    }[from] as [number, number];
    return start + (end - start - width) * { start: 0, middle: 0.5, end: 1 }[at.align];
  }
  if (from === 'char') return frame.x + char + at.offset;
  const file = marginsOf(run);
  // From the left edge of the file's type area, whose width may be another than ours.
  const left =
    at.offset + { page: -file.left, start: -file.left, end: file.width, 'type-area': 0, text: 0 }[from];
  // What stands at the right (signature and date, and the seal over them) keeps its distance from the right edge.
  const centre = left + width / 2;
  const share = {
    left: 0,
    justify: 0,
    center: 0.5,
    right: 1,
    none: textOf(paragraph).trim() !== '' || centre < file.width / 2 ? 0 : 1,
  }[paragraph.alignment ?? 'none'];
  return frame.x + left + (frame.width - file.width) * share;
}

/** A date as officials write it. */
const DATE = /[\d〇○零一二三四五六七八九十]年[\d一二三四五六七八九十\s]+月/;

function downAt(
  run: WordRun,
  { from, at }: FloatPlace,
  height: number,
  { top, pitch }: AnchorPlace,
  paragraph: Paragraph,
  next: Paragraph | null,
): number {
  if (from === 'text' || from === 'char') return 'offset' in at ? top + at.offset : top;
  const { frame } = run.flow;
  // Where the lines run is settled anew: a place on the file's page means nothing there. What it was put over does.
  if (run.look.kind === 'standard' && height <= frame.height * LARGE) {
    const middle = DATE.test(textOf(paragraph))
      ? top
      : next && DATE.test(textOf(next))
        ? top + pitch
        : top + pitch / 2;
    return middle - height / 2;
  }
  const bottom = frame.y + frame.height;
  const [start, end] = {
    page: [0, frame.pageHeight],
    'type-area': [frame.y, bottom],
    start: [0, frame.y],
    end: [bottom, frame.pageHeight],
  }[from] as [number, number];
  if ('offset' in at) return (from === 'type-area' ? marginsOf(run).top : start) + at.offset;
  return start + (end - start - height) * { start: 0, middle: 0.5, end: 1 }[at.align];
}

/** In a cell: beside the paragraph's first line, whose own place is not known yet. */
export function floatStrips(pictures: FloatingPicture[], run: WordRun, width: number): Strip[] {
  return pictures.map((picture): Strip => {
    const { across, down } = picture.floating;
    const x =
      'align' in across.at
        ? (width - picture.width) * { start: 0, middle: 0.5, end: 1 }[across.at.align]
        : across.from === 'text' || across.from === 'char'
          ? across.at.offset
          : (width - picture.width) / 2;
    const y = 'offset' in down.at && (down.from === 'text' || down.from === 'char') ? down.at.offset : 0;
    return { height: 0, items: pictureItems(picture, run, x, y, picture.width, picture.height), links: [] };
  });
}
