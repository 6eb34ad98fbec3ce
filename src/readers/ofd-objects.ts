/** Graphic objects of an OFD page → a display list (GB/T 33190-2016 §8–§11): text, paths, pictures, composites, clips. */
import type { DrawingItem, Matrix, PathSegment } from '../model/drawing.js';
import { ReadFailure } from './failure.js';
import { LIMITS } from './limits.js';
import { child, children, local, numbers } from './ofd-package.js';
import { apply, compose, matrixOf, pathOf, scaleOf, UNIT } from './ofd-path.js';
import { type OfdResources, share } from './ofd-resources.js';
import { kids, textOf, type XmlNode } from './xml.js';

/** Composites within composites; a file could name itself. */
const DEEPEST = 12;
/** mm (§8.2, Table 13). */
const LINE_WIDTH = 0.353;
const CAPS: Record<string, number> = { Butt: 0, Round: 1, Square: 2 };
const JOINS: Record<string, number> = { Miter: 0, Round: 1, Bevel: 2 };

export class OfdObjects {
  readonly #resources: OfdResources;
  #left = LIMITS.ofd.objects;

  constructor(resources: OfdResources) {
    this.#resources = resources;
  }

  /** Objects inside a layer, a page block, an appearance or a composite's content. */
  draw(parent: XmlNode, matrix: Matrix, opacity = 1, param?: string, depth = 0): DrawingItem[] {
    if (depth > DEEPEST) return [];
    return kids(parent).flatMap((object) => {
      const name = local(object);
      if (name === 'PageBlock') return this.draw(object, matrix, opacity, param, depth + 1);
      if (!['TextObject', 'PathObject', 'ImageObject', 'CompositeObject'].includes(name)) return [];
      if (object.attributes.Visible === 'false') return [];
      if (--this.#left < 0) throw new ReadFailure('too-large', `more than ${LIMITS.ofd.objects} objects`);
      const [x = 0, y = 0] = numbers(object.attributes.Boundary);
      const place = compose([1, 0, 0, 1, x, y], matrix);
      const own = compose(matrixOf(numbers(object.attributes.CTM)), place);
      const seen = opacity * share(object.attributes.Alpha);
      const items = this.#object(name, object, own, seen, param, depth);
      const areas = clipsOf(object, own, place);
      return areas.length > 0 && items.length > 0 ? [{ kind: 'clip', areas, items }] : items;
    });
  }

  #object(
    name: string,
    object: XmlNode,
    matrix: Matrix,
    opacity: number,
    param: string | undefined,
    depth: number,
  ): DrawingItem[] {
    switch (name) {
      case 'TextObject':
        return this.#text(object, matrix, opacity, param);
      case 'PathObject':
        return this.#path(object, matrix, opacity, param);
      case 'ImageObject': {
        const part = this.#resources.pictures.get(object.attributes.ResourceID ?? '');
        return part === undefined ? [] : [{ kind: 'picture', part, opacity, matrix }];
      }
      default: {
        const content = child(this.#resources.composites.get(object.attributes.ResourceID ?? ''), 'Content');
        return content === null ? [] : this.draw(content, matrix, opacity, param, depth + 1);
      }
    }
  }

  #text(object: XmlNode, matrix: Matrix, opacity: number, param: string | undefined): DrawingItem[] {
    const { Font = '', Size, Weight, Italic, Fill, CharDirection, HScale } = object.attributes;
    const size = Number(Size ?? 0);
    if (!(size > 0) || Fill === 'false') return [];
    const font = this.#resources.fonts.get(Font);
    const paint = this.#resources.paint(this.#resources.looks(object, param), 'FillColor');
    const stretch = Number(HScale ?? 1);
    const wide: Matrix = stretch > 0 && stretch !== 1 ? [stretch, 0, 0, 1, 0, 0] : UNIT;
    return children(object, 'TextCode').flatMap((code): DrawingItem[] => {
      const text = textOf(code).replace(/[\r\n\t]+/g, '');
      if (text.trim() === '') return [];
      const count = [...text].length;
      const xs = places(code.attributes.X, code.attributes.DeltaX, count);
      const ys = places(code.attributes.Y, code.attributes.DeltaY, count);
      const placed =
        count === 1 || code.attributes.DeltaX !== undefined || code.attributes.DeltaY !== undefined;
      const start: Matrix = placed ? UNIT : [1, 0, 0, 1, xs[0] ?? 0, ys[0] ?? 0];
      return [
        {
          kind: 'text',
          font: font?.name ?? '',
          bold: (font?.bold ?? false) || Number(Weight ?? 400) >= 600,
          italic: (font?.italic ?? false) || Italic === 'true',
          size,
          color: paint.color,
          opacity: opacity * paint.opacity,
          text,
          xs: placed ? xs.map((x) => x / wide[0]) : [],
          ys: placed ? ys : [],
          turn: Number(CharDirection ?? 0) || 0,
          matrix: compose(compose(start, wide), matrix),
        },
      ];
    });
  }

  #path(object: XmlNode, matrix: Matrix, opacity: number, param: string | undefined): DrawingItem[] {
    const data = child(object, 'AbbreviatedData');
    if (data === null) return [];
    const segments = pathOf(textOf(data), matrix);
    const looks = this.#resources.looks(object, param);
    const attribute = (name: string): string | undefined =>
      looks.map((look) => look.attributes[name]).find((value) => value !== undefined);
    const fills = attribute('Fill') === 'true' && this.#resources.has(looks, 'FillColor');
    const strokes = attribute('Stroke') !== 'false';
    if (segments.length === 0 || (!fills && !strokes)) return [];
    const fill = this.#resources.paint(looks, 'FillColor');
    const stroke = this.#resources.paint(looks, 'StrokeColor');
    const scale = scaleOf(matrix);
    return [
      {
        kind: 'path',
        segments,
        fill: fills ? fill.color : null,
        stroke: strokes ? stroke.color : null,
        opacity: opacity * fill.opacity,
        strokeOpacity: opacity * stroke.opacity,
        evenOdd: object.attributes.Rule === 'Even-Odd',
        lineWidth: (numbers(attribute('LineWidth'))[0] ?? LINE_WIDTH) * scale,
        dash: numbers(attribute('DashPattern')).map((length) => Math.abs(length) * scale),
        dashOffset: (numbers(attribute('DashOffset'))[0] ?? 0) * scale,
        cap: CAPS[attribute('Cap') ?? ''] ?? 0,
        join: JOINS[attribute('Join') ?? ''] ?? 0,
        miter: numbers(attribute('MiterLimit'))[0] ?? 10,
      },
    ];
  }
}

/**
 * Places of characters: the first, and the steps from each to the next; "g 3 5.2" is three steps of 5.2 (§11.3). Where
 * steps are missing the last one goes on; where there are none, all stand at the first place.
 */
export function places(first: string | undefined, steps: string | undefined, count: number): number[] {
  const deltas: number[] = [];
  const tokens = (steps ?? '').trim().split(/[\s,]+/);
  for (let i = 0; i < tokens.length && deltas.length < count; i++) {
    if (tokens[i] === 'g') {
      const repeat = Math.min(count, Number(tokens[i + 1] ?? 0));
      const step = Number(tokens[i + 2] ?? 0);
      for (let n = 0; n < repeat; n++) deltas.push(step);
      i += 2;
    } else if (tokens[i] !== '') deltas.push(Number(tokens[i]));
  }
  const out: number[] = [];
  let at = numbers(first)[0] ?? 0;
  for (let i = 0; i < count; i++) {
    out.push(at);
    const step = deltas[i] ?? deltas.at(-1) ?? 0;
    if (Number.isFinite(step)) at += step;
  }
  return out;
}

/** The areas that an object is cut to, each the union of the paths of one Clip (§8.4). */
function clipsOf(object: XmlNode, own: Matrix, place: Matrix): PathSegment[][] {
  const clips = child(object, 'Clips');
  if (clips === null) return [];
  // With TransFlag the object's own matrix holds for its clips too.
  const base = clips.attributes.TransFlag === 'false' ? place : own;
  return children(clips, 'Clip').flatMap((clip) => {
    const segments = children(clip, 'Area').flatMap((area) => {
      const matrix = compose(matrixOf(numbers(area.attributes.CTM)), base);
      return children(area, 'Path').flatMap((path) => {
        const data = child(path, 'AbbreviatedData');
        const [x = 0, y = 0] = numbers(path.attributes.Boundary);
        const inner = compose(matrixOf(numbers(path.attributes.CTM)), compose([1, 0, 0, 1, x, y], matrix));
        return data === null ? [] : pathOf(textOf(data), inner);
      });
    });
    return segments.length > 0 ? [segments] : [];
  });
}

/** The four corners of a box in mm, as a path. */
export function boxPath([x = 0, y = 0, w = 0, h = 0]: number[], matrix: Matrix): PathSegment[] {
  return [
    ['M', ...apply(matrix, x, y)],
    ['L', ...apply(matrix, x + w, y)],
    ['L', ...apply(matrix, x + w, y + h)],
    ['L', ...apply(matrix, x, y + h)],
    ['C'],
  ];
}
