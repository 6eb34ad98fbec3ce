import { describe, expect, it } from 'vitest';
import type { PathItem } from '../layout/page.js';
import { drawPath, openGroup } from './drawing.js';

const path = (more: Partial<PathItem>): PathItem => ({
  kind: 'path',
  segments: [['M', 0, 0], ['L', 10, 20], ['C']],
  rule: 'nonzero',
  lineWidth: 1,
  dash: [],
  dashOffset: 0,
  cap: 0,
  join: 0,
  miter: 10,
  ...more,
});
const opaque = (fill: number, stroke: number): string => (fill === 1 && stroke === 1 ? '' : `/A gs`);
const rgb = (color: string): string => color;

describe('paths and groups', () => {
  it('turn the page upside down', () => {
    expect(drawPath(path({ fill: 'F' }), 100, opaque, rgb)).toBe('q F rg 0 100 m 10 80 l h f Q');
    expect(drawPath(path({ stroke: 'S', rule: 'evenodd', fill: 'F' }), 100, opaque, rgb)).toMatch(/ B\* Q$/);
  });

  it('write no dash of zeros, which is not allowed', () => {
    expect(drawPath(path({ stroke: 'S', dash: [0, 0] }), 100, opaque, rgb)).not.toContain(' d ');
    expect(drawPath(path({ stroke: 'S', dash: [2, 1], dashOffset: 1 }), 100, opaque, rgb)).toContain(
      '[2 1] 1 d',
    );
  });

  it('move what is inside: a point of the group lands where its matrix says', () => {
    const text = openGroup({ kind: 'group', items: [], matrix: [0, 2, -2, 0, 30, 40] }, 100, opaque);
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = text.replace('q ', '').split(' ').map(Number);
    // (5, 7) from the top left lies at (5, 93) for the PDF; it belongs at (30 - 14, 40 + 10) from the top left.
    expect([a * 5 + c * 93 + e, b * 5 + d * 93 + f]).toEqual([16, 50]);
  });
});
