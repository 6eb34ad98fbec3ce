/** How wide text is in half-width characters, in a cell or on a terminal. */

/** Marks that Chinese fonts set as wide as a Han character. */
const WIDE =
  /[\u1100-\u115f\u2014\u2018-\u201d\u2026\u2460-\u24ff\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** 2 for a full-width character, 1 for any other. */
export function characterWidth(character: string): number {
  // Most text is ASCII or common Han: these two comparisons spare it the search.
  if (character < '\u1100') return 1;
  if (character >= '\u4e00' && character <= '\u9fff') return 2;
  return WIDE.test(character) ? 2 : 1;
}

/** Width of the widest line; a full-width character counts 2, any other 1. */
export function textWidth(text: string): number {
  let widest = 0;
  let width = 0;
  for (const character of text) {
    width = character === '\n' ? 0 : width + characterWidth(character);
    if (width > widest) widest = width;
  }
  return widest;
}
