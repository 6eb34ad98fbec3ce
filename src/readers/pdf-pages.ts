/**
 * What the pages of a PDF are made of: a scan with its dots per inch, text, or nothing. Told from the objects on the
 * page; no picture is unpacked but those with so few bytes that the page could be blank.
 */
import type { PageFact } from '../model/document.js';
import { LIMITS } from './limits.js';
import {
  type Area,
  boxOf,
  IDENTITY,
  type Matrix,
  type Picture,
  type Seen,
  saysLittle,
  scanDpi,
  seenNothing,
  seePicture,
  shareOf,
  times,
  wholePicture,
} from './pdf-seen.js';
import { heapOf, type Pdfium, type Tools } from './pdfium.js';

/** FPDF_PAGEOBJ_*. */
const TEXT = 1;
const PATH = 2;
const IMAGE = 3;
const SHADING = 4;
const FORM = 5;
/** FPDF_TEXTRENDERMODE_INVISIBLE: the layer that text recognition puts over a scan. */
const INVISIBLE = 3;

/** What of a file is still to be looked at. */
export interface PageBudget {
  objects: number;
  /** Pages that may be drawn. */
  drawn: number;
}

/** `page`: a page that PDFium has loaded. Takes what it looked at off the budget. */
export function pageFact(pdfium: Pdfium, page: number, budget: PageBudget, tools: Tools): PageFact {
  const slot = pdfium.pdfium.wasmExports.malloc(64);
  try {
    const seen = seenNothing<number>();
    const area = new PageArea(pdfium, page, slot);
    const count = pdfium.FPDFPage_CountObjects(page);
    for (let i = 0; i < count && seen.objects < budget.objects; i++)
      look(pdfium, pdfium.FPDFPage_GetObject(page, i), IDENTITY, area, seen, 0);
    budget.objects -= seen.objects;
    const dpi = scanDpi(seen, area.box);
    return { dpi, text: seen.text, blank: isBlank(pdfium, page, seen, budget, tools) };
  } finally {
    pdfium.pdfium.wasmExports.free(slot);
  }
}

/** Reads numbers through one small buffer, and knows the page's box. */
class PageArea {
  readonly #pdfium: Pdfium;
  readonly #slot: number;
  readonly box: Area;

  constructor(pdfium: Pdfium, page: number, slot: number) {
    this.#pdfium = pdfium;
    this.#slot = slot;
    // FS_RECTF: left, top, right, bottom.
    const found = pdfium.FPDF_GetPageBoundingBox(page, slot);
    const [left = 0, top = 0, right = 0, bottom = 0] = found ? this.floats(4) : [];
    this.box = [left, bottom, right, top];
  }

  floats(count: number): number[] {
    return Array.from({ length: count }, (_, i) => this.#pdfium.pdfium.getValue(this.#slot + i * 4, 'float'));
  }

  matrix(object: number): Matrix {
    const found = this.#pdfium.FPDFPageObj_GetMatrix(object, this.#slot);
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = found ? this.floats(6) : [];
    return [a, b, c, d, e, f];
  }

  /** Left, bottom, right, top of an object; null where it has none. */
  bounds(object: number): Area | null {
    const at = this.#slot;
    if (!this.#pdfium.FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12)) return null;
    const [left = 0, bottom = 0, right = 0, top = 0] = this.floats(4);
    return [left, bottom, right, top];
  }

  pixels(object: number): [number, number] {
    if (!this.#pdfium.FPDFImageObj_GetImagePixelSize(object, this.#slot, this.#slot + 4)) return [0, 0];
    const { getValue } = this.#pdfium.pdfium;
    return [getValue(this.#slot, 'i32'), getValue(this.#slot + 4, 'i32')];
  }
}

function look(
  pdfium: Pdfium,
  object: number,
  base: Matrix,
  area: PageArea,
  seen: Seen<number>,
  depth: number,
): void {
  seen.objects++;
  switch (pdfium.FPDFPageObj_GetType(object)) {
    case TEXT: {
      seen.text = true;
      if (pdfium.FPDFTextObj_GetTextRenderMode(object) === INVISIBLE) return;
      seen.visible = true;
      const bounds = area.bounds(object);
      if (bounds) seen.textShare += shareOf(boxOf(base, bounds), area.box);
      return;
    }
    case PATH:
      seen.paths++;
      return;
    case SHADING:
      seen.visible = true;
      return;
    case IMAGE:
      seePicture(seen, object, area.pixels(object), times(area.matrix(object), base), area.box);
      return;
    case FORM: {
      // Forms in forms in forms: nobody draws so, but files hold it.
      if (depth > 5) return;
      const inner = times(area.matrix(object), base);
      const count = pdfium.FPDFFormObj_CountObjects(object);
      for (let i = 0; i < count && seen.objects < LIMITS.pdf.objects; i++)
        look(pdfium, pdfium.FPDFFormObj_GetObject(object, i), inner, area, seen, depth + 1);
    }
  }
}

/** Nothing on it; or only what may well show nothing, and then the drawn page decides. */
function isBlank(
  pdfium: Pdfium,
  page: number,
  seen: Seen<number>,
  budget: { drawn: number },
  tools: Tools,
): boolean | null {
  // Stamps, notes and fields stand on a page as annotations.
  if (pdfium.FPDFPage_GetAnnotCount(page) > 0) return false;
  if (!seen.visible && seen.paths === 0) return true;
  const lonePaths = !seen.visible && seen.paths <= 2;
  const whole = wholePicture(seen);
  const emptyPicture = whole !== null && holdsLittle(pdfium, whole, tools);
  if (!lonePaths && !emptyPicture) return false;
  const { picture } = seen;
  if (picture !== null && picture.width * picture.height > LIMITS.pdf.drawnPixels) return null;
  if (budget.drawn-- <= 0) return null;
  return isUniform(pdfium, page);
}

function holdsLittle(pdfium: Pdfium, picture: Picture<number>, tools: Tools): boolean {
  const { handle } = picture;
  // A scan of a GB would be read whole for the lengths of its pictures.
  const bytes = tools.unread(() => pdfium.FPDFImageObj_GetImageDataRaw(handle, 0, 0));
  const filters = pdfium.FPDFImageObj_GetImageFilterCount(handle);
  const length = 64;
  const slot = pdfium.pdfium.wasmExports.malloc(length);
  try {
    const named = pdfium.FPDFImageObj_GetImageFilter(handle, filters - 1, slot, length);
    const name = named > 1 && named <= length ? pdfium.pdfium.UTF8ToString(slot) : '';
    return saysLittle(bytes, picture, name);
  } finally {
    pdfium.pdfium.wasmExports.free(slot);
  }
}

/** Width in pixels that a page is drawn at to see whether anything is on it: a page number is still some pixels high. */
const DRAWN_WIDTH = 400;
/** Share of the page at each edge where scanners leave shadows. */
const EDGE = 0.05;
/** Levels of grey from the paper's from which a pixel is a mark; paper itself and its back showing through vary less. */
const MARK = 40;
/** Pixels: a digit at the foot of a page has about thirty, dust a few. */
const DUST = 8;

function isUniform(pdfium: Pdfium, page: number): boolean | null {
  const width = DRAWN_WIDTH;
  const pageWidth = pdfium.FPDF_GetPageWidthF(page);
  const ratio = pdfium.FPDF_GetPageHeightF(page) / pageWidth;
  if (!(pageWidth > 0) || !(ratio > 0) || ratio > 5) return null;
  const height = Math.ceil(width * ratio);
  // FPDFBitmap_Gray
  const bitmap = pdfium.FPDFBitmap_CreateEx(width, height, 1, 0, 0);
  if (!bitmap) return null;
  try {
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0);
    const stride = pdfium.FPDFBitmap_GetStride(bitmap);
    const start = pdfium.FPDFBitmap_GetBuffer(bitmap);
    const pixels = heapOf(pdfium).subarray(start, start + stride * height);
    return marksOn(pixels, stride, width, height) < DUST;
  } finally {
    pdfium.FPDFBitmap_Destroy(bitmap);
  }
}

/** Pixels that differ from the paper's level of grey, edges left out. */
function marksOn(pixels: Uint8Array, stride: number, width: number, height: number): number {
  const levels = new Uint32Array(256);
  for (let y = Math.floor(height * EDGE); y < height * (1 - EDGE); y++)
    for (let x = Math.floor(width * EDGE); x < width * (1 - EDGE); x++) {
      const level = pixels[y * stride + x] ?? 0;
      levels[level] = (levels[level] ?? 0) + 1;
    }
  const paper = levels.indexOf(Math.max(...levels));
  return levels.reduce((sum, count, level) => sum + (Math.abs(level - paper) > MARK ? count : 0), 0);
}
