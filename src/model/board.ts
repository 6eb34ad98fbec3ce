/** Who has delivered what: units × departments, with the stages and deadlines of the list. As `dossier status` gives it. */

/** How one department stands with one unit. What could not be told is never shown as clean. */
export type CellState = 'missing' | 'errors' | 'unverified' | 'clean';

export interface BoardCell {
  /** Key. */
  unit: string;
  /** Null where the folder does not tell whose it is, or any department may answer and none has. */
  department: string | null;
  due: boolean;
  delivered: boolean;
  state: CellState;
  errors: number;
  warnings: number;
  unverified: number;
  /** 字 of its statements; null where there is none that could be counted. */
  words: number | null;
  materials: number;
  /** Of them those handed in off line: on site, on paper, by superior documents. */
  offline: number;
  /** Of the department's self-assessment; null where it gives none. */
  grade: string | null;
}

/** Counts of cells; `due` = `missing` + those that are due and delivered. */
export interface BoardTally {
  due: number;
  delivered: number;
  clean: number;
  errors: number;
  unverified: number;
  missing: number;
  materials: number;
  offline: number;
}

export interface BoardDepartment extends BoardTally {
  department: string;
  class: string | null;
  /** Null where the list is not scored, or nothing is due. */
  score: number | null;
}

export interface BoardUnit extends BoardTally {
  unit: string;
  name: string;
  /** Of all that was found about the unit, whoever it concerns. */
  state: CellState;
}

export interface BoardStage {
  name: string;
  state: 'waiting' | 'running' | 'overdue' | 'done';
  /** ISO dates on which it really began and ended; null where it has not. */
  from: string | null;
  to: string | null;
  /** ISO date by which it is to be over: as the list says, or its days after it began; null where neither tells. */
  by: string | null;
  /** Negative once `by` is past; null where nothing is left, or nothing is said. */
  daysLeft: number | null;
}

export interface BoardDay {
  /** ISO date. */
  due: string;
  /** `open`: the day is past and nothing was recorded; `late`: done after it. */
  state: 'done' | 'late' | 'open' | 'coming';
  /** ISO date on which it was done. */
  on: string | null;
  /** Negative once it is past; null where it is done. */
  daysLeft: number | null;
}

export interface BoardDeadline {
  what: string;
  /** Key of the task that it belongs to; null where it is the whole list's. */
  unit: string | null;
  who: string;
  source: string;
  days: BoardDay[];
}

/** Of all deadlines, by the year in which they fall. */
export interface BoardYear {
  year: number;
  done: number;
  late: number;
  open: number;
  coming: number;
}

export interface BoardVeto {
  veto: string;
  text: string;
  department: string | null;
  on: string;
  fact: string;
  source: string;
}

export interface Board {
  tool: { name: string; version: string };
  pack: string;
  title: string;
  region: string;
  asOf: string;
  totals: BoardTally;
  departments: BoardDepartment[];
  units: BoardUnit[];
  /** In the order of units, then departments. */
  cells: BoardCell[];
  stages: BoardStage[];
  deadlines: BoardDeadline[];
  years: BoardYear[];
  vetoes: BoardVeto[];
}
