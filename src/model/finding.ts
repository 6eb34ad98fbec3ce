/** Findings are data; wording is a pure function of them and a language. */
import type { Localised } from './lang.js';

/** `unverified`: the tool could not tell. Never shown as passed. */
export type Severity = 'error' | 'warning' | 'info' | 'unverified';

export type Topic =
  | 'structure'
  | 'naming'
  | 'format'
  | 'statement'
  | 'summary'
  | 'assessment'
  | 'catalogue'
  | 'window'
  | 'limits'
  | 'figures'
  | 'security'
  | 'duplicates'
  | 'veto'
  | 'waiver'
  | 'internal';

export type Args = Record<string, string | number>;

export interface Where {
  /** 1-based. */
  page?: number;
  paragraph?: number;
  row?: number;
  line?: number;
  column?: number;
  sheet?: string;
  /** Catalogue number, as written. */
  entry?: string;
}

/** What a rule yields. The engine adds the rest. */
export interface RawFinding {
  messageId: string;
  args: Args;
  /** Overrides the card's severity. */
  severity?: Severity;
  department?: string | null;
  unit?: string | null;
  /** Inventory path; '' = the folder itself. */
  path?: string;
  where?: Where;
  /**
   * Inventory path of a file, or of a folder with all its files, whose name must appear in no output. `path` is masked
   * already; the engine drops what other rules say of those files.
   */
  conceal?: string;
}

/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A small extract that a rule keeps of a file or submission, to compare it with others at the end. */
export interface Fact<F extends Json = Json> {
  department: string | null;
  unit: string | null;
  /** Of the file, or of the submission's folder. */
  path: string;
  data: F;
}

export interface Finding {
  rule: string;
  messageId: string;
  severity: Severity;
  department: string | null;
  unit: string | null;
  /** Indicator numbers of the unit; bonus items by their key. */
  indicators: (number | string)[];
  path: string;
  where: Where;
  args: Args;
  /** Reason of the waiver that covers it; null if none does. */
  waived: string | null;
}

/** A rule's words. Placeholders {name} are filled from the finding's args. */
export interface RuleCard {
  id: string;
  topic: Topic;
  severity: Severity;
  summary: Localised;
  why: Localised;
  advice: Localised;
  /** The clause that it enforces, e.g. 「附件1第3条」. */
  source: Localised;
  /** By messageId. Says what is wrong, with the real numbers. */
  messages: Record<string, Localised>;
  /** A line each of what it passes and what it catches. */
  examples: { good: string[]; bad: string[] };
}

export interface Report {
  tool: { name: string; version: string };
  pack: string;
  /** Of the task list, and of the region that is checked against it. */
  title: string;
  region: string;
  asOf: string;
  summary: Summary;
  /** Sorted by department, unit, path, place, rule, message. Waived ones included. */
  findings: Finding[];
  /** Cards of all rules that were run, by id. */
  cards: ReadonlyMap<string, RuleCard>;
  /** What was looked at: departments in scope in the order of the list, and submissions that were due or delivered. */
  departments: string[];
  submissions: Checked[];
  grades: Graded[];
  /** Short names of the task list's units by key, in its order. */
  units: ReadonlyMap<string, string>;
}

/** What one department owes or delivered for one unit. */
export interface Checked {
  department: string | null;
  unit: string;
  due: boolean;
  /** Anything was handed in for it. */
  delivered: boolean;
  /** A folder that it is or may be in could not be listed: what is there, nobody can tell. */
  hidden: boolean;
  /** 字 of its statements as the limit takes them; null where there is none that could be counted. */
  words: number | null;
  /** Without those of which there are none; of them those that are handed in off line. */
  materials: number;
  onSite: number;
  paper: number;
  superior: number;
  /** Registered as not existing. */
  none: number;
}

/** What a department's self-assessment says of a unit. */
export interface Graded {
  department: string;
  unit: string;
  grade: string;
}

/** A unit is what the worst of its findings makes it. `waived`: it would be one of the others, had nothing been waived. */
export type Verdict = 'passed' | 'failed' | 'unverified' | 'waived';

export interface Summary {
  /** Submission units that were due or delivered, in scope: 26-29 is one, however many departments serve it. */
  units: number;
  /** How many of those units each verdict has; they add up to `units`. */
  verdicts: Record<Verdict, number>;
  /** Findings, those that belong to no unit included; what is waived counts in `waived` alone. */
  errors: number;
  warnings: number;
  infos: number;
  unverified: number;
  waived: number;
}
