export { pairMaterials } from './material.js';
export { buildWorkspace, statementsOf, type WorkspaceInput } from './workspace.js';
