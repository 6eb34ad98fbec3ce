/**
 * What one flow of text of a .docx (body, a header, a note) needs while it is walked, and what it collects apart:
 * text boxes, hidden and deleted text, the number of revisions.
 */
import type { Block, WordCount } from '../model/document.js';
import type { Numbering } from './docx-numbering.js';
import type { DocxPackage, Relationships } from './docx-package.js';
import type { Styles } from './docx-styles.js';
import { type CountRun, countRuns, sumCounts } from './wordcount.js';

/** A field whose end has not come yet. Fields run across paragraphs (a table of contents is one). */
export interface Field {
  instruction: string;
  inResult: boolean;
  href: string | null;
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
  readonly hidden: string[] = [];
  inserted = 0;
  deleted = 0;
  /** Nesting of tables and text boxes so far. */
  depth = 0;
  readonly #hiddenCounts: WordCount[] = [];
  readonly #deletedCounts: WordCount[] = [];

  constructor(
    shared: { package: DocxPackage; styles: Styles; numbering: Numbering },
    relationships: Relationships,
  ) {
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
