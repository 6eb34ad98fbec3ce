/**
 * What one flow of text of a .docx (body, a header, a note) needs while it is walked, and what it collects apart:
 * text boxes, hidden and deleted text, the number of revisions.
 */
import type { Block, PictureInline, WordCount } from '../model/document.js';
import type { ParagraphLook, RunLook } from './docx-looks.js';
import type { Numbering } from './docx-numbering.js';
import type { DocxPackage, Relationships } from './docx-package.js';
import type { Styles } from './docx-styles.js';
import { type CountRun, countRuns, sumCounts } from './wordcount.js';
import type { XmlNode } from './xml.js';

/** A field whose end has not come yet. Fields run across paragraphs (a table of contents is one). */
export interface Field {
  instruction: string;
  inResult: boolean;
  href: string | null;
  /** The box of a form's check box. */
  box?: string;
}

export class Story {
  readonly package: DocxPackage;
  readonly styles: Styles;
  readonly numbering: Numbering;
  readonly relationships: Relationships;
  readonly fields: Field[] = [];
  /** Instructions of the fields that are closed. */
  readonly instructions: string[] = [];
  /** One list of blocks per text box. */
  readonly textBoxes: Block[][] = [];
  /** Charts and diagrams met: their words lie in parts of their own. */
  readonly charts: PictureInline[] = [];
  readonly hidden: string[] = [];
  /** Where sections end: before the block at `until`. */
  readonly sections: { node: XmlNode; until: number }[] = [];
  /** Places of the notes in the model, by kind and id: "footnote/2". */
  readonly notes: ReadonlyMap<string, number>;
  /** What table styles say of runs and paragraphs where the walk is. */
  tableRun: RunLook = {};
  tableParagraph: ParagraphLook | null = null;
  /** Distance of the document grid's lines, pt; null = none. */
  gridPitch: number | null = null;
  inserted = 0;
  deleted = 0;
  /** Nesting of tables and text boxes so far. */
  depth = 0;
  readonly #hiddenCounts: WordCount[] = [];
  readonly #deletedCounts: WordCount[] = [];

  constructor(
    shared: { package: DocxPackage; styles: Styles; numbering: Numbering },
    relationships: Relationships,
    notes: ReadonlyMap<string, number> = new Map(),
  ) {
    this.notes = notes;
    this.package = shared.package;
    this.styles = shared.styles;
    this.numbering = shared.numbering;
    this.relationships = relationships;
  }

  /** Takes what one paragraph hides or has lost. */
  leaveOut(hidden: CountRun[], deleted: CountRun[]): void {
    const text = hidden.map((run) => run.text).join('');
    if (text.trim() !== '') {
      this.hidden.push(text);
      this.#hiddenCounts.push(countRuns(hidden));
    }
    if (deleted.length > 0) this.#deletedCounts.push(countRuns(deleted));
  }

  hiddenWords(): number {
    return sumCounts(this.#hiddenCounts).count;
  }

  deletedWords(): number {
    return sumCounts(this.#deletedCounts).count;
  }
}
