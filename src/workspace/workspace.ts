/**
 * Pack, inventory and documents → the workspace: every unit in scope with what each department owes and delivered.
 * Pure; decides what is due, judges nothing.
 */
import type { CatalogueDocument, Document } from '../model/document.js';
import type { InventoryFile } from '../model/inventory.js';
import type { Pack, Unit } from '../model/pack.js';
import type { Part } from '../model/parts.js';
import type { DepartmentWork, Submission, UnitWork, Workspace } from '../model/workspace.js';
import { selfAssessmentOf } from './assessment.js';
import { pairMaterials } from './material.js';
import { assignStatements } from './statement.js';
import { type Place, type Survey, type SurveyInput, statementsOf, survey } from './survey.js';

/** What a workspace knows besides the folder's files. */
export type Ground = Pick<Workspace, 'pack' | 'config' | 'asOf' | 'inventory' | 'urlRecord'>;

/** What was read: of the whole folder, or of one part of it. */
export type Contents = Pick<Workspace, 'documents' | 'digests'>;

export type WorkspaceInput = SurveyInput & Ground & Contents;

/** The folder as a whole. */
export function buildWorkspace(input: WorkspaceInput): Workspace {
  const surveyed = survey(input);
  const units = unitsOf(surveyed, null, input.documents);
  const submissions = units.flatMap((u) => u.submissions);
  const departments = surveyed.departments.map((d): DepartmentWork => {
    const own = assessed(d, input.pack, input.documents);
    return { ...own, submissions: submissions.filter((s) => s.department === d.name) };
  });
  return {
    ...of(input, surveyed, input),
    part: 'whole',
    files: input.inventory.files,
    departments,
    units,
  };
}

/** One part of the folder, from what was read of it alone. */
export function buildPart(ground: Ground, surveyed: Survey, part: Part, contents: Contents): Workspace {
  return {
    ...of(ground, surveyed, contents),
    part: part.unit === null ? 'rest' : 'unit',
    files: part.files,
    departments:
      part.unit === null
        ? surveyed.departments.map((d) => assessed(d, ground.pack, contents.documents))
        : surveyed.departments,
    units: part.unit === null ? [] : unitsOf(surveyed, part.unit, contents.documents),
  };
}

/** The 自评表 belongs to no unit: it is at hand with the rest. */
function assessed(work: DepartmentWork, pack: Pack, documents: Contents['documents']): DepartmentWork {
  return { ...work, assessment: selfAssessmentOf(work.assessments, documents, pack) };
}

function of(ground: Ground, { scope }: Survey, { documents, digests }: Contents) {
  const { pack, config, asOf, inventory, urlRecord } = ground;
  return { pack, config, asOf, inventory, urlRecord, documents, digests, scope };
}

function unitsOf(
  { units, filesIn }: Survey,
  only: string | null,
  documents: Contents['documents'],
): UnitWork[] {
  return units
    .filter(({ unit }) => only === null || unit.key === only)
    .map(({ unit, places }) => ({
      unit,
      submissions: places.map((place) => {
        const files = place.folders.flatMap((folder) => filesIn.get(folder) ?? []);
        return submit(unit, place, files.sort(byPath), documents);
      }),
    }));
}

function byPath(a: InventoryFile, b: InventoryFile): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

function submit(
  unit: Unit,
  { department, due, folders }: Place,
  files: InventoryFile[],
  documents: ReadonlyMap<string, Document>,
): Submission {
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
