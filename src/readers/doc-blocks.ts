/** A stretch of a .doc's text → paragraphs and tables ([MS-DOC] 2.4.3), with what is hidden or deleted apart. */
import type { Block } from '../model/document.js';
import type { DocBinary } from './doc-binary.js';
import type { CharacterLook, ParagraphLook } from './doc-properties.js';
import { hyperlinkOf } from './docx-fields.js';
import { Flow, type ParagraphShape } from './old-text.js';
import type { CountRun } from './wordcount.js';

/** What a text holds besides what is shown of it. */
export interface Aside {
  hidden: CountRun[];
  deleted: CountRun[];
  /** Stretches that a revision put in or took out. */
  inserted: number;
  removed: number;
  /** Pictures, charts and embedded objects; drawn shapes, text boxes among them. */
  pictures: number;
  shapes: number;
  /** Instructions of all fields. */
  fields: string[];
}

export function emptyAside(): Aside {
  return { hidden: [], deleted: [], inserted: 0, removed: 0, pictures: 0, shapes: 0, fields: [] };
}

/** Characters that end something or stand for something ([MS-DOC] 2.4.3, 2.8.25, 2.9.255). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what stands in the file
const MARKS = /([\u0001\u0007\u0008\r\f\u0013\u0014\u0015])/;
const PICTURE = '\u0001';
const CELL = '\u0007';
const SHAPE = '\b';
const FIELD_BEGIN = '\u0013';
const FIELD_RESULT = '\u0014';
const FIELD_END = '\u0015';

interface Field {
  instruction: string;
  inResult: boolean;
  href: string | null;
}

/** Walks [from, to) and collects what is shown; what is not goes to `aside`. */
export function docBlocks(source: DocBinary, from: number, to: number, aside: Aside): Block[] {
  const walker = new Walker(source, aside);
  let position = from;
  for (const { text, look } of source.text(from, to)) {
    for (const part of text.split(MARKS)) {
      walker.take(part, look, position);
      position += part.length;
    }
  }
  return walker.end();
}

class Walker {
  readonly #source: DocBinary;
  readonly #aside: Aside;
  readonly #fields: Field[] = [];
  readonly #flow = new Flow();
  #revision: 'inserted' | 'removed' | null = null;

  constructor(source: DocBinary, aside: Aside) {
    this.#source = source;
    this.#aside = aside;
  }

  take(part: string, look: CharacterLook, position: number): void {
    if (part === '') return;
    this.#noteRevision(look);
    switch (part) {
      case '\r':
      case CELL:
        this.#endParagraph(part === CELL, this.#source.paragraph(position), look);
        return;
      case '\f':
        this.#text('\f', look);
        return;
      case FIELD_BEGIN:
        this.#fields.push({ instruction: '', inResult: false, href: null });
        return;
      case FIELD_RESULT: {
        const field = this.#fields.at(-1);
        if (field) {
          field.inResult = true;
          field.href = hyperlinkOf(field.instruction);
        }
        return;
      }
      case FIELD_END: {
        const field = this.#fields.pop();
        if (field) this.#aside.fields.push(field.instruction.trim());
        return;
      }
      case PICTURE:
        // In an instruction it is the data of a form field.
        if (look.special && !look.deleted && this.#fields.every((f) => f.inResult)) this.#aside.pictures++;
        return;
      case SHAPE:
        if (look.special && !look.deleted) this.#aside.shapes++;
        return;
      default:
        this.#text(look.symbol === null ? written(part, look) : String.fromCharCode(look.symbol), look);
    }
  }

  end(): Block[] {
    return this.#flow.close(shapeOf(null));
  }

  #text(text: string, look: CharacterLook): void {
    if (text === '') return;
    const open = this.#fields.find((field) => !field.inResult);
    if (open) {
      const inner = this.#fields.at(-1);
      if (inner && !inner.inResult) inner.instruction += text;
      return;
    }
    const run: CountRun = { text: text.replace(/[\t\n\f]/g, ' '), eastAsiaHint: look.eastAsiaHint };
    if (look.deleted) this.#aside.deleted.push(run);
    else if (look.hidden) this.#aside.hidden.push(run);
    else {
      this.#flow.text(text, {
        bold: look.bold,
        italic: look.italic,
        underline: look.underline,
        ...(look.strike ? { strike: true } : {}),
        ...(look.script ? { script: look.script } : {}),
        size: look.size,
        color: null,
        href: this.#fields.findLast((field) => field.href !== null)?.href ?? null,
        eastAsiaHint: look.eastAsiaHint,
      });
    }
  }

  #noteRevision({ deleted, inserted }: CharacterLook): void {
    const now = deleted ? 'removed' : inserted ? 'inserted' : null;
    if (now !== null && now !== this.#revision) this.#aside[now]++;
    this.#revision = now;
  }

  #endParagraph(isCell: boolean, look: ParagraphLook, mark: CharacterLook): void {
    if (look.rowEnd) {
      const { edges = [], merged = [] } = look.cells ?? {};
      this.#flow.endRow({ left: edges[0] ?? null, rights: edges.slice(1), merged });
    } else if (isCell) this.#flow.endCell(shapeOf(look));
    // Of a table in a cell only the text is kept: its row's end says nothing.
    else if (look.innerRowEnd) return;
    // A deleted mark: the text runs on into the next paragraph.
    else if (mark.deleted && !look.inTable) this.#aside.deleted.push({ text: ' ', eastAsiaHint: false });
    else this.#flow.endParagraph(shapeOf(look), look.inTable);
  }
}

const ALIGNMENTS = ['left', 'center', 'right', 'justify'] as const;

function shapeOf(look: ParagraphLook | null): ParagraphShape {
  return {
    headingLevel: look && headingLevel(look),
    alignment: ALIGNMENTS[look?.alignment ?? -1] ?? null,
    pageBreakBefore: look?.pageBreakBefore ?? false,
  };
}

function headingLevel(look: ParagraphLook): number | null {
  if (look.outline !== null) return look.outline <= 8 ? look.outline + 1 : null;
  return look.style >= 1 && look.style <= 9 ? look.style : null;
}

/** Marks of notes and comments are no text; a hyphen may be one that does not break, or one that is not shown. */
function written(text: string, look: CharacterLook): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what stands in the file
  if (look.special && /^[\u0000-\u001f]+$/.test(text)) return '';
  return (
    text
      .replaceAll('\u000b', '\n')
      .replaceAll('\u001e', '-')
      .replaceAll('\u00ad', '')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what stands in the file
      .replace(/[\u0000-\u0008\u000e-\u001f]/g, '')
  );
}
