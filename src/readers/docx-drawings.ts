/**
 * Drawings: which pictures they show, how large, and which text boxes they hold (DrawingML and VML).
 * May not fetch a picture's bytes: a page asks for them when it is set.
 */
import type { PictureInline } from '../model/document.js';
import type { Floating } from '../model/floating.js';
import { anchorOf, shapePosition } from './docx-floats.js';
import type { Story } from './docx-story.js';
import { find, findAll, kids, textOf, type XmlNode } from './xml.js';

const EMU_PER_POINT = 12_700;
/** Stands for what is drawn by the program that shows the file. */
const CHART = 'application/x-chart';

/** Pictures of a w:drawing, w:pict or w:object, not those inside its text boxes. Linked files outside are left out. */
export function pictures(node: XmlNode, story: Story): PictureInline[] {
  return node.name === 'w:drawing' ? drawingPictures(node, story) : vmlPictures(node, story);
}

/** What a chart's or diagram's part says: titles, names of series and categories, values, in its order. */
export function chartWords(root: XmlNode): string {
  const words: string[] = [];
  const walk = (node: XmlNode): void => {
    for (const child of kids(node)) {
      // c:v holds a name or value as it was last shown, a:t the text of titles and shapes.
      if (child.name === 'a:t' || child.name === '?:v') words.push(textOf(child).trim());
      else walk(child);
    }
  };
  walk(root);
  return words.filter((word) => word !== '').join(' ');
}

/** The w:txbxContent nodes below, outermost only: what is inside a box is found when the box is walked. */
export function textBoxContents(node: XmlNode): XmlNode[] {
  return findAll(node, 'w:txbxContent', 'w:txbxContent');
}

function drawingPictures(node: XmlNode, story: Story): PictureInline[] {
  const found: PictureInline[] = [];
  const blips = findAll(node, 'pic:pic', 'w:txbxContent');
  const frame = find(node, 'wp:extent')?.attributes ?? {};
  const outer = { width: points(frame.cx), height: points(frame.cy) };
  const properties = find(node, 'wp:docPr')?.attributes ?? {};
  const kind = /\/(chart|chartex|diagram)$/.exec(find(node, 'a:graphicData')?.attributes.uri ?? '')?.[1];
  if (kind !== undefined) {
    // Its name tells a chart from a diagram; what it draws lies in a part that is no picture.
    const description = properties.descr || properties.title || properties.name || '';
    const told = kids(find(node, 'a:graphicData') ?? node)[0]?.attributes ?? {};
    const part = partOf(told['r:id'] ?? told['r:dm'], story) ?? '';
    const chart: PictureInline = { kind: 'picture', part, mime: CHART, ...outer, description };
    story.charts.push(chart);
    return [chart];
  }
  // The places of several pictures within a group are not known: they stand in the text.
  const floating = blips.length === 1 ? anchorOf(node) : null;
  for (const picture of blips) {
    const part = partOf(find(picture, 'a:blip')?.attributes['r:embed'], story);
    if (!part) continue;
    const own = find(picture, 'a:xfrm');
    const extent = own ? kids(own).find((child) => child.name === 'a:ext')?.attributes : undefined;
    // In a group each picture has its own size; alone, the frame is what the page shows.
    const inner = { width: points(extent?.cx), height: points(extent?.cy) };
    const size = blips.length > 1 && inner.width > 0 && inner.height > 0 ? scaled(inner, outer) : outer;
    found.push({
      kind: 'picture',
      part,
      mime: story.package.mime(part),
      ...size,
      description: properties.descr ?? properties.title ?? '',
      ...(floating ? { floating } : {}),
    });
  }
  return found;
}

/** Sizes in a group may be in units of the group: never larger than its frame. */
function scaled(inner: { width: number; height: number }, outer: { width: number; height: number }) {
  if (outer.width === 0 || outer.height === 0) return inner;
  const scale = Math.min(1, outer.width / inner.width, outer.height / inner.height);
  return { width: inner.width * scale, height: inner.height * scale };
}

function vmlPictures(node: XmlNode, story: Story): PictureInline[] {
  const found: PictureInline[] = [];
  const walk = (at: XmlNode, style: Map<string, string>, alt: string, floating: Floating | null): void => {
    for (const child of kids(at)) {
      if (child.name === 'w:txbxContent') continue;
      if (child.name === 'v:imagedata') {
        const part = partOf(child.attributes['r:id'] ?? child.attributes['r:embed'], story);
        if (part)
          found.push({
            kind: 'picture',
            part,
            mime: story.package.mime(part),
            width: length(style.get('width')),
            height: length(style.get('height')),
            description: child.attributes['o:title'] || alt,
            ...(floating ? { floating } : {}),
          });
        continue;
      }
      const own = child.attributes.style;
      const declared = own === undefined ? null : declarations(own);
      // Within a group lengths are in the group's own units: what it holds stands in the text.
      const place =
        declared && at === node && child.name !== 'v:group'
          ? shapePosition(child, declared, signed)
          : floating;
      walk(child, declared ?? style, child.attributes.alt ?? alt, place);
    }
  };
  walk(node, new Map(), '', null);
  return found;
}

function partOf(id: string | undefined, story: Story): string | null {
  const relationship = story.relationships.get(id ?? '');
  return relationship && !relationship.external && story.package.has(relationship.target)
    ? relationship.target
    : null;
}

function points(emu: string | undefined): number {
  const value = Number(emu);
  return Number.isFinite(value) && value > 0 ? value / EMU_PER_POINT : 0;
}

function declarations(style: string): Map<string, string> {
  return new Map(
    style.split(';').map((part): [string, string] => {
      const [name = '', value = ''] = part.split(':');
      return [name.trim().toLowerCase(), value.trim()];
    }),
  );
}

const UNITS: Record<string, number> = {
  pt: 1,
  in: 72,
  cm: 72 / 2.54,
  mm: 72 / 25.4,
  px: 0.75,
  pc: 12,
  '': 0.75,
};

/** A CSS length in pt; 0 if it is none, or negative. */
function length(value: string | undefined): number {
  return Math.max(0, signed(value) ?? 0);
}

/** A CSS length in pt; null if it is none. */
function signed(value: string | undefined): number | null {
  const hit = /^(-?\d*\.?\d+)\s*(pt|in|cm|mm|px|pc|)$/i.exec(value ?? '');
  return hit ? Number(hit[1]) * (UNITS[(hit[2] ?? '').toLowerCase()] ?? 1) : null;
}
