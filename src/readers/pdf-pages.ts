/**
 * What the pages of a PDF are made of: a scan with its dots per inch, text, or nothing. Told from the objects on the
 * page; no picture is unpacked but those with so few bytes that the page could be blank.
 */
import type { PageFact } from '../model/document.js';
import { LIMITS } from './limits.js';
import { heapOf, type Pdfium, type Tools } from './pdfium.js';

/** FPDF_PAGEOBJ_*. */
const TEXT = 1;
const PATH = 2;
const IMAGE = 3;
const SHADING = 4;
const FORM = 5;
/** FPDF_TEXTRENDERMODE_INVISIBLE: the layer that text recognition puts over a scan. */
const INVISIBLE = 3;

/** Share of the page that pictures must cover for the page to be a scan; some scanners cut a page into strips. */
const COVERS = 0.8;
/**
 * Longest side, pt, that a page of paper in a folder has (A3, and some margin). Programs that make a PDF of photos give
 * a pixel a point: such a page is taken as an A4 sheet, for nobody printed it a metre high.
 */
const LONGEST_SHEET = 1250;
const A4_LENGTH = 842;
/** Lines and boxes that a scan may have on it: a form's frame that somebody drew. More of them is a drawing. */
const FEW_PATHS = 5;
/** Share of the page that visible text may take on a scan: a page number, a scanner's line at the foot. */
const MARGINAL = 0.005;

/** Share of the page below which a picture says nothing about the scan: a seal, a logo. */
const SMALL = 0.05;

/** a b c d e f of ISO 32000-1 §8.3.3. */
type Matrix = readonly [number, number, number, number, number, number];
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

interface Picture {
  handle: number;
  width: number;
  height: number;
  dpi: number;
  /** Of the page, 0–1. */
  share: number;
}

/** What was met on a page. */
interface Seen {
  text: boolean;
  visible: boolean;
  /** Paths may be white: whether they show can't be told without drawing. */
  paths: number;
  textShare: number;
  /** The one that takes most of the page. */
  picture: Picture | null;
  /** Of all pictures together; above 1 where they lie over one another. */
  pictureShare: number;
  /** The finest of them: a compressed scan has a coarse ground, and its writing on top of it. */
  dpi: number;
  objects: number;
}

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
    const seen: Seen = {
      text: false,
      visible: false,
      paths: 0,
      textShare: 0,
      picture: null,
      pictureShare: 0,
      dpi: 0,
      objects: 0,
    };
    const area = new PageArea(pdfium, page, slot);
    const count = pdfium.FPDFPage_CountObjects(page);
    for (let i = 0; i < count && seen.objects < budget.objects; i++)
      look(pdfium, pdfium.FPDFPage_GetObject(page, i), IDENTITY, area, seen, 0);
    budget.objects -= seen.objects;
    const isScan = seen.pictureShare >= COVERS && seen.textShare < MARGINAL && seen.paths <= FEW_PATHS;
    const dpi = isScan ? Math.round(seen.dpi * area.magnified) : null;
    return { dpi, text: seen.text, blank: isBlank(pdfium, page, seen, budget, tools) };
  } finally {
    pdfium.pdfium.wasmExports.free(slot);
  }
}

/** Reads numbers through one small buffer, and knows the page's box. */
class PageArea {
  readonly #pdfium: Pdfium;
  readonly #slot: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;

  constructor(pdfium: Pdfium, page: number, slot: number) {
    this.#pdfium = pdfium;
    this.#slot = slot;
    // FS_RECTF: left, top, right, bottom.
    const found = pdfium.FPDF_GetPageBoundingBox(page, slot);
    const [left = 0, top = 0, right = 0, bottom = 0] = found ? this.floats(4) : [];
    this.left = left;
    this.top = top;
    this.right = right;
    this.bottom = bottom;
  }

  /** How many times larger than a sheet of paper the page is; 1 where it could be one. */
  get magnified(): number {
    const side = Math.max(this.right - this.left, this.top - this.bottom);
    return side > LONGEST_SHEET ? side / A4_LENGTH : 1;
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
  bounds(object: number): [number, number, number, number] | null {
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

  /** Which part of the page a rectangle takes, 0–1. */
  share(left: number, bottom: number, right: number, top: number): number {
    const width = Math.min(right, this.right) - Math.max(left, this.left);
    const height = Math.min(top, this.top) - Math.max(bottom, this.bottom);
    const whole = (this.right - this.left) * (this.top - this.bottom);
    return whole > 0 ? (Math.max(0, width) * Math.max(0, height)) / whole : 0;
  }
}

function look(pdfium: Pdfium, object: number, base: Matrix, area: PageArea, seen: Seen, depth: number): void {
  seen.objects++;
  switch (pdfium.FPDFPageObj_GetType(object)) {
    case TEXT: {
      seen.text = true;
      if (pdfium.FPDFTextObj_GetTextRenderMode(object) === INVISIBLE) return;
      seen.visible = true;
      const bounds = area.bounds(object);
      if (bounds) seen.textShare += area.share(...boxOf(base, bounds));
      return;
    }
    case PATH:
      seen.paths++;
      return;
    case SHADING:
      seen.visible = true;
      return;
    case IMAGE: {
      seen.visible = true;
      const picture = pictureOf(object, times(area.matrix(object), base), area);
      if (picture === null) return;
      seen.pictureShare += picture.share;
      if (picture.share > SMALL) seen.dpi = Math.max(seen.dpi, picture.dpi);
      if (picture.share > (seen.picture?.share ?? 0)) seen.picture = picture;
      return;
    }
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

/** A picture fills the unit square of its matrix: its sides there are what it measures on the page. */
function pictureOf(handle: number, matrix: Matrix, area: PageArea): Picture | null {
  const [width, height] = area.pixels(handle);
  const [a, b, c, d] = matrix;
  const across = Math.hypot(a, b);
  const up = Math.hypot(c, d);
  if (width <= 0 || height <= 0 || across <= 0 || up <= 0) return null;
  const dpi = 72 * Math.min(width / across, height / up);
  return { handle, width, height, dpi, share: area.share(...boxOf(matrix, [0, 0, 1, 1])) };
}

function times([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix {
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

/** The upright box around a rectangle that a matrix turns. */
function boxOf(
  [a, b, c, d, e, f]: Matrix,
  [left, bottom, right, top]: readonly [number, number, number, number],
): [number, number, number, number] {
  const corners = [
    [left, bottom],
    [right, bottom],
    [left, top],
    [right, top],
  ] as const;
  const xs = corners.map(([x, y]) => a * x + c * y + e);
  const ys = corners.map(([x, y]) => b * x + d * y + f);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Nothing on it; or only what may well show nothing, and then the drawn page decides. */
function isBlank(
  pdfium: Pdfium,
  page: number,
  seen: Seen,
  budget: { drawn: number },
  tools: Tools,
): boolean | null {
  // Stamps, notes and fields stand on a page as annotations.
  if (pdfium.FPDFPage_GetAnnotCount(page) > 0) return false;
  if (!seen.visible && seen.paths === 0) return true;
  const { picture } = seen;
  const lonePaths = !seen.visible && seen.paths <= 2;
  const emptyPicture =
    picture !== null && picture.share >= COVERS && seen.textShare === 0 && saysLittle(pdfium, picture, tools);
  if (!lonePaths && !emptyPicture) return false;
  if (picture !== null && picture.width * picture.height > LIMITS.pdf.drawnPixels) return null;
  if (budget.drawn-- <= 0) return null;
  return isUniform(pdfium, page);
}

/**
 * Bytes per pixel below which a picture may be an empty sheet, by how it is packed. Measured on office scans: a page
 * of text takes five times as much and more.
 */
const FEW_BYTES: Readonly<Record<string, number>> = {
  CCITTFaxDecode: 0.0006,
  JBIG2Decode: 0.0003,
  FlateDecode: 0.004,
  DCTDecode: 0.03,
  JPXDecode: 0.03,
};

function saysLittle(pdfium: Pdfium, { handle, width, height }: Picture, tools: Tools): boolean {
  // A scan of a GB would be read whole for the lengths of its pictures.
  const bytes = tools.unread(() => pdfium.FPDFImageObj_GetImageDataRaw(handle, 0, 0));
  const filters = pdfium.FPDFImageObj_GetImageFilterCount(handle);
  const length = 64;
  const slot = pdfium.pdfium.wasmExports.malloc(length);
  try {
    const named = pdfium.FPDFImageObj_GetImageFilter(handle, filters - 1, slot, length);
    const name = named > 1 && named <= length ? pdfium.pdfium.UTF8ToString(slot) : '';
    return bytes < width * height * (FEW_BYTES[name] ?? 0);
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
