/**
 * A pack: one task list as data. Chapter (一级) ⊃ section (二级) ⊃ indicator (三级);
 * a submission unit (申报单元) is one indicator or several that the list merges.
 * Everything that a row of the list says stands here; code knows no row.
 */

export interface Pack {
  /** Folder name: "xincheng-2024". */
  id: string;
  title: string;
  region: string;
  issuer: string;
  /** 发文字号 of the list. */
  documentNumber: string;
  /** Date of the list, ISO. */
  issuedOn: string;
  /** The time that materials are to be from; `earlier` says when older ones are allowed. */
  window: { from: string; to: string; earlier: string; source: string };
  defaults: PackDefaults;
  departments: Department[];
  chapters: Chapter[];
  /** All submission units in the order of the list, bonus items last. */
  units: Unit[];
  vetoes: Veto[];
  deadlines: Deadline[];
  /** Per-department documents that are due besides the units. */
  forms: PackForms;
}

export interface PackDefaults {
  /** 字: above it a warning. */
  softLimit: number;
  /** 字: above it an error. */
  hardLimit: number;
  /** Points that every statement covers (举措, 成效, 亮点). */
  points: Point[];
  /** What stands in a folder, catalogue or statement name. */
  partNames: {
    statement: string;
    catalogue: string;
    evidence: string;
    summaryReport: string;
    liaisonForm: string;
    /** What the bound dossier is called; follows the region on the cover. */
    dossier: string;
  };
  /** The clause the limits and points come from. */
  source: string;
}

export interface Department {
  /** The name used in every output. */
  name: string;
  /** Other spellings found in the list and in folders. */
  aliases: string[];
  /** 重点执法, 党委部门 … where the pack has classes. */
  class?: string;
}

export interface Chapter {
  no: number;
  title: string;
  sections: Section[];
}

export interface Section {
  title: string;
  indicators: Indicator[];
}

export interface Indicator {
  /** The number as the list has it; bonus items carry their key ("加1"). */
  no: number | string;
  text: string;
  /** False where the source of the pack does not hold the row's wording and `text` only reports it. */
  verbatim: boolean;
}

export interface Unit {
  /** Key, unique in the pack: "17", "26-29", "加1". Folders, options, findings and manifest use it. */
  key: string;
  /** Start of the unit's material numbers: "017" gives 017-03. */
  prefix: string;
  /** Short name for folders and contents: "优化公共服务". */
  name: string;
  /** Bonus items are welcome, never due. */
  kind: 'indicator' | 'bonus';
  indicators: Indicator[];
  chapter: Chapter;
  /** Sections of its indicators, in order; merged units can span several. */
  sections: Section[];
  /** 申报材料, verbatim. */
  materials: string;
  /** 注意, verbatim with its heading. */
  notes: string;
  /** 牵头单位, verbatim. */
  leadText: string;
  /** Who leads, in the order of the list; `items` is empty for a lead of the whole unit. */
  leads: Lead[];
  /** The lead cell ends in 等…部门: departments not named may deliver too. */
  openLeads: boolean;
  items: Item[];
  statements: StatementDue[];
  /** `due`: the row itself asks for URLs; `if-any`: only the general note does. */
  urls: 'due' | 'if-any';
  counts: CountLimit[];
  thresholds: Threshold[];
  dates: DateRule[];
  /** Contact data of persons is asked for here, so it is allowed. */
  personalData: boolean;
  /** The row wants all evidence as PDF. */
  pdfOnly: boolean;
  /** Slips of the list's wording and how they are read; the raw wording stays beside. */
  corrections: Correction[];
}

export interface Lead {
  /** Canonical department name. */
  department: string;
  items: number[];
}

export interface Item {
  no: number;
  /** Verbatim, without its number. */
  text: string;
  /** What the item is delivered as. */
  kind: 'statement' | 'evidence' | 'table' | 'urls';
}

export interface StatementDue {
  /** As prescribed, without the quotation marks; null where the row prescribes none. */
  title: string | null;
  /** What `init` and pages call it where no title is prescribed; equals `title` otherwise. */
  name: string;
  /** The numbered item it answers, if any. */
  item: number | null;
  softLimit: number;
  hardLimit: number;
  /** Canonical names of who owes it; empty where the list names nobody. */
  leads: string[];
  /** Whether each of `leads` owes one, any one of them, or all of them one together. */
  by: 'each' | 'any' | 'joint';
  /** May be delivered within another statement of the unit (row 47). */
  combinable: boolean;
  points: Point[];
  tables: RequiredTable[];
  /** Who stamps it; null where no stamp is asked for. */
  stamp: string | null;
  /** The list of evidence stands at its end and is not judged by the word limit (rows 32 and 33). */
  evidenceListAtEnd: boolean;
}

/** A point that a statement must cover. It counts as covered if one of `words` occurs. */
export interface Point {
  point: string;
  words: string[];
}

/** 列表提供: a table asked for in the statement or as evidence. */
export interface RequiredTable {
  what: string;
  in: 'statement' | 'evidence' | 'either';
  columns: string[];
}

/** How many of something: 不超过5个, 任意10家. */
export interface CountLimit {
  what: string;
  min?: number;
  max?: number;
  item?: number;
  source: string;
}

/** A figure that the indicator demands: ≥90%, =0, ≤5个工作日. */
export interface Threshold {
  what: string;
  op: '>=' | '<=' | '=' | '>' | '<';
  value: number;
  /** %, 工作日, 日, 小时, 次, 件, 名, 学时 … */
  unit: string;
  source: string;
}

export type DateRule =
  | { kind: 'since'; from: string; what: string; source: string }
  | { kind: 'years'; years: number[]; what: string; source: string }
  | { kind: 'deadline'; by: string; what: string; source: string }
  | {
      kind: 'interval';
      between: [string, string];
      min?: number;
      max?: number;
      unit: 'workday' | 'day';
      what: string;
      source: string;
    }
  | { kind: 'period'; min: number; unit: 'workday' | 'day'; what: string; source: string };

export interface Correction {
  raw: string;
  read: string;
  why: string;
}

export interface Veto {
  key: string;
  text: string;
  verbatim: boolean;
}

export interface Deadline {
  what: string;
  /** "04-06" once, or a day of each month. */
  on: { date: string } | { dayOfMonth: number };
  who: string;
  source: string;
}

export interface PackForms {
  summaryReport: { title: string; due: boolean; source: string };
  liaisonForm: { title: string; due: boolean; columns: string[]; source: string };
}
