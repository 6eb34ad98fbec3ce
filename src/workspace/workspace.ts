/**
 * Pack, inventory and documents → the workspace: every unit in scope with what each department owes and delivered.
 * Pure; decides what is due, judges nothing.
 */
import type { CatalogueDocument, Document } from '../model/document.js';
import type { Inventory, InventoryFile } from '../model/inventory.js';
import type { Pack, StatementDue, Unit } from '../model/pack.js';
import type { Config, DepartmentWork, Submission, UnitWork, Workspace } from '../model/workspace.js';
import { pairMaterials } from './material.js';
import { assignStatements } from './statement.js';

export interface WorkspaceInput {
  pack: Pack;
  config: Config;
  asOf: string;
  inventory: Inventory;
  documents: ReadonlyMap<string, Document>;
  digests: Workspace['digests'];
  urlRecord: Workspace['urlRecord'];
  /** Narrows what is looked at, on top of the config: unit keys and canonical departments; null = no narrowing. */
  only: { units: string[] | null; departments: string[] | null };
}

/** What a department owes as a lead of the unit. */
export function statementsOf(unit: Unit, department: string): StatementDue[] {
  return unit.statements.filter((s) => s.leads.includes(department));
}

export function buildWorkspace(input: WorkspaceInput): Workspace {
  const { pack, config, inventory, documents, only } = input;
  const inScope = (list: string[] | null, narrowed: string[] | null, key: string) =>
    (list === null || list.includes(key)) && (narrowed === null || narrowed.includes(key));
  const departmentInScope = (name: string) => inScope(config.departments, only.departments, name);
  const present = inventory.departments.map((d) => d.department).filter((name) => name !== '');
  // A single department's folder, or an office's: who has no folder there is due only where the office's is whole.
  const owing = inventory.layout === 'department' ? new Set(present) : null;
  const names = [...new Set([...pack.departments.map((d) => d.name), ...present])].filter(
    (name) =>
      departmentInScope(name) &&
      (owing === null || owing.has(name)) &&
      (present.includes(name) || pack.units.some((u) => leads(u, name))),
  );

  const units: UnitWork[] = [];
  const byDepartment = new Map<string, Submission[]>(names.map((name) => [name, []]));
  for (const unit of pack.units.filter((u) => inScope(config.units, only.units, u.key))) {
    const submissions: Submission[] = [];
    for (const name of inListOrder(unit, names)) {
      const folders = foldersOf(inventory, unit, name);
      // A flat folder says nothing of whose it is: what lies there answers for every lead.
      const due = leads(unit, name) && unit.kind !== 'bonus' && inventory.layout !== 'flat';
      if (!due && folders.length === 0) continue;
      const submission = submit(unit, name, folders, due, inventory, documents);
      submissions.push(submission);
      byDepartment.get(name)?.push(submission);
    }
    const ownerless = foldersOf(inventory, unit, null);
    // Whose it is, a flat folder does not say; who is asked for, the scope may.
    const asked = unit.leads.some((lead) => departmentInScope(lead.department));
    const flatDue = inventory.layout === 'flat' && unit.kind !== 'bonus' && asked;
    if (ownerless.length > 0 || flatDue) {
      submissions.push(submit(unit, null, ownerless, flatDue, inventory, documents));
    }
    if (submissions.length > 0) units.push({ unit, submissions });
  }

  const departments = names.map((name): DepartmentWork => {
    const folder = inventory.departments.find((d) => d.department === name)?.path ?? null;
    const own = inventory.files.filter((f) => f.department === name && f.unit === null);
    return {
      name,
      folder,
      summaryReports: own.filter((f) => f.role === 'summary-report'),
      liaisonForms: own.filter((f) => f.role === 'liaison-form'),
      submissions: byDepartment.get(name) ?? [],
    };
  });
  return {
    pack,
    config,
    asOf: input.asOf,
    inventory,
    documents,
    digests: input.digests,
    urlRecord: input.urlRecord,
    scope: { units: units.map((u) => u.unit.key), departments: names },
    part: 'whole',
    departments,
    units,
  };
}

function leads(unit: Unit, department: string): boolean {
  return unit.leads.some((lead) => lead.department === department);
}

function inListOrder(unit: Unit, names: string[]): string[] {
  const order = unit.leads.map((l) => l.department);
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...names].sort((a, b) => rank(a) - rank(b));
}

function foldersOf(inventory: Inventory, unit: Unit, department: string | null): string[] {
  return inventory.departments
    .flatMap((d) => d.units)
    .filter((f) => f.unit === unit.key && f.department === department)
    .map((f) => f.path)
    .sort();
}

function submit(
  unit: Unit,
  department: string | null,
  folders: string[],
  due: boolean,
  inventory: Inventory,
  documents: ReadonlyMap<string, Document>,
): Submission {
  const files = inventory.files.filter((f) => f.unitFolder !== null && folders.includes(f.unitFolder));
  const of = (role: InventoryFile['role']) => files.filter((f) => f.role === role);
  const statementFiles = of('statement');
  const catalogues = of('catalogue');
  const catalogue = catalogues
    .map((f) => documents.get(f.path))
    .find((d): d is CatalogueDocument => d?.kind === 'catalogue');
  const { materials } = pairMaterials(catalogue ?? null, of('evidence'), [...statementFiles, ...catalogues]);
  const owed = department === null ? unit.statements : due ? statementsOf(unit, department) : [];
  return {
    unit,
    department,
    folder: folders[0] ?? null,
    due,
    statementsDue: owed,
    statements: assignStatements(unit, statementFiles, documents),
    catalogues,
    catalogue: catalogue ?? null,
    evidence: of('evidence'),
    materials,
  };
}
