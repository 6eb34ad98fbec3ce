/** What is shared while one Word document is set: the flow, the look, and which notes and text boxes stand already. */
import type { Block, Section, WordDocument } from '../model/document.js';
import type { Flow, Strip } from './flow.js';
import type { References } from './inline.js';
import type { WordLook } from './wordlook.js';
import { noteStrips } from './wordnotes.js';
import type { Words } from './words.js';

/** A footnote that takes more of the page than this stands at the document's end instead. */
const NOTE_SHARE = 0.3;

export class WordRun {
  readonly flow: Flow;
  readonly document: WordDocument;
  readonly look: WordLook;
  readonly words: Words;
  /** What the words of a paragraph refer to: they become links. */
  readonly references: References | undefined;
  /** That is being set; absent where the file gives none. */
  section: Section | undefined;
  /** Of the section, pt. */
  gridPitch: number | null = null;
  /** Indexes of footnotes and text boxes that stand on a page. */
  readonly placedNotes = new Set<number>();
  readonly placedBoxes = new Set<number>();
  /** Headers by what they say: whether one stands on a page yet, or has to at the document's end. */
  readonly headers = new Map<string, { blocks: Block[]; placed: boolean }>();

  constructor(flow: Flow, document: WordDocument, look: WordLook, words: Words, references?: References) {
    this.flow = flow;
    this.document = document;
    this.look = look;
    this.words = words;
    this.references = references;
  }

  noteHeader(blocks: Block[], placed: boolean): void {
    const key = JSON.stringify(blocks);
    const known = this.headers.get(key);
    this.headers.set(key, { blocks, placed: placed || known?.placed === true });
  }

  /** Empty space as the writer left it: in the own look also at the top of the first page, as on a cover. */
  space(height: number): void {
    const { flow } = this;
    if (this.look.kind === 'own' && flow.atTop && flow.pages.length === 1)
      flow.y = Math.min(flow.y + height, flow.bottom);
    else flow.space(height);
  }

  /** Strips of a footnote for the foot of the page; none if it stands already or is too long for a foot. */
  footnote(index: number): Strip[] {
    const note = this.document.footnotes[index];
    if (!note || this.placedNotes.has(index)) return [];
    const strips = noteStrips(this, note, { of: 'footnote', index });
    const height = strips.reduce((sum, strip) => sum + strip.height, 0);
    if (height > this.flow.frame.height * NOTE_SHARE) return [];
    this.placedNotes.add(index);
    return strips;
  }
}
