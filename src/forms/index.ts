/**
 * The forms that `init` hands out: pack + unit + template → bytes of Word and Excel files.
 * May import the model alone; reads and writes no file; knows no row of a list.
 */
export { type ArchivePrint, archiveForm, type BulletinPrint, bulletinForm } from './archive.js';
export { assessedUnits, assessmentForm, assessmentReportForm } from './assessment.js';
export { catalogueForm } from './catalogue.js';
export { liaisonForm, summaryReportForm } from './department.js';
export { leads, statementsFor, unitsFor } from './duties.js';
export { TemplateError } from './markers.js';
export {
  assessmentFileName,
  assessmentReportFileName,
  catalogueFileName,
  evidenceFolderName,
  liaisonFormFileName,
  prescribedFormFileName,
  safeName,
  statementFileName,
  summaryReportFileName,
  unitFolderName,
} from './names.js';
export { prescribedForm } from './prescribed.js';
export { statementForm } from './statement.js';
