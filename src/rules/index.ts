/** The rules, one line each. Order does not matter: the engine sorts findings. */
import { evidenceMissing as gradeWithoutEvidence } from './assessment/evidence-missing.js';
import { groundsMissing } from './assessment/grounds-missing.js';
import { incomplete } from './assessment/incomplete.js';
import { missing as assessmentMissing } from './assessment/missing.js';
import { columns } from './catalogue/columns.js';
import { entryWithoutFile } from './catalogue/entry-without-file.js';
import { fileNotListed } from './catalogue/file-not-listed.js';
import { metadataMismatch } from './catalogue/metadata-mismatch.js';
import { notCited } from './catalogue/not-cited.js';
import { numbering } from './catalogue/numbering.js';
import { urlDead } from './catalogue/url-dead.js';
import { urlDuplicate } from './catalogue/url-duplicate.js';
import { urlMalformed } from './catalogue/url-malformed.js';
import { urlMissing } from './catalogue/url-missing.js';
import { urlUnofficial } from './catalogue/url-unofficial.js';
import { sameFile } from './duplicates/same-file.js';
import { conflict } from './figures/conflict.js';
import { sum } from './figures/sum.js';
import { activeContent } from './format/active-content.js';
import { blankPage } from './format/blank-page.js';
import { encrypted } from './format/encrypted.js';
import { evidencePdfOnly } from './format/evidence-pdf-only.js';
import { extensionMismatch } from './format/extension-mismatch.js';
import { formalNotPdf } from './format/formal-not-pdf.js';
import { oversize } from './format/oversize.js';
import { scanQuality } from './format/scan-quality.js';
import { statementNotWord } from './format/statement-not-word.js';
import { unreadable } from './format/unreadable.js';
import { unsupported } from './format/unsupported.js';
import { count } from './limits/count.js';
import { threshold } from './limits/threshold.js';
import { documentNumber } from './naming/document-number.js';
import { draftName } from './naming/draft-name.js';
import { illegalName } from './naming/illegal-name.js';
import { nameClash } from './naming/name-clash.js';
import { originalName } from './naming/original-name.js';
import { pathTooLong } from './naming/path-too-long.js';
import { statementTitle } from './naming/statement-title.js';
import { titleInDocument } from './naming/title-in-document.js';
import type { Rule } from './rule.js';
import { classifiedMark } from './security/classified-mark.js';
import { personalData } from './security/personal-data.js';
import { empty } from './statement/empty.js';
import { nearDuplicate } from './statement/near-duplicate.js';
import { placeholder } from './statement/placeholder.js';
import { pointsUncovered } from './statement/points-uncovered.js';
import { reportStyle } from './statement/report-style.js';
import { revisionsLeft } from './statement/revisions-left.js';
import { stampMissing } from './statement/stamp-missing.js';
import { tableMissing } from './statement/table-missing.js';
import { wordLimit } from './statement/word-limit.js';
import { catalogueMissing } from './structure/catalogue-missing.js';
import { emptyFile } from './structure/empty-file.js';
import { evidenceMissing } from './structure/evidence-missing.js';
import { folderUnrecognised } from './structure/folder-unrecognised.js';
import { liaisonMissing } from './structure/liaison-missing.js';
import { litterFile } from './structure/litter-file.js';
import { nestedArchive } from './structure/nested-archive.js';
import { outsideLink } from './structure/outside-link.js';
import { statementCount } from './structure/statement-count.js';
import { statementMissing } from './structure/statement-missing.js';
import { summaryReportMissing } from './structure/summary-report-missing.js';
import { unitMissing } from './structure/unit-missing.js';
import { wrongDepartment } from './structure/wrong-department.js';
import { chapterUncovered } from './summary/chapter-uncovered.js';
import { claimUnproved } from './summary/claim-unproved.js';
import { recorded } from './veto/recorded.js';
import { commentPeriod } from './window/comment-period.js';
import { futureDate } from './window/future-date.js';
import { interval } from './window/interval.js';
import { outOfWindow } from './window/out-of-window.js';

export const rules: readonly Rule[] = [
  unitMissing,
  statementMissing,
  statementCount,
  catalogueMissing,
  evidenceMissing,
  folderUnrecognised,
  litterFile,
  nestedArchive,
  outsideLink,
  wrongDepartment,
  summaryReportMissing,
  liaisonMissing,
  assessmentMissing,
  emptyFile,
  statementTitle,
  titleInDocument,
  draftName,
  documentNumber,
  originalName,
  illegalName,
  nameClash,
  pathTooLong,
  wordLimit,
  placeholder,
  empty,
  revisionsLeft,
  pointsUncovered,
  tableMissing,
  reportStyle,
  nearDuplicate,
  stampMissing,
  chapterUncovered,
  claimUnproved,
  incomplete,
  groundsMissing,
  gradeWithoutEvidence,
  entryWithoutFile,
  fileNotListed,
  numbering,
  columns,
  metadataMismatch,
  notCited,
  urlMissing,
  urlMalformed,
  urlUnofficial,
  urlDuplicate,
  urlDead,
  extensionMismatch,
  unreadable,
  encrypted,
  statementNotWord,
  formalNotPdf,
  evidencePdfOnly,
  unsupported,
  scanQuality,
  blankPage,
  oversize,
  activeContent,
  classifiedMark,
  futureDate,
  outOfWindow,
  interval,
  commentPeriod,
  personalData,
  sameFile,
  conflict,
  sum,
  count,
  threshold,
  recorded,
];

export type { Rule } from './rule.js';
export { maskPath } from './security/mask.js';
