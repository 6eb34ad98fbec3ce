/**
 * styles.xml → what a run or paragraph looks like once style inheritance is applied (ECMA-376-1 §17.7).
 * May not know the document.
 */
import { type ParagraphLook, paragraphLook, type RunLook, runLook } from './docx-looks.js';
import { type ThemeFonts, themeFont } from './docx-theme.js';
import { kid, kids, val, type XmlNode } from './xml.js';

interface Style {
  id: string;
  type: string;
  name: string;
  basedOn: string | null;
  run: RunLook;
  paragraph: ParagraphLook;
  node: XmlNode;
}

export class Styles {
  readonly #styles = new Map<string, Style>();
  readonly #defaults: RunLook;
  readonly #defaultParagraph: ParagraphLook;
  readonly #defaultStyle: string | null = null;
  readonly #runs = new Map<string, RunLook>();
  readonly #paragraphs = new Map<string, ParagraphLook>();

  readonly #theme: ThemeFonts;

  constructor(root: XmlNode | null, theme: ThemeFonts = new Map()) {
    this.#theme = theme;
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
        node,
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

  /** A style with those it is based on; what a table style says stands below them, above the defaults (§17.7.2). */
  paragraph(id: string | null, table: ParagraphLook | null = null): ParagraphLook {
    const known = table ? undefined : this.#paragraphs.get(id ?? '');
    if (known) return known;
    let look: ParagraphLook = { ...this.#defaultParagraph, ...table };
    for (const style of this.#chain(id).reverse()) look = inherit(look, style.paragraph);
    if (!table) this.#paragraphs.set(id ?? '', look);
    return look;
  }

  /** A run under a table style, a paragraph style and a character style, with its direct properties. */
  run(
    paragraphStyle: string | null,
    characterStyle: string | null,
    direct: RunLook,
    table: RunLook = {},
  ): RunLook {
    const a = this.#styleRun(paragraphStyle);
    const b = characterStyle === null ? {} : this.#styleRun(characterStyle);
    const look: RunLook = { ...this.#defaults, ...table, ...a, ...b };
    // Toggle properties: on in both a paragraph and a character style means off (§17.7.3).
    for (const name of ['bold', 'italic', 'vanish', 'strike'] as const)
      look[name] = this.#defaults[name] === true || (a[name] ?? table[name] ?? false) !== (b[name] ?? false);
    return { ...look, ...direct };
  }

  /** The font that a run's text calls for: East Asian text takes the one for it. */
  fontOf(look: RunLook, eastAsian: boolean): string | undefined {
    const name = eastAsian ? (look.eastAsiaFont ?? look.asciiFont) : look.asciiFont;
    return name?.startsWith('+') ? themeFont(this.#theme, name.slice(1)) : name;
  }

  /** The elements of a table style and those it is based on, farthest first. */
  tableChain(id: string | null): XmlNode[] {
    return this.#chain(id)
      .reverse()
      .map((style) => style.node);
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

/** What is said later wins; tab stops add up, and indents in characters give way to twips said with a 0. */
export function inherit(base: ParagraphLook, over: ParagraphLook): ParagraphLook {
  const look = { ...base, ...over };
  if (base.tabs && over.tabs) {
    const set = new Set(over.tabs.map(({ at }) => at));
    look.tabs = [...base.tabs.filter(({ at }) => !set.has(at)), ...over.tabs];
  }
  return look;
}
