/** The YAML as it is written, once its schema has passed and its defaults are filled in. Types only. */
import type {
  Correction,
  CountLimit,
  DateRule,
  Department,
  Indicator,
  Item,
  Pack,
  PackChecks,
  PackDefaults,
  Point,
  RequiredTable,
  StatementDue,
  Threshold,
  Unit,
  Veto,
} from '../model/pack.js';
import type { Assessment, Deadline, DepartmentClass, DueOn, Scoring, Stage } from '../model/procedure.js';

export type WrittenPack = Pick<
  Pack,
  'title' | 'region' | 'issuer' | 'documentNumber' | 'issuedOn' | 'window' | 'forms'
> & {
  defaults: WrittenDefaults;
  departments: Department[];
  classes: DepartmentClass[];
  groups: WrittenGroup[];
  deadlines: WrittenDeadline[];
  stages: (Pick<Stage, 'name' | 'text' | 'source'> & Partial<Pick<Stage, 'by' | 'days'>>)[];
  assessment?: Omit<Assessment, 'report'> & Partial<Pick<Assessment, 'report'>>;
  scoring?: Scoring;
  vetoes: Veto[];
  checks: Omit<PackChecks, 'calendar'>;
};

/** What `resolve` needs of them is the unit's once it is resolved. */
export type WrittenDefaults = PackDefaults & {
  /** Departments or groups. */
  leads: string[];
  by: Unit['owedBy'];
  statement: 'due' | 'none';
  mayLack: ('materials' | 'leadText')[];
};

export interface WrittenGroup {
  name: string;
  classes: string[];
  departments: string[];
  source: string;
}

/** One of the kinds of DueOn: that it is one alone, the schema doesn't say. */
export type WrittenDeadline = Omit<Deadline, 'on' | 'unit'> & {
  on: Partial<Record<'date' | 'yearly', string> & Record<'dayOfMonth' | 'from' | 'to', number>> & {
    quarterly?: true;
  };
};

/** @returns null where it is not exactly one kind */
export function dueOn({ on }: Pick<WrittenDeadline, 'on'>): DueOn | null {
  const kinds = (['date', 'dayOfMonth', 'quarterly', 'yearly'] as const).filter((k) => on[k] !== undefined);
  const { date, dayOfMonth, quarterly, yearly, from, to } = on;
  const spans = from !== undefined || to !== undefined;
  if (kinds.length !== 1 || (spans && yearly === undefined)) return null;
  if (date !== undefined) return { date };
  if (dayOfMonth !== undefined) return { dayOfMonth };
  if (quarterly !== undefined) return { quarterly };
  if (yearly === undefined || from === undefined || to === undefined || from > to) return null;
  return { yearly, from, to };
}

export interface WrittenChapter {
  chapter: number;
  title: string;
  sections: { title: string; indicators: Indicator[] }[];
  units: WrittenUnit[];
}

export type WrittenLead = string | { department: string; items: number[] };

export interface WrittenUnit {
  unit: string;
  name: string;
  kind: Unit['kind'];
  prefix?: string;
  indicators: (number | string)[];
  materials: string;
  notes: string;
  leadText: string;
  leads: WrittenLead[];
  openLeads: boolean;
  items: Item[];
  statements: WrittenStatement[];
  urls: Unit['urls'];
  urlItems: number[];
  counts: CountLimit[];
  thresholds: Threshold[];
  dates: WrittenDate[];
  personalData: boolean;
  pdfOnly: boolean;
  corrections: Correction[];
  weight: number;
  deadlines: WrittenDeadline[];
}

/** The words of a period or deadline may be left out. */
export type WrittenDate =
  | Exclude<DateRule, { words: string[] }>
  | Wordless<Extract<DateRule, { kind: 'period' }>>
  | Wordless<Extract<DateRule, { kind: 'deadline' }>>;

type Wordless<R> = Omit<R, 'words'> & { words?: string[] };

export interface WrittenStatement {
  title: string | null;
  name?: string;
  item?: number;
  leads?: string[];
  by: StatementDue['by'];
  combinable: boolean;
  softLimit?: number;
  hardLimit?: number;
  stamp?: string;
  evidenceListAtEnd: boolean;
  points: Point[];
  tables: RequiredTable[];
}
