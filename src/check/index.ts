export { type CheckOptions, check } from './check.js';
export { exitCode } from './exit.js';
