/**
 * What is drawn for a character that no face has: the boxes and ticks of forms by their nearest kin, everything else
 * as an empty box. A reader must see that something stands there. Pure; knows no face but by the question asked.
 */

export interface StandIn {
  char: string;
  /** Drawn over `char`, smaller: the tick in a ticked box. */
  over?: string;
  /** True where the character itself can't be told any more: it has to be reported. */
  lost: boolean;
}

/** What stands for a character nobody knows. */
const BOX = '□';

/** For each sign the ways to draw it, best first; two characters: the second is drawn over the first. */
const KIN: Record<string, string[]> = {
  '☐': ['□'],
  '⬜': ['□'],
  '◻': ['□'],
  '◽': ['□'],
  '▢': ['□'],
  '❏': ['□'],
  '❐': ['□'],
  '❑': ['□'],
  '❒': ['□'],
  '☑': ['□✓', '□√'],
  '🗹': ['□✓', '□√'],
  '✅': ['□✓', '□√'],
  '☒': ['□×'],
  '🗷': ['□×'],
  '❎': ['□×'],
  '⊠': ['□×'],
  '✓': ['√'],
  '✔': ['✓', '√'],
  '🗸': ['✓', '√'],
  '✗': ['×'],
  '✘': ['✗', '×'],
  '✕': ['×'],
  '✖': ['×'],
  '☓': ['×'],
  '❌': ['×'],
  '⬛': ['■'],
  '◼': ['■'],
  '◾': ['■'],
  '⬧': ['◆'],
  '⬥': ['◆'],
  '➢': ['→'],
  '➤': ['→'],
  '➔': ['→'],
  '➜': ['→'],
  '➡': ['→'],
  '⚫': ['●'],
  '⚪': ['○'],
  '◯': ['○'],
  '⭐': ['★'],
};

/** @param has whether any face has the code point. @returns null where the character itself can be drawn. */
export function standIn(char: string, has: (codePoint: number) => boolean): StandIn | null {
  const drawable = (text: string): boolean => [...text].every((one) => has(one.codePointAt(0) ?? 0));
  if (drawable(char)) return null;
  for (const way of KIN[char] ?? []) {
    const [first = BOX, over] = [...way];
    if (drawable(way)) return { char: first, ...(over === undefined ? {} : { over }), lost: false };
  }
  // Blanks of odd widths are blanks; no box for them.
  if (/\p{Zs}/u.test(char)) return { char: /[\u2001\u2003]/.test(char) ? '\u3000' : ' ', lost: false };
  // Radicals and compatibility forms (⼀, 﨑) stand for an ordinary character.
  const plain = char.normalize('NFKC');
  if (plain !== char && [...plain].length === 1 && drawable(plain)) return { char: plain, lost: false };
  return { char: BOX, lost: true };
}
