/**
 * How a Word document looks on our pages. Two looks, and one rule when which holds:
 *
 * - **standard**: a statement is an official document, so it is set to GB/T 9704-2012 whatever the writer's program
 *   made of it: page, title, faces and sizes of the four levels and the body, 22 lines a page, two characters' indent.
 *   Kept is what the writer said on purpose: bold, italics, underline, colour, shading, raised and lowered text,
 *   centred and right-set paragraphs, indents deeper than the standard's, text smaller than the document's own body
 *   (notes, captions: in proportion), breaks, landscape sections, tables with their borders and shades, pictures.
 * - **own**: other Word evidence shows what was issued, so it keeps its page, margins, sizes, alignment, indents, line
 *   and paragraph spacing and tabs. Faces are mapped to the five roles by the font's name. The foot of the page keeps
 *   the room that the volume's page number needs.
 *
 * A document that says nothing of its sizes (old formats, bare exports) has no look of its own: it gets the standard
 * one, which is that of `templates/statement.docx`.
 */
import type { Block, Paragraph, Section, TextRun, WordDocument } from '../model/document.js';
import type { FontRole } from './page.js';
import { BODY_SIZE, type Frame, LANDSCAPE, mm, PORTRAIT } from './style.js';

export interface WordLook {
  kind: 'standard' | 'own';
  /** The size that most of the document's characters have, pt. */
  body: number;
}

export function lookOf(document: WordDocument, wanted: WordLook['kind']): WordLook {
  const sizes = new Map<number, number>();
  weigh(document.blocks, sizes);
  let body = 0;
  let most = 0;
  for (const [size, weight] of [...sizes].sort(([a], [b]) => a - b))
    if (weight > most) [body, most] = [size, weight];
  return body === 0 ? { kind: 'standard', body: BODY_SIZE } : { kind: wanted, body };
}

function weigh(blocks: Block[], sizes: Map<number, number>): void {
  for (const block of blocks) {
    if (block.kind === 'table') {
      for (const row of block.rows) for (const cell of row.cells) weigh(cell.blocks, sizes);
      continue;
    }
    for (const inline of block.inlines)
      if (inline.kind === 'text' && inline.size !== null)
        sizes.set(inline.size, (sizes.get(inline.size) ?? 0) + inline.text.length);
  }
}

/** Sizes beyond these are a slip or a poster, pt. */
const LEAST_SIZE = 6;
const MOST_SIZE = 72;
/** Least size in the standard's look, pt: 小五. */
const LEAST_STANDARD = 9;
/** Smaller than the body by more than this share is meant to be small. */
const SMALLER = 0.9;

/** Size of a run; `standard`: what the standard gives for where it stands. pt */
export function sizeIn(look: WordLook, size: number | null, standard: number): number {
  if (size === null) return look.kind === 'own' ? look.body : standard;
  if (look.kind === 'own') return Math.min(MOST_SIZE, Math.max(LEAST_SIZE, size));
  // Tables have a size of their own, smaller than the body's: what is smaller still in the file stays so.
  if (standard < BODY_SIZE) return Math.min(standard, Math.max(LEAST_STANDARD, size));
  return size < look.body * SMALLER ? Math.max(LEAST_STANDARD, (standard * size) / look.body) : standard;
}

/** Names of fonts → the role that plays them; first match counts. */
const ROLES: [RegExp, FontRole][] = [
  [/小标宋|大标宋|xiaobiaosong|biaosong|宋黑/i, 'biaosong'],
  [/仿宋|fang ?song/i, 'fangsong'],
  [/楷|kai/i, 'kai'],
  [/黑|雅黑|hei|gothic|dotum|琥珀|综艺|impact/i, 'hei'],
];
/** Sans faces that have no weight of a 黑体: the role plays them in bold text only. */
const SANS = /等线|deng|arial|calibri|helvetica|verdana|tahoma|segoe|sans|trebuchet/i;

/**
 * Role for a run in the own look, and whether the face has to be drawn stronger for bold text: 黑体 and the bold 宋体
 * (小标宋's face) are bold as they are.
 */
export function faceOf(run: Pick<TextRun, 'font' | 'bold'>): { role: FontRole; bold: boolean } {
  const name = run.font ?? '';
  const known = ROLES.find(([pattern]) => pattern.test(name))?.[1];
  if (known === 'fangsong' || known === 'kai') return { role: known, bold: run.bold };
  if (known) return { role: known, bold: false };
  if (!run.bold) return { role: 'song', bold: false };
  return { role: SANS.test(name) ? 'hei' : 'biaosong', bold: false };
}

/** Of A4: its shorter side, pt. */
const A4_SIDE = mm(210);
/** Room at the foot for the page number (GB/T 9704 §7.5: its dash stands 28 mm above the edge), and least margins. */
const FOOT = mm(32);
const LEAST_TOP = mm(16);
const LEAST_SIDE = mm(10);

/** Of a page's foot, what the volume's number needs, pt. */
export const footOf = (width: number, height: number): number =>
  FOOT * Math.min(1, Math.min(width, height) / A4_SIDE);

/** The type area for a section. */
export function frameOf(look: WordLook, section: Section | undefined): Frame {
  if (!section) return PORTRAIT;
  if (look.kind === 'standard') return section.width > section.height ? LANDSCAPE : PORTRAIT;
  const { width, height, margins } = section;
  const scale = Math.min(1, Math.min(width, height) / A4_SIDE);
  const side = (value: number): number => Math.min(Math.max(value, LEAST_SIDE * scale), width / 3);
  const x = side(margins.left);
  const y = Math.min(Math.max(margins.top, LEAST_TOP * scale), height / 3);
  const bottom = Math.min(Math.max(margins.bottom, FOOT * scale), height / 3);
  return {
    pageWidth: width,
    pageHeight: height,
    x,
    y,
    width: width - x - side(margins.right),
    height: height - y - bottom,
  };
}

/** Lines without more said are so much higher than their text, em: Chinese faces are set wider apart. */
const CHINESE_LINE = 1.3;
const LATIN_LINE = 1.2;
const HAN = /[\u2e80-\u9fff\uff00-\uffef]/;

/** Distance of a paragraph's lines in the own look, pt. @param size largest on its lines, pt */
export function pitchOf(paragraph: Paragraph, size: number, grid: number | null): number {
  const chinese = paragraph.inlines.some((inline) => inline.kind === 'text' && HAN.test(inline.text));
  const natural = size * (chinese ? CHINESE_LINE : LATIN_LINE);
  const single = grid === null ? natural : Math.ceil(natural / grid - 0.01) * grid;
  const line = paragraph.format?.line;
  if (!line) return single;
  // Lines set closer than their text are high would print over one another.
  if (line.rule === 'exact') return Math.max(line.value, size * 1.05);
  if (line.rule === 'least') return Math.max(line.value, single);
  return Math.max(single * Math.min(line.value, 5), size * 1.05);
}

/** Lightness of RRGGBB, 0–1 (ITU-R BT.601). */
export function lightness(color: string): number {
  const part = (at: number): number => Number.parseInt(color.slice(at, at + 2), 16) / 255;
  return 0.299 * part(0) + 0.587 * part(2) + 0.114 * part(4);
}

/** Ink for text on a ground: automatic ink is white on dark, and white ink on paper would not be seen. */
export function inkOn(ground: string | null, color: string | null): string | undefined {
  const ink = color && !/^0{6}$/.test(color) ? color : null;
  if (ground !== null && lightness(ground) < 0.4 && (color === null || lightness(color) < 0.15))
    return 'FFFFFF';
  if (ink === null) return undefined;
  const paper = ground === null ? 1 : lightness(ground);
  return paper - lightness(ink) < 0.12 && lightness(ink) > 0.8 && paper > 0.8 ? undefined : ink;
}
