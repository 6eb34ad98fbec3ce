/**
 * The pdf room: plan and files in, one PDF a volume out, streaming; and a built volume read back for the proof.
 * Holds one input at a time; decides no page number; starts no engine (PDFium comes in as `normalise`).
 */
export { readAsides } from './asides.js';
export { type Normalise, type PageDoubt, type PdfFailure, type Probe, probePdf } from './cascade.js';
export type { EmbeddableFont, VolumeFonts } from './fonts.js';
export {
  type InspectedLink,
  type InspectedPage,
  type InspectedReference,
  type Inspection,
  inspectPdf,
  inspectVolume,
} from './inspect.js';
export type {
  BoundLink,
  BoundPdf,
  PieceBookmark,
  PiecePlace,
  PieceResult,
  VolumeInfo,
  VolumeJob,
  VolumePicture,
  VolumePiece,
  VolumeResult,
} from './job.js';
export type { PdfaReason } from './pdfa.js';
export { stampCharacters, stampLabel } from './stamp.js';
export { writeVolume } from './volume.js';
