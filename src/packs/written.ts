/** The YAML as it is written, once its schema has passed and its defaults are filled in. Types only. */
import type {
  Correction,
  CountLimit,
  DateRule,
  Department,
  Indicator,
  Item,
  Pack,
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
> & { departments: Department[]; vetoes: Veto[] };

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
  counts: CountLimit[];
  thresholds: Threshold[];
  dates: DateRule[];
  personalData: boolean;
  pdfOnly: boolean;
  corrections: Correction[];
}

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
