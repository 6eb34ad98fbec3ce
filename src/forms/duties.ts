/** Which units and statements a department's forms are made for. */
import type { Pack, StatementDue, Unit } from '../model/pack.js';

/** Whether the list names the department for the unit or for one of its items. */
export function leads(unit: Unit, department: string): boolean {
  return (
    unit.leads.some((lead) => lead.department === department) ||
    unit.statements.some((statement) => statement.leads.includes(department))
  );
}

/**
 * The units that a department's folders are made for, in the order of the list.
 * @param department canonical name
 * @param selected unit keys asked for by name: also those it does not lead, since it may send evidence for them;
 * null for all that it leads
 * @param scope unit keys that the folder's settings narrow the work to; null for all
 */
export function unitsFor(
  pack: Pack,
  department: string,
  selected: readonly string[] | null,
  scope: readonly string[] | null,
): Unit[] {
  return pack.units.filter((unit) =>
    selected !== null
      ? selected.includes(unit.key)
      : leads(unit, department) && (scope === null || scope.includes(unit.key)),
  );
}

/**
 * The statements that the department owes, or may owe with others.
 * One that the list names nobody for is for whoever asks for the unit without leading it.
 */
export function statementsFor(unit: Unit, department: string): StatementDue[] {
  const volunteer = !leads(unit, department);
  return unit.statements.filter(
    (statement) =>
      statement.leads.includes(department) || (volunteer && (statement.leads.length === 0 || unit.openLeads)),
  );
}
