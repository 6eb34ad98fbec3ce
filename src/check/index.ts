export {
  type CheckOptions,
  check,
  conclude,
  type Examined,
  examine,
  type Frame,
  frameOf,
  selectRules,
} from './check.js';
export { exitCode } from './exit.js';
export { engineCards, NOT_WAIVABLE } from './internal.js';
