export { pairMaterials } from './material.js';
export { type PublicVersion, publicText, publicVersion, type Unseen } from './public.js';
export { type Survey, type SurveyInput, statementsOf, survey } from './survey.js';
export { buildPart, buildWorkspace, type Contents, type Ground, type WorkspaceInput } from './workspace.js';
