/**
 * Where words stand on the pages of a PDF, so that links can be laid over them. Blanks, line ends and pages between the
 * characters do not matter; what is not found is left out.
 */
import { type Pdfium, type PdfSource, withPdf } from './pdfium.js';

/** A text that is looked for, and the parts of it whose places are wanted, in UTF-16 units. */
export interface Passage {
  text: string;
  parts: readonly { from: number; to: number }[];
}

export interface FoundPart {
  /** Indexes of the passage and of its part. */
  passage: number;
  part: number;
  /** 0-based. */
  page: number;
  /** Left, bottom, right, top in the page's own space, pt; one a line. */
  rect: [number, number, number, number];
}

/** Characters of a file that are looked through: a statement has a few thousand. */
const MOST = 400_000;
/** Characters before a part that must stand there too, where the whole passage is broken by a page. */
const CONTEXT = 8;

interface Character {
  text: string;
  page: number;
  /** Of its page's text, for the box. */
  index: number;
}

/** @param passages in the order of the text. Throws ReadFailure for what is no PDF. */
export async function findPassages(source: PdfSource, passages: readonly Passage[]): Promise<FoundPart[]> {
  if (passages.length === 0) return [];
  return withPdf(source, (pdfium, document) => {
    const characters = charactersOf(pdfium, document);
    const all = characters.map(({ text }) => text).join('');
    const found: FoundPart[] = [];
    let cursor = 0;
    for (const [passage, { text, parts }] of passages.entries()) {
      const whole = all.indexOf(bare(text), cursor);
      for (const [part, { from, to }] of parts.entries()) {
        const wanted = bare(text.slice(from, to));
        const before = bare(text.slice(0, from));
        const near = before.slice(-CONTEXT);
        const at = whole >= 0 ? whole + before.length : indexAfter(all, near, wanted, cursor);
        if (at < 0 || wanted === '') continue;
        for (const place of placesOf(pdfium, document, characters.slice(at, at + wanted.length)))
          found.push({ passage, part, ...place });
        cursor = at + wanted.length;
      }
      if (whole >= 0) cursor = whole + bare(text).length;
    }
    return found;
  });
}

function indexAfter(all: string, near: string, wanted: string, cursor: number): number {
  const at = all.indexOf(near + wanted, cursor);
  return at < 0 ? -1 : at + near.length;
}

/** As texts are compared. One UTF-16 unit stays one: places are counted in them. */
function bare(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}\u00a0]/gu, '');
}

function charactersOf(pdfium: Pdfium, document: number): Character[] {
  const characters: Character[] = [];
  const pages = pdfium.FPDF_GetPageCount(document);
  for (let page = 0; page < pages && characters.length < MOST; page += 1) {
    withText(pdfium, document, page, (text) => {
      const count = Math.min(pdfium.FPDFText_CountChars(text), MOST - characters.length);
      for (let index = 0; index < count; index += 1) {
        const char = bare(String.fromCharCode(pdfium.FPDFText_GetUnicode(text, index)));
        if (char !== '') characters.push({ text: char, page, index });
      }
    });
  }
  return characters;
}

function placesOf(
  pdfium: Pdfium,
  document: number,
  characters: readonly Character[],
): Omit<FoundPart, 'passage' | 'part'>[] {
  const places: Omit<FoundPart, 'passage' | 'part'>[] = [];
  for (const page of new Set(characters.map((char) => char.page))) {
    withText(pdfium, document, page, (text) => {
      for (const { index } of characters.filter((char) => char.page === page)) {
        const box = boxOf(pdfium, text, index);
        if (box === null) continue;
        const last = places.at(-1);
        if (last?.page === page && sameLine(last.rect, box)) last.rect = around(last.rect, box);
        else places.push({ page, rect: box });
      }
    });
  }
  return places;
}

type Rect = FoundPart['rect'];

function sameLine(a: Rect, b: Rect): boolean {
  const middle = (b[1] + b[3]) / 2;
  return middle > a[1] && middle < a[3] && b[0] >= a[0];
}

function around(a: Rect, b: Rect): Rect {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** With the font's ascent and descent, so that all characters of a line are as high. */
function boxOf(pdfium: Pdfium, text: number, index: number): Rect | null {
  const { malloc, free } = pdfium.pdfium.wasmExports;
  // struct FS_RECTF { float left, top, right, bottom }
  const slot = malloc(16);
  try {
    if (!pdfium.FPDFText_GetLooseCharBox(text, index, slot)) return null;
    const value = (at: number): number => pdfium.pdfium.getValue(slot + at, 'float');
    const [left, top, right, bottom] = [value(0), value(4), value(8), value(12)];
    return [Math.min(left, right), Math.min(top, bottom), Math.max(left, right), Math.max(top, bottom)];
  } finally {
    free(slot);
  }
}

function withText(pdfium: Pdfium, document: number, index: number, use: (text: number) => void): void {
  const page = pdfium.FPDF_LoadPage(document, index);
  if (!page) return;
  try {
    const text = pdfium.FPDFText_LoadPage(page);
    if (!text) return;
    try {
      use(text);
    } finally {
      pdfium.FPDFText_ClosePage(text);
    }
  } finally {
    pdfium.FPDF_ClosePage(page);
  }
}
