/**
 * styles.xml → what a run or paragraph looks like once style inheritance is applied (ECMA-376-1 §17.7).
 * May not know the document.
 */
import { kid, kids, onOff, val, type XmlNode } from './xml.js';

/** Properties of a run; undefined = not said here. */
export interface RunLook {
  bold?: boolean;
  italic?: boolean;
  vanish?: boolean;
  underline?: boolean;
  strike?: boolean;
  doubleStrike?: boolean;
  /** null = on the line. */
  script?: 'super' | 'sub' | null;
  /** pt */
  size?: number;
  /** RRGGBB; null = automatic. */
  color?: string | null;
  eastAsiaHint?: boolean;
}

export interface ParagraphLook {
  alignment?: 'left' | 'center' | 'right' | 'justify';
  /** 0-based; 9 = body text. */
  outline?: number;
  /** pt */
  firstLine?: number;
  /** Hundredths of a character. */
  firstLineChars?: number;
  pageBreakBefore?: boolean;
  numId?: string;
  level?: number;
}

interface Style {
  id: string;
  type: string;
  name: string;
  basedOn: string | null;
  run: RunLook;
  paragraph: ParagraphLook;
}

const ALIGNMENTS: Record<string, ParagraphLook['alignment']> = {
  left: 'left',
  start: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'justify',
  distribute: 'justify',
  thaiDistribute: 'justify',
};

/** Direct run properties (w:rPr). */
export function runLook(rPr: XmlNode | null): RunLook {
  const look: RunLook = {};
  if (!rPr) return look;
  const bold = onOff(rPr, 'w:b');
  if (bold !== null) look.bold = bold;
  const italic = onOff(rPr, 'w:i');
  if (italic !== null) look.italic = italic;
  const vanish = onOff(rPr, 'w:vanish');
  if (vanish !== null) look.vanish = vanish;
  const underline = kid(rPr, 'w:u');
  if (underline) look.underline = (underline.attributes['w:val'] ?? 'single') !== 'none';
  const strike = onOff(rPr, 'w:strike');
  if (strike !== null) look.strike = strike;
  const doubleStrike = onOff(rPr, 'w:dstrike');
  if (doubleStrike !== null) look.doubleStrike = doubleStrike;
  const script = val(rPr, 'w:vertAlign');
  if (script !== null)
    look.script = script === 'superscript' ? 'super' : script === 'subscript' ? 'sub' : null;
  const size = Number(val(rPr, 'w:sz') ?? Number.NaN);
  if (Number.isFinite(size) && size > 0) look.size = size / 2;
  const color = val(rPr, 'w:color');
  if (color !== null) look.color = /^[0-9a-f]{6}$/i.test(color) ? color.toUpperCase() : null;
  const hint = kid(rPr, 'w:rFonts')?.attributes['w:hint'];
  if (hint !== undefined) look.eastAsiaHint = hint === 'eastAsia';
  return look;
}

/** Direct paragraph properties (w:pPr). */
export function paragraphLook(pPr: XmlNode | null): ParagraphLook {
  const look: ParagraphLook = {};
  if (!pPr) return look;
  const alignment = ALIGNMENTS[val(pPr, 'w:jc') ?? ''];
  if (alignment) look.alignment = alignment;
  const outline = Number(val(pPr, 'w:outlineLvl') ?? Number.NaN);
  if (Number.isInteger(outline)) look.outline = outline;
  const indent = kid(pPr, 'w:ind')?.attributes;
  if (indent) {
    const twips = Number(indent['w:firstLine'] ?? Number.NaN);
    const hanging = Number(indent['w:hanging'] ?? Number.NaN);
    const chars = Number(indent['w:firstLineChars'] ?? Number.NaN);
    // A hanging indent wins over a first-line one (§17.3.1.12). The model has no left indent it could hang from.
    if (Number.isFinite(hanging)) look.firstLine = 0;
    else if (Number.isFinite(twips)) look.firstLine = twips / 20;
    // 0 characters switches a style's characters off, so that the twips count.
    if (Number.isFinite(chars)) look.firstLineChars = chars;
  }
  const pageBreak = onOff(pPr, 'w:pageBreakBefore');
  if (pageBreak !== null) look.pageBreakBefore = pageBreak;
  const numbering = kid(pPr, 'w:numPr');
  if (numbering) {
    const numId = val(numbering, 'w:numId');
    const level = Number(val(numbering, 'w:ilvl') ?? Number.NaN);
    if (numId !== null) look.numId = numId;
    if (Number.isInteger(level)) look.level = level;
  }
  return look;
}

export class Styles {
  readonly #styles = new Map<string, Style>();
  readonly #defaults: RunLook;
  readonly #defaultParagraph: ParagraphLook;
  readonly #defaultStyle: string | null = null;
  readonly #runs = new Map<string, RunLook>();
  readonly #paragraphs = new Map<string, ParagraphLook>();

  constructor(root: XmlNode | null) {
    const defaults = kid(root, 'w:docDefaults');
    this.#defaults = runLook(kid(kid(defaults, 'w:rPrDefault'), 'w:rPr'));
    this.#defaultParagraph = paragraphLook(kid(kid(defaults, 'w:pPrDefault'), 'w:pPr'));
    for (const node of root ? kids(root) : []) {
      if (node.name !== 'w:style') continue;
      const id = node.attributes['w:styleId'] ?? '';
      const type = node.attributes['w:type'] ?? 'paragraph';
      this.#styles.set(id, {
        id,
        type,
        name: (val(node, 'w:name') ?? id).trim().toLowerCase(),
        basedOn: val(node, 'w:basedOn'),
        run: runLook(kid(node, 'w:rPr')),
        paragraph: paragraphLook(kid(node, 'w:pPr')),
      });
      if (type === 'paragraph' && /^(?:1|true|on)$/.test(node.attributes['w:default'] ?? ''))
        this.#defaultStyle = id;
    }
  }

  /** The style that a paragraph without one has. */
  paragraphStyle(id: string | null): string | null {
    return id !== null && this.#styles.has(id) ? id : this.#defaultStyle;
  }

  /** Name as in Word's list, lower case. */
  name(id: string | null): string | null {
    return id === null ? null : (this.#styles.get(id)?.name ?? null);
  }

  /** 1–9 where the style, or one it is based on, is called "heading n" (标题 n). */
  headingByName(id: string | null): number | null {
    for (const style of this.#chain(id)) {
      const hit = /^(?:heading|标题)\s*([1-9])$/.exec(style.name);
      if (hit) return Number(hit[1]);
    }
    return null;
  }

  paragraph(id: string | null): ParagraphLook {
    const known = this.#paragraphs.get(id ?? '');
    if (known) return known;
    let look: ParagraphLook = { ...this.#defaultParagraph };
    for (const style of this.#chain(id).reverse()) look = { ...look, ...style.paragraph };
    this.#paragraphs.set(id ?? '', look);
    return look;
  }

  /** A run under a paragraph style and a character style, with its direct properties. */
  run(paragraphStyle: string | null, characterStyle: string | null, direct: RunLook): RunLook {
    const a = this.#styleRun(paragraphStyle);
    const b = characterStyle === null ? {} : this.#styleRun(characterStyle);
    const look: RunLook = { ...this.#defaults, ...a, ...b };
    // Toggle properties: on in both a paragraph and a character style means off (§17.7.3).
    for (const name of ['bold', 'italic', 'vanish', 'strike'] as const)
      look[name] = this.#defaults[name] === true || (a[name] ?? false) !== (b[name] ?? false);
    return { ...look, ...direct };
  }

  #styleRun(id: string | null): RunLook {
    const known = this.#runs.get(id ?? '');
    if (known) return known;
    let look: RunLook = {};
    for (const style of this.#chain(id).reverse()) look = { ...look, ...style.run };
    this.#runs.set(id ?? '', look);
    return look;
  }

  /** The style and those it is based on, nearest first. A circle ends where it closes. */
  #chain(id: string | null): Style[] {
    const chain: Style[] = [];
    const seen = new Set<string>();
    for (let at = id; at !== null && !seen.has(at); ) {
      seen.add(at);
      const style = this.#styles.get(at);
      if (!style) break;
      chain.push(style);
      at = style.basedOn;
    }
    return chain;
  }
}
