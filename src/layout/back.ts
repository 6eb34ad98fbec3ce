/** The way back up: a small link at the top right corner, where bound evidence has its number. */
import { lineStrip, shiftStrip } from './flow.js';
import type { FontSet } from './fonts.js';
import { setLines } from './lines.js';
import type { PageContent } from './page.js';
import { GREY, mm } from './style.js';

const SIZE = 9;
/** From the page's edges, as the label of evidence (pdf/stamp.ts). */
const EDGE = mm(8);

/** Puts the words on every page, as a link to a piece. */
export function backLink(pages: PageContent[], fonts: FontSet, words: string, piece: string): void {
  const span = { text: `↑ ${words}`, role: 'song', size: SIZE, color: GREY, link: { piece } } as const;
  for (const page of pages) {
    const width = page.width - 2 * EDGE;
    const [line] = setLines([span], fonts, { width, align: 'right' });
    if (!line) continue;
    const { items, links } = shiftStrip(lineStrip(line, SIZE * 1.6), EDGE, EDGE - SIZE * 0.3);
    page.items.push(...items);
    page.links.push(...links);
  }
}
