/**
 * Who owes and who delivered what where, from the inventory alone: what a workspace is built from, whole or in parts.
 * Indexes the inventory once, since a province's folder has thousands of unit folders.
 */
import { foldName } from '../model/fold.js';
import type { Inventory, InventoryFile } from '../model/inventory.js';
import type { Pack, StatementDue, Unit } from '../model/pack.js';
import { type Part, partsOf } from '../model/parts.js';
import type { Config, DepartmentWork, Workspace } from '../model/workspace.js';

export interface SurveyInput {
  pack: Pack;
  config: Config;
  inventory: Inventory;
  /** Narrows what is looked at, on top of the config: unit keys and canonical departments; null = no narrowing. */
  only: { units: string[] | null; departments: string[] | null };
}

/** A submission before its files are looked at. */
export interface Place {
  department: string | null;
  due: boolean;
  /** Paths of its unit folders, sorted. */
  folders: string[];
}

export interface Survey {
  scope: Workspace['scope'];
  /** Without submissions. */
  departments: DepartmentWork[];
  /** Units in scope in the order of the list. */
  units: { unit: Unit; places: Place[] }[];
  parts: Part[];
  /** By path of the unit folder. */
  filesIn: ReadonlyMap<string, InventoryFile[]>;
}

/** What a department owes as a lead of the unit. */
export function statementsOf(unit: Unit, department: string): StatementDue[] {
  return unit.statements.filter((s) => s.leads.includes(department));
}

export function survey({ pack, config, inventory, only }: SurveyInput): Survey {
  const inScope = (list: string[] | null, narrowed: string[] | null, key: string) =>
    (list === null || list.includes(key)) && (narrowed === null || narrowed.includes(key));
  const departmentInScope = (name: string) => inScope(config.departments, only.departments, name);
  const present = new Set(inventory.departments.map((d) => d.department).filter((name) => name !== ''));
  // A single department's folder, or an office's: who has no folder there is due only where the office's is whole.
  const owing = inventory.layout === 'department' ? present : null;
  const names = [...new Set([...pack.departments.map((d) => d.name), ...present])].filter(
    (name) =>
      departmentInScope(name) &&
      (owing === null || owing.has(name)) &&
      (present.has(name) || pack.units.some((u) => leads(u, name))),
  );

  const folders = foldersByOwner(inventory);
  const units: Survey['units'] = [];
  for (const unit of pack.units.filter((u) => inScope(config.units, only.units, u.key))) {
    const places: Place[] = [];
    for (const name of inListOrder(unit, names)) {
      const own = folders.get(ownerKey(unit.key, name)) ?? [];
      // A flat folder says nothing of whose it is: what lies there answers for every lead.
      const owes = leads(unit, name) && (unit.owedBy === 'each' || own.length > 0);
      const due = owes && unit.kind !== 'bonus' && inventory.layout !== 'flat';
      if (due || own.length > 0) places.push({ department: name, due, folders: own });
    }
    const ownerless = folders.get(ownerKey(unit.key, null)) ?? [];
    // Whose it is, a flat folder does not say; who is asked for, the scope may.
    const asked = unit.leads.some((lead) => departmentInScope(lead.department));
    const flatDue = inventory.layout === 'flat' && unit.kind !== 'bonus' && asked;
    // Any of them may: that none has is nobody's in particular, and can be told in the office's folder alone.
    const nobody = unit.owedBy === 'any' && owing === null && places.length === 0 && unit.kind !== 'bonus';
    const ownerlessDue = flatDue || (nobody && asked);
    if (ownerless.length > 0 || ownerlessDue)
      places.push({ department: null, due: ownerlessDue, folders: ownerless });
    if (places.length > 0) units.push({ unit, places });
  }

  const scope = { units: units.map((u) => u.unit.key), departments: names };
  return {
    scope,
    departments: departmentsOf(names, inventory, pack),
    units,
    parts: partsOf(scope.units, inventory.files),
    filesIn: grouped(inventory.files, (file) => file.unitFolder),
  };
}

function departmentsOf(names: string[], inventory: Inventory, pack: Pack): DepartmentWork[] {
  const loose = grouped(
    inventory.files.filter((f) => f.unit === null),
    (file) => file.department,
  );
  return names.map((name) => {
    const own = loose.get(name) ?? [];
    const assessing = [...own, ...inventory.files.filter((f) => isOf(name, f, pack))];
    return {
      name,
      folder: inventory.departments.find((d) => d.department === name)?.path ?? null,
      summaryReports: own.filter((f) => f.role === 'summary-report'),
      liaisonForms: own.filter((f) => f.role === 'liaison-form'),
      prescribedForms: own.filter((f) => f.role === 'prescribed-form'),
      assessments: assessing.filter((f) => f.role === 'self-assessment'),
      assessmentReports: assessing.filter((f) => f.role === 'self-assessment-report'),
      // Documents are at hand where the part is built.
      assessment: null,
      submissions: [],
    };
  });
}

/** 司法局自评表.xlsx beside the departments' folders: its name says whose it is. */
function isOf(department: string, { role, department: owner, name }: InventoryFile, pack: Pack): boolean {
  if (owner !== null || (role !== 'self-assessment' && role !== 'self-assessment-report')) return false;
  const folded = foldName(name);
  const named = pack.departments.flatMap((one) =>
    [one.name, ...one.aliases].map((spelling) => ({ of: one.name, spelling: foldName(spelling) })),
  );
  const hits = named.filter(({ spelling }) => folded.includes(spelling));
  // 教育体育局 holds no 体育局.
  const longest = Math.max(0, ...hits.map(({ spelling }) => spelling.length));
  return hits.some(({ of, spelling }) => of === department && spelling.length === longest);
}

function grouped<K>(files: readonly InventoryFile[], by: (file: InventoryFile) => K | null) {
  const groups = new Map<K, InventoryFile[]>();
  for (const file of files) {
    const key = by(file);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(file);
    else groups.set(key, [file]);
  }
  return groups;
}

const ownerKey = (unit: string, department: string | null) => JSON.stringify([unit, department]);

function foldersByOwner(inventory: Inventory): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const { unit, department, path } of inventory.departments.flatMap((d) => d.units)) {
    const key = ownerKey(unit, department);
    folders.set(key, [...(folders.get(key) ?? []), path].sort());
  }
  return folders;
}

function leads(unit: Unit, department: string): boolean {
  return unit.leads.some((lead) => lead.department === department);
}

function inListOrder(unit: Unit, names: string[]): string[] {
  const order = unit.leads.map((l) => l.department);
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...names].sort((a, b) => rank(a) - rank(b));
}
