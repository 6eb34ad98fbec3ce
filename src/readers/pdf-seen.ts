/**
 * What was met on a page of a PDF, and what follows from it: whether the page is a scan, with how many dots per inch, and
 * whether it could be blank. Knows neither who looked nor how.
 */

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
export type Matrix = readonly [number, number, number, number, number, number];
export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** Left, bottom, right, top, in pt of the page's own space. */
export type Area = readonly [number, number, number, number];

export interface Picture<Handle> {
  handle: Handle;
  width: number;
  height: number;
  dpi: number;
  /** Of the page, 0–1. */
  share: number;
}

/** @param Handle what a picture is known by to the one who looks */
export interface Seen<Handle> {
  text: boolean;
  visible: boolean;
  /** Paths may be white: whether they show can't be told without drawing. */
  paths: number;
  textShare: number;
  /** The one that takes most of the page. */
  picture: Picture<Handle> | null;
  /** Of all pictures together; above 1 where they lie over one another. */
  pictureShare: number;
  /** The finest of them: a compressed scan has a coarse ground, and its writing on top of it. */
  dpi: number;
  objects: number;
}

export function seenNothing<Handle>(): Seen<Handle> {
  return {
    text: false,
    visible: false,
    paths: 0,
    textShare: 0,
    picture: null,
    pictureShare: 0,
    dpi: 0,
    objects: 0,
  };
}

/** Notes a picture of so many pixels, which fills the unit square of its matrix. */
export function seePicture<Handle>(
  seen: Seen<Handle>,
  handle: Handle,
  [width, height]: readonly [number, number],
  matrix: Matrix,
  page: Area,
): void {
  seen.visible = true;
  // The sides of the unit square are what the picture measures on the page.
  const [a, b, c, d] = matrix;
  const across = Math.hypot(a, b);
  const up = Math.hypot(c, d);
  if (width <= 0 || height <= 0 || across <= 0 || up <= 0) return;
  const dpi = 72 * Math.min(width / across, height / up);
  const share = shareOf(boxOf(matrix, [0, 0, 1, 1]), page);
  seen.pictureShare += share;
  if (share > SMALL) seen.dpi = Math.max(seen.dpi, dpi);
  if (share > (seen.picture?.share ?? 0)) seen.picture = { handle, width, height, dpi, share };
}

/** Dots per inch of a page that is a scan; null for any other. */
export function scanDpi<Handle>(seen: Seen<Handle>, page: Area): number | null {
  const isScan = seen.pictureShare >= COVERS && seen.textShare < MARGINAL && seen.paths <= FEW_PATHS;
  return isScan ? Math.round(seen.dpi * magnified(page)) : null;
}

/** The picture that is the whole page, if nothing else is on it: where it holds little, the page may be blank. */
export function wholePicture<Handle>({ picture, textShare }: Seen<Handle>): Picture<Handle> | null {
  return picture !== null && picture.share >= COVERS && textShare === 0 ? picture : null;
}

/** How many times larger than a sheet of paper the page is; 1 where it could be one. */
function magnified([left, bottom, right, top]: Area): number {
  const side = Math.max(right - left, top - bottom);
  return side > LONGEST_SHEET ? side / A4_LENGTH : 1;
}

/** Which part of the page a rectangle takes, 0–1. */
export function shareOf([left, bottom, right, top]: Area, page: Area): number {
  const width = Math.min(right, page[2]) - Math.max(left, page[0]);
  const height = Math.min(top, page[3]) - Math.max(bottom, page[1]);
  const whole = (page[2] - page[0]) * (page[3] - page[1]);
  return whole > 0 ? (Math.max(0, width) * Math.max(0, height)) / whole : 0;
}

export function times([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix {
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

/** The upright box around a rectangle that a matrix turns. */
export function boxOf([a, b, c, d, e, f]: Matrix, [left, bottom, right, top]: Area): Area {
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

/**
 * @param bytes of the picture as stored
 * @param filter the last that it is packed by, '' for none
 */
export function saysLittle(
  bytes: number,
  { width, height }: { width: number; height: number },
  filter: string,
): boolean {
  return bytes < width * height * (FEW_BYTES[filter] ?? 0);
}
