export {
  type DraftMaterial,
  type DraftPiece,
  type DraftSubmission,
  type DraftUnit,
  outline,
} from './outline.js';
export { firstPrinted, type PlanInput, pieceId, planDossier, type Split } from './plan.js';
