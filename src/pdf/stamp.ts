/**
 * What the tool prints on every page: the volume page number to GB/T 9704-2012 §7.5, on evidence the material
 * number with sheet i of n, on drafts 草稿 across. Content is upright as the page is seen, and is marked so that
 * `inspect` finds it again.
 */
import type { Lang } from '../model/lang.js';
import type { VolumeFont } from './fonts.js';
import type { Frame } from './geometry.js';
import { textString } from './objects.js';
import { pt, serialise } from './syntax.js';
import { showText, textWidth } from './text-show.js';

export interface StampText {
  /** Printed page number. */
  page: number;
  /** 「017-03　第2页/共5页」; null on the tool's own pages. */
  label: string | null;
  /** Lay the draft mark across the page. */
  draft: boolean;
  /** Object number of the page that the label leads back to; null or absent for none. */
  back?: number | null;
}

/** Tag of the marked content that holds a stamp. */
export const STAMP_TAG = 'Dossier';

/** 草稿 in both languages: the dossier itself is Chinese. */
const DRAFT = '草稿';

const MM = 72 / 25.4;
const A4_WIDTH = 210 * MM;
const A4_HEIGHT = 297 * MM;

/** GB/T 9704: margins left 28 mm, right 26 mm, bottom 35 mm; the dash of the number 7 mm below the type area. */
const LEFT = 28 * MM;
const RIGHT = 26 * MM;
const NUMBER_LINE = (35 - 7) * MM;
/** 四号. */
const NUMBER_SIZE = 14;
/** A dash stands at about a third of the em above the baseline. */
const DASH_HEIGHT = 0.36;
const LABEL_SIZE = 9;
const LABEL_EDGE = 8 * MM;

/** 「017-03　第2页/共5页」. */
export function stampLabel(stamp: string, sheet: number, sheets: number, lang: Lang): string {
  return lang === 'zh' ? `${stamp}　第${sheet}页/共${sheets}页` : `${stamp}　${sheet} of ${sheets}`;
}

/** Every character that stamps can need in role `song`, for the font subset. */
export function stampCharacters(stamps: Iterable<string>): string {
  const all = new Set(`0123456789— -/第页共of${DRAFT}`);
  for (const stamp of stamps) for (const char of stamp) all.add(char);
  return [...all].sort().join('');
}

/** Names in the page's resources: the font, and graphics states for opaque, background and draft mark. */
export const STAMP_FONT = 'Dsr';
const OPAQUE = 'DsrOpaque';
const VEIL = 'DsrVeil';
const DRAFTED = 'DsrDraft';

/** The graphics states, by name. */
export const STAMP_STATES: Readonly<Record<string, string>> = {
  [OPAQUE]: '<</Type/ExtGState/BM/Normal/SMask/None/CA 1/ca 1/AIS false>>',
  [VEIL]: '<</Type/ExtGState/BM/Normal/SMask/None/CA 0.8/ca 0.8/AIS false>>',
  [DRAFTED]: '<</Type/ExtGState/BM/Normal/SMask/None/CA 0.22/ca 0.22/AIS false>>',
};

/** What is the same on all pages of one size. */
interface Sheet {
  frame: Frame;
  draft: boolean;
  /** Turns to the frame, and lays the draft mark across. */
  head: string;
  scale: number;
}

/** Sets the stamps of a volume. Most pages have the size of the one before, and a label is asked for twice. */
export class Stamps {
  private readonly font: VolumeFont;
  private sheet: Sheet | null = null;
  private placed: { text: string; place: LabelPlace } | null = null;

  /** @param font of role `song` */
  constructor(font: VolumeFont) {
    this.font = font;
  }

  /**
   * The stamp's operators, for the end of a page's content. They leave the graphics state as they find it.
   * On other sizes than A4 everything keeps its proportion to the shorter side.
   */
  content(frame: Frame, text: StampText): string {
    const { font } = this;
    const { width, height } = frame;
    const { head, scale } = this.sheetOf(frame, text.draft);
    const label = text.label === null ? '' : `/Label${serialise(textString(text.label))}`;
    // Not read out with the text (§14.8.2.2).
    let out = `/Artifact<</Type/Pagination>>BDC\n/${STAMP_TAG}<</Page(${text.page})${label}${text.draft ? '/Draft true' : ''}>>BDC\n${head}`;
    const number = `— ${text.page} —`;
    const size = NUMBER_SIZE * scale;
    const numberWidth = textWidth(font, number, size);
    const indent = size;
    // Odd numbers stand right, even ones left, one character in from the type area (§7.5).
    const wanted = text.page % 2 === 1 ? width - RIGHT * scale - indent - numberWidth : LEFT * scale + indent;
    const x = Math.max(2 * scale, Math.min(wanted, width - numberWidth - 2 * scale));
    const y = NUMBER_LINE * Math.min(scale, height / A4_HEIGHT) - DASH_HEIGHT * size;
    if (text.label !== null) out += `${veil(x, y, numberWidth, size)}\n`;
    out += `/${OPAQUE} gs 0 g\n${line(font, number, x, y, size)}\n`;
    if (text.label !== null) {
      const place = this.labelPlace(frame, text.label);
      out += `${veil(place.x, place.y, place.actual, place.size)}\n/${OPAQUE} gs 0 g\n`;
      out += `${line(font, text.label, place.x, place.y, place.size)}\n`;
    }
    return `${out}Q\nEMC\nEMC\n`;
  }

  /** The link annotation over a stamp's label. @param target object number of the page that it leads to */
  labelLink(frame: Frame, text: string, target: number): string {
    const { x, y, size, actual } = this.labelPlace(frame, text);
    const [a, b, c, d, e, f] = frame.matrix;
    const corner = (px: number, py: number) => [a * px + c * py + e, b * px + d * py + f] as const;
    const [x1, y1] = corner(x - size * 0.25, y - size * 0.5);
    const [x2, y2] = corner(x + actual + size * 0.25, y + size * 1.1);
    const box = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)].map(pt).join(' ');
    return `<</Type/Annot/Subtype/Link/Rect[${box}]/Border[0 0 0]/F 4/Dest[${target} 0 R/Fit]>>`;
  }

  private sheetOf(frame: Frame, draft: boolean): Sheet {
    if (this.sheet !== null && this.sheet.draft === draft && sameFrame(this.sheet.frame, frame))
      return this.sheet;
    const { width, height } = frame;
    const mark = draft ? `${draftMark(width, height, this.font)}\n` : '';
    const head = `q\n${frame.matrix.map(precise).join(' ')} cm\n${mark}`;
    this.sheet = { frame, draft, head, scale: stampScale(width, height) };
    this.placed = null;
    return this.sheet;
  }

  private labelPlace(frame: Frame, text: string): LabelPlace {
    const { sheet, placed } = this;
    if (placed?.text === text && sheet !== null && sameFrame(sheet.frame, frame)) return placed.place;
    const place = labelPlace(frame.width, frame.height, this.font, text);
    this.placed = { text, place };
    return place;
  }
}

function sameFrame(a: Frame, b: Frame): boolean {
  return a.width === b.width && a.height === b.height && a.matrix.every((value, i) => value === b.matrix[i]);
}

function stampScale(width: number, height: number): number {
  const natural = Math.max(0.5, Math.min(width, height) / A4_WIDTH);
  // On a slip of paper it must still fit.
  return Math.max(0.01, Math.min(natural, width / 150, height / 60));
}

interface LabelPlace {
  x: number;
  y: number;
  size: number;
  /** Of the text. */
  actual: number;
}

function labelPlace(width: number, height: number, font: VolumeFont, text: string): LabelPlace {
  const scale = stampScale(width, height);
  const edge = LABEL_EDGE * scale;
  let size = LABEL_SIZE * scale;
  const room = width - 2 * edge;
  const natural = textWidth(font, text, size);
  if (natural > room && room > 0) size *= room / natural;
  const actual = textWidth(font, text, size);
  return { x: width - edge - actual, y: height - edge - size, size, actual };
}

/** White, not quite opaque: readable over a scan, hides little. */
function veil(x: number, y: number, width: number, size: number): string {
  const pad = size * 0.25;
  return `/${VEIL} gs 1 g ${pt(x - pad)} ${pt(y - size * 0.3)} ${pt(width + 2 * pad)} ${pt(size * 1.35)} re f`;
}

function line(font: VolumeFont, text: string, x: number, y: number, size: number): string {
  return `BT /${STAMP_FONT} ${pt(size)} Tf ${pt(x)} ${pt(y)} Td ${showText(font, text, size)} ET`;
}

function draftMark(width: number, height: number, font: VolumeFont): string {
  const angle = Math.atan2(height, width);
  const size = Math.hypot(width, height) * 0.2;
  const half = textWidth(font, DRAFT, size) / 2;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  // The middle of the characters (0.38 em above the baseline) on the middle of the page.
  const x = width / 2 - half * cos + 0.38 * size * sin;
  const y = height / 2 - half * sin - 0.38 * size * cos;
  const matrix = [cos, sin, -sin, cos].map(precise).join(' ');
  return [
    `/${DRAFTED} gs 0.5 g`,
    `BT /${STAMP_FONT} ${pt(size)} Tf ${matrix} ${pt(x)} ${pt(y)} Tm ${showText(font, DRAFT, size)} ET`,
  ].join('\n');
}

/** Factors of a matrix: a large UserUnit makes them small. */
function precise(value: number): string {
  const text = value.toFixed(8).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
}
