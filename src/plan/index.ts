export {
  type DraftMaterial,
  type DraftPiece,
  type DraftReport,
  type DraftSubmission,
  type DraftUnit,
  outline,
  outlineReports,
} from './outline.js';
export { firstPrinted, type PlanInput, pieceId, planDossier } from './plan.js';
export type { Listing, OwnPiece, Split } from './volumes.js';
