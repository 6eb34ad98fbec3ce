/** Shapes of pages (w:sectPr, ECMA-376-1 §17.6) and which headers and footers stand on them. */
import type { Block, MarginText, Section } from '../model/document.js';
import type { Relationships } from './docx-package.js';
import { kid, kids, onOff, val, type XmlNode } from './xml.js';

const POINTS = 20;
/** Word's own limits of a page (§17.6.13): 22 inches; below 1 inch nothing can be set. pt */
const LEAST = 72;
const MOST = 1584;

export type SectionShape = Omit<Section, 'from' | 'headers' | 'footers'>;

export function sectionShape(node: XmlNode): SectionShape {
  const size = kid(node, 'w:pgSz')?.attributes ?? {};
  const margin = kid(node, 'w:pgMar')?.attributes ?? {};
  const points = (value: string | undefined, fallback: number): number => {
    const n = Number.parseFloat(value ?? '');
    return Number.isFinite(n) ? n / POINTS : fallback;
  };
  const edge = (name: string, fallback: number): number => Math.abs(points(margin[`w:${name}`], fallback));
  const within = (value: number): number => Math.min(MOST, Math.max(LEAST, value));
  const grid = kid(node, 'w:docGrid')?.attributes ?? {};
  const pitch = points(grid['w:linePitch'], 0);
  return {
    width: within(points(size['w:w'], 595.3)),
    height: within(points(size['w:h'], 841.9)),
    margins: {
      top: edge('top', 72),
      right: edge('right', 90),
      bottom: edge('bottom', 72),
      left: edge('left', 90) + edge('gutter', 0),
    },
    newPage: val(node, 'w:type') !== 'continuous',
    gridPitch: /lines/i.test(grid['w:type'] ?? '') && pitch > 0 ? pitch : null,
  };
}

/** Which parts stand in the margins; a kind that a section does not name is that of the section before (§17.10.2). */
export class MarginParts {
  readonly #kinds = new Map<string, string>();
  readonly #evenToo: boolean;

  /** @param settings whose `evenAndOddHeaders` brings even pages' own margins into force. */
  constructor(settings: XmlNode | null) {
    this.#evenToo = onOff(settings, 'w:evenAndOddHeaders') ?? false;
  }

  /** @returns the part names of headers or footers that the section shows. */
  take(
    node: XmlNode,
    name: 'w:headerReference' | 'w:footerReference',
    relationships: Relationships,
  ): { pages: MarginText['pages']; target: string }[] {
    for (const child of kids(node)) {
      if (child.name !== name) continue;
      const target = relationships.get(child.attributes['r:id'] ?? '')?.target;
      if (target) this.#kinds.set(child.attributes['w:type'] ?? 'default', target);
    }
    const first = onOff(node, 'w:titlePg') ?? false;
    return (['first', 'default', 'even'] as const).flatMap((pages) => {
      const target = this.#kinds.get(pages);
      if (target === undefined || (pages === 'first' && !first) || (pages === 'even' && !this.#evenToo))
        return [];
      return [{ pages, target }];
    });
  }
}

/** The sections with the blocks they begin at; one that holds no block is left out, the last one never. */
export function sectionsOf(
  ends: { node: XmlNode; until: number }[],
  blocks: readonly Block[],
  margins: (node: XmlNode) => Pick<Section, 'headers' | 'footers'>,
): Section[] {
  const sections: Section[] = [];
  let from = 0;
  for (const { node, until } of ends) {
    const end = Math.min(until, blocks.length);
    const parts = margins(node);
    if (end > from || node === ends.at(-1)?.node) sections.push({ from, ...sectionShape(node), ...parts });
    from = Math.max(from, end);
  }
  return sections;
}
