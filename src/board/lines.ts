/** How a board's text is set: styles, and lines that fit. Pure. */
import type { Lang } from '../model/lang.js';
import { wrap } from '../model/wrap.js';

export type BoardStyle = 'error' | 'warning' | 'good' | 'unverified' | 'strong' | 'faint';

export interface BoardTextOptions {
  lang: Lang;
  style(kind: BoardStyle, text: string): string;
  /** Half-width characters in a line; absent for a pipe. */
  width?: number;
}

/** Where nobody watches, lines are as long as on a wide terminal, half-width characters. */
const WIDE = 120;
/** Narrower than this, breaking lines does more harm than good. */
const NARROWEST = 40;

/** Half-width characters that a line has. */
export function roomOf({ width }: BoardTextOptions): number {
  return Math.max(NARROWEST, width ?? WIDE);
}

/** Text in lines that fit, the later ones indented. */
export function broken(text: string, options: BoardTextOptions, indent = 4): string[] {
  const [first = '', ...rest] = wrap(text, roomOf(options));
  if (rest.length === 0) return [first];
  const later = wrap(text.slice(first.length).trimStart(), roomOf(options) - indent);
  return [first, ...later.map((line) => ' '.repeat(indent) + line)];
}
