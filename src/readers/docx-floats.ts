/** Where pictures stand that lie over or under the text: anchors of DrawingML (wp:anchor) and positions of VML. */
import type { Floating, FloatPlace } from '../model/floating.js';
import { kid, kids, textOf, type XmlNode } from './xml.js';

const EMU_PER_POINT = 12_700;

const FROM: Record<string, FloatPlace['from']> = {
  page: 'page',
  margin: 'type-area',
  column: 'text',
  paragraph: 'text',
  line: 'text',
  text: 'text',
  character: 'char',
  char: 'char',
  leftMargin: 'start',
  topMargin: 'start',
  insideMargin: 'start',
  'left-margin-area': 'start',
  'top-margin-area': 'start',
  'inner-margin-area': 'start',
  rightMargin: 'end',
  bottomMargin: 'end',
  outsideMargin: 'end',
  'right-margin-area': 'end',
  'bottom-margin-area': 'end',
  'outer-margin-area': 'end',
};

const ALIGN: Record<string, 'start' | 'middle' | 'end'> = {
  left: 'start',
  top: 'start',
  inside: 'start',
  center: 'middle',
  right: 'end',
  bottom: 'end',
  outside: 'end',
};

/** Null where text flows around it: then it needs room of its own. */
export function anchorOf(drawing: XmlNode): Floating | null {
  const anchor = kid(drawing, 'wp:anchor');
  if (!anchor || !kid(anchor, 'wp:wrapNone')) return null;
  const { behindDoc, simplePos } = anchor.attributes;
  const behind = behindDoc === '1' || behindDoc === 'true';
  if (simplePos === '1' || simplePos === 'true') {
    const { x, y } = kid(anchor, 'wp:simplePos')?.attributes ?? {};
    const from = (emu: string | undefined): FloatPlace => ({ from: 'page', at: { offset: points(emu) } });
    return { across: from(x), down: from(y), behind };
  }
  const across = placeOf(kid(anchor, 'wp:positionH'));
  const down = placeOf(kid(anchor, 'wp:positionV'));
  return across && down ? { across, down, behind } : null;
}

function placeOf(position: XmlNode | null): FloatPlace | null {
  if (!position) return null;
  const from = FROM[position.attributes.relativeFrom ?? ''] ?? 'text';
  for (const child of kids(position)) {
    const value = textOf(child).trim();
    const align = ALIGN[value];
    if (child.name === 'wp:align') return align ? { from, at: { align } } : null;
    if (child.name === 'wp:posOffset') return { from, at: { offset: points(value) } };
  }
  return null;
}

function points(emu: string | undefined): number {
  const value = Number(emu);
  return Number.isFinite(value) ? value / EMU_PER_POINT : 0;
}

/**
 * The same of a VML shape, by its style.
 * @param length a CSS length in pt, which may be negative; null if it is none
 */
export function shapePosition(
  shape: XmlNode,
  style: ReadonlyMap<string, string>,
  length: (value: string | undefined) => number | null,
): Floating | null {
  if (style.get('position') !== 'absolute') return null;
  const wrap = kids(shape).find((child) => /(?:^|:)wrap$/.test(child.name))?.attributes.type;
  if (wrap !== undefined && wrap !== 'none') return null;
  const place = (way: string, gap: string): FloatPlace => {
    const from = FROM[style.get(`mso-position-${way}-relative`) ?? ''] ?? 'text';
    const align = ALIGN[style.get(`mso-position-${way}`) ?? ''];
    if (align) return { from, at: { align } };
    return { from, at: { offset: length(style.get(gap)) ?? 0 } };
  };
  const edge = (margin: string, side: string): string => (style.has(margin) ? margin : side);
  return {
    across: place('horizontal', edge('margin-left', 'left')),
    down: place('vertical', edge('margin-top', 'top')),
    behind: Number(style.get('z-index') ?? 0) < 0,
  };
}
