/** What the pages of an OFD file share (GB/T 33190-2016 §7.9): fonts, draw parameters, pictures, composite units. */
import { child, children, local, numbers, type OfdPackage, textIn } from './ofd-package.js';
import { kids, type XmlNode } from './xml.js';

export interface OfdFont {
  name: string;
  bold: boolean;
  italic: boolean;
}

/** A colour with its opacity, 0–1. */
export interface Paint {
  /** RRGGBB */
  color: string;
  opacity: number;
}

export class OfdResources {
  readonly fonts = new Map<string, OfdFont>();
  /** Entries of the zip. */
  readonly pictures = new Map<string, string>();
  readonly composites = new Map<string, XmlNode>();
  readonly #spaces = new Map<string, string>();
  readonly #params = new Map<string, XmlNode>();

  /** Adds the resources that a document or page names; parts that are not there are passed over. */
  async add(source: OfdPackage, owner: XmlNode | null, from: string): Promise<void> {
    for (const kind of ['PublicRes', 'DocumentRes', 'PageRes']) {
      for (const node of children(owner, kind)) {
        const name = source.resolve(textOfNode(node), from);
        const root = await source.xml(name);
        if (root !== null && name !== null) this.#read(source, root, name);
      }
    }
  }

  #read(source: OfdPackage, root: XmlNode, name: string): void {
    const base = root.attributes.BaseLoc ?? '';
    const folder = name.includes('/') ? name.slice(0, name.lastIndexOf('/') + 1) : '';
    const inBase = `${base.startsWith('/') ? base : folder + base}/-`.replace(/\/+/g, '/');
    for (const font of children(child(root, 'Fonts'), 'Font')) {
      const { ID = '', FontName = '', FamilyName = '', Bold, Italic } = font.attributes;
      const weight = Number(font.attributes.Weight ?? 400);
      this.fonts.set(ID, {
        name: FontName || FamilyName,
        bold: Bold === 'true' || weight >= 600,
        italic: Italic === 'true',
      });
    }
    for (const media of children(child(root, 'MultiMedias'), 'MultiMedia')) {
      const file = textIn(media, 'MediaFile');
      const part = source.resolve(file, inBase.replace(/^\//, '')) ?? source.resolve(file, name);
      if (part !== null) this.pictures.set(media.attributes.ID ?? '', part);
    }
    for (const unit of children(child(root, 'CompositeGraphicUnits'), 'CompositeGraphicUnit'))
      this.composites.set(unit.attributes.ID ?? '', unit);
    for (const space of children(child(root, 'ColorSpaces'), 'ColorSpace'))
      this.#spaces.set(space.attributes.ID ?? '', space.attributes.Type ?? 'RGB');
    for (const param of children(child(root, 'DrawParams'), 'DrawParam'))
      this.#params.set(param.attributes.ID ?? '', param);
  }

  /** The object itself, then its draw parameters and those that they build upon, then the layer's. */
  looks(object: XmlNode, layerParam: string | undefined): XmlNode[] {
    const found = [object];
    for (const first of [object.attributes.DrawParam, layerParam]) {
      let id = first;
      for (let depth = 0; id !== undefined && depth < 8; depth++) {
        const param = this.#params.get(id);
        if (param === undefined) break;
        found.push(param);
        id = param.attributes.Relative;
      }
    }
    return found;
  }

  /** Whether one of them names a colour: a path without FillColor is not filled, whatever its Fill says (§9.1). */
  has(looks: readonly XmlNode[], name: 'FillColor'): boolean {
    return looks.some((look) => child(look, name) !== null);
  }

  /** FillColor or StrokeColor of the first that has one; black where none has. */
  paint(looks: readonly XmlNode[], name: 'FillColor' | 'StrokeColor'): Paint {
    for (const look of looks) {
      const node = child(look, name);
      if (node !== null) return this.#paintOf(node);
    }
    return { color: '000000', opacity: 1 };
  }

  #paintOf(node: XmlNode): Paint {
    const opacity = share(node.attributes.Alpha);
    if (node.attributes.Value === undefined) {
      // A shading is drawn in the colour it begins with.
      const segment = kids(node).flatMap((shade) => children(shade, 'Segment'))[0];
      const color = child(segment, 'Color');
      if (color !== null) {
        const first = this.#paintOf(color);
        return { color: first.color, opacity: opacity * first.opacity };
      }
      // A pattern is not drawn: its ground stays as it is.
      if (kids(node).some((one) => local(one) === 'Pattern')) return { color: 'FFFFFF', opacity: 0 };
      return { color: '000000', opacity };
    }
    const values = (node.attributes.Value.trim().split(/[\s,]+/) ?? []).map((text) =>
      text.startsWith('#') ? Number.parseInt(text.slice(1), 16) : Number(text),
    );
    const space = this.#spaces.get(node.attributes.ColorSpace ?? '');
    return { color: rgbOf(values, space), opacity };
  }
}

/** 0–255 → 0–1; 1 if absent. */
export function share(alpha: string | undefined): number {
  const value = numbers(alpha)[0];
  return value === undefined ? 1 : Math.min(1, Math.max(0, value / 255));
}

function rgbOf(values: number[], space: string | undefined): string {
  const hex = (value: number): string =>
    Math.round(Math.min(255, Math.max(0, Number.isFinite(value) ? value : 0)))
      .toString(16)
      .padStart(2, '0')
      .toUpperCase();
  const [a = 0, b = 0, c = 0, d = 0] = values;
  if (space === 'CMYK' || (space === undefined && values.length === 4))
    return [a, b, c].map((ink) => hex((255 - ink) * (1 - d / 255))).join('');
  if (space === 'GRAY' || values.length === 1) return hex(a).repeat(3);
  return hex(a) + hex(b) + hex(c);
}

function textOfNode(node: XmlNode): string {
  return node.children.filter((one): one is string => typeof one === 'string').join('');
}
