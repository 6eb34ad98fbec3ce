/**
 * How a page is seen: boxes, rotation and UserUnit → one upright frame in pt with the origin at the bottom left
 * of what the viewer shows, and the matrix from that frame back to the page's own space (ISO 32000-1 §8.3, §14.11.2).
 */

import type { Dict, PdfValue } from './objects.js';
import type { PageEntry } from './pages.js';
import type { RawPdf } from './raw.js';

/** Lower left x, y, upper right x, y. */
export type Box = [number, number, number, number];

export interface PageGeometry {
  mediaBox: Box;
  /** Null where the page has none of its own or inherited. */
  cropBox: Box | null;
  /** 0, 90, 180 or 270, clockwise. */
  rotate: number;
  userUnit: number;
}

/** The upright page as seen. */
export interface Frame {
  /** pt (1/72 inch). */
  width: number;
  height: number;
  /** From the frame to the page's own space: a b c d e f. */
  matrix: [number, number, number, number, number, number];
}

/** What viewers assume for a page without /MediaBox. */
const LETTER: Box = [0, 0, 612, 792];

export function readGeometry(pdf: RawPdf, page: Dict, entry: PageEntry): PageGeometry {
  const mediaBox = readBox(pdf, page.get('MediaBox')) ?? readBox(pdf, entry.inherited.MediaBox) ?? LETTER;
  const cropBox = readBox(pdf, page.get('CropBox')) ?? readBox(pdf, entry.inherited.CropBox);
  const turn = pdf.number(page.get('Rotate')) ?? pdf.number(entry.inherited.Rotate) ?? 0;
  const rotate = turn % 90 === 0 ? ((turn % 360) + 360) % 360 : 0;
  const unit = pdf.number(page.get('UserUnit')) ?? 1;
  return { mediaBox, cropBox, rotate, userUnit: unit > 0 && Number.isFinite(unit) ? unit : 1 };
}

export function frameOf({ mediaBox, cropBox, rotate, userUnit: u }: PageGeometry): Frame {
  const [x0, y0, x1, y1] = visible(mediaBox, cropBox);
  const width = (x1 - x0) * u;
  const height = (y1 - y0) * u;
  const s = 1 / u;
  switch (rotate) {
    case 90:
      return { width: height, height: width, matrix: [0, s, -s, 0, x1, y0] };
    case 180:
      return { width, height, matrix: [-s, 0, 0, -s, x1, y1] };
    case 270:
      return { width: height, height: width, matrix: [0, -s, s, 0, x0, y1] };
    default:
      return { width, height, matrix: [s, 0, 0, s, x0, y0] };
  }
}

/** The crop box as far as it lies on the medium; the medium where they don't meet. */
export function visible(media: Box, crop: Box | null): Box {
  if (crop === null) return media;
  const box: Box = [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ];
  return box[2] - box[0] > 0 && box[3] - box[1] > 0 ? box : media;
}

/** A box, in the page's own space, that no edge of what is seen comes near: clipping to it changes no pixel. */
export function outerBox({ mediaBox, cropBox }: PageGeometry): Box {
  const crop = cropBox ?? mediaBox;
  const [x0, y0] = [Math.min(mediaBox[0], crop[0]), Math.min(mediaBox[1], crop[1])];
  const [x1, y1] = [Math.max(mediaBox[2], crop[2]), Math.max(mediaBox[3], crop[3])];
  const margin = Math.max(x1 - x0, y1 - y0);
  return [x0 - margin, y0 - margin, x1 + margin, y1 + margin];
}

/** Corners in any order → a box; null if it is none or has no area. */
export function readBox(pdf: RawPdf, value: PdfValue | undefined): Box | null {
  const items = pdf.array(value)?.map((item) => pdf.number(item));
  if (items === undefined || items.length < 4) return null;
  const [a, b, c, d] = items;
  if (typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number' || typeof d !== 'number')
    return null;
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return box[2] - box[0] > 0 && box[3] - box[1] > 0 ? box : null;
}
