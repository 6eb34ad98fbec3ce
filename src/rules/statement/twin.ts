/** One statement delivered twice: in Word, and as the scan or picture of it. */
import { foldName } from '../../model/fold.js';
import { splitName } from '../../model/name.js';
import type { StatementPart, Submission } from '../../model/workspace.js';

/** The same statement in Word, beside a PDF or picture of it. */
export function wordTwin(part: StatementPart, submission: Submission): boolean {
  const stem = (p: StatementPart) => foldName(splitName(p.file.name).stem);
  return submission.statements.some(
    (other) =>
      other !== part &&
      other.words !== null &&
      ((part.prescribed !== null && other.prescribed === part.prescribed) || stem(other) === stem(part)),
  );
}

/** The list asks for a stamp: of such a statement the scan is what counts. */
export function isStamped(part: StatementPart): boolean {
  return (part.prescribed?.stamp ?? null) !== null;
}
