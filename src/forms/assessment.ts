/** 自评表 and 自评报告 ready to fill: every standard that a department grades, and the grades to choose from. */
import type { Pack, Unit } from '../model/pack.js';
import type { Assessment } from '../model/procedure.js';
import { fillDocx } from './docx.js';
import { fillXlsx } from './xlsx.js';

/**
 * The units that a department grades, in the order of the list: those that it leads, and those that nobody is named for.
 * @param scope unit keys that the folder's settings narrow the work to; null for all
 */
export function assessedUnits(pack: Pack, department: string, scope: readonly string[] | null): Unit[] {
  return pack.units.filter(
    ({ key, kind, leads }) =>
      kind === 'indicator' &&
      (scope === null || scope.includes(key)) &&
      (leads.length === 0 || leads.some((lead) => lead.department === department)),
  );
}

/**
 * @returns bytes of an .xlsx, the same for the same input
 * @throws TemplateError where the template can't be filled
 */
export function assessmentForm(
  template: Uint8Array,
  pack: Pack,
  { table, columns, grades }: Assessment,
  department: string,
  units: readonly Unit[],
): Uint8Array {
  const [grade, grounds, evidence] = columns;
  const values = {
    title: table,
    list: pack.title,
    department,
    grade,
    grounds,
    evidence,
    gradeList: grades.map(({ name }) => name).join(','),
    standards: standardsOf(units),
  };
  return fillXlsx(template, values, 'self-assessment.xlsx');
}

/** A row per indicator; its part stands in the first row of each alone, as the reader of the table takes it. */
function standardsOf(units: readonly Unit[]): { part: string; number: string; text: string }[] {
  return units.flatMap(({ key, chapter, indicators }, i) =>
    indicators.map(({ no, text }, j) => ({
      part: j === 0 && units[i - 1]?.chapter !== chapter ? chapter.title : '',
      number: indicators.length > 1 ? String(no) : key,
      text,
    })),
  );
}

/** @throws TemplateError where the template can't be filled */
export function assessmentReportForm(
  template: Uint8Array,
  { table, grades }: Assessment,
  title: string,
  units: readonly Unit[],
): Uint8Array {
  const values = {
    title,
    table,
    count: String(units.reduce((sum, { indicators }) => sum + indicators.length, 0)),
    gradeList: grades.map(({ name }) => name).join('、'),
  };
  return fillDocx(template, values, 'self-assessment-report.docx');
}
