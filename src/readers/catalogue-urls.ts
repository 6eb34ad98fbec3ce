/** Web addresses in a cell of a catalogue. Malformed ones are kept as written: a rule judges them. */

/** What starts an address, slips of the keyboard included: http:/a, http：//a, https//a. */
const SCHEME = String.raw`(?:https?|ftp)\s?[:：]?\s?[/／\\]{1,3}`;
const WWW = String.raw`www\s?[.．。]`;
const START = new RegExp(`${SCHEME}|${WWW}`, 'i');

/** Where a cell falls apart: addresses are pasted one behind the other; one inside a query (?u=http://…) stays. */
const BORDER = new RegExp(`(?=(?<![/=?&%])(?:${SCHEME}))|(?=(?<![/=?&%.\\w-])(?:${WWW}))`, 'i');

/** A host without a scheme: only believed where an address is expected. */
const HOST =
  /^[a-z0-9](?:[a-z0-9-]*\.)+(?:gov\.cn|com\.cn|org\.cn|net\.cn|cn|com|org|net|gov|edu)(?:[:/?#]\S*)?$/i;

/** Characters that end an address: space, Chinese punctuation, quotes. */
const END = /[\s\u3000-\u303f\uff08\uff09\uff0c\uff1b\uff1a\uff01\uff1f\u201c\u201d\u2018\u2019"'<>|]/;

/**
 * Chinese text behind anything but a part's beginning is no part of the address (…/a.html网址); behind / ? & = and
 * the like it is one (?类别=规范性文件), to the end of its run.
 */
const GLUED = /(?<![/?&=_\-.%#]|[\u3400-\u9fff]|%[\da-f]{2})[\u3400-\u9fff]/i;

/** Addresses of a text in order, without doubles. `expected`: the cell is there for addresses. */
export function urlsIn(text: string, expected: boolean): string[] {
  const found: string[] = [];
  for (const piece of text.split(BORDER)) {
    const at = START.exec(piece);
    if (at?.index === 0) {
      found.push(clean(at[0] + upToEnd(piece.slice(at[0].length))));
    } else if (expected) {
      for (const token of piece.split(/[\s,，;；、。]+/))
        if (HOST.test(token)) found.push(clean(upToEnd(token)));
    }
  }
  return [...new Set(found.filter((url) => url !== ''))];
}

/** What follows the scheme, without the text behind the address. A host may begin in Chinese. */
function upToEnd(rest: string): string {
  const end = rest.search(END);
  const address = end < 0 ? rest : rest.slice(0, end);
  const glued = `/${address}`.search(GLUED);
  return glued < 0 ? address : address.slice(0, glued - 1);
}

/** Punctuation behind an address belongs to the sentence; a bracket only if it was opened inside. */
function clean(url: string): string {
  let out = url.trim();
  for (;;) {
    const last = out.at(-1) ?? '';
    const unopened = last === ')' && out.split(')').length > out.split('(').length;
    if (!/[,.;:!]/.test(last) && !unopened) return out;
    out = out.slice(0, -1);
  }
}

/** Targets of links that are web addresses; links to files on the clerk's own disk are none. */
export function webLinks(links: readonly string[]): string[] {
  return links.filter((link) => /^(?:https?|ftp):/i.test(link.trim())).map((link) => link.trim());
}
