/** Figures of OFD: matrices, and the short form of path data (GB/T 33190-2016 §9.1, Table 35). */
import type { Matrix, PathSegment } from '../model/drawing.js';

export const UNIT: Matrix = [1, 0, 0, 1, 0, 0];

/** First `a`, then `b`. (A module that exports `then` is a promise to `import()`: hence the name.) */
export function compose(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[1] * b[2],
    a[0] * b[1] + a[1] * b[3],
    a[2] * b[0] + a[3] * b[2],
    a[2] * b[1] + a[3] * b[3],
    a[4] * b[0] + a[5] * b[2] + b[4],
    a[4] * b[1] + a[5] * b[3] + b[5],
  ];
}

export function matrixOf(values: number[]): Matrix {
  const [a, b, c, d, e, f] = values;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return UNIT;
  return [a, b, c, d, e ?? 0, f ?? 0];
}

export function apply(m: Matrix, x: number, y: number): [number, number] {
  return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
}

/** How much lengths grow, on the whole. */
export function scaleOf(m: Matrix): number {
  return Math.sqrt(Math.abs(m[0] * m[3] - m[1] * m[2]));
}

/** Path data, transformed. What can't be read ends the path. */
export function pathOf(data: string, m: Matrix): PathSegment[] {
  const tokens = data.trim().split(/[\s,]+/);
  const out: PathSegment[] = [];
  let at = 0;
  let x = 0;
  let y = 0;
  const next = (): number => Number(tokens[at++] ?? Number.NaN);
  const curve = (x1: number, y1: number, x2: number, y2: number, x3: number, y3: number): void => {
    out.push(['B', ...apply(m, x1, y1), ...apply(m, x2, y2), ...apply(m, x3, y3)]);
    [x, y] = [x3, y3];
  };
  while (at < tokens.length) {
    const operator = tokens[at++] ?? '';
    if (operator === 'C' || operator === 'Z' || operator === 'z') {
      out.push(['C']);
      continue;
    }
    const count = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7 }[operator];
    if (count === undefined) break;
    const v = Array.from({ length: count }, next);
    if (v.some((value) => !Number.isFinite(value))) break;
    const [v0 = 0, v1 = 0, v2 = 0, v3 = 0, v4 = 0, v5 = 0, v6 = 0] = v;
    if (operator === 'S' || operator === 'M') {
      out.push(['M', ...apply(m, v0, v1)]);
      [x, y] = [v0, v1];
    } else if (operator === 'L') {
      out.push(['L', ...apply(m, v0, v1)]);
      [x, y] = [v0, v1];
    } else if (operator === 'B') curve(v0, v1, v2, v3, v4, v5);
    else if (operator === 'Q')
      curve(
        x + (2 / 3) * (v0 - x),
        y + (2 / 3) * (v1 - y),
        v2 + (2 / 3) * (v0 - v2),
        v3 + (2 / 3) * (v1 - v3),
        v2,
        v3,
      );
    else
      for (const part of arc(x, y, { rx: v0, ry: v1, turn: v2, large: v3 !== 0, sweep: v4 !== 0 }, v5, v6))
        curve(...part);
  }
  // A path begins somewhere.
  if (out.length > 0 && out[0]?.[0] !== 'M') out.unshift(['M', ...apply(m, 0, 0)]);
  return out;
}

interface Ellipse {
  rx: number;
  ry: number;
  /** Degrees. */
  turn: number;
  large: boolean;
  sweep: boolean;
}

type Curve = [number, number, number, number, number, number];

/** An arc of an ellipse as Bézier curves of a quarter at most (as SVG 1.1 F.6.5 finds its centre). */
function arc(x0: number, y0: number, form: Ellipse, x: number, y: number): Curve[] {
  let rx = Math.abs(form.rx);
  let ry = Math.abs(form.ry);
  if (rx === 0 || ry === 0 || (x0 === x && y0 === y)) return [[x0, y0, x, y, x, y]];
  const phi = (form.turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(phi), Math.sin(phi)];
  const [dx, dy] = [(x0 - x) / 2, (y0 - y) / 2];
  const [px, py] = [cos * dx + sin * dy, cos * dy - sin * dx];
  const grow = Math.sqrt((px / rx) ** 2 + (py / ry) ** 2);
  if (grow > 1) [rx, ry] = [rx * grow, ry * grow];
  const [rxpy, rypx] = [(rx * py) ** 2, (ry * px) ** 2];
  const root = Math.sqrt(Math.max(0, ((rx * ry) ** 2 - rxpy - rypx) / (rxpy + rypx)));
  const sign = form.large === form.sweep ? -root : root;
  const [cx, cy] = [(sign * rx * py) / ry, (-sign * ry * px) / rx];
  const [mx, my] = [cos * cx - sin * cy + (x0 + x) / 2, sin * cx + cos * cy + (y0 + y) / 2];
  const start = Math.atan2((py - cy) / ry, (px - cx) / rx);
  let sweep = Math.atan2((-py - cy) / ry, (-px - cx) / rx) - start;
  if (form.sweep && sweep < 0) sweep += 2 * Math.PI;
  if (!form.sweep && sweep > 0) sweep -= 2 * Math.PI;
  const parts = Math.max(1, Math.ceil(Math.abs(sweep) / (Math.PI / 2) - 1e-9));
  const step = sweep / parts;
  const k = (4 / 3) * Math.tan(step / 4);
  const at = (u: number, v: number): [number, number] => [
    mx + cos * rx * u - sin * ry * v,
    my + sin * rx * u + cos * ry * v,
  ];
  return Array.from({ length: parts }, (_, i): Curve => {
    const [a, b] = [start + i * step, start + (i + 1) * step];
    const [ca, sa, cb, sb] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b)];
    return [...at(ca - k * sa, sa + k * ca), ...at(cb + k * sb, sb - k * cb), ...at(cb, sb)];
  });
}
