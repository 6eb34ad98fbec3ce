/**
 * How a task list is carried out, besides what its rows say: stages and deadlines, classes of departments,
 * self-assessment, scores, forms. All of it is data of the pack; a list that has none of it leaves it out.
 */

/** Something that has to be sent in by a day, once or again and again. */
export interface Deadline {
  what: string;
  on: DueOn;
  who: string;
  source: string;
  /** Key of the unit whose task it belongs to; null where it is the whole list's. */
  unit: string | null;
}

export type DueOn =
  /** MM-DD (of the year in which the window ends) or YYYY-MM-DD. */
  | { date: string }
  /** 1–31; in shorter months the last day. */
  | { dayOfMonth: number }
  /** By the last day of each quarter. */
  | { quarterly: true }
  /** MM-DD of each of these years, both inclusive. */
  | { yearly: string; from: number; to: number };

/** A step of the procedure: 创建申请, 验收考核, 公示命名. In the order of the list. */
export interface Stage {
  name: string;
  /** Verbatim. */
  text: string;
  /** MM-DD (of the year in which the window ends) or YYYY-MM-DD; null where the list sets no day. */
  by: string | null;
  /** Days that it lasts (公示期为7天); null where the list says nothing. */
  days: number | null;
  source: string;
}

/** 重点执法部门, 一般执法部门, 服务管理部门. */
export interface DepartmentClass {
  name: string;
  /** Unit key → its weight for departments of this class; a unit that is not named has its own weight. */
  weights: Record<string, number>;
  source: string;
}

/** A collective name among the leads (市政府各部门) and the departments that it means. */
export interface Group {
  name: string;
  /** Canonical names, in the pack's order. */
  departments: string[];
  source: string;
}

/** 自评: each department grades itself, standard by standard. */
export interface Assessment {
  /** Best first. */
  grades: Grade[];
  /** What the file with the grades is called: 自评表. */
  table: string;
  /** Heads of its columns besides number and standard: grade, grounds, evidence, in this order. */
  columns: [grade: string, grounds: string, evidence: string];
  /** 自评报告; null where none is asked for. */
  report: { title: string; source: string } | null;
  source: string;
}

export interface Grade {
  name: string;
  /** Share of the unit's weight that it earns, 0–1. */
  credit: number;
}

/** How a department's score comes about, for lists that have one. */
export interface Scoring {
  /** Score of a department that earns everything. */
  full: number;
  /** Share of a unit's weight, 0–1, where no self-assessment grades it. */
  credits: { clean: number; errors: number; missing: number };
  source: string;
}

/** A form that the list prescribes: 申请表, 申报表. */
export interface PrescribedForm {
  key: string;
  title: string;
  /** 附件2; '' where it is no attachment. */
  attachment: string;
  fields: FormField[];
  /** Lines below it: 另附创建方案和工作计划等有关材料. */
  notes: string[];
  /** The applicant stamps it. */
  stamp: boolean;
  source: string;
}

export interface FormField {
  label: string;
  /**
   * `text` a line, `long` a box, `opinion` a box with signature and date, `date` a day, `applicant` the name of the
   * department that fills it in.
   */
  kind: 'text' | 'long' | 'opinion' | 'date' | 'applicant';
  note: string;
}
