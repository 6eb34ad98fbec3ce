/**
 * Advance widths of a variable font at one weight (OpenType 'fvar', 'avar', 'HVAR'). Reads no outline.
 * A library that knows all of OpenType costs 18 MB and a tenth of a second at every start for this one figure.
 */
import { type Tables, view } from './sfnt.js';

/** Adds to an advance what the weight changes of it, in font units. */
export type WidthChange = (gid: number) => number;

/** Null where the font doesn't vary, or its widths don't. @param wght as a user says it: 100–900 */
export function widthChange(tables: Tables, wght: number): WidthChange | null {
  const hvar = tables.get('HVAR');
  const fvar = tables.get('fvar');
  if (!hvar || !fvar) return null;
  const position = axisPosition(tables, fvar, wght);
  const v = view(hvar);
  const store = v.getUint32(4);
  const map = v.getUint32(8);
  const scalars = regionScalars(hvar, store + v.getUint32(store + 2), position);
  return (gid) => {
    const [outer, inner] = map === 0 ? [0, gid] : mapped(hvar, map, gid);
    return delta(hvar, store, outer, inner, scalars);
  };
}

/** Normalised −1…1 per axis: what the user said on wght, the default on the others. */
function axisPosition(tables: Tables, fvar: Uint8Array, wght: number): number[] {
  const v = view(fvar);
  const first = v.getUint16(4);
  const size = v.getUint16(10);
  const fixed = (at: number): number => v.getInt32(at) / 65536;
  return Array.from({ length: v.getUint16(8) }, (_, axis) => {
    const at = first + axis * size;
    if (v.getUint32(at) !== 0x77676874) return 0;
    const [low, normal, high] = [fixed(at + 4), fixed(at + 8), fixed(at + 12)];
    const value = Math.min(Math.max(wght, low), high);
    const position =
      value < normal
        ? (value - normal) / (normal - low)
        : value > normal
          ? (value - normal) / (high - normal)
          : 0;
    return bent(tables.get('avar'), axis, position);
  });
}

/** The axis' own curve. */
function bent(avar: Uint8Array | undefined, axis: number, position: number): number {
  if (!avar) return position;
  const v = view(avar);
  let at = 8;
  for (let i = 0; i < axis && i < v.getUint16(6); i++) at += 2 + v.getUint16(at) * 4;
  const count = axis < v.getUint16(6) ? v.getUint16(at) : 0;
  const from = (i: number): number => v.getInt16(at + 2 + i * 4) / 16384;
  const to = (i: number): number => v.getInt16(at + 4 + i * 4) / 16384;
  for (let i = 1; i < count; i++) {
    if (position > from(i)) continue;
    const share = from(i) === from(i - 1) ? 0 : (position - from(i - 1)) / (from(i) - from(i - 1));
    return to(i - 1) + share * (to(i) - to(i - 1));
  }
  return position;
}

/** How much of each region's deltas counts at this position. */
function regionScalars(bytes: Uint8Array, at: number, position: readonly number[]): number[] {
  const v = view(bytes);
  const axes = v.getUint16(at);
  return Array.from({ length: v.getUint16(at + 2) }, (_, region) => {
    let scalar = 1;
    for (let axis = 0; axis < axes; axis++) {
      const p = at + 4 + (region * axes + axis) * 6;
      const [start, peak, end] = [0, 2, 4].map((k) => v.getInt16(p + k) / 16384) as [number, number, number];
      const value = position[axis] ?? 0;
      if (peak === 0 || start > peak || peak > end || (start < 0 && end > 0)) continue;
      if (value === peak) continue;
      if (value <= start || value >= end) return 0;
      scalar *= value < peak ? (value - start) / (peak - start) : (end - value) / (end - peak);
    }
    return scalar;
  });
}

/** Outer and inner index of a glyph (DeltaSetIndexMap). */
function mapped(bytes: Uint8Array, at: number, gid: number): [number, number] {
  const v = view(bytes);
  const format = v.getUint8(at);
  const entry = v.getUint8(at + 1);
  const count = format === 0 ? v.getUint16(at + 2) : v.getUint32(at + 2);
  const size = ((entry >> 4) & 3) + 1;
  const data = at + (format === 0 ? 4 : 6);
  let value = 0;
  for (let i = 0; i < size; i++) value = value * 256 + v.getUint8(data + Math.min(gid, count - 1) * size + i);
  const bits = (entry & 15) + 1;
  return [Math.floor(value / 2 ** bits), value % 2 ** bits];
}

function delta(
  bytes: Uint8Array,
  store: number,
  outer: number,
  inner: number,
  scalars: readonly number[],
): number {
  const v = view(bytes);
  if (outer >= v.getUint16(store + 6)) return 0;
  const at = store + v.getUint32(store + 8 + outer * 4);
  if (inner >= v.getUint16(at)) return 0;
  const packed = v.getUint16(at + 2);
  const long = (packed & 0x8000) !== 0;
  const words = packed & 0x7fff;
  const regions = v.getUint16(at + 4);
  const [wide, narrow] = long ? [4, 2] : [2, 1];
  const row = at + 6 + regions * 2 + inner * (words * wide + (regions - words) * narrow);
  let sum = 0;
  let p = row;
  for (let i = 0; i < regions; i++) {
    const size = i < words ? wide : narrow;
    const value = size === 4 ? v.getInt32(p) : size === 2 ? v.getInt16(p) : v.getInt8(p);
    sum += value * (scalars[v.getUint16(at + 6 + i * 2)] ?? 0);
    p += size;
  }
  return sum;
}
