/**
 * The readers room: file → Document, one file per format; all bad input is caught here.
 * Does: read. May not: throw on bad input, change a file, write, reach the network, know a rule or a row.
 */
export type { FileCount, Uncountable } from './count.js';
export { digestOf, type FileDigest, possibleTwins } from './digests.js';
export { countFile, findPassages, normalisePdf, readPicture } from './here.js';
export { LIMITS } from './limits.js';
export type { FoundPart, Passage } from './pdf-passages.js';
export type { PictureRequest } from './picture.js';
export { createReaderPool, type Digested, type PoolOptions, type ReaderPool } from './pool.js';
export { type ReadRequest, readFile } from './read.js';
export { type Sniff, sniff, sniffFile } from './signature.js';
export { type CountRun, countRuns, countText, sumCounts } from './wordcount.js';
