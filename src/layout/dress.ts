/** Grounds and lines around paragraphs of Word documents (w:shd, w:pBdr): line by line, as they may break over pages. */
import type { Border, Paragraph, Side } from '../model/document.js';
import { borderLines } from './borders.js';
import type { ParagraphOptions, Strip } from './flow.js';
import type { WordRun } from './wordrun.js';

/** What a border keeps off the text, pt (§17.3.4: 1–4 as a rule). */
const OFF = 2;

/** Null where the paragraph has neither. Neighbours with the same lines stand in one box. */
export function dressed(
  run: WordRun,
  paragraph: Paragraph,
  { before, after }: { before: Paragraph | null; after: Paragraph | null },
): NonNullable<ParagraphOptions['dress']> {
  const { format } = paragraph;
  const sides = Object.entries(format?.borders ?? {}) as [Side, Border][];
  if (!format || (format.fill === null && sides.length === 0)) return (strip) => strip;
  const like = (other: Paragraph | null): boolean =>
    other !== null && JSON.stringify(other.format?.borders) === JSON.stringify(format.borders);
  const width = run.flow.frame.width;
  const left =
    run.look.kind === 'own' ? Math.max(0, Math.min(format.left, format.left + format.firstLine)) : 0;
  const right = run.look.kind === 'own' ? Math.max(0, format.right) : 0;
  return (strip, line, lines): Strip => {
    const shown = new Map(sides);
    if (line > 0 || like(before)) shown.delete('top');
    if (line < lines - 1 || like(after)) shown.delete('bottom');
    const beside = shown.has('left') || shown.has('right') ? OFF * 2 : 0;
    const box = {
      kind: 'rect',
      x: Math.min(left, width - 20) - beside,
      y: 0,
      width: Math.max(20, width - left - right) + 2 * beside,
      height: strip.height,
    } as const;
    const lower = shown.get('bottom');
    return {
      height: strip.height,
      items: [
        ...(format.fill ? [{ ...box, fill: format.fill }] : []),
        ...strip.items,
        ...borderLines(
          lower ? { ...box, height: strip.height - lower.width / 2 } : box,
          Object.fromEntries(shown) as Partial<Record<Side, Border>>,
        ),
      ],
      links: strip.links,
    };
  };
}
