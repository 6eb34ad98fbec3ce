/** Pictures of Word documents: side by side as far as they fit, shrunk to the type area, never enlarged. */
import type { PictureInline } from '../model/document.js';
import { lineStrip, type Strip, shiftStrip } from './flow.js';
import { type SetLine, setLines } from './lines.js';
import type { PageItem } from './page.js';
import { GREY, HAIRLINE } from './style.js';
import type { WordRun } from './wordrun.js';

/** Key of a picture inside a file for the writer's source of pictures. */
export const pictureKey = (path: string, part: string): string => `${path}#${part}`;

/** Above and below pictures, and between two in a row, pt. */
const PAD = 4;
/** Formats that the writer draws; others show a box with their name. */
const DRAWN = /^image\/(?:png|jpe?g|pjpeg|x-png)$/;
const NOTE_SIZE = 9;
/** A box with a name is no larger than needs be, pt. */
const NOTE_HEIGHT = 90;
const NOTE_WIDTH = 160;
const NOTE_PITCH = NOTE_SIZE * 1.4;

/** Whether its picture is drawn; of others there is a box with what they are. */
export const isDrawn = (picture: PictureInline): boolean => DRAWN.test(picture.mime);

/** @returns one strip a row of pictures, as wide as `width` pt. */
export function pictureStrips(
  pictures: PictureInline[],
  run: WordRun,
  width: number,
  height: number,
  align: 'left' | 'center' | 'right' | 'justify',
): Strip[] {
  const rows: { picture: PictureInline; width: number; height: number }[][] = [];
  let room = 0;
  for (const picture of pictures) {
    const size = shown(picture, run, width, height - 2 * PAD);
    if (rows.length === 0 || size.width > room + 0.01) {
      rows.push([]);
      room = width;
    }
    rows.at(-1)?.push({ picture, ...size });
    room -= size.width + PAD;
  }
  return rows.map((row) => {
    const total = row.reduce((sum, one) => sum + one.width, 0) + PAD * (row.length - 1);
    let x = align === 'center' ? (width - total) / 2 : align === 'right' ? width - total : 0;
    const high = Math.max(...row.map((one) => one.height));
    const items: PageItem[] = [];
    for (const one of row) {
      items.push(...pictureItems(one.picture, run, x, PAD + high - one.height, one.width, one.height));
      x += one.width + PAD;
    }
    return { height: high + 2 * PAD, items, links: [] };
  });
}

function shown(
  picture: PictureInline,
  run: WordRun,
  width: number,
  height: number,
): { width: number; height: number } {
  const w = picture.width > 0 ? picture.width : width / 2;
  const h = picture.height > 0 ? picture.height : w * 0.75;
  const scale = Math.min(1, width / w, height / h);
  const size = { width: w * scale, height: h * scale };
  if (isDrawn(picture)) return size;
  const wide = Math.max(size.width, Math.min(width, NOTE_WIDTH));
  const words = noteLines(picture, run, wide).length * NOTE_PITCH + 2 * PAD;
  return { width: wide, height: Math.min(height, Math.max(words, Math.min(size.height, NOTE_HEIGHT))) };
}

/** What stands in the box for a picture that can't be drawn. */
function noteLines(picture: PictureInline, run: WordRun, width: number): SetLine[] {
  const name = picture.description.trim() || picture.part.replace(/^.*\//, '') || picture.mime;
  const text = run.words.pictureMissing(name);
  const span = { text, role: 'fangsong', size: NOTE_SIZE, color: GREY } as const;
  return setLines([span], run.flow.fonts, { width: Math.max(width - 2 * PAD, NOTE_SIZE), align: 'center' });
}

/** The picture, or where it can't be drawn a box with its name. */
export function pictureItems(
  picture: PictureInline,
  run: WordRun,
  x: number,
  y: number,
  width: number,
  height: number,
): PageItem[] {
  const box = { x, y, width, height };
  if (isDrawn(picture))
    return [
      {
        kind: 'picture',
        ...box,
        key: pictureKey(run.document.path, picture.part),
        alt: picture.description,
      },
    ];
  const strips = noteLines(picture, run, width).map((line) => lineStrip(line, NOTE_PITCH));
  const high = strips.length * NOTE_PITCH;
  const shrunk = Math.min(1, height / high);
  const items: PageItem[] = [{ kind: 'rect', ...box, stroke: GREY, lineWidth: HAIRLINE }];
  strips.forEach((strip, i) => {
    const top = y + Math.max(0, (height - high) / 2) + i * NOTE_PITCH * shrunk;
    items.push(...shiftStrip(strip, x + PAD, top).items);
  });
  return items;
}
