/**
 * The inside of a paragraph: runs, fields, hyperlinks, revisions, symbols, pictures (ECMA-376-1 §17.3, §17.13, §17.16).
 * Keeps what Word shows with all revisions accepted; hidden and deleted text goes to the story apart.
 */
import type { Inline, TextRun } from '../model/document.js';
import { pictures, textBoxContents } from './docx-drawings.js';
import { EAST_ASIAN, formBox, hyperlinkOf, isPageField, overprinted, symbolText } from './docx-fields.js';
import { type RunLook, runLook } from './docx-looks.js';
import { mathParts } from './docx-math.js';
import type { Field, Story } from './docx-story.js';

import { symbol } from './symbols.js';
import type { CountRun } from './wordcount.js';
import { kid, kids, textOf, val, type XmlNode } from './xml.js';

interface Context {
  /** Inside a field that prints a page number. */
  page?: boolean;
  href: string | null;
  deleted: boolean;
}

/** Containers that only group runs. */
const TRANSPARENT = new Set([
  'w:smartTag',
  'w:customXml',
  'w:dir',
  'w:bdo',
  'w:sdtContent',
  'w:rubyBase',
  'm:oMathPara',
]);

/** Collects the inlines of one paragraph. `boxes` receives the w:txbxContent nodes met, for the caller to walk. */
export class InlineCollector {
  readonly inlines: Inline[] = [];
  readonly counted: CountRun[] = [];
  readonly hidden: CountRun[] = [];
  readonly deleted: CountRun[] = [];
  readonly boxes: XmlNode[] = [];
  readonly #story: Story;
  readonly #style: string | null;

  constructor(story: Story, style: string | null) {
    this.#story = story;
    this.#style = style;
  }

  /** Walks the children of a w:p. `deleted`: the paragraph stands in a deleted row. */
  walk(paragraph: XmlNode, deleted: boolean): void {
    this.#children(paragraph, { href: null, deleted });
  }

  #children(node: XmlNode, context: Context): void {
    for (const child of kids(node)) this.#child(child, context);
  }

  #child(node: XmlNode, context: Context): void {
    switch (node.name) {
      case 'w:r':
        this.#run(node, context);
        return;
      case 'w:ins':
      case 'w:moveTo':
        this.#story.inserted++;
        this.#children(node, context);
        return;
      case 'w:del':
      case 'w:moveFrom':
        this.#story.deleted++;
        this.#children(node, { ...context, deleted: true });
        return;
      case 'w:hyperlink':
        this.#children(node, { ...context, href: this.#target(node) ?? context.href });
        return;
      case 'w:fldSimple': {
        const instruction = node.attributes['w:instr'] ?? '';
        this.#story.instructions.push(instruction);
        this.#children(node, {
          ...context,
          href: hyperlinkOf(instruction) ?? context.href,
          page: isPageField(instruction),
        });
        return;
      }
      case 'w:sdt': {
        const content = kid(node, 'w:sdtContent');
        if (content) this.#children(content, context);
        return;
      }
      case 'm:oMath':
        this.#math(node, context);
        return;
      default:
        if (TRANSPARENT.has(node.name)) this.#children(node, context);
    }
  }

  #target(node: XmlNode): string | null {
    const relationship = this.#story.relationships.get(node.attributes['r:id'] ?? '');
    // A link to a place in the document itself (contents, references) is no address.
    if (!relationship?.external) return null;
    const anchor = node.attributes['w:anchor'];
    return anchor && !relationship.target.includes('#')
      ? `${relationship.target}#${anchor}`
      : relationship.target;
  }

  #math(node: XmlNode, context: Context): void {
    const look = this.#story.styles.run(this.#style, null, {}, this.#story.tableRun);
    for (const { text, script } of mathParts(node))
      this.#text(text, script ? { ...look, script } : look, context);
  }

  #run(node: XmlNode, context: Context): void {
    const rPr = kid(node, 'w:rPr');
    const look = this.#story.styles.run(
      this.#style,
      val(rPr, 'w:rStyle'),
      runLook(rPr),
      this.#story.tableRun,
    );
    // A run may be marked deleted or moved in its own properties too (§17.13.5.13).
    const gone = kid(rPr, 'w:del') !== null || kid(rPr, 'w:moveFrom') !== null;
    const here = gone ? { ...context, deleted: true } : context;
    for (const child of kids(node)) this.#runChild(child, look, here);
  }

  #runChild(node: XmlNode, look: RunLook, context: Context): void {
    switch (node.name) {
      case 'w:t':
      case 'w:delText':
        this.#text(written(node), look, context);
        return;
      case 'w:tab':
      case 'w:ptab':
        this.#break('tab', look, context);
        return;
      case 'w:br':
        this.#break(node.attributes['w:type'] === 'page' ? 'page' : 'line', look, context);
        return;
      case 'w:cr':
        this.#break('line', look, context);
        return;
      case 'w:noBreakHyphen':
        this.#text('-', look, context);
        return;
      case 'w:sym':
        this.#text(symbol(node.attributes['w:font'] ?? '', node.attributes['w:char'] ?? ''), look, context);
        return;
      case 'w:fldChar':
        this.#fieldMark(node, look, context);
        return;
      case 'w:instrText':
      case 'w:delInstrText': {
        const field = this.#story.fields.at(-1);
        if (field && !field.inResult) field.instruction += textOf(node);
        return;
      }
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        this.#note(node, look, context);
        return;
      case 'w:ruby': {
        const base = kid(node, 'w:rubyBase');
        if (base) this.#children(base, context);
        return;
      }
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        this.#drawing(node, look, context);
        return;
      default:
        // w:softHyphen prints nothing unless a line ends there; marks of notes and comments are no text.
        return;
    }
  }

  #note(node: XmlNode, look: RunLook, context: Context): void {
    const of = node.name === 'w:footnoteReference' ? 'footnote' : 'endnote';
    const index = this.#story.notes.get(`${of}/${node.attributes['w:id'] ?? ''}`);
    if (index !== undefined && !context.deleted && !look.vanish && this.#shown())
      this.inlines.push({ kind: 'note', of, index });
  }

  #fieldMark(node: XmlNode, look: RunLook, context: Context): void {
    const fields = this.#story.fields;
    const type = node.attributes['w:fldCharType'];
    if (type === 'begin') {
      const box = formBox(node);
      fields.push({ instruction: '', inResult: false, href: null, ...(box ? { box } : {}) });
    }
    const field: Field | undefined = fields.at(-1);
    if (!field) return;
    if (type === 'separate') {
      field.inResult = true;
      field.href = hyperlinkOf(field.instruction);
    } else if (type === 'end') {
      fields.pop();
      this.#story.instructions.push(field.instruction);
      if (field.box) this.#sign(field.box, look, context);
      else if (!field.inResult) this.#text(overprinted(field.instruction), look, context);
    }
  }

  /** Whether all fields around are in their results: instructions are not shown. */
  #shown(): boolean {
    return this.#story.fields.every((field) => field.inResult);
  }

  #text(text: string, look: RunLook, context: Context): void {
    if (text === '' || !this.#shown()) return;
    const run: CountRun = { text, eastAsiaHint: look.eastAsiaHint ?? false };
    if (context.deleted) this.deleted.push(run);
    else if (look.vanish) this.hidden.push(run);
    else {
      this.counted.push(run);
      this.#append({
        kind: 'text',
        text: symbolText(text, look),
        bold: look.bold ?? false,
        italic: look.italic ?? false,
        underline: look.underline ?? false,
        ...(look.strike || look.doubleStrike ? { strike: true } : {}),
        ...(look.script ? { script: look.script } : {}),
        size: look.size ?? null,
        color: look.color ?? null,
        ...this.#dress(text, look, context),
        href: context.href ?? this.#story.fields.findLast((field) => field.href !== null)?.href ?? null,
      });
    }
  }

  #dress(text: string, look: RunLook, context: Context): Pick<TextRun, 'font' | 'fill' | 'pageNumber'> {
    const font = this.#story.styles.fontOf(look, EAST_ASIAN.test(text) || (look.eastAsiaHint ?? false));
    const page = context.page || this.#story.fields.some((field) => isPageField(field.instruction));
    return {
      ...(font ? { font } : {}),
      ...(look.fill ? { fill: look.fill } : {}),
      ...(page ? { pageNumber: true as const } : {}),
    };
  }

  /** Word cuts text into runs at every spelling mark; runs of one look are one. */
  #append(run: TextRun): void {
    const last = this.inlines.at(-1);
    if (
      last?.kind === 'text' &&
      last.bold === run.bold &&
      last.italic === run.italic &&
      last.underline === run.underline &&
      last.strike === run.strike &&
      last.script === run.script &&
      last.size === run.size &&
      last.color === run.color &&
      last.font === run.font &&
      last.fill === run.fill &&
      last.pageNumber === run.pageNumber &&
      last.href === run.href
    )
      last.text += run.text;
    else this.inlines.push(run);
  }

  /** A sign that Word draws and does not count. */
  #sign(text: string, look: RunLook, context: Context): void {
    const counted = this.counted.length;
    this.#text(text, look, context);
    this.counted.length = Math.min(counted, this.counted.length);
  }

  #break(what: 'line' | 'page' | 'tab', look: RunLook, context: Context): void {
    if (!this.#shown()) return;
    const space: CountRun = { text: ' ', eastAsiaHint: false };
    if (context.deleted) this.deleted.push(space);
    else if (look.vanish) this.hidden.push(space);
    else {
      this.counted.push(space);
      this.inlines.push({ kind: 'break', what });
    }
  }

  #drawing(node: XmlNode, look: RunLook, context: Context): void {
    if (context.deleted || look.vanish || !this.#shown()) return;
    this.inlines.push(...pictures(node, this.#story));
    this.boxes.push(...textBoxContents(node));
  }
}

/** XML drops the spaces at both ends unless xml:space keeps them; Word does the same. */
function written(node: XmlNode): string {
  const text = textOf(node);
  const kept =
    node.attributes['xml:space'] === 'preserve' ? text : text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
  // A line break or tab inside w:t is white space to Word.
  return kept.replace(/[\t\r\n]+/g, ' ');
}
