/** The same statement in another form: Word beside its scan. */
import { foldName } from '../../model/fold.js';
import { splitName } from '../../model/name.js';
import type { StatementPart, Submission } from '../../model/workspace.js';

function stem(name: string): string {
  return foldName(splitName(name).stem);
}

function sameStatement(one: StatementPart, other: StatementPart): boolean {
  return (
    (one.prescribed !== null && one.prescribed === other.prescribed) ||
    stem(one.file.name) === stem(other.file.name)
  );
}

/** The same statement in Word, beside a PDF or picture of it. */
export function wordTwin(part: StatementPart, submission: Submission): boolean {
  return submission.statements.some(
    (other) => other !== part && other.words !== null && sameStatement(part, other),
  );
}

/** The list asks for a stamp: of such a statement the scan is what counts. */
export function isStamped(part: StatementPart): boolean {
  return (part.prescribed?.stamp ?? null) !== null;
}

const SCAN = new Set(['pdf', 'ofd', 'jpg', 'jpeg', 'png', 'tif', 'tiff', 'bmp']);

/** A PDF or picture of the statement, among the statements or the evidence. */
export function scanTwin(part: StatementPart, submission: Submission): boolean {
  const others = submission.statements.filter((p) => p !== part && p.words === null);
  if (others.some((p) => SCAN.has(p.file.extension) && sameStatement(part, p))) return true;
  const names = [part.file.name, `${part.prescribed?.name ?? part.file.name}.x`].map(stem);
  return submission.evidence.some(
    ({ name, extension }) =>
      SCAN.has(extension) && names.some((own) => own.length > 3 && foldName(name).includes(own)),
  );
}
