/** Paths, and groups of items that are moved, cut or see-through, as content operators (ISO 32000-1 §8.4–§8.5). */
import type { GroupItem, PathItem } from '../layout/page.js';
import type { Matrix, PathSegment } from '../model/drawing.js';
import { formatNumber, pt } from './syntax.js';

/** Names a graphics state of that opacity and gives the operator that sets it; '' for what is opaque. */
export type UseOpacity = (fill: number, stroke: number) => string;

/** A path on a page of that height, pt. */
export function drawPath(
  item: PathItem,
  height: number,
  opacity: UseOpacity,
  rgb: (color: string) => string,
): string {
  const { fill, stroke, rule } = item;
  const parts = ['q', opacity(item.opacity?.fill ?? 1, item.opacity?.stroke ?? 1)];
  if (fill !== undefined) parts.push(`${rgb(fill)} rg`);
  if (stroke !== undefined) {
    parts.push(`${rgb(stroke)} RG ${pt(item.lineWidth)} w`);
    if (item.cap !== 0) parts.push(`${item.cap} J`);
    if (item.join !== 0) parts.push(`${item.join} j`);
    if (item.miter >= 1) parts.push(`${pt(item.miter)} M`);
    // A pattern of nothing but zeros is not allowed (§8.4.3.6).
    if (item.dash.some((length) => length >= 0.001))
      parts.push(`[${item.dash.map(pt).join(' ')}] ${pt(item.dashOffset)} d`);
  }
  parts.push(outline(item.segments, height));
  const even = rule === 'evenodd' ? '*' : '';
  parts.push(
    stroke === undefined ? (fill === undefined ? 'n' : `f${even}`) : fill === undefined ? 'S' : `B${even}`,
  );
  parts.push('Q');
  return parts.filter((part) => part !== '').join(' ');
}

/** What stands before the items of a group; behind them comes Q. */
export function openGroup(item: GroupItem, height: number, opacity: UseOpacity): string {
  const parts = ['q', opacity(item.opacity ?? 1, item.opacity ?? 1)];
  for (const area of item.clips ?? []) parts.push(outline(area, height), 'W n');
  if (item.matrix) parts.push(`${flipped(item.matrix, height).map(exact).join(' ')} cm`);
  return parts.filter((part) => part !== '').join(' ');
}

/** A matrix of a page whose y grows downwards, for one whose y grows upwards. */
function flipped([a, b, c, d, e, f]: Matrix, height: number): number[] {
  return [a, -b, -c, d, c * height + e, height - d * height - f];
}

/** Figures that are multiplied by whole pages must be finer than those of places. */
function exact(value: number): string {
  const rounded = Math.round(value * 1e6) / 1e6;
  return formatNumber(rounded === 0 ? 0 : rounded);
}

function outline(segments: readonly PathSegment[], height: number): string {
  const at = (x: number, y: number): string => `${pt(x)} ${pt(height - y)}`;
  return segments
    .map((segment) => {
      switch (segment[0]) {
        case 'M':
          return `${at(segment[1], segment[2])} m`;
        case 'L':
          return `${at(segment[1], segment[2])} l`;
        case 'B':
          return `${at(segment[1], segment[2])} ${at(segment[3], segment[4])} ${at(segment[5], segment[6])} c`;
        default:
          return 'h';
      }
    })
    .join(' ');
}
