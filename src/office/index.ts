/**
 * The office room: Word and Excel files → PDFs made by an installed LibreOffice.
 * Does: find it, run it apart from the user's own settings and within limits, count what came.
 * May not: touch the files it is given (copies are converted), word a message, decide which files are meant.
 * The one place of the house that starts a process, for the engine is one: nobody links it in.
 */
export {
  type Converted,
  convert,
  type OfficeFailure,
  type OfficeKind,
  type OfficeSource,
} from './convert.js';
export { contentDigest } from './digest.js';
export { findOffice, type Office } from './find.js';
export { OFFICE_LIMITS } from './limits.js';
export { type OfficeFonts, openProfile, type Profile } from './profile.js';
