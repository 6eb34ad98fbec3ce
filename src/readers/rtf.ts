/**
 * RTF (often named .doc) → WordDocument: text, tables, margins, notes, text boxes. Characters come as \uN or as bytes
 * of the font's code page, GBK for Chinese. Pictures are not read, only counted. Throws ReadFailure inside the room.
 */
import { readFile } from 'node:fs/promises';
import type { Block, WordDocument } from '../model/document.js';
import { fieldContent, gathered } from './active.js';
import { plainText } from './docx.js';
import { hyperlinkOf } from './docx-fields.js';
import { decodeWindows1252 } from './encoding.js';
import { ReadFailure } from './failure.js';
import { LIMITS } from './limits.js';
import { Flow, type ParagraphShape, PLAIN_RUN, type RowShape, type RunLook, trimmed } from './old-text.js';
import { CHARSETS, CODE_PAGES, DESTINATIONS, ENTERED, type FlowName, SIGNS } from './rtf-words.js';
import { type CountRun, countBlocks, countRuns, excludedWords } from './wordcount.js';

interface State {
  shown: boolean;
  /** A field's instruction is being collected. */
  instruction: boolean;
  fonts: boolean;
  flow: Flow;
  look: RunLook;
  hidden: boolean;
  deleted: boolean;
  inserted: boolean;
  font: number;
  /** Characters to skip after \uN. */
  fallback: number;
  paragraph: ParagraphShape;
  inTable: boolean;
}

const PARAGRAPH: ParagraphShape = { headingLevel: null, alignment: null, pageBreakBefore: false };
const ROW: RowShape = { left: 0, rights: [], merged: [] };

/** `path`: inventory path, kept as identity. Throws ReadFailure. */
export async function readRtf(path: string, absolute: string): Promise<WordDocument> {
  // One character a byte.
  const source = (await readFile(absolute)).toString('latin1');
  if (!source.trimEnd().endsWith('}') && !source.includes('\0'))
    throw new ReadFailure('damaged', 'the last group of the RTF is not closed');
  return new RtfReader(source).document(path);
}

class RtfReader {
  readonly #source: string;
  readonly #flows: { name: FlowName; flow: Flow }[] = [];
  readonly #charsets = new Map<number, number>();
  readonly #instructions: string[] = [];
  readonly #hidden: CountRun[] = [];
  readonly #deleted: CountRun[] = [];
  readonly #revisions = { inserted: 0, deleted: 0 };
  #revision: 'inserted' | 'deleted' | null = null;
  /** null: Windows-1252. */
  #encoding: string | null = null;
  #defaultFont = 0;
  #pictures = 0;
  #objects = 0;
  #bytes: number[] = [];
  #skip = 0;
  /** Of the row at hand. */
  #row = ROW;
  #state: State;

  constructor(source: string) {
    this.#source = source;
    const flow = new Flow();
    this.#state = {
      shown: true,
      instruction: false,
      fonts: false,
      flow,
      look: PLAIN_RUN,
      hidden: false,
      deleted: false,
      inserted: false,
      font: -1,
      fallback: 1,
      paragraph: PARAGRAPH,
      inTable: false,
    };
    this.#flows.push({ name: 'body', flow });
  }

  document(path: string): WordDocument {
    this.#walk();
    const of = (name: FlowName): Block[][] =>
      this.#flows
        .filter((flow) => flow.name === name)
        .map(({ flow }) => trimmed(flow.close(PARAGRAPH)))
        .filter((blocks) => blocks.length > 0);
    const parts = {
      textBoxes: of('textBox'),
      footnotes: of('footnote'),
      endnotes: of('endnote'),
      headers: of('header').flat(),
      footers: of('footer').flat(),
    };
    const comments = of('comment');
    const blocks = of('body').flat();
    return {
      kind: 'word',
      path,
      format: 'doc',
      blocks,
      ...parts,
      comments: comments.map((comment) => plainText(comment)),
      revisions: this.#revisions,
      hiddenText: this.#hidden.map((run) => run.text).join(''),
      properties: {},
      words: countBlocks(blocks),
      excluded: excludedWords(parts, comments, {
        hidden: countRuns(this.#hidden).count,
        deleted: countRuns(this.#deleted).count,
      }),
      picturesLeftOut: this.#pictures,
      activeContent: gathered([
        ...fieldContent(this.#instructions),
        ...(this.#objects > 0 ? [{ what: 'ole' as const, detail: '' }] : []),
      ]),
    };
  }

  #walk(): void {
    // A control word with its number; an escaped byte; a sign; a brace; plain text.
    const token =
      /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+/giy;
    const stack: State[] = [];
    let starred = false;
    for (let hit = token.exec(this.#source); hit; hit = token.exec(this.#source)) {
      const [, word, number, byte, sign, brace, text] = hit;
      if (byte === undefined && text === undefined) this.#flush();
      if (word !== undefined) {
        const value = number === undefined ? null : Number(number);
        if (word === 'bin') token.lastIndex += Math.max(0, value ?? 0);
        this.#control(word, value, starred);
        starred = false;
      } else if (byte !== undefined) this.#byte(Number.parseInt(byte, 16));
      else if (sign !== undefined) {
        if (sign === '*') starred = true;
        else if (sign === '\r' || sign === '\n') this.#control('par', null, false);
        else if (sign !== '-') this.#text(SIGNS[sign] ?? sign);
      } else if (brace === '{') {
        if (stack.length > LIMITS.xml.depth) throw new ReadFailure('damaged', 'RTF groups nested too deep');
        stack.push(this.#state);
        this.#state = { ...this.#state };
      } else if (brace === '}') {
        this.#state = stack.pop() ?? this.#state;
      } else if (text !== undefined && this.#state.shown)
        for (const character of text) this.#byte(character.charCodeAt(0));
    }
    this.#flush();
  }

  /** Bytes above 7F belong together: one character may be two or four of them. */
  #byte(value: number): void {
    if (!this.#state.shown) return;
    if (this.#skip > 0) this.#skip--;
    else this.#bytes.push(value);
  }

  #flush(): void {
    if (this.#bytes.length === 0) return;
    const charset = CHARSETS[this.#charsets.get(this.#state.font) ?? -1];
    const bytes = Uint8Array.from(this.#bytes);
    this.#bytes = [];
    const encoding = charset ?? this.#encoding;
    this.#text(encoding === null ? decodeWindows1252(bytes) : new TextDecoder(encoding).decode(bytes));
  }

  #text(text: string): void {
    const state = this.#state;
    if (state.instruction) {
      this.#instructions.push((this.#instructions.pop() ?? '') + text);
      return;
    }
    if (!state.shown || state.fonts) return;
    const now = state.deleted ? 'deleted' : state.inserted ? 'inserted' : null;
    if (now !== null && now !== this.#revision) this.#revisions[now]++;
    this.#revision = now;
    const run: CountRun = { text: text.replace(/[\t\n\f]/g, ' '), eastAsiaHint: state.look.eastAsiaHint };
    if (state.deleted) this.#deleted.push(run);
    else if (state.hidden) this.#hidden.push(run);
    else state.flow.text(text, state.look);
  }

  #control(word: string, value: number | null, starred: boolean): void {
    const state = this.#state;
    if (word in DESTINATIONS || starred) {
      this.#enter(word, starred);
      return;
    }
    const on = value !== 0;
    switch (word) {
      case 'u':
        this.#text(String.fromCharCode((value ?? 0) & 0xffff));
        this.#skip = state.fallback;
        return;
      case 'uc':
        state.fallback = value ?? 1;
        return;
      case 'ansicpg':
        this.#encoding = CODE_PAGES[value ?? 0] ?? null;
        return;
      case 'deff':
        this.#defaultFont = value ?? 0;
        state.font = this.#defaultFont;
        return;
      case 'f':
        state.font = value ?? 0;
        return;
      case 'fcharset':
        if (state.fonts) this.#charsets.set(state.font, value ?? 0);
        return;
      case 'dbch':
      case 'loch':
      case 'hich':
        state.look = { ...state.look, eastAsiaHint: word === 'dbch' };
        return;
      case 'plain':
        Object.assign(state, { look: PLAIN_RUN, hidden: false, deleted: false, inserted: false });
        state.font = this.#defaultFont;
        return;
      case 'v':
        state.hidden = on;
        return;
      case 'deleted':
        state.deleted = on;
        return;
      case 'revised':
        state.inserted = on;
        return;
      case 'ftnalt': {
        const flow = this.#flows.find((f) => f.flow === state.flow);
        if (flow) flow.name = 'endnote';
        return;
      }
      case 'fldrslt':
        state.look = { ...state.look, href: hyperlinkOf(this.#instructions.at(-1) ?? '') };
        return;
      case 'object':
        this.#objects++;
        return;
      case 'par':
      case 'sect':
      case 'nestcell':
        if (state.shown) state.flow.endParagraph(state.paragraph, state.inTable);
        return;
      case 'cell':
        if (state.shown) state.flow.endCell(state.paragraph);
        return;
      case 'row':
        if (state.shown) state.flow.endRow(this.#row);
        return;
      default:
        if (SIGNS[word] !== undefined) this.#text(SIGNS[word]);
        else if (!this.#characterLook(word, value)) this.#paragraphLook(word, value);
    }
  }

  #enter(word: string, starred: boolean): void {
    const state = this.#state;
    const target = DESTINATIONS[word];
    if (starred && target === undefined && !ENTERED.has(word)) {
      state.shown = false;
      return;
    }
    if (word === 'pict' && state.shown) this.#pictures++;
    if (target === undefined) return;
    if (target === null) state.shown = false;
    else if (target === 'instruction') {
      state.instruction = true;
      this.#instructions.push('');
    } else if (target === 'fonts') state.fonts = true;
    else if (state.shown) {
      state.flow = new Flow();
      state.paragraph = PARAGRAPH;
      state.inTable = false;
      this.#flows.push({ name: target, flow: state.flow });
    }
  }

  /** @returns whether it was one that is about characters */
  #characterLook(word: string, value: number | null): boolean {
    const on = value !== 0;
    const change: Partial<RunLook> | null =
      word === 'b'
        ? { bold: on }
        : word === 'i'
          ? { italic: on }
          : word === 'ul'
            ? { underline: on }
            : word === 'ulnone'
              ? { underline: false }
              : word === 'fs'
                ? { size: (value ?? 24) / 2 }
                : word === 'super'
                  ? { script: 'super' }
                  : word === 'sub'
                    ? { script: 'sub' }
                    : null;
    if (word === 'strike' || word === 'striked' || word === 'nosupersub') {
      const { strike, script, ...rest } = this.#state.look;
      const struck = word === 'nosupersub' ? strike : on;
      this.#state.look = {
        ...rest,
        ...(struck ? { strike: true } : {}),
        ...(word !== 'nosupersub' && script ? { script } : {}),
      };
      return true;
    }
    if (change) this.#state.look = { ...this.#state.look, ...change };
    return change !== null;
  }

  #paragraphLook(word: string, value: number | null): void {
    const state = this.#state;
    const set = (change: Partial<ParagraphShape>) => {
      state.paragraph = { ...state.paragraph, ...change };
    };
    const merge = (other: 'above' | 'beside') => {
      const merged = [...this.#row.merged];
      merged[this.#row.rights.length] = other;
      this.#row = { ...this.#row, merged };
    };
    if (word === 'pard') Object.assign(state, { paragraph: PARAGRAPH, inTable: false });
    else if (word === 'qc') set({ alignment: 'center' });
    else if (word === 'qr') set({ alignment: 'right' });
    else if (word === 'qj') set({ alignment: 'justify' });
    else if (word === 'ql') set({ alignment: 'left' });
    else if (word === 'outlinelevel') set({ headingLevel: (value ?? 9) < 9 ? (value ?? 0) + 1 : null });
    else if (word === 'pagebb') set({ pageBreakBefore: value !== 0 });
    else if (word === 'intbl') state.inTable = true;
    else if (word === 'trowd') this.#row = ROW;
    else if (word === 'trleft') this.#row = { ...this.#row, left: value };
    else if (word === 'clvmrg') merge('above');
    else if (word === 'clmrg') merge('beside');
    else if (word === 'cellx') this.#row = { ...this.#row, rights: [...this.#row.rights, value ?? 0] };
  }
}
