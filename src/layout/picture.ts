/** A picture on a page of its own, and below it what the catalogue says of it (DA/T 50-2014: 照片说明). */
import { Flow, lineStrip, type Strip } from './flow.js';
import type { FontSet } from './fonts.js';
import { setLines } from './lines.js';
import type { PageContent, PictureItem } from './page.js';
import type { PageOptions } from './statement.js';
import { LANDSCAPE, mm, PORTRAIT, SMALL_SIZE, TABLE_SIZE } from './style.js';

export interface PictureData {
  /** Key that the writer's source of pictures knows: the file's path. */
  key: string;
  /** px, as stored (before EXIF turn). */
  width: number;
  height: number;
  /** From the file; null if it does not say. */
  dpi: number | null;
  /** EXIF orientation 1–8. */
  orientation: number;
  /** Height of a pixel by its width: 2.08 for a fax of 204 × 98 dpi; 1 if absent. */
  pixelAspect?: number;
  caption: string;
  /** What is known of it besides its title, name and words: 时间, 地点, 人物, 事由. */
  facts?: [string, string][];
}

const CAPTION_PITCH = 20;
const FACT_PITCH = 17;
/** Between the picture and what stands below it, pt. */
const GAP = 10;
/** A block of facts is at least so wide, pt, and lies amid the page. */
const LEAST_BLOCK = 300;
/** Lines that a caption may take; pictures come first. */
const MOST_CAPTION = 4;
const MOST_FACTS = 10;
/** Small pictures keep to 96 dpi at least: larger, they would show their pixels and nothing more. */
const LEAST_DPI = 96;

/** Sheets that scanners know, mm, upright: A3–A5, B4, B5 (JIS and ISO), 16K, 8K, Letter, Legal. */
const SHEETS = [
  [297, 420],
  [210, 297],
  [148, 210],
  [257, 364],
  [182, 257],
  [176, 250],
  [195, 270],
  [260, 368],
  [270, 390],
  [216, 279],
  [216, 356],
] as const;
/** Scanners cut a little; a photo of 4:3 comes near none of them. */
const SHEET_TOLERANCE = 0.035;
/** Below it is no scan but a picture of the screen. */
const LEAST_SCAN = 90;

/** The sheet's size in pt, as shown, where the picture is the scan of a sheet of paper; else null. */
function scannedSheet(width: number, height: number, dpi: number | null): [number, number] | null {
  if (dpi === null || dpi < LEAST_SCAN) return null;
  const [w, h] = [(width * 25.4) / dpi, (height * 25.4) / dpi];
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= b * SHEET_TOLERANCE;
  const fits = SHEETS.some(
    ([short, long]) => (near(w, short) && near(h, long)) || (near(w, long) && near(h, short)),
  );
  return fits ? [mm(w), mm(h)] : null;
}

/**
 * One picture on a page, upright or across as it is itself, as large as the type area and its pixels allow.
 * A scanned sheet of paper is a page as it is, like one of a PDF, unless there is something to be said below it.
 */
export function picturePage(data: PictureData, fonts: FontSet, _options: PageOptions = {}): PageContent[] {
  const turned = data.orientation >= 5;
  const tall = data.height * (data.pixelAspect ?? 1);
  const width = Math.max(1, turned ? tall : data.width);
  const height = Math.max(1, turned ? data.width : tall);
  const sheet = (data.facts ?? []).length > 0 ? null : scannedSheet(width, height, data.dpi);
  if (sheet !== null) {
    const [w, h] = sheet;
    const whole: PictureItem = { kind: 'picture', x: 0, y: 0, width: w, height: h, key: data.key };
    if (data.orientation > 1) whole.orientation = data.orientation;
    return [{ width: w, height: h, items: [whole], links: [] }];
  }
  const flow = new Flow(fonts, width > height * 1.25 ? LANDSCAPE : PORTRAIT);
  const { frame } = flow;
  const title = setLines([{ text: data.caption, role: 'kai', size: TABLE_SIZE }], fonts, {
    width: frame.width,
    align: 'center',
  })
    .slice(0, MOST_CAPTION)
    .map((line) => lineStrip(line, CAPTION_PITCH));
  const most = 72 / Math.min(data.dpi ?? LEAST_DPI, LEAST_DPI);
  const scaleFor = (below: number): number =>
    Math.min(frame.width / width, (frame.height - below - GAP) / height, most);
  // The facts are set to the picture's width, and their height decides in turn how large the picture is.
  const block = Math.min(frame.width, Math.max(LEAST_BLOCK, width * scaleFor(title.length * CAPTION_PITCH)));
  const facts = factLines(data.facts ?? [], block, fonts);
  const below = [...title, ...facts].reduce((sum, strip) => sum + strip.height, 0);
  const room = frame.height - below - GAP;
  const scale = scaleFor(below);
  const shown = { width: width * scale, height: height * scale };
  const item: PictureItem = {
    kind: 'picture',
    x: frame.x + (frame.width - shown.width) / 2,
    y: frame.y + Math.max(0, (room - shown.height) / 2),
    ...shown,
    key: data.key,
  };
  if (data.orientation > 1) item.orientation = data.orientation;
  flow.page.items.push(item);
  flow.y = item.y + shown.height + GAP;
  for (const strip of title) {
    flow.draw(strip, frame.x, flow.y);
    flow.y += strip.height;
  }
  const left = frame.x + (frame.width - block) / 2;
  for (const strip of facts) {
    flow.draw(strip, left, flow.y);
    flow.y += strip.height;
  }
  return flow.pages;
}

/** 「时间：2024年3月5日」 and so on, a line each; what is longer goes on under its beginning. */
function factLines(facts: [string, string][], width: number, fonts: FontSet): Strip[] {
  return facts
    .flatMap(([label, value]) => {
      const head = `${label}：`;
      const indent = fonts.measure('hei', head, SMALL_SIZE);
      return setLines(
        [
          { text: head, role: 'hei', size: SMALL_SIZE },
          { text: value, role: 'fangsong', size: SMALL_SIZE },
        ],
        fonts,
        { width, left: indent, firstIndent: -indent, align: 'left' },
      );
    })
    .slice(0, MOST_FACTS)
    .map((line) => lineStrip(line, FACT_PITCH));
}
