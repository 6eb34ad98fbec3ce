/**
 * The binary Word format of 1997 to 2003 ([MS-DOC]): text by character position, with the properties of its
 * characters and paragraphs. Knows bytes, not what a table or a field is.
 *
 * An own reader, for what the count of 字 and the tables need and extractors of plain text leave out: hidden and
 * deleted text, the East-Asian hint of a run, which paragraphs are cells, and where a row ends.
 */
import {
  BODY,
  type CharacterLook,
  characterLook,
  hasLongProperties,
  NOTHING,
  type ParagraphLook,
  PLAIN,
  paragraphLook,
} from './doc-properties.js';
import { decodeWindows1252 } from './encoding.js';
import { ReadFailure } from './failure.js';
import { LIMITS } from './limits.js';
import type { OleFile } from './ole.js';

/** nFib of Word 97; older files keep their text in other ways ([MS-DOC] 2.5.2). */
const WORD_97 = 0x00c1;

export interface StyledText {
  text: string;
  look: CharacterLook;
}

/** Lengths of the parts of the text, in characters, in the order in which they stand ([MS-DOC] 2.5.5). */
const STORIES = {
  body: 0x4c,
  footnotes: 0x50,
  headers: 0x54,
  comments: 0x5c,
  endnotes: 0x60,
  textBoxes: 0x64,
  headerTextBoxes: 0x68,
} as const;

export type StoryName = keyof typeof STORIES;

/** Places of tables in the table stream: offset of the offset, and bytes of data per entry ([MS-DOC] 2.5.6). */
const NOTES: Partial<Record<StoryName, [number, number]>> = {
  footnotes: [0xb2, 0],
  comments: [0xc2, 0],
  headers: [0xf2, 0],
  endnotes: [0x212, 0],
  textBoxes: [0x25a, 22],
  headerTextBoxes: [0x26a, 22],
};

interface Piece {
  from: number;
  to: number;
  /** Byte offset in the document stream. */
  offset: number;
  width: 1 | 2;
}

interface Span<T> {
  from: number;
  to: number;
  look: T;
}

export class DocBinary {
  readonly #main: Buffer;
  readonly #table: Buffer;
  /** Holds properties of paragraphs that are too long for a page; empty where the file has none such. */
  readonly #data: Buffer;
  readonly #pieces: Piece[];
  readonly #characters: Span<CharacterLook>[];
  readonly #paragraphs: Span<ParagraphLook>[];

  private constructor(main: Buffer, table: Buffer, data: Buffer) {
    this.#main = main;
    this.#table = table;
    this.#data = data;
    this.#pieces = this.#readPieces();
    this.#characters = this.#readPages(0xfa, 1, (page, at) => characterLook(page, at));
    this.#paragraphs = this.#readPages(0x102, 13, (page, at) => paragraphLook(page, at, this.#data));
  }

  /** Throws ReadFailure: 'old-format' for Word 95 and older, 'damaged' where streams are missing or broken. */
  static async open(file: OleFile): Promise<DocBinary> {
    const main = await file.read('WordDocument', LIMITS.doc.stream);
    if (!main || main.length < 0x200) throw new ReadFailure('damaged', 'WordDocument is cut off');
    if (main.readUInt16LE(0) !== 0xa5ec || main.readUInt16LE(2) < WORD_97)
      throw new ReadFailure('old-format', 'Word 95 or older');
    const name = (main.readUInt16LE(10) & 0x0200) !== 0 ? '1Table' : '0Table';
    const table = await file.read(name, LIMITS.doc.stream);
    if (!table) throw new ReadFailure('damaged', `no stream ${name}`);
    // It holds the pictures as well: read only where something points into it.
    const data = hasLongProperties(main) ? await file.read('Data', LIMITS.doc.stream) : null;
    try {
      return new DocBinary(main, table, data ?? NOTHING);
    } catch (error) {
      if (error instanceof RangeError) throw new ReadFailure('damaged', 'an offset lies outside', error);
      throw error;
    }
  }

  /** Character positions of a part of the text: [from, to). */
  story(name: StoryName): [number, number] {
    let from = 0;
    for (const [story, offset] of Object.entries(STORIES)) {
      const length = this.#main.readUInt32LE(offset);
      if (story === name) return [from, from + length];
      from += length;
    }
    return [from, from];
  }

  /** The notes, margins or boxes of a part, each as [from, to); as the table of that part cuts it. */
  parts(name: StoryName): [number, number][] {
    const [start, end] = this.story(name);
    const [place = 0, width = 0] = NOTES[name] ?? [];
    const offset = this.#main.readUInt32LE(place);
    const length = this.#main.readUInt32LE(place + 4);
    if (start === end || length < 8 || offset + length > this.#table.length) return [];
    const count = Math.floor((length - 4) / (4 + width)) + 1;
    const positions = Array.from({ length: count }, (_, i) => this.#table.readUInt32LE(offset + i * 4));
    return positions.slice(1).map((position, i) => {
      const from = Math.min(start + (positions[i] ?? 0), end);
      return [from, Math.max(from, Math.min(start + position, end))];
    });
  }

  /** The text of a stretch, cut where its look changes. */
  *text(from: number, to: number): Generator<StyledText> {
    for (const piece of this.#pieces) {
      const first = Math.max(from, piece.from);
      const last = Math.min(to, piece.to);
      if (first >= last) continue;
      let at = piece.offset + (first - piece.from) * piece.width;
      const end = piece.offset + (last - piece.from) * piece.width;
      for (let i = place(this.#characters, at); at < end; i++) {
        const span = this.#characters[i];
        const inside = span !== undefined && span.from <= at;
        const stop = Math.min(end, inside ? Math.max(span.to, at + piece.width) : (span?.from ?? end));
        const text = decode(this.#main.subarray(at, stop), piece.width);
        if (text !== '') yield { text, look: inside ? span.look : PLAIN };
        at = stop;
        // A gap was taken: the same span comes next.
        if (!inside) i--;
      }
    }
  }

  /** The look of the paragraph that ends with the character at a position. */
  paragraph(position: number): ParagraphLook {
    const piece = this.#pieces.find((p) => position >= p.from && position < p.to);
    if (!piece) return BODY;
    const at = piece.offset + (position - piece.from) * piece.width;
    const span = this.#paragraphs[place(this.#paragraphs, at)];
    return span && span.from <= at && at < span.to ? span.look : BODY;
  }

  /** The piece table ([MS-DOC] 2.9.38, 2.8.35). */
  #readPieces(): Piece[] {
    const table = this.#table;
    let at = this.#main.readUInt32LE(0x1a2);
    const end = Math.min(table.length, at + this.#main.readUInt32LE(0x1a6));
    while (at < end && table[at] === 1) at += 3 + table.readInt16LE(at + 1);
    if (at + 5 > end || table[at] !== 2) throw new ReadFailure('damaged', 'no table of text pieces');
    const count = Math.floor((table.readUInt32LE(at + 1) - 4) / 12);
    const positions = at + 5;
    const pieces: Piece[] = [];
    for (let i = 0; i < count; i++) {
      const from = table.readUInt32LE(positions + i * 4);
      const to = table.readUInt32LE(positions + i * 4 + 4);
      const where = table.readUInt32LE(positions + (count + 1) * 4 + i * 8 + 2);
      const narrow = (where & 0x40000000) !== 0;
      const offset = narrow ? (where & 0x3fffffff) >>> 1 : where & 0x3fffffff;
      if (to > from) pieces.push({ from, to, offset, width: narrow ? 1 : 2 });
    }
    return pieces;
  }

  /** Properties stand in pages of 512 bytes, found through a table ([MS-DOC] 2.9.33, 2.9.175). */
  #readPages<T>(place: number, width: number, look: (page: Buffer, offset: number) => T): Span<T>[] {
    const offset = this.#main.readUInt32LE(place);
    const count = Math.floor((this.#main.readUInt32LE(place + 4) - 4) / 8);
    const spans: Span<T>[] = [];
    for (let i = 0; i < count; i++) {
      const number = this.#table.readUInt32LE(offset + (count + 1) * 4 + i * 4) & 0x3fffff;
      const page = this.#main.subarray(number * 512, number * 512 + 512);
      if (page.length < 512) continue;
      const runs = page[511] ?? 0;
      for (let j = 0; j < runs && (runs + 1) * 4 + j * width < 511; j++) {
        const found = (page[(runs + 1) * 4 + j * width] ?? 0) * 2;
        spans.push({
          from: page.readUInt32LE(j * 4),
          to: page.readUInt32LE(j * 4 + 4),
          look: look(page, found),
        });
      }
    }
    return spans.sort((a, b) => a.from - b.from);
  }
}

/** Index of the span that holds an offset, or of the first behind it. */
function place<T>(spans: Span<T>[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.to ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Narrow pieces are Windows-1252 ([MS-DOC] 2.9.73); Chinese text never is. */
function decode(bytes: Buffer, width: 1 | 2): string {
  return width === 2 ? bytes.toString('utf16le') : decodeWindows1252(bytes);
}
