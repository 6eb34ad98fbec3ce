/** 得分: what a department earns of what it could, by the weights of its class. Pure. */
import type { BoardCell } from '../model/board.js';
import type { Pack, Unit } from '../model/pack.js';

/** Decimal places that a score is told with. */
const PLACES = 1;

/**
 * Σ weight × credit ÷ Σ weight × full score, over what the department owes. A grade of the self-assessment gives the
 * credit where the list knows it; else what has been delivered does, and what could not be verified earns nothing yet
 * decided: it counts as delivered with errors. What waivers excuse is neither earned nor owed.
 * @returns null where the list is not scored, or nothing with a weight is due
 */
export function scoreOf(
  cells: readonly BoardCell[],
  pack: Pick<Pack, 'scoring' | 'assessment'>,
): number | null {
  const { scoring } = pack;
  if (scoring === null) return null;
  let earned = 0;
  let whole = 0;
  for (const cell of cells) {
    if (!cell.due || cell.state === 'excused') continue;
    whole += cell.weight;
    earned += cell.weight * creditOf(cell, pack);
  }
  if (whole === 0) return null;
  const shift = 10 ** PLACES;
  return Math.round((earned / whole) * scoring.full * shift) / shift;
}

export function weightOf(
  unit: Pick<Unit, 'key' | 'weight'>,
  ofClass: string | null,
  { classes }: Pick<Pack, 'classes'>,
): number {
  return classes.find(({ name }) => name === ofClass)?.weights[unit.key] ?? unit.weight;
}

function creditOf(
  { delivered, state, grade }: BoardCell,
  { scoring, assessment }: Pick<Pack, 'scoring' | 'assessment'>,
): number {
  const graded = assessment?.grades.find(({ name }) => name === grade);
  const credits = scoring?.credits;
  if (!credits) return 0;
  if (!delivered) return credits.missing;
  if (graded) return graded.credit;
  return state === 'clean' ? credits.clean : credits.errors;
}
