/**
 * A typeset page (display list, origin top left) → content stream, resources and links. Page references and
 * links are resolved here, for here the page numbers are known. Chooses no font and breaks no line.
 */
import type {
  CodeItem,
  GroupItem,
  LineItem,
  PageContent,
  PageItem,
  PageLink,
  PageRefItem,
  PictureItem,
  RectItem,
  StructPart,
  TextItem,
} from '../layout/page.js';
import { drawPath, openGroup, type UseOpacity } from './drawing.js';
import type { VolumeFont, VolumeFontSet } from './fonts.js';
import type { PiecePlace } from './job.js';
import { jump, meantPiece, REFERENCE_TAG } from './links.js';
import { type Raw, textString } from './objects.js';
import { pt, serialise } from './syntax.js';
import { showText, textWidth } from './text-show.js';

export interface OwnPageContext {
  fonts: VolumeFontSet;
  pageOf(pieceId: string): PiecePlace | null;
  /** Object number of a page of this volume, 1-based. */
  pageObject(page: number): number;
  /** Reference of the picture's XObject; null if it can't be drawn. */
  picture(key: string): Promise<Raw | null>;
  /** MCID of content of the part that begins here. */
  mark(part: StructPart): number;
  /** Boxes stand on the page for these characters. */
  lost(characters: string): void;
}

export interface DrawnPage {
  content: string;
  /** Entries of /Font and /XObject, as syntax. */
  fonts: Map<string, string>;
  pictures: Map<string, string>;
  /** Graphics states by name, as syntax. */
  states: Map<string, string>;
  /** Annotation dictionaries, as syntax but for their end; and the part of the text that they belong to. */
  links: { open: string; part: PageLink['part'] }[];
}

/** Slant of a face that has no italic: 12°. */
const SKEW = 0.2126;
/** Stroke that makes a face look bold, em. */
const BOLD_STROKE = 0.03;

export async function drawPage(page: PageContent, context: OwnPageContext): Promise<DrawnPage> {
  const drawn: DrawnPage = {
    content: '',
    fonts: new Map(),
    pictures: new Map(),
    states: new Map(),
    links: [],
  };
  const lines: string[] = [];
  /** What the marked content at hand belongs to; undefined: none is open. */
  let open: StructPart | null | undefined;
  for (const item of page.items) {
    const operators = await drawItem(item, page.height, drawn, context);
    if (operators === '') continue;
    for (const lost of lostIn(item)) context.lost(lost);
    const part = partOf(item, open);
    if (part !== open) {
      if (open !== undefined) lines.push('EMC');
      lines.push(part === null ? '/Artifact BMC' : `/${part.role}<</MCID ${context.mark(part)}>>BDC`);
      open = part;
    }
    lines.push(operators);
  }
  if (open !== undefined) lines.push('EMC');
  lines.push('');
  drawn.content = lines.join('\n');
  for (const link of page.links) {
    const annotation = linkAnnotation(link, page.height, context);
    if (annotation !== null) drawn.links.push({ open: annotation, part: link.part });
  }
  return drawn;
}

/** As the layout says; else text is a paragraph, which goes on with the text beside it, and a picture a figure. */
function partOf(item: PageItem, open: StructPart | null | undefined): StructPart | null {
  if (item.part !== undefined) return item.part;
  if (item.kind === 'picture')
    return { role: 'Figure', parent: null, ...(item.alt ? { alt: item.alt } : {}) };
  if (item.kind === 'group' ? !says(item) : item.kind !== 'text' && item.kind !== 'page-ref') return null;
  return open?.role === 'P' && loose.has(open) ? open : looseParagraph();
}

/** Whether there is text among the items of a group. */
function says({ items }: GroupItem): boolean {
  return items.some((item) => item.kind === 'text' || (item.kind === 'group' && says(item)));
}

function* lostIn(item: PageItem): Generator<string> {
  if (item.kind === 'text' && item.lost) yield item.lost;
  if (item.kind === 'group') for (const one of item.items) yield* lostIn(one);
}

const loose = new WeakSet<StructPart>();

function looseParagraph(): StructPart {
  const part: StructPart = { role: 'P', parent: null };
  loose.add(part);
  return part;
}

async function drawItem(
  item: PageItem,
  height: number,
  drawn: DrawnPage,
  context: OwnPageContext,
): Promise<string> {
  switch (item.kind) {
    case 'text':
      return drawText(item, height, await fontFor(item, drawn, context));
    case 'page-ref':
      return drawReference(item, height, await fontFor(item, drawn, context), context);
    case 'line':
      return drawLine(item, height);
    case 'rect':
      return drawRect(item, height);
    case 'picture':
      return drawPicture(item, height, drawn, context);
    case 'code':
      return drawCode(item, height);
    case 'anchor':
      return '';
    case 'path':
      return drawPath(item, height, opacityOf(drawn), rgb);
    case 'group': {
      const parts = [openGroup(item, height, opacityOf(drawn))];
      for (const one of item.items) parts.push(await drawItem(one, height, drawn, context));
      return [...parts, 'Q'].join('\n');
    }
  }
}

/** Names the graphics states that a page uses; the same opacity has one name. */
function opacityOf(drawn: DrawnPage): UseOpacity {
  return (fill, stroke) => {
    const [f, s] = [pt(fill), pt(stroke)];
    if (f === '1' && s === '1') return '';
    const name = `A${f}-${s}`.replaceAll('.', '_');
    drawn.states.set(name, `<</ca ${f}/CA ${s}>>`);
    return `/${name} gs`;
  };
}

interface NamedFont {
  name: string;
  font: VolumeFont;
}

async function fontFor(
  item: TextItem | PageRefItem,
  drawn: DrawnPage,
  context: OwnPageContext,
): Promise<NamedFont> {
  const font = await context.fonts.load(item.font);
  drawn.fonts.set(item.font, `${font.ref.num} 0 R`);
  return { name: item.font, font };
}

function drawText(item: TextItem, height: number, { name, font }: NamedFont): string {
  const { x, size } = item;
  const y = height - item.y;
  const color = rgb(item.color ?? '000000');
  const parts = ['q', `${color} rg`];
  if (item.bold) parts.push(`${color} RG ${pt(size * BOLD_STROKE)} w`);
  parts.push(`BT /${name} ${pt(size)} Tf`);
  if (item.bold) parts.push('2 Tr');
  parts.push(item.italic ? `1 0 ${SKEW} 1 ${pt(x)} ${pt(y)} Tm` : `${pt(x)} ${pt(y)} Td`);
  parts.push(showText(font, item.text, size, item.advances), 'ET');
  if (item.underline) {
    const width = textWidth(font, item.text, size, item.advances);
    parts.push(`${pt(x)} ${pt(y - size * 0.15)} ${pt(width)} ${pt(size * 0.05)} re f`);
  }
  parts.push('Q');
  return parts.join(' ');
}

function drawReference(item: PageRefItem, height: number, named: NamedFont, context: OwnPageContext): string {
  const place = context.pageOf(item.target);
  if (place === null) return '';
  const first = place.printed ?? place.first;
  const prefix = place.prefix ?? '';
  const text =
    item.show === 'count'
      ? String(place.pages)
      : item.show === 'range' && place.pages > 1
        ? `${prefix}${first}-${first + place.pages - 1}`
        : `${prefix}${first}`;
  const width = textWidth(named.font, text, item.size);
  const shift = item.align === 'right' ? width : item.align === 'center' ? width / 2 : 0;
  const drawn = drawText(
    { kind: 'text', x: item.x - shift, y: item.y, size: item.size, font: item.font, text },
    height,
    named,
  );
  return `/${REFERENCE_TAG}<</To${serialise(textString(item.target))}/Show/${item.show}>>BDC ${drawn} EMC`;
}

function drawLine(item: LineItem, height: number): string {
  const dash = item.dash ? ` [${item.dash.map(pt).join(' ')}] 0 d` : '';
  const from = `${pt(item.x1)} ${pt(height - item.y1)} m`;
  const to = `${pt(item.x2)} ${pt(height - item.y2)} l`;
  return `q ${rgb(item.color ?? '000000')} RG ${pt(item.width)} w${dash} ${from} ${to} S Q`;
}

function drawRect(item: RectItem, height: number): string {
  const parts = ['q'];
  if (item.fill !== undefined) parts.push(`${rgb(item.fill)} rg`);
  if (item.stroke !== undefined) parts.push(`${rgb(item.stroke)} RG ${pt(item.lineWidth ?? 0.5)} w`);
  parts.push(`${pt(item.x)} ${pt(height - item.y - item.height)} ${pt(item.width)} ${pt(item.height)} re`);
  parts.push(
    item.fill === undefined ? (item.stroke === undefined ? 'n' : 'S') : item.stroke === undefined ? 'f' : 'B',
  );
  parts.push('Q');
  return parts.join(' ');
}

/** One path for all modules: drawn one by one, they would show seams between them. */
function drawCode(item: CodeItem, height: number): string {
  const module = item.size / item.rows.length;
  const bars = item.rows.flatMap((row, line) =>
    [...row.matchAll(/1+/g)].map(({ 0: run, index }) => {
      const y = height - item.y - (line + 1) * module;
      return `${precise(item.x + index * module)} ${precise(y)} ${precise(run.length * module)} ${precise(module)} re`;
    }),
  );
  return `q 0 g ${bars.join(' ')} f Q`;
}

/** Modules are small: two decimals would make them uneven. */
function precise(value: number): string {
  return value.toFixed(4).replace(/\.?0+$/, '');
}

async function drawPicture(
  item: PictureItem,
  height: number,
  drawn: DrawnPage,
  context: OwnPageContext,
): Promise<string> {
  const picture = await context.picture(item.key);
  const y = height - item.y - item.height;
  if (picture === null) {
    return `q 0.85 g ${pt(item.x)} ${pt(y)} ${pt(item.width)} ${pt(item.height)} re f Q`;
  }
  const name = `P${drawn.pictures.size + 1}`;
  drawn.pictures.set(name, picture.text);
  const matrix = orientationMatrix(item.orientation ?? 1, item.x, y, item.width, item.height);
  return `q ${matrix.map(pt).join(' ')} cm /${name} Do Q`;
}

/** From the unit square of the picture as stored to the box where it is shown (Exif 2.3, tag 274). */
export function orientationMatrix(orientation: number, x: number, y: number, w: number, h: number): number[] {
  switch (orientation) {
    case 2:
      return [-w, 0, 0, h, x + w, y];
    case 3:
      return [-w, 0, 0, -h, x + w, y + h];
    case 4:
      return [w, 0, 0, -h, x, y + h];
    case 5:
      return [0, -h, -w, 0, x + w, y + h];
    case 6:
      return [0, -h, w, 0, x, y + h];
    case 7:
      return [0, h, w, 0, x, y];
    case 8:
      return [0, h, -w, 0, x + w, y];
    default:
      return [w, 0, 0, h, x, y];
  }
}

function linkAnnotation(link: PageLink, height: number, context: OwnPageContext): string | null {
  const target = 'url' in link.target ? uriAction(link.target.url) : jump(link.target.piece, context);
  if (target === null) return null;
  const box = [link.x, height - link.y - link.height, link.x + link.width, height - link.y].map(pt).join(' ');
  const piece = 'piece' in link.target ? meantPiece(link.target.piece) : '';
  return `<</Type/Annot/Subtype/Link/Rect[${box}]/Border[0 0 0]/F 4${target}${piece}`;
}

/** A URI is 7-bit ASCII (§12.6.4.7): other characters go in percent-encoded. */
function uriAction(url: string): string {
  // Half a surrogate pair, as broken Word files have it, can't be encoded.
  const sound = url.trim().replace(/\p{Surrogate}/gu, '\ufffd');
  const ascii = sound.replace(/[^\x21-\x7e]/gu, (char) => encodeURIComponent(char));
  return `/A<</S/URI/URI${serialise(textString(ascii))}>>`;
}

function rgb(color: string): string {
  const value = Number.parseInt(color, 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255].map((part) => pt(part / 255)).join(' ');
}
