/** What a department owes as a whole: 总结报告 and the form that names its liaison officers. */
import { dueWords } from '../model/due.js';
import type { Pack, Unit } from '../model/pack.js';
import { fillDocx } from './docx.js';
import { date } from './wording.js';

/**
 * @param units that the department leads, in the order of the list; may be empty
 * @throws TemplateError where the template can't be filled
 */
export function summaryReportForm(
  template: Uint8Array,
  pack: Pack,
  department: string,
  units: readonly Unit[],
): Uint8Array {
  const values = {
    title: pack.forms.summaryReport.title,
    department,
    windowFrom: date(pack.window.from),
    windowTo: date(pack.window.to),
    units: units.map(({ key, name }) => ({ key, name })),
  };
  return fillDocx(template, values, 'summary-report.docx');
}

/** @throws TemplateError where the template can't be filled */
export function liaisonForm(template: Uint8Array, pack: Pack, department: string): Uint8Array {
  const values = {
    title: pack.forms.liaisonForm.title,
    department,
    columns: pack.forms.liaisonForm.columns.map((name) => ({ name })),
    deadlines: pack.deadlines.map(({ what, on }) => ({
      what,
      when: dueWords(on, 'zh'),
    })),
  };
  return fillDocx(template, values, 'liaison-form.docx');
}
