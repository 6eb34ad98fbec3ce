/**
 * A pack: one task list as data. Chapter (一级) ⊃ section (二级) ⊃ indicator (三级);
 * a submission unit (申报单元) is one indicator or several that the list merges.
 * Everything that a row of the list says stands here; code knows no row.
 */
import type { Severity } from './finding.js';
import type {
  Assessment,
  Deadline,
  DepartmentClass,
  Group,
  PrescribedForm,
  Scoring,
  Stage,
} from './procedure.js';

export interface Pack {
  /** Folder name: "xincheng-2024". */
  id: string;
  title: string;
  region: string;
  issuer: string;
  /** 发文字号 of the list; '' where it has none. */
  documentNumber: string;
  /** Date of the list, ISO. */
  issuedOn: string;
  /** The time that materials are to be from; `earlier` says when older ones are allowed. */
  window: { from: string; to: string; earlier: string; source: string };
  defaults: PackDefaults;
  departments: Department[];
  /** Empty where the list makes no difference between departments. */
  classes: DepartmentClass[];
  /** Collective names among the leads; units name the departments themselves. */
  groups: Group[];
  chapters: Chapter[];
  /** All submission units in the order of the list, bonus items last. */
  units: Unit[];
  vetoes: Veto[];
  /** Of the whole list first, then those of single tasks in the order of the units. */
  deadlines: Deadline[];
  stages: Stage[];
  /** Null where departments do not grade themselves. */
  assessment: Assessment | null;
  /** Null where nothing is scored. */
  scoring: Scoring | null;
  /** Per-department documents that are due besides the units. */
  forms: PackForms;
  /** What the rules judge by, where it is the task list's or the region's and not the tool's. */
  checks: PackChecks;
}

/** Figures and dictionaries of the rules; every one has a default, and a pack may replace it. */
export interface PackChecks {
  /** Rule id → another severity than its card's, or `off`. `unverified` findings stay what they are. */
  severities: Record<string, Severity | 'off'>;
  /** Extensions (lower case, no dot) that count as "Word" for a statement. */
  statementFormats: string[];
  /** MB: a larger file is told of. */
  fileMegabytes: number;
  /** Pages: a longer document is told of. */
  documentPages: number;
  /** Dots per inch that a scan is to have at least (DA/T 31-2017, 200). */
  scanDpi: number;
  /** Characters of a path as Windows counts them, the office's own folders above included. */
  pathLength: number;
  /** Hosts that are official: a domain covers its subdomains. */
  officialDomains: string[];
  /** Places that a text may rightly name besides the region: its province and city, its towns and streets. */
  places: string[];
  /** Words that open or mark a 总结 where a 说明 is due. */
  reportWords: string[];
  /** Kind of document that a date rule speaks of (来函) → what its title says (送审函, 请示). */
  documentKinds: Record<string, string[]>;
  /** Days after which a record of probed URLs says nothing any more. */
  urlRecordDays: number;
  /** Holidays as published. */
  calendar: Calendar;
}

/** Working days of the years that it covers: weekends and holidays are off, `workdays` are weekend days that are not. */
export interface Calendar {
  /** ISO dates, inclusive: outside of them nothing is known. */
  from: string;
  to: string;
  /** ISO dates. */
  holidays: string[];
  workdays: string[];
}

/** 情况说明, 证明材料目录, 印证材料. */
export type UnitPart = 'statement' | 'catalogue' | 'evidence';

export interface PackDefaults {
  /** 字: above it a warning. */
  softLimit: number;
  /** 字: above it an error. */
  hardLimit: number;
  /** Points that every statement covers (举措, 成效, 亮点). */
  points: Point[];
  /** Which of the three parts every unit owes. */
  parts: UnitPart[];
  /** What stands in a folder, catalogue or statement name. */
  partNames: {
    statement: string;
    catalogue: string;
    evidence: string;
    summaryReport: string;
    liaisonForm: string;
    /** What the bound dossier is called; follows the region on the cover. */
    dossier: string;
    /** What a department's record over the year is called. */
    archive: string;
    /** What the office's report over all departments is called. */
    bulletin: string;
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
  /** Whether each lead owes the unit, or it is enough that one of them delivers (根据职责承担). */
  owedBy: 'each' | 'any';
  /** The lead cell ends in 等…部门: departments not named may deliver too. */
  openLeads: boolean;
  items: Item[];
  statements: StatementDue[];
  /** `due`: the row itself asks for URLs; `if-any`: only the general note does. */
  urls: 'due' | 'if-any';
  /** Items that ask for URLs, where not the whole row does; empty = the whole row. */
  urlItems: number[];
  counts: CountLimit[];
  thresholds: Threshold[];
  dates: DateRule[];
  /** Contact data of persons is asked for here, so it is allowed. */
  personalData: boolean;
  /** The row wants all evidence as PDF. */
  pdfOnly: boolean;
  /** Slips of the list's wording and how they are read; the raw wording stays beside. */
  corrections: Correction[];
  /** Of its score, against other units; 1 unless the list says otherwise. */
  weight: number;
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
  /** Asked for only where it happened (开展的，特别注明): whoever does not mention it may have nothing to mention. */
  conditional?: boolean;
}

/** 列表提供: a table asked for in the statement or as evidence. */
export interface RequiredTable {
  what: string;
  in: 'statement' | 'evidence' | 'either';
  columns: string[];
  /** The item that asks for it, if any: only its leads owe it. */
  item?: number;
  /** False where the row only suggests it (建议列表提供): nothing is missing then. */
  due: boolean;
}

/** How many of something: 不超过5个, 任意10家. */
export interface CountLimit {
  what: string;
  min?: number;
  max?: number;
  item?: number;
  source: string;
  /** Canonical names of whom it is asked of, where not of every lead. */
  leads?: string[];
  /** A material counts if its title holds one of these; empty = a machine can't tell, nothing is judged. */
  words: string[];
  /** A title with one of these does not count all the same (目录, 汇总表). */
  except: string[];
  /** Whether each department's submission is counted by itself, or the unit over all departments. */
  per: 'submission' | 'unit';
}

/** A figure that the indicator demands: ≥90%, =0, ≤5个工作日. */
export interface Threshold {
  what: string;
  op: '>=' | '<=' | '=' | '>' | '<';
  value: number;
  /** %, 工作日, 日, 小时, 次, 件, 名, 学时 … */
  unit: string;
  source: string;
  /** Canonical names of whom it is asked of, where not of every lead. */
  leads?: string[];
  /** What the figure is called in a statement, besides `what`; empty = `what` alone. */
  words: string[];
}

export type DateRule =
  | { kind: 'since'; from: string; what: string; source: string }
  | { kind: 'years'; years: number[]; what: string; source: string }
  | {
      kind: 'deadline';
      by: string;
      what: string;
      source: string;
      /** A material is under this deadline if its title ends in one of these; empty = a machine can't tell. */
      words: string[];
    }
  | {
      kind: 'interval';
      between: [string, string];
      min?: number;
      max?: number;
      unit: 'workday' | 'day';
      what: string;
      source: string;
    }
  | {
      kind: 'period';
      min: number;
      unit: 'workday' | 'day';
      what: string;
      source: string;
      /** A text speaks of this period if it holds one of these; empty = a machine can't tell. */
      words: string[];
    };

export interface Correction {
  raw: string;
  read: string;
  why: string;
}

export interface Veto {
  key: string;
  text: string;
  verbatim: boolean;
  /** The time that it must have happened in (两年内); '' where nothing is said. */
  within: string;
}

export interface PackForms {
  summaryReport: { title: string; due: boolean; source: string };
  liaisonForm: { title: string; due: boolean; columns: string[]; source: string };
  /** Application and nomination forms. */
  prescribed: PrescribedForm[];
}
