/**
 * What a table's style makes of a cell (ECMA-376-1 §17.7.6): borders, shades and runs of the whole table, then bands,
 * first and last columns and rows, then what table and cell say themselves.
 */
import type { Border, CellFormat, Side, TableFormat } from '../model/document.js';
import { borderOf, shadeOf, sidesOf } from './docx-borders.js';
import { type ParagraphLook, paragraphLook, type RunLook, runLook } from './docx-looks.js';
import type { Story } from './docx-story.js';
import { kid, kids, val, type XmlNode } from './xml.js';

/** Where a cell stands, 0-based. */
export interface Conditions {
  row: number;
  column: number;
  firstRow: boolean;
  lastRow: boolean;
  firstColumn: boolean;
  lastColumn: boolean;
}

type Edges = Record<Side, boolean>;

/** Word's own padding where nobody says any, pt (§17.4.42). */
const PADDING: Record<Side, number> = { top: 0, right: 5.4, bottom: 0, left: 5.4 };

export class TableStyle {
  readonly #tblPr: XmlNode | null;
  /** Elements of the styles, farthest first. */
  readonly #chain: XmlNode[];
  readonly #look: Record<string, boolean>;
  readonly #padding: Record<Side, number>;

  constructor(tblPr: XmlNode | null, story: Story) {
    this.#tblPr = tblPr;
    this.#chain = story.styles.tableChain(val(tblPr, 'w:tblStyle'));
    this.#look = tableLook(kid(tblPr, 'w:tblLook'));
    this.#padding = { ...PADDING };
    for (const properties of this.#tableProperties())
      Object.assign(this.#padding, sidesOf(kid(properties, 'w:tblCellMar'), twips));
  }

  table(): TableFormat {
    const jc = val(this.#tblPr, 'w:jc');
    const width = kid(this.#tblPr, 'w:tblW')?.attributes;
    const type = width?.['w:type'];
    const value = Number.parseFloat(width?.['w:w'] ?? '');
    const percent = type === 'pct' || width?.['w:w']?.endsWith('%');
    const share = width?.['w:w']?.endsWith('%') ? value / 100 : value / 5000;
    const indent = kid(this.#tblPr, 'w:tblInd');
    return {
      align: jc === 'center' ? 'center' : jc === 'right' || jc === 'end' ? 'right' : 'left',
      indent: indent ? (twips(indent) ?? 0) : 0,
      width: !(value > 0) ? null : percent ? { share } : type === 'dxa' ? { pt: value / 20 } : null,
    };
  }

  /** What the style says of the runs in a cell. */
  run(at: Conditions): RunLook {
    let look: RunLook = {};
    for (const node of this.#layers(at)) look = { ...look, ...runLook(kid(node, 'w:rPr')) };
    return look;
  }

  /** What the style says of the paragraphs in a cell. */
  paragraph(at: Conditions): ParagraphLook {
    let look: ParagraphLook = {};
    for (const node of this.#layers(at)) look = { ...look, ...paragraphLook(kid(node, 'w:pPr')) };
    return look;
  }

  /** The cell's look; of the borders only what its conditions say, see {@link borders}. */
  cell(at: Conditions, tcPr: XmlNode | null): CellFormat {
    let fill: string | null = null;
    let borders: CellFormat['borders'] = {};
    for (const node of this.#layers(at)) {
      const properties = kid(node, 'w:tcPr');
      const shade = kid(properties, 'w:shd');
      if (shade) fill = shadeOf(shade);
      borders = { ...borders, ...sidesOf(kid(properties, 'w:tcBorders'), borderOf) };
    }
    const own = kid(tcPr, 'w:shd');
    if (own) fill = shadeOf(own);
    const vertical = val(tcPr, 'w:vAlign');
    return {
      fill,
      vertical: vertical === 'center' ? 'middle' : vertical === 'bottom' ? 'bottom' : 'top',
      borders,
      padding: { ...this.#padding, ...sidesOf(kid(tcPr, 'w:tcMar'), twips) },
      upright: /^tb/i.test(val(tcPr, 'w:textDirection') ?? ''),
    };
  }

  /** The lines around a cell: the table's, those of its conditions, its own. */
  borders(tcPr: XmlNode | null, edges: Edges, conditional: CellFormat['borders']): CellFormat['borders'] {
    const lines = new Map<Side, Border | null>();
    for (const properties of this.#tableProperties()) {
      const node = kid(properties, 'w:tblBorders');
      if (!node) continue;
      const outer = sidesOf(node, (side) => side);
      const inside = { h: kid(node, 'w:insideH'), v: kid(node, 'w:insideV') };
      for (const side of ['top', 'right', 'bottom', 'left'] as const) {
        const within = side === 'top' || side === 'bottom' ? inside.h : inside.v;
        const found = edges[side] ? outer[side] : within;
        if (found) lines.set(side, borderOf(found));
      }
    }
    for (const [side, border] of Object.entries(conditional) as [Side, Border][]) lines.set(side, border);
    const own = sidesOf(kid(tcPr, 'w:tcBorders'), (side) => side);
    for (const [side, node] of Object.entries(own) as [Side, XmlNode][]) lines.set(side, borderOf(node));
    const borders: CellFormat['borders'] = {};
    for (const [side, border] of lines) if (border) borders[side] = border;
    return borders;
  }

  #tableProperties(): (XmlNode | null)[] {
    return [...this.#chain.map((node) => kid(node, 'w:tblPr')), this.#tblPr];
  }

  /** The styles' elements that hold for a cell, weakest first. */
  #layers(at: Conditions): XmlNode[] {
    const look = this.#look;
    const row = at.row - (look.firstRow ? 1 : 0);
    const kinds = [
      ...(look.noHBand ? [] : [row % 2 === 0 ? 'band1Horz' : 'band2Horz']),
      ...(look.noVBand ? [] : [at.column % 2 === (look.firstColumn ? 1 : 0) ? 'band1Vert' : 'band2Vert']),
      ...(look.lastColumn && at.lastColumn ? ['lastCol'] : []),
      ...(look.firstColumn && at.firstColumn ? ['firstCol'] : []),
      ...(look.lastRow && at.lastRow ? ['lastRow'] : []),
      ...(look.firstRow && at.firstRow ? ['firstRow'] : []),
    ];
    const parts = (kind: string): XmlNode[] =>
      this.#chain.flatMap((node) =>
        kids(node).filter((child) => child.name === 'w:tblStylePr' && child.attributes['w:type'] === kind),
      );
    return [...this.#chain, ...parts('wholeTable'), ...kinds.flatMap(parts)];
  }
}

/** w:tblLook: attributes, or the bits of the older form (§17.4.56). */
function tableLook(node: XmlNode | null): Record<string, boolean> {
  const bits: [string, number][] = [
    ['firstRow', 0x20],
    ['lastRow', 0x40],
    ['firstColumn', 0x80],
    ['lastColumn', 0x100],
    ['noHBand', 0x200],
    ['noVBand', 0x400],
  ];
  const value = Number.parseInt(node?.attributes['w:val'] ?? '04A0', 16) || 0;
  return Object.fromEntries(
    bits.map(([name, bit]) => {
      const said = node?.attributes[`w:${name}`];
      return [name, said === undefined ? (value & bit) !== 0 : /^(?:1|true|on)$/.test(said)];
    }),
  );
}

function twips(node: XmlNode): number | null {
  const value = Number.parseFloat(node.attributes['w:w'] ?? '');
  return Number.isFinite(value) && (node.attributes['w:type'] ?? 'dxa') === 'dxa' ? value / 20 : null;
}
