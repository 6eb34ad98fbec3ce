/** What modifies characters and paragraphs of a .doc ([MS-DOC] 2.6): only what text, count and tables need. */

export interface CharacterLook {
  deleted: boolean;
  inserted: boolean;
  hidden: boolean;
  bold: boolean;
  italic: boolean;
  underline: boolean;
  strike: boolean;
  script: 'super' | 'sub' | null;
  /** pt */
  size: number | null;
  eastAsiaHint: boolean;
  /** The character stands for something else: a picture, a note's mark, a symbol. */
  special: boolean;
  /** Code of a symbol that is set in place of the character. */
  symbol: number | null;
}

export interface ParagraphLook {
  /** Number of the style; 1–9 are the headings ([MS-DOC] 2.9.271). */
  style: number;
  alignment: number | null;
  /** 0–8 for a heading, as set on the paragraph itself. */
  outline: number | null;
  pageBreakBefore: boolean;
  inTable: boolean;
  /** Ends a row of the outermost table. */
  rowEnd: boolean;
  /** Ends a row of a table inside a cell. */
  innerRowEnd: boolean;
  /** Of a row's end: borders of its cells from left to right, 1/20 pt, and with which cell each is merged. */
  cells: { edges: number[]; merged: ('above' | 'beside' | null)[] } | null;
}

export const PLAIN: CharacterLook = {
  deleted: false,
  inserted: false,
  hidden: false,
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  script: null,
  size: null,
  eastAsiaHint: false,
  special: false,
  symbol: null,
};

export const BODY: ParagraphLook = {
  style: 0,
  alignment: null,
  outline: null,
  pageBreakBefore: false,
  inTable: false,
  rowEnd: false,
  innerRowEnd: false,
  cells: null,
};

/** Bytes of an operand by the top three bits of its code ([MS-DOC] 2.2.5.1); 0 = told by its first byte. */
const OPERANDS = [1, 1, 2, 4, 2, 2, 0, 3];
const TABLE_DEFINITION = 0xd608;
const TABS = 0xc615;
/** Points to the properties in the data stream ([MS-DOC] 2.6.2): rows of tables with many cells. */
const HUGE = 0x6646;

export const NOTHING = Buffer.alloc(0);

/** Whether something may point into the data stream. */
export function hasLongProperties(document: Buffer): boolean {
  return document.includes(Buffer.from([HUGE & 0xff, HUGE >> 8]));
}

/** Property modifiers: their code and operand, the length of variable ones taken off. */
function* modifiers(bytes: Buffer): Generator<{ code: number; operand: Buffer }> {
  let at = 0;
  while (at + 3 <= bytes.length) {
    const code = bytes.readUInt16LE(at);
    at += 2;
    let length = OPERANDS[code >> 13] ?? 0;
    if (code === TABLE_DEFINITION && at + 2 <= bytes.length) {
      length = bytes.readUInt16LE(at) - 1;
      at += 2;
    } else if (length === 0) {
      length = bytes[at] ?? 0;
      // Longer than its length says: [MS-DOC] 2.6.2. Nothing that follows is needed.
      if (code === TABS && length === 255) return;
      at += 1;
    }
    yield { code, operand: bytes.subarray(at, at + Math.max(0, length)) };
    at += Math.max(0, length);
  }
}

/** 1 = on; 0x81 = the opposite of the style, which is hardly ever on for what a text does. */
const isOn = (operand: Buffer): boolean => operand[0] === 1 || operand[0] === 0x81;

/** The look of a run, from its place in a page of properties. */
export function characterLook(page: Buffer, offset: number): CharacterLook {
  if (offset === 0) return PLAIN;
  const look = { ...PLAIN };
  for (const { code, operand } of modifiers(page.subarray(offset + 1, offset + 1 + (page[offset] ?? 0)))) {
    switch (code) {
      case 0x0800:
        look.deleted = isOn(operand);
        break;
      case 0x0801:
        look.inserted = isOn(operand);
        break;
      case 0x083c:
        look.hidden = isOn(operand);
        break;
      case 0x0835:
        look.bold = isOn(operand);
        break;
      case 0x0836:
        look.italic = isOn(operand);
        break;
      case 0x0837:
      case 0x2a53:
        look.strike = isOn(operand);
        break;
      case 0x2a3e:
        look.underline = (operand[0] ?? 0) > 0;
        break;
      case 0x2a48:
        look.script = operand[0] === 1 ? 'super' : operand[0] === 2 ? 'sub' : null;
        break;
      case 0x4a43:
        if (operand.length === 2) look.size = operand.readUInt16LE(0) / 2;
        break;
      case 0x286f:
        look.eastAsiaHint = operand[0] === 1;
        break;
      case 0x0855:
        look.special = isOn(operand);
        break;
      case 0x6a09:
        if (operand.length === 4) look.symbol = operand.readUInt16LE(2);
        break;
    }
  }
  return look;
}

/** `data`: the stream of properties that are too long for a page. */
export function paragraphLook(page: Buffer, offset: number, data: Buffer): ParagraphLook {
  if (offset === 0) return BODY;
  const words = page[offset] ?? 0;
  const at = words === 0 ? offset + 2 : offset + 1;
  const length = words === 0 ? (page[offset + 1] ?? 0) * 2 : words * 2 - 1;
  if (length < 2 || at + 2 > page.length) return BODY;
  const look: ParagraphLook = { ...BODY, style: page.readUInt16LE(at) };
  modifyParagraph(look, page.subarray(at + 2, at + length), data);
  return look;
}

function modifyParagraph(look: ParagraphLook, bytes: Buffer, data: Buffer): void {
  for (const { code, operand } of modifiers(bytes)) {
    switch (code) {
      case HUGE: {
        const from = operand.length === 4 ? operand.readUInt32LE(0) : data.length;
        // The properties pointed to may not point on.
        if (from + 2 <= data.length)
          modifyParagraph(look, data.subarray(from + 2, from + 2 + data.readUInt16LE(from)), NOTHING);
        break;
      }
      case 0x2403:
      case 0x2461:
        look.alignment = operand[0] ?? null;
        break;
      case 0x2407:
        look.pageBreakBefore = isOn(operand);
        break;
      case 0x2416:
        look.inTable = isOn(operand);
        break;
      case 0x2417:
        look.rowEnd = isOn(operand);
        break;
      case 0x244c:
        look.innerRowEnd = isOn(operand);
        break;
      case 0x2640:
        look.outline = operand[0] ?? null;
        break;
      case TABLE_DEFINITION:
        look.cells = cellsOf(operand);
        break;
    }
  }
}

/** Cell borders and merges of a row ([MS-DOC] 2.9.315, 2.9.317). */
function cellsOf(operand: Buffer): ParagraphLook['cells'] {
  const count = operand[0] ?? 0;
  if (operand.length < 1 + (count + 1) * 2) return null;
  const edges = Array.from({ length: count + 1 }, (_, i) => operand.readInt16LE(1 + i * 2));
  const first = 1 + (count + 1) * 2;
  const merged = Array.from({ length: count }, (_, i) => {
    const at = first + i * 20;
    const flags = at + 2 <= operand.length ? operand.readUInt16LE(at) : 0;
    if (((flags >> 5) & 3) === 1) return 'above';
    // Of the two values one opens a merge and one goes on with it; writers disagree which.
    return (flags & 3) !== 0 ? 'beside' : null;
  });
  return { edges, merged };
}
