/** Lines around cells and paragraphs. */
import type { Border, Side } from '../model/document.js';
import type { LineItem, RectItem } from './page.js';

type Box = Pick<RectItem, 'x' | 'y' | 'width' | 'height'>;

/** The lines around a box, one item a line, two for a double one. */
export function borderLines(box: Box, borders: Partial<Record<Side, Border>>): LineItem[] {
  const { x, y, width, height } = box;
  const ends: Record<Side, [number, number, number, number, number, number]> = {
    top: [x, y, x + width, y, 0, 1],
    right: [x + width, y, x + width, y + height, -1, 0],
    bottom: [x, y + height, x + width, y + height, 0, -1],
    left: [x, y, x, y + height, 1, 0],
  };
  return (Object.entries(borders) as [Side, Border][]).flatMap(([side, border]) => {
    const [x1, y1, x2, y2, inX, inY] = ends[side];
    const line = (off: number, thick: number): LineItem => ({
      kind: 'line',
      x1: x1 + inX * off,
      y1: y1 + inY * off,
      x2: x2 + inX * off,
      y2: y2 + inY * off,
      width: thick,
      ...(border.color ? { color: border.color } : {}),
      ...(border.style === 'dashed' ? { dash: [3, 2] as [number, number] } : {}),
      ...(border.style === 'dotted' ? { dash: [1, 1.5] as [number, number] } : {}),
    });
    if (border.style !== 'double') return [line(0, border.width)];
    return [line(0, border.width), line(Math.max(1.5, border.width * 2), border.width)];
  });
}
