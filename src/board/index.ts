/**
 * Report → Board: who has delivered what, and what is due when. Pure; may import the model alone. Says nothing that the
 * report does not: a cell is what `check` found of it.
 */
import type { Board } from '../model/board.js';
import type { Report } from '../model/finding.js';
import { jsonText } from '../model/jsontext.js';
import type { Pack } from '../model/pack.js';
import type { Config } from '../model/workspace.js';
import { cellsOf, departmentsOf, tallyOf, unitsOf } from './cells.js';
import { deadlinesOf, stagesOf, yearsOf } from './days.js';
import { foundIn, sorted } from './found.js';

export type { BoardTextOptions } from './lines.js';
export { weightOf } from './score.js';
export { boardText } from './text.js';

/** @param report of all rules, over the folder or what it was narrowed to */
export function boardOf(report: Report, pack: Pack, config: Config): Board {
  const found = sorted(report);
  const cells = cellsOf(report, found, pack);
  const looked = new Set(cells.map(({ unit }) => unit));
  const deadlines = deadlinesOf(pack, config, report.asOf, looked);
  const texts = new Map(pack.vetoes.map((veto) => [veto.key, veto.text] as const));
  return {
    tool: report.tool,
    pack: report.pack,
    title: report.title,
    region: report.region,
    asOf: report.asOf,
    totals: tallyOf(cells),
    own: foundIn(found.rest),
    departments: departmentsOf(cells, report, found, pack),
    units: unitsOf(cells, report, found, pack),
    cells,
    stages: stagesOf(pack, config, report.asOf),
    deadlines,
    years: yearsOf(deadlines.flatMap(({ days }) => days)),
    vetoes: config.vetoes.map(({ veto, department, on, fact, source }) => ({
      veto,
      text: texts.get(veto) ?? '',
      department,
      on,
      fact,
      source,
    })),
  };
}

/** As templates/schema/status.schema.json has it; keys always in the same order. */
export function boardJson(board: Board): string {
  return jsonText(board);
}
