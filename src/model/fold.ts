/**
 * How two names are compared. People type ， for , and “ for "; macOS decomposes; Word adds spaces.
 * A title is the same title whatever its width, quotes, dashes or spacing.
 */

const DOUBLE = '“”„‟＂″〝〞「」『』';
const SINGLE = '‘’‚‛＇′';
const DASHES = '‐‑‒–—―－─';
const MARK = new RegExp(`[${DOUBLE}${SINGLE}${DASHES}]`, 'g');
const PLAIN = new Map(
  [...DOUBLE, ...SINGLE, ...DASHES].map((mark) => [
    mark,
    DOUBLE.includes(mark) ? '"' : SINGLE.includes(mark) ? "'" : '-',
  ]),
);

/** Full-width to half-width, NFC, quotes to one kind. Keeps letter case and spaces. One pass: every rule asks for it. */
export function foldWidth(text: string): string {
  return text.normalize('NFKC').replace(MARK, (mark) => PLAIN.get(mark) ?? mark);
}

/** {@link foldWidth}, quotes of both kinds as one, no spaces, lower case: the key two names are equal by. */
export function foldName(text: string): string {
  return foldWidth(text)
    .replace(/'/g, '"')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/-+/g, '-')
    .toLowerCase();
}
