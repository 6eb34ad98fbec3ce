/** Who has delivered what: units × departments, with the stages and deadlines of the list. As `dossier status` gives it. */

/**
 * How one department stands with one unit. What could not be told is never shown as clean; what only warnings speak of
 * is. `missing`: nothing is there; `excused`: nor is it, and waivers cover all that is wrong with that.
 */
export type CellState = 'missing' | 'excused' | 'errors' | 'unverified' | 'clean';

/** Findings that no waiver covers. */
export interface BoardFound {
  errors: number;
  warnings: number;
  unverified: number;
}

export interface BoardCell {
  /** Key. */
  unit: string;
  /** Null where the folder does not tell whose it is, or any department may answer and none has. */
  department: string | null;
  due: boolean;
  /** Anything is there, or may be: what lies in a folder that could not be listed is `unverified`, never `missing`. */
  delivered: boolean;
  state: CellState;
  errors: number;
  warnings: number;
  unverified: number;
  /** Findings that a waiver covers; they count in nothing else. */
  waived: number;
  /** 字 of its statements; null where there is none that could be counted. */
  words: number | null;
  /** Registered or found, without those of which there are none. */
  materials: number;
  /** Of them those handed in off line; = `onSite` + `paper` + `superior`. */
  offline: number;
  onSite: number;
  paper: number;
  superior: number;
  /** Registered as not existing (没有，在情况说明中写明). */
  none: number;
  /** Of the department's self-assessment; null where it gives none. */
  grade: string | null;
  /** Of the unit among the department's others, as its class has it. */
  weight: number;
}

/**
 * Counts of cells, and what is in them. `delivered` = `clean` + `errors` + `unverified`;
 * `due` = `delivered` − `extra` + `missing` + `excused`.
 */
export interface BoardTally {
  due: number;
  delivered: number;
  /** Delivered without being due. */
  extra: number;
  clean: number;
  errors: number;
  unverified: number;
  missing: number;
  excused: number;
  materials: number;
  offline: number;
  onSite: number;
  paper: number;
  superior: number;
  none: number;
  /** In these cells. */
  found: BoardFound;
}

export interface BoardDepartment extends BoardTally {
  department: string;
  class: string | null;
  /** About the department as a whole (总结报告), or a unit that it neither owes nor delivers: in no cell. */
  own: BoardFound;
  /** Null where the list is not scored, or nothing is due. */
  score: number | null;
}

export interface BoardUnit extends BoardTally {
  unit: string;
  name: string;
  /** Of all that was found about the unit, whoever it concerns: as `check` counts it. */
  state: CellState;
  /** About the unit and no department in particular: in no cell. */
  own: BoardFound;
}

export interface BoardStage {
  name: string;
  /** As the list words it. */
  text: string;
  /** Days that it lasts (公示期为7天); null where the list says nothing. */
  days: number | null;
  state: 'waiting' | 'running' | 'overdue' | 'done';
  /** ISO dates on which it really began and ended; null where it has not. */
  from: string | null;
  to: string | null;
  /** ISO date by which it is to be over: its days after it began, or as the list says; null where neither tells. */
  by: string | null;
  /** Negative once `by` is past; null where nothing is left, or nothing is said. */
  daysLeft: number | null;
  /** How long after `by` it was over; null where it is not, or was in time. */
  daysLate: number | null;
  source: string;
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
  /** The first of its days that is to come, ISO; null where none is. */
  next: string | null;
  /** Of its days, by the year in which they fall. */
  years: BoardYear[];
}

/** How many days of a year stand how. */
export interface BoardYear extends Record<BoardDay['state'], number> {
  year: number;
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
  /** What belongs to no cell, department or unit. With it, the cells' and all `own`, all is told that `check` tells. */
  own: BoardFound;
  departments: BoardDepartment[];
  units: BoardUnit[];
  /** In the order of units, then departments. */
  cells: BoardCell[];
  stages: BoardStage[];
  /** Of the whole list, and of the units that are looked at. */
  deadlines: BoardDeadline[];
  /** Of all these deadlines. */
  years: BoardYear[];
  vetoes: BoardVeto[];
}
