/** The folder as the rules and the dossier see it: every unit with its parts, paired with what is due. */
import type { CatalogueDocument, CatalogueEntry, Document, MaterialState, WordCount } from './document.js';
import type { Where } from './finding.js';
import type { Inventory, InventoryFile } from './inventory.js';
import type { Pack, StatementDue, Unit } from './pack.js';
import type { UrlRecord } from './urlrecord.js';

/** dossier.yaml, with its defaults filled in. */
export interface Config {
  /** Path of the file, null if there is none. */
  path: string | null;
  pack: string;
  region: string;
  /** Who applies, on the cover; absent: the region's government. */
  applicant?: string;
  /** Who bound the dossier, on the cover; absent: not said. */
  compiler?: string;
  /** Overrides the pack's window. */
  window: { from: string; to: string };
  /** Canonical names; null = all. What is outside is not due. */
  departments: string[] | null;
  /** Unit keys; null = all. */
  units: string[] | null;
  waivers: Waiver[];
  /** What was found of the list's vetoes. */
  vetoes: VetoRecord[];
  /** When stages really began and ended. */
  stages: StageRecord[];
  /** Deadlines that have been met. */
  done: DoneRecord[];
}

export interface VetoRecord {
  /** Key of the veto in the pack. */
  veto: string;
  /** Whose; null for the region as a whole. */
  department: string | null;
  /** ISO date on which it happened or was found. */
  on: string;
  fact: string;
  source: string;
  /** Line in dossier.yaml, 1-based. */
  line: number;
}

export interface StageRecord {
  /** Name of the stage in the pack. */
  stage: string;
  /** ISO dates; null where it has not begun or not ended. */
  from: string | null;
  to: string | null;
}

export interface DoneRecord {
  /** Of the deadline, as the pack has it. */
  what: string;
  /** ISO date: which of its days. */
  due: string;
  /** ISO date on which it was done. */
  on: string;
}

export interface Waiver {
  rule: string;
  unit: string | null;
  department: string | null;
  path: string | null;
  reason: string;
  approver: string;
  /** ISO date, inclusive. */
  expires: string;
  line: number;
}

export interface Workspace {
  pack: Pack;
  config: Config;
  /** ISO date that counts as today. */
  asOf: string;
  inventory: Inventory;
  /** By inventory path; litter and config are not read. */
  documents: ReadonlyMap<string, Document>;
  /**
   * SHA-256 (hex) by inventory path, of the files whose size another file shares: whoever is missing has no twin.
   */
  digests: ReadonlyMap<string, string>;
  /** What `dossier urls` found, null where it was never run. */
  urlRecord: UrlRecord | null;
  /** What is in scope, also where `units` holds only the part of it that is at hand. */
  scope: { units: string[]; departments: string[] };
  /**
   * `whole`; or one part of it: `unit` has the documents and submissions of one unit, `rest` what belongs to no unit
   * in scope. `departments` and the inventory are whole in each.
   */
  part: 'whole' | 'unit' | 'rest';
  /** Of the inventory, those of the part, in its order. */
  files: readonly InventoryFile[];
  /** Canonical names of the departments in scope that lead something or have a folder, in the pack's order. */
  departments: DepartmentWork[];
  /** Units in scope, in the order of the list, due or delivered. */
  units: UnitWork[];
}

export interface DepartmentWork {
  name: string;
  /** Null where the department has no folder at all. */
  folder: string | null;
  summaryReports: InventoryFile[];
  liaisonForms: InventoryFile[];
  /** Application and nomination forms, in the order of the list. */
  prescribedForms: InventoryFile[];
  /** 自评表 and 自评报告, where the pack has departments grade themselves. */
  assessments: InventoryFile[];
  assessmentReports: InventoryFile[];
  /** What the 自评表 says; null where none is at hand whose table can be read. */
  assessment: SelfAssessment | null;
  submissions: Submission[];
}

/** A department's grades of itself. */
export interface SelfAssessment {
  file: InventoryFile;
  /** In the table's order, those that name no standard of the pack included. */
  rows: AssessmentRow[];
}

export interface AssessmentRow {
  /** As written; '' if empty. */
  number: string;
  /** What the table says the standard is; '' where it has no such column. */
  standard: string;
  /** Key of the unit that it grades; null where the row names none. */
  unit: string | null;
  /** Of a unit of several, the one that the row grades; null = the whole unit. */
  indicator: number | string | null;
  /** As written; '' if empty. */
  gradeText: string;
  /** Name of the pack's grade; null where there is none, or none that the pack knows. */
  grade: string | null;
  grounds: string;
  evidence: string;
  where: Where;
}

export interface UnitWork {
  unit: Unit;
  /** In the order of the list's leads, other departments after them. */
  submissions: Submission[];
}

/** What one department owes and delivers for one unit. */
export interface Submission {
  unit: Unit;
  /** Null where the folder does not tell whose it is. */
  department: string | null;
  /** Path of the unit folder; null if there is none. A department may have two folders for a unit: the first. */
  folder: string | null;
  /** True where the department leads the unit (or an item of it) and the unit is in scope and not a bonus. */
  due: boolean;
  /** Statements that this department owes (by: each), or may owe with others. */
  statementsDue: StatementDue[];
  statements: StatementPart[];
  catalogues: InventoryFile[];
  /** The one that was taken and could be read. */
  catalogue: CatalogueDocument | null;
  evidence: InventoryFile[];
  /** Catalogue entries in their order, then files no entry names. */
  materials: Material[];
}

export interface StatementPart {
  file: InventoryFile;
  document: Document;
  /** The prescribed statement it answers; null if none could be told. */
  prescribed: StatementDue | null;
  /** Text of the first paragraph that says anything; null if unreadable. */
  firstParagraph: string | null;
  /** Whole document; null if it could not be counted. */
  words: WordCount | null;
  /** Without the list of evidence at the end, where the pack allows one; else the same as `words`. */
  bodyWords: WordCount | null;
}

export interface Material {
  /** 1-based place among the submission's materials. */
  order: number;
  title: string;
  state: MaterialState;
  entry: CatalogueEntry | null;
  file: InventoryFile | null;
}
