/**
 * Performance archives (考核档案), one per department: entries, their chain, and what has changed since. Pure: the
 * command reads and appends. May import the model alone.
 */
export { type Broken, type Chain, readChain } from './chain.js';
export {
  type ArchivedUnit,
  type ArchiveEntry,
  digestOf,
  lineOf,
  nextEntry,
  RESULTS,
  type Recorded,
  type Result,
  standing,
} from './entry.js';
