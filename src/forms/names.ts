/** What folders and files are called that `init` makes. Windows decides what a name may hold. */
import type { Pack, StatementDue, Unit } from '../model/pack.js';
import type { Assessment } from '../model/procedure.js';
import { shortReportName } from '../model/text.js';

const TWINS: Record<string, string> = {
  '<': '＜',
  '>': '＞',
  ':': '：',
  '"': '＂',
  '/': '／',
  '\\': '＼',
  '|': '｜',
  '?': '？',
  '*': '＊',
};

/** Keeps a file's name under the 255 bytes that Linux and many shares allow, extension and temp suffix included. */
const LONGEST = 220;

/**
 * A name that Windows takes: characters it forbids become their full-width twins, which name comparison folds back;
 * control characters go; no dot or space at the end; no device's name.
 */
export function safeName(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[<>:"/\\|?*]/g, (sign) => TWINS[sign] ?? sign)
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .replace(/[. ]+$/, '');
  const short = shorten(plain, LONGEST);
  if (/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i.test(short)) return `${short}_`;
  return short === '' ? '_' : short;
}

/** Cuts by whole characters to at most `bytes` of UTF-8. */
function shorten(text: string, bytes: number): string {
  let length = 0;
  let kept = '';
  for (const character of text) {
    length += Buffer.byteLength(character);
    if (length > bytes) return kept.replace(/[. ]+$/, '');
    kept += character;
  }
  return kept;
}

/** "17 优化公共服务" */
export function unitFolderName(unit: Unit): string {
  return safeName(`${unit.key} ${unit.name}`);
}

/** The prescribed title, or the name where none is prescribed. */
export function statementFileName(statement: StatementDue): string {
  return `${safeName(statement.name)}.docx`;
}

export function catalogueFileName(pack: Pack): string {
  return `${safeName(pack.defaults.partNames.catalogue)}.xlsx`;
}

export function evidenceFolderName(pack: Pack): string {
  return safeName(pack.defaults.partNames.evidence);
}

/** Short, as the folder convention has it: whose report it is, the folder says. */
export function summaryReportFileName({ forms }: Pack): string {
  return `${safeName(shortReportName(forms.summaryReport.title))}.docx`;
}

/** @param form a form that the list prescribes */
export function prescribedFormFileName({ title }: { title: string }): string {
  return `${safeName(title)}.docx`;
}

export function liaisonFormFileName(pack: Pack): string {
  return `${safeName(pack.forms.liaisonForm.title)}.docx`;
}

export function assessmentFileName({ table }: Assessment): string {
  return `${safeName(table)}.xlsx`;
}

export function assessmentReportFileName(title: string): string {
  return `${safeName(title)}.docx`;
}
