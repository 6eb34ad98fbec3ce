/** 考核档案 and 通报 as Word files: what the office prints, and what it sends round. */
import { fillDocx } from './docx.js';

export interface ArchivePrint {
  title: string;
  /** Department, class, when it was printed. */
  subtitle: string;
  units: {
    unit: string;
    name: string;
    result: string;
    words: string;
    materials: number;
    offline: number;
    /** When it was recorded last. */
    on: string;
  }[];
  entries: {
    no: number;
    on: string;
    changes: string;
    clean: number;
    errors: number;
    missing: number;
    score: string;
  }[];
  /** What to compare the archive with later; ''  for none. */
  seal: string;
}

/** @throws TemplateError where the template can't be filled */
export function archiveForm(template: Uint8Array, { units, entries, ...head }: ArchivePrint): Uint8Array {
  const values = {
    ...head,
    units: units.map((unit) => ({ ...unit })),
    entries: entries.map((entry) => ({ ...entry })),
  };
  return fillDocx(template, values, 'archive.docx');
}

export interface BulletinPrint {
  title: string;
  opening: string;
  overview: string[];
  classes: {
    /** '' where the list has no classes. */
    class: string;
    departments: {
      department: string;
      due: number;
      delivered: number;
      clean: number;
      errors: number;
      missing: number;
      score: string;
      /** Against the last record; '—' where there is none. */
      change: string;
    }[];
  }[];
  problems: string[];
  demands: string[];
  compiler: string;
  date: string;
}

/** @throws TemplateError where the template can't be filled */
export function bulletinForm(template: Uint8Array, print: BulletinPrint): Uint8Array {
  const lines = (list: string[]) => list.map((line) => ({ line }));
  const values = {
    title: print.title,
    opening: print.opening,
    overview: lines(print.overview),
    classes: print.classes.map((one) => ({
      class: one.class,
      departments: one.departments.map((department) => ({ ...department })),
    })),
    problems: lines(print.problems),
    demands: lines(print.demands),
    compiler: print.compiler,
    date: print.date,
  };
  return fillDocx(template, values, 'bulletin.docx');
}
