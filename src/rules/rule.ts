/** What a rule is: a card and a check over one kind of target. Stateless, no I/O. */
import type { RawFinding, RuleCard } from '../model/finding.js';
import type { InventoryFile } from '../model/inventory.js';
import type { DepartmentWork, Submission, UnitWork, Workspace } from '../model/workspace.js';

/**
 * The engine calls `check` once per target in scope and fills in the target's department, unit and path where
 * the finding does not say otherwise. A crash is then about one target and the others go on.
 */
export type Rule =
  | {
      card: RuleCard;
      scope: 'file';
      /** Looks at every file of the folder, whatever the scope was narrowed to. */
      everywhere?: true;
      check(file: InventoryFile, workspace: Workspace): Iterable<RawFinding>;
    }
  | {
      card: RuleCard;
      scope: 'submission';
      check(submission: Submission, unit: UnitWork, workspace: Workspace): Iterable<RawFinding>;
    }
  | { card: RuleCard; scope: 'unit'; check(unit: UnitWork, workspace: Workspace): Iterable<RawFinding> }
  | {
      card: RuleCard;
      scope: 'department';
      check(department: DepartmentWork, workspace: Workspace): Iterable<RawFinding>;
    }
  | { card: RuleCard; scope: 'workspace'; check(workspace: Workspace): Iterable<RawFinding> };
