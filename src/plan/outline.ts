/**
 * The dossier's pieces in their order, before anyone knows how many pages they have: per unit its sheet, then each
 * department's statements, catalogue and materials. Pure; gives materials their numbers.
 */
import type { CatalogueEntry, MaterialState } from '../model/document.js';
import type { InventoryFile } from '../model/inventory.js';
import { splitName } from '../model/name.js';
import type { PieceKind } from '../model/plan.js';
import type {
  DepartmentWork,
  Material,
  StatementPart,
  Submission,
  UnitWork,
  Workspace,
} from '../model/workspace.js';

/** A piece without pages or place. */
export interface DraftPiece {
  id: string;
  kind: PieceKind;
  title: string;
  unit: string | null;
  department: string | null;
  chapter: number | null;
  /** Inventory path of the file that it shows; null for the tool's own pages. */
  source: string | null;
  /** 材料编号 that is stamped on its pages; null for what gets no stamp. */
  stamp: string | null;
}

export interface DraftMaterial {
  number: string;
  /** Null where nothing is bound in. */
  piece: string | null;
  unit: string;
  department: string | null;
  title: string;
  state: MaterialState;
  entry: CatalogueEntry | null;
  file: InventoryFile | null;
}

/** One department's part of a unit. */
export interface DraftSubmission {
  submission: Submission;
  statements: { piece: DraftPiece; part: StatementPart }[];
  /** Null where the department delivered nothing that could be listed. */
  catalogue: DraftPiece | null;
  materials: DraftMaterial[];
}

export interface DraftUnit {
  work: UnitWork;
  sheet: DraftPiece;
  submissions: DraftSubmission[];
  /** All pieces of the unit in order. */
  pieces: DraftPiece[];
}

/** What a department delivers besides its units: 总结报告, 自评报告, 自评表, prescribed forms, then its liaison form. */
export interface DraftReport {
  department: string;
  kind: 'summary-report' | 'self-assessment-report' | 'self-assessment' | 'prescribed-form' | 'liaison-form';
  file: InventoryFile;
  piece: DraftPiece;
}

/** 材料编号: the unit's prefix and a running number, "017-03". */
function materialNumber(prefix: string, order: number): string {
  return `${prefix}-${String(order).padStart(2, '0')}`;
}

/** A scanned twin of a Word statement is bound in once, as the Word file. */
function statementsToBind(submission: Submission): StatementPart[] {
  const words = submission.statements.filter((s) => s.document.kind === 'word');
  return submission.statements.filter(
    (s) =>
      s.document.kind === 'word' ||
      s.prescribed === null ||
      !words.some((word) => word.prescribed === s.prescribed),
  );
}

export function outline(workspace: Workspace): DraftUnit[] {
  return workspace.units
    .filter((work) => work.submissions.some((s) => s.folder !== null))
    .map((work) => outlineUnit(work));
}

/**
 * The reports of all departments in scope, in the order of the list: the 总结报告 of every department, then what they
 * say of themselves, then the forms.
 * @param liaison whether the forms, which name persons, are bound in
 */
export function outlineReports({ departments, pack }: Workspace, liaison: boolean): DraftReport[] {
  const { summaryReport, liaisonForm } = pack.forms;
  const { assessment } = pack;
  const draft = (
    kind: DraftReport['kind'],
    /** Null for files that are called as the list calls them. */
    name: string | null,
    of: (work: DepartmentWork) => InventoryFile[],
  ) =>
    departments.flatMap((work) =>
      of(work).map((file, index): DraftReport => {
        const department = work.name;
        const title = name ?? splitName(file.name).stem;
        const id = `${kind}:${department}${index === 0 ? '' : `:${index + 1}`}`;
        const piece = { id, kind: 'report', title, unit: null, department, chapter: null } as const;
        return { department, kind, file, piece: { ...piece, source: file.path, stamp: null } };
      }),
    );
  return [
    ...draft('summary-report', summaryReport.title, (d) => d.summaryReports),
    ...(assessment?.report
      ? draft('self-assessment-report', assessment.report.title, (d) => d.assessmentReports)
      : []),
    ...(assessment ? draft('self-assessment', assessment.table, (d) => d.assessments) : []),
    ...(liaison ? draft('prescribed-form', null, (d) => d.prescribedForms) : []),
    ...(liaison ? draft('liaison-form', liaisonForm.title, (d) => d.liaisonForms) : []),
  ];
}

function outlineUnit(work: UnitWork): DraftUnit {
  const { unit } = work;
  const base = { unit: unit.key, chapter: unit.chapter.no };
  const sheet: DraftPiece = {
    ...base,
    id: `unit:${unit.key}`,
    kind: 'unit-sheet',
    title: unit.name,
    department: null,
    source: null,
    stamp: null,
  };
  let number = 0;
  const submissions = work.submissions
    .filter((s) => s.folder !== null)
    .map((submission, index): DraftSubmission => {
      const own = { ...base, department: submission.department };
      const statements = statementsToBind(submission).map((part, order) => ({
        part,
        piece: {
          ...own,
          id: `statement:${unit.key}:${index + 1}.${order + 1}`,
          kind: 'statement' as const,
          title: part.prescribed?.name ?? part.firstParagraph ?? splitName(part.file.name).stem,
          source: part.file.path,
          stamp: null,
        },
      }));
      const materials = submission.materials.map((material) => {
        number += 1;
        return draftMaterial(material, materialNumber(unit.prefix, number), submission);
      });
      const catalogue: DraftPiece | null =
        materials.length === 0
          ? null
          : {
              ...own,
              id: `catalogue:${unit.key}:${index + 1}`,
              kind: 'catalogue',
              title: unit.name,
              source: null,
              stamp: null,
            };
      return { submission, statements, catalogue, materials };
    });
  const pieces = [
    sheet,
    ...submissions.flatMap((s) => [
      ...s.statements.map(({ piece }) => piece),
      ...(s.catalogue ? [s.catalogue] : []),
      ...s.materials.flatMap((m) => (m.piece === null ? [] : [materialPiece(m, unit.chapter.no)])),
    ]),
  ];
  return { work, sheet, submissions, pieces };
}

function draftMaterial(material: Material, number: string, submission: Submission): DraftMaterial {
  return {
    number,
    piece: material.file === null ? null : `material:${number}`,
    unit: submission.unit.key,
    department: submission.department,
    title: material.title,
    state: material.state,
    entry: material.entry,
    file: material.file,
  };
}

function materialPiece(material: DraftMaterial, chapter: number): DraftPiece {
  return {
    id: `material:${material.number}`,
    kind: 'material',
    title: material.title,
    unit: material.unit,
    department: material.department,
    chapter,
    source: material.file?.path ?? null,
    stamp: material.number,
  };
}
