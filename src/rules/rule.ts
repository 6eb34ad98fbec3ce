/** What a rule is: a card, and the visits that it makes. Stateless, no I/O. */
import type { Fact, Json, RawFinding, RuleCard } from '../model/finding.js';
import type { InventoryFile } from '../model/inventory.js';
import type { Pack } from '../model/pack.js';
import type { Config, DepartmentWork, Submission, UnitWork, Workspace } from '../model/workspace.js';

type Found = Iterable<RawFinding>;

/**
 * The engine makes each visit that a rule has, once per target in scope, and fills in the target's department, unit
 * and path where the finding does not say otherwise. A crash is then about one target and the others go on.
 *
 * A folder is looked at part by part (a unit with all its submissions at a time, then what belongs to no unit), so
 * that memory does not grow with it. A visit sees the documents of its own part alone; the inventory is always whole.
 * What a rule compares across units it gathers as facts and judges at the end.
 */
export interface Rule {
  card: RuleCard;
  /** `file` sees every file of the folder, whatever the scope was narrowed to. */
  everywhere?: true;
  file?(file: InventoryFile, workspace: Workspace): Found;
  submission?(submission: Submission, unit: UnitWork, workspace: Workspace): Found;
  unit?(unit: UnitWork, workspace: Workspace): Found;
  /** What the department owes as a whole; `submissions` is empty here. Left out where the view is narrowed. */
  department?(department: DepartmentWork, workspace: Workspace): Found;
  /** The folder itself: the inventory, and documents that belong to no unit. `units` is empty here. */
  workspace?(workspace: Workspace): Found;
  across?: Across;
}

/** A comparison over the whole folder, from small extracts: what they were taken from is forgotten by then. */
export interface Across<F extends Json = Json> {
  /** Called for every delivered file in scope. */
  file?(file: InventoryFile, workspace: Workspace): Iterable<F>;
  submission?(submission: Submission, unit: UnitWork, workspace: Workspace): Iterable<F>;
  /** Facts come in the order of the folder's parts; findings must name department, unit and path themselves. */
  judge(facts: readonly Fact<F>[], view: View): Found;
}

/** What is still known when facts are judged. */
export interface View {
  pack: Pack;
  config: Config;
  asOf: string;
}

/** A rule's comparison with facts of its own type. The engine hands back what the rule itself gathered. */
export function across<F extends Json>(comparison: Across<F>): Across {
  return {
    ...(comparison.file ? { file: comparison.file } : {}),
    ...(comparison.submission ? { submission: comparison.submission } : {}),
    judge: (facts, view) => comparison.judge(facts as readonly Fact<F>[], view),
  };
}
