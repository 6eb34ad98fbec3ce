/** Lines and shades around text and cells (w:pBdr, w:tcBorders, w:shd; ECMA-376-1 §17.18.2, §17.3.5). */
import type { Border, Side } from '../model/document.js';
import { kid, type XmlNode } from './xml.js';

/** One side, e.g. `<w:top w:val="single" w:sz="4"/>`; null = explicitly no line. Sizes are eighths of a point. */
export function borderOf(node: XmlNode): Border | null {
  const kind = node.attributes['w:val'] ?? 'single';
  if (kind === 'nil' || kind === 'none') return null;
  const size = Number.parseFloat(node.attributes['w:sz'] ?? '4') / 8;
  const color = node.attributes['w:color'] ?? 'auto';
  return {
    width: Math.min(6, Math.max(0.25, Number.isFinite(size) ? size : 0.5)),
    color: /^[0-9a-f]{6}$/i.test(color) ? color.toUpperCase() : null,
    style: /double|triple|thinThick|thickThin/i.test(kind)
      ? 'double'
      : /dash/i.test(kind)
        ? 'dashed'
        : /^dot/i.test(kind)
          ? 'dotted'
          : 'single',
  };
}

const SIDES: [Side, string[]][] = [
  ['top', ['w:top']],
  ['right', ['w:right', 'w:end']],
  ['bottom', ['w:bottom']],
  ['left', ['w:left', 'w:start']],
];

/** The sides that a node gives; those read as null are left out. */
export function sidesOf<T>(
  node: XmlNode | null,
  read: (side: XmlNode) => T | null,
): Partial<Record<Side, T>> {
  const found: Partial<Record<Side, T>> = {};
  for (const [side, names] of SIDES) {
    for (const name of names) {
      const child = kid(node, name);
      const value = child ? read(child) : null;
      if (value !== null) found[side] = value;
    }
  }
  return found;
}

/** The colour that a shade comes to: its fill, mixed with its pattern's colour by the share of the pattern. */
export function shadeOf(node: XmlNode): string | null {
  const hex = (value: string | undefined): string | null =>
    value && /^[0-9a-f]{6}$/i.test(value) ? value.toUpperCase() : null;
  const fill = hex(node.attributes['w:fill']);
  const pattern = node.attributes['w:val'] ?? 'clear';
  const percent = pattern === 'solid' ? 100 : Number(/^pct(\d+)$/.exec(pattern)?.[1] ?? 0);
  if (percent === 0) return fill;
  const mix = (from: string, to: string): string =>
    [0, 2, 4]
      .map((at) => {
        const a = Number.parseInt(from.slice(at, at + 2), 16);
        const b = Number.parseInt(to.slice(at, at + 2), 16);
        return Math.round(a + ((b - a) * percent) / 100)
          .toString(16)
          .padStart(2, '0');
      })
      .join('')
      .toUpperCase();
  return mix(fill ?? 'FFFFFF', hex(node.attributes['w:color']) ?? '000000');
}
