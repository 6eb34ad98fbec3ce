/**
 * How two names are compared. People type ， for , and “ for "; macOS decomposes; Word adds spaces.
 * A title is the same title whatever its width, quotes, dashes or spacing.
 */

/** Full-width to half-width, NFC, quotes to one kind. Keeps letter case and spaces. */
export function foldWidth(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[“”„‟＂″〝〞「」『』]/g, '"')
    .replace(/[‘’‚‛＇′]/g, "'")
    .replace(/[‐‑‒–—―－─]/g, '-');
}

/** {@link foldWidth}, quotes of both kinds as one, no spaces, lower case: the key two names are equal by. */
export function foldName(text: string): string {
  return foldWidth(text)
    .replace(/'/g, '"')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/-+/g, '-')
    .toLowerCase();
}
