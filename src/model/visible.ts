/** Names come from strangers: what a terminal or a page would obey instead of showing is made visible. */

/**
 * Controls, C1 included, marks that turn the direction of text, halves of surrogate pairs and non-characters: a name
 * with them can forge lines on a terminal, and XML holds none of them.
 */
const UNSAFE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;

/** Shown as \\u001b, so that the reader sees what the name holds. Line ends are shown too. */
export function visible(words: string): string {
  return words.replace(UNSAFE, (c) => `\\u${(c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}
