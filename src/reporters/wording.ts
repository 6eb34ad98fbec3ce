/** Fills the arguments into a card's advice or source; what has no argument stays as written. */
import type { Args } from '../model/finding.js';

export function fill(text: string, args: Args): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(args[name] ?? whole));
}
