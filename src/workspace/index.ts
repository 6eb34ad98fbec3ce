export { buildWorkspace, statementsOf, type WorkspaceInput } from './workspace.js';
