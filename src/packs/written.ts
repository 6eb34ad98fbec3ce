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
  Point,
  RequiredTable,
  StatementDue,
  Threshold,
  Unit,
  Veto,
} from '../model/pack.js';

export type WrittenPack = Pick<
  Pack,
  | 'title'
  | 'region'
  | 'issuer'
  | 'documentNumber'
  | 'issuedOn'
  | 'window'
  | 'defaults'
  | 'deadlines'
  | 'forms'
> & {
  departments: Department[];
  vetoes: Veto[];
  checks: Omit<PackChecks, 'calendar'>;
};

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
