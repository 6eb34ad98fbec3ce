/** Where a picture stands that lies over or under the text. */

/** A place on the page (ECMA-376-1 §20.4.2.3). */
export interface Floating {
  across: FloatPlace;
  down: FloatPlace;
  /** Under the text. */
  behind: boolean;
}

export interface FloatPlace {
  /**
   * `start` and `end`: the margin before and after the type area; `text`: the column, the paragraph or the line; `char`:
   * the character that it is anchored at.
   */
  from: 'page' | 'type-area' | 'start' | 'end' | 'text' | 'char';
  /** Distance in pt, or where in it. */
  at: { offset: number } | { align: 'start' | 'middle' | 'end' };
}
